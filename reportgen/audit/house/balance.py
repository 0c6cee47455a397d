"""Benefits and risks: is there a section of risks, is it long enough, does the headline tell half the story?"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from math import sqrt

from reportgen.audit.house.finding import Finding, clipped, words
from reportgen.audit.house.proof import Passage, Proof, Sentence
from reportgen.audit.house.tone import lean
from reportgen.model.facts import Fact
from reportgen.model.house import limit_of

_Z = 1.959963984540054
"""The normal quantile of a two-sided interval of 95%."""
_QUALIFIER = words(
    r"but|yet|though|although|despite|however|only|unless|except|not|no|nor|short of|half|conditions?|counterweight|"
    r"caveats?|may|might|could|so far|for now|weaker than|less than"
)


@dataclass(frozen=True, slots=True)
class Measures:
    """What the balance of a text comes to: words, words on risk, distinct risks, sentences leaning each way.

    Words on risk are those of the section of risks and of the boxes that give the other side; every sentence
    there counts as bearish.
    """

    words: int
    risk_words: int
    risks: int
    bullish: int
    bearish: int

    @property
    def risk_share(self) -> float:
        """The share of the body's words that are on risk; 0 for a text without words."""
        return self.risk_words / self.words if self.words else 0.0


def measured(proof: Proof) -> Measures:
    """The balance of a text. Charts, tables, key numbers and closing sections do not count as body."""
    body = [passage for passage in proof.passages if passage.role == "prose" and not passage.closing]
    said = [one for one in proof.running if one.passage.role in {"prose", "headline", "standfirst"}]
    sides = [-1 if one.passage.cautions else lean(one, proof).side for one in said]
    return Measures(
        words=sum(len(passage.text.split()) for passage in body),
        risk_words=sum(len(passage.text.split()) for passage in body if passage.cautions),
        risks=len(list(_risks(proof))),
        bullish=sides.count(1),
        bearish=sides.count(-1),
    )


def _risks(proof: Proof) -> Iterator[Passage]:
    """The items of the section of risks, each with a metric of its own that no item before it rests on."""
    used: set[str] = set()
    for passage in proof.passages:
        if passage.kind != "risks" or passage.role != "prose":
            continue
        if fresh := {fact.metric for fact in proof.facts(passage.keys)} - used:
            used |= fresh
            yield passage


def risk_section(proof: Proof) -> Iterator[Finding]:
    """No section of risks with text in it."""
    if not any(passage.kind == "risks" and passage.role == "prose" for passage in proof.passages):
        mend = f"Add `risks` to `sections:` in {proof.report.file}, or write a section with `kind: risks`."
        yield Finding("the whole text", "has no section of risks.", mend)


def risk_share(proof: Proof) -> Iterator[Finding]:
    """Too few words on risk."""
    found, least = measured(proof), limit_of("balance.risk_share", proof.report.rules)
    if found.words and found.risk_share < least:
        what = f"gives {found.risk_share:.0%} of {found.words} words to what could go wrong, less than {least:.0%}."
        yield Finding("the whole text", what, "Say more of what could go wrong, or less of the rest.")


def risk_count(proof: Proof) -> Iterator[Finding]:
    """Too few risks, or risks without a figure."""
    found, least = measured(proof), limit_of("balance.risk_count", proof.report.rules)
    if found.risks < least:
        what = f"names {found.risks} distinct risks with a figure of their own, fewer than {least:g}."
        yield Finding("the section of risks", what, "Tie each risk to a fact of its own (docs/metrics.md lists them).")


def headline(proof: Proof) -> Iterator[Finding]:
    """A benefit in headline or standfirst that neither of them qualifies."""
    top = [one for one in proof.sentences if one.passage.role in {"headline", "standfirst"}]
    leans = [lean(one, proof) for one in top]
    if not any(one.bull for one in leans) or any(one.bear for one in leans) or any(map(_qualified, top)):
        return
    said = clipped(" ".join(sentence.text for sentence in top))
    mend = "Say in the standfirst what speaks against it: a lag, a distance from a record, a past fall."
    yield Finding("headline", f"“{said}” states a benefit and nothing that qualifies it", mend)


def _qualified(sentence: Sentence) -> bool:
    return _QUALIFIER.search(sentence.words) is not None


def tilt(proof: Proof) -> Iterator[Finding]:
    """Bullish sentences far outnumber bearish ones."""
    found, most = measured(proof), limit_of("balance.tilt", proof.report.rules)
    if found.bullish > most * max(1, found.bearish):
        what = f"has {found.bullish} bullish sentences to {found.bearish} bearish, more than {most:g} to one."
        yield Finding("the whole text", what, "Set the other side beside the claims that have none.")


def analogue_title(proof: Proof) -> Iterator[Finding]:
    """A hit rate in a title that random dates nearly match. An exhibit that shows the base rate may cite it."""
    for passage in proof.passages:
        if passage.role not in {"headline", "standfirst", "title", "exhibit"}:
            continue
        for fact in proof.facts(passage.keys):
            if fact.metric in {"analogue.hits", "analogue.hit_rate"} and (why := _unfit(fact, passage, proof)):
                what = f"“{clipped(passage.text)}” cites a historical hit rate in a title: {why}"
                yield Finding(passage.section, what, "Keep it for the text, with count and base rate beside it.")


def _unfit(fact: Fact, passage: Passage, proof: Proof) -> str:
    """Why a hit rate may not stand in a title; empty where it may."""
    count, base = (_sibling(fact, name, proof) for name in ("analogue.count", "analogue.base_rate"))
    if passage.role == "exhibit" and base is not None and base.key in {*passage.keys, *passage.drawn}:
        return ""
    if count is None or base is None or count.number < 1:
        return "the text prints no count of cases and no base rate for it"
    rate = fact.number / count.number if fact.metric == "analogue.hits" else fact.number
    half = half_width(rate, count.number)
    if rate >= base.number + half:
        return ""
    return f"{rate:.0%} is less than the base rate of {base.number:.0%} and half its confidence interval ({half:.0%})"


def _sibling(fact: Fact, metric: str, proof: Proof) -> Fact | None:
    """The fact of another metric on the same subject, variants and window."""
    like = (fact.subject, metric, fact.variants, fact.window)
    others = proof.document.facts.values()
    return next((one for one in others if (one.subject, one.metric, one.variants, one.window) == like), None)


def half_width(rate: float, count: float) -> float:
    """Half of the 95% interval of a rate of so many cases: Wilson (1927), JASA 22."""
    return _Z * sqrt(rate * (1 - rate) / count + _Z**2 / (4 * count**2)) / (1 + _Z**2 / count)
