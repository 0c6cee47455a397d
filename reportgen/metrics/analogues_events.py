"""When an event happened: the rules a report may declare, decided with the closes known on the day.

Pure functions of day ordinals and values, ascending. None looks ahead: the events up to a day do not
change when later closes are added.
"""

from __future__ import annotations

from collections import deque
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Days = NDArray[np.int32]
    Floats = NDArray[np.float64]

_EPOCH = date(1970, 1, 1).toordinal()
YEAR = 365
"""Days of a "52-week" high, and of a year's history before the first one is believed."""


@dataclass(frozen=True, slots=True)
class Event:
    """One event: its day, the high (or cycle peak) before it, the fall between the two (negative)."""

    day: date
    prior: date
    depth: float

    @property
    def gap(self) -> int:
        """Calendar days since the high before."""
        return (self.day - self.prior).days


def record_closes(days: Days, values: Floats, gap: int) -> tuple[Event, ...]:
    """First closes above every earlier one after at least `gap` days without such a close.

    One to an episode: the records that follow come without a gap. A high within `gap` days of the
    series' start is not believed to be one, since an earlier and higher may lie outside the data.
    """
    found: list[Event] = []
    peak = low = float(values[0])
    since = first = int(days[0])
    for day, value in zip(days.tolist()[1:], values.tolist()[1:], strict=True):
        low = min(low, value)
        if value > peak:
            if day - since >= gap and since - first >= gap:
                found.append(Event(date.fromordinal(day), date.fromordinal(since), low / peak - 1))
            peak, low, since = value, value, day
    return tuple(found)


def yearly_highs(days: Days, values: Floats, gap: int) -> tuple[Event, ...]:
    """First closes above all of the 365 days before, after at least `gap` days without such a close."""
    found: list[Event] = []
    window: deque[int] = deque()
    all_days, all_values = days.tolist(), values.tolist()
    last, low = None, float("inf")
    for at, (day, value) in enumerate(zip(all_days, all_values, strict=True)):
        while window and day - all_days[window[0]] > YEAR:
            window.popleft()
        low = min(low, value)
        if day - all_days[0] >= YEAR and window and value > all_values[window[0]]:
            if last is not None and day - all_days[last] >= gap:
                depth = low / all_values[last] - 1
                found.append(Event(date.fromordinal(day), date.fromordinal(all_days[last]), depth))
            last, low = at, value
        while window and all_values[window[-1]] <= value:
            window.pop()
        window.append(at)
    return tuple(found)


@dataclass(slots=True)
class _Cycle:
    """Where a ratio stands between its turning points, as positions in it.

    `peak` and `trough` are the last believed ones and move while they are exceeded; `before` is the peak
    of the cycle that ended last, to resume it should its end prove false.
    """

    ratio: Floats
    reversal: float
    minimum: int
    peak: int = 0
    trough: int = 0
    before: int | None = None
    falling: bool = False

    def step(self, at: int) -> bool:
        """Take in one more month; whether a cycle is seen to have ended with it."""
        return self._fall(at) if self.falling else self._rise(at)

    def _fall(self, at: int) -> bool:
        value, ratio = self.ratio[at], self.ratio
        if value < ratio[self.trough]:
            self.trough = at
        elif value > ratio[self.peak]:
            self.peak, self.falling = at, False
        elif value >= ratio[self.trough] * (1 + self.reversal) and self.trough - self.peak >= self.minimum:
            self.before, self.peak, self.falling = self.peak, at, False
            return True
        return False

    def _rise(self, at: int) -> bool:
        value, ratio = self.ratio[at], self.ratio
        if value < ratio[self.trough]:
            self.trough = at
            self.falling = self.before is not None
            self.peak = at if self.before is None else self.before
        elif value >= ratio[self.peak]:
            self.peak = at
        elif value <= ratio[self.peak] * (1 - self.reversal) and self.peak - self.trough >= self.minimum:
            self.trough, self.falling = at, True
        return False


def cycle_ends(days: Days, ratio: Floats, reversal: float, minimum: int) -> tuple[Event, ...]:
    """Month-ends at which a long fall of the ratio has turned: up by `reversal` from its low.

    A fall counts once the ratio lies `reversal` below its peak, and as a cycle once `minimum` months
    passed from peak to low; a rise must have lasted as long before a new peak is believed. The event is
    the month-end at which the rise is complete, not the low itself, which nobody knew on its day. A ratio
    that falls back through the low resumes the old cycle; the event stands, as it was believed then.
    Adapted from G. Bry and C. Boschan, "Cyclical Analysis of Time Series", NBER 1971.
    """
    cycle, found = _Cycle(ratio, reversal, minimum), []
    for at in range(1, len(ratio)):
        if cycle.step(at) and cycle.before is not None:
            depth = float(ratio[cycle.trough] / ratio[cycle.before] - 1)
            found.append(Event(_day(days, at), _day(days, cycle.before), depth))
    return tuple(found)


def _day(days: Days, at: int) -> date:
    return date.fromordinal(int(days[at]))


def as_dates(days: NDArray[np.integer[Any]]) -> NDArray[np.datetime64]:
    """Day ordinals as numpy dates."""
    return (np.asarray(days, dtype=np.int64) - _EPOCH).astype("datetime64[D]")


def last_of_each(period: str, days: NDArray[np.integer[Any]]) -> NDArray[np.int64]:
    """Positions of the last value of each "week" (Monday to Sunday) or "month"."""
    if period == "week":
        labels = (np.asarray(days, dtype=np.int64) - 1) // 7
    else:
        labels = as_dates(days).astype("datetime64[M]").astype(np.int64)
    return np.flatnonzero(np.append(np.diff(labels) != 0, True))
