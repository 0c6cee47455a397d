"""Which period a quantity belongs to, inside its clause and its sentence."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from reportgen.audit.grammar.clause import Clause
from reportgen.audit.grammar.marks import VERBS, Mark, Tag
from reportgen.audit.grammar.statement import Reach
from reportgen.audit.grammar.when import Scope, When

_ELSEWHERE = frozenset({"after", "before", "following", "which", "who", "despite"})
_RELATIVE = frozenset({Scope.EVERY, Scope.UNTIL, Scope.SAME, Scope.YEAR_AGO, Scope.MONTH_AGO})
_SIDE = frozenset({"after", "before", "following", "which", "who", "versus", "vs", "than", "against", "compared",
                   "despite", "("})  # fmt: skip


def own_time(clause: Clause, at: int, following: When | None = None) -> When | None:
    """The period of the quantity (or verb) at a position of its clause: the nearest that no other claims.

    `following` is one that stands alone right after the clause: "rose 43%, from 31 August to 18 March".
    """
    marks = clause.marks
    right = _right(marks, at)
    if right is not None and any(mark.when == right and looks_back(marks, k) for k, mark in enumerate(marks)):
        right = None
    left = _left(marks, at)
    found = _months_together(marks, at, right) or right or following or left
    if found is None:
        return None
    if _is_day_end(found):
        return When(Scope.THE, unit="day", number=1, word="the")
    until = next((mark.when for mark in marks if mark.when and mark.when.scope is Scope.UNTIL), None)
    if until is not None and found.scope in {Scope.MONTH, Scope.QUARTER} and until.end is not None and until.end.day:
        return When(Scope.TO_DATE, unit=found.scope.value, end=until.end)
    endable = {Scope.TO_DATE, Scope.YEAR, Scope.THIS, Scope.SINCE, Scope.THE}
    if until is not None and found.end is None and found.scope in endable:
        return replace(found, end=until.end)
    if found.scope is Scope.EVERY and left is not None and left.scope is not Scope.EVERY:
        return left
    return found


def _is_day_end(when: When) -> bool:
    """`by the end of the day`."""
    point = when.end if when.scope is Scope.UNTIL else when
    return point is not None and point.scope is Scope.AT and point.start is not None and point.start.unit == "day"


def _months_together(marks: Sequence[Mark], at: int, first: When | None) -> When | None:
    """`rose 20.9% during April and May`: one number over months in a row."""
    if first is None or first.scope is not Scope.MONTH or sum(mark.tag is Tag.QUANTITY for mark in marks) != 1:
        return None
    place = next((k for k, mark in enumerate(marks) if k > at and mark.when == first), -1)
    after = marks[place + 1 : place + 3]
    if place < 0 or len(after) < 2 or after[0].tag is not Tag.AND or after[1].when is None:
        return None
    second = after[1].when
    if second.scope is not Scope.MONTH or (second.month or 0) != (first.month or 0) % 12 + 1:
        return None
    return When(Scope.BETWEEN, start=replace(first, year=first.year or second.year), end=second)


def standing_alone(sentence: Sequence[Clause], number: int) -> When | None:
    """The period of the next clause where that holds nothing else."""
    clause = sentence[number + 1] if number + 1 < len(sentence) else None
    if clause is None or clause.opener not in {",", "(", "—", "-"}:
        return None
    periods = [mark.when for mark in clause.marks if mark.tag is Tag.PERIOD and mark.when]
    others = [mark for mark in clause.marks if mark.tag not in {Tag.PERIOD, Tag.PREP, Tag.QUOTE, Tag.ADVERB, Tag.DET}]
    return periods[0] if len(periods) == 1 and not others else None


def zone(clause: Clause, at: int) -> tuple[When, ...]:
    """Every period between the quantity and the next one; those before it where none follows."""
    marks = clause.marks
    after: list[When] = []
    for mark in marks[at + 1 :]:
        if mark.tag is Tag.QUANTITY and mark.quantity and mark.quantity.measure != "plain":
            break
        if mark.tag is Tag.PERIOD and mark.when:
            after.append(mark.when)
    if after:
        return tuple(after)
    left = _left(marks, at)
    return (left,) if left else ()


def _right(marks: Sequence[Mark], at: int) -> When | None:
    weak: When | None = None
    for place, mark in enumerate(marks[at + 1 :], at + 1):
        if mark.tag is Tag.QUANTITY and mark.quantity and mark.quantity.measure != "plain":
            break
        if mark.tag is Tag.PERIOD and mark.when and _of_the_next(marks, at, place):
            break
        if mark.tag is Tag.PERIOD and mark.when:
            if mark.when.scope is not Scope.EVERY:
                return mark.when
            weak = weak or mark.when
    return weak


def _of_the_next(marks: Sequence[Mark], at: int, place: int) -> bool:
    """Whether a period is the next number's.

    `for the week to 3.3% and for the month to 6.8%`, `down 13bp from Friday's 4.23%`, `to finish Friday at 6,715`.
    """
    between = [mark.low for mark in marks[at + 1 : place]]
    closes = any(one.tag is Tag.TO and two.tag is Tag.LEVEL for one, two in pairwise(marks[at + 1 : place]))
    after = [mark for mark in marks[place + 1 : place + 4] if mark.tag not in {Tag.POSSESSIVE, Tag.DET, Tag.ADVERB}]
    number = bool(after) and after[0].tag is Tag.QUANTITY
    led = len(after) > 1 and after[0].low in {"to", "at"} and after[1].tag is Tag.QUANTITY
    return (led and ("and" in between or closes)) or (number and "from" in between)


def _left(marks: Sequence[Mark], at: int) -> When | None:
    """The nearest period before, but not one that the quantity before it has taken."""
    taken = -1
    for k in range(at - 1, -1, -1):
        if marks[k].tag is Tag.QUANTITY and taken < 0:
            taken = k
        if marks[k].tag is Tag.PERIOD and marks[k].when:
            if taken < 0 and _of_the_start(marks, k):
                return None
            if taken < 0 or not any(mark.tag is Tag.QUANTITY for mark in marks[:k]):
                return marks[k].when
            return None
    return None


def _of_the_start(marks: Sequence[Mark], at: int) -> bool:
    """`from a close of 2,407 on Wednesday to 2,467`: the day of the first number, not of the second."""
    after = marks[at + 1] if at + 1 < len(marks) else None
    before = [mark for mark in marks[max(0, at - 2) : at] if mark.tag is not Tag.PREP]
    return after is not None and after.tag is Tag.TO and bool(before) and before[-1].tag is Tag.QUANTITY


def trailing_time(clause: Clause, at: int) -> When | None:
    """The period at the end of a clause whose quantities have none of their own: `2% for X and 3% for Y in May`."""
    periods = [k for k, mark in enumerate(clause.marks) if mark.tag is Tag.PERIOD and mark.when]
    numbers = [k for k, mark in enumerate(clause.marks) if mark.tag is Tag.QUANTITY]
    if not periods or not numbers or periods[0] < numbers[-1] or len(periods) > 1:
        return None
    if any(mark.tag in VERBS for mark in clause.marks[at + 1 : periods[0]]):
        return None
    found = clause.marks[periods[0]].when
    return found if at < periods[0] and found is not None and found.scope not in _RELATIVE else None


def fetched_time(sentence: Sequence[Clause], at: int) -> tuple[When | None, Reach]:
    """The period a clause without one takes from its sentence: from the main clauses before, then after."""
    before = list(sentence[:at])
    main = [clause for clause in before if clause.opener not in _SIDE and not clause.inside]
    side = sentence[at].opener in {"after", "before", "following"}
    reach = Reach.LOOSE if side else Reach.SENTENCE
    if sentence[at].inside:
        for clause in _same_parenthesis(sentence, at):
            if found := _any(clause):
                return found, Reach.SENTENCE
    for clause in (*reversed(main), *reversed(before)):
        if found := _any(clause):
            return found, reach
    for clause in sentence[at + 1 :]:
        if found := _any(clause):
            bare = not any(mark.tag is Tag.QUANTITY or mark.tag in VERBS for mark in clause.marks)
            elsewhere = clause.opener in _ELSEWHERE or _stands(clause) or _turns(clause)
            return found, reach if bare or not elsewhere else Reach.LOOSE
    return None, Reach.NONE


def _stands(clause: Clause) -> bool:
    """`and is up 9% for the year`: where something stands, which says nothing of when it moved before."""
    return any(one.tag is Tag.BE and {Tag.WAY} & {mark.tag for mark in clause.marks[at + 1 : at + 3]}
               for at, one in enumerate(clause.marks))  # fmt: skip


def _turns(clause: Clause) -> bool:
    """`but rose 9% for the year`: a move of its own, set against the one before."""
    moves = any(mark.tag in {Tag.MOVE, Tag.WAY} and mark.sign for mark in clause.marks)
    return clause.opener in {"but", "yet", "though", "although"} and moves


def is_lent(sentence: Sequence[Clause], number: int, when: When | None, *, beside: bool) -> bool:
    """Whether a period comes from another clause that speaks of something else, not from an opening like "In May,".

    A figure `beside` one told before has the period of that one.
    """
    for at, clause in enumerate(sentence):
        if any(mark.when == when for mark in clause.marks if mark.tag is Tag.PERIOD):
            says = any(mark.tag is Tag.QUANTITY or (mark.tag in VERBS and clause.own) for mark in clause.marks)
            return at > number or (at < number and says and not beside)
    return False


def _same_parenthesis(sentence: Sequence[Clause], at: int) -> list[Clause]:
    """The clauses inside the same parenthesis: those before, the nearest first, then those after."""
    low, high = at, at
    while low > 0 and sentence[low - 1].inside:
        low -= 1
    while high + 1 < len(sentence) and sentence[high + 1].inside:
        high += 1
    return [*reversed(sentence[low:at]), *sentence[at + 1 : high + 1]]


def _any(clause: Clause) -> When | None:
    for at, mark in enumerate(clause.marks):
        if _attributive(clause.marks, at) or looks_back(clause.marks, at):
            continue
        if mark.tag is Tag.PERIOD and mark.when and mark.when.scope not in _RELATIVE:
            return mark.when
    return None


def looks_back(marks: Sequence[Mark], at: int) -> bool:
    """`its best month since November`, `its fourth fall in five weeks`: a period that only bounds a count or rank."""
    when = marks[at].when
    bounds = when is not None and when.scope in {Scope.SINCE, Scope.ROLLING}
    near = marks[max(0, at - 6) : at]
    counted = any(one.tag is Tag.ORDINAL and two.tag is Tag.MOVE_NOUN for one, two in pairwise(near))
    return bounds and (counted or any(mark.tag is Tag.SUPERLATIVE for mark in near))


def _attributive(marks: Sequence[Mark], at: int) -> bool:
    """`their 2014 performance advantage`: a period that only describes a noun."""
    before = marks[at - 1] if at else None
    after = marks[at + 1] if at + 1 < len(marks) else None
    owned = before is not None and (
        before.low in {"its", "their", "our"} or (before.phrase is not None and before.phrase.possessive)
    )
    return owned and after is not None and after.tag in {Tag.MOVE_NOUN, Tag.LEAD_NOUN, Tag.PHRASE, Tag.GAP_NOUN}


def other_times(sentence: Sequence[Clause], chosen: When | None) -> tuple[When, ...]:
    """The other periods of a sentence."""
    found = [mark.when for clause in sentence for mark in clause.marks if mark.tag is Tag.PERIOD and mark.when]
    return tuple(
        when for when in dict.fromkeys(found) if when != chosen and when.scope not in {Scope.EVERY, Scope.SAME}
    )
