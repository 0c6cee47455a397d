"""A catalog and its folder -> Dataset."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from difflib import get_close_matches
from hashlib import sha256
from pathlib import Path

from reportgen.errors import Problem, ProblemsError
from reportgen.model.catalog import CatalogSpec, DatasetSpec
from reportgen.model.dataset import Dataset
from reportgen.model.sessions import Sessions
from reportgen.sources.calendars import USUAL_START, sessions_of
from reportgen.sources.csvfile import read_csv
from reportgen.sources.loaded import Loaded, targets
from reportgen.sources.readers import Reader
from reportgen.sources.release import Exceptions, read_exceptions
from reportgen.sources.series import SeriesInput, assemble_series
from reportgen.sources.tables import assemble_table


@dataclass(slots=True)
class Files:
    """The catalog's folder; remembers the digest of every file asked for, "" for one that cannot be read."""

    folder: Path
    digests: dict[str, str] = field(default_factory=dict)

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


def load_with(
    readers: Mapping[str, Reader], catalog: CatalogSpec, folder: Path, *, cache: Path | None = None
) -> Dataset:
    """Everything the catalog declares, read with these readers. See `sources.load`."""
    sessions = {name: sessions_of(name, start, cache) for name, start in _calendars(catalog).items()}
    files, whole = Files(folder), Loaded()
    for spec in catalog.datasets.values():
        whole.add(_one(readers, spec, files, sessions.get(spec.calendar or "")))
    return Dataset(
        series=whole.series,
        tables=whole.tables,
        entities=catalog.entities,
        sessions=sessions,
        quarantined=whole.quarantined,
        problems=tuple(whole.problems),
        digest=files.digest(catalog),
        title=catalog.title,
    )


def _calendars(catalog: CatalogSpec) -> dict[str, date]:
    """Every exchange the catalog speaks of, and the first day its sessions are needed."""
    of_datasets = {spec.calendar for spec in catalog.datasets.values()}
    of_entities = {entity.calendar for entity in catalog.entities.values()}
    return {name: catalog.calendars.get(name, USUAL_START) for name in sorted(filter(None, of_datasets | of_entities))}


def _one(readers: Mapping[str, Reader], spec: DatasetSpec, files: Files, sessions: Sessions | None) -> Loaded:
    """What one dataset gives; where nothing of it can be read, all of it is set aside."""
    try:
        parsed = _reader(readers, spec)(spec, files.read(spec.file, spec.id))
        exceptions = _exceptions(spec, files)
    except ProblemsError as error:
        loaded = Loaded()
        loaded.judge(targets(spec), error.problems)
        return loaded
    digest = files.digests[spec.file]
    if spec.kind is not None:
        loaded = assemble_table(spec, parsed, digest, sessions)
    else:
        loaded = assemble_series(SeriesInput(spec, parsed, digest, sessions, exceptions))
    loaded.problems = [*parsed.problems, *loaded.problems]
    return loaded


def _reader(readers: Mapping[str, Reader], spec: DatasetSpec) -> Reader:
    if spec.format in readers:
        return readers[spec.format]
    what = f"there is no reader {spec.format!r}; there are {', '.join(sorted(readers))}."
    near = get_close_matches(spec.format, readers, n=1)
    mend = f"Did you mean {near[0]}?" if near else "Correct `format`."
    raise ProblemsError([Problem("catalog.yaml", what, mend, key=f"datasets.{spec.id}.format")])


def _exceptions(spec: DatasetSpec, files: Files) -> Exceptions:
    """The release days that break the dataset's rule."""
    if spec.exceptions is None:
        return {}
    file = DatasetSpec(spec.exceptions, spec.exceptions, "csv", {}, spec.origin)
    parsed = read_csv(file, files.read(spec.exceptions, spec.id))
    if absent := [name for name in ("series", "month", "released") if name not in parsed.cells]:
        what = f"has no column {', '.join(absent)}."
        raise ProblemsError([Problem(spec.exceptions, what, "Write series,month,released.", row=1)])
    if strange := [name for name in parsed.cells["series"] if name not in spec.columns]:
        row = parsed.lines[parsed.cells["series"].index(strange[0])]
        near = get_close_matches(strange[0], spec.columns, n=1)
        mend = f"Did you mean {near[0]}?" if near else "Name a column of the catalog."
        raise ProblemsError([Problem(spec.exceptions, f"{strange[0]!r} is no column of {spec.id}.", mend, row=row)])
    return read_exceptions(spec.exceptions, parsed.cells, parsed.lines)
