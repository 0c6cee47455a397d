"""The probability tree: the odds of target ranges that a path of rates stands for. Pure arithmetic.

Each meeting's change is split between the two neighbouring multiples of 25 basis points; the meetings are
taken as independent, and a mean of the odds is the path. Source: CME Group, "Understanding the CME Group
FedWatch Tool methodology".
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from math import trunc

from reportgen.metrics.rate_path import Step

STEP = 0.0025
"""The size of one move."""

Odds = Mapping[int, float]
"""Probabilities by number of steps away from today's range; they sum to 1."""


def two_point(change: float) -> dict[int, float]:
    """The odds of one meeting: the whole number of steps in the change, or one more away from zero."""
    steps = change / STEP
    whole, part = trunc(steps), abs(steps - trunc(steps))
    return {whole: 1.0 - part, whole + (1 if steps >= 0 else -1): part}


def convolve(left: Odds, right: Odds) -> dict[int, float]:
    """The odds of the sum of two independent moves."""
    both: dict[int, float] = {}
    for moved, chance in left.items():
        for more, then in right.items():
            both[moved + more] = both.get(moved + more, 0.0) + chance * then
    return dict(sorted(both.items()))


def after_each(steps: Iterable[Step]) -> tuple[Odds, ...]:
    """The odds of today's range having moved by so many steps, after each meeting."""
    odds: Odds = {0: 1.0}
    found = []
    for step in steps:
        odds = convolve(odds, two_point(step.change))
        found.append(odds)
    return tuple(found)


def below(odds: Odds) -> float:
    """The probability of having moved down."""
    return sum(chance for moved, chance in odds.items() if moved < 0)


def above(odds: Odds) -> float:
    """The probability of having moved up."""
    return sum(chance for moved, chance in odds.items() if moved > 0)


def mean(odds: Odds) -> float:
    """The expected move, a fraction."""
    return STEP * sum(moved * chance for moved, chance in odds.items())


def ever(steps: Iterable[Step], *, down: bool) -> float:
    """The probability that at least one of the meetings moves the range that way."""
    none = 1.0
    for step in steps:
        odds = two_point(step.change)
        none *= 1.0 - (below(odds) if down else above(odds))
    return 1.0 - none
