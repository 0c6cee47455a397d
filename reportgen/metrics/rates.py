"""Yields and other rates by the day: level, change in basis points, highs and lows."""

from __future__ import annotations

from datetime import date

import numpy as np

from reportgen.metrics.ask import Ask
from reportgen.metrics.declare import metric
from reportgen.metrics.found import Measured, Missing
from reportgen.metrics.published_days import Quotes, quotes
from reportgen.metrics.windows import Window
from reportgen.model.printing import day as spelt
from reportgen.model.units import Display, Unit

KINDS = ("rate",)


def day_asked(found: Quotes) -> int:
    """The position of the value asked for: the latest, or that in force at the window's last session."""
    if found.ask.window is None:
        return found.latest()
    return found.on(found.window().end)


def _day(found: Quotes, position: int) -> date:
    return date.fromordinal(found.days[position])


@metric(
    "yield",
    label="level",
    unit=Unit.FRACTION,
    display=Display.PERCENT,
    precision=2,
    window="optional",
    kinds=KINDS,
    words=("yield", "yields", "yielded", "rate"),
    example="ust10y.yield@2025-04-08",
)
def level(ask: Ask) -> Measured:
    """Constant maturity yield of the day, of the last published before it, or of a window's last session.

    A monthly series gives the month's average. Yields are published the next day: on a Friday the latest is
    Thursday's, and its own day is given. Source: Federal Reserve, H.15, and US Treasury, par yield curve.
    """
    found = quotes(ask)
    at = day_asked(found)
    monthly = found.series[0].frequency == "monthly"
    label = f"{ask.entity.name}: monthly average" if monthly else None
    return Measured(found.read(at), end=_day(found, at), label=label)


@metric(
    "yield.change",
    label="change",
    unit=Unit.FRACTION_DIFFERENCE,
    display=Display.BASIS_POINTS,
    precision=0,
    kinds=KINDS,
    words=("rose", "fell", "basis points", "bp"),
    example="ust10y.yield.change@1w",
)
def change(ask: Ask) -> Measured:
    """Yield at the window's last session less that at its boundary before it, in basis points.

    Where the last session's yield is not public yet the window ends with the last one that is.
    """
    return moved(quotes(ask))


def moved(found: Quotes) -> Measured:
    """The change over the window asked for."""
    window = found.window()
    start, end = found.on(window.start), found.on(window.end)
    if start >= end:
        raise Missing(f"no value after {spelt(window.start)} was published by {spelt(window.end)}")
    value = found.read(end) - found.read(start)
    return Measured(value, start=_day(found, start), end=_day(found, end))


# -- highs and lows --------------------------------------------------------------------------------


def _extreme(ask: Ask, *, up: bool) -> tuple[Window, date, float]:
    """The window, and the last day and value of its highest or lowest yield."""
    found = quotes(ask)
    window = found.window()
    run = found.inside(window)
    values = run.values[::-1]
    at = len(run) - 1 - int(np.argmax(values) if up else np.argmin(values))
    return window, run.day(at), float(run.values[at])


@metric(
    "yield.high",
    label="high",
    unit=Unit.FRACTION,
    display=Display.PERCENT,
    precision=2,
    kinds=KINDS,
    words=("high", "peak", "highest"),
    example="ust10y.yield.high@1y",
)
def high(ask: Ask) -> Measured:
    """Highest yield published in the window; the history before 2025 holds week-ends and month-ends only."""
    window, _, value = _extreme(ask, up=True)
    return Measured(value, start=window.first, end=window.end)


@metric(
    "yield.high.date",
    label="day of the high",
    unit=Unit.DATE,
    display=Display.DATE,
    kinds=KINDS,
    words=("peaked on",),
    example="ust10y.yield.high.date@1y",
)
def high_date(ask: Ask) -> Measured:
    """The last day of the window's highest published yield."""
    window, day, _ = _extreme(ask, up=True)
    return Measured(day, start=window.first, end=window.end)


@metric(
    "yield.low",
    label="low",
    unit=Unit.FRACTION,
    display=Display.PERCENT,
    precision=2,
    kinds=KINDS,
    words=("low", "trough", "lowest"),
    example="ust10y.yield.low@1y",
)
def low(ask: Ask) -> Measured:
    """Lowest yield published in the window; the history before 2025 holds week-ends and month-ends only."""
    window, _, value = _extreme(ask, up=False)
    return Measured(value, start=window.first, end=window.end)


@metric(
    "yield.low.date",
    label="day of the low",
    unit=Unit.DATE,
    display=Display.DATE,
    kinds=KINDS,
    words=("bottomed on",),
    example="ust10y.yield.low.date@1y",
)
def low_date(ask: Ask) -> Measured:
    """The last day of the window's lowest published yield."""
    window, day, _ = _extreme(ask, up=False)
    return Measured(day, start=window.first, end=window.end)


@metric(
    "yield.highest_since",
    label="the highest since",
    unit=Unit.DATE,
    display=Display.DATE,
    window="optional",
    kinds=KINDS,
    words=("highest since",),
    example="ust30y.yield.highest_since@2026-08-17",
)
def highest_since(ask: Ask) -> Measured:
    """The last earlier day on which the yield was at least as high, over the full history.

    Not given where that was the value published just before.
    """
    return _since(ask, up=True)


@metric(
    "yield.lowest_since",
    label="the lowest since",
    unit=Unit.DATE,
    display=Display.DATE,
    window="optional",
    kinds=KINDS,
    words=("lowest since",),
    example="ust2y.yield.lowest_since@2025-10-16",
)
def lowest_since(ask: Ask) -> Measured:
    """The last earlier day on which the yield was at least as low, over the full history.

    Not given where that was the value published just before.
    """
    return _since(ask, up=False)


def _since(ask: Ask, *, up: bool) -> Measured:
    found = quotes(ask)
    here = day_asked(found)
    value = found.read(here)
    earlier = np.asarray(found.series[0].values)[:here]
    as_far = np.flatnonzero(earlier >= value if up else earlier <= value)
    side = "high" if up else "low"
    if not len(as_far):
        raise Missing(f"no value since {spelt(found.first_day)}, where the history begins, was as {side}")
    at = int(as_far[-1])
    if at == here - 1:
        raise Missing(f"{spelt(_day(found, here))} is no new {side}: {spelt(_day(found, at))} was as {side}")
    ask.span(found.series[0], _day(found, at), _day(found, here))
    sparse = found.note_density(_day(found, at))
    label = (
        f"{ask.entity.name}: {ask.info.label}, on the week-ends and month-ends the history holds" if sparse else None
    )
    return Measured(_day(found, at), start=_day(found, at), end=_day(found, here), label=label)


ALL = (level, change, high, high_date, low, low_date, highest_since, lowest_since)
