"""Expressions of time as a text puts them, before any calendar is asked."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Scope(StrEnum):
    """What kind of time is named."""

    DAY = "day"
    WEEKDAY = "weekday"
    WEEK = "week"
    """The week that holds or ends on `start`."""
    MONTH = "month"
    QUARTER = "quarter"
    HALF = "half"
    YEAR = "year"
    YEARS = "years"
    """A run of calendar months or years, both ends included."""
    DECADE = "decade"
    FIRST_MONTHS = "first months"
    TO_DATE = "to date"
    THIS = "this"
    THE = "the"
    LAST = "last"
    ROLLING = "rolling"
    SINCE = "since"
    UNTIL = "until"
    BETWEEN = "between"
    AT = "at"
    """A point: the end, start or middle of something, or a day."""
    ANCHOR = "anchor"
    """A high or low that the data must find."""
    YEAR_AGO = "year ago"
    MONTH_AGO = "month ago"
    EVERY = "every"
    """A frequency: monthly, annual."""
    EARLIER = "earlier"
    """The same period as `start`, one `unit` before."""
    SAME = "same"
    """The period last spoken of: "over the same period"."""
    VAGUE = "vague"


@dataclass(frozen=True, slots=True)
class When:
    """One expression of time. Which fields count depends on `scope`.

    `number` is a quarter, a half, a count of units or a weekday; `unit` a day, week, month, quarter or
    year; `word` a remark: "last", "this", "low", "record", "end", "start", "mid". `start` and `end` nest.
    """

    scope: Scope
    year: int | None = None
    month: int | None = None
    day: int | None = None
    number: int = 0
    unit: str = ""
    word: str = ""
    start: When | None = None
    end: When | None = None


@dataclass(frozen=True, slots=True)
class Stretch:
    """A `When` and the tokens it takes, the last one excluded."""

    when: When
    first: int
    last: int
