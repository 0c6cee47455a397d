"""Consecutive rises or falls by week, month, quarter or year; for pairs, consecutive leads or lags."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from reportgen.metrics.ask import Ask
from reportgen.metrics.declare import metric
from reportgen.metrics.found import Measured, Missing
from reportgen.metrics.lines import history_of, line, stand_in
from reportgen.metrics.moves import Moves, moves
from reportgen.metrics.periods import PERIODS
from reportgen.metrics.relative import PAIR
from reportgen.metrics.returns import BASES, KINDS
from reportgen.model.facts import Value
from reportgen.model.printing import day as spelt
from reportgen.model.units import Display, Unit

if TYPE_CHECKING:
    from reportgen.metrics.lines import Values

SLOTS = (PERIODS, *BASES)
ALL_KINDS = (*KINDS, *PAIR)


@dataclass(frozen=True, slots=True)
class Run:
    """Consecutive periods that moved the same way: positions of the first and the last, and the way."""

    first: int
    last: int
    sign: int

    @property
    def length(self) -> int:
        """How many periods."""
        return self.last - self.first + 1


def runs(values: Values) -> tuple[Run, ...]:
    """Every run of moves of one sign; an unchanged or a missing one (NaN) ends a run and starts none."""
    signs = np.sign(np.nan_to_num(values)).astype(int)
    edges = np.flatnonzero(np.diff(signs)) + 1
    firsts, lasts = np.append(0, edges), np.append(edges, len(signs)) - 1
    found = zip(firsts.tolist(), lasts.tolist(), strict=True)
    return tuple(Run(first, last, int(signs[first])) for first, last in found if signs[first])


@dataclass(frozen=True, slots=True)
class Streak:
    """The run that was on at the day asked for, and the earlier ones of the same direction."""

    history: Moves
    run: Run
    earlier: tuple[Run, ...]

    @property
    def as_long(self) -> Run | None:
        """The latest earlier run at least as long."""
        return next((run for run in reversed(self.earlier) if run.length >= self.run.length), None)

    def measured(self, ask: Ask, value: Value) -> Measured:
        """A value that rests on it."""
        start, end = self.history.start(self.run.first), self.history.end(self.run.last)
        standing = stand_in(ask, line(ask), start, end, scale=0.0)
        return Measured(value, start=start, end=end, basis=ask.basis, standing=standing)


def history(ask: Ask, kind: str) -> Moves:
    """The moves of the whole periods that had ended by the day asked for.

    Raises Missing where there is none, or where the last of them lacks a close.
    """
    found = moves(ask, kind).until(history_of(ask, line(ask)).end)
    if not len(found):
        raise Missing(f"no whole {kind[:-1]} has passed since the closes begin")
    if np.isnan(found.values[-1]):
        raise Missing(f"no close on {spelt(found.start(-1))} or {spelt(found.end(-1))}")
    whole = found.known
    ask.note(f"among {len(whole):,} whole {kind} since {spelt(whole.start(0))}")
    return found


def streak_in(found: Moves) -> Streak:
    """The run that was on at the end of a history. Raises Missing where the last period did not move."""
    if not found.values[-1]:
        raise Missing(f"the last whole {found.kind[:-1]} was unchanged: no run is on")
    *earlier, current = runs(found.values)
    return Streak(found, current, tuple(run for run in earlier if run.sign == current.sign))


def _kind(ask: Ask) -> str:
    return next((word for word in ask.variants if word in PERIODS), "weeks")


def _streak(ask: Ask) -> Streak:
    return streak_in(history(ask, _kind(ask)))


@metric(
    "streak",
    label="consecutive rises or falls",
    unit=Unit.COUNT,
    display=Display.COUNT,
    precision=0,
    variants=SLOTS,
    window="optional",
    kinds=ALL_KINDS,
    words=("in a row", "straight", "consecutive", "running", "streak"),
    example="rut.streak.weeks.price",
)
def streak(ask: Ask) -> Measured:
    """How many whole weeks, months, quarters or years in a row, up to the day, moved the same way.

    Positive for rises, negative for falls, 0 after an unchanged period. For pairs the excess return decides.
    A missing close ends a run.
    """
    found = history(ask, _kind(ask))
    if not found.values[-1]:
        return Measured(0.0, start=found.start(-1), end=found.end(-1), basis=ask.basis)
    current = streak_in(found)
    return current.measured(ask, float(current.run.length * current.run.sign))


@metric(
    "streak.start",
    label="first period of the run",
    unit=Unit.DATE,
    display=Display.DATE,
    variants=SLOTS,
    window="optional",
    kinds=ALL_KINDS,
    words=("since", "began"),
    example="rut.streak.start.weeks.price",
)
def streak_start(ask: Ask) -> Measured:
    """The last session of the first period of the run that was on."""
    found = _streak(ask)
    return found.measured(ask, found.history.end(found.run.first))


@metric(
    "streak.longest",
    label="longest earlier run in the same direction",
    unit=Unit.COUNT,
    display=Display.COUNT,
    precision=0,
    variants=SLOTS,
    window="optional",
    kinds=ALL_KINDS,
    words=("longest", "record run"),
    example="rut.streak.longest.weeks.price",
)
def streak_longest(ask: Ask) -> Measured:
    """Length of the longest run in the same direction that ended before the one that was on began; 0 if none."""
    found = _streak(ask)
    return found.measured(ask, float(max((run.length for run in found.earlier), default=0)))


@metric(
    "streak.longest_date",
    label="end of the longest earlier run in the same direction",
    unit=Unit.DATE,
    display=Display.DATE,
    variants=SLOTS,
    window="optional",
    kinds=ALL_KINDS,
    words=("longest",),
    example="rut.streak.longest_date.weeks.price",
)
def streak_longest_date(ask: Ask) -> Measured:
    """The last session of the longest earlier run in the same direction; the latest where several tie."""
    found = _streak(ask)
    longest = max(found.earlier, key=lambda run: (run.length, run.last), default=None)
    if longest is None:
        raise Missing("there was no earlier run in that direction")
    return found.measured(ask, found.history.end(longest.last))


@metric(
    "streak.since",
    label="end of the last earlier run as long",
    unit=Unit.DATE,
    display=Display.DATE,
    variants=SLOTS,
    window="optional",
    kinds=ALL_KINDS,
    words=("longest since",),
    example="rut.streak.since.weeks.price",
)
def streak_since(ask: Ask) -> Measured:
    """The last session of the latest earlier run in the same direction that was at least as long.

    There is none where the run is the longest of them all.
    """
    found = _streak(ask)
    return found.measured(ask, found.history.end(as_long(found).last))


@metric(
    "streak.since_start",
    label="start of the last earlier run as long",
    unit=Unit.DATE,
    display=Display.DATE,
    variants=SLOTS,
    window="optional",
    kinds=ALL_KINDS,
    words=("longest since",),
    example="rut.streak.since_start.weeks.price",
)
def streak_since_start(ask: Ask) -> Measured:
    """The last session of the first period of that earlier run at least as long."""
    found = _streak(ask)
    return found.measured(ask, found.history.end(as_long(found).first))


def as_long(found: Streak) -> Run:
    """The latest earlier run at least as long. Raises Missing where the run is the longest of them all."""
    if found.as_long is None:
        raise Missing(f"none of the {len(found.earlier)} earlier runs in that direction was as long")
    return found.as_long


@metric(
    "streak.ties",
    label="earlier runs of the same length",
    unit=Unit.COUNT,
    display=Display.COUNT,
    precision=0,
    variants=SLOTS,
    window="optional",
    kinds=ALL_KINDS,
    words=("ties",),
    example="rut.streak.ties.weeks.price",
)
def streak_ties(ask: Ask) -> Measured:
    """How many earlier runs in the same direction were exactly as long."""
    found = _streak(ask)
    return found.measured(ask, float(sum(run.length == found.run.length for run in found.earlier)))


ALL = (
    streak,
    streak_start,
    streak_longest,
    streak_longest_date,
    streak_since,
    streak_since_start,
    streak_ties,
)
