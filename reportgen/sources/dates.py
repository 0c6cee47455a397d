"""Dates as files write them -> day ordinals."""

from __future__ import annotations

import re
from calendar import monthrange
from datetime import date
from typing import TYPE_CHECKING

import numpy as np

from reportgen.errors import Problem
from reportgen.model.catalog import DatasetSpec, Dating
from reportgen.model.sessions import Sessions, month_end
from reportgen.sources.checks.column import others
from reportgen.sources.readers import Parsed

if TYPE_CHECKING:
    from numpy.typing import NDArray

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


def day_ordinals(
    spec: DatasetSpec, parsed: Parsed, sessions: Sessions | None
) -> tuple[NDArray[np.int64], list[Problem]]:
    """The day ordinal of each row, and the problem of a row whose date is none (its ordinal is 1)."""
    texts = parsed.cells[parsed.date or ""]
    days, bad = np.ones(len(texts), dtype=np.int64), []
    for at, text in enumerate(texts):
        try:
            day = parse_day(text)
        except ValueError:
            bad.append(at)
        else:
            days[at] = placed(day, spec.dated, sessions).toordinal()
    if not bad:
        return days, []
    what = f"{texts[bad[0]]!r} is no date.{others(len(bad))}"
    return days, [Problem(spec.file, what, "Write dates as 2025-01-31.", row=parsed.lines[bad[0]], key=parsed.date)]


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
