"""Monthly series: which month is asked for, its value, and why there is none."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from reportgen.metrics.ask import Ask
from reportgen.metrics.found import Missing
from reportgen.metrics.windows import MONTH, months_before
from reportgen.model.dataset import Series
from reportgen.model.printing import day as spelt
from reportgen.model.printing import month as named
from reportgen.model.sessions import month_end

LONGEST_WAIT = timedelta(days=130)
"""A month that ended longer ago is no longer the latest: a shutdown held a release back by 114 days."""


def months_back(month: date, count: int) -> date:
    """The last day of the month `count` months before; a negative count goes forward."""
    return month_end(months_before(month.replace(day=1), count))


@dataclass(frozen=True, slots=True)
class Monthly:
    """A subject's monthly series as one question reads it."""

    ask: Ask
    series: Series

    def month(self) -> date:
        """The month asked for, by its last day; without one the latest released.

        Raises Missing for another kind of window, and where the latest month is too long ago.
        """
        window = self.ask.window
        if window is not None:
            if not MONTH.fullmatch(window):
                raise Missing(f"{self.ask.info.name} is a monthly figure: @{window} is no month, such as @2025-09")
            return month_end(date.fromisoformat(f"{window}-01"))
        latest = self.series.last_day
        if self.ask.as_of - latest > LONGEST_WAIT:
            raise Missing(f"the latest month at hand is {named(latest)}, too long before {spelt(self.ask.as_of)}")
        return latest

    def at(self, month: date) -> float:
        """The value of a month, recorded. Raises Missing with the reason where there is none."""
        position = self.series.index_on(month)
        if position is None:
            raise Missing(self.why_not(month))
        return self.ask.at(self.series, position)

    def has(self, month: date) -> bool:
        """Whether the month has a value."""
        return self.series.index_on(month) is not None

    def why_not(self, month: date) -> str:
        """Why a month has no value, in words for a reader.

        That a month was never collected is said once a later one is out: before, nobody could know.
        """
        what = f"{self.ask.entity.name} for {named(month)}"
        if month > self.series.last_day:
            return f"no figure of {what} was public on {spelt(self.ask.as_of)}"
        if month in self.series.known_holes:
            return f"there is no figure of {what}: it was never collected"
        if month < self.series.first_day:
            return f"{self.ask.entity.name} is known from {named(self.series.first_day)}"
        return f"there is no figure of {what}"

    def note_revision(self) -> bool:
        """Tell where the edition is older than the data: its figures were revised since. Whether that is so."""
        vintage = vintage_month(self.series.origin.vintage)
        if vintage is None or self.ask.as_of >= vintage:
            return False
        self.ask.note(f"as since revised: data of {named(vintage)}, not as first published")
        return True

    def note_holes(self, first: date, last: date) -> None:
        """Tell which months between two days were never collected."""
        for hole in sorted(self.series.known_holes):
            if first <= hole <= last:
                self.ask.note(f"{named(hole)} was never collected")


def monthly(ask: Ask) -> Monthly:
    """The subject's monthly series. Raises Missing where it has none."""
    series = ask.series("level")
    if series.frequency != "monthly":
        raise Missing(f"{ask.info.name} needs a monthly series; that of {ask.entity.name} is {series.frequency}")
    found = Monthly(ask, series)
    found.note_revision()
    return found


def vintage_month(text: str | None) -> date | None:
    """The first day of the month a vintage is of ("August 2026", "2026-08", "2026-08-22"); None where unknown."""
    for form in ("%B %Y", "%Y-%m", "%Y-%m-%d"):
        try:
            return datetime.strptime(text or "", form).date().replace(day=1)  # noqa: DTZ007 - a day has no zone
        except ValueError:
            continue
    return None


def last_as_far(found: Monthly, month: date, value_of: Callable[[date], float | None], *, up: bool) -> date:
    """The last month before in which the value was at least as high (as low where not `up`).

    So the value is the highest since then. Raises Missing where the month before already was, and where no
    month of the series was.
    """
    here = value_of(month)
    if here is None:
        raise Missing(found.why_not(month))
    side = "high" if up else "low"
    earlier = months_back(month, 1)
    seen = False
    while earlier >= found.series.first_day:
        value = value_of(earlier)
        if value is not None and (value >= here if up else value <= here):
            if not seen:
                raise Missing(f"{named(month)} is no new {side}: {named(earlier)} was as {side}")
            found.note_holes(earlier, month)
            found.ask.span(found.series, earlier, month)
            return earlier
        seen = seen or value is not None
        earlier = months_back(earlier, 1)
    raise Missing(f"no month since {named(found.series.first_day)}, where the series begins, was as {side}")
