"""What a clause is about, as its own words say; whether it denies or looks ahead."""

from __future__ import annotations

import itertools
from collections.abc import Sequence
from dataclasses import replace

from reportgen.audit.grammar.clause import Clause
from reportgen.audit.grammar.marks import Mark, Phrase, Tag
from reportgen.audit.grammar.quantity import Measure


def with_subject(clause: Clause) -> Clause:
    """The clause with the subject its own words give it, its negation and its mood."""
    marks = clause.marks
    verbs = clause.verbs()
    first = verbs[0] if verbs else len(marks)
    start = _after_rival(clause.opener, marks[:first])
    subject = (_own_subject(marks[start:first]) if verbs else _bare_subject(marks)) or _owner_of_move(marks[:first])
    group = marks[max(0, first - 4) : (verbs[-1] + 3 if verbs else 0)]
    negated = any(mark.tag is Tag.NOT and mark.low != "no" for mark in group) and not _not_only(marks)
    future = any(
        mark.tag is Tag.MODAL or (mark.tag is Tag.SAY and mark.form == "fore" and not _in_line(marks, at))
        for at, mark in enumerate(marks)
    ) or _bound_to(marks)  # fmt: skip
    return replace(
        clause, subject=subject, own=subject is not None, negated=negated, future=future,
        condition=clause.opener in {"if", "unless"},
    )  # fmt: skip


def _owner_of_move(marks: Sequence[Mark]) -> Phrase | None:
    """`Its total return was 12.8%`, `their loss in 2022`: whose move it was, by a pronoun."""
    for here, after in itertools.pairwise(mark for mark in marks if mark.tag is not Tag.ADVERB):
        if after.tag is Tag.MOVE_NOUN and here.low in {"its", "their"}:
            return Phrase(back="it" if here.low == "its" else "they", count=1 if here.low == "its" else 2)
    return None


def _after_rival(opener: str, before: Sequence[Mark]) -> int:
    """Where the subject may begin: past the name a clause compares with, as in `Against the S&P 500 it rose 2%`."""
    if opener not in {"against", "versus", "vs"} or len(before) < 2:
        return 0
    rival, following = before[0].phrase, before[1].phrase
    return 1 if rival is not None and following is not None and not rival.possessive else 0


def _not_only(marks: Sequence[Mark]) -> bool:
    """`not only`, `not just`, `no more than`: no denial."""
    for here, after in itertools.pairwise(marks):
        if here.tag is Tag.NOT and after.low in {"only", "just", "merely", "simply", "all", "alone"}:
            return True
    return False


def _in_line(marks: Sequence[Mark], at: int) -> bool:
    """`as widely expected`, `more than anticipated`: what happened, set against what was awaited."""
    before = marks[at - 1].low.split(" ")[-1] if at else ""
    if marks[at].low in {"target", "targets"} and before in {"rate", "rates", "funds", "inflation"}:
        return True
    return any(mark.low in {"as", "than"} for mark in marks[max(0, at - 3) : at])


def _bound_to(marks: Sequence[Mark]) -> bool:
    """`set to`, `poised to`, `likely to`, `going to`, `on track`."""
    for here, after in itertools.pairwise(marks):
        if after.tag is Tag.TO and here.low.split(" ")[-1] in {
            "set", "poised", "likely", "going", "track", "expected", "positioned", "primed", "due", "able", "aims",
            "unlikely", "need", "needs", "want", "wants",
        }:  # fmt: skip
            return True
    return False


def _own_subject(before: Sequence[Mark]) -> Phrase | None:
    """The noun phrase before a verb that no preposition governs, with the names its prepositions add."""
    head: Phrase | None = _return_of(before)
    if head is not None:
        return head
    for at, mark in enumerate(before):
        if mark.phrase is None or not says_something(mark.phrase) or _participle(before, at):
            continue
        governor = _governor(before, at)
        if governor is None:
            if head is None or head.possessive or (not head.ids and not head.measure and mark.phrase.ids):
                head = _owned(head, mark.phrase)
        elif head is not None and governor in {"of", "in", "on", "for", "by", "from", "to", "against"}:
            head = _completed(head, mark.phrase, governor, before[max(0, at - 2)])
    return head


def _return_of(before: Sequence[Mark]) -> Phrase | None:
    """`the total return of the Russell 2000`, `that of the S&P 500`: what a name's return is said to be."""
    for at, mark in enumerate(before[:-2]):
        name = before[at + 2].phrase
        if name is None or not name.ids or before[at + 1].low not in {"of", "for", "on"}:
            continue
        if mark.tag is Tag.MOVE_NOUN and not mark.sign:
            return Phrase(measure="return", owner=name)
        if mark.low in {"that", "those"}:
            return name
    return None


def _participle(before: Sequence[Mark], at: int) -> bool:
    """`tracking smaller companies`, `driven by hopes`: an unknown verb at the head of its clause."""
    phrase = before[at].phrase
    first = before[at].low.split(" ")[0]
    return at == 0 and phrase is not None and bool(phrase.alien) and len(first) > 4 and first.endswith(("ing", "ed"))


def says_something(phrase: Phrase) -> bool:
    """Whether a phrase names, points or measures at all."""
    return bool(phrase.ids or phrase.measure or phrase.back or phrase.alien)


def _governor(before: Sequence[Mark], at: int) -> str | None:
    """The preposition a phrase depends on, None where it stands free."""
    place = at - 1
    phrase = before[at].phrase
    if place >= 0 and phrase is not None and phrase.ids and _is_level(before[place]):
        return None
    while place >= 0 and before[place].tag in {Tag.ADVERB, Tag.QUANTITY, Tag.ORDINAL, Tag.SUPERLATIVE, Tag.DET}:
        place -= 1
    if place >= 0 and before[place].phrase is not None and before[place].phrase.possessive:  # type: ignore[union-attr]
        return _governor(before, place)
    if place >= 0 and before[place].tag in {Tag.PREP, Tag.VERSUS, Tag.TO}:
        return before[place].low
    return None


def _is_level(mark: Mark) -> bool:
    """`At 6,343.72 the S&P 500 is ...`: a number complete in itself, no part of the name after it."""
    quantity = mark.quantity
    return quantity is not None and (quantity.places > 0 or quantity.measure is Measure.PERCENT)


def _owned(owner: Phrase | None, phrase: Phrase) -> Phrase:
    """`the S&P 500's` + `forward P/E`."""
    if owner is None or not owner.possessive:
        return phrase
    if phrase.measure:
        return replace(phrase, owner=owner)
    return phrase if phrase.ids else Phrase(alien=phrase.alien or "?", owner=owner)


def _completed(head: Phrase, inner: Phrase, governor: str, before: Mark) -> Phrase:
    """`the yield` + `on the 10-year note`; `small caps` + `as measured by the Russell 2000`."""
    if head.measure and head.owner is None:
        return replace(head, owner=inner)
    if governor == "by" and inner.ids and "measured" in before.low + head.alien:
        return inner
    if governor == "of" and head.alien in {"shares", "stocks", "index of", "value"} and inner.ids:
        return head
    return head


def _bare_subject(marks: Sequence[Mark]) -> Phrase | None:
    """The subject of a clause without a verb: a name beside a number, or alone."""
    for at, mark in enumerate(marks):
        phrase = mark.phrase
        if phrase is None or not says_something(phrase):
            continue
        if phrase.alien and (_participle(marks, at) or _describes(marks, at)):
            continue
        if _governor(marks, at) is None and (phrase.ids or phrase.back or phrase.measure or _heads(marks, at)):
            if phrase.back and phrase.back not in {"it", "they", "both", "all"} and at > 0:
                continue
            return _with_complement(marks, at, phrase)
    return None


def _with_complement(marks: Sequence[Mark], at: int, phrase: Phrase) -> Phrase:
    """`the record close` + `of the Russell 2000`."""
    after = marks[at + 2].phrase if at + 2 < len(marks) else None
    if after is not None and phrase.measure and phrase.owner is None and marks[at + 1].low in {"of", "for", "on"}:
        return replace(phrase, owner=after)
    return phrase


def _heads(marks: Sequence[Mark], at: int) -> bool:
    """Whether a phrase opens its clause, articles apart."""
    return all(mark.tag in {Tag.DET, Tag.QUOTE} for mark in marks[:at])


def _describes(marks: Sequence[Mark], at: int) -> bool:
    """`a staggering loss`, `the smallest gain`: a phrase that only describes the noun after it."""
    after = marks[at + 1] if at + 1 < len(marks) else None
    phrase = marks[at].phrase
    if after is not None and after.tag is Tag.QUANTITY and phrase is not None and phrase.proper:
        return False
    return after is not None and after.tag in {
        Tag.MOVE_NOUN,
        Tag.LEAD_NOUN,
        Tag.GAP_NOUN,
        Tag.QUANTITY,
        Tag.SUPERLATIVE,
    }
