"""Puts periods on the calendar, relative to the day a text was written."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date, timedelta

from reportgen.audit.grammar.when import Scope, When
from reportgen.audit.resolve.times import (
    Times,
    joined,
    month_end,
    months_back,
    span_word,
    unit_end,
    unit_start,
    unit_word,
)
from reportgen.model.sessions import Sessions

_TO_DATE_WORDS = {"week": "wtd", "month": "mtd", "quarter": "qtd", "year": "ytd"}
_FRESH = {"week": 4, "month": 20, "quarter": 50, "half": 60, "year": 75}
"""For how many days after its end a unit may still be "the month" or "the quarter"."""


@dataclass(frozen=True, slots=True)
class Clock:
    """The day a text speaks from, the sessions it counts in, and the period it reports on, if it says."""

    today: date
    sessions: Sessions
    focus: date | None = None
    intraday: bool = False
    """Whether the text speaks from within a session."""
    within_days: bool = False
    """Whether it names highs or lows within a day, which closes do not show."""
    """The last day of the period that the title or the headings report on."""

    # -- days ----------------------------------------------------------------------------------

    def session(self, day: date) -> date | None:
        """The last session on or before a day, None outside the calendar."""
        try:
            return self.sessions.on_or_before(day)
        except LookupError:
            return None

    def before(self, day: date) -> date | None:
        """The last session before a day."""
        return self.session(day - timedelta(days=1))

    def latest(self) -> tuple[date, ...]:
        """The days a text may call the latest: today's session, the one before it, the end of what it reports on."""
        today = self.session(self.today)
        days = [today, self.before(today) if today else None]
        if self.today.weekday() < 2:
            days.append(self.session(self.today - timedelta(days=self.today.weekday() + 1)))
        if self.focus is not None:
            days.insert(0 if self.focus < self.today - timedelta(days=6) else len(days), self.session(self.focus))
        return tuple(dict.fromkeys(day for day in days if day is not None))

    # -- periods -------------------------------------------------------------------------------

    def times(self, when: When, *, year: int | None = None) -> Times:
        """The readings of a period; `year` is one named nearby, for months and quarters without their own."""
        reader = _READERS.get(when.scope)
        return reader(self, when, year) if reader else Times(loose=True)

    def whole(self, first: date, unit: str) -> Times:
        """A whole week, month, quarter, half or year; to date where it still runs."""
        last = unit_end(first, unit)
        start, end = self.before(first), self.session(min(last, self.today))
        months = ((last.year, last.month),) if unit != "week" else ()
        if start is None or end is None:
            return Times(months=months, unit=unit)
        if self.runs_still(first, unit):
            return self.running(first, unit)
        word = unit_word(first, unit) or span_word(start, end)
        return Times((word,), (end,), months, unit=unit)

    def runs_still(self, day: date, unit: str) -> bool:
        """Whether the unit a day lies in has sessions to come."""
        last = unit_end(unit_start(day, unit), unit)
        return last >= self.today and self.session(last) != self.session(self.today)

    def running(self, first: date, unit: str, until: date | None = None) -> Times:
        """From the start of a unit to the latest day."""
        start = self.before(first)
        if start is None:
            return Times(unit=unit)
        ends = (until,) if until else tuple(day for day in self.latest() if day >= first)
        words = tuple(span_word(start, day) for day in ends)
        if until is None and unit in _TO_DATE_WORDS:
            words = (*words, _TO_DATE_WORDS[unit])
        return Times(words, ends, ((self.today.year, self.today.month),), unit=unit)

    def point(self, when: When, *, year: int | None = None) -> tuple[date, ...]:
        """The days a point in time may mean, as the close a move is measured from."""
        if when.scope is Scope.AT and when.start is not None:
            return self._edge(when, year)
        times = self.times(when, year=year)
        if when.scope in {Scope.MONTH, Scope.QUARTER, Scope.YEAR, Scope.HALF, Scope.THIS, Scope.LAST}:
            starts = [date.fromisoformat(word[:10]) for word in times.words if ".." in word]
            first = self._first_day(when, year)
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

    def _first_day(self, when: When, year: int | None) -> date | None:
        chosen = when.year or year or self.today.year
        match when.scope:
            case Scope.MONTH if when.month:
                return date(self._year_of(when, year), when.month, 1)
            case Scope.QUARTER:
                return date(self._quarter_year(when, year), when.number * 3 - 2, 1)
            case Scope.YEAR:
                return date(chosen, 1, 1)
            case _:
                return None

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
                first = self._first_day(inner, year) or self.today
            day = self.before(first)
            return (day,) if day else ()
        if when.word == "end":
            if inner.scope is Scope.THE:
                first = unit_start(self.today, inner.unit)
                ended = self.before(first)
                return tuple(day for day in (ended, self.session(self.today)) if day)
            return self.times(inner, year=year).days[:1]
        return ()

    def _year_of(self, when: When, year: int | None) -> int:
        """The year of a month: its own, one named nearby, or the latest that has begun."""
        if when.year is not None:
            return when.year
        month = when.month or 1
        if year is not None and date(year, month, 1) <= self.today:
            return year
        return self.today.year if month <= self.today.month else self.today.year - 1

    def _quarter_year(self, when: When, year: int | None) -> int:
        if when.year is not None:
            return when.year
        if when.word == "last":
            return self.today.year - 1
        if year is not None:
            return year
        return self.today.year if when.number * 3 - 2 <= self.today.month else self.today.year - 1


def _day(clock: Clock, when: When, year: int | None) -> Times:
    chosen = when.year or year
    month, number = when.month or 1, when.day or 1
    if chosen is None:
        chosen = clock.today.year if (month, number) <= (clock.today.month, clock.today.day) else clock.today.year - 1
    if number > monthrange_of(chosen, month):
        return Times(loose=True)
    day = date(chosen, month, number)
    return _on(clock, (day,))


def monthrange_of(year: int, month: int) -> int:
    """How many days a month has."""
    return month_end(year, month).day


def _on(clock: Clock, days: tuple[date, ...]) -> Times:
    sessions = [day for day in days if clock.sessions.covers(day)]
    words = tuple(day.isoformat() for day in sessions if clock.sessions.is_session(day))
    closes = tuple(dict.fromkeys(day for day in map(clock.session, sessions) if day is not None))
    return Times(words, closes, tuple((day.year, day.month) for day in closes[:1]), unit="day")


def _weekday(clock: Clock, when: When, _year: int | None) -> Times:
    if when.number < 0:
        today = clock.session(clock.today)
        back = clock.before(today) if today else None
        days = (back,) if when.word == "yesterday" else (today, back)
        return _on(clock, tuple(day for day in days if day))
    back_days = (clock.today.weekday() - when.number) % 7
    day = clock.today - timedelta(days=back_days)
    if when.word == "last":
        return _on(clock, (day, day - timedelta(days=7)) if back_days else (day - timedelta(days=7), day))
    return _on(clock, (day,))


def _week(clock: Clock, when: When, year: int | None) -> Times:
    if when.start is None:
        return Times(loose=True)
    days = clock.times(when.start, year=year).days
    if when.start.scope is Scope.DAY and when.start.day:
        days = (_literal(clock, when.start, year),)
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


def _literal(clock: Clock, when: When, year: int | None) -> date:
    chosen = when.year or year
    month, number = when.month or 1, when.day or 1
    if chosen is None:
        chosen = clock.today.year if (month, number) <= (clock.today.month, clock.today.day) else clock.today.year - 1
    return date(chosen, month, min(number, monthrange_of(chosen, month)))


def _month(clock: Clock, when: When, year: int | None) -> Times:
    chosen = clock._year_of(when, year)  # noqa: SLF001 - the readers are the clock's own, kept in a table
    first = date(chosen, when.month or 1, 1)
    if when.word == "last" and first.year == clock.today.year and when.year is None:
        ago = clock.whole(first.replace(year=first.year - 1), "month")
        here = clock.whole(first, "month")
        return replace(
            here, words=(*here.words, *ago.words), days=(*here.days, *ago.days), months=here.months + ago.months
        )
    return clock.whole(first, "month")


def _quarter(clock: Clock, when: When, year: int | None) -> Times:
    chosen = clock._quarter_year(when, year)  # noqa: SLF001
    return clock.whole(date(chosen, when.number * 3 - 2, 1), "quarter")


def _half(clock: Clock, when: When, year: int | None) -> Times:
    first_month = when.number * 6 - 5
    chosen = when.year or year or (clock.today.year if first_month <= clock.today.month else clock.today.year - 1)
    if when.word == "last":
        chosen = clock.today.year - 1
    return clock.whole(date(chosen, first_month, 1), "half")


def _year(clock: Clock, when: When, _year: int | None) -> Times:
    if when.year is None or not 1900 <= when.year <= 2100:
        return Times(loose=True)
    found = clock.whole(date(when.year, 1, 1), "year")
    if when.end is not None:
        return _ended(clock, replace(when, end=None), when.end) or found
    return found


def _decade(clock: Clock, when: When, _year: int | None) -> Times:
    first = date(when.year or 2000, 1, 1)
    start, end = clock.before(first), clock.session(min(date(first.year + 9, 12, 31), clock.today))
    return (
        Times((span_word(start, end),), (end,), unit="decade") if start and end and start < end else Times(loose=True)
    )


def _first_months(clock: Clock, when: When, year: int | None) -> Times:
    chosen = when.year or year or clock.today.year
    chosen -= when.word == "last"
    start, end = clock.before(date(chosen, 1, 1)), clock.session(month_end(chosen, when.number))
    if start is None or end is None or end > clock.today:
        return Times(loose=True)
    return Times((span_word(start, end),), (end,), ((chosen, when.number),), unit="months")


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
        days = tuple(day for day in (clock.session(_literal(clock, end, when.year)),) if day)
    out: list[str] = []
    for day in days:
        if when.scope is Scope.ROLLING:
            start = clock.session(_back(day, when.number, when.unit, clock))
        else:
            start = clock.before(unit_start(day, when.unit or "year"))
        if start and start < day:
            out.append(span_word(start, day))
    return Times(tuple(out), tuple(days), tuple((day.year, day.month) for day in days), unit=when.unit) if out else None


def _back(day: date, number: int, unit: str, clock: Clock) -> date:
    """The day so many units earlier; month ends lead to month ends."""
    if unit == "day":
        found = day
        for _ in range(min(number, 400)):
            found = clock.before(found) or found
        return found
    if unit == "week":
        return day - timedelta(weeks=number)
    months = number * {"month": 1, "quarter": 3, "half": 6, "year": 12, "decade": 120}.get(unit, 1)
    if day.year * 12 + day.month - months < 12 * 1901:
        return date(1901, 1, 1)
    back = months_back(day, months)
    following = clock.sessions.ordinals and clock.session(month_end(day.year, day.month)) == day
    return month_end(back.year, back.month) if following else back


def _the(clock: Clock, when: When, year: int | None) -> Times:
    """`the month`, `the quarter`, `the year`: the one that runs, or the one just ended."""
    if when.end is not None and (found := _ended(clock, when, when.end)):
        return found
    if when.unit == "day":
        return _on(clock, clock.latest()[:2])
    first = unit_start(clock.today, when.unit)
    running, ended = clock.whole(first, when.unit), _previous(clock, first, when.unit)
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


def _previous(clock: Clock, first: date, unit: str) -> Times:
    return clock.whole(unit_start(first - timedelta(days=1), unit), unit)


def _this(clock: Clock, when: When, year: int | None) -> Times:
    if when.start is not None:
        return clock.times(when.start, year=year)
    if when.end is not None and (found := _ended(clock, when, when.end)):
        return found
    first = unit_start(clock.today, when.unit)
    here = clock.whole(first, when.unit)
    if when.unit == "week" and clock.today.weekday() < 2:
        return joined(here, _previous(clock, first, "week"))
    return here


def _last(clock: Clock, when: When, _year: int | None) -> Times:
    if when.unit == "day":
        return _on(clock, clock.latest()[:2])
    first = unit_start(clock.today, when.unit)
    found = _previous(clock, first, when.unit)
    if when.unit == "week" and clock.today.weekday() >= 5:
        return joined(found, clock.whole(first, "week"))
    if when.word in {"previous", "prior"}:
        return replace(found, loose=True)
    return found


def _rolling(clock: Clock, when: When, year: int | None) -> Times:
    """So many units back from the latest day; whole calendar units too, where a text counts those."""
    if when.end is not None and (found := _ended(clock, when, when.end)):
        return found
    words: list[str] = []
    for end in _rolling_ends(clock, when):
        start = clock.session(_back(end, when.number, when.unit, clock))
        if start is not None and start < end:
            words.append(span_word(start, end))
    if when.unit in {"week", "month", "quarter", "year"} and when.number <= 60:
        words.extend(_calendar_units(clock, when))
    days = tuple(date.fromisoformat(word[-10:]) for word in words)
    if when.unit in {"month", "year"} and when.number < 100:
        words.append(f"{when.number}{when.unit[0]}")
    loose = when.word == "bare" or (when.unit == "year" and when.number > 10)
    return Times(tuple(dict.fromkeys(words)), days, unit=when.unit, loose=loose)


def _rolling_ends(clock: Clock, when: When) -> tuple[date, ...]:
    ends = list(clock.latest())
    if when.unit in {"month", "quarter", "year"}:
        ended = clock.before(clock.today.replace(day=1))
        if ended:
            ends.append(ended)
    return tuple(dict.fromkeys(ends))


def _calendar_units(clock: Clock, when: When) -> list[str]:
    """The last so many completed weeks, months, quarters or years."""
    first = unit_start(clock.today, when.unit)
    end = clock.before(first)
    start_first = first
    for _ in range(when.number):
        start_first = unit_start(start_first - timedelta(days=1), when.unit)
    start = clock.before(start_first)
    return [span_word(start, end)] if start and end and start < end else []


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
    return Times((), days, tuple((day.year, day.month) for day in days), unit="point", loose=True)


def _every(clock: Clock, when: When, _year: int | None) -> Times:
    """`monthly`: the month that runs or has just ended; never enough to contradict."""
    return replace(_the(clock, When(Scope.THE, unit=when.unit), None), loose=True)


_READERS: dict[Scope, Callable[[Clock, When, int | None], Times]] = {
    Scope.DAY: _day, Scope.WEEKDAY: _weekday, Scope.WEEK: _week, Scope.MONTH: _month, Scope.QUARTER: _quarter,
    Scope.HALF: _half, Scope.YEAR: _year, Scope.DECADE: _decade, Scope.FIRST_MONTHS: _first_months,
    Scope.TO_DATE: _to_date, Scope.THE: _the, Scope.THIS: _this, Scope.LAST: _last, Scope.ROLLING: _rolling,
    Scope.SINCE: _since, Scope.BETWEEN: _between, Scope.VAGUE: _nothing, Scope.UNTIL: _until, Scope.AT: _at,
    Scope.EVERY: _every,
}  # fmt: skip
