"""Rules on time: holes in a monthly series, sessions without a value, a column that ends too early."""

from __future__ import annotations

from datetime import date

import numpy as np

from reportgen.errors import Problem
from reportgen.sources.checks.column import Column, others


def no_hole_in_months(column: Column) -> Problem | None:
    """A month without a value between the first and the last."""
    if column.dataset.frequency != "monthly":
        return None
    months = np.array([_month(day) for day in column.days], dtype=np.int64)
    declared = {_month(day) for day in column.holes}
    steps = np.flatnonzero(np.diff(months) > 1)
    absent = [month for at in steps for month in range(months[at] + 1, months[at + 1]) if month not in declared]
    if not absent:
        return None
    year, month = divmod(absent[0] - 1, 12)
    name = f"{year}-{month + 1:02d}"
    more = f", nor for {len(absent) - 1} more months" if len(absent) > 1 else ""
    at = int(np.searchsorted(months, absent[0]))
    mend = f"Fill the hole, or declare `known_holes: [{name}]`."
    return column.problem(at, f"has no value for {name}{more}.", mend)


def _month(ordinal: int) -> int:
    day = date.fromordinal(int(ordinal))
    return day.year * 12 + day.month


def one_value_a_month(column: Column) -> Problem | None:
    """Two values for one month: the column is no monthly one."""
    if column.dataset.frequency != "monthly":
        return None
    months = [_month(day) for day in column.days]
    at = next((at for at in range(1, len(months)) if months[at] == months[at - 1]), None)
    if at is None:
        return None
    what = f"has two values for {column.day(at):%Y-%m}, first on row {column.lines[at - 1]}."
    return column.problem(at, what, "Keep one, or declare the `frequency` it has.")


def every_session(column: Column) -> Problem | None:
    """From `dense_from` on, a session without a value, or a value on a day that is no session."""
    start, sessions = column.dataset.dense_from, column.sessions
    if start is None or sessions is None:
        return None
    have = column.days[column.days >= start.toordinal()]
    if not len(have):
        return None
    expected = np.asarray([day for day in sessions.ordinals if start.toordinal() <= day <= have[-1]], dtype=np.int64)
    strange = np.setdiff1d(have, expected)
    if len(strange):
        at = int(np.searchsorted(column.days, strange[0]))
        what = f"has a value on {column.day(at)}, which is no session of {sessions.name}.{others(len(strange))}"
        return column.problem(at, what, "Remove the row or correct its date.")
    absent = [int(day) for day in np.setdiff1d(expected, have) if int(day) not in column.holes]
    if not absent:
        return None
    missed = date.fromordinal(absent[0])
    what = f"has no value for the session of {missed}.{others(len(absent), 'session')}"
    mend = f"Fill the hole, or declare `known_holes: [{missed}]`."
    return column.problem(int(np.searchsorted(column.days, absent[0])), what, mend)


def ends_with_the_others(column: Column) -> Problem | None:
    """A column of a daily file that ends before the others: its last rows are only partly there."""
    if column.dataset.frequency == "monthly" or column.dataset.kind is not None or column.days[-1] >= column.last:
        return None
    at = len(column.days) - 1
    what = f"ends on {column.day(at)} while other columns reach {date.fromordinal(column.last)}: a partial last row."
    return column.problem(at, what, "Complete the row or remove it; a series that ended needs a file of its own.")
