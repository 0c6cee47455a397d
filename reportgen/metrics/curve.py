"""The yield curve: one rate less another, and the days on which it was negative."""

from __future__ import annotations

from datetime import date

from reportgen.metrics.ask import Ask
from reportgen.metrics.declare import metric
from reportgen.metrics.found import Measured, Missing
from reportgen.metrics.published_days import Quotes, differences
from reportgen.metrics.rates import day_asked, moved
from reportgen.model.printing import day as spelt
from reportgen.model.units import Display, Unit

KINDS = ("pair",)


def _day(found: Quotes, position: int) -> date:
    return date.fromordinal(found.days[position])


@metric(
    "spread",
    label="spread",
    unit=Unit.FRACTION_DIFFERENCE,
    display=Display.BASIS_POINTS,
    precision=0,
    window="optional",
    kinds=KINDS,
    words=("spread", "curve", "slope", "gap", "basis points"),
    example="ust10y-ust2y.spread@2025-04-08",
)
def spread(ask: Ask) -> Measured:
    """First rate of the pair less the second, on the last day both were published; basis points."""
    found = differences(ask)
    at = day_asked(found)
    return Measured(found.read(at), end=_day(found, at))


@metric(
    "spread.change",
    label="change of the spread",
    unit=Unit.FRACTION_DIFFERENCE,
    display=Display.BASIS_POINTS,
    precision=0,
    kinds=KINDS,
    words=("steepened", "flattened", "widened", "narrowed"),
    example="ust10y-ust2y.spread.change@ytd",
)
def spread_change(ask: Ask) -> Measured:
    """Spread at the window's last session less that at its boundary before it, in basis points.

    Where the last session's rates are not public yet the window ends with the last that are.
    """
    return moved(differences(ask))


@metric(
    "spread.inverted_days",
    label="days with a negative spread",
    unit=Unit.COUNT,
    display=Display.COUNT,
    precision=0,
    kinds=KINDS,
    words=("inverted", "days inverted"),
    example="ust10y-ust2y.spread.inverted_days@1y",
)
def inverted_days(ask: Ask) -> Measured:
    """Number of days in the window on which both rates were published and the spread was below zero.

    Not given where the window reaches into a history of week-ends and month-ends.
    """
    found = differences(ask)
    window = found.window()
    since = found.daily_since()
    if since is None or window.first < since:
        raise Missing("the days cannot be counted: the window reaches into a history of week-ends and month-ends")
    run = found.inside(window)
    return Measured(float((run.values < 0).sum()), start=window.first, end=window.end)


@metric(
    "spread.inverted_since",
    label="spread negative since",
    unit=Unit.DATE,
    display=Display.DATE,
    window="optional",
    kinds=KINDS,
    words=("inverted since",),
    example="ust10y-ust2y.spread.inverted_since@2023-06-30",
)
def inverted_since(ask: Ask) -> Measured:
    """First published day of the run of negative spreads that holds the day. Not given where it is not negative."""
    return _run(ask, negative=True)


@metric(
    "spread.positive_since",
    label="spread not negative since",
    unit=Unit.DATE,
    display=Display.DATE,
    window="optional",
    kinds=KINDS,
    words=("no longer inverted", "disinverted", "upward sloping since"),
    example="ust10y-ust2y.spread.positive_since",
)
def positive_since(ask: Ask) -> Measured:
    """First published day of the run of spreads at or above zero that holds the day. Not given where it is negative."""
    return _run(ask, negative=False)


def _run(ask: Ask, *, negative: bool) -> Measured:
    found = differences(ask)
    here = day_asked(found)
    first = here
    while first >= 0 and (found.value_at(first) < 0) is negative:
        first -= 1
    first += 1
    if first > here:
        raise Missing(f"the spread was {'not ' if negative else ''}negative on {spelt(_day(found, here))}")
    if first == 0:
        raise Missing(f"the run reaches back to {spelt(found.first_day)}, where the history begins")
    for series in found.series:
        ask.span(series, _day(found, first - 1), _day(found, here))
    found.note_density(_day(found, first))
    return Measured(_day(found, first), start=_day(found, first), end=_day(found, here))


ALL = (spread, spread_change, inverted_days, inverted_since, positive_since)
