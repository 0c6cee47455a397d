"""A catalog and its folder -> Dataset."""

from __future__ import annotations

from collections.abc import Mapping
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


def load_with(
    readers: Mapping[str, Reader], catalog: CatalogSpec, folder: Path, *, cache: Path | None = None
) -> Dataset:
    """Everything the catalog declares, read with these readers. See `sources.load`."""
    sessions = {name: sessions_of(name, start, cache) for name, start in _calendars(catalog).items()}
    whole = Loaded()
    digest = sha256(catalog.digest.encode())
    for spec in catalog.datasets.values():
        try:
            loaded, file_digest = _one(readers, spec, folder, sessions.get(spec.calendar or ""))
            digest.update(file_digest.encode())
        except ProblemsError as error:
            loaded = Loaded()
            loaded.judge(targets(spec), error.problems)
        whole.add(loaded)
    return Dataset(
        series=whole.series,
        tables=whole.tables,
        entities=catalog.entities,
        sessions=sessions,
        quarantined=whole.quarantined,
        problems=tuple(whole.problems),
        digest=digest.hexdigest(),
        title=catalog.title,
    )


def _calendars(catalog: CatalogSpec) -> dict[str, date]:
    """Every exchange the catalog speaks of, and the first day its sessions are needed."""
    names = {spec.calendar for spec in catalog.datasets.values()} | {
        entity.calendar for entity in catalog.entities.values()
    }
    return {name: catalog.calendars.get(name, USUAL_START) for name in sorted(filter(None, names))}


def _one(
    readers: Mapping[str, Reader], spec: DatasetSpec, folder: Path, sessions: Sessions | None
) -> tuple[Loaded, str]:
    if spec.format not in readers:
        what = f"there is no reader {spec.format!r}; there are {', '.join(sorted(readers))}."
        near = get_close_matches(spec.format, readers, n=1)
        mend = f"Did you mean {near[0]}?" if near else "Correct `format`."
        raise ProblemsError([Problem("catalog.yaml", what, mend, key=f"datasets.{spec.id}.format")])
    data = _bytes(folder / spec.file, spec)
    digest = sha256(data).hexdigest()
    parsed = readers[spec.format](spec, data)
    if spec.kind is not None:
        loaded = assemble_table(spec, parsed, digest, sessions)
    else:
        loaded = assemble_series(SeriesInput(spec, parsed, digest, sessions, _exceptions(spec, folder)))
    loaded.problems = [*parsed.problems, *loaded.problems]
    return loaded, digest


def _bytes(path: Path, spec: DatasetSpec) -> bytes:
    try:
        return path.read_bytes()
    except FileNotFoundError:
        mend = f"Put it beside the catalog, or correct `file:` of {spec.id}."
        raise ProblemsError([Problem(spec.file, "there is no such file.", mend)]) from None
    except OSError as error:
        raise ProblemsError([Problem(spec.file, f"cannot be read: {error.strerror}.")]) from None


def _exceptions(spec: DatasetSpec, folder: Path) -> Exceptions:
    if spec.exceptions is None:
        return {}
    data = _bytes(folder / spec.exceptions, spec)
    parsed = read_csv(DatasetSpec(spec.exceptions, spec.exceptions, "csv", {}, spec.origin), data)
    if absent := [name for name in ("series", "month", "released") if name not in parsed.cells]:
        what = f"has no column {', '.join(absent)}."
        raise ProblemsError([Problem(spec.exceptions, what, "Write series,month,released.", row=1)])
    return read_exceptions(spec.exceptions, parsed.cells, parsed.lines)
