"""Odds of rate moves from federal funds futures: lower, unchanged or higher, at a meeting or by it."""

from __future__ import annotations

from collections.abc import Callable

from reportgen.metrics.ask import Ask
from reportgen.metrics.declare import metric
from reportgen.metrics.found import Measured
from reportgen.metrics.futures import CONVENTIONS, Outlook, outlook
from reportgen.metrics.policy import KINDS
from reportgen.metrics.probability_tree import Odds, above, after_each, below, ever, mean, two_point
from reportgen.model.printing import day as spelt
from reportgen.model.units import Display, Unit


def after(found: Outlook) -> Odds:
    """The odds of today's range having moved, after the meeting asked for."""
    return after_each(found.steps)[-1]


def alone(found: Outlook) -> Odds:
    """The odds of that one meeting."""
    return two_point(found.step.change)


def unmoved(odds: Odds) -> float:
    """The probability of the range being where it was."""
    return odds.get(0, 0.0)


def _odds(ask: Ask, of: Callable[[Odds], float], what: str) -> Measured:
    found = outlook(ask)
    label = f"market-implied probability of {what} after the meeting of {spelt(found.meeting)}"
    return found.measured(inside(of(after(found))), label)


def inside(chance: float) -> float:
    """A probability without the last digit's noise of adding up."""
    return min(max(chance, 0.0), 1.0)


def _alone(ask: Ask, of: Callable[[Odds], float], what: str) -> Measured:
    found = outlook(ask)
    return found.measured(
        of(alone(found)), f"market-implied probability of {what} at the meeting of {spelt(found.meeting)}"
    )


# -- after the meeting -----------------------------------------------------------------------------


@metric(
    "cut_probability",
    label="market-implied probability of a lower target range",
    unit=Unit.FRACTION,
    display=Display.PERCENT,
    variants=CONVENTIONS,
    kinds=KINDS,
    words=("lower than today", "probability of a cut", "rate cut", "odds of a cut", "chance of a cut", "easing"),
    example="fed.cut_probability@meeting:2026-12-09",
)
def cut_probability(ask: Ask) -> Measured:
    """Probability that the target range lies below today's after the meeting, all meetings until then together.

    From federal funds futures by CME's method: contracts price the average effective rate of a month; months
    without a meeting anchor the others; each meeting's change is split between the two neighbouring multiples
    of 25 basis points; meetings are independent. The decision day counts at the old rate, which reproduces the
    odds CME publishes (`decision_day` counts it at the new one, as CME's papers do); adjoining meeting months
    are solved backward (`forward`: the other way); `realised` starts from the effective rate observed. A
    risk-neutral estimate: futures carry a premium for risk (Piazzesi and Swanson, Journal of Monetary
    Economics 2008). Source: CME Group, FedWatch tool methodology.
    """
    return _odds(ask, below, "a target range below today's")


@metric(
    "hold_probability",
    label="market-implied probability of today's target range",
    unit=Unit.FRACTION,
    display=Display.PERCENT,
    variants=CONVENTIONS,
    kinds=KINDS,
    words=("as today", "probability of no change", "on hold", "unchanged", "stand pat"),
    example="fed.hold_probability@meeting:2026-12-09",
)
def hold_probability(ask: Ask) -> Measured:
    """Probability that the target range is today's after the meeting. Method as for the probability of a cut."""
    return _odds(ask, unmoved, "today's target range")


@metric(
    "hike_probability",
    label="market-implied probability of a higher target range",
    unit=Unit.FRACTION,
    display=Display.PERCENT,
    variants=CONVENTIONS,
    kinds=KINDS,
    words=(
        "higher than today",
        "probability of a hike",
        "probability of a rise",
        "rate hike",
        "odds of a hike",
        "tightening",
    ),
    example="fed.hike_probability@meeting:2026-12-09",
)
def hike_probability(ask: Ask) -> Measured:
    """Probability that the target range lies above today's after the meeting; method as for that of a cut."""
    return _odds(ask, above, "a target range above today's")


# -- at the meeting alone --------------------------------------------------------------------------


@metric(
    "cut_probability.alone",
    label="market-implied probability of a cut at that meeting",
    unit=Unit.FRACTION,
    display=Display.PERCENT,
    variants=CONVENTIONS,
    kinds=KINDS,
    words=("cut at the meeting",),
    example="fed.cut_probability.alone@meeting:2026-12-09",
)
def cut_alone(ask: Ask) -> Measured:
    """Probability that the meeting itself lowers the range, whatever those before it did."""
    return _alone(ask, below, "a cut")


@metric(
    "hold_probability.alone",
    label="market-implied probability of no move at that meeting",
    unit=Unit.FRACTION,
    display=Display.PERCENT,
    variants=CONVENTIONS,
    kinds=KINDS,
    words=("no move at the meeting",),
    example="fed.hold_probability.alone@meeting:2026-12-09",
)
def hold_alone(ask: Ask) -> Measured:
    """Probability that the meeting itself leaves the range as it finds it."""
    return _alone(ask, unmoved, "no move")


@metric(
    "hike_probability.alone",
    label="market-implied probability of a hike at that meeting",
    unit=Unit.FRACTION,
    display=Display.PERCENT,
    variants=CONVENTIONS,
    kinds=KINDS,
    words=("hike at the meeting",),
    example="fed.hike_probability.alone@meeting:2026-12-09",
)
def hike_alone(ask: Ask) -> Measured:
    """Probability that the meeting itself raises the range, whatever those before it did."""
    return _alone(ask, above, "a hike")


# -- by the end of a year --------------------------------------------------------------------------


def _by(ask: Ask, of: Callable[[Odds], float], what: str) -> Measured:
    found = outlook(ask)
    until = f"the end of {ask.window}" if (ask.window or "").isdigit() else f"the meeting of {spelt(found.meeting)}"
    return found.measured(inside(of(after(found))), f"market-implied probability of {what} by {until}")


@metric(
    "cumulative_cut_probability",
    label="market-implied probability of a lower target range by then",
    unit=Unit.FRACTION,
    display=Display.PERCENT,
    variants=CONVENTIONS,
    kinds=KINDS,
    words=("by year-end", "by the end of the year", "cut by"),
    example="fed.cumulative_cut_probability@2026",
)
def cumulative_cut(ask: Ask) -> Measured:
    """Probability that the range lies below today's after the last meeting of the year, or by a meeting.

    Not the probability of a cut at that meeting, nor of a cut at any until then. Method as there.
    """
    return _by(ask, below, "a target range below today's")


@metric(
    "cumulative_hike_probability",
    label="market-implied probability of a higher target range by then",
    unit=Unit.FRACTION,
    display=Display.PERCENT,
    variants=CONVENTIONS,
    kinds=KINDS,
    words=("by year-end", "by the end of the year", "hike by"),
    example="fed.cumulative_hike_probability@2026",
)
def cumulative_hike(ask: Ask) -> Measured:
    """Probability that the range lies above today's after the last meeting of the year, or by a meeting."""
    return _by(ask, above, "a target range above today's")


def _ever(ask: Ask, *, down: bool) -> Measured:
    found = outlook(ask)
    word = "cut" if down else "hike"
    label = f"market-implied probability of at least one {word} up to the meeting of {spelt(found.meeting)}"
    return found.measured(inside(ever(found.steps, down=down)), label)


@metric(
    "cumulative_cut_probability.ever",
    label="market-implied probability of at least one cut by then",
    unit=Unit.FRACTION,
    display=Display.PERCENT,
    variants=CONVENTIONS,
    kinds=KINDS,
    words=("at least one cut",),
    example="fed.cumulative_cut_probability.ever@2026",
)
def ever_cut(ask: Ask) -> Measured:
    """Probability that at least one meeting up to that one lowers the range, the meetings being independent."""
    return _ever(ask, down=True)


@metric(
    "cumulative_hike_probability.ever",
    label="market-implied probability of at least one hike by then",
    unit=Unit.FRACTION,
    display=Display.PERCENT,
    variants=CONVENTIONS,
    kinds=KINDS,
    words=("at least one hike",),
    example="fed.cumulative_hike_probability.ever@2026",
)
def ever_hike(ask: Ask) -> Measured:
    """Probability that at least one meeting up to that one raises the range, the meetings being independent."""
    return _ever(ask, down=False)


# -- the size priced in ----------------------------------------------------------------------------


@metric(
    "expected_change",
    label="change of the rate priced in by the meeting",
    unit=Unit.FRACTION_DIFFERENCE,
    display=Display.BASIS_POINTS,
    precision=0,
    variants=CONVENTIONS,
    kinds=KINDS,
    words=("priced in", "basis points of cuts", "basis points of hikes"),
    example="fed.expected_change@2026",
)
def expected_change(ask: Ask) -> Measured:
    """Mean of the odds after the meeting, or after the last one of the year: what the path prices in from today."""
    found = outlook(ask)
    return found.measured(mean(after(found)), f"change priced in by the meeting of {spelt(found.meeting)}")


@metric(
    "expected_change.alone",
    label="change of the rate priced in for the meeting",
    unit=Unit.FRACTION_DIFFERENCE,
    display=Display.BASIS_POINTS,
    precision=0,
    variants=CONVENTIONS,
    kinds=KINDS,
    words=("priced for the meeting",),
    example="fed.expected_change.alone@meeting:2026-12-09",
)
def expected_alone(ask: Ask) -> Measured:
    """Implied rate after the meeting less that before it."""
    found = outlook(ask)
    return found.measured(found.step.change, f"change priced in for the meeting of {spelt(found.meeting)}")


ALL = (
    cut_probability,
    hold_probability,
    hike_probability,
    cut_alone,
    hold_alone,
    hike_alone,
    cumulative_cut,
    cumulative_hike,
    ever_cut,
    ever_hike,
    expected_change,
    expected_alone,
)
