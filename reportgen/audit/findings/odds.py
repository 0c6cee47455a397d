"""Probabilities that cannot be: above one, or adding up to more than one."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from reportgen.audit.findings.raw import Raw, by_sentence
from reportgen.audit.grammar.quantity import Bound, Measure
from reportgen.audit.judged import Judged
from reportgen.audit.resolve.clock import Clock
from reportgen.audit.resolve.policy import is_odds, outcome_of
from reportgen.audit.resolve.shelf import Shelf

_ROOM = 0.015


def incoherent(judged: Sequence[Judged], _shelf: Shelf, _clock: Clock) -> Iterator[Raw]:
    """`70% for a hold and 45% for a cut at the December meeting`."""
    for sentence in by_sentence(judged):
        stated = [one for one in sentence if is_odds(one.said) and one.said.quantity is not None
                  and one.said.quantity.measure is Measure.PERCENT]  # fmt: skip
        for one in stated:
            if one.said.quantity is not None and one.said.quantity.low > 1 + _ROOM:
                yield Raw(
                    "probability", one, "a probability cannot exceed 100%", error="probability", expected="at most 100%"
                )
        exact = [one for one in stated if one.said.quantity is not None and one.said.quantity.bound is Bound.EXACT]
        outcomes = {outcome_of(one.said) for one in exact}
        same = len({one.said.when for one in exact}) == 1
        total = sum(one.said.quantity.value for one in exact if one.said.quantity is not None)
        if len(exact) > 1 and same and len(outcomes) == len(exact) and "" not in outcomes and total > 1 + _ROOM:
            yield Raw("probability", exact[-1], f"these outcomes exclude each other, and add up to {100 * total:.0f}%")
