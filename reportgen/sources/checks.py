"""What makes a column unfit to print from. Each rule names the file, the row, itself and the remedy.

A column that breaks a rule is set aside; the rest of the data loads. What looks wrong and is right is
declared in the catalog: `known_moves`, `known_holes`, `missing`, `limits`, `sign`, `max_move`.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date
from typing import TYPE_CHECKING

import numpy as np

from reportgen.errors import Problem
from reportgen.model.catalog import ColumnSpec, DatasetSpec
from reportgen.model.sessions import Sessions
from reportgen.model.units import Unit
from reportgen.sources.readers import Parsed

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Ints = NDArray[np.int64]
    Floats = NDArray[np.float64]

DAILY_MOVE, WEEKLY_MOVE, MONTHLY_MOVE = 0.25, 0.35, 0.45
"""The largest believed change of a level between rows up to 5, 10 and more days apart."""
FRACTION_MOVE = 0.10
"""The largest believed change of a rate or yield: ten percentage points."""
LARGEST_FRACTION = 1.5
"""A fraction beyond 150% is more likely a percentage somebody forgot to scale."""


@dataclass(frozen=True, slots=True)
class Context:
    """What a check may ask beside the column: the exchange's sessions and the holes that are no fault."""

    sessions: Sessions | None = None
    holes: frozenset[int] = frozenset()

    def with_holes(self, holes: list[int]) -> Context:
        """The same with declared holes."""
        return replace(self, holes=frozenset(holes))


@dataclass(frozen=True, slots=True)
class Column:
    """A column under examination: its declaration, and its values with day and line of each."""

    dataset: DatasetSpec
    spec: ColumnSpec
    days: Ints
    values: Floats
    lines: Ints
    context: Context

    def problem(self, at: int, what: str, mend: str) -> Problem:
        """A problem at a position."""
        return Problem(self.dataset.file, what, mend, row=int(self.lines[at]), key=self.spec.id)

    def day(self, at: int) -> date:
        """The day at a position."""
        return date.fromordinal(int(self.days[at]))


def check_column(  # noqa: PLR0913, PLR0917 - the parts of a Column
    dataset: DatasetSpec, spec: ColumnSpec, days: Ints, values: Floats, lines: Ints, context: Context
) -> list[Problem]:
    """Everything wrong with one column. Moves are judged only where signs and size are right."""
    if not len(days):
        return []
    column = Column(dataset, spec, days, values, lines, context)
    problems = [problem for rule in VALUE_RULES if (problem := rule(column))]
    if not problems and (jump := no_jumps(column)):
        problems.append(jump)
    problems += [problem for rule in CALENDAR_RULES if (problem := rule(column))]
    return problems


# -- values ----------------------------------------------------------------------------------------


def _others(count: int) -> str:
    return f" So have {count - 1} more rows." if count > 1 else ""


def no_zero_for_missing(column: Column) -> Problem | None:
    """A zero where only positive values make sense, or a run of them at either end of a column."""
    zero = column.values == 0
    if column.spec.sign == "positive":
        at = np.flatnonzero(zero)
    elif zero.all():
        at = np.arange(len(zero))
    else:
        inside = np.flatnonzero(~zero)
        head, tail = np.arange(inside[0]), np.arange(inside[-1] + 1, len(zero))
        run = tail if len(tail) >= 3 else head if len(head) >= 3 else np.empty(0, dtype=int)
        at = run if column.spec.sign == "any" and not zero[inside[0] : inside[-1]].any() else run[:0]
    if not len(at):
        return None
    what = f"holds zero on {column.day(at[0])}: zeros stand for missing values.{_others(len(at))}"
    mend = 'Leave the cells empty, or declare `missing: ["0"]`.'
    if column.spec.sign != "positive":
        mend += " If they are true zeros, declare `sign: not_negative`."
    return column.problem(int(at[0]), what, mend)


def no_wrong_sign(column: Column) -> Problem | None:
    """A negative value where there can be none."""
    if column.spec.sign == "any":
        return None
    at = np.flatnonzero(column.values < 0)
    if not len(at):
        return None
    what = f"is negative on {column.day(at[0])}: {column.values[at[0]]:g}.{_others(len(at))}"
    return column.problem(int(at[0]), what, "Correct the value; if it is right, declare `sign: any`.")


def within_limits(column: Column) -> Problem | None:
    """A value outside the declared limits."""
    if column.spec.limits is None:
        return None
    low, high = column.spec.limits
    at = np.flatnonzero((column.values < low) | (column.values > high))
    if not len(at):
        return None
    what = f"is {column.values[at[0]]:g} on {column.day(at[0])}, outside [{low:g}, {high:g}].{_others(len(at))}"
    return column.problem(int(at[0]), what, "Correct the value, its `scale` or the `limits`.")


def right_unit(column: Column) -> Problem | None:
    """A fraction so large, or all so small, that the file must be in percent, or was scaled twice."""
    if column.spec.unit is not Unit.FRACTION or column.spec.limits is not None:
        return None
    at = int(np.argmax(np.abs(column.values)))
    largest = float(abs(column.values[at]))
    if largest > LARGEST_FRACTION:
        what = f"is {column.values[at]:g} on {column.day(at)}, which as a fraction is {largest:.0%}: a wrong unit."
        return column.problem(at, what, "If the file is in percent, declare `scale: percent`.")
    if column.spec.scale != 1 and 0 < largest < 0.003 and len(column.values) >= 12:
        what = f"never exceeds {largest:.4%} once scaled: a wrong unit."
        return column.problem(at, what, "If the file holds fractions, remove `scale`.")
    return None


def no_jumps(column: Column) -> Problem | None:
    """A move larger than is believed and not declared: a digit too many, a wrong unit, a split."""
    values, days, spec = column.values, column.days, column.spec
    if len(values) < 2:
        return None
    gaps = np.diff(days)
    if spec.unit is Unit.FRACTION:
        moves, usual = np.abs(np.diff(values)), np.full(len(gaps), FRACTION_MOVE)
    elif (values > 0).all():
        moves = np.abs(values[1:] / values[:-1] - 1)
        usual = np.select([gaps <= 5, gaps <= 10], [DAILY_MOVE, WEEKLY_MOVE], MONTHLY_MOVE)
    else:
        return None
    limit = usual if spec.max_move is None else np.full(len(gaps), spec.max_move)
    declared = spec.known_moves
    at = [at for at in np.flatnonzero(moves > limit) if not any(column.day(int(at) + 1) in period for period in declared)]
    if not at:
        return None
    return _jump(column, int(at[0]), float(limit[at[0]]), len(at))


def _jump(column: Column, before: int, limit: float, count: int) -> Problem:
    old, new = column.values[before], column.values[before + 1]
    if column.spec.unit is Unit.FRACTION:
        size = f"{(new - old) * 100:+.2f} percentage points, where {limit * 100:g} are believed"
    else:
        size = f"{new / old - 1:+.1%}, where {limit:.0%} is believed"
    what = f"jumps from {old:g} on {column.day(before)} to {new:g} on {column.day(before + 1)}: {size}.{_others(count)}"
    mend = f"Correct the value; if it is right, declare `known_moves: [{column.day(before + 1)}]`."
    return column.problem(before + 1, what, mend)


# -- calendar --------------------------------------------------------------------------------------


def no_hole_in_months(column: Column) -> Problem | None:
    """A month without a value between the first and the last."""
    if column.dataset.frequency != "monthly":
        return None
    months = np.array([day.year * 12 + day.month for day in map(column.day, range(len(column.days)))])
    holes = {day.year * 12 + day.month for day in map(date.fromordinal, column.context.holes)}
    absent = [month for month in _between(months) if month not in holes]
    if not absent:
        return None
    year, month = divmod(absent[0] - 1, 12)
    at = int(np.searchsorted(months, absent[0]))
    more = f", nor for {len(absent) - 1} more months" if len(absent) > 1 else ""
    what = f"has no value for {year}-{month + 1:02d}{more}."
    mend = f"Fill the hole, or declare `known_holes: [{year}-{month + 1:02d}]`."
    return column.problem(at, what, mend)


def _between(months: Ints) -> list[int]:
    steps = np.flatnonzero(np.diff(months) > 1)
    return [month for at in steps for month in range(int(months[at]) + 1, int(months[at + 1]))]


def every_session(column: Column) -> Problem | None:
    """From `dense_from` on, a session without a value, or a value on a day that is no session."""
    start, sessions = column.dataset.dense_from, column.context.sessions
    if start is None or sessions is None:
        return None
    have = column.days[column.days >= start.toordinal()]
    if not len(have):
        return None
    expected = np.asarray([day for day in sessions.ordinals if start.toordinal() <= day <= have[-1]])
    strange = np.setdiff1d(have, expected)
    if len(strange):
        at = int(np.searchsorted(column.days, strange[0]))
        what = f"has a value on {column.day(at)}, no session of {sessions.name}.{_others(len(strange))}"
        return column.problem(at, what, "Remove the row or correct its date.")
    absent = np.setdiff1d(np.setdiff1d(expected, have), np.asarray(sorted(column.context.holes), dtype=np.int64))
    if not len(absent):
        return None
    missed = date.fromordinal(int(absent[0]))
    at = int(np.searchsorted(column.days, absent[0]))
    what = f"has no value for the session of {missed}.{_others(len(absent)).replace('rows', 'sessions')}"
    return column.problem(at, what, f"Fill the hole, or declare `known_holes: [{missed}]`.")


Rule = Callable[[Column], Problem | None]
VALUE_RULES: tuple[Rule, ...] = (no_wrong_sign, no_zero_for_missing, within_limits, right_unit)
CALENDAR_RULES: tuple[Rule, ...] = (no_hole_in_months, every_session)


# -- the rows of a file ----------------------------------------------------------------------------


def check_days(spec: DatasetSpec, parsed: Parsed, days: Ints) -> list[Problem]:
    """Dates that stand twice or out of order."""
    steps = np.diff(days)
    problems = []

    def problem(at: int, what: str, mend: str) -> None:
        problems.append(Problem(spec.file, what, mend, row=parsed.lines[at], key=spec.date_column))

    twice, back = np.flatnonzero(steps == 0), np.flatnonzero(steps < 0)
    if len(twice):
        at = int(twice[0])
        what = f"{date.fromordinal(int(days[at]))} stands twice, first on row {parsed.lines[at]}.{_others(len(twice))}"
        problem(at + 1, what, "Keep one row a date.")
    if len(back):
        at = int(back[0])
        later, earlier = date.fromordinal(int(days[at])), date.fromordinal(int(days[at + 1]))
        what = f"{earlier} follows {later}: the rows are not sorted.{_others(len(back))}"
        problem(at + 1, what, "Sort the rows by date, oldest first.")
    return problems


def check_ends(spec: DatasetSpec, parsed: Parsed) -> list[Problem]:
    """A last row that repeats the one before it in every cell: the feed went stale."""
    columns = [cells for name, cells in parsed.cells.items() if name != parsed.date]
    if spec.frequency not in {"session", "daily"} or len(parsed.lines) < 3 or not columns:
        return []
    length = len(parsed.lines)
    same = 0
    while same < length - 1 and all(cells[-1 - same] == cells[-2 - same] for cells in columns):
        same += 1
    levels = [column for column in spec.columns.values() if column.unit is Unit.INDEX_POINTS]
    if not same or not levels or (same == 1 and len(columns) == 1):
        return []
    what = f"repeats the row before in every cell: the last {same} row(s) are stale."
    mend = "Remove them, or fetch the file again."
    return [Problem(spec.file, what, mend, row=parsed.lines[length - same])]
