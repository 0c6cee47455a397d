"""The period a flow is asked for: what came in after one session's close and up to another's."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from reportgen.metrics.ask import Ask
from reportgen.metrics.found import Missing
from reportgen.metrics.windows import DAY, MONTH, QUARTER, RANGE, YEAR
from reportgen.model.dataset import Origin, Series
from reportgen.model.printing import day as spelt
from reportgen.model.printing import month as named
from reportgen.model.sessions import month_end

TWO_MONTHS = 62
"""Monthly flows older than this belong to no window to date, where the catalog says nothing."""
LAG_SESSIONS = 5
"""Flows are reported a day or more late: a window to date may end that many sessions early, and says so."""

_NOWHERE = Origin("flows", "", "", "", "")
"""Of the stand-in that tells a window where monthly data end; never read."""


@dataclass(frozen=True, slots=True)
class Period:
    """From the close of session `after` to the close of `end`; `first` is the first calendar day inside."""

    after: date
    first: date
    end: date
    whole_months: bool

    @property
    def words(self) -> str:
        """The period for a label: "January 2026 to March 2026", or two dates."""
        if not self.whole_months:
            return f"after {spelt(self.after)} to {spelt(self.end)}"
        if month_number(self.first) == month_number(self.end):
            return named(self.end)
        return f"{named(self.first)} to {named(self.end)}"


def month_number(day: date) -> int:
    """Months since year 0."""
    return day.year * 12 + day.month - 1


def period(ask: Ask, last: date, *, monthly: bool = False, limit: int | None = None) -> Period:
    """The window for data that end on a day: windows to date end there, where that is recent.

    `limit` is how many days old monthly data may be for a window to date. Raises Missing where the window has
    not ended, or the data end too early for it.
    """
    token = ask.window or ""
    if any(pattern.fullmatch(token) for pattern in (MONTH, QUARTER, YEAR, RANGE, DAY)):
        window = ask.dates()
        if window.end > last:
            raise Missing(f"flows of {ask.entity.name} are known to {spelt(last)} only")
        return _period(ask, window.start, window.end)
    if monthly:
        if (age := (ask.as_of - last).days) > (TWO_MONTHS if limit is None else limit):
            raise Missing(f"flows of {ask.entity.name} end on {spelt(last)}, {age} days before {spelt(ask.as_of)}")
        window = ask.dates(Series.of("flows", [last], [0.0], origin=_NOWHERE, frequency="monthly"))
        return _period(ask, window.start, window.end)
    missing = len(ask.sessions.between(last + timedelta(days=1), ask.as_of))
    if missing > LAG_SESSIONS:
        raise Missing(f"flows of {ask.entity.name} end on {spelt(last)}, {missing} sessions before {spelt(ask.as_of)}")
    window = ask.dates()
    end = min(window.end, last)
    if end <= window.start:
        raise Missing(f"flows of {ask.entity.name} are known to {spelt(last)} only")
    return _period(ask, window.start, end)


def _period(ask: Ask, after: date, end: date) -> Period:
    begins = month_end(after) if _is_month_end(ask, after) else after
    whole = _is_month_end(ask, after) and _is_month_end(ask, end)
    return Period(after, begins + timedelta(days=1), end, whole)


def _is_month_end(ask: Ask, day: date) -> bool:
    return (day + timedelta(days=1)).day == 1 or ask.sessions.last_of_month(day.year, day.month) == day
