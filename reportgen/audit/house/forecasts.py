"""Figures in the future tense: whose are they?"""

from __future__ import annotations

from collections.abc import Iterator

from reportgen.audit.house.finding import Finding, quoted, words
from reportgen.audit.house.proof import Proof, Sentence
from reportgen.audit.house.sources import attributed
from reportgen.model.facts import Fact
from reportgen.model.units import Display, Standing

_FUTURE = words(
    r"will",
    r"shall",
    r"(?:is|are) (?:going|set|poised|likely|expected|forecast|projected|predicted|estimated|seen|bound) to",
    r"we (?:expect|forecast|project|predict|anticipate|see|look for)",
    r"our (?:forecast|projection|target|estimate|prediction)s?",
    r"(?:price|year-end|index) targets?",
    r"(?:should|could) (?:rise|fall|reach|gain|grow|return|earn|hit|climb|drop|double|recover|deliver|beat|exceed)",
)
_AMOUNT = words(
    r"(?!(?:19|20)\d\d(?!\d))\d[\d.,]*\s*"
    r"(?:%|per ?cent|percent|percentage points?|basis points?|bp|times|trillion|billion|million|tn|bn)?",
    r"(?:double|triple|halve|twice|half|a third|a quarter|two thirds|tenfold|double[- ]digit)",
)
_PRICED = ("cut_", "hike_", "hold_", "cumulative_", "rate_odds", "implied_", "likeliest_", "odds_range", "event_",
           "expected_change", "futures_rate")  # fmt: skip
"""Metrics that are prices of the future: the market's word, not the house's."""


def forecast(proof: Proof) -> Iterator[Finding]:
    """A figure in a sentence about the future, unless somebody is named for it or a market prices it."""
    for sentence in proof.running:
        if _FUTURE.search(sentence.words) and _figures(sentence, proof) and not attributed(sentence.words):
            yield quoted(
                sentence,
                "puts a figure on the future in the house's own name",
                "Name whose forecast it is (“according to ...”) and say that it may not come, or leave the figure out.",
            )


def _figures(sentence: Sentence, proof: Proof) -> bool:
    """Whether it holds a figure that is no date and that no market and no cited source answers for."""
    facts = proof.facts(sentence.keys)
    if any(not _answered(fact) for fact in facts if fact.display is not Display.DATE):
        return True
    return not facts and _AMOUNT.search(_bare(sentence)) is not None


def _answered(fact: Fact) -> bool:
    return fact.standing is Standing.CITED or fact.metric.startswith(_PRICED)


def _bare(sentence: Sentence) -> str:
    """The sentence without its typed tokens: the digits of names, dates and labels are no figures."""
    start = sentence.passage.text.find(sentence.text)
    text = sentence.words
    for span in sentence.passage.spans:
        low, high = span.start - start, span.end - start
        if not span.key and 0 <= low < len(text):
            text = text[:low] + " " * (min(high, len(text)) - low) + text[high:]
    return text
