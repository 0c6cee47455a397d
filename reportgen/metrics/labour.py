"""Labour: the unemployment rate, payrolls, the Sahm rule; and the plain reading of any monthly series."""

from __future__ import annotations

from datetime import date

from reportgen.metrics.ask import Ask
from reportgen.metrics.declare import metric
from reportgen.metrics.found import Measured, Missing
from reportgen.metrics.inflation import KINDS
from reportgen.metrics.months import Monthly, last_as_far, monthly, months_back
from reportgen.model.printing import month as named
from reportgen.model.units import Display, Unit

_SPANS = {"1m": 1, "3m": 3, "6m": 6, "12m": 12}
_MEANS = {"3m_average": 3, "12m_average": 12}
_SHOWN = {Unit.FRACTION: (Display.PERCENT, 1), Unit.INDEX_POINTS: (Display.LEVEL, 3), Unit.COUNT: (Display.COUNT, 0)}


@metric(
    "reading",
    label="reading",
    unit=Unit.INDEX_POINTS,
    display=Display.LEVEL,
    precision=3,
    window="optional",
    kinds=KINDS,
    words=("index", "stood at"),
    example="cpi.reading@2025-09",
)
def reading(ask: Ask) -> Measured:
    """The value of the month as its publisher gives it: an index, a rate or a number of persons."""
    found = monthly(ask)
    month = found.month()
    unit = found.series.unit
    display, precision = _SHOWN.get(unit, (Display.LEVEL, 2))
    return Measured(found.at(month), end=month, unit=unit, display=display, precision=precision)


def rates(ask: Ask) -> Monthly:
    """The subject's monthly rate. Raises Missing where it measures something else."""
    found = monthly(ask)
    if found.series.unit is not Unit.FRACTION:
        raise Missing(f"{ask.entity.name} is no rate")
    return found


@metric(
    "rate",
    label="rate",
    unit=Unit.FRACTION,
    display=Display.PERCENT,
    window="optional",
    kinds=KINDS,
    words=("rate", "unemployment rate", "jobless rate"),
    example="unemployment.rate@2025-09",
)
def rate(ask: Ask) -> Measured:
    """The rate of the month, seasonally adjusted. Source: BLS, Current Population Survey."""
    found = rates(ask)
    month = found.month()
    return Measured(found.at(month), end=month)


@metric(
    "rate.change",
    label="change of the rate",
    unit=Unit.FRACTION_DIFFERENCE,
    display=Display.POINTS,
    variants=(tuple(_SPANS),),
    window="optional",
    kinds=KINDS,
    words=("rose", "fell", "percentage points"),
    example="unemployment.rate.change.12m@2026-07",
)
def rate_change(ask: Ask) -> Measured:
    """Rate of the month less that of one month before, or of as many as named; percentage points.

    Not given where either month was never collected.
    """
    found = rates(ask)
    month = found.month()
    start = months_back(month, _SPANS[ask.variants[0] if ask.variants else "1m"])
    return Measured(found.at(month) - found.at(start), start=start, end=month)


@metric(
    "rate.highest_since",
    label="rate the highest since",
    unit=Unit.DATE,
    display=Display.DATE,
    window="optional",
    kinds=KINDS,
    words=("highest since",),
    example="unemployment.rate.highest_since@2025-11",
)
def rate_highest_since(ask: Ask) -> Measured:
    """Last day of the last earlier month in which the rate was at least as high, over the full history.

    Not given where the month before was as high.
    """
    return _since(ask, up=True)


@metric(
    "rate.lowest_since",
    label="rate the lowest since",
    unit=Unit.DATE,
    display=Display.DATE,
    window="optional",
    kinds=KINDS,
    words=("lowest since",),
    example="unemployment.rate.lowest_since@2026-07",
)
def rate_lowest_since(ask: Ask) -> Measured:
    """Last day of the last earlier month in which the rate was at least as low, over the full history.

    Not given where the month before was as low.
    """
    return _since(ask, up=False)


def _since(ask: Ask, *, up: bool) -> Measured:
    found = rates(ask)
    month = found.month()
    since = last_as_far(found, month, found.series.value_on, up=up)
    return Measured(since, start=since, end=month)


@metric(
    "change",
    label="change on the month",
    unit=Unit.COUNT,
    display=Display.COUNT,
    precision=0,
    variants=(tuple(_MEANS),),
    window="optional",
    kinds=KINDS,
    words=("jobs", "payrolls rose", "payrolls fell", "jobs added", "jobs lost", "employment change"),
    example="payrolls.change@2026-07",
)
def jobs_change(ask: Ask) -> Measured:
    """Number of jobs of the month less that of the month before; `3m_average` and `12m_average` are means of such.

    The figures are those of the vintage named, revised twice after the first print and once a year to the
    tax records: an edition older than the vintage does not give what was published at its time.
    Source: BLS, Current Employment Statistics.
    """
    found = monthly(ask)
    if found.series.unit is not Unit.COUNT:
        raise Missing(f"{ask.entity.name} counts nothing")
    month = found.month()
    months = _MEANS[ask.variants[0]] if ask.variants else 1
    start = months_back(month, months)
    value = (found.at(month) - found.at(start)) / months
    return Measured(value, start=start, end=month, label=_label(found, months))


def _label(found: Monthly, months: int) -> str:
    what = "change on the month" if months == 1 else f"mean monthly change over {months} months"
    revised = ", as since revised" if found.note_revision() else ""
    return f"{found.ask.entity.name}: {what}{revised}"


# -- the Sahm rule ---------------------------------------------------------------------------------


@metric(
    "sahm_rule",
    label="Sahm rule, on revised data",
    unit=Unit.FRACTION_DIFFERENCE,
    display=Display.POINTS,
    precision=2,
    window="optional",
    kinds=KINDS,
    words=("Sahm rule", "Sahm", "Sahm rule … reads #"),
    example="unemployment.sahm_rule@2026-07",
)
def sahm_rule(ask: Ask) -> Measured:
    """Three-month mean of the unemployment rate less the lowest such mean of the twelve months before.

    Half a percentage point or more has marked the beginning of every US recession since 1970. Computed on
    data as revised; the real-time series, on data as first published, may differ. A mean over a month that
    was never collected rests on the two others, and is told. Source: Sahm, "Direct Stimulus Payments to
    Individuals", in Recession Ready (Brookings, 2019); FRED, SAHMCURRENT and SAHMREALTIME.
    """
    found = rates(ask)
    month = found.month()
    found.at(month)
    now = _mean_of_three(found, month)
    before = [_mean_of_three(found, months_back(month, back)) for back in range(1, 13)]
    start = months_back(month, 14)
    return Measured(now - min(before), start=start, end=month)


def _mean_of_three(found: Monthly, month: date) -> float:
    values = []
    for back in range(3):
        at = months_back(month, back)
        if found.has(at):
            values.append(found.at(at))
        elif at in found.series.known_holes:
            found.ask.note(f"{named(at)} was never collected: three-month means over it rest on two months")
        else:
            raise Missing(found.why_not(at))
    if len(values) < 2:
        raise Missing(f"only one of the three months to {named(month)} was collected")
    return sum(values) / len(values)


ALL = (reading, rate, rate_change, rate_highest_since, rate_lowest_since, jobs_change, sahm_rule)
