"""Trading sessions of one exchange, as a sorted run of day ordinals."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from calendar import monthrange
from dataclasses import dataclass
from datetime import date, timedelta


def month_end(day: date) -> date:
    """The last calendar day of the day's month."""
    return day.replace(day=monthrange(day.year, day.month)[1])


@dataclass(frozen=True, slots=True)
class Sessions:
    """Every session of an exchange between two days (proleptic ordinals, ascending)."""

    name: str
    ordinals: tuple[int, ...]

    def covers(self, day: date) -> bool:
        """Whether the calendar reaches that far in both directions."""
        return bool(self.ordinals) and self.ordinals[0] <= day.toordinal() <= self.ordinals[-1]

    def is_session(self, day: date) -> bool:
        """Whether the exchange trades on that day."""
        at = bisect_left(self.ordinals, day.toordinal())
        return at < len(self.ordinals) and self.ordinals[at] == day.toordinal()

    def on_or_before(self, day: date) -> date:
        """The last session on or before a day. Raises LookupError where the calendar does not reach."""
        at = bisect_right(self.ordinals, day.toordinal()) - 1
        if at < 0 or not self.covers(day):
            raise LookupError(f"the {self.name} calendar does not cover {day.isoformat()}")
        return date.fromordinal(self.ordinals[at])

    def on_or_after(self, day: date) -> date:
        """The first session on or after a day. Raises LookupError where the calendar does not reach."""
        at = bisect_left(self.ordinals, day.toordinal())
        if at >= len(self.ordinals) or not self.covers(day):
            raise LookupError(f"the {self.name} calendar does not cover {day.isoformat()}")
        return date.fromordinal(self.ordinals[at])

    def before(self, day: date) -> date:
        """The last session strictly before a day."""
        return self.on_or_before(day - timedelta(days=1))

    def between(self, start: date, end: date) -> tuple[date, ...]:
        """The sessions from start to end, both included."""
        low = bisect_left(self.ordinals, start.toordinal())
        high = bisect_right(self.ordinals, end.toordinal())
        return tuple(date.fromordinal(ordinal) for ordinal in self.ordinals[low:high])

    def last_of_month(self, year: int, month: int) -> date:
        """The last session of a calendar month."""
        following = date(year + month // 12, month % 12 + 1, 1)
        return self.before(following)

    def last_of_week(self, day: date) -> date:
        """The last session of the Monday-to-Sunday week that holds the day."""
        return self.on_or_before(day + timedelta(days=6 - day.weekday()))

    def ends_month(self, day: date) -> bool:
        """Whether the day is the last session of its calendar month."""
        return self.covers(month_end(day)) and self.last_of_month(day.year, day.month) == day
