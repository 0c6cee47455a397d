"""Highs and lows on the calendar: the day of "its April low", "the record close", "the 52-week high"."""

from __future__ import annotations

from datetime import date, timedelta

from reportgen.audit.grammar.when import Scope, When
from reportgen.audit.resolve.clock import Clock
from reportgen.audit.resolve.shelf import Shelf
from reportgen.audit.resolve.times import Times, months_back, span_word, unit_start


def place_days(anchor: When, who: str, shelf: Shelf, clock: Clock) -> tuple[date, ...]:
    """The days an anchor may mean for an entity, the likeliest first."""
    first = shelf.first_day(who)
    if first is None:
        return ()
    highest = anchor.word != "low"
    bounds = _bounds(anchor, clock, first)
    days: list[date] = []
    for start, end in bounds:
        if (end - start).days < 4:
            days.extend(day for day in (clock.session(end), clock.session(start)) if day)
        elif found := shelf.extreme(who, start, end, highest=highest):
            days.append(found)
    return tuple(dict.fromkeys(days))


def _bounds(anchor: When, clock: Clock, first: date) -> list[tuple[date, date]]:
    """The stretches of time to look for the extreme in."""
    today = clock.today
    if anchor.start is not None:
        inner = anchor.start
        if inner.scope in {Scope.DAY, Scope.WEEKDAY}:
            days = clock.times(inner).days
            return [(day, day) for day in days]
        return [unit_bounds(word) for word in clock.times(inner).words if unit_bounds(word) is not None]  # type: ignore[misc]
    if anchor.number and anchor.unit:
        months = {"week": 12 * anchor.number // 52, "month": anchor.number, "year": 12 * anchor.number}.get(
            anchor.unit, 12
        )
        return [(months_back(today, max(1, months)), today)]
    if anchor.word == "record":
        return [(first, today)]
    if anchor.word == "that":
        return [(first, today), (months_back(today, 12), today)]
    near = [(months_back(today, 12), today), (unit_start(today, "year"), today)]
    return near if anchor.word == "low" else [*near, (first, today)]


def unit_bounds(word: str) -> tuple[date, date] | None:
    """First and last calendar day of a window word."""
    if ".." in word:
        start, end = (date.fromisoformat(part) for part in word.split(".."))
        return start + timedelta(days=1), end
    if len(word) == 7 and word[4] == "-":
        year, month = int(word[:4]), int(word[5:])
        following = date(year + month // 12, month % 12 + 1, 1)
        return date(year, month, 1), following - timedelta(days=1)
    if len(word) == 6 and word[4] == "Q":
        year, first = int(word[:4]), int(word[5]) * 3 - 2
        following = date(year + (first + 2) // 12, (first + 2) % 12 + 1, 1)
        return date(year, first, 1), following - timedelta(days=1)
    if len(word) == 4:
        return date(int(word), 1, 1), date(int(word), 12, 31)
    return None


def passed(who: str, words: tuple[str, ...], value: float, shelf: Shelf) -> bool:
    """Whether a level may have been seen, within a day at least, in one of some windows."""
    for bounds in filter(None, map(unit_bounds, words)):
        days = [shelf.extreme(who, *bounds, highest=highest) for highest in (False, True)]
        ends = [level for day in days if day is not None and (level := shelf.value_on(who, day)) is not None]
        if not ends or min(ends) * (1 - _WITHIN_DAYS) <= value <= max(ends) * (1 + _WITHIN_DAYS):
            return True
    return False


_WITHIN_DAYS = 0.04
"""How far beyond its closes a level may reach within a day; for yields, of their own size."""


def anchored(when: When, who: str, shelf: Shelf, clock: Clock) -> Times:
    """The windows of a period that begins or ends at a high or low."""
    starts = _days(when.start, who, shelf, clock, opening=True)
    ends = _days(when.end, who, shelf, clock, opening=False) if when.end is not None else clock.latest()
    words = [span_word(start, end) for end in ends for start in starts if start < end]
    open_ends = [one for one in (when.start, when.end) if one is not None and one.scope is Scope.ANCHOR]
    loose = any(one.start is None and not one.number and one.word not in {"record", "that"} for one in open_ends)
    return Times(tuple(dict.fromkeys(words)), tuple(ends), unit="anchor", loose=loose)


def _days(point: When | None, who: str, shelf: Shelf, clock: Clock, *, opening: bool) -> tuple[date, ...]:
    if point is None:
        return ()
    if point.scope is Scope.ANCHOR:
        return place_days(point, who, shelf, clock)
    return clock.point(point) if opening else clock.point_end(point)


def from_anchor(anchor: When, who: str, ends: tuple[date, ...], shelf: Shelf, clock: Clock) -> Times:
    """The windows from a high or low to the days a text may mean."""
    starts = place_days(anchor, who, shelf, clock)
    words = [span_word(start, end) for end in ends for start in starts if start < end]
    return Times(tuple(dict.fromkeys(words)), ends, unit="anchor")
