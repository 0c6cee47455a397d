"""How far a fall has been made good: the rise from a low, the distance to a high, the days since a record."""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from reportgen.metrics.ask import Ask
from reportgen.metrics.declare import metric
from reportgen.metrics.drawdown import seen_at
from reportgen.metrics.found import Measured
from reportgen.metrics.levels import BASES_AND_CLOSES, highest, lowest
from reportgen.metrics.lines import stand_in
from reportgen.metrics.records import records
from reportgen.metrics.returns import KINDS
from reportgen.model.units import Display, Unit


@metric(
    "rebound",
    label="rise from the low",
    unit=Unit.FRACTION,
    display=Display.PERCENT,
    variants=BASES_AND_CLOSES,
    kinds=KINDS,
    words=("rebound", "rebounded", "recovered from its low", "above its low", "bounced"),
    example="rut.rebound.price@2025-01-01..2025-09-30",
)
def rebound(ask: Ask) -> Measured:
    """The close at the window's end over the lowest close inside the window, minus one."""
    bottom = lowest(ask)
    value = bottom.closes.on(ask, bottom.window.end) / bottom.value - 1
    standing = stand_in(ask, bottom.closes, bottom.day, bottom.window.end)
    return Measured(value, start=bottom.day, end=bottom.window.end, basis=ask.basis, standing=standing)


@metric(
    "rebound.low_date",
    label="low before the rise",
    unit=Unit.DATE,
    display=Display.DATE,
    variants=BASES_AND_CLOSES,
    kinds=KINDS,
    words=("low", "trough", "bottom"),
    example="rut.rebound.low_date.price@2025-01-01..2025-09-30",
)
def rebound_low_date(ask: Ask) -> Measured:
    """The day of the lowest close inside the window; the last where several are equal."""
    bottom = lowest(ask)
    return bottom.measured(ask, bottom.day)


@metric(
    "time_under_water",
    label="days below the record close",
    unit=Unit.DAYS,
    display=Display.DAYS,
    precision=0,
    variants=BASES_AND_CLOSES,
    window="optional",
    kinds=KINDS,
    words=("under water", "days below its record", "since its record"),
    example="rut.time_under_water.price@2025-06-30",
)
def time_under_water(ask: Ask) -> Measured:
    """Calendar days since the highest close, up to the as-of session or the day named; 0 at a record."""
    found = records(ask)
    values = found.history.values
    last = len(values) - 1 - int(np.argmax(values[::-1]))
    return found.measured(ask, float((found.window.end - found.history.day(last)).days))


@metric(
    "below_high",
    label="below the window's highest close",
    unit=Unit.FRACTION,
    display=Display.PERCENT,
    variants=BASES_AND_CLOSES,
    kinds=KINDS,
    words=("below its high", "below its 52-week high", "off its high"),
    example="rut.below_high.price@1y",
)
def below_high(ask: Ask) -> Measured:
    """How far the close at the window's end lies below the highest inside the window, positive: 1 - close / high."""
    top = highest(ask)
    value = max(0.0, 1 - top.closes.on(ask, top.window.end) / top.value)
    return replace(top.measured(ask, value), precision=seen_at(value))


@metric(
    "below_high.date",
    label="day of the window's highest close",
    unit=Unit.DATE,
    display=Display.DATE,
    variants=BASES_AND_CLOSES,
    kinds=KINDS,
    words=("high", "peak"),
    example="rut.below_high.date.price@1y",
)
def below_high_date(ask: Ask) -> Measured:
    """The day of the highest close inside the window; the last where several are equal."""
    top = highest(ask)
    return top.measured(ask, top.day)


ALL = (rebound, rebound_low_date, time_under_water, below_high, below_high_date)
