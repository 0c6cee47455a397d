"""Rates by the day: the value in force on a session, and how dense the history is.

Yields are published the next day, and not on the bond market's own holidays; the further past may hold
week-ends or month-ends only.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

import numpy as np

from reportgen.metrics.ask import Ask
from reportgen.metrics.found import Missing
from reportgen.metrics.reads import Stretch
from reportgen.metrics.windows import SPAN, TO_DATE, Window
from reportgen.model.dataset import Series
from reportgen.model.printing import day as spelt
from reportgen.model.sessions import month_end
from reportgen.model.units import Unit

LONGEST_HOLIDAY = 4
"""Calendar days between two published values of a daily series: a week-end with a holiday on each side."""
LONGEST_WAIT = {"monthly": timedelta(days=75)}
_USUAL_WAIT = timedelta(days=8)


@dataclass(frozen=True, slots=True, eq=False)
class Quotes:
    """The days on which all of a subject's series have a value, ascending, and the value on each."""

    ask: Ask
    series: tuple[Series, ...]
    days: Sequence[int]
    value_at: Callable[[int], float]

    @property
    def first_day(self) -> date:
        """The first day with a value."""
        return date.fromordinal(self.days[0])

    @property
    def last_day(self) -> date:
        """The last day with a value."""
        return date.fromordinal(self.days[-1])

    def read(self, position: int) -> float:
        """The value at a position, recorded on every series."""
        day = date.fromordinal(self.days[position])
        for series in self.series:
            at = series.index_on(day)
            if at is not None:
                self.ask.at(series, at)
        return self.value_at(position)

    def latest(self) -> int:
        """The position of the last value. Raises Missing where it is too old to be called the latest."""
        first = self.series[0]
        wait = LONGEST_WAIT.get(first.frequency, _USUAL_WAIT)
        if first.stale_after_days is not None:
            wait = timedelta(days=first.stale_after_days)
        if self.ask.as_of - self.last_day > wait:
            raise Missing(f"the latest value is of {spelt(self.last_day)}, too long before {spelt(self.ask.as_of)}")
        return len(self.days) - 1

    def on(self, session: date) -> int:
        """The position of the value in force on a session: of that day, or of the last published before it.

        An earlier one counts only where values come daily and the days between are a holiday of the bond
        market. Of a monthly series it is the month's. Raises Missing elsewhere.
        """
        wanted = month_end(session) if self.series[0].frequency == "monthly" else session
        if wanted > self.last_day:
            raise Missing(
                f"the value of {spelt(session)} was not public on {spelt(self.ask.as_of)}; "
                f"the latest is of {spelt(self.last_day)}"
            )
        at = int(np.searchsorted(np.asarray(self.days), wanted.toordinal(), side="right")) - 1
        if at < 0:
            raise Missing(f"the history begins on {spelt(self.first_day)}")
        gap = wanted.toordinal() - self.days[at]
        if gap and (gap > LONGEST_HOLIDAY or not self.daily_at(at)):
            raise Missing(f"no value was published for {spelt(session)}; the one before is of {self._day(at)}")
        return at

    def daily_at(self, position: int) -> bool:
        """Whether the values up to a position come daily: the last five within ten days."""
        return position >= 4 and self.days[position] - self.days[position - 4] <= 10

    def _day(self, position: int) -> str:
        return spelt(date.fromordinal(self.days[position]))

    def window(self) -> Window:
        """The window asked for; one that counts back from today ends with the last value published.

        Raises Missing where nothing was published after its beginning.
        """
        monthly = self.series[0].frequency == "monthly"
        found = self.ask.dates(self.series[0] if monthly else None)
        today = SPAN.fullmatch(self.ask.window or "") or self.ask.window in TO_DATE
        if self.ask.window == "all":
            return Window(self.first_day, min(found.end, self.last_day))
        if found.start < self.first_day:
            raise Missing(f"the history begins on {spelt(self.first_day)}, after {spelt(found.start)}")
        if monthly or not today or found.end <= self.last_day:
            return found
        last = date.fromordinal(self.days[self.latest()])
        if last <= found.start:
            raise Missing(f"no value after {spelt(found.start)} was public on {spelt(self.ask.as_of)}")
        return Window(found.start, last, found.inside)

    def inside(self, window: Window) -> Stretch:
        """The values inside a window, recorded. Raises Missing where there is none."""
        first, last = window.first, window.end
        low, high = np.searchsorted(np.asarray(self.days), (first.toordinal(), last.toordinal() + 1))
        if low == high:
            raise Missing(f"no value was published between {spelt(first)} and {spelt(last)}")
        for series in self.series:
            self.ask.span(series, first, last)
        self.note_density(first)
        values = np.array([self.value_at(at) for at in range(int(low), int(high))])
        return Stretch(np.asarray(self.days)[low:high], values)

    def note_density(self, first: date) -> bool:
        """Tell where a search from that day on rests on week-ends or month-ends; whether it does."""
        since = self.daily_since()
        if self.series[0].frequency == "monthly" or (since is not None and first >= since):
            return False
        before = "" if since is None else f"before {spelt(since)} "
        self.ask.note(f"{before}the history holds week-ends and month-ends only")
        return True

    def daily_since(self) -> date | None:
        """The first day from which on values come daily; None where they never do."""
        gaps = np.flatnonzero(np.diff(np.asarray(self.days)) > LONGEST_HOLIDAY + 1)
        at = int(gaps[-1]) + 1 if len(gaps) else 0
        return date.fromordinal(self.days[at]) if self.daily_at(len(self.days) - 1) else None


def quotes(ask: Ask) -> Quotes:
    """The published values of a rate. Raises Missing where the subject has none."""
    series = _rate(ask, ask.subject)
    return Quotes(ask, (series,), series.days, lambda at: float(series.values[at]))


def differences(ask: Ask) -> Quotes:
    """The first rate of a pair less the second, on the days both were published. Raises Missing."""
    left, right = (_rate(ask, entity.id) for entity in ask.pair)
    if "monthly" in {left.frequency, right.frequency} and left.frequency != right.frequency:
        raise Missing(f"{left.id} and {right.id} are not published at the same times")
    days, at_left, at_right = np.intersect1d(np.asarray(left.days), np.asarray(right.days), return_indices=True)
    if not len(days):
        raise Missing(f"{left.id} and {right.id} have no day in common")
    gaps = np.asarray(left.values)[at_left] - np.asarray(right.values)[at_right]
    return Quotes(ask, (left, right), days.tolist(), lambda at: float(gaps[at]))


def _rate(ask: Ask, subject: str) -> Series:
    entity = ask.entity_of(subject)
    series = ask.series("level", subject)
    if entity.kind != "rate" or series.unit is not Unit.FRACTION:
        raise Missing(f"{entity.name} is no interest rate")
    return series
