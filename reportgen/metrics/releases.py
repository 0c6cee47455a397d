"""When monthly figures were, and will be, released."""

from __future__ import annotations

from collections import Counter
from datetime import date, timedelta

from reportgen.metrics.ask import Ask
from reportgen.metrics.declare import metric
from reportgen.metrics.found import Measured, Missing
from reportgen.metrics.inflation import KINDS
from reportgen.metrics.months import Monthly, monthly, months_back
from reportgen.model.printing import day as spelt
from reportgen.model.printing import month as named
from reportgen.model.units import Display, Standing, Unit

_RELEASES_LOOKED_AT = 36


@metric(
    "latest_month",
    label="latest month released",
    unit=Unit.DATE,
    display=Display.DATE,
    window="none",
    kinds=KINDS,
    words=("latest month",),
    example="cpi.latest_month",
)
def latest_month(ask: Ask) -> Measured:
    """Last day of the newest month whose figure was public."""
    found = monthly(ask)
    month = found.month()
    found.at(month)
    return Measured(month, end=month)


@metric(
    "released",
    label="day of release",
    unit=Unit.DATE,
    display=Display.DATE,
    window="optional",
    kinds=KINDS,
    words=("released", "published", "reported"),
    example="cpi.released@2025-09",
)
def released(ask: Ask) -> Measured:
    """The day from which the month's figure counts as public, by default that of the latest month.

    Where the catalog names the day of release it is that day, else the latest day on which the publisher
    usually has it out.
    """
    found = monthly(ask)
    month = found.month()
    found.at(month)
    position = found.series.index_on(month) or 0
    return Measured(date.fromordinal(found.series.known[position]), end=month)


@metric(
    "next_release",
    label="next release, by the usual lag",
    unit=Unit.DATE,
    display=Display.DATE,
    window="none",
    kinds=KINDS,
    words=("next release", "due", "will be released"),
    example="cpi.next_release",
)
def next_release(ask: Ask) -> Measured:
    """The day by which the next month is usually out: its last day plus the commonest lag of the last three years.

    An estimate, for the publishers' own calendars are not among the data. Not given where that day has passed
    without the figure, nor where the last release was out of its turn.
    """
    found = monthly(ask)
    lag = _usual_lag(found)
    if _lag_at(found, len(found.series) - 1) != lag:
        raise Missing(f"{ask.entity.name} for {named(found.series.last_day)} came out of its turn: no usual lag holds")
    month = months_back(found.series.last_day, -1)
    due = month + lag
    if due <= ask.as_of:
        raise Missing(f"the figure of {ask.entity.name} for {named(month)} was due by {spelt(due)} and is not out")
    ask.span(found.series, date.fromordinal(found.series.days[-min(len(found.series), _RELEASES_LOOKED_AT)]))
    note = f"the figure is that of {named(month)}"
    return Measured(due, end=due, as_of=ask.as_of, standing=Standing.ESTIMATED, notes=(note,))


def _usual_lag(found: Monthly) -> timedelta:
    recent = range(max(0, len(found.series) - _RELEASES_LOOKED_AT), len(found.series))
    lags = Counter(_lag_at(found, at) for at in recent)
    lag, _ = max(lags.items(), key=lambda seen: (seen[1], -seen[0]))
    return lag


def _lag_at(found: Monthly, position: int) -> timedelta:
    return timedelta(days=found.series.known[position] - found.series.days[position])


ALL = (latest_month, released, next_release)
