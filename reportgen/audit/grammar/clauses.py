"""Cuts a sentence into clauses and finds what each is about."""

from __future__ import annotations

from collections.abc import Sequence

from reportgen.audit.grammar.clause import Clause
from reportgen.audit.grammar.inherit import inherit
from reportgen.audit.grammar.marks import VERBS, Mark, Tag
from reportgen.audit.grammar.quantity import Measure
from reportgen.audit.grammar.subjects import with_subject

_ADJUNCTS = frozenset({"after", "before", "despite", "with", "amid", "following", "without", "as"})

_HARD = frozenset({Tag.SEMI, Tag.COLON, Tag.DASH, Tag.OPEN, Tag.CLOSE, Tag.STOP, Tag.COMMA})


def clauses(marks: Sequence[Mark]) -> list[Clause]:
    """The clauses of a sentence, in order, each with the subject it has or inherits."""
    pieces: list[Clause] = []
    start, opener, depth = 0, "", 0
    for at, mark in enumerate(marks):
        cut = _cuts(marks, start, at)
        if not cut:
            continue
        _close(pieces, marks[start:at], opener, depth)
        depth = max(0, depth + (mark.tag is Tag.OPEN) - (mark.tag is Tag.CLOSE))
        swallow = (
            mark.tag in _HARD or mark.tag in {Tag.OPENER, Tag.RELATIVE, Tag.VERSUS} or (mark.tag in {Tag.PREP, Tag.AND})
        )
        start, opener = (at + 1 if swallow else at), mark.low
    _close(pieces, marks[start:], opener, depth)
    return inherit(pieces)


def _close(pieces: list[Clause], marks: Sequence[Mark], opener: str, depth: int) -> None:
    if any(mark.tag is not Tag.QUOTE for mark in marks) or opener in {"(", "which", "who"}:
        pieces.append(with_subject(Clause(tuple(marks), opener, inside=depth > 0)))


def _cuts(marks: Sequence[Mark], start: int, at: int) -> bool:
    mark = marks[at]
    if mark.tag is Tag.COMMA:
        return not _inner_comma(marks, at)
    if mark.tag is Tag.DASH and (after := _at(marks, at + 1)) is not None and after.tag is Tag.AND:
        return not _same_noun(marks, at + 1)
    if mark.tag in _HARD or mark.tag in {Tag.OPENER, Tag.RELATIVE}:
        return True
    if mark.tag is Tag.VERSUS:
        return _compares(marks, at)
    if mark.tag is Tag.AND:
        if _same_noun(marks, at):
            return False
        return _begins_clause(marks, at + 1)
    if mark.tag is Tag.PREP and mark.low in _ADJUNCTS:
        return _adjunct(marks, at)
    if at > start and mark.form == "ing" and mark.tag in VERBS:
        return _new_participle(marks, start, at)
    return False


def _same_noun(marks: Sequence[Mark], at: int) -> bool:
    """`the two- and ten-year Treasury`: two names with one noun."""
    before, after = _at(marks, at - 1), _at(marks, at + 1)
    if before is not None and before.low == "-":
        before = _at(marks, at - 2)
    plain = before is not None and before.quantity is not None and before.quantity.measure is Measure.PLAIN
    return plain and after is not None and after.phrase is not None and "- year" in after.low


def _inner_comma(marks: Sequence[Mark], at: int) -> bool:
    """A comma inside a list of quantities: `2%, 3% and 4%`."""
    before, after = _at(marks, at - 1), _at(marks, at + 1)
    if after is not None and after.tag is Tag.AND:
        after = _at(marks, at + 2)
    return bool(before and after and before.tag is Tag.QUANTITY and after.tag is Tag.QUANTITY)


def _compares(marks: Sequence[Mark], at: int) -> bool:
    """`versus`, `compared with`, `than`: the start of the other side."""
    after = _at(marks, at + 1)
    if after is not None and after.tag is Tag.FACTOR:
        return False
    return marks[at].low not in {"compared", "relative"} or _at(marks, at + 1) is not None


def _adjunct(marks: Sequence[Mark], at: int) -> bool:
    """Whether a preposition opens a clause of its own: `after falling 3%`, `with the index up 2%`."""
    low, after = marks[at].low, _at(marks, at + 1)
    if after is None:
        return False
    if low == "as":
        return _has_verb(marks, at + 1, 2) and after.tag is Tag.PHRASE
    return low in {"after", "before", "following", "despite", "without", "with", "amid"}


def _has_verb(marks: Sequence[Mark], at: int, reach: int) -> bool:
    """Whether a verb or a word of direction comes within reach, before anything else but adverbs."""
    for mark in marks[at : at + reach + 3]:
        if mark.tag in VERBS or mark.tag in {Tag.WAY, Tag.MODAL, Tag.AUX}:
            return True
        if mark.tag not in {Tag.PHRASE, Tag.ADVERB, Tag.NOT, Tag.PERIOD, Tag.PREP, Tag.DET}:
            return False
    return False


def _begins_clause(marks: Sequence[Mark], at: int) -> bool:
    """Whether a verb, a subject with its verb, or a name with its number follows "and"."""
    while (mark := _at(marks, at)) is not None and mark.tag in {Tag.ADVERB, Tag.NOT, Tag.DET}:
        at += 1
    if mark is not None and mark.tag is Tag.PERIOD and (after := _at(marks, at + 1)) is not None and (
        after.tag in VERBS or after.tag is Tag.WAY
    ):  # fmt: skip
        return True
    if mark is None:
        return False
    if mark.tag in VERBS or mark.tag in {Tag.WAY, Tag.MODAL, Tag.VERSUS, Tag.OPENER, Tag.AUX}:
        return True
    if mark.tag is Tag.PREP and mark.low in {"by", "to", "for", "at", "from"}:
        return False
    if mark.tag is Tag.PHRASE:
        return _subject_follows(marks, at)
    return False


def _subject_follows(marks: Sequence[Mark], at: int) -> bool:
    after = at + 1
    while (mark := _at(marks, after)) is not None and mark.tag in {
        Tag.PHRASE,
        Tag.PREP,
        Tag.ADVERB,
        Tag.PERIOD,
        Tag.DET,
    }:
        after += 1
    if mark is None:
        return False
    return mark.tag in VERBS or mark.tag in {Tag.WAY, Tag.MODAL, Tag.AUX, Tag.QUANTITY, Tag.NOT, Tag.OPEN}


def _new_participle(marks: Sequence[Mark], start: int, at: int) -> bool:
    """`surged 7.1% outpacing`: a participle after a complete statement."""
    before = marks[at - 1]
    if before.tag in {Tag.BE, Tag.AUX, Tag.PREP, Tag.TO, Tag.PHRASE, Tag.NOT, Tag.VERSUS} or before.form:
        return before.tag is Tag.PHRASE and any(mark.tag is Tag.QUANTITY for mark in marks[start:at])
    if before.tag is Tag.ADVERB and at - 2 >= start and marks[at - 2].tag in {Tag.BE, Tag.AUX}:
        return False
    return any(mark.tag in VERBS or mark.tag is Tag.QUANTITY for mark in marks[start:at])


def _at(marks: Sequence[Mark], at: int) -> Mark | None:
    return marks[at] if 0 <= at < len(marks) else None
