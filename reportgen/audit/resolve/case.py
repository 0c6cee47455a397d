"""A statement with its subjects, its windows and its days."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date

from reportgen.audit.grammar.quantity import Measure
from reportgen.audit.grammar.statement import Reach, Sort, Statement
from reportgen.audit.grammar.when import Scope, When
from reportgen.audit.resolve.antecedents import Who, every_index
from reportgen.audit.resolve.clock import Clock
from reportgen.audit.resolve.places import anchored, from_anchor, place_days, unit_bounds
from reportgen.audit.resolve.returns import Subject
from reportgen.audit.resolve.shelf import Shelf
from reportgen.audit.resolve.times import Times, joined, span_word
from reportgen.audit.resolve.turns import legs
from reportgen.audit.resolve.units import literal


@dataclass(frozen=True, slots=True)
class Case:
    """A statement with its subjects resolved, ready to be put to the book."""

    said: Statement
    who: Who
    other: Who | None
    shelf: Shelf
    clock: Clock
    year: int | None = None


def subject_of(case: Case, entity: str) -> Subject:
    """The entity with the windows its statement may mean."""
    said = case.said
    times = windows(case, entity)
    carried = said.quantity is not None or said.sort in {Sort.EXTREME, Sort.STREAK}
    reaches = {Reach.OWN, Reach.SENTENCE, Reach.BEFORE} if carried else {Reach.OWN, Reach.SENTENCE}
    placed = said.reach in reaches or said.anchor is not None
    firm = case.who.sure and said.clear and placed and not times.loose and not said.future
    firm = firm and not (said.aside and said.when is not None and said.when.scope in {Scope.TO_DATE, Scope.ROLLING})
    firm = firm or _understood(case)
    firm = firm and not (case.clock.intraday and _ends_today(times, case.clock))
    sure = case.who.sure and said.clear and not said.future and not case.clock.intraday
    return Subject(entity, times, firm, sure)


def _understood(case: Case) -> bool:
    """Whether a figure in a text that names no period may be held to the day, week, month and year of the text."""
    said = case.said
    exact = said.quantity is not None and said.quantity.places > 0 and said.quantity.measure is not Measure.PLAIN
    return (
        said.sort in {Sort.CHANGE, Sort.LEVEL} and said.reach is Reach.LOOSE and exact and case.who.sure and said.clear
        and not said.future and said.anchor is None and bool(said.role != "cell")
    )  # fmt: skip


def _ends_today(times: Times, clock: Clock) -> bool:
    """Whether a period runs to the session the text was written in."""
    today = clock.session(clock.today)
    return today is not None and any(day == today for day in times.days)


def windows(case: Case, entity: str) -> Times:
    """The windows of a statement for an entity: anchors need its series."""
    said, clock = case.said, case.clock
    if said.anchor is not None:
        ends = clock.times(said.when, year=case.year).days if said.when is not None and said.reach is Reach.OWN else ()
        ends = (*ends, *clock.latest())
        spans = [from_anchor(one, entity, ends, case.shelf, clock) for one in _spanned(said)]
        return joined(*spans, loose=_undated(said.anchor))
    found = when_times(case, said.when, entity)
    if said.reach is Reach.LOOSE or said.when is None:
        more = [when_times(case, when, entity) for when in said.restated]
        return joined(found, *more, loose=True)
    if found.unit == "within" and said.sort is Sort.CHANGE and said.sign and said.quantity and said.quantity.places:
        return joined(Times(legs(entity, said.sign, case.shelf, clock)), found, loose=True)
    if more := _other_readings(case, entity):
        return joined(found, *more, loose=found.loose)
    return found


def _undated(anchor: When) -> bool:
    """Whether a high or low is named without a day or a span: which one is meant is a guess."""
    return anchor.start is None and not anchor.number and anchor.word not in {"record", "that"}


def _spanned(said: Statement) -> tuple[When, ...]:
    """The high or low meant; one without a span may be that of a span named beside it.

    `The highest in ten years, 72% above its low`.
    """
    anchor = said.anchor
    if anchor is None or anchor.start is not None or anchor.number or anchor.word not in {"high", "low"}:
        return () if anchor is None else (anchor,)
    spans = [when for when in (said.when, *said.restated) if when is not None and when.scope is Scope.ROLLING]
    return (anchor, *(replace(anchor, number=span.number, unit=span.unit) for span in spans))


def _other_readings(case: Case, entity: str) -> list[Times]:
    """Other readings a period admits.

    An open one may end on a day the sentence names; a figure that takes its period from elsewhere in the
    sentence may mean any period there.
    """
    said = case.said
    more: list[Times] = []
    if said.when is not None and said.when.scope in _OPEN and said.when.end is None:
        ends = [when for when in said.restated if _is_day(when)]
        more += [when_times(case, replace(said.when, end=end), entity) for end in ends]
        more += [_off_session(case, said.when.start, end) for end in ends if case.shelf.kind(entity) == "rate"]
    if said.reach is Reach.SENTENCE and said.quantity is not None:
        more += [when_times(case, when, entity) for when in said.restated]
    return more


def _off_session(case: Case, start: When | None, end: When) -> Times:
    """From a point to a day on which shares did not trade, as yields may do: `last read on Good Friday`."""
    inner = end.start if end.scope is Scope.AT and end.start is not None else end
    day = literal(case.clock, inner, case.year) if inner.scope is Scope.DAY else None
    if start is None or day is None or case.clock.session(day) == day:
        return Times()
    return Times(
        tuple(span_word(first, day) for first in case.clock.point(start, year=case.year) if first < day), (day,)
    )


def _is_day(when: When) -> bool:
    """`on 31 July`, `Friday`, `the close of 31 July`."""
    inner = when.start if when.scope is Scope.AT and when.word == "end" else when
    return inner is not None and inner.scope in {Scope.DAY, Scope.WEEKDAY}


_OPEN = frozenset({Scope.SINCE, Scope.TO_DATE, Scope.ROLLING})


def when_times(case: Case, when: When | None, entity: str) -> Times:
    """A period on the calendar; one that starts or ends at a high or low needs the entity's series."""
    if when is None:
        return Times(loose=True)
    found = case.clock.times(when, year=case.year)
    return anchored(when, entity, case.shelf, case.clock) if found.unit == "anchor" else found


def others_of(case: Case, entity: str) -> tuple[str, ...]:
    """The entities a comparison is made with; every other index where the text names none."""
    if case.other is not None and case.other.members:
        return tuple(
            who
            for ids in case.other.members
            for who in ids
            if case.shelf.kind(who) in {"index", "fund"} and who != entity
        )
    if case.other is not None:
        return ()
    return every_index(case.shelf, (entity, *(case.who.members[0])))


def level_days(case: Case) -> tuple[date, ...]:
    """The days whose close a level may be: the text's own day, else the latest."""
    said, clock = case.said, case.clock
    if said.sort is Sort.LEVEL and said.anchor is not None and case.who.members:
        return place_days(said.anchor, case.who.members[0][0], case.shelf, clock)
    if said.role == "from" or said.noun in {"start", "begin", "open"}:
        return _opening_days(case)
    if said.when is None or said.when.scope in {Scope.VAGUE, Scope.EVERY} or said.reach is Reach.LOOSE:
        return clock.latest()
    if said.when.scope is Scope.UNTIL and said.when.end is not None:
        return clock.point_end(said.when.end)
    days = clock.times(said.when, year=case.year).days
    if said.when.scope in {Scope.SINCE, Scope.ROLLING, Scope.TO_DATE} or said.reach is not Reach.OWN:
        days = (*days, *clock.latest())
    return tuple(dict.fromkeys(days))


def _opening_days(case: Case) -> tuple[date, ...]:
    """The day a move starts from: `from 4.3%`."""
    said, clock = case.said, case.clock
    if said.when is None:
        return ()
    words = clock.times(said.when, year=case.year).words
    starts = [date.fromisoformat(word[:10]) for word in words if ".." in word]
    firsts = [bounds[0] for word in words if ".." not in word and (bounds := unit_bounds(word)) is not None]
    starts += [day for first in firsts if (day := clock.before(first)) is not None]
    named = clock.times(said.when, year=case.year).days
    return tuple(dict.fromkeys((*clock.point(said.when, year=case.year), *starts, *named)))
