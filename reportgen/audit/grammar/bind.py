"""From clauses to statements: what each quantity says of whom."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from reportgen.audit.grammar.after import noun_after, way_after
from reportgen.audit.grammar.echo import after_and, beside, by_how_much, continued, restated, without_verb
from reportgen.audit.grammar.governed import (
    VERSUS,
    after_be,
    after_compare,
    after_level,
    after_light,
    after_move,
    after_return,
    after_way,
    direction_of,
    standing,
)
from reportgen.audit.grammar.leads import lead_kept
from reportgen.audit.grammar.marks import Mark, Phrase, Tag
from reportgen.audit.grammar.named import adjective_owner_left, name_after, plain_name
from reportgen.audit.grammar.site import Site, direct, verb_before
from reportgen.audit.grammar.stated import state
from reportgen.audit.grammar.statement import Sort, Statement
from reportgen.audit.grammar.when import Scope


def bind(site: Site) -> Statement:
    """The statement a quantity makes. The first pattern that fits its neighbours decides."""
    if _is_aim(site):
        return state(site, Sort.OTHER, subject=Phrase(alien="an aim"))
    for pattern in _PATTERNS:
        if found := pattern(site):
            return found
    return state(site, Sort.OTHER, subject=name_after(site.clause.marks, site.at + 1) or site.clause.subject)


_AIMS = frozenset("goal goals target targets objective objectives mandate threshold ceiling hurdle estimate estimates "
                  "forecast forecasts consensus expectation expectations projection projections".split())  # fmt: skip


def _is_aim(site: Site) -> bool:
    """`its 2 percent goal`, `a target of 2%`, `the 0.5% consensus`: what is wanted or expected, not what is."""
    after = [mark for mark in (site.on(1), site.on(2)) if mark is not None]
    if after and (words := after[0].low.split()) and words[-1] in _AIMS and "range" not in words:
        return True
    before, noun = site.on(-1), site.on(-2)
    return before is not None and before.low in {"of", "at"} and noun is not None and noun.phrase is not None and (
        noun.low.split(" ")[-1] in _AIMS
    )  # fmt: skip


def _in_period(site: Site) -> Statement | None:
    """`since the Nov. 8 record close of 2,442.74`: the level at the high or low that a period starts from."""
    of, time = site.on(-1), site.on(-2)
    if of is None or of.low not in {"of", "at"} or time is None or time.when is None:
        return None
    inner = time.when.end or time.when.start
    if inner is None or inner.scope is not Scope.ANCHOR:
        return None
    return state(site, Sort.LEVEL, role="anchor", anchor=inner, noun="close")


def _verb_pattern(site: Site) -> Statement | None:
    mark, preposition = direct(site)
    if mark is None:
        return without_verb(site, preposition)
    builder = _BY_TAG.get(mark.tag)
    return builder(site, mark, preposition) if builder else _after_other(site, mark, preposition)


def _after_other(site: Site, mark: Mark, preposition: str) -> Statement | None:
    """A noun, a name or a quantity before: `gain of 2%`, `the S&P 500's 2.0%`, `the Nasdaq 3%`, `and 21.6%`."""
    if mark.tag is Tag.MOVE_NOUN and preposition in {"of", "to", "at", ""}:
        subject = adjective_owner_left(site, mark) or name_after(site.clause.marks, site.at + 1) or site.clause.subject
        if subject is None and not site.before and site.clause.marks[0].tag is Tag.DET:
            subject = Phrase(back="it")
        role = "rival" if subject is None and site.clause.opener in VERSUS else ""
        return state(site, Sort.CHANGE, sign=mark.sign, subject=subject, noun=mark.low, role=role)
    if mark.tag is Tag.LEAD_NOUN and preposition in {"of", ""}:
        return state(site, Sort.EXCESS, sign=mark.sign, noun=mark.low)
    if mark.tag is Tag.GAP_NOUN and preposition in {"of", ""}:
        return state(site, Sort.EXCESS, noun=mark.low)
    if mark.tag is Tag.QUANTITY:
        return continued(site, preposition)
    if mark.phrase is not None:
        return _after_phrase(site, mark.phrase, preposition)
    return None


def _at_anchor(site: Site, mark: Mark, preposition: str) -> Statement | None:
    """`its record close of 2,442.74`: the level on the day of the high."""
    if preposition in {"of", "at", ""}:
        return state(site, Sort.LEVEL, role="anchor", anchor=mark.when, noun="close")
    return None


def _after_phrase(site: Site, phrase: Phrase, preposition: str) -> Statement | None:
    if phrase.measure and preposition in {"of", "at", "to", ""}:
        owner = phrase.owner or plain_name(site.clause.subject)
        if phrase.measure == "return":
            return state(site, Sort.CHANGE, subject=owner or site.clause.subject, noun="return")
        role = "to" if preposition == "to" else "at"
        return state(site, Sort.MEASURE, subject=owner or site.clause.subject, noun=phrase.measure, role=role)
    verb = verb_before(site)
    if verb is not None and verb.tag is Tag.COMPARE and preposition == "by":
        return state(site, Sort.EXCESS, sign=verb.sign, other=phrase, noun=verb.low)
    if verb is not None and verb.tag is Tag.MOVE and preposition == "by":
        return state(site, Sort.CHANGE, sign=direction_of(site, verb), noun=verb.low)
    if preposition in {"to", "at", "from"} and verb is not None:
        return standing(site, verb, preposition)
    before = site.previous
    if preposition == "at" and verb is None and phrase.ids and before is not None and before.sort is Sort.LEVEL:
        return state(site, Sort.LEVEL, subject=phrase, role=before.role, noun=before.noun)
    if preposition == "by" and verb is None and phrase.ids and (found := by_how_much(site)):
        return replace(found, subject=phrase)
    if preposition == "" and (phrase.ids or phrase.possessive or phrase.back):
        return beside(site, replace(phrase, possessive=False))
    return None


_BY_TAG: dict[Tag, Callable[[Site, Mark, str], Statement | None]] = {
    Tag.MOVE: after_move,
    Tag.WAY: after_way,
    Tag.RETURN: after_return,
    Tag.LIGHT: after_light,
    Tag.LEVEL: after_level,
    Tag.BE: after_be,
    Tag.COMPARE: after_compare,
    Tag.AND: after_and,
    Tag.COMMA: after_and,
    Tag.ANCHOR: _at_anchor,
}

_PATTERNS: tuple[Callable[[Site], Statement | None], ...] = (
    restated,
    _in_period,
    noun_after,
    way_after,
    lead_kept,
    _verb_pattern,
)
