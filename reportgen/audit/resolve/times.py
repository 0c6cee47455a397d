"""What a period comes to on the calendar: window words for keys, days for levels, months for releases."""

from __future__ import annotations

from calendar import monthrange
from dataclasses import dataclass
from datetime import date, timedelta


@dataclass(frozen=True, slots=True)
class Times:
    """The readings of one expression of time, the likeliest first.

    `words` are windows as fact keys write them, `days` the days a level may be meant for, `months` calendar
    months as (year, month). `loose` where the text leaves the bounds open: such a period supports, and
    contradicts nothing.
    """

    words: tuple[str, ...] = ()
    days: tuple[date, ...] = ()
    months: tuple[tuple[int, int], ...] = ()
    loose: bool = False
    unit: str = ""
    label: str = ""


def joined(*several: Times, loose: bool = False) -> Times:
    """The readings of several periods together."""
    return Times(
        tuple(dict.fromkeys(word for one in several for word in one.words)),
        tuple(dict.fromkeys(day for one in several for day in one.days)),
        tuple(dict.fromkeys(month for one in several for month in one.months)),
        loose=loose,
        unit=several[0].unit if several else "",
    )


def month_word(year: int, month: int) -> str:
    """2025-08, as fact keys write it."""
    return f"{year:04d}-{month:02d}"


def month_end(year: int, month: int) -> date:
    """The last calendar day of a month."""
    return date(year, month, monthrange(year, month)[1])


def span_word(start: date, end: date) -> str:
    """A range as fact keys write it."""
    return f"{start.isoformat()}..{end.isoformat()}"


def months_back(day: date, months: int) -> date:
    """The same day of the month some months earlier, the month's last where it is shorter."""
    year, month = divmod(day.year * 12 + day.month - 1 - months, 12)
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))


def unit_start(day: date, unit: str) -> date:
    """The first calendar day of the week, month, quarter, half or year that holds a day."""
    match unit:
        case "week":
            return day - timedelta(days=day.weekday())
        case "month":
            return day.replace(day=1)
        case "quarter":
            return date(day.year, (day.month - 1) // 3 * 3 + 1, 1)
        case "half":
            return date(day.year, 1 if day.month < 7 else 7, 1)
        case "year":
            return date(day.year, 1, 1)
        case _:
            return day


def unit_word(first: date, unit: str) -> str:
    """The window word of the whole unit that begins on a day; empty for units that keys do not name."""
    match unit:
        case "month":
            return month_word(first.year, first.month)
        case "quarter":
            return f"{first.year}Q{(first.month - 1) // 3 + 1}"
        case "year":
            return str(first.year)
        case _:
            return ""


def unit_end(first: date, unit: str) -> date:
    """The last calendar day of the unit that begins on a day."""
    months = {"month": 1, "quarter": 3, "half": 6, "year": 12}.get(unit)
    if months is None:
        return first + timedelta(days=6 if unit == "week" else 0)
    last = months_back(first, -(months - 1))
    return month_end(last.year, last.month)
