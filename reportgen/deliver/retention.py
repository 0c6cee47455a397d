"""How long the records of an edition are kept."""

from __future__ import annotations

from datetime import date


def kept_until(last_use: date, years: int, fiscal_year_end: str = "12-31") -> date:
    """The last day on which the records of an edition must be there.

    So many years after the end of the fiscal year (month-day) in which it was last used: Advisers Act rule
    204-2(e), whose five years begin there. The three years of SEC rule 17a-4(b) end before them.
    """
    month, day = map(int, fiscal_year_end.split("-"))
    ended = _on(last_use.year, month, day)
    if ended < last_use:
        ended = _on(last_use.year + 1, month, day)
    return _on(ended.year + years, month, day)


def _on(year: int, month: int, day: int) -> date:
    """That day of a year; 1 March for a 29 February it has not."""
    try:
        return date(year, month, day)
    except ValueError:
        return date(year, 3, 1)
