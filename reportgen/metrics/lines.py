"""Lines: the closes of a subject, or the ratio of a pair's two sides, as arrays.

Highs, lows, drawdowns, records and cycles read lines, so each of them holds for an index and for a ratio.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

import numpy as np

from reportgen.metrics.ask import Ask
from reportgen.metrics.found import Missing
from reportgen.metrics.periods import all_sessions
from reportgen.metrics.reads import Stretch
from reportgen.metrics.windows import DAY, Window
from reportgen.model.dataset import Series
from reportgen.model.printing import day as spelt
from reportgen.model.sessions import month_end
from reportgen.model.units import Basis, Standing, weakest

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Days = NDArray[np.int32]
    Values = NDArray[np.float64]


@dataclass(frozen=True, slots=True, eq=False)
class Line:
    """Closes on the days all its series have: one series, or the first over the second.

    `backtested` is the day before which an index among them was calculated afterwards.
    """

    series: tuple[Series, ...]
    days: Days
    values: Values
    backtested: date | None = None

    @property
    def first_day(self) -> date:
        """The day of the first close."""
        return date.fromordinal(int(self.days[0]))

    @property
    def last_day(self) -> date:
        """The day of the last close."""
        return date.fromordinal(int(self.days[-1]))

    @property
    def shortest(self) -> Series:
        """The series that ends first; windows that count back from today end with it."""
        return min(self.series, key=lambda series: series.last_day)

    @property
    def dense_from(self) -> date | None:
        """The first day from which every session has a close, where the catalog says so."""
        return max((series.dense_from for series in self.series if series.dense_from is not None), default=None)

    @property
    def monthly(self) -> bool:
        """Whether there are month-end values only."""
        return any(series.frequency == "monthly" for series in self.series)

    def on(self, ask: Ask, day: date) -> float:
        """The value of exactly that day, recorded. Raises Missing("no close on ...")."""
        self._tell(ask, day)
        values = [ask.close(series, day) for series in self.series]
        return values[0] if len(values) == 1 else values[0] / values[1]

    def between(self, ask: Ask, first: date, last: date) -> Stretch:
        """The closes from first to last, both included, recorded. Raises Missing where there is none."""
        low, high = np.searchsorted(self.days, (first.toordinal(), last.toordinal() + 1))
        if low == high:
            raise Missing(f"no close between {spelt(first)} and {spelt(last)}")
        self._tell(ask, date.fromordinal(int(self.days[low])))
        for series in self.series:
            ask.span(series, first, month_end(last) if series.frequency == "monthly" else last)
        return Stretch(self.days[low:high], self.values[low:high])

    def _tell(self, ask: Ask, first: date) -> None:
        if self.backtested is not None and first < self.backtested:
            ask.note(f"levels before {spelt(self.backtested)} are back-tested")


def line(ask: Ask, subject: str | None = None, basis: Basis | None = None) -> Line:
    """The line of a subject or a pair. Raises Missing where a series is absent or the two never meet."""
    who, how = subject or ask.subject, basis or ask.basis
    return ask.recall(f"line {who} {how}", lambda: _line(ask, who, how))


def _line(ask: Ask, who: str, how: Basis) -> Line:
    series = tuple(ask.series(how.value, part) for part in who.split("-"))
    days, values = _session_days(ask, series[0]), np.asarray(series[0].values)
    backtested = max(filter(None, (ask.entity_of(part).backtested_until for part in who.split("-"))), default=None)
    if len(series) == 1:
        return Line(series, days, values, backtested)
    both, left, right = np.intersect1d(days, _session_days(ask, series[1]), assume_unique=True, return_indices=True)
    if not len(both):
        raise Missing(f"{series[0].id} and {series[1].id} have no day in common")
    return Line(series, both, values[left] / np.asarray(series[1].values)[right], backtested)


def _session_days(ask: Ask, series: Series) -> Days:
    """The series' days; of a monthly one, dated by calendar months, the last sessions of those months."""
    days = np.asarray(series.days)
    if series.frequency != "monthly":
        return days
    sessions = all_sessions(ask)
    at = np.searchsorted(sessions, days, side="right") - 1
    inside = (days >= sessions[0]) & (days <= sessions[-1])
    return np.where(inside & (days - sessions[at] < 7), sessions[at], days)


def window_of(ask: Ask, closes: Line) -> Window:
    """The window asked for. Raises Missing where the closes do not cover it."""
    if ask.window == "all":
        return Window(closes.first_day, ask.dates(closes.shortest).end)
    window = ask.dates(closes.shortest)
    if closes.first_day > window.start:
        raise Missing(f"the closes begin on {spelt(closes.first_day)}, after {spelt(window.start)}")
    return _ended(closes, window)


def history_of(ask: Ask, closes: Line) -> Window:
    """From the first close to the day asked for: the as-of session, or the day named.

    Any other window is taken as it is.
    """
    if ask.window is not None and not DAY.fullmatch(ask.window):
        return window_of(ask, closes)
    end = ask.session(date.fromisoformat(ask.window)) if ask.window else ask.today(closes.shortest)
    return _ended(closes, Window(closes.first_day, end))


def _ended(closes: Line, window: Window) -> Window:
    if closes.last_day < window.end:
        raise Missing(f"no close on {spelt(window.end)}: the last is of {spelt(closes.last_day)}")
    if closes.first_day > window.end:
        raise Missing(f"the closes begin on {spelt(closes.first_day)}")
    return window


def stand_in(ask: Ask, closes: Line, start: date, end: date, *, scale: float = 1.0) -> Standing | None:
    """Widen the fact by what proxies may be off over that time; its standing where one was used.

    `scale` turns a tolerance of returns into one of the fact's own unit: a level for levels.
    """
    off = [series.proxy.over(start, end) for series in closes.series if series.proxy is not None]
    for tolerance in off:
        ask.tolerate(tolerance * abs(scale))
    if not any(off):
        return None
    return weakest(Standing.ESTIMATED, *(series.origin.standing for series in closes.series))
