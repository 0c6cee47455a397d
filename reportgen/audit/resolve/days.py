"""The day a text speaks from, and the weeks, months and years around it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from reportgen.audit.grammar.when import Scope, When
from reportgen.audit.resolve.times import (
    Times,
    span_word,
    unit_end,
    unit_start,
    unit_word,
)
from reportgen.model.sessions import Sessions

_TO_DATE_WORDS = {"week": "wtd", "month": "mtd", "quarter": "qtd", "year": "ytd"}


@dataclass(frozen=True, slots=True)
class Days:
    """The day a text speaks from, the sessions it counts in, and the period it reports on, if it says."""

    today: date
    sessions: Sessions
    focus: date | None = None
    """The last day of the period that the title or the headings report on."""
    intraday: bool = False
    """Whether the text speaks from within a session."""
    within_days: bool = False
    """Whether it names highs or lows within a day, which closes do not show."""

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
        if ends and until is None and unit in _TO_DATE_WORDS:
            words = (*words, _TO_DATE_WORDS[unit])
        return Times(words, ends, ((self.today.year, self.today.month),), unit=unit)

    def first_day(self, when: When, year: int | None) -> date | None:
        """The first day of a named month, quarter or year; None for other periods."""
        chosen = when.year or year or self.today.year
        match when.scope:
            case Scope.MONTH if when.month:
                return date(self.year_of(when, year), when.month, 1)
            case Scope.QUARTER:
                return date(self.quarter_year(when, year), when.number * 3 - 2, 1)
            case Scope.YEAR:
                return date(chosen, 1, 1)
            case _:
                return None

    def year_of(self, when: When, year: int | None) -> int:
        """The year of a month: its own, one named nearby, or the latest that has begun."""
        if when.year is not None:
            return when.year
        month = when.month or 1
        if year is not None and date(year, month, 1) <= self.today:
            return year
        return self.today.year if month <= self.today.month else self.today.year - 1

    def quarter_year(self, when: When, year: int | None) -> int:
        """The year of a quarter: its own, one named nearby, or the latest that has begun."""
        if when.year is not None:
            return when.year
        if when.word == "last":
            return self.today.year - 1
        if year is not None:
            return year
        return self.today.year if when.number * 3 - 2 <= self.today.month else self.today.year - 1
