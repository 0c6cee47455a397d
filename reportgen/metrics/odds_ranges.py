"""Odds of each target range after a meeting, and the range that is likeliest."""

from __future__ import annotations

import re
from collections.abc import Iterable

from reportgen.metrics.ask import Ask
from reportgen.metrics.declare import metric
from reportgen.metrics.found import Measured, Missing
from reportgen.metrics.futures import CONVENTIONS, RULES, Outlook, outlook
from reportgen.metrics.odds import after
from reportgen.metrics.policy import KINDS, decisions
from reportgen.metrics.probability_tree import STEP
from reportgen.model.printing import day as spelt
from reportgen.model.printing import number
from reportgen.model.units import Display, Unit

SMALLEST = 0.0005
"""Ranges less likely than this print as 0.0% and bound no list."""
_RANGE = re.compile(r"(-?\d+(?:\.\d+)?)-(-?\d+(?:\.\d+)?)")


def today(ask: Ask) -> tuple[float, float]:
    """Bounds of the target range on the as-of day, recorded."""
    found = decisions(ask)
    row = found.on(ask.as_of)
    return found.bound(row, "lower"), found.bound(row, "upper")


def _steps_to(ask: Ask, text: str) -> int:
    """How many steps from today's range to the one written. Raises Missing where steps do not lead there."""
    lower, upper = today(ask)
    match = _RANGE.fullmatch(text)
    if not match:
        raise Missing(f"{text!r} is no target range; write it as {_written(lower, upper)}")
    wanted = float(match[1]) / 100, float(match[2]) / 100
    steps = round((wanted[0] - lower) / STEP)
    if any(abs(side - here - steps * STEP) > 1e-9 for side, here in zip(wanted, (lower, upper), strict=True)):
        raise Missing(f"no steps of 25 basis points lead from {_written(lower, upper)} to {text}")
    return steps


def _written(lower: float, upper: float) -> str:
    return f"{lower * 100:.2f}-{upper * 100:.2f}"


@metric(
    "rate_odds",
    label="market-implied probability of a target range",
    unit=Unit.FRACTION,
    display=Display.PERCENT,
    variants=((), *CONVENTIONS),
    kinds=KINDS,
    words=("probability", "odds", "chance", "odds of the target range", "probability of the target range"),
    example="fed.rate_odds.3.75-4.00@meeting:2026-10-28",
)
def rate_odds(ask: Ask) -> Measured:
    """Probability that the target range is the one written (in percent) after the meeting.

    Over all ranges the odds sum to one and their mean is the implied path. Method as for the probability of a
    cut.
    """
    if not ask.variants or ask.variants[0] in RULES:
        lower, upper = today(ask)
        raise Missing(f"write the target range, such as rate_odds.{_written(lower, upper)}")
    steps = _steps_to(ask, ask.variants[0])
    found = outlook(ask)
    low, high = (number(float(side), 2) for side in _bounds(ask.variants[0]))
    label = f"market-implied probability of {low} to {high}% after the meeting of {spelt(found.meeting)}"
    return found.measured(after(found).get(steps, 0.0), label)


def _bounds(text: str) -> tuple[str, str]:
    match = _RANGE.fullmatch(text)
    return (match[1], match[2]) if match else ("0", "0")


# -- which ranges there are ------------------------------------------------------------------------


def _likely(found: Outlook) -> Iterable[int]:
    return [steps for steps, chance in after(found).items() if chance >= SMALLEST]


def _bound(ask: Ask, found: Outlook, steps: int, *, upper: bool) -> Measured:
    bound = today(ask)[1 if upper else 0] + steps * STEP
    return found.measured(bound, f"{ask.info.label}, after the meeting of {spelt(found.meeting)}")


def _likeliest(found: Outlook) -> int:
    odds = after(found)
    return max(odds, key=lambda steps: (odds[steps], -abs(steps)))


@metric(
    "likeliest_range.lower",
    label="lower bound of the likeliest target range",
    unit=Unit.FRACTION,
    display=Display.PERCENT,
    precision=2,
    variants=CONVENTIONS,
    kinds=KINDS,
    words=("likeliest",),
    example="fed.likeliest_range.lower@meeting:2026-12-09",
)
def likeliest_lower(ask: Ask) -> Measured:
    """Lower bound of the range with the highest probability after the meeting; of equals the nearest to today's."""
    found = outlook(ask)
    return _bound(ask, found, _likeliest(found), upper=False)


@metric(
    "likeliest_range.upper",
    label="upper bound of the likeliest target range",
    unit=Unit.FRACTION,
    display=Display.PERCENT,
    precision=2,
    variants=CONVENTIONS,
    kinds=KINDS,
    words=("likeliest",),
    example="fed.likeliest_range.upper@meeting:2026-12-09",
)
def likeliest_upper(ask: Ask) -> Measured:
    """Upper bound of the range with the highest probability after the meeting; of equals the nearest to today's."""
    found = outlook(ask)
    return _bound(ask, found, _likeliest(found), upper=True)


@metric(
    "likeliest_range.odds",
    label="market-implied probability of the likeliest target range",
    unit=Unit.FRACTION,
    display=Display.PERCENT,
    variants=CONVENTIONS,
    kinds=KINDS,
    words=("likeliest",),
    example="fed.likeliest_range.odds@meeting:2026-12-09",
)
def likeliest_odds(ask: Ask) -> Measured:
    """Probability of the range with the highest probability after the meeting."""
    found = outlook(ask)
    label = f"{ask.info.label} after the meeting of {spelt(found.meeting)}"
    return found.measured(after(found)[_likeliest(found)], label)


@metric(
    "odds_range.lowest",
    label="lower bound of the lowest target range with odds",
    unit=Unit.FRACTION,
    display=Display.PERCENT,
    precision=2,
    variants=CONVENTIONS,
    kinds=KINDS,
    example="fed.odds_range.lowest@meeting:2026-12-09",
)
def lowest(ask: Ask) -> Measured:
    """Lower bound of the lowest range with a probability of 0.05% or more after the meeting."""
    found = outlook(ask)
    return _bound(ask, found, min(_likely(found)), upper=False)


@metric(
    "odds_range.highest",
    label="upper bound of the highest target range with odds",
    unit=Unit.FRACTION,
    display=Display.PERCENT,
    precision=2,
    variants=CONVENTIONS,
    kinds=KINDS,
    example="fed.odds_range.highest@meeting:2026-12-09",
)
def highest(ask: Ask) -> Measured:
    """Upper bound of the highest range with a probability of 0.05% or more after the meeting."""
    found = outlook(ask)
    return _bound(ask, found, max(_likely(found)), upper=True)


ALL = (rate_odds, likeliest_lower, likeliest_upper, likeliest_odds, lowest, highest)
