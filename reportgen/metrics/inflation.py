"""Price indices of the economy: rates of change over a year, a month and three months."""

from __future__ import annotations

from datetime import date

import numpy as np

from reportgen.metrics.ask import Ask
from reportgen.metrics.declare import metric
from reportgen.metrics.found import Measured, Missing
from reportgen.metrics.months import Monthly, last_as_far, monthly, months_back
from reportgen.model.printing import month as named
from reportgen.model.units import Display, Unit

KINDS = ("macro",)
UNUSUAL = 2.0
"""Standard deviations from which on a base month is told as a base effect."""
_YEARS_COMPARED = 10


def prices(ask: Ask) -> Monthly:
    """The subject's price index. Raises Missing where it measures something else."""
    found = monthly(ask)
    if found.series.unit is not Unit.INDEX_POINTS:
        raise Missing(f"{ask.entity.name} is no price index")
    return found


def _change(found: Monthly, month: date, months: int) -> float:
    """The index of a month over that of some months before, minus one."""
    return found.at(month) / found.at(months_back(month, months)) - 1


def _tolerance(ask: Ask) -> float:
    """How far the year-on-year rate may lie from the official one, which uses the unadjusted index."""
    declared = ask.entity.options.get("yoy_tolerance")
    return float(declared) if isinstance(declared, (int, float)) else 0.0


@metric(
    "yoy",
    label="change over twelve months",
    unit=Unit.FRACTION,
    display=Display.PERCENT,
    window="optional",
    kinds=KINDS,
    words=("inflation", "year on year", "year over year", "from a year earlier", "annual rate", "12-month"),
    example="cpi.yoy@2025-09",
)
def yoy(ask: Ask) -> Measured:
    """Index of the month over that of the same month a year before, minus one.

    The index is seasonally adjusted here; the official headline rate uses the unadjusted one and may differ by
    up to 0.15 percentage points. Not given where either month was never collected. Source: BLS, Handbook of
    Methods, Consumer Price Index; BEA, NIPA Handbook, chapter 5.
    """
    found = prices(ask)
    month = found.month()
    value = _change(found, month, 12)
    for note in ask.entity.notes:
        ask.note(note)
    return Measured(value, start=months_back(month, 12), end=month, tolerance=_tolerance(ask))


@metric(
    "yoy.change",
    label="change of the twelve-month rate",
    unit=Unit.FRACTION_DIFFERENCE,
    display=Display.POINTS,
    variants=(("12m",),),
    window="optional",
    kinds=KINDS,
    words=("slowed", "quickened", "accelerated", "eased", "cooled"),
    example="cpi.yoy.change@2026-07",
)
def yoy_change(ask: Ask) -> Measured:
    """Twelve-month rate of the month less that of the month published before it; `12m`: less that of a year before.

    Where the month before was never collected the one published last before it is taken, and said so.
    """
    found = prices(ask)
    month = found.month()
    before = months_back(month, 12) if ask.variants else _published_before(found, month)
    now = ask.fact(ask.sibling("yoy", window=f"{month:%Y-%m}"))
    then = ask.fact(ask.sibling("yoy", window=f"{before:%Y-%m}"))
    if not ask.variants and before != months_back(month, 1):
        ask.note(f"compared with {named(before)}: no month between was collected")
    return Measured(now.number - then.number, start=before, end=month, tolerance=now.tolerance)


def _published_before(found: Monthly, month: date) -> date:
    position = found.series.index_on(month)
    if position is None:
        raise Missing(found.why_not(month))
    if position == 0:
        raise Missing(f"no month before {named(month)} is known")
    return date.fromordinal(found.series.days[position - 1])


def _yoy_of(found: Monthly, month: date) -> float | None:
    now, then = found.series.value_on(month), found.series.value_on(months_back(month, 12))
    return None if now is None or then is None else now / then - 1


@metric(
    "yoy.highest_since",
    label="twelve-month rate the highest since",
    unit=Unit.DATE,
    display=Display.DATE,
    window="optional",
    kinds=KINDS,
    words=("highest since", "fastest since"),
    example="cpi.yoy.highest_since@2026-05",
)
def yoy_highest_since(ask: Ask) -> Measured:
    """Last day of the last earlier month whose twelve-month rate was at least as high, over the full history.

    Not given where the month before was as high.
    """
    return _since(ask, up=True)


@metric(
    "yoy.lowest_since",
    label="twelve-month rate the lowest since",
    unit=Unit.DATE,
    display=Display.DATE,
    window="optional",
    kinds=KINDS,
    words=("lowest since", "slowest since"),
    example="core_cpi.yoy.lowest_since@2025-11",
)
def yoy_lowest_since(ask: Ask) -> Measured:
    """Last day of the last earlier month whose twelve-month rate was at least as low, over the full history.

    Not given where the month before was as low.
    """
    return _since(ask, up=False)


def _since(ask: Ask, *, up: bool) -> Measured:
    found = prices(ask)
    month = found.month()
    since = last_as_far(found, month, lambda at: _yoy_of(found, at), up=up)
    return Measured(since, start=since, end=month)


@metric(
    "yoy.base",
    label="monthly change that left the twelve-month rate",
    unit=Unit.FRACTION,
    display=Display.PERCENT,
    window="optional",
    kinds=KINDS,
    words=("base effect", "base month"),
    example="cpi.yoy.base@2026-06",
)
def yoy_base(ask: Ask) -> Measured:
    """Change on the month of the same month a year before: what drops out of the twelve-month rate.

    Told as a base effect where it lies two standard deviations or more from the mean of the ten years of
    monthly changes before it.
    """
    found = prices(ask)
    month = found.month()
    base = months_back(month, 12)
    value = _change(found, base, 1)
    usual = _monthly_changes(found, months_back(base, 12 * _YEARS_COMPARED), months_back(base, 1))
    if len(usual) > 24 and abs(value - usual.mean()) >= UNUSUAL * usual.std(ddof=1):
        ask.note(f"a base effect: {named(base)} was unusual against the ten years before it")
    return Measured(value, start=months_back(base, 1), end=base)


def _monthly_changes(found: Monthly, first: date, last: date) -> np.ndarray[tuple[int], np.dtype[np.float64]]:
    """Changes on the month between two months, of months that follow one another."""
    run = found.ask.span(found.series, first, last)
    following = np.diff(run.days) <= 31
    return (run.values[1:] / run.values[:-1] - 1)[following]


@metric(
    "mom",
    label="change on the month",
    unit=Unit.FRACTION,
    display=Display.PERCENT,
    window="optional",
    kinds=KINDS,
    words=("on the month", "from the month before", "month on month", "month over month", "monthly"),
    example="cpi.mom@2025-09",
)
def mom(ask: Ask) -> Measured:
    """Seasonally adjusted index of the month over that of the month before, minus one.

    Not given for a month never collected, nor for the one after it.
    """
    found = prices(ask)
    month = found.month()
    return Measured(_change(found, month, 1), start=months_back(month, 1), end=month)


def _annualised(ask: Ask, months: int) -> Measured:
    found = prices(ask)
    month = found.month()
    start = months_back(month, months)
    value = (1 + _change(found, month, months)) ** (12 / months) - 1
    inside = [at for at in range(1, months) if found.has(months_back(month, at))]
    if len(inside) < months - 1:
        found.note_holes(start, month)
        ask.note(f"the annualised rate rests on {len(inside) + 1} months of {months}")
    return Measured(value, start=start, end=month)


@metric(
    "annualised_3m",
    label="annualised change over three months",
    unit=Unit.FRACTION,
    display=Display.PERCENT,
    window="optional",
    kinds=KINDS,
    words=("three-month annualised", "3-month annualized", "annualised over three months"),
    example="cpi.annualised_3m@2026-07",
)
def annualised_3m(ask: Ask) -> Measured:
    """Index of the month over that of three months before, to the power of four, minus one; seasonally adjusted.

    Not given where one of the two months was never collected; where a month between was not, that is said.
    """
    return _annualised(ask, 3)


@metric(
    "annualised_6m",
    label="annualised change over six months",
    unit=Unit.FRACTION,
    display=Display.PERCENT,
    window="optional",
    kinds=KINDS,
    words=("six-month annualised", "6-month annualized", "annualised over six months"),
    example="cpi.annualised_6m@2026-07",
)
def annualised_6m(ask: Ask) -> Measured:
    """Index of the month over that of six months before, squared, minus one; seasonally adjusted.

    Not given where one of the two months was never collected; where a month between was not, that is said.
    """
    return _annualised(ask, 6)


ALL = (
    yoy,
    yoy_change,
    yoy_highest_since,
    yoy_lowest_since,
    yoy_base,
    mom,
    annualised_3m,
    annualised_6m,
)
