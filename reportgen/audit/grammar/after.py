"""What stands after a quantity: "a 7.1% gain", "an 80% probability", "2% higher", "13% above its low"."""

from __future__ import annotations

from dataclasses import replace

from reportgen.audit.grammar.governed import VERSUS
from reportgen.audit.grammar.marks import Mark, Phrase, Tag
from reportgen.audit.grammar.named import adjective_owner, name_after, plain_name, rival_after
from reportgen.audit.grammar.quantity import PERCENT_LIKE, Measure
from reportgen.audit.grammar.ratios import ratio_context
from reportgen.audit.grammar.site import ADJECTIVES, PASSED, Site, anchor_after, verb_before
from reportgen.audit.grammar.stated import state
from reportgen.audit.grammar.statement import Sort, Statement
from reportgen.audit.grammar.when import Scope, When


def noun_after(site: Site) -> Statement | None:
    """A noun after: `a 7.1% gain`, `an 80% probability`, `$19.5B in net outflows`."""
    marks, place = site.clause.marks, site.at + 1
    seen_in = False
    while place < len(marks) and place - site.at <= 6:
        mark = marks[place]
        if mark.tag is Tag.MOVE_NOUN:
            return _movement(site, place)
        if mark.tag is Tag.LEAD_NOUN:
            return _lead(site, place, mark.sign)
        if mark.tag is Tag.GAP_NOUN:
            return _lead(site, place, 0)
        if mark.phrase and mark.phrase.measure:
            return _measure(site, place, mark.phrase)
        if place == site.at + 1 and mark.phrase and mark.phrase.ids and verb_before(site) is None and (
            mark.phrase.modifiers != ("adjective",) and not mark.phrase.possessive
        ):  # fmt: skip
            return state(site, Sort.CHANGE, subject=mark.phrase, role="beside")
        adjective = mark.phrase is not None and set(mark.phrase.alien.replace("-", " ").split()) <= ADJECTIVES
        named = mark.phrase is not None and mark.phrase.modifiers == ("adjective",)
        if mark.tag is Tag.PREP and mark.low in {"in", "of"} and site.mark.quantity and not seen_in and (
            site.mark.quantity.measure is Measure.MONEY
        ):  # fmt: skip
            seen_in = True
        elif not (mark.tag in PASSED or adjective or named or (mark.tag is Tag.WORD and mark.low == "-")):
            return None
        place += 1
    return None


def _movement(site: Site, noun: int) -> Statement:
    """`a 7.1% gain (in the Russell 2000)`."""
    mark = site.clause.marks[noun]
    subject = name_after(site.clause.marks, noun + 1) or adjective_owner(site, noun) or site.clause.subject
    role = "rival" if subject is None and site.clause.opener in VERSUS else ""
    light = verb_before(site)
    sign = mark.sign
    if light is not None and light.low == "average":
        return state(site, Sort.OTHER, subject=subject, noun="average")
    if light is not None and light.tag is Tag.MOVE and light.low in {"erase", "trim", "reduce", "cut"}:
        sign = 0
    return state(site, Sort.CHANGE, sign=sign, subject=subject, role=role,
                      noun="return" if mark.sign == 0 else mark.low)  # fmt: skip


def _lead(site: Site, noun: int, sign: int) -> Statement:
    """`an 8.8 percentage point lead over the S&P 500`."""
    other = name_after(site.clause.marks, noun + 1, over=True)
    subject = adjective_owner(site, noun) or site.clause.subject
    return state(site, Sort.EXCESS, sign=sign, subject=subject, other=other, noun=site.clause.marks[noun].low)


def _measure(site: Site, noun: int, phrase: Phrase) -> Statement:
    """`a 20% discount to the S&P 500`, `an 80% probability of a cut`."""
    marks = site.clause.marks
    other = name_after(marks, noun + 1, over=True)
    owner = phrase.owner or plain_name(site.clause.subject)
    sort = Sort.CHANGE if phrase.measure == "return" else Sort.MEASURE
    if sort is Sort.CHANGE:
        return state(site, sort, subject=name_after(marks, noun + 1) or owner or site.clause.subject, noun="return")
    return state(site, sort, subject=owner or site.clause.subject, other=other, noun=phrase.measure)


def way_after(site: Site) -> Statement | None:
    """`2% higher`, `13% above its low`, `3.0% up for the month`, `8.8 points ahead of`."""
    after = site.on(1)
    if after is None:
        return None
    if after.tag is Tag.WAY and after.low != "flat":
        return state(site, Sort.CHANGE, sign=after.sign)
    moves = {*PERCENT_LIKE, Measure.BARE_POINTS}
    percent = site.mark.quantity is not None and site.mark.quantity.measure in moves
    if after.tag is Tag.MOVE and after.form == "base" and after.low == "lower" and percent:
        return state(site, Sort.CHANGE, sign=-1)
    if after.tag is Tag.COMPARE and after.form == "adj":
        return state(site, Sort.EXCESS, sign=after.sign, other=rival_after(site.clause.marks, site.at + 2))
    if after.tag is Tag.ADVERB and after.low in {"ahead", "behind"}:
        return state(site, Sort.EXCESS, sign=1 if after.low == "ahead" else -1)
    if after.tag is Tag.PREP and after.low in {"above", "below", "off", "from", "over", "under", "short"}:
        return _from_anchor(site, after)
    if after.tag is Tag.PREP and after.low == "of":
        return _ratio(site)
    if after.tag is Tag.ADVERB and after.low == "short" and (anchor := anchor_after(site)):
        return state(site, Sort.CHANGE, sign=-1, anchor=anchor, noun="distance")
    return None


def _ratio(site: Site) -> Statement | None:
    """`stood at 0.393 of the level of the S&P 500`: one level as a part of another."""
    quantity = site.mark.quantity
    if quantity is None or quantity.measure not in {Measure.PLAIN, Measure.TIMES} or not quantity.places:
        return None
    for step in (2, 4):
        mark = site.on(step)
        if mark is not None and mark.phrase is not None:
            other = mark.phrase.owner if mark.phrase.measure else mark.phrase
            if other is not None and other.ids:
                return state(site, Sort.MEASURE, noun="ratio", other=replace(other, possessive=False))
    return None


def _from_anchor(site: Site, after: Mark) -> Statement | None:
    anchor = anchor_after(site) or _that_high(site)
    if anchor is None and not _at_start(site):
        return None
    sign = {"above": 1, "over": 1, "below": -1, "under": -1, "off": 0}.get(after.low, 0)
    verb = verb_before(site)
    if not sign and verb is not None:
        sign = verb.sign
    if after.low == "off" and not sign:
        sign = 1 if anchor is not None and anchor.word == "low" else -1
    before = site.previous
    if site.clause.subject is not None and site.clause.subject.measure == "ratio":
        before = ratio_context((*site.before, site.clause)) or before
    if before is not None and before.noun == "ratio" and before.other is not None:
        return state(site, Sort.CHANGE, sign=sign, anchor=anchor, noun="ratio", other=before.other)
    return state(site, Sort.CHANGE, sign=sign, anchor=anchor, noun="distance")


def _that_high(site: Site) -> When | None:
    """`1.6% below it`, `1.6% below.`: the high or low spoken of just before."""
    following = site.on(2)
    points = following is None or (following.phrase is not None and following.phrase.back in {"it", "that"})
    return When(Scope.ANCHOR, word="that") if points else None


def _at_start(site: Site) -> bool:
    """`19.2% below its start`: the distance from where the period began."""
    following = site.on(2)
    return following is not None and following.phrase is not None and following.low.split(" ")[-1] in {
        "start", "starting", "beginning", "outset",
    }  # fmt: skip
