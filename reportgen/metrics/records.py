"""Record closes: the last one, how many, how long they took, how far away the next is.

A record is a close above every earlier close of the data; the first close is none. Closes, not intraday
highs: an index can trade above its record and close below it.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from typing import TYPE_CHECKING

import numpy as np

from reportgen.metrics.ask import Ask
from reportgen.metrics.closes import chosen
from reportgen.metrics.declare import metric
from reportgen.metrics.drawdown import seen_at
from reportgen.metrics.found import Measured, Missing
from reportgen.metrics.levels import BASES_AND_CLOSES
from reportgen.metrics.lines import Line, history_of, line, stand_in
from reportgen.metrics.reads import Stretch
from reportgen.metrics.returns import KINDS
from reportgen.metrics.windows import DAY, Window
from reportgen.model.facts import Value
from reportgen.model.printing import day as spelt
from reportgen.model.units import Display, Unit

if TYPE_CHECKING:
    from numpy.typing import NDArray


def record_positions(values: NDArray[np.float64]) -> NDArray[np.intp]:
    """Where a value exceeds every one before it; the first value is no record."""
    before = np.maximum.accumulate(values)[:-1]
    return np.flatnonzero(values[1:] > before) + 1


@dataclass(frozen=True, slots=True)
class Records:
    """The record closes up to the end of a window, and which lie inside it."""

    closes: Line
    window: Window
    history: Stretch
    positions: NDArray[np.intp]

    @property
    def within(self) -> NDArray[np.intp]:
        """Positions of the records inside the window."""
        return self.positions[self.history.days[self.positions] >= self.window.first.toordinal()]

    def measured(self, ask: Ask, value: Value, *, scale: float = 0.0) -> Measured:
        """A value that rests on them."""
        standing = stand_in(ask, self.closes, self.closes.first_day, self.window.end, scale=scale)
        return Measured(value, start=self.window.start, end=self.window.end, basis=ask.basis, standing=standing)


def records(ask: Ask) -> Records:
    """Every record close up to the window's end. Raises Missing where the closes end before it."""
    closes = line(ask)
    window = history_of(ask, closes)
    if ask.window is not None and DAY.fullmatch(ask.window):
        window = Window(closes.first_day, window.end, window.end)
    history = chosen(ask, closes, closes.first_day, window.end)
    ask.note(f"among closes since {spelt(history.day(0))}")
    return Records(closes, window, history, record_positions(history.values))


def _highest(found: Records) -> int:
    """The position of the record in force at the window's end: the first close at that level."""
    return int(np.argmax(found.history.values))


@metric(
    "record.level",
    label="record close",
    unit=Unit.INDEX_POINTS,
    display=Display.LEVEL,
    precision=2,
    variants=BASES_AND_CLOSES,
    window="optional",
    kinds=KINDS,
    words=("record", "record close", "record high", "all-time high"),
    example="rut.record.level.price@2024-11-25",
)
def record_level(ask: Ask) -> Measured:
    """The highest close since the data begin, up to the as-of session or the day named."""
    found = records(ask)
    value = float(found.history.values[_highest(found)])
    return found.measured(ask, value, scale=value)


@metric(
    "record.date",
    label="day of the record close",
    unit=Unit.DATE,
    display=Display.DATE,
    variants=BASES_AND_CLOSES,
    window="optional",
    kinds=KINDS,
    words=("record", "record close", "record high", "all-time high"),
    example="rut.record.date.price@2024-11-25",
)
def record_date(ask: Ask) -> Measured:
    """The day of the highest close since the data begin; the first where several are equal."""
    found = records(ask)
    return found.measured(ask, found.history.day(_highest(found)))


@metric(
    "record.distance",
    label="below the record close",
    unit=Unit.FRACTION,
    display=Display.PERCENT,
    variants=BASES_AND_CLOSES,
    window="optional",
    kinds=KINDS,
    words=("below its record", "short of its record", "off its record"),
    example="rut.record.distance.price@2024-11-25",
)
def record_distance(ask: Ask) -> Measured:
    """How far the close lies below the highest close up to it, positive: 1 - close / record; 0 at a record."""
    fall = ask.fact(ask.sibling("drawdown", *ask.variants))
    value = max(0.0, -fall.number)
    return Measured(value, start=fall.start, end=fall.end, basis=ask.basis, precision=seen_at(value))


@metric(
    "record.points_short",
    label="points short of the record close",
    unit=Unit.INDEX_POINTS,
    display=Display.LEVEL,
    precision=2,
    variants=BASES_AND_CLOSES,
    window="optional",
    kinds=KINDS,
    words=("short of its record", "points below its record"),
    example="rut.record.points_short.price@2024-11-25",
)
def record_points_short(ask: Ask) -> Measured:
    """Index points by which the close lies below the highest close up to it, positive; 0 at a record."""
    found = records(ask)
    top = float(found.history.values[_highest(found)])
    value = max(0.0, top - found.closes.on(ask, found.window.end))
    return found.measured(ask, value, scale=top)


@metric(
    "record.is_record",
    label="whether the close is a record",
    unit=Unit.COUNT,
    display=Display.COUNT,
    precision=0,
    variants=BASES_AND_CLOSES,
    window="optional",
    kinds=KINDS,
    words=("record", "record close", "all-time high"),
    example="rut.record.is_record.price@2025-09-18",
)
def is_record(ask: Ask) -> Measured:
    """1 where the close of the as-of session, or of a day named, exceeds every earlier close; else 0."""
    found = records(ask)
    found.closes.on(ask, found.window.end)
    last = found.history.days[found.positions[-1]] if len(found.positions) else 0
    return found.measured(ask, float(last == found.window.end.toordinal()))


@metric(
    "record.count",
    label="record closes",
    unit=Unit.COUNT,
    display=Display.COUNT,
    precision=0,
    variants=BASES_AND_CLOSES,
    kinds=KINDS,
    words=("record closes", "records", "record highs", "new highs"),
    example="rut.record.count.price@2025",
)
def record_count(ask: Ask) -> Measured:
    """How many closes inside the window exceeded every earlier close of the data, not just of the window."""
    found = records(ask)
    return found.measured(ask, float(len(found.within)))


@dataclass(frozen=True, slots=True)
class Breakthrough:
    """A record close and the one it surpassed."""

    day: date
    before: date

    def measured(self, ask: Ask, found: Records, value: Value) -> Measured:
        """A value that rests on it."""
        return replace(found.measured(ask, value), start=self.before, end=self.day)


def _breakthrough(ask: Ask) -> tuple[Records, Breakthrough]:
    """The first record of the window; without a window the latest there is. Raises Missing where there is none."""
    found = records(ask)
    if not len(found.within):
        raise Missing(f"no record close between {spelt(found.window.first)} and {spelt(found.window.end)}")
    at = int(found.within[0 if ask.window else -1])
    before = int(np.argmax(found.history.values[:at]))
    return found, Breakthrough(found.history.day(at), found.history.day(before))


@metric(
    "record.first_date",
    label="first record close",
    unit=Unit.DATE,
    display=Display.DATE,
    variants=BASES_AND_CLOSES,
    window="optional",
    kinds=KINDS,
    words=("first record", "new record"),
    example="rut.record.first_date.price@2025",
)
def record_first_date(ask: Ask) -> Measured:
    """The day of the first record close inside the window; of the latest one without a window."""
    found, first = _breakthrough(ask)
    return first.measured(ask, found, first.day)


@metric(
    "record.previous_date",
    label="record close before the first of the window",
    unit=Unit.DATE,
    display=Display.DATE,
    variants=BASES_AND_CLOSES,
    window="optional",
    kinds=KINDS,
    words=("previous record", "first record since"),
    example="rut.record.previous_date.price@2025",
)
def record_previous_date(ask: Ask) -> Measured:
    """The day of the record close that the first record of the window (the latest, without one) surpassed."""
    found, first = _breakthrough(ask)
    return first.measured(ask, found, first.before)


@metric(
    "record.gap_days",
    label="days without a record close",
    unit=Unit.DAYS,
    display=Display.DAYS,
    precision=0,
    variants=BASES_AND_CLOSES,
    window="optional",
    kinds=KINDS,
    words=("days without a record", "wait for a record", "first record in"),
    example="rut.record.gap_days.price@2025",
)
def record_gap_days(ask: Ask) -> Measured:
    """Calendar days between a record close and the one it surpassed.

    The record is the first inside the window: @1w tells how long the week's first record had been waited for.
    Without a window it is the latest one.
    """
    found, first = _breakthrough(ask)
    return first.measured(ask, found, float((first.day - first.before).days))


ALL = (
    record_level,
    record_date,
    record_distance,
    record_points_short,
    is_record,
    record_count,
    record_first_date,
    record_previous_date,
    record_gap_days,
)
