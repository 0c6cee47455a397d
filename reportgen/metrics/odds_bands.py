"""How far the odds differ between the two directions in which adjoining meeting months can be solved."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace

from reportgen.metrics.ask import Ask
from reportgen.metrics.declare import metric
from reportgen.metrics.found import Measured
from reportgen.metrics.futures import Outlook, outlook
from reportgen.metrics.odds import after, unmoved
from reportgen.metrics.policy import KINDS
from reportgen.metrics.probability_tree import Odds, above, below
from reportgen.metrics.rate_path import Rule
from reportgen.model.units import Display, Unit

_DAY_COUNTS = (("decision_day",),)


def both_ways(ask: Ask) -> Sequence[Outlook]:
    """The path solved backward and forward under the day count asked for."""
    rule = Rule("decision_day" in ask.variants)
    return outlook(ask, rule), outlook(ask, replace(rule, forward=True))


def banded(ask: Ask, value: float) -> Measured:
    """A difference between the two directions."""
    found = outlook(ask)
    return replace(found.measured(value, ""), label=f"{ask.entity.name}: {ask.info.label}")


def _band(ask: Ask, of: Callable[[Odds], float]) -> Measured:
    values = [of(after(found)) for found in both_ways(ask)]
    return banded(ask, abs(values[0] - values[1]))


@metric(
    "implied_rate.band",
    label="difference of the implied rate between the two directions",
    unit=Unit.FRACTION_DIFFERENCE,
    display=Display.BASIS_POINTS,
    precision=1,
    variants=_DAY_COUNTS,
    kinds=KINDS,
    example="fed.implied_rate.band@meeting:2026-12-09",
)
def implied_rate_band(ask: Ask) -> Measured:
    """How far the implied rates solved backward and forward lie apart.

    Adjoining meeting months have more contracts than unknowns, and the contracts never fit exactly.
    """
    ends = [found.step.end for found in both_ways(ask)]
    return banded(ask, abs(ends[0] - ends[1]))


@metric(
    "cut_probability.band",
    label="difference of the probability of a cut between the two directions",
    unit=Unit.FRACTION_DIFFERENCE,
    display=Display.POINTS,
    variants=_DAY_COUNTS,
    kinds=KINDS,
    example="fed.cut_probability.band@meeting:2027-04-28",
)
def cut_band(ask: Ask) -> Measured:
    """How far the probability solved backward and forward lie apart: what the contracts leave open."""
    return _band(ask, below)


@metric(
    "hold_probability.band",
    label="difference of the probability of no change between the two directions",
    unit=Unit.FRACTION_DIFFERENCE,
    display=Display.POINTS,
    variants=_DAY_COUNTS,
    kinds=KINDS,
    example="fed.hold_probability.band@meeting:2026-12-09",
)
def hold_band(ask: Ask) -> Measured:
    """How far the probability solved backward and forward lie apart: what the contracts leave open."""
    return _band(ask, unmoved)


@metric(
    "hike_probability.band",
    label="difference of the probability of a hike between the two directions",
    unit=Unit.FRACTION_DIFFERENCE,
    display=Display.POINTS,
    variants=_DAY_COUNTS,
    kinds=KINDS,
    example="fed.hike_probability.band@meeting:2026-12-09",
)
def hike_band(ask: Ask) -> Measured:
    """How far the probability solved backward and forward lie apart: what the contracts leave open."""
    return _band(ask, above)


ALL = (implied_rate_band, cut_band, hold_band, hike_band)
