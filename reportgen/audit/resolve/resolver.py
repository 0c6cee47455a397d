"""Decides which resolver answers a statement: by what it asserts and what kind of thing it is about."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date

from reportgen.audit.grammar.quantity import PERCENT_LIKE, Measure
from reportgen.audit.grammar.statement import Reach, Sort, Statement
from reportgen.audit.grammar.when import Scope, When
from reportgen.audit.resolve.antecedents import Who, every_index
from reportgen.audit.resolve.clock import Clock
from reportgen.audit.resolve.extremes import run, superlative
from reportgen.audit.resolve.gauges import gauge
from reportgen.audit.resolve.places import anchored, from_anchor, place_days
from reportgen.audit.resolve.policy import is_odds, move, odds, target
from reportgen.audit.resolve.races import ahead, lead
from reportgen.audit.resolve.resolution import Resolution, unresolved
from reportgen.audit.resolve.returns import Subject, moves
from reportgen.audit.resolve.shelf import Shelf
from reportgen.audit.resolve.standing import close, economy_change, rate_change, rate_level, reading
from reportgen.audit.resolve.times import Times, joined, month_word, span_word
from reportgen.audit.resolve.turns import legs


@dataclass(frozen=True, slots=True)
class Case:
    """A statement with its subjects resolved, ready to be put to the book."""

    said: Statement
    who: Who
    other: Who | None
    shelf: Shelf
    clock: Clock
    year: int | None = None


def resolve(case: Case) -> Resolution:
    """What the data say to a statement."""
    who, said = case.who, case.said
    if is_odds(said) and (policy := case.shelf.of_kind("policy")):
        return _policy(case, policy[0]) or unresolved("the data hold no such odds")
    if who.stranger:
        return unresolved(f"the data do not cover {who.stranger.strip('?') or 'its subject'}")
    if not who.members:
        return called(case) or unresolved("the text does not say of whom")
    for entity in who.members[0]:
        resolver = _BY_KIND.get(case.shelf.kind(entity))
        if resolver is not None:
            found = resolver(case, entity)
            if found is not None:
                return found
    return called(case) or unresolved("the data measure no such thing", subject=who.members[0][0])


def called(case: Case) -> Resolution | None:
    """The metric that the statement's words call, for its subject or a name beside it."""
    said = case.said
    if said.quantity is None:
        return None
    own = [entity for ids in case.who.members for entity in ids]
    names = tuple(dict.fromkeys((*own, *(entity for ids in said.names for entity in ids))))
    linked = [one for name in names for one in _universes(case.shelf, name)]
    times = joined(*(_when_times(case, when, own[0] if own else "") for when in filter(None, (said.when, *said.times))))
    found = gauge(said, (*names, *linked), times, case.shelf, sure=case.who.sure and not said.future)
    return found if found is None or own else replace(found, firm=False)


def _universes(shelf: Shelf, name: str) -> tuple[str, ...]:
    """The companies behind an index, where the catalog has them."""
    return tuple(
        who for who, entity in shelf.entities.items()
        if entity.kind == "universe" and entity.options.get("index_entity") == name
    )  # fmt: skip


def subject_of(case: Case, entity: str) -> Subject:
    """The entity with the windows its statement may mean."""
    said = case.said
    times = windows(case, entity)
    carried = said.quantity is not None or said.sort in {Sort.EXTREME, Sort.STREAK}
    reaches = {Reach.OWN, Reach.SENTENCE, Reach.BEFORE} if carried else {Reach.OWN, Reach.SENTENCE}
    placed = said.reach in reaches or said.anchor is not None
    firm = case.who.sure and said.clear and placed and not times.loose and not said.future
    firm = firm and not (said.aside and said.when is not None and said.when.scope in {Scope.TO_DATE, Scope.ROLLING})
    firm = firm and not (case.clock.intraday and _ends_today(times, case.clock))
    return Subject(entity, times, firm)


def _ends_today(times: Times, clock: Clock) -> bool:
    """Whether a period runs to the session the text was written in."""
    today = clock.session(clock.today)
    return today is not None and any(day == today for day in times.days)


def windows(case: Case, entity: str) -> Times:
    """The windows of a statement for an entity: anchors need its series."""
    said, clock = case.said, case.clock
    if said.anchor is not None:
        ends = clock.times(said.when, year=case.year).days if said.when is not None and said.reach is Reach.OWN else ()
        return from_anchor(said.anchor, entity, ends or clock.latest(), case.shelf, clock)
    found = _when_times(case, said.when, entity)
    if said.reach is Reach.LOOSE or said.when is None:
        more = [_when_times(case, when, entity) for when in said.restated]
        return joined(found, *more, loose=True)
    if found.unit == "within" and said.sort is Sort.CHANGE and said.sign and said.quantity and said.quantity.places:
        return joined(Times(legs(entity, said.sign, case.shelf, clock)), found, loose=True)
    if more := _other_readings(case, entity):
        return joined(found, *more, loose=found.loose)
    return found


def _other_readings(case: Case, entity: str) -> list[Times]:
    """Other readings a period admits.

    An open one may end on a day the sentence names; a figure that takes its period from elsewhere in the
    sentence may mean any period there.
    """
    said = case.said
    more: list[Times] = []
    if said.when is not None and said.when.scope in _OPEN and said.when.end is None:
        ends = [when for when in said.restated if when.scope in {Scope.DAY, Scope.WEEKDAY}]
        more += [_when_times(case, replace(said.when, end=end), entity) for end in ends]
    if said.reach is Reach.SENTENCE and said.quantity is not None:
        more += [_when_times(case, when, entity) for when in said.restated]
    return more


_OPEN = frozenset({Scope.SINCE, Scope.TO_DATE, Scope.ROLLING})


def _when_times(case: Case, when: When | None, entity: str) -> Times:
    if when is None:
        return Times(loose=True)
    found = case.clock.times(when, year=case.year)
    return anchored(when, entity, case.shelf, case.clock) if found.unit == "anchor" else found


def _index(case: Case, entity: str) -> Resolution | None:
    said = case.said
    about = subject_of(case, entity)
    measure = case.who.measure or (said.noun if said.sort is Sort.MEASURE else "")
    if measure == "ratio" or said.noun == "ratio":
        return _ratio(case, entity)
    if measure and measure not in {"return", "level"}:
        return None
    match said.sort:
        case Sort.CHANGE | Sort.DIRECTION:
            found = _from_somewhere(case, entity, moves(said, about, case.shelf))
            return replace(found, order=said.sign) if said.sort is Sort.DIRECTION else found
        case Sort.LEVEL if said.quantity and said.quantity.measure in PERCENT_LIKE:
            return moves(replace(said, noun="return"), about, case.shelf) if said.noun == "be" else None
        case Sort.LEVEL | Sort.MEASURE:
            return close(said, about, level_days(case), case.shelf)
        case Sort.EXCESS:
            return lead(said, about, _others(case, entity), case.shelf)
        case Sort.ORDER:
            return ahead(said, about, _others(case, entity), case.shelf)
        case Sort.EXTREME:
            others = _others(case, entity)
            return superlative(said, about, others[0] if len(others) == 1 else None, case.shelf, case.clock)
        case Sort.STREAK:
            return run(said, about, _others(case, entity), case.shelf, case.clock)
        case _:
            return None


_WITHIN_DAYS = 0.03
"""How far a high or low within a day may lie from the close."""


def _from_somewhere(case: Case, entity: str, found: Resolution) -> Resolution:
    """A move whose start the text does not fix to a close: an intraday low, any day of a month."""
    said = case.said
    start = said.anchor or (said.when.start if said.when is not None else None)
    if start is None:
        return found
    if start.scope is Scope.ANCHOR and case.clock.within_days:
        return replace(found, blur=_WITHIN_DAYS)
    since = said.when is not None and said.when.scope is Scope.SINCE and said.anchor is None
    if not since or start.scope not in {Scope.MONTH, Scope.YEAR, Scope.QUARTER}:
        return found
    days = place_days(When(Scope.ANCHOR, word="low", start=start), entity, case.shelf, case.clock)[:1]
    days += place_days(When(Scope.ANCHOR, word="high", start=start), entity, case.shelf, case.clock)[:1]
    ends = sorted({one.end for one in found.tried if one.end is not None})
    words = [span_word(day, end) for day in days for end in ends if day < end]
    moved = case.shelf.each(entity, "return", ("price",), words)
    if not moved:
        return found
    low, high = min(one.value for one in moved), max(one.value for one in moved)
    return replace(found, bounds=(*found.bounds, (moved[0], low, high)))


def _ratio(case: Case, entity: str) -> Resolution | None:
    """One index measured by another: the ratio of their levels, and its distance from a high or low."""
    said, others = case.said, _others(case, entity)
    if len(others) != 1:
        return None
    pair = f"{entity}-{others[0]}"
    firm = case.who.sure and not said.future
    if said.sort is Sort.CHANGE:
        times = windows(case, pair)
        tried = case.shelf.each(pair, "relative", ("price",), times.words)
        return Resolution(tuple(tried), firm=firm, subject=pair, metric="relative", signed=said.sign)
    words = [day.isoformat() for day in level_days(case)]
    tried = case.shelf.each(pair, "ratio", ("price",), words)
    return Resolution(tuple(tried), firm=firm, subject=pair, metric="ratio")


def _others(case: Case, entity: str) -> tuple[str, ...]:
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
    if said.when is None or said.when.scope in {Scope.VAGUE, Scope.EVERY}:
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
    named = clock.times(said.when, year=case.year).days
    return tuple(dict.fromkeys((*clock.point(said.when, year=case.year), *starts, *named)))


_CELL_CHANGES = {"rate": Measure.BASIS, "policy": Measure.BASIS, "macro": Measure.POINTS}


def fitted(case: Case) -> Case:
    """The case with the unit its subject gives a bare number in a table.

    In a table of rates that is per cent for a level, points or basis points for a change.
    """
    said, quantity = case.said, case.said.quantity
    kinds = [case.shelf.kind(who) for ids in case.who.members for who in ids]
    change = next((_CELL_CHANGES[kind] for kind in kinds if kind in _CELL_CHANGES), None)
    if said.role != "cell" or quantity is None or quantity.measure is not Measure.PLAIN or change is None:
        return case
    measure = change if said.sort is Sort.CHANGE else Measure.PERCENT
    factor = 0.0001 if measure is Measure.BASIS else 0.01
    if measure is Measure.PERCENT and quantity.places >= 3 and quantity.value < 0.3:
        factor = 1.0
    scaled = replace(
        quantity, low=quantity.low * factor, high=quantity.high * factor, half=quantity.half * factor, measure=measure
    )
    return replace(case, said=replace(said, quantity=scaled))


def _rate(case: Case, entity: str) -> Resolution | None:
    said = case.said
    about = subject_of(case, entity)
    percent = said.quantity is not None and said.quantity.measure is Measure.PERCENT
    if said.sort is Sort.CHANGE and percent and not said.noun:
        said = replace(said, sort=Sort.LEVEL, role="at")
    match said.sort:
        case Sort.CHANGE | Sort.DIRECTION:
            found = rate_change(said, about, case.shelf)
            return replace(found, order=said.sign) if said.sort is Sort.DIRECTION else found
        case Sort.LEVEL | Sort.MEASURE:
            about = Subject(entity, about.times, case.who.sure and not said.future and said.role != "from")
            return rate_level(said, about, level_days(replace(case, said=said)), case.shelf)
        case _:
            return None


def _economy(case: Case, entity: str) -> Resolution | None:
    said = case.said
    about = subject_of(case, entity)
    months = release_months(case, entity)
    latest = said.role == "cell" and said.sort is Sort.LEVEL
    placed = latest or (said.reach in {Reach.OWN, Reach.SENTENCE} and not about.times.loose)
    firm = case.who.sure and said.clear and not said.future and placed
    about = Subject(entity, about.times, firm)
    yearly = _yearly(case)
    percent = said.quantity is not None and said.quantity.measure is Measure.PERCENT
    match said.sort:
        case Sort.LEVEL | Sort.MEASURE:
            return reading(said, about, months, case.shelf, yearly=yearly)
        case Sort.CHANGE if percent and not said.noun:
            return reading(said, about, months, case.shelf, yearly=yearly)
        case Sort.CHANGE if percent and _is_rate(case, entity):
            return unresolved("a change of a rate in per cent may be relative", subject=entity)
        case Sort.CHANGE:
            return economy_change(said, about, months, case.shelf, yearly=yearly)
        case _:
            return None


def _policy(case: Case, entity: str) -> Resolution | None:
    said = case.said
    about = subject_of(case, entity)
    if is_odds(said):
        whens = (*said.times, *filter(None, (said.when,)), *said.restated)
        return odds(said, entity, whens, case.shelf, case.clock)
    match said.sort:
        case Sort.CHANGE:
            return move(said, about, case.shelf)
        case Sort.LEVEL | Sort.MEASURE | Sort.OTHER:
            about = Subject(entity, about.times, case.who.sure and not said.future and said.role != "from")
            return target(said, about, level_days(case), case.shelf)
        case _:
            return None


def _is_rate(case: Case, entity: str) -> bool:
    return case.shelf.fact(f"{entity}.rate") is not None


def _yearly(case: Case) -> bool | None:
    """Whether a change of prices is meant over a year or over a month."""
    own = case.said.times or tuple(filter(None, (case.said.when,)))
    for whens in (own, case.said.restated):
        scopes = {when.scope for when in whens}
        every = {when.unit for when in whens if when.scope is Scope.EVERY}
        over_year = any(
            when.scope is Scope.ROLLING and (when.number, when.unit) in {(12, "month"), (1, "year")} for when in whens
        )
        if Scope.YEAR_AGO in scopes or "year" in every or over_year:
            return True
        if Scope.MONTH_AGO in scopes or "month" in every:
            return False
    return None


_MONTHLY = frozenset(
    {Scope.MONTH, Scope.LAST, Scope.THIS, Scope.THE, Scope.AT, Scope.QUARTER, Scope.YEAR, Scope.UNTIL, Scope.DAY}
)
_CURRENT = frozenset({Scope.LAST, Scope.THIS, Scope.THE, Scope.DAY, Scope.UNTIL})


def release_months(case: Case, entity: str) -> tuple[str, ...]:
    """The months a reading may be of: the one named, else the latest released."""
    said, clock = case.said, case.clock
    near = tuple(filter(None, (*said.times, said.when)))
    named = [when for when in near if when.scope in _MONTHLY or (when.scope is Scope.ROLLING and when.end)]
    named = named or [when for when in said.restated if when.scope is Scope.MONTH]
    months = [month for when in named[:1] for month in clock.times(when, year=case.year).months]
    words = [month_word(year, month) for year, month in months]
    if not words or named[0].scope in _CURRENT:
        words.extend(_latest_months(clock.today))
    return tuple(dict.fromkeys(words))


def _latest_months(today: date) -> list[str]:
    out: list[str] = []
    year, month = today.year, today.month
    for _ in range(3):
        year, month = (year, month - 1) if month > 1 else (year - 1, 12)
        out.append(month_word(year, month))
    return out


_BY_KIND: dict[str, Callable[[Case, str], Resolution | None]] = {
    "index": _index,
    "fund": _index,
    "rate": _rate,
    "macro": _economy,
    "policy": _policy,
}
