"""Averages over chosen events told without what happens anyway."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from reportgen.audit.findings.raw import Raw, by_block
from reportgen.audit.grammar.quantity import Measure
from reportgen.audit.judged import Judged
from reportgen.audit.resolve.clock import Clock
from reportgen.audit.resolve.shelf import Shelf

_EVENTS = ("instances", "occasions", "cases", "times", "episodes", "breakouts", "signals", "occurrences", "scenarios",
           "followed by", "history shows", "historically", "in the past")  # fmt: skip
_BASES = ("base rate", "of all", "any ", "unconditional", "all periods", "all years", "every year",
          "on average over all", "long-run average", "against", "compared with", "random")  # fmt: skip


def bare(judged: Sequence[Judged], _shelf: Shelf, _clock: Clock) -> Iterator[Raw]:
    """`10 of 11 instances ... averaging 15%` without the share and mean of all such periods."""
    for block in by_block(judged):
        text = block[0].passage.text.lower()
        if not ("averag" in text or " mean " in text) or not any(word in text for word in _EVENTS):
            continue
        for one in block:
            sentence = one.sentence_text().lower()
            percent = one.said.quantity is not None and one.said.quantity.measure is Measure.PERCENT
            about = ("averag" in sentence or " mean " in sentence) and any(word in sentence for word in _EVENTS)
            if percent and about and not any(word in text for word in _BASES):
                yield Raw(
                    "no base rate", one, "an average after chosen events says little without the average of all periods"
                )
                break
