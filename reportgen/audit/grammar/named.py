"""The names around a quantity: whose gain, in what, over whom."""

from __future__ import annotations

from collections.abc import Sequence

from reportgen.audit.grammar.marks import Mark, Phrase, Tag
from reportgen.audit.grammar.site import PASSED, Site


def plain_name(phrase: Phrase | None) -> Phrase | None:
    """The phrase, where it names somebody; None where it only names a measure."""
    return phrase if phrase and (phrase.ids or phrase.alien or phrase.back) else None


def adjective_owner(site: Site, noun: int) -> Phrase | None:
    """`a 7.1% small-cap gain`, `the Russell 2000's 7.1% surge`."""
    for mark in site.clause.marks[site.at + 1 : noun]:
        if mark.phrase is not None and mark.phrase.ids:
            return mark.phrase
    place = site.at - 1
    marks = site.clause.marks
    while place >= 0 and marks[place].tag in PASSED:
        place -= 1
    if place >= 0 and (phrase := marks[place].phrase) is not None and phrase.possessive:
        return phrase
    return None


def adjective_owner_left(site: Site, noun: Mark) -> Phrase | None:
    """`the Russell 2000's gain of 7.1%`, `a small-cap gain of 7.1%`."""
    place = list(site.clause.marks).index(noun) - 1
    while place >= 0:
        phrase = site.clause.marks[place].phrase
        if phrase is not None and (phrase.possessive or phrase.ids):
            return phrase
        if site.clause.marks[place].tag not in PASSED and phrase is None:
            return None
        place -= 1
    return None


def name_after(marks: Sequence[Mark], at: int, *, over: bool = False) -> Phrase | None:
    """The name after a noun: `in the Russell 2000`, `for small caps`, `over the S&P 500`."""
    words = {"over", "to", "against", "on", "versus", "relative", "with", "and", "between"} if over else {
        "in", "for", "by", "of", "from", "among"
    }  # fmt: skip
    place = at
    while place < len(marks):
        mark = marks[place]
        if mark.tag in {Tag.PERIOD, Tag.ADVERB, Tag.ANCHOR, Tag.DET}:
            place += 1
            continue
        if mark.tag in {Tag.AND, Tag.COMMA} and place + 1 < len(marks) and marks[place + 1].tag is Tag.QUANTITY:
            place += 2
            continue
        joins = mark.low in words and mark.tag in {Tag.PREP, Tag.TO, Tag.VERSUS}
        after = marks[place + 1] if place + 1 < len(marks) else None
        if joins and after is not None and after.phrase is not None and worth_naming(after.phrase):
            return after.phrase
        if joins and after is not None and after.tag is Tag.PERIOD:
            place += 2
            continue
        return None
    return None


def worth_naming(phrase: Phrase) -> bool:
    """Whether a phrase can be what a figure is about."""
    return bool(phrase.ids or phrase.back or (phrase.alien and not phrase.measure))


def rival_after(marks: Sequence[Mark], at: int) -> Phrase | None:
    """The name a comparison is made with."""
    for mark in marks[at : at + 3]:
        if mark.phrase is not None and worth_naming(mark.phrase):
            return mark.phrase
        if mark.tag not in {Tag.PREP, Tag.ADVERB, Tag.PHRASE}:
            return None
    return None
