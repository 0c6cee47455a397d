"""Is everything disclosed that the content calls for? Found in the finished text, whoever wrote it.

What is called for follows from the facts printed and from what the report says of its publisher. That it is
said is recognised by its sense, not by any fixed wording, so that a desk may use its own.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass

from reportgen.audit.house.finding import Check, Finding
from reportgen.audit.house.proof import Proof
from reportgen.model.printing import day
from reportgen.model.units import Standing

_INTERESTS = re.compile(r"\bconflicts?\b|\binterests?\b", re.IGNORECASE)
_NOT = r"\b(?:not|no|nor|neither|never|nothing|without|cannot)\b|n't\b"
_PRICED = ("cut_", "hike_", "hold_", "cumulative_", "rate_odds", "implied_", "likeliest_", "odds_range", "event_")


@dataclass(frozen=True, slots=True)
class Demand:
    """What must be said, when, and how it is recognised: every pattern in one paragraph of the closing sections."""

    what: str
    needed: Callable[[Proof], bool]
    patterns: tuple[str, ...]


def _always(_: Proof) -> bool:
    return True


def _returns(proof: Proof) -> bool:
    return any(fact.basis is not None for fact in proof.document.facts.values())


def _metric(*prefixes: str) -> Callable[[Proof], bool]:
    return lambda proof: any(fact.metric.startswith(prefixes) for fact in proof.document.facts.values())


DEMANDS: Mapping[str, Demand] = {
    "disclosure.not_advice": Demand("that it is no personal advice", _always, (rf"(?:{_NOT})[^.]{{0,60}}\badvi[cs]e",)),
    "disclosure.no_offer": Demand(
        "that it is no offer to buy or sell",
        _always,
        (rf"(?:{_NOT})[^.]{{0,80}}\b(?:offer|solicitation|invitation|recommendation)\b",),
    ),
    "disclosure.past_performance": Demand(
        "that past performance is no guide to future returns",
        _returns,
        (rf"\bpast (?:performance|returns?|results?)\b[^.]{{0,60}}(?:{_NOT})",),
    ),
    "disclosure.forward_looking": Demand(
        "that statements about the future may prove wrong",
        _always,
        (r"\b(?:future|forward[- ]looking|expectations?|forecasts?)\b",
         r"\b(?:may|might|can|could)\b[^.]{0,40}\b(?:wrong|differ|not)\b"),
    ),
    "disclosure.index": Demand(
        "that an index cannot be bought and bears no fees",
        _returns,
        (r"\bind(?:ex|ices|exes)\b", rf"(?:{_NOT})[^.]{{0,40}}\b(?:invest|buy|bought|investable)",
         r"\b(?:fees?|costs?|expenses)\b"),
    ),
    "disclosure.basis": Demand(
        "whether dividends are in the returns", _returns, (r"\breturns?\b", r"\b(?:dividends?|total return)\b")
    ),
    "disclosure.hypothetical": Demand(
        "that historical comparisons are hypothetical, few, and no forecast",
        _metric("analogue."),
        (r"\bhistor", r"\bhypothetical|illustrat", rf"(?:{_NOT})[^.]{{0,20}}\b(?:forecasts?|predictions?|predict)\b"),
    ),
    "disclosure.market_implied": Demand(
        "that probabilities implied by prices are prices, not forecasts",
        _metric(*_PRICED),
        (r"\bprobabilit|\bodds\b|\bimplied\b", rf"(?:{_NOT})[^.]{{0,20}}\b(?:forecasts?|predictions?)\b"),
    ),
    "disclosure.corrections": Demand(
        "how to report an error and what becomes of it", _always, (r"\b(?:errors?|mistakes?)\b", r"\bcorrect")
    ),
}  # fmt: skip


def _check(demand: Demand) -> Check:
    patterns = tuple(re.compile(pattern, re.IGNORECASE) for pattern in demand.patterns)

    def check(proof: Proof) -> Iterator[Finding]:
        if demand.needed(proof) and not any(all(one.search(text) for one in patterns) for text in proof.closing):
            yield _missing(proof, demand.what)

    return check


def _missing(proof: Proof, what: str) -> Finding:
    mend = f"Say it under `disclosures:` in {_file(proof)}, or take back the words put in its place."
    return Finding("disclosures", f"nowhere says {what}.", mend)


def _file(proof: Proof) -> str:
    return proof.report.file or "the report"


def _says(proof: Proof, text: str) -> bool:
    """Whether the closing sections hold these words, whatever stands between them."""
    wanted = _bare(text)
    return bool(wanted) and any(wanted in _bare(paragraph) for paragraph in proof.closing)


def _bare(text: str) -> str:
    return re.sub(r"[^\w%&]+", " ", text).strip().lower()


def back_tested(proof: Proof) -> Iterator[Finding]:
    """Figures that rest on an index's back history, without a word on it."""
    called = any("back-tested" in note for fact in proof.document.facts.values() for note in fact.notes)
    said = (re.compile(r"back-?test", re.IGNORECASE), re.compile(r"\bhypothetical|\bhindsight", re.IGNORECASE))
    if called and not any(all(one.search(text) for one in said) for text in proof.closing):
        yield _missing(proof, "that figures before the index's launch are back-tested, and so hypothetical")


_STANDINGS = {
    Standing.ESTIMATED: ("estimated", r"\bestimate"),
    Standing.CITED: ("quoted", r"\bquoted|\bcited"),
    Standing.ILLUSTRATIVE: ("made-up", r"\bmade[- ]up|\billustrat|\binvented|\bfictitious"),
}


def standing(proof: Proof) -> Iterator[Finding]:
    """Estimated, quoted or made-up figures without a word on what they are."""
    for one, (name, pattern) in _STANDINGS.items():
        used = any(fact.standing is one for fact in proof.document.facts.values())
        if used and not any(re.search(pattern, text, re.IGNORECASE) for text in _disclosures(proof)):
            yield _missing(proof, f"what the {name} figures rest on")


def _disclosures(proof: Proof) -> tuple[str, ...]:
    return tuple(one.text for one in proof.passages if one.kind == "disclosures" and one.role == "prose")


def as_of(proof: Proof) -> Iterator[Finding]:
    """No word on which day the text describes."""
    if not _says(proof, day(proof.document.masthead.as_of, proof.report.style)):
        yield _missing(proof, f"that it describes {proof.document.masthead.as_of_text} by what was known then")


def conflicts(proof: Proof) -> Iterator[Finding]:
    """Conflicts of interest that are not stated, or stated in the YAML and not in the text."""
    stated = proof.report.terms.conflicts.strip()
    if not stated:
        yield Finding(
            "disclosures",
            "states no conflicts of interest.",
            f"Write `conflicts:` under `publisher:` in {_file(proof)}; `none` where there are none.",
        )
    elif not _says(proof, stated) or not any(_INTERESTS.search(text) for text in proof.closing):
        yield _missing(proof, "which conflicts of interest there are")


def ai_use(proof: Proof) -> Iterator[Finding]:
    """A language model's part that is not told, or for which nobody answers."""
    report = proof.report
    if report.ai_use == "none":
        return
    if not any(re.search(r"\blanguage model|\bartificial intelligence|\bAI\b", text) for text in proof.closing):
        yield _missing(proof, "that a language model helped to write it")
    if report.ai_use == "generated" and report.reviewer is None:
        mend = f"Name a `reviewer:` in {_file(proof)}."
        yield Finding("disclosures", "names nobody who answers for words a language model wrote.", mend)


def licences(proof: Proof) -> Iterator[Finding]:
    """Notices of owners of data used that are not printed word for word."""
    notices = dict.fromkeys(o.attribution for f in proof.document.facts.values() for o in f.origins if o.attribution)
    for notice in notices:
        if not _says(proof, notice):
            yield _missing(proof, f"“{notice}”, which the licence of data used here demands")


def sources(proof: Proof) -> Iterator[Finding]:
    """Datasets used that are not among the references."""
    used = {origin.dataset for fact in proof.document.facts.values() for origin in fact.origins}
    named = {key for source in proof.document.sources for key in source.keys}
    lost = sorted(key for key, fact in proof.document.facts.items() if fact.origins and key not in named)
    if lost or (used and not proof.document.sources):
        yield Finding("sources", f"names no source for {', '.join(lost[:3])}.", "Keep the list of references whole.")


def identity(proof: Proof) -> Iterator[Finding]:
    """A publisher or author without a name, an author without a role."""
    masthead, file = proof.document.masthead, _file(proof)
    if not masthead.publisher.strip() or not masthead.author.name.strip():
        yield Finding("masthead", "does not name publisher and author.", f"Name both in {file}.")
    elif not masthead.author.role.strip():
        what = f"does not say what {masthead.author.name} does."
        yield Finding("masthead", what, f"Give `author:` a `role` in {file}.")


def contact(proof: Proof) -> Iterator[Finding]:
    """No way to report an error, or no word on what becomes of one."""
    terms = proof.report.terms
    if not terms.contact.strip():
        mend = f"Write `contact:` under `publisher:` in {_file(proof)}."
        yield Finding("disclosures", "names nobody to report an error to.", mend)
    elif not _says(proof, terms.contact):
        yield _missing(proof, f"that errors can be reported to {terms.contact}")
    yield from _check(DEMANDS["disclosure.corrections"])(proof)


def supervisor(proof: Proof) -> Iterator[Finding]:
    """A supervised publisher that does not say by whom."""
    yield from _term(proof, "supervisor", proof.report.terms.supervisor, "who supervises the publisher")


def completed(proof: Proof) -> Iterator[Finding]:
    """No time at which the text was completed."""
    yield from _term(proof, "completed", proof.report.terms.completed, "at what time it was completed")


def _term(proof: Proof, key: str, stated: str, what: str) -> Iterator[Finding]:
    if not stated.strip():
        mend = f"Write `{key}:` under `publisher:` in {_file(proof)}."
        yield Finding("disclosures", f"does not say {what}.", mend)
    elif not _says(proof, stated):
        yield _missing(proof, what)


CHECKS: Mapping[str, Check] = {
    **{name: _check(demand) for name, demand in DEMANDS.items()},
    "disclosure.back_tested": back_tested,
    "disclosure.standing": standing,
    "disclosure.as_of": as_of,
    "disclosure.conflicts": conflicts,
    "disclosure.ai_use": ai_use,
    "disclosure.licences": licences,
    "disclosure.sources": sources,
    "disclosure.corrections": contact,
    "disclosure.identity": identity,
    "disclosure.supervisor": supervisor,
    "disclosure.completed": completed,
}
