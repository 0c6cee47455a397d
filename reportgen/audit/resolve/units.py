"""Puts the plain units of the calendar on days: "Friday", "August", "last month", "the first half"."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

from reportgen.audit.grammar.when import When
from reportgen.audit.resolve.days import Days
from reportgen.audit.resolve.times import (
    Times,
    joined,
    month_end,
    months_back,
    span_word,
    unit_start,
)


def day(clock: Days, when: When, year: int | None) -> Times:
    """A date; without its year the latest that has been."""
    chosen = when.year or year
    month, number = when.month or 1, when.day or 1
    if chosen is None:
        chosen = clock.today.year if (month, number) <= (clock.today.month, clock.today.day) else clock.today.year - 1
    if number > monthrange_of(chosen, month):
        return Times(loose=True)
    day = date(chosen, month, number)
    return on_days(clock, (day,))


def monthrange_of(year: int, month: int) -> int:
    """How many days a month has."""
    return month_end(year, month).day


def on_days(clock: Days, days: tuple[date, ...]) -> Times:
    """Days as sessions."""
    sessions = [day for day in days if clock.sessions.covers(day)]
    words = tuple(day.isoformat() for day in sessions if clock.sessions.is_session(day))
    closes = tuple(dict.fromkeys(day for day in map(clock.session, sessions) if day is not None))
    return Times(words, closes, tuple((day.year, day.month) for day in closes[:1]), unit="day")


def weekday(clock: Days, when: When, _year: int | None) -> Times:
    """`Friday`, `today`, `yesterday`."""
    if when.number < 0:
        today = clock.session(clock.today)
        back = clock.before(today) if today else None
        days = (back,) if when.word == "yesterday" else (today, back)
        return on_days(clock, tuple(day for day in days if day))
    back_days = (clock.today.weekday() - when.number) % 7
    day = clock.today - timedelta(days=back_days)
    if when.word == "last":
        return on_days(clock, (day, day - timedelta(days=7)) if back_days else (day - timedelta(days=7), day))
    return on_days(clock, (day,))


def literal(clock: Days, when: When, year: int | None) -> date:
    """The date a day names, session or not."""
    chosen = when.year or year
    month, number = when.month or 1, when.day or 1
    if chosen is None:
        chosen = clock.today.year if (month, number) <= (clock.today.month, clock.today.day) else clock.today.year - 1
    return date(chosen, month, min(number, monthrange_of(chosen, month)))


def month(clock: Days, when: When, year: int | None) -> Times:
    """`August`, `last August`."""
    chosen = clock.year_of(when, year)
    first = date(chosen, when.month or 1, 1)
    if when.word == "last" and first.year == clock.today.year and when.year is None:
        ago = clock.whole(first.replace(year=first.year - 1), "month")
        here = clock.whole(first, "month")
        return replace(
            here, words=(*here.words, *ago.words), days=(*here.days, *ago.days), months=here.months + ago.months
        )
    return clock.whole(first, "month")


def quarter(clock: Days, when: When, year: int | None) -> Times:
    """`the second quarter`."""
    chosen = clock.quarter_year(when, year)
    return clock.whole(date(chosen, when.number * 3 - 2, 1), "quarter")


def half(clock: Days, when: When, year: int | None) -> Times:
    """`the first half`."""
    first_month = when.number * 6 - 5
    chosen = when.year or year or (clock.today.year if first_month <= clock.today.month else clock.today.year - 1)
    if when.word == "last":
        chosen = clock.today.year - 1
    return clock.whole(date(chosen, first_month, 1), "half")


def decade(clock: Days, when: When, _year: int | None) -> Times:
    """`the 2010s`."""
    first = date(when.year or 2000, 1, 1)
    start, end = clock.before(first), clock.session(min(date(first.year + 9, 12, 31), clock.today))
    return (
        Times((span_word(start, end),), (end,), unit="decade") if start and end and start < end else Times(loose=True)
    )


def first_months(clock: Days, when: When, year: int | None) -> Times:
    """`the first nine months of the year`."""
    chosen = when.year or year or clock.today.year
    chosen -= when.word == "last"
    start, end = clock.before(date(chosen, 1, 1)), clock.session(month_end(chosen, when.number))
    if start is None or end is None or end > clock.today:
        return Times(loose=True)
    return Times((span_word(start, end),), (end,), ((chosen, when.number),), unit="months")


_MONTHS = {"month": 1, "quarter": 3, "half": 6, "year": 12, "decade": 120}


def same_day_back(day: date, number: int, unit: str) -> date | None:
    """The same day of the month so many units earlier; None for days and weeks."""
    months = number * _MONTHS.get(unit, 0)
    return months_back(day, months) if months and day.year * 12 + day.month - months >= 12 * 1901 else None


def units_back(day: date, number: int, unit: str, clock: Days) -> date:
    """The day so many units earlier; month ends lead to month ends."""
    if unit == "day":
        found = day
        for _ in range(min(number, 400)):
            found = clock.before(found) or found
        return found
    if unit == "week":
        return day - timedelta(weeks=number)
    months = number * _MONTHS.get(unit, 1)
    if day.year * 12 + day.month - months < 12 * 1901:
        return date(1901, 1, 1)
    back = months_back(day, months)
    following = clock.sessions.ordinals and clock.session(month_end(day.year, day.month)) == day
    return month_end(back.year, back.month) if following else back


def last(clock: Days, when: When, _year: int | None) -> Times:
    """`last week`, `the previous quarter`."""
    if when.unit == "day":
        return on_days(clock, clock.latest()[:2])
    first = unit_start(clock.today, when.unit)
    found = unit_before(clock, first, when.unit)
    if when.unit == "week" and clock.today.weekday() >= 5:
        return joined(found, clock.whole(first, "week"))
    if when.word in {"previous", "prior"}:
        before = unit_start(first - timedelta(days=1), when.unit)
        return joined(found, unit_before(clock, before, when.unit), clock.whole(first, when.unit))
    return found


def unit_before(clock: Days, first: date, unit: str) -> Times:
    """The unit before the one that starts on a day."""
    return clock.whole(unit_start(first - timedelta(days=1), unit), unit)


def rolling_ends(clock: Days, when: When) -> tuple[date, ...]:
    """The days a rolling period may end on: the latest, and the end of the month before."""
    ends = list(clock.latest())
    if when.unit in {"month", "quarter", "year"}:
        ended = clock.before(clock.today.replace(day=1))
        if ended:
            ends.append(ended)
    return tuple(dict.fromkeys(ends))


def calendar_units(clock: Days, when: When) -> list[str]:
    """The last so many completed weeks, months, quarters or years."""
    first = unit_start(clock.today, when.unit)
    end = clock.before(first)
    start_first = first
    for _ in range(when.number):
        start_first = unit_start(start_first - timedelta(days=1), when.unit)
    start = clock.before(start_first)
    return [span_word(start, end)] if start and end and start < end else []
