"""The statements of one sentence: quantities, comparisons and directions, with their periods."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from reportgen.audit.grammar.bind import bind
from reportgen.audit.grammar.clarity import is_clear
from reportgen.audit.grammar.clause import Clause
from reportgen.audit.grammar.clauses import clauses
from reportgen.audit.grammar.ellipsis import measured
from reportgen.audit.grammar.extremes import extremes, runs
from reportgen.audit.grammar.marks import Mark, Tag
from reportgen.audit.grammar.phrases import chunk
from reportgen.audit.grammar.quantity import Measure
from reportgen.audit.grammar.ratios import ratio_context
from reportgen.audit.grammar.site import Site
from reportgen.audit.grammar.spread import spread
from reportgen.audit.grammar.statement import Reach, Sort, Statement
from reportgen.audit.grammar.tagger import Tagger, title_case
from reportgen.audit.grammar.times import (
    fetched_time,
    is_lent,
    other_times,
    own_time,
    standing_alone,
    trailing_time,
    zone,
)
from reportgen.audit.grammar.when import Scope, When
from reportgen.audit.grammar.wordless import wordless
from reportgen.audit.text.tokens import Token


def parse(tokens: Sequence[Token], tagger: Tagger) -> list[Clause]:
    """The clauses of a sentence."""
    return clauses(chunk(tagger.marks(tokens), title=title_case(tokens)))


def statements(sentence: Sequence[Clause]) -> list[Statement]:
    """Every statement of a sentence, in the order of the text."""
    out: list[Statement] = []
    previous: Statement | None = ratio_context(sentence)
    lead: list[str] = []
    named = [mark for clause in sentence for mark in clause.marks if mark.phrase is not None]
    odds = any(mark.phrase and mark.phrase.measure == "probability" for clause in sentence for mark in clause.marks)
    for number, clause in enumerate(sentence):
        found: list[Statement] = []
        for at, mark in enumerate(clause.marks):
            if mark.tag is not Tag.QUANTITY:
                lead.append(mark.low)
                continue
            said = replace(
                bind(Site(clause, at, previous, tuple(sentence[:number]))),
                lead=tuple(lead),
                tail=_tail(clause, at),
                clause=number,
            )
            said = measured(said, previous)
            said = replace(said, names=_names(named, mark.first), words=said.words + _remark(sentence, number, at))
            said = _timed(_as_odds(said) if odds else said, sentence, number, at)
            said = _before_that(said, previous, sentence, number)
            if previous is not None and said.sort is Sort.MEASURE and said.role in {"continued", "beside"}:
                said = replace(said, lead=(*previous.lead, *previous.words, *said.lead))
            said = replace(said, clear=is_clear(said, sentence, number, at))
            lead.clear()
            found.append(said)
            previous = said
        for said, at in (*extremes(clause), *runs(clause)):
            found.append(_reached(replace(said, clause=number), sentence, number, at))
        silent = wordless(sentence, number, found)
        found.extend(_timed(replace(said, clause=number), sentence, number, at) for said, at in silent)
        out.extend(_plain(said, found) for said in spread(clause, found))
    return sorted(out, key=lambda said: (said.first, said.last))


def _plain(said: Statement, found: Sequence[Statement]) -> Statement:
    """`for the Russell 2000 13.7%, -21.6% and 15.1%`: figures in a row, their periods named elsewhere."""
    alike = [
        one for one in found
        if one.sort is Sort.CHANGE and one.reach is Reach.SENTENCE and one.subject == said.subject
        and one.role != "restated"
        and one.quantity is not None and said.quantity is not None and one.quantity.measure is said.quantity.measure
    ]  # fmt: skip
    row = said.sort is Sort.CHANGE and said.reach is Reach.SENTENCE and len(alike) > 1 and bool(said.restated)
    return replace(said, clear=False) if row else said


def _remark(sentence: Sequence[Clause], number: int, at: int) -> tuple[str, ...]:
    """Words that qualify a quantity from outside its clause: `7.1% (total return)`, `..., on weekly returns`."""
    following = sentence[number + 1] if number + 1 < len(sentence) else None
    if following is None or any(mark.tag is Tag.QUANTITY for mark in following.marks):
        return ()
    bracket = following.opener in {"(", "["} and at + 1 == len(sentence[number].marks)
    opening = following.marks[0].low if following.marks else ""
    tail = following.opener == "," and opening in {"on", "in", "with"} and not (following.own or following.verbs())
    return tuple(mark.low for mark in following.marks) if bracket or tail else ()


def _names(marks: Sequence[Mark], at: int) -> tuple[tuple[str, ...], ...]:
    """The names of a sentence, those after the quantity and near it first."""
    near = sorted(marks, key=lambda mark: mark.first - at if mark.first >= at else 2 * (at - mark.first))
    found: list[tuple[str, ...]] = []
    for mark in near:
        phrase = mark.phrase
        while phrase is not None:
            found.extend(ids for ids in phrase.ids if ids)
            phrase = phrase.owner
    return tuple(dict.fromkeys(found))


def _tail(clause: Clause, at: int) -> tuple[str, ...]:
    words: list[str] = []
    for mark in clause.marks[at + 1 :]:
        if mark.tag is Tag.QUANTITY:
            break
        words.append(mark.low)
    return tuple(words)


def _as_odds(said: Statement) -> Statement:
    """In a sentence about probabilities a percentage that moves nothing is one of them."""
    percent = said.quantity is not None and said.quantity.measure is Measure.PERCENT
    plain = said.sort in {Sort.OTHER, Sort.MEASURE, Sort.LEVEL} or (said.sort is Sort.CHANGE and not said.sign)
    return replace(said, sort=Sort.MEASURE, noun="probability", future=False) if percent and plain else said


_OPEN_ENDED = frozenset({Scope.SINCE, Scope.TO_DATE, Scope.THIS, Scope.YEAR})


def _reached(said: Statement, sentence: Sequence[Clause], number: int, at: int) -> Statement:
    """A superlative with the period it is about, which is not the one it looks back to."""
    bounds = {mark.when for mark in sentence[number].marks[at + 1 :] if mark.when is not None}
    own = [mark.when for mark in sentence[number].marks[:at] if mark.tag is Tag.PERIOD and mark.when]
    own = [when for when in own if when.scope not in {Scope.SINCE, Scope.EVERY}]
    after = [when for when in bounds if when.scope in {Scope.DAY, Scope.WEEKDAY, Scope.LAST, Scope.THIS}]
    if own or after:
        return replace(said, when=(own or after)[-1], reach=Reach.OWN)
    fetched, reach = fetched_time(sentence, number)
    if fetched is None or fetched in bounds:
        return replace(said, when=None, reach=Reach.NONE)
    return replace(said, when=fetched, reach=reach)


def _before_that(
    said: Statement, previous: Statement | None, sentence: Sequence[Clause], number: int
) -> Statement:  # fmt: skip
    """`rose 3.3% in the year to July, after 3.5% a month before`: the same measure, a month or a year earlier."""
    steps = {Scope.MONTH_AGO: "month", Scope.YEAR_AGO: "year"}
    unit = steps.get(said.when.scope, "") if said.when is not None else ""
    clause = sentence[number]
    repeats = said.role in {"continued", "beside", ""} and clause.opener in _BACKWARD and not clause.verbs()
    base = fetched_time(sentence, number)[0] if previous is None else previous.when
    if not unit or not repeats or base is None or base.scope in steps:
        return said
    shifted = When(Scope.EARLIER, unit=unit, start=base)
    near = (base,) if previous is None else previous.times
    measured = tuple(when for when in near if when.scope in {*steps, Scope.EVERY, Scope.ROLLING})
    return replace(said, when=shifted, times=(shifted, *measured))


_BACKWARD = frozenset({"after", "from", "versus", "vs", "against", "compared", "than", "up", "down"})


def _timed(said: Statement, sentence: Sequence[Clause], number: int, at: int) -> Statement:
    """The statement with its period, and how far it was fetched."""
    last = not any(mark.tag is Tag.QUANTITY for mark in sentence[number].marks[at + 1 :])
    own = own_time(sentence[number], at, standing_alone(sentence, number) if last else None)
    if own is not None and own.scope is Scope.UNTIL:
        base, reach = fetched_time(sentence, number)
        if base is not None and base.scope in _OPEN_ENDED and base.end is None:
            return replace(said, when=replace(base, end=own.end), reach=reach, restated=other_times(sentence, base))
    if own is not None and own.scope is not Scope.SAME:
        near = zone(sentence[number], at)
        return replace(said, when=own, reach=Reach.OWN, times=near, restated=other_times(sentence, own))
    fetched, reach = trailing_time(sentence[number], at), Reach.SENTENCE
    if fetched is None:
        fetched, reach = fetched_time(sentence, number)
    lent = reach is Reach.SENTENCE and is_lent(sentence, number, fetched, beside=said.role in _COMPARED)
    return replace(said, when=fetched, reach=reach, restated=other_times(sentence, fetched), lent=lent)


_COMPARED = frozenset({"beside", "rival"})
"""A figure set beside another: "7.1% in September, outpacing the S&P 500's 2.0%"."""


def quantities(sentence: Sequence[Clause]) -> list[Mark]:
    """Every quantity of a sentence."""
    return [mark for clause in sentence for mark in clause.marks if mark.tag is Tag.QUANTITY]
