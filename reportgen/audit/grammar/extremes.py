"""Superlatives and runs: "its best month since November 2023", "a record close", "the third weekly loss in a row"."""

from __future__ import annotations

import itertools
from collections.abc import Iterator, Sequence
from itertools import pairwise

from reportgen.audit.grammar.clause import Clause
from reportgen.audit.grammar.marks import Mark, Phrase, Tag
from reportgen.audit.grammar.quantity import Measure
from reportgen.audit.grammar.statement import Extreme, Sort, Statement
from reportgen.audit.grammar.when import Scope, When
from reportgen.audit.lexicon.calendar import EVERY, UNITS
from reportgen.audit.lexicon.numbers import ORDINALS
from reportgen.audit.lexicon.numbers import UNITS as NUMBERS

_RETURN_WORDS = frozenset({"performance", "showing", "return", "returns", "result", "results"})
_LEVEL_WORDS = frozenset({"close", "level", "high", "low", "finish", "point", "mark", "reading", "highs", "lows"})
_FOREVER = frozenset({"ever", "history"})
_REACH = 9


def extremes(clause: Clause) -> Iterator[tuple[Statement, int]]:
    """The superlatives of a clause, with their positions."""
    marks = clause.marks
    for at, mark in enumerate(marks):
        if (
            mark.tag is Tag.SUPERLATIVE
            and not _near(marks, at)
            and not _of_ratio(marks)
            and not _then(marks, at)
            and (found := _superlative(marks, at))
            and _said_of(clause)
        ):
            yield _statement(clause, at, found), at


def runs(clause: Clause) -> Iterator[tuple[Statement, int]]:
    """The runs of a clause: so many weeks, months, years in a row."""
    marks = clause.marks
    for at, mark in enumerate(marks):
        found = None
        if mark.tag is Tag.STRAIGHT:
            found = _straight(marks, at)
        elif mark.tag is Tag.ORDINAL or mark.tag is Tag.QUANTITY:
            found = _in_a_row(marks, at)
        elif mark.low == "streak" or (mark.phrase is not None and mark.phrase.alien.endswith("streak")):
            found = _streak(marks, at)
        if found is not None and _said_of(clause) and not _conditional(marks, at):
            count, unit, exact, sign, kind = found
            ahead = next((mark for mark in marks if mark.tag is Tag.COMPARE), None)
            if ahead is not None and not sign:
                sign, kind = ahead.sign, "excess"
            extreme = Extreme(sign or _direction(clause), unit, kind, record=exact)
            yield _statement(clause, at, extreme, count=count), at


def _conditional(marks: Sequence[Mark], at: int) -> bool:
    """`its second straight day of gains over 3%`: a run of moves of a size, not of moves."""
    tail = marks[at + 1 : at + 9]
    return any(mark.quantity is not None and mark.quantity.measure is not Measure.SPAN for mark in tail) or any(
        mark.low in {"double", "digit", "record"} or "double" in mark.low for mark in tail
    )


def _near(marks: Sequence[Mark], at: int) -> bool:
    """`close to its lowest level`, `near a record`, `second-best`: not the extreme itself."""
    before = marks[max(0, at - 3) : at]
    words = " ".join(mark.low for mark in before)
    close_to = "close to" in words or "short of" in words
    hedged = {"near", "approaching", "almost", "nearly", "among", "one"} & {mark.low for mark in before}
    return close_to or bool(hedged) or any(mark.tag is Tag.ORDINAL for mark in before)


def _then(marks: Sequence[Mark], at: int) -> bool:
    """`the record close it set in February`, `70 record closes`: a record of another day, or a count of them."""
    before = marks[at - 1] if at else None
    if before is not None and before.quantity is not None and before.quantity.measure is Measure.PLAIN:
        return True
    set_then = False
    for mark in marks[at + 1 :]:
        set_then = set_then or (mark.tag in {Tag.LIGHT, Tag.LEVEL} and mark.low in _REACHED)
        if set_then and mark.tag is Tag.PERIOD and mark.when is not None and mark.when.scope not in _PRESENT:
            return True
    return False


_REACHED = frozenset({"set", "hit", "reach", "notch", "register", "make", "post"})
_PRESENT = frozenset({Scope.WEEKDAY, Scope.THE, Scope.THIS, Scope.SINCE, Scope.TO_DATE})


def _of_ratio(marks: Sequence[Mark]) -> bool:
    return any(mark.phrase is not None and mark.phrase.measure in {"ratio", "multiple"} for mark in marks)


def _said_of(clause: Clause) -> bool:
    if clause.subject is None and not clause.opener and clause.marks[0].tag is Tag.SUPERLATIVE:
        return True
    if not clause.own and _for_whom(clause.marks, 0) is not None:
        return True
    return clause.subject is not None and bool(clause.subject.ids or clause.subject.back or clause.subject.measure)


def _statement(clause: Clause, at: int, extreme: Extreme, count: int = 0) -> Statement:
    mark = clause.marks[at]
    sort = Sort.STREAK if count else Sort.EXTREME
    named = None if clause.own and not (clause.subject and clause.subject.back) else _for_whom(clause.marks, at)
    named = named or clause.subject
    return Statement(
        sort, mark.first, mark.last, subject=named or Phrase(back="it"), sign=extreme.sign, negated=clause.negated,
        future=clause.future or clause.condition, noun=mark.low, extreme=extreme, number=count,
        words=tuple(one.low for one in clause.marks),
    )  # fmt: skip


def _for_whom(marks: Sequence[Mark], at: int) -> Phrase | None:
    """`Third losing week in a row for the Russell 2000`: the name the fragment gives its claim."""
    for here, after in pairwise(marks[at + 1 :]):
        if here.low == "for" and after.phrase is not None and after.phrase.ids:
            return after.phrase
    return None


# -- superlatives ----------------------------------------------------------------------------------


def _superlative(marks: Sequence[Mark], at: int) -> Extreme | None:
    """What a superlative is of: a unit's return, a gap, a close; since when."""
    mark = marks[at]
    following = marks[at + 1 : at + 1 + _REACH]
    words = [word for one in following[:4] for word in one.low.replace("-", " ").split()]
    since = next((one.when for one in following if one.tag is Tag.PERIOD and one.when and _bounds(one.when)), None)
    forever = since is not None and since.start is not None and since.start.word == "inception"
    if (
        since is not None
        and since.start is not None
        and since.start.scope is Scope.VAGUE
        and not (forever or since.start.start)
    ):
        return None
    since = None if forever else since
    record = forever or mark.low == "record" or bool(_FOREVER & {one.low for one in following}) or _on_record(following)
    unit, month = _unit(following)
    move = next((one for one in following[:4] if one.tag in {Tag.MOVE_NOUN, Tag.LEAD_NOUN}), None)
    if move is not None and move.tag is Tag.LEAD_NOUN:
        return Extreme(mark.sign, unit, "excess", since, record, month) if unit and (since or record) else None
    if move is not None or (unit and not set(words[:2]) & _LEVEL_WORDS):
        sign = mark.sign if move is None or not move.sign else move.sign * abs(mark.sign)
        known = since is not None or record or _of_period(following)
        return Extreme(sign, unit, "return", since, record, month) if unit and known else None
    if set(words[:3]) & _LEVEL_WORDS or any(one.phrase and one.phrase.measure == "level" for one in following[:2]):
        sign = -1 if set(words[:3]) & {"low", "lows"} else mark.sign
        return Extreme(sign, "day", "close", since, record) if since is not None or record else None
    return None


def _unit(following: Sequence[Mark]) -> tuple[str, int]:
    """The unit a superlative ranks, and the calendar month where it ranks only those: `best September since 2010`."""
    for one in following[:4]:
        if one.tag is Tag.PERIOD and one.when is not None:
            if one.when.scope is Scope.EVERY:
                return one.when.unit, 0
            if one.when.scope is Scope.MONTH and one.when.year is None and one.when.month:
                return "month", one.when.month
            if one.when.scope is Scope.ROLLING and one.when.number == 1:
                return one.when.unit, 0
            if one.when.scope in {Scope.THE, Scope.LAST} and one.when.unit in {"week", "month", "quarter", "year"}:
                return one.when.unit, 0
            if one.when.scope is Scope.SINCE:
                break
        for word in () if one.tag is Tag.PERIOD else one.low.replace("-", " ").split():
            if word in EVERY or (word in UNITS and UNITS[word] != "half"):
                return EVERY.get(word) or UNITS[word], 0
    return "", 0


def _bounds(when: When) -> bool:
    """Whether a period says since when: `since November 2023`, `in two years`."""
    return when.scope is Scope.SINCE or (
        when.scope is Scope.ROLLING and when.word in {"bare", "past"} and when.number > 1
    )


def _of_period(following: Sequence[Mark]) -> bool:
    """`best month of the year`, `of 2025`."""
    for one, after in itertools.pairwise(following):
        if one.low in {"of", "in", "so far"} and after.tag is Tag.PERIOD:
            return True
    return False


def _on_record(following: Sequence[Mark]) -> bool:
    return any(one.low == "on" and after.low == "record" for one, after in itertools.pairwise(following))


# -- runs ------------------------------------------------------------------------------------------

_Run = tuple[int, str, bool, int, str]
"""Count, unit, whether it must be exact, direction, "return" or "excess"."""


def _straight(marks: Sequence[Mark], at: int) -> _Run | None:
    """`third straight month of gains`, `five consecutive years of underperformance`, `three straight weekly losses`."""
    count, exact = _number(marks, at - 1)
    unit = _unit_word(marks[at + 1 : at + 4])
    if marks[at].low == "row":
        return None
    if not count or not unit:
        return None
    sign, kind = _of_what(marks[at + 1 : at + 6])
    return count, unit, exact, sign, kind


def _in_a_row(marks: Sequence[Mark], at: int) -> _Run | None:
    """`the third weekly loss in a row`, `three months running`."""
    tail = marks[at + 1 : at + 8]
    if not any(one.low == "row" or (one.tag is Tag.STRAIGHT and one.low == "running") for one in tail):
        return None
    count, exact = _number(marks, at)
    unit = _unit_word(tail[:3]) or _span_unit(marks[at])
    if not count or not unit:
        return None
    sign, kind = _of_what(tail)
    return count, unit, exact, sign, kind


_BREAKS = frozenset("break breaks breaking broke snap snaps snapped snapping end ended ending halt halted halting "
                    "stop stopped stopping".split())  # fmt: skip


def _streak(marks: Sequence[Mark], at: int) -> _Run | None:
    """`a four-month winning streak`, `three-week losing streak`."""
    words = " ".join(one.low for one in marks[max(0, at - 3) : at + 1])
    if any(_BREAKS & set(one.low.split()) for one in marks[:at]):
        return None
    sign = 1 if "winning" in words else -1 if "losing" in words else 0
    for one in reversed(marks[max(0, at - 4) : at]):
        when = one.when
        if when is not None and when.scope is Scope.ROLLING:
            return (when.number, when.unit, True, sign, "return") if sign else None
        if one.quantity is not None and one.quantity.measure is Measure.SPAN and sign:
            return round(one.quantity.value), UNITS.get(one.quantity.noun, ""), True, sign, "return"
    return None


def _number(marks: Sequence[Mark], at: int) -> tuple[int, bool]:
    """A count before "straight": an ordinal must be exact, a cardinal is a least."""
    if not 0 <= at < len(marks):
        return 0, False
    mark = marks[at]
    if mark.tag is Tag.ORDINAL:
        return ORDINALS.get(mark.low, 0), True
    if (
        mark.quantity is not None
        and mark.quantity.measure in {Measure.PLAIN, Measure.SPAN}
        and not mark.quantity.places
    ):
        return round(mark.quantity.value), False
    return NUMBERS.get(mark.low, 0), False


def _unit_word(following: Sequence[Mark]) -> str:
    for one in following:
        if one.when is not None and one.when.scope is Scope.EVERY:
            return one.when.unit
        for word in one.low.split():
            if word in EVERY:
                return EVERY[word]
            if word in UNITS and UNITS[word] not in {"half", "decade"}:
                return UNITS[word]
    return ""


def _span_unit(mark: Mark) -> str:
    return UNITS.get(mark.quantity.noun, "") if mark.quantity is not None else ""


def _of_what(following: Sequence[Mark]) -> tuple[int, str]:
    """The direction of a run: of gains, of losses, of underperformance; 0 where the verb says it."""
    for one in following:
        if one.tag is Tag.MOVE_NOUN and one.sign:
            return one.sign, "return"
        if one.tag is Tag.LEAD_NOUN:
            return one.sign, "excess"
    return 0, "return"


def _direction(clause: Clause) -> int:
    """The direction of the clause's verb: `rose for a third straight month`."""
    for mark in clause.marks:
        if mark.tag in {Tag.MOVE, Tag.WAY} and mark.sign:
            return mark.sign
    return 0


def owner(phrase: Phrase | None) -> Phrase | None:
    """Whom a phrase is about."""
    return phrase.owner if phrase is not None and phrase.owner is not None else phrase
