"""Rules on the rows of a file: dates that repeat or run backwards, a feed that went stale."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import numpy as np

from reportgen.errors import Problem
from reportgen.model.catalog import DatasetSpec
from reportgen.model.units import Unit
from reportgen.sources.checks.column import others
from reportgen.sources.readers import Parsed

if TYPE_CHECKING:
    from reportgen.sources.checks.column import Ints


def check_rows(spec: DatasetSpec, parsed: Parsed, days: Ints) -> list[Problem]:
    """Everything wrong with the rows of a file as such."""
    found = [_twice(spec, parsed, days), _unsorted(spec, parsed, days), _stale(spec, parsed)]
    return [problem for problem in found if problem is not None]


def _twice(spec: DatasetSpec, parsed: Parsed, days: Ints) -> Problem | None:
    order = np.argsort(days, kind="stable")
    again = np.flatnonzero(np.diff(days[order]) == 0)
    if not len(again):
        return None
    first, second = int(order[again[0]]), int(order[again[0] + 1])
    day = date.fromordinal(int(days[first]))
    what = f"{day} stands twice, first on row {parsed.lines[first]}.{others(len(again))}"
    return Problem(spec.file, what, "Keep one row a date.", row=parsed.lines[second], key=parsed.date)


def _unsorted(spec: DatasetSpec, parsed: Parsed, days: Ints) -> Problem | None:
    back = np.flatnonzero(np.diff(days) < 0)
    if not len(back):
        return None
    at = int(back[0])
    later, earlier = date.fromordinal(int(days[at])), date.fromordinal(int(days[at + 1]))
    what = f"{earlier} follows {later}: the rows are not sorted.{others(len(back))}"
    mend = "Sort the rows by date, oldest first."
    return Problem(spec.file, what, mend, row=parsed.lines[at + 1], key=parsed.date)


def _stale(spec: DatasetSpec, parsed: Parsed) -> Problem | None:
    """A last row of levels that repeats the one before it in every cell.

    One close that equals the last may be chance, so a file with one column gets a warning for one.
    """
    columns = [cells for name, cells in parsed.cells.items() if name != parsed.date]
    levels = any(column.unit is Unit.INDEX_POINTS for column in spec.columns.values())
    if not levels or spec.frequency not in {"session", "daily", "weekly"}:
        return None
    length, same = len(parsed.lines), 0
    while same < length - 1 and all(cells[-1 - same] == cells[-2 - same] for cells in columns):
        same += 1
    if not same or not any(cells[-1] for cells in columns):
        return None
    rows = "the last row is stale" if same == 1 else f"the last {same} rows are stale"
    chance = same == 1 and len(columns) == 1
    return Problem(
        spec.file,
        f"repeats the row before it in every cell: {rows}.",
        "Remove it, or fetch the file again.",
        row=parsed.lines[length - same],
        severity="warning" if chance else "error",
    )
