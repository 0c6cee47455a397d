"""A catalog and its folder -> Dataset."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
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
from reportgen.sources.files import Files
from reportgen.sources.loaded import Loaded, targets
from reportgen.sources.readers import Reader
from reportgen.sources.release import Exceptions, read_exceptions
from reportgen.sources.series import SeriesInput, assemble_series
from reportgen.sources.tables import assemble_table


@dataclass(frozen=True, slots=True)
class Loading:
    """What loading a dataset takes: the formats there are, the files, the exchanges' sessions."""

    readers: Mapping[str, Reader]
    files: Files
    sessions: Mapping[str, Sessions]

    @classmethod
    def of(
        cls, readers: Mapping[str, Reader], catalog: CatalogSpec, folder: Path, cache: Path | None = None
    ) -> Loading:
        """Loading for a catalog in its folder. Raises ProblemsError for an unknown exchange calendar."""
        sessions = {name: sessions_of(name, start, cache) for name, start in _calendars(catalog).items()}
        return cls(readers, Files(folder), sessions)

    def one(self, spec: DatasetSpec) -> Loaded:
        """What one dataset gives; where nothing of it can be read, all of it is set aside."""
        try:
            return self.made(*self.files.of(spec))
        except ProblemsError as error:
            loaded = Loaded()
            loaded.judge(targets(spec), error.problems)
            return loaded

    def made(self, spec: DatasetSpec, data: bytes) -> Loaded:
        """What these bytes give. Raises ProblemsError where nothing of them can be read."""
        parsed = self._reader(spec)(spec, data)
        digest, sessions = sha256(data).hexdigest(), self.sessions.get(spec.calendar or "")
        if spec.kind is not None:
            loaded = assemble_table(spec, parsed, digest, sessions)
        else:
            loaded = assemble_series(SeriesInput(spec, parsed, digest, sessions, self._exceptions(spec)))
        loaded.problems = [*parsed.problems, *loaded.problems]
        return loaded

    def _reader(self, spec: DatasetSpec) -> Reader:
        if spec.format in self.readers:
            return self.readers[spec.format]
        what = f"there is no reader {spec.format!r}; there are {', '.join(sorted(self.readers))}."
        near = get_close_matches(spec.format, self.readers, n=1)
        mend = f"Did you mean {near[0]}?" if near else "Correct `format`."
        raise ProblemsError([Problem("catalog.yaml", what, mend, key=f"datasets.{spec.id}.format")])

    def _exceptions(self, spec: DatasetSpec) -> Exceptions:
        """The release days that break the dataset's rule."""
        if spec.exceptions is None:
            return {}
        file = DatasetSpec(spec.exceptions, spec.exceptions, "csv", {}, spec.origin)
        parsed = read_csv(file, self.files.read(spec.exceptions, spec.id))
        if absent := [name for name in ("series", "month", "released") if name not in parsed.cells]:
            what = f"has no column {', '.join(absent)}."
            raise ProblemsError([Problem(spec.exceptions, what, "Write series,month,released.", row=1)])
        if strange := [name for name in parsed.cells["series"] if name not in spec.columns]:
            row = parsed.lines[parsed.cells["series"].index(strange[0])]
            near = get_close_matches(strange[0], spec.columns, n=1)
            mend = f"Did you mean {near[0]}?" if near else "Name a column of the catalog."
            raise ProblemsError([Problem(spec.exceptions, f"{strange[0]!r} is no column of {spec.id}.", mend, row=row)])
        return read_exceptions(spec.exceptions, parsed.cells, parsed.lines)


def load_all(loading: Loading, catalog: CatalogSpec) -> Dataset:
    """Everything the catalog declares. See `sources.load`."""
    whole = Loaded()
    for spec in catalog.datasets.values():
        whole.add(loading.one(spec))
    return Dataset(
        series=whole.series,
        tables=whole.tables,
        entities=catalog.entities,
        sessions=loading.sessions,
        quarantined=whole.quarantined,
        problems=tuple(whole.problems),
        digest=loading.files.digest(catalog),
        title=catalog.title,
    )


def _calendars(catalog: CatalogSpec) -> dict[str, date]:
    """Every exchange the catalog speaks of, and the first day its sessions are needed."""
    of_datasets = {spec.calendar for spec in catalog.datasets.values()}
    of_entities = {entity.calendar for entity in catalog.entities.values()}
    return {name: catalog.calendars.get(name, USUAL_START) for name in sorted(filter(None, of_datasets | of_entities))}
