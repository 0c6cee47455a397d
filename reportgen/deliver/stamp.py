"""Stamps: digests of everything an edition was made from, so that nothing is made twice."""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import asdict, dataclass
from hashlib import sha256
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

from reportgen.deliver.editions import verify
from reportgen.errors import ReportgenError
from reportgen.model.edition import Manifest

_STAMPS = ".built.json"
_LIBRARIES = (
    "css-inline", "exchange-calendars", "fonttools", "jinja2", "lxml", "markdown", "matplotlib", "numpy", "pandas",
    "pikepdf", "pydantic", "pydyf", "pypdfium2", "pyyaml", "scipy", "weasyprint",
)  # fmt: skip
_PASSED_OVER = {"__pycache__", "_bundled"}
"""Folders that say nothing of the code: compiled files, and templates and data that count as such."""


@dataclass(frozen=True, slots=True)
class Inputs:
    """Digests of the data, of the report with its templates, and of the code with its libraries."""

    data: str
    config: str
    code: str


def inputs(*, data: Path, config: Sequence[Path], words: Iterable[str]) -> Inputs:
    """The digests of a build's inputs: `config` are files and folders, `words` the options given."""
    return Inputs(of_data(data), _digest(config, words), code())


def of_data(folder: Path) -> str:
    """The digest of a data folder: of every file's path and bytes."""
    return _digest([folder])


def code() -> str:
    """The digest of every file of the package and of the libraries it works with."""
    package = Path(__file__).resolve().parent.parent
    names = [f"{name} {_version(name)}" for name in _LIBRARIES]
    return _digest([package], [*names, f"python {'.'.join(map(str, sys.version_info[:3]))}"])


def _version(name: str) -> str:
    try:
        return version(name)
    except PackageNotFoundError:
        return "absent"


def _digest(places: Sequence[Path], words: Iterable[str] = ()) -> str:
    total = sha256()
    for place in places:
        folder = place if place.is_dir() else place.parent
        for path in sorted(_files(place)) if place.is_dir() else [place]:
            total.update(f"{path.relative_to(folder)}\0".encode())
            total.update(sha256(path.read_bytes()).digest())
    for word in words:
        total.update(f"{word}\0".encode())
    return total.hexdigest()


def _files(place: Path) -> Iterator[Path]:
    """Every file below a folder, through links to folders as well, each folder once."""
    seen: set[str] = set()
    for folder, below, names in os.walk(place, followlinks=True):
        if (real := os.path.realpath(folder)) in seen:
            below.clear()
            continue
        seen.add(real)
        below[:] = sorted(name for name in below if name not in _PASSED_OVER)
        yield from (path for name in names if (path := Path(folder, name)).is_file())


def unchanged(parent: Path, request: str, made_of: Inputs) -> Manifest | None:
    """The edition that this request gave last time, where inputs and files are still what they were."""
    remembered = _read(parent).get(request)
    if not isinstance(remembered, dict) or remembered.get("inputs") != asdict(made_of):
        return None
    try:
        manifest = verify(parent / str(remembered.get("edition")))
    except (ReportgenError, OSError):
        return None
    return manifest if manifest.digest == remembered.get("digest") else None


def unchanged_inputs(parent: Path, manifest: Manifest, *, data: Path, config: Sequence[Path]) -> dict[str, bytes]:
    """The files an edition was made from, by name; nothing where any has changed since or its request is not known."""
    requests = [
        request
        for request, noted in _read(parent).items()
        if isinstance(noted, dict)
        and (noted.get("edition"), noted.get("digest")) == (manifest.edition, manifest.digest)
    ]
    try:
        same = any(_digest(config, [one]) == manifest.config for one in requests) and _digest([data]) == manifest.inputs
        return dict(_contents([data, *config])) if same else {}
    except OSError:
        return {}


def _contents(places: Sequence[Path]) -> Iterator[tuple[str, bytes]]:
    """Every file of these places, each under its place's number and name: two folders may bear the same."""
    for number, place in enumerate(places, 1):
        for path in sorted(_files(place)) if place.is_dir() else [place]:
            below = f"/{path.relative_to(place).as_posix()}" if place.is_dir() else ""
            yield f"{number}-{place.name}{below}", path.read_bytes()


def remember(parent: Path, request: str, made_of: Inputs, manifest: Manifest) -> None:
    """Note what a request gave, for the next time. A disk that refuses costs only that time."""
    stamps = _read(parent)
    stamps[request] = {"inputs": asdict(made_of), "edition": manifest.edition, "digest": manifest.digest}
    fresh = parent / f"{_STAMPS}.tmp"
    try:
        fresh.write_text(json.dumps(stamps, indent=1, sort_keys=True), encoding="utf-8")
        fresh.replace(parent / _STAMPS)
    except OSError:
        fresh.unlink(missing_ok=True)


def _read(parent: Path) -> dict[str, object]:
    try:
        loaded = json.loads((parent / _STAMPS).read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return {}
    return loaded if isinstance(loaded, dict) else {}
