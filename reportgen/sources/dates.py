"""Dates as files write them -> day ordinals."""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Sequence
from datetime import date

from reportgen.model.catalog import Dating
from reportgen.model.sessions import Sessions, month_end

_MONTH = re.compile(r"(\d{4})-?(\d{2})")
_YEAR = re.compile(r"\d{4}")


def parse_day(text: str) -> date:
    """A day from 2025-10-01, 20251001, 2025-10 (its last day), 202510 or 2025 (31 December).

    Raises ValueError for anything else: 10/01/2025 could be two days.
    """
    try:
        return date.fromisoformat(text[:10])
    except ValueError:
        if match := _MONTH.fullmatch(text):
            year, month = int(match[1]), int(match[2])
            if 1 <= month <= 12:
                return date(year, month, monthrange(year, month)[1])
        if _YEAR.fullmatch(text):
            return date(int(text), 12, 31)
        raise


def ordinals(texts: Sequence[str], dated: Dating, sessions: Sessions | None) -> tuple[list[int], list[int]]:
    """The day ordinal of each row, and the positions of the rows whose date is none (their ordinal is 0)."""
    days, bad = [], []
    for position, text in enumerate(texts):
        try:
            day = parse_day(text)
        except ValueError:
            bad.append(position)
            days.append(0)
        else:
            days.append(placed(day, dated, sessions).toordinal())
    return days, bad


def placed(day: date, dated: Dating, sessions: Sessions | None) -> date:
    """The day a row is given: as written, or the last calendar day or session of its month.

    A month that the calendar does not reach gets its last calendar day.
    """
    if dated == "as_written":
        return day
    last = month_end(day)
    if dated == "month_end" or sessions is None or not sessions.covers(last):
        return last
    return sessions.on_or_before(last)
