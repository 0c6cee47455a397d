"""What one file gave: series or a table, and what was set aside with the reason."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from difflib import get_close_matches

from reportgen.errors import Problem
from reportgen.model.catalog import ColumnSpec, DatasetSpec
from reportgen.model.dataset import Origin, Series, Table
from reportgen.sources.readers import Parsed


@dataclass(slots=True)
class Loaded:
    """Grows while a file is read."""

    series: dict[str, Series] = field(default_factory=dict)
    tables: dict[str, Table] = field(default_factory=dict)
    quarantined: dict[str, str] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)

    def judge(self, targets: Sequence[str], problems: Sequence[Problem]) -> bool:
        """Note problems; whether the targets may be used, for errors set them aside."""
        self.problems += problems
        error = next((problem for problem in problems if problem.severity == "error"), None)
        if error is not None:
            row = f", row {error.row}," if error.row is not None else ""
            for target in targets:
                self.quarantined[target] = f"{target} failed its checks: {error.where}{row} {error.what.rstrip('.')}"
        return error is None

    def add(self, other: Loaded) -> None:
        """Take over what another file gave."""
        self.series |= other.series
        self.tables |= other.tables
        self.quarantined |= other.quarantined
        self.problems += other.problems


def targets(spec: DatasetSpec) -> list[str]:
    """The ids a dataset provides: its own for a table, dataset.column for series."""
    return [spec.id] if spec.kind else [f"{spec.id}.{column}" for column in spec.columns]


def missing_header(spec: DatasetSpec, column: ColumnSpec, parsed: Parsed) -> Problem | None:
    """The problem of a column the file does not have."""
    if column.header in parsed.cells:
        return None
    near = get_close_matches(column.header, parsed.cells, n=1, cutoff=0.5)
    hint = f" Did you mean {near[0]}?" if near else ""
    what = f"has no column {column.header!r}; its header is {', '.join(parsed.cells)}."
    return Problem(spec.file, what, f"Correct the file or the catalog.{hint}", row=1, key=column.id)


def origin_of(spec: DatasetSpec, sha256: str, column: ColumnSpec | None = None) -> Origin:
    """Where a dataset, or a column with an origin of its own, comes from."""
    own = column.origin if column is not None else None
    source = own or spec.origin
    return Origin(
        dataset=f"{spec.id}.{column.id}" if own is not None and column is not None else spec.id,
        publisher=source.publisher,
        title=source.title,
        file=spec.file,
        sha256=sha256,
        url=source.url,
        retrieved=source.retrieved or spec.origin.retrieved,
        licence=spec.licence.text,
        attribution=spec.licence.attribution,
        may_publish_levels=spec.licence.may_publish_levels,
        may_publish_series=spec.licence.may_publish_series,
        standing=spec.standing,
        vintage=source.vintage or spec.origin.vintage,
    )
