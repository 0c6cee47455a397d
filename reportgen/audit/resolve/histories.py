"""Returns of every week, month, quarter or year a series covers, for superlatives and runs."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from reportgen.audit.resolve.clock import Clock
from reportgen.audit.resolve.shelf import Shelf
from reportgen.audit.resolve.times import unit_end, unit_start


@dataclass(frozen=True, slots=True)
class Stretch:
    """One unit's return: the sessions it runs between and its value."""

    start: date
    end: date
    value: float


def returns_of(who: str, unit: str, role: str, shelf: Shelf, clock: Clock) -> list[Stretch]:
    """The returns of every whole unit, the oldest first; the running one last, to the latest close.

    A unit counts only where both its boundary sessions have a close.
    """
    series = shelf.series(who, role)
    if series is None or not len(series):
        return []
    last = min(clock.today, series.last_day)
    if unit == "day":
        return _daily(series.days, series.values, last, clock)
    out: list[Stretch] = []
    first = unit_start(series.first_day, unit)
    close: tuple[date, float] | None = None
    while first <= last:
        end = clock.session(min(unit_end(first, unit), last))
        value = series.value_on(end) if end is not None else None
        if value is None and end is not None and role == "total":
            value = series.value_on(unit_end(end, "month"))
        if close is not None and value is not None and end is not None and close[0] < end:
            out.append(Stretch(close[0], end, value / close[1] - 1))
        close = (end, value) if value is not None and end is not None else None
        first = unit_end(first, unit) + timedelta(days=1)
    return out


def _daily(days: Sequence[int], values: Sequence[float], last: date, clock: Clock) -> list[Stretch]:
    """Returns from session to session, where no session is left out."""
    out: list[Stretch] = []
    stop = bisect_right(days, last.toordinal())
    for at in range(1, stop):
        start, end = date.fromordinal(days[at - 1]), date.fromordinal(days[at])
        if (end - start).days <= 5 and clock.before(end) == start:
            out.append(Stretch(start, end, values[at] / values[at - 1] - 1))
    return out


def gaps_of(pair: tuple[str, str], unit: str, role: str, shelf: Shelf, clock: Clock) -> list[Stretch]:
    """The differences of two entities' returns, unit by unit."""
    rival = {(one.start, one.end): one.value for one in returns_of(pair[1], unit, role, shelf, clock)}
    own = returns_of(pair[0], unit, role, shelf, clock)
    return [
        Stretch(one.start, one.end, one.value - rival[one.start, one.end])
        for one in own
        if (one.start, one.end) in rival
    ]
