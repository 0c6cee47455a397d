"""Puts periods on the calendar, relative to the day a text was written."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date, timedelta

from reportgen.audit.grammar.when import Scope, When
from reportgen.audit.resolve import units
from reportgen.audit.resolve.days import Days
from reportgen.audit.resolve.times import (
    Times,
    joined,
    month_end,
    months_back,
    span_word,
    unit_start,
)
from reportgen.audit.resolve.units import (
    calendar_units,
    literal,
    on_days,
    rolling_ends,
    same_day_back,
    unit_before,
    units_back,
)

_FRESH = {"week": 4, "month": 20, "quarter": 50, "half": 60, "year": 75}
"""For how many days after its end a unit may still be "the month" or "the quarter"."""


@dataclass(frozen=True, slots=True)
class Clock(Days):
    """The days a text counts in, with what its words for periods and points in time mean."""

    def times(self, when: When, *, year: int | None = None) -> Times:
        """The readings of a period; `year` is one named nearby, for months and quarters without their own."""
        reader = _READERS.get(when.scope)
        return reader(self, when, year) if reader else Times(loose=True)

    def point(self, when: When, *, year: int | None = None) -> tuple[date, ...]:
        """The days a point in time may mean, as the close a move is measured from."""
        if when.scope is Scope.AT and when.start is not None:
            return self._edge(when, year)
        times = self.times(when, year=year)
        if when.scope in {Scope.MONTH, Scope.QUARTER, Scope.YEAR, Scope.HALF, Scope.THIS, Scope.LAST}:
            starts = [date.fromisoformat(word[:10]) for word in times.words if ".." in word]
            first = self.first_day(when, year)
            opening = self.before(first) if first else None
            return tuple(dict.fromkeys(day for day in (opening, *starts, *times.days) if day is not None))
        if when.scope in {Scope.DAY, Scope.WEEKDAY}:
            befores = tuple(day for one in times.days if (day := self.before(one)) is not None)
            return (*times.days, *befores)
        return times.days

    def point_end(self, when: When, *, year: int | None = None) -> tuple[date, ...]:
        """The days a point may mean as the close a move is measured to."""
        if when.scope is Scope.AT:
            return self._edge(when, year)
        return self.times(when, year=year).days

    def _edge(self, when: When, year: int | None) -> tuple[date, ...]:
        """The end or the start of a period, as a session."""
        inner = when.start
        if inner is None:
            return ()
        if when.word == "start":
            if inner.scope in {Scope.THE, Scope.THIS, Scope.LAST}:
                first = unit_start(self.today, inner.unit)
                first = unit_start(first - timedelta(days=1), inner.unit) if inner.scope is Scope.LAST else first
            else:
                first = self.first_day(inner, year) or self.today
            day = self.before(first)
            return (day,) if day else ()
        if when.word in {"end", "last day"}:
            if inner.scope is Scope.THE:
                first = unit_start(self.today, inner.unit)
                ended = self.before(first)
                return tuple(day for day in (ended, self.session(self.today)) if day)
            return self.times(inner, year=year).days[:1]
        return ()


def _week(clock: Clock, when: When, year: int | None) -> Times:
    if when.start is None:
        return Times(loose=True)
    days = clock.times(when.start, year=year).days
    if when.start.scope is Scope.DAY and when.start.day:
        days = (literal(clock, when.start, year),)
    out: list[str] = []
    ends: list[date] = []
    for day in days:
        first = unit_start(day, "week")
        start, end = clock.before(first), clock.session(min(first + timedelta(days=6), clock.today))
        if when.word in {"to", "ended", "ending", "through"}:
            end = clock.session(day)
        if start and end and start < end:
            out.append(span_word(start, end))
            ends.append(end)
    return Times(tuple(out), tuple(ends), unit="week")


def _year(clock: Clock, when: When, _year: int | None) -> Times:
    if when.year is None or not 1900 <= when.year <= 2100:
        return Times(loose=True)
    found = clock.whole(date(when.year, 1, 1), "year")
    if when.end is not None:
        return _ended(clock, replace(when, end=None), when.end) or found
    return found


def _to_date(clock: Clock, when: When, year: int | None) -> Times:
    if when.end is not None and (found := _ended(clock, when, when.end)):
        return found
    if year is not None and when.unit == "year" and year < clock.today.year:
        return clock.whole(date(year, 1, 1), "year")
    anchor = clock.focus or clock.today
    found = clock.running(unit_start(clock.today, when.unit), when.unit)
    if unit_start(anchor, when.unit) != unit_start(clock.today, when.unit):
        earlier = clock.whole(unit_start(anchor, when.unit), when.unit)
        return replace(earlier, words=(*earlier.words, *found.words), days=(*earlier.days, *found.days))
    return found


def _ended(clock: Clock, when: When, end: When) -> Times | None:
    """A period with an end of its own: to date through a day, or so many months to it."""
    days = clock.times(end).days if end.scope is not Scope.AT else clock.point(end)
    if end.scope is Scope.DAY:
        days = tuple(day for day in (clock.session(literal(clock, end, when.year)),) if day)
    out: list[str] = []
    for day in days:
        if when.scope is Scope.ROLLING:
            start = clock.session(units_back(day, when.number, when.unit, clock))
        else:
            start = clock.before(unit_start(day, when.unit or "year"))
        if start and start < day:
            out.append(span_word(start, day))
    return Times(tuple(out), tuple(days), tuple((day.year, day.month) for day in days), unit=when.unit) if out else None


def _the(clock: Clock, when: When, _year: int | None) -> Times:
    """`the month`, `the quarter`, `the year`: the one that runs, or the one just ended."""
    if when.end is not None and (found := _ended(clock, when, when.end)):
        return found
    if when.unit == "day":
        return on_days(clock, clock.latest()[:2])
    first = unit_start(clock.today, when.unit)
    running, ended = clock.whole(first, when.unit), unit_before(clock, first, when.unit)
    if clock.focus is not None and when.unit in {"month", "quarter", "year"}:
        focus = clock.whole(unit_start(clock.focus, when.unit), when.unit)
        return joined(focus, running, ended)
    fresh = (clock.today - first).days <= _FRESH.get(when.unit, 0)
    return (
        joined(ended, running)
        if fresh and clock.runs_still(first, when.unit)
        else joined(running, ended)
        if fresh
        else running
    )


def _this(clock: Clock, when: When, year: int | None) -> Times:
    if when.start is not None:
        return clock.times(when.start, year=year)
    if when.end is not None and (found := _ended(clock, when, when.end)):
        return found
    first = unit_start(clock.today, when.unit)
    here = clock.whole(first, when.unit)
    if when.unit == "week" and clock.today.weekday() < 2:
        return joined(here, unit_before(clock, first, "week"))
    return here


def _rolling(clock: Clock, when: When, _year: int | None) -> Times:
    """So many units back from the latest day; whole calendar units too, where a text counts those."""
    if when.end is not None and (found := _ended(clock, when, when.end)):
        return found
    words: list[str] = []
    for end in rolling_ends(clock, when):
        starts = (units_back(end, when.number, when.unit, clock), same_day_back(end, when.number, when.unit))
        sessions = [clock.session(start) for start in starts if start is not None]
        words.extend(span_word(start, end) for start in sessions if start is not None and start < end)
    if when.unit in {"week", "month", "quarter", "year"} and when.number <= 60:
        words.extend(calendar_units(clock, when))
    days = tuple(date.fromisoformat(word[-10:]) for word in words)
    if when.unit in {"month", "year"} and when.number < 100:
        words.append(f"{when.number}{when.unit[0]}")
    loose = when.word == "bare" or (when.unit == "year" and when.number > 10)
    return Times(tuple(dict.fromkeys(words)), days, unit=when.unit, loose=loose)


def _since(clock: Clock, when: When, year: int | None) -> Times:
    """From a point to the latest day."""
    if when.start is None or when.start.scope in {Scope.ANCHOR, Scope.VAGUE}:
        return Times(loose=True, unit="anchor" if when.start and when.start.scope is Scope.ANCHOR else "")
    starts = clock.point(when.start, year=year)
    ends = clock.point_end(when.end) if when.end is not None else clock.latest()
    words = [span_word(start, end) for end in ends for start in starts if start < end]
    return Times(tuple(words), tuple(ends), unit="since")


def _between(clock: Clock, when: When, year: int | None) -> Times:
    """From one point to another; named months and years count whole."""
    if when.start is None or when.end is None:
        return Times(loose=True)
    if Scope.ANCHOR in {when.start.scope, when.end.scope}:
        return Times(loose=True, unit="anchor")
    if Scope.VAGUE in {when.start.scope, when.end.scope}:
        return Times(loose=True)
    starts, ends = clock.point(when.start, year=year), clock.point_end(when.end, year=year)
    words = [span_word(start, end) for end in ends for start in starts if start < end]
    return Times(tuple(words), tuple(ends), unit="between")


def _month_ago(clock: Clock, _when: When, _year: int | None) -> Times:
    """`m/m` of an index: the month that runs or the one just ended."""
    return _the(clock, When(Scope.THE, unit="month"), None)


def _year_ago(clock: Clock, _when: When, _year: int | None) -> Times:
    """`y/y`, `from a year earlier` of an index."""
    return _rolling(clock, When(Scope.ROLLING, number=1, unit="year", word="past"), None)


def _nothing(clock: Clock, when: When, year: int | None) -> Times:
    """Vague: within a period that is named, or nowhere in particular."""
    if when.start is None:
        return Times(loose=True)
    inner = clock.times(when.start, year=year)
    return replace(inner, loose=True, unit="within")


def _until(clock: Clock, when: When, _year: int | None) -> Times:
    """`as of 30 September`: a day for levels, the end of a to-date period for returns."""
    if when.end is None:
        return Times(loose=True)
    days = clock.point_end(when.end)
    words = [span_word(start, day) for day in days for start in (clock.before(date(day.year, 1, 1)),) if start]
    months = tuple((day.year, day.month) for day in days)
    return Times(tuple(words), days, months, loose=True, unit="until")


def _at(clock: Clock, when: When, year: int | None) -> Times:
    days = clock.point(when, year=year)
    if when.word == "last day":
        return units.on_days(clock, days[:1])
    return Times((), days, tuple((day.year, day.month) for day in days), unit="point", loose=True)


def _earlier(clock: Clock, when: When, year: int | None) -> Times:
    """`after 3.5% a month before`: the months of the period spoken of, so much earlier."""
    inner = clock.times(when.start, year=year) if when.start is not None else Times(loose=True)
    back = 12 if when.unit == "year" else 1
    firsts = [months_back(date(year, month, 1), back) for year, month in inner.months]
    if inner.unit == "month" and firsts:
        return clock.whole(firsts[0], "month")
    months = tuple((first.year, first.month) for first in firsts)
    return Times((), tuple(month_end(*one) for one in months), months, unit=inner.unit, loose=not months)


def _every(clock: Clock, when: When, _year: int | None) -> Times:
    """`a weekly gain`, `a monthly gain`: of the week or month that runs or has just ended."""
    return replace(_the(clock, When(Scope.THE, unit=when.unit), None), loose=when.unit not in {"week", "month"})


_READERS: dict[Scope, Callable[[Clock, When, int | None], Times]] = {
    Scope.DAY: units.day, Scope.WEEKDAY: units.weekday, Scope.MONTH: units.month, Scope.QUARTER: units.quarter,
    Scope.HALF: units.half, Scope.DECADE: units.decade, Scope.FIRST_MONTHS: units.first_months, Scope.LAST: units.last,
    Scope.WEEK: _week, Scope.YEAR: _year, Scope.TO_DATE: _to_date, Scope.THE: _the, Scope.THIS: _this,
    Scope.ROLLING: _rolling, Scope.SINCE: _since, Scope.BETWEEN: _between, Scope.VAGUE: _nothing,
    Scope.MONTH_AGO: _month_ago, Scope.YEAR_AGO: _year_ago, Scope.UNTIL: _until, Scope.AT: _at, Scope.EVERY: _every,
    Scope.EARLIER: _earlier,
}  # fmt: skip
