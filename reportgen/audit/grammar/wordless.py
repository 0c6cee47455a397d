"""Statements without a number of their own: who came out ahead, and which way something went."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from reportgen.audit.grammar.clause import Clause
from reportgen.audit.grammar.marks import Mark, Phrase, Tag
from reportgen.audit.grammar.quantity import Bound, Measure, Quantity
from reportgen.audit.grammar.statement import Sort, Statement

_NOT_RACES = frozenset({"top", "exceed", "surpass", "eclipse", "best"})


def wordless(sentence: Sequence[Clause], number: int, found: Sequence[Statement]) -> Iterator[tuple[Statement, int]]:
    """Comparisons and directions of a clause that no quantity of it has expressed, with their positions."""
    clause = sentence[number]
    for at, mark in enumerate(clause.marks):
        if mark.tag is Tag.COMPARE and not any(said.sort is Sort.EXCESS for said in found):
            yield from _orders(sentence, number, at)
        elif mark.tag is Tag.FACTOR:
            if said := _multiplied(clause, at):
                yield said, at
        elif mark.tag in {Tag.MOVE, Tag.WAY} and mark.sign and not _spoken_for(clause, at, found):
            if said := _direction(clause, at):
                yield said, at
        elif mark.tag is Tag.LEAD_NOUN and not any(said.sort is Sort.EXCESS for said in found):
            yield from _outperformance(clause, at)


def _base(clause: Clause, at: int, sort: Sort, subject: Phrase | None) -> Statement:
    mark = clause.marks[at]
    return Statement(
        sort, mark.first, mark.last, subject=subject, sign=mark.sign, negated=clause.negated,
        future=clause.future or clause.condition, noun=mark.low, words=tuple(mark.low for mark in clause.marks),
    )  # fmt: skip


_FACTORS = {"doubl": 1.0, "tripl": 2.0, "quadrupl": 3.0, "halv": -0.5}


def _multiplied(clause: Clause, at: int) -> Statement | None:
    """`has more than doubled`, `nearly tripled`: a move of so many times itself."""
    mark, subject = clause.marks[at], clause.subject
    change = next((value for stem, value in _FACTORS.items() if mark.low.startswith(stem)), 0.0)
    after = clause.marks[at + 1] if at + 1 < len(clause.marks) else None
    free = after is None or after.tag in {Tag.ADVERB, Tag.PERIOD, Tag.PREP, Tag.QUOTE, Tag.AND}
    if not change or not free or subject is None or not (subject.ids or subject.back) or mark.low.endswith("ing"):
        return None
    before = " ".join(one.low for one in clause.marks[max(0, at - 3) : at])
    bound = (
        Bound.OVER
        if "more than" in before
        else Bound.NEARLY
        if "nearly" in before or "almost" in before
        else Bound.EXACT
    )
    size = abs(change)
    stated = Quantity(mark.first, mark.last, size, size, _MULTIPLE * (1 + size), Measure.PERCENT, 0, bound=bound)
    said = replace(_base(clause, at, Sort.CHANGE, subject), sign=1 if change > 0 else -1)
    return replace(said, quantity=stated, named=clause.own)


_MULTIPLE = 0.05
"""How far from twice itself "doubled" may be, in parts of the whole."""


# -- who is ahead ----------------------------------------------------------------------------------


def _orders(sentence: Sequence[Clause], number: int, at: int) -> Iterator[tuple[Statement, int]]:
    """One comparison for each name the clause compares its subject with."""
    clause = sentence[number]
    mark = clause.marks[at]
    subject = clause.subject
    if subject is None or not (subject.ids or subject.back) or subject.measure:
        return
    sign = -mark.sign if _passive(clause.marks, at) else mark.sign
    others = _compared(clause, at)
    if not others:
        if mark.low not in _NOT_RACES and not _has_object(clause, at):
            yield replace(_base(clause, at, Sort.ORDER, subject), sign=sign), at
        return
    for other in (*others, *_further(sentence, number)):
        yield replace(_base(clause, at, Sort.ORDER, subject), sign=sign, other=other), at


def _passive(marks: Sequence[Mark], at: int) -> bool:
    """`was outpaced by the S&P 500`."""
    by = at + 1 < len(marks) and marks[at + 1].low == "by"
    before = marks[at - 1] if at else None
    return by and marks[at].form == "ed" and before is not None and before.tag in {Tag.BE, Tag.ADVERB}


def _compared(clause: Clause, at: int) -> list[Phrase]:
    """The names after a verb of comparison."""
    out: list[Phrase] = []
    for mark in clause.marks[at + 1 :]:
        if mark.phrase is not None and (mark.phrase.ids or mark.phrase.back) and not mark.phrase.measure:
            out.extend(Phrase(ids=(ids,)) for ids in mark.phrase.ids if ids) if mark.phrase.ids else out.append(
                mark.phrase
            )
        elif mark.tag in {Tag.PREP, Tag.PERIOD, Tag.AND} and not (mark.low == "by" and not out):
            break
    return out


def _has_object(clause: Clause, at: int) -> bool:
    """Whether the verb has an object that is no name: `led the advance`, `beat expectations`."""
    after = clause.marks[at + 1] if at + 1 < len(clause.marks) else None
    if after is not None and after.low == "by":
        return True
    return after is not None and (after.phrase is not None or after.tag in _OBJECTS)


_OBJECTS = frozenset({Tag.QUANTITY, Tag.MOVE_NOUN, Tag.DET, Tag.WAY, Tag.MEASURE, Tag.SUPERLATIVE, Tag.TO})


def _further(sentence: Sequence[Clause], number: int) -> Iterator[Phrase]:
    """`outpacing the S&P 500's 2.0% and the Nasdaq's 1.6%`: the names of the clauses that go on with "and"."""
    for clause in sentence[number + 1 :]:
        names = [mark.phrase for mark in clause.marks if mark.phrase is not None and mark.phrase.ids]
        if clause.opener not in {"and", ","} or clause.verbs() or not names or not names[0].possessive:
            return
        yield Phrase(ids=(names[0].ids[0],))


def _outperformance(clause: Clause, at: int) -> Iterator[tuple[Statement, int]]:
    """`small-cap outperformance in September`."""
    before = clause.marks[at - 1] if at else None
    timed = any(mark.tag is Tag.PERIOD for mark in clause.marks[at + 1 : at + 4])
    if timed and before is not None and before.phrase is not None and before.phrase.ids:
        yield _base(clause, at, Sort.ORDER, before.phrase), at


# -- which way -------------------------------------------------------------------------------------


def _spoken_for(clause: Clause, at: int, found: Sequence[Statement]) -> bool:
    """Whether a quantity after the verb already carries its direction."""
    mark = clause.marks[at]
    after = [said for said in found if said.quantity is not None and said.last > mark.first]
    if mark.tag is Tag.MOVE and len(after) == 1 and after[0].sort is Sort.LEVEL and after[0].role == "to":
        measured = clause.subject is not None and (clause.subject.measure or clause.subject.ids)
        return not measured or after[0].noun != mark.low or any(said.sort is Sort.CHANGE for said in found)
    return any(said.sort in {Sort.CHANGE, Sort.LEVEL, Sort.EXCESS, Sort.MEASURE, Sort.OTHER} for said in after) or any(
        said.quantity is not None and said.last <= mark.first and mark.first - said.last < 3 for said in found
    )


def _direction(clause: Clause, at: int) -> Statement | None:
    subject, mark = clause.subject, clause.marks[at]
    if subject is None or not (subject.ids or subject.back or subject.measure) or mark.form == "base":
        return None
    before = clause.marks[at - 1] if at else None
    if before is not None and before.tag in {Tag.PREP, Tag.TO, Tag.MODAL}:
        return None
    if _transitive(clause, at) and not _of_rates(clause, at):
        return None
    return _base(clause, at, Sort.DIRECTION, subject)


def _of_rates(clause: Clause, at: int) -> bool:
    """`cut its benchmark rate`, `raised interest rates`: what a central bank moves."""
    mark = clause.marks[at]
    after = clause.marks[at + 1] if at + 1 < len(clause.marks) else None
    rate = (
        after is not None and after.phrase is not None and after.phrase.measure == "rate" and after.phrase.owner is None
    )
    return rate and mark.low in {"cut", "raise", "lower", "hike", "lift", "reduce", "trim", "slash", "increase"}


def _transitive(clause: Clause, at: int) -> bool:
    """`gained traction`, `lifted estimates`, `lost ground`: the verb has an object of its own."""
    after = clause.marks[at + 1] if at + 1 < len(clause.marks) else None
    if after is None or after.tag in {Tag.ADVERB, Tag.PERIOD, Tag.PREP, Tag.WAY, Tag.AND, Tag.VERSUS, Tag.QUOTE}:
        return False
    return after.phrase is None or after.phrase.alien not in {"ground", "sharply"}
