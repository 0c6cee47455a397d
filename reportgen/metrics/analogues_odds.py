"""Historical analogues against chance: intervals, independent outcomes, random dates.

Every draw comes from `SEED`, handed to the functions of `statistics` as an argument.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from reportgen.metrics.analogues_base import base_of
from reportgen.metrics.analogues_case import BASED, KINDS, LIST_ONLY, SAID, Case, case_of, measured
from reportgen.metrics.ask import Ask
from reportgen.metrics.declare import metric
from reportgen.metrics.found import Measured, Missing
from reportgen.metrics.statistics import (
    Chance,
    Interval,
    block_for,
    bootstrap_mean,
    chance_of_as_good,
    effective_count,
    wilson,
)
from reportgen.model.units import Display, Unit

if TYPE_CHECKING:
    from numpy.typing import NDArray

SEED = 1979
"""Where every random draw of this family begins."""


def _starts_and_ends(case: Case) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    spans = [(fact.start, fact.end) for fact in case.facts if fact.start is not None and fact.end is not None]
    starts, ends = zip(*((low.toordinal(), high.toordinal()) for low, high in spans), strict=True)
    return np.array(starts, dtype=np.int64), np.array(ends, dtype=np.int64)


def _effective(case: Case) -> float:
    return effective_count(*_starts_and_ends(case))


def _wilson(case: Case) -> Interval:
    return wilson(sum(value > 0 for value in case.returns), len(case.facts))


def _bootstrap(case: Case) -> Interval:
    values = np.array(case.returns)
    return bootstrap_mean(values, seed=SEED, block=block_for(len(values), _effective(case)))


def _as_good(ask: Ask, which: str) -> Measured:
    case, base = base_of(ask)
    if len(case.facts) < LIST_ONLY or len(base) < 10 * len(case.facts):
        raise Missing("too few outcomes, or too few base dates, to compare with chance")
    name = f"analogue chance {ask.sibling('', *ask.variants)}"
    if name not in ask.memo:
        ask.memo[name] = chance_of_as_good(np.array(case.returns), base, seed=SEED)
    chance = ask.memo[name]
    assert isinstance(chance, Chance)
    return measured(ask, case, chance.mean if which == "mean" else chance.hits, tolerance=0.0)


@metric(
    "analogue.effective_n",
    label="independent outcomes",
    unit=Unit.RATIO,
    display=Display.RATIO,
    variants=BASED,
    spoken=SAID,
    kinds=KINDS,
    words=("independent outcomes",),
    example="spx.analogue.effective_n.price.breakout@1y",
)
def effective_n(ask: Ask) -> Measured:
    """Days covered by the known outcomes over their mean length: their number where none overlap."""
    case = case_of(ask)
    return measured(ask, case, _effective(case), tolerance=0.0)


@metric(
    "analogue.wilson_low",
    label="lower bound of the share of times it was higher",
    unit=Unit.FRACTION,
    display=Display.PERCENT,
    precision=0,
    variants=BASED,
    spoken=SAID,
    kinds=KINDS,
    words=("confidence interval", "true rate anywhere from #"),
    example="spx.analogue.wilson_low.price.breakout@1y",
)
def wilson_low(ask: Ask) -> Measured:
    """Lower 95% bound of the hit rate by Wilson's score interval. Source: Wilson, JASA 22 (1927)."""
    case = case_of(ask, least=LIST_ONLY)
    return measured(ask, case, _wilson(case).low, tolerance=0.0)


@metric(
    "analogue.wilson_high",
    label="upper bound of the share of times it was higher",
    unit=Unit.FRACTION,
    display=Display.PERCENT,
    precision=0,
    variants=BASED,
    spoken=SAID,
    kinds=KINDS,
    words=("confidence interval", "true rate anywhere from ~ to #"),
    example="spx.analogue.wilson_high.price.breakout@1y",
)
def wilson_high(ask: Ask) -> Measured:
    """Upper 95% bound of the hit rate by Wilson's score interval. Source: Wilson, JASA 22 (1927)."""
    case = case_of(ask, least=LIST_ONLY)
    return measured(ask, case, _wilson(case).high, tolerance=0.0)


@metric(
    "analogue.bootstrap_low",
    label="lower bound of the average return",
    unit=Unit.FRACTION,
    display=Display.PERCENT,
    variants=BASED,
    spoken=SAID,
    kinds=KINDS,
    words=("confidence interval",),
    example="spx.analogue.bootstrap_low.price.breakout@1y",
)
def bootstrap_low(ask: Ask) -> Measured:
    """Lower 95% bound of the average outcome by the stationary bootstrap, fixed seed.

    Mean block: outcomes over independent outcomes, so one (the plain bootstrap) where none overlap.
    Source: Politis and Romano, JASA 89 (1994).
    """
    case = case_of(ask, least=LIST_ONLY)
    return measured(ask, case, _bootstrap(case).low, tolerance=case.tolerance)


@metric(
    "analogue.bootstrap_high",
    label="upper bound of the average return",
    unit=Unit.FRACTION,
    display=Display.PERCENT,
    variants=BASED,
    spoken=SAID,
    kinds=KINDS,
    words=("confidence interval",),
    example="spx.analogue.bootstrap_high.price.breakout@1y",
)
def bootstrap_high(ask: Ask) -> Measured:
    """Upper 95% bound of the average outcome by the stationary bootstrap, fixed seed.

    Mean block: outcomes over independent outcomes, so one (the plain bootstrap) where none overlap.
    Source: Politis and Romano, JASA 89 (1994).
    """
    case = case_of(ask, least=LIST_ONLY)
    return measured(ask, case, _bootstrap(case).high, tolerance=case.tolerance)


@metric(
    "analogue.p_mean",
    label="chance that random dates show an average as high",
    unit=Unit.FRACTION,
    display=Display.PERCENT,
    precision=0,
    variants=BASED,
    spoken=SAID,
    kinds=KINDS,
    words=("probability", "chance", "random dates", "chance of as good an average"),
    example="spx.analogue.p_mean.price.breakout@1y",
)
def p_mean(ask: Ask) -> Measured:
    """How often as many random base dates have an average at least as high, fixed seed.

    Twenty thousand picks without repetition, the observed one counted. Source: Phipson and Smyth, SAGMB 9 (2010).
    """
    return _as_good(ask, "mean")


@metric(
    "analogue.p_hits",
    label="chance that random dates show so many higher",
    unit=Unit.FRACTION,
    display=Display.PERCENT,
    precision=0,
    variants=BASED,
    spoken=SAID,
    kinds=KINDS,
    words=(
        "probability",
        "chance",
        "random dates",
        "chance of as many",
        "drawn at random … odds of #",
        "rare among random dates",
    ),
    example="spx.analogue.p_hits.price.breakout@1y",
)
def p_hits(ask: Ask) -> Measured:
    """How often as many random base dates have at least as many outcomes above zero, fixed seed.

    Twenty thousand picks without repetition, the observed one counted. Source: Phipson and Smyth, SAGMB 9 (2010).
    """
    return _as_good(ask, "hits")


@metric(
    "analogue.edge",
    label="average return less that of all periods",
    unit=Unit.FRACTION_DIFFERENCE,
    display=Display.POINTS,
    variants=BASED,
    spoken=SAID,
    kinds=KINDS,
    words=("better than average", "edge"),
    example="spx.analogue.edge.price.breakout@1y",
)
def edge(ask: Ask) -> Measured:
    """Average outcome less the mean return after all base dates."""
    case, base = base_of(ask)
    mean = ask.fact(ask.sibling("analogue.mean", *ask.variants)).number
    return measured(ask, case, mean - float(np.mean(base)), tolerance=case.tolerance)


@metric(
    "analogue.hit_edge",
    label="share of times it was higher less that of all periods",
    unit=Unit.FRACTION_DIFFERENCE,
    display=Display.POINTS,
    precision=0,
    variants=BASED,
    spoken=SAID,
    kinds=KINDS,
    words=("more often than",),
    example="spx.analogue.hit_edge.price.breakout@1y",
)
def hit_edge(ask: Ask) -> Measured:
    """Hit rate less the base rate, in percentage points: how much oftener than after any date."""
    case, base = base_of(ask)
    rate = ask.fact(ask.sibling("analogue.hit_rate", *ask.variants)).number
    return measured(ask, case, rate - float(np.mean(base > 0)), tolerance=0.0)
