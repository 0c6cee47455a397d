"""Levels of an index or a fund: where it stands, how far it moved in points, its high and low closes."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

import numpy as np

from reportgen.metrics.ask import Ask
from reportgen.metrics.closes import CLOSES, chosen
from reportgen.metrics.declare import metric
from reportgen.metrics.found import Measured
from reportgen.metrics.lines import Line, history_of, line, stand_in, window_of
from reportgen.metrics.reads import Stretch
from reportgen.metrics.returns import BASES, KINDS
from reportgen.metrics.windows import Window
from reportgen.model.facts import Value
from reportgen.model.units import Display, Unit

BASES_AND_CLOSES = (*BASES, CLOSES)


@metric(
    "level",
    label="level",
    unit=Unit.INDEX_POINTS,
    display=Display.LEVEL,
    precision=2,
    variants=BASES,
    window="optional",
    kinds=KINDS,
    words=("close", "closed at", "level", "stood at", "ended at", "points"),
    example="rut.level.price@2025-04-08",
)
def level(ask: Ask) -> Measured:
    """The closing level: of the as-of session, of a day named, or of a window's last session."""
    closes = line(ask)
    end = history_of(ask, closes).end
    value = closes.on(ask, end)
    standing = stand_in(ask, closes, closes.first_day, end, scale=value)
    return Measured(value, end=end, basis=ask.basis, standing=standing)


@metric(
    "level.change",
    label="change in points",
    unit=Unit.INDEX_POINTS,
    display=Display.LEVEL,
    precision=2,
    variants=BASES,
    kinds=KINDS,
    words=("points", "rose by", "fell by"),
    example="rut.level.change.price@1w",
)
def level_change(ask: Ask) -> Measured:
    """Level at the last session of the window less the level at the last session before it, index points."""
    closes = line(ask)
    window = ask.dates(closes.shortest)
    before = closes.on(ask, window.start)
    value = closes.on(ask, window.end) - before
    standing = stand_in(ask, closes, window.start, window.end, scale=before)
    return Measured(value, start=window.start, end=window.end, basis=ask.basis, standing=standing)


@dataclass(frozen=True, slots=True)
class Extreme:
    """The highest or lowest close of a window."""

    closes: Line
    window: Window
    day: date
    value: float

    def measured(self, ask: Ask, value: Value, *, scale: float = 1.0) -> Measured:
        """A value that rests on it; `scale` turns a proxy's tolerance into the value's unit."""
        start, end = self.window.start, self.window.end
        standing = stand_in(ask, self.closes, start, end, scale=0.0 if isinstance(value, date) else scale)
        return Measured(value, start=start, end=end, basis=ask.basis, standing=standing)


def inside(ask: Ask) -> tuple[Line, Window, Stretch]:
    """The line, the window, and the closes inside it. Raises Missing where the window is not covered."""
    closes = line(ask)
    window = window_of(ask, closes)
    return closes, window, chosen(ask, closes, window.first, window.end)


def highest(ask: Ask) -> Extreme:
    """The highest close inside the window; the last of equal ones."""
    closes, window, found = inside(ask)
    at = len(found) - 1 - int(np.argmax(found.values[::-1]))
    return Extreme(closes, window, found.day(at), float(found.values[at]))


def lowest(ask: Ask) -> Extreme:
    """The lowest close inside the window; the last of equal ones."""
    closes, window, found = inside(ask)
    at = len(found) - 1 - int(np.argmin(found.values[::-1]))
    return Extreme(closes, window, found.day(at), float(found.values[at]))


@metric(
    "high",
    label="highest close",
    unit=Unit.INDEX_POINTS,
    display=Display.LEVEL,
    precision=2,
    variants=BASES_AND_CLOSES,
    kinds=KINDS,
    words=("high", "52-week high", "peak", "highest close"),
    example="rut.high.price@1y",
)
def high(ask: Ask) -> Measured:
    """The highest close inside the window; closes, not intraday highs. @1y or @52w is the 52-week high."""
    top = highest(ask)
    return top.measured(ask, top.value, scale=top.value)


@metric(
    "high.date",
    label="day of the highest close",
    unit=Unit.DATE,
    display=Display.DATE,
    variants=BASES_AND_CLOSES,
    kinds=KINDS,
    words=("high", "peak"),
    example="rut.high.date.price@1y",
)
def high_date(ask: Ask) -> Measured:
    """The day of the highest close inside the window; the last where several are equal."""
    top = highest(ask)
    return top.measured(ask, top.day)


@metric(
    "low",
    label="lowest close",
    unit=Unit.INDEX_POINTS,
    display=Display.LEVEL,
    precision=2,
    variants=BASES_AND_CLOSES,
    kinds=KINDS,
    words=("low", "52-week low", "trough", "bottom", "lowest close"),
    example="rut.low.price@1y",
)
def low(ask: Ask) -> Measured:
    """The lowest close inside the window; closes, not intraday lows. @1y or @52w is the 52-week low."""
    bottom = lowest(ask)
    return bottom.measured(ask, bottom.value, scale=bottom.value)


@metric(
    "low.date",
    label="day of the lowest close",
    unit=Unit.DATE,
    display=Display.DATE,
    variants=BASES_AND_CLOSES,
    kinds=KINDS,
    words=("low", "trough", "bottom"),
    example="rut.low.date.price@1y",
)
def low_date(ask: Ask) -> Measured:
    """The day of the lowest close inside the window; the last where several are equal."""
    bottom = lowest(ask)
    return bottom.measured(ask, bottom.day)


ALL = (
    level,
    level_change,
    high,
    high_date,
    low,
    low_date,
)
