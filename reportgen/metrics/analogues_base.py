"""Historical analogues: what followed every date, not only the events; the measure of any surprise."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from reportgen.metrics.analogues_case import BASED, KINDS, SAID, Case, case_of, measured
from reportgen.metrics.analogues_events import last_of_each
from reportgen.metrics.analogues_study import months_of
from reportgen.metrics.ask import Ask
from reportgen.metrics.declare import metric
from reportgen.metrics.found import Measured, Missing
from reportgen.metrics.statistics import naive_error, newey_west_error
from reportgen.model.units import Display, Unit

if TYPE_CHECKING:
    from numpy.typing import NDArray


def base_of(ask: Ask, *, least: int = 1) -> tuple[Case, NDArray[np.float64]]:
    """The case and what followed every base date. Raises Missing below `least` base dates."""
    case = case_of(ask, least=0)
    series, base = case.outcomes.series, case.outcomes.base
    if len(base) < least:
        raise Missing(f"the closes of {ask.entity.name} are too short for a base rate")
    ask.span(series, max(case.study.began, series.first_day), ask.as_of)
    if series.proxy is not None:
        ask.tolerate(series.proxy.over(series.first_day, series.last_day) / max(len(base), 1))
    return case, base


def _monthly(case: Case) -> NDArray[np.float64]:
    """What followed the last base date of each full month."""
    ends = last_of_each("month", case.outcomes.base_days)
    return case.outcomes.base[ends[:-1]]


def _enough(case: Case) -> NDArray[np.float64]:
    found = _monthly(case)
    if len(found) < 24:
        raise Missing("there are too few months for an error of their average")
    return found


@metric(
    "analogue.base_rate",
    label="share of all periods that were higher",
    unit=Unit.FRACTION,
    display=Display.PERCENT,
    precision=0,
    variants=BASED,
    spoken=SAID,
    kinds=KINDS,
    words=(
        "base rate",
        "of all periods",
        "of all years",
        "all periods higher",
        "all periods : higher",
        "# of all … periods",
        "after any day … in # of cases",
    ),
    example="spx.analogue.base_rate.price.breakout@1y",
)
def base_rate(ask: Ask) -> Measured:
    """Share of all base dates after which the subject was higher, same horizon, same basis.

    Base dates are all closes since the event is watched; the last close of each week where the closes are
    not daily throughout, so that no stretch counts double.
    """
    case, base = base_of(ask)
    return measured(ask, case, float(np.mean(base > 0)), tolerance=0.0)


@metric(
    "analogue.base_mean",
    label="average return over all periods",
    unit=Unit.FRACTION,
    display=Display.PERCENT,
    variants=BASED,
    spoken=SAID,
    kinds=KINDS,
    words=(
        "average of all periods",
        "base average",
        "all periods average",
        "all periods : average",
        "after any day … returned # on average",
    ),
    example="spx.analogue.base_mean.price.breakout@1y",
)
def base_mean(ask: Ask) -> Measured:
    """Mean return after all base dates, same horizon, same basis; base dates as for the base rate."""
    case, base = base_of(ask)
    return measured(ask, case, float(np.mean(base)))


@metric(
    "analogue.base_median",
    label="median return over all periods",
    unit=Unit.FRACTION,
    display=Display.PERCENT,
    variants=BASED,
    spoken=SAID,
    kinds=KINDS,
    words=("median of all periods",),
    example="spx.analogue.base_median.price.breakout@1y",
)
def base_median(ask: Ask) -> Measured:
    """Median return after all base dates, same horizon, same basis; base dates as for the base rate."""
    case, base = base_of(ask)
    return measured(ask, case, float(np.median(base)))


@metric(
    "analogue.base_count",
    label="base dates",
    unit=Unit.COUNT,
    display=Display.COUNT,
    precision=0,
    variants=BASED,
    spoken=SAID,
    kinds=KINDS,
    words=("base dates",),
    example="spx.analogue.base_count.price.breakout@1y",
)
def base_count(ask: Ask) -> Measured:
    """How many base dates there are. They overlap: see the effective number."""
    case, base = base_of(ask)
    return measured(ask, case, len(base), tolerance=0.0)


@metric(
    "analogue.base_effective_n",
    label="independent periods in the base",
    unit=Unit.RATIO,
    display=Display.RATIO,
    precision=0,
    variants=BASED,
    spoken=SAID,
    kinds=KINDS,
    words=("independent periods",),
    example="spx.analogue.base_effective_n.price.breakout@1y",
)
def base_effective_n(ask: Ask) -> Measured:
    """Base dates laid end to end: days from the first entry to the last exit over the horizon's length."""
    case, _ = base_of(ask)
    days = case.outcomes.base_days
    length = months_of(ask.window) * 365.25 / 12
    return measured(ask, case, float(days[-1] - days[0]) / length + 1, tolerance=0.0)


@metric(
    "analogue.base_error",
    label="standard error of the base average, overlap ignored",
    unit=Unit.FRACTION_DIFFERENCE,
    display=Display.POINTS,
    precision=2,
    variants=BASED,
    spoken=SAID,
    kinds=KINDS,
    words=("naive error",),
    example="spx.analogue.base_error.price.breakout@1y",
)
def base_error(ask: Ask) -> Measured:
    """Standard error of the mean return after each month's last base date, as if those were independent.

    Too small for horizons beyond a month: shown beside the overlap-aware one to say by how much.
    """
    case, _ = base_of(ask)
    return measured(ask, case, naive_error(_enough(case)), tolerance=0.0)


@metric(
    "analogue.hac_error",
    label="standard error of the base average, overlap counted",
    unit=Unit.FRACTION_DIFFERENCE,
    display=Display.POINTS,
    precision=2,
    variants=BASED,
    spoken=SAID,
    kinds=KINDS,
    words=("standard error",),
    example="spx.analogue.hac_error.price.breakout@1y",
)
def hac_error(ask: Ask) -> Measured:
    """Newey-West standard error of the mean return after each month's last base date.

    Lags: the horizon in months less one. Source: Newey and West, Econometrica 55 (1987).
    """
    case, _ = base_of(ask)
    return measured(ask, case, newey_west_error(_enough(case), months_of(ask.window) - 1), tolerance=0.0)
