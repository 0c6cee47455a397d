"""The bytes behind each dataset: a file beside the catalog, or what a live provider was last asked for."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from difflib import get_close_matches
from hashlib import sha256
from pathlib import Path

from reportgen.errors import Problem, ProblemsError
from reportgen.model.catalog import CatalogSpec, DatasetSpec
from reportgen.sources.providers import PROVIDERS
from reportgen.sources.store import Fetched, Store


@dataclass(slots=True)
class Files:
    """The catalog's folder; remembers the digest of all it was asked for, "" for what cannot be read."""

    folder: Path
    digests: dict[str, str] = field(default_factory=dict)
    _fetched: Mapping[str, Fetched] | None = None

    def of(self, spec: DatasetSpec) -> tuple[DatasetSpec, bytes]:
        """The dataset with what is only known of a fetch, and its bytes. Raises ProblemsError."""
        if spec.provider is None:
            return spec, self.read(spec.file, spec.id)
        live = with_format(spec)
        self.digests[spec.file] = ""
        store = Store.beside(self.folder)
        if self._fetched is None:
            self._fetched = store.latest()
        fetched = self._fetched.get(spec.id)
        if fetched is None:
            raise ProblemsError([Problem(spec.file, "is not there yet.", f"Run `reportgen data fetch {spec.id}`.")])
        data = store.read(fetched)
        self.digests[spec.file] = fetched.sha256 + fetched.at
        origin = replace(spec.origin, url=spec.origin.url or fetched.url, retrieved=fetched.day)
        return replace(live, origin=origin), data

    def read(self, name: str, dataset: str) -> bytes:
        """The bytes of a file. Raises ProblemsError where it cannot be read."""
        self.digests[name] = ""
        try:
            data = (self.folder / name).read_bytes()
        except FileNotFoundError:
            mend = f"Put it beside the catalog, or correct the file name in {dataset}."
            raise ProblemsError([Problem(name, "there is no such file.", mend)]) from None
        except OSError as error:
            raise ProblemsError([Problem(name, f"cannot be read: {error.strerror}.")]) from None
        self.digests[name] = sha256(data).hexdigest()
        return data

    def digest(self, catalog: CatalogSpec) -> str:
        """One digest of the catalog and of everything read."""
        lines = [catalog.digest, *(f"{name}\0{digest}" for name, digest in sorted(self.digests.items()))]
        return sha256("\n".join(lines).encode()).hexdigest()


def with_format(spec: DatasetSpec) -> DatasetSpec:
    """A live dataset with its provider's format where it names none. Raises ProblemsError for no such provider."""
    assert spec.provider is not None
    name = spec.provider.name
    if name not in PROVIDERS:
        near = get_close_matches(name, PROVIDERS, n=1)
        mend = f"Did you mean {near[0]}?" if near else f"There are {', '.join(PROVIDERS)}."
        key = f"datasets.{spec.id}.provider.name"
        raise ProblemsError([Problem("catalog.yaml", f"there is no provider {name!r}.", mend, key=key)])
    return replace(spec, format=spec.format or PROVIDERS[name].format)
