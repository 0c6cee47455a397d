"""Rules on values: sign, zeros that stand for nothing, size, unit, jumps."""

from __future__ import annotations

import numpy as np

from reportgen.errors import Problem
from reportgen.model.units import Unit
from reportgen.sources.checks.column import Column, others

DAILY_MOVE, WEEKLY_MOVE, MONTHLY_MOVE = 0.25, 0.35, 0.45
"""The largest believed change of a level between rows up to 5, 10 and more days apart."""
FRACTION_MOVE = 0.10
"""The largest believed change of a rate or yield: ten percentage points."""
LARGEST_FRACTION = 1.5
"""A fraction beyond 150% is more likely a percentage somebody forgot to scale."""
SMALLEST_FRACTION = 0.003
"""Rates that never reach 0.3% once scaled were more likely fractions before."""
ZERO_RUN = 3
"""So many zeros at an end of a column that has none elsewhere are no figures."""


def no_wrong_sign(column: Column) -> Problem | None:
    """A negative value where there can be none."""
    at = np.flatnonzero(column.values < 0)
    if column.spec.sign == "any" or not len(at):
        return None
    what = f"is negative{column.on(at[0])}: {column.values[at[0]]:g}.{others(len(at))}"
    return column.problem(int(at[0]), what, "Correct the value; if it is right, declare `sign: any`.")


def no_zero_for_missing(column: Column) -> Problem | None:
    """A zero where only positive values make sense; else a run of them at an end, or nothing but zeros."""
    at = np.flatnonzero(column.values == 0) if column.spec.sign == "positive" else _zeros_at_an_end(column)
    if not len(at):
        return None
    what = f"is zero{column.on(at[0])}: zeros stand for missing values.{others(len(at))}"
    mend = 'Leave the cells empty, or declare `missing: ["0"]`.'
    if column.spec.sign == "any":
        mend += " If they are true zeros, declare `sign: not_negative`."
    return column.problem(int(at[0]), what, mend)


def _zeros_at_an_end(column: Column) -> np.ndarray[tuple[int], np.dtype[np.intp]]:
    nowhere = np.empty(0, dtype=np.intp)
    if column.spec.sign != "any" or column.dataset.kind is not None or len(column.values) <= ZERO_RUN:
        return nowhere
    inside = np.flatnonzero(column.values)
    if not len(inside):
        return np.arange(len(column.values))
    first, last = int(inside[0]), int(inside[-1])
    if len(inside) < last - first + 1:
        return nowhere
    tail, head = np.arange(last + 1, len(column.values)), np.arange(first)
    return next((run for run in (tail, head) if len(run) >= ZERO_RUN), nowhere)


def within_limits(column: Column) -> Problem | None:
    """A value outside the declared limits."""
    if column.spec.limits is None:
        return None
    low, high = column.spec.limits
    at = np.flatnonzero((column.values < low) | (column.values > high))
    if not len(at):
        return None
    what = f"is {column.values[at[0]]:g}{column.on(at[0])}, outside {low:g} to {high:g}.{others(len(at))}"
    return column.problem(int(at[0]), what, "Correct the value, its `scale` or the `limits`.")


def right_unit(column: Column) -> Problem | None:
    """A fraction so large, or all so small, that the file must be in percent, or was scaled for nothing."""
    if column.spec.unit is not Unit.FRACTION or column.spec.limits is not None or column.dataset.kind is not None:
        return None
    at = int(np.argmax(np.abs(column.values)))
    largest = float(abs(column.values[at]))
    if largest > LARGEST_FRACTION:
        what = f"is {column.values[at]:g}{column.on(at)}, which as a fraction is {largest:.0%}: a wrong unit."
        return column.problem(at, what, "If the file is in percent, declare `scale: percent`.")
    if column.spec.scale != 1 and 0 < largest < SMALLEST_FRACTION and len(column.values) >= 12:
        what = f"never exceeds {largest:.4%} once scaled: a wrong unit."
        return column.problem(at, what, "If the file holds fractions, remove `scale`.")
    return None


def no_jump(column: Column) -> Problem | None:
    """A move larger than is believed and not declared: a digit too many, a wrong unit, a split."""
    values, spec = column.values, column.spec
    if len(values) < 2:
        return None
    gaps = np.diff(column.days)
    if spec.unit is Unit.FRACTION:
        moves, usual = np.abs(np.diff(values)), np.full(len(gaps), FRACTION_MOVE)
    elif (values > 0).all():
        moves = np.abs(values[1:] / values[:-1] - 1)
        usual = np.select([gaps <= 5, gaps <= 10], [DAILY_MOVE, WEEKLY_MOVE], MONTHLY_MOVE)
    else:
        return None
    limit = usual if spec.max_move is None else np.full(len(gaps), spec.max_move)
    at = [int(at) for at in np.flatnonzero(moves > limit) if not _declared(column, int(at) + 1)]
    return _jump(column, at[0], float(limit[at[0]]), len(at)) if at else None


def _declared(column: Column, at: int) -> bool:
    return any(column.day(at) in period for period in column.spec.known_moves)


def _jump(column: Column, before: int, limit: float, count: int) -> Problem:
    old, new = column.values[before], column.values[before + 1]
    if column.spec.unit is Unit.FRACTION:
        size = f"{(new - old) * 100:+.2f} percentage points, where {limit * 100:g} are believed"
    elif new >= 2 * old:
        size = f"{new / old:.1f} times, where {limit:.0%} is believed"
    else:
        size = f"{new / old - 1:+.1%}, where {limit:.0%} is believed"
    days = f"from {old:g} on {column.day(before)} to {new:g} on {column.day(before + 1)}"
    what = f"jumps {days}: {size}.{others(count)}"
    mend = f"Correct the value; if it is right, declare `known_moves: [{column.day(before + 1)}]`."
    return column.problem(before + 1, what, mend)
