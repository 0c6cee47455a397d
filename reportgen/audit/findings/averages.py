"""Averages over chosen events told without what happens anyway."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from reportgen.audit.findings.raw import Raw, by_block
from reportgen.audit.grammar.quantity import Measure
from reportgen.audit.judged import Judged
from reportgen.audit.resolve.clock import Clock
from reportgen.audit.resolve.shelf import Shelf

_AVERAGE = re.compile(r"\b(?:averag(?:e|ed|es|ing)|means? (?:of|return|gain)|median)\b")
_EVENTS = re.compile(
    r"\b(?:instances|occasions|episodes|breakouts|occurrences|signals|setups|precedents|such (?:cases|times|moves))\b"
    r"|\b\d+ (?:out )?of (?:the )?(?:last |past |previous |prior )?\d+\b"
    r"|\b\d+ (?:prior|previous|past) (?:cases|times)\b"
    r"|\b(?:histor(?:y shows|ically)|in the past)\b.{0,80}\b(?:after|follow\w*|when(?:ever)?|led to|preced\w*)\b"
)
_BASE = re.compile(
    r"\b(?:base rate|unconditional(?:ly)?|long[- ](?:run|term) average|at random|random(?:ly)?|in a typical"
    r"|(?:of|for|in|over|across) (?:all|any|every|an average) (?:other )?(?:[\w-]+ )?(?:periods?|months?|years?|weeks?"
    r"|days?|quarters?|windows?|spans?|sessions?))\b"
)


def bare(judged: Sequence[Judged], _shelf: Shelf, _clock: Clock) -> Iterator[Raw]:
    """`10 of 11 instances ... averaging 15%` without the share and mean of all such periods."""
    for block in by_block(judged):
        if _BASE.search(block[0].passage.text.lower()):
            continue
        for one in block:
            sentence = one.sentence_text().lower()
            percent = one.said.quantity is not None and one.said.quantity.measure is Measure.PERCENT
            if percent and _AVERAGE.search(sentence) and _EVENTS.search(sentence):
                message = "an average after chosen events says little without the average of all periods"
                yield Raw("no base rate", one, message)
                break
