"""Pieces of time charts: stretches of a series, rebased, thinned, split by month."""

from __future__ import annotations

from datetime import date, timedelta

import numpy as np
from numpy.typing import NDArray

from reportgen.exhibits.common import NotDrawnError
from reportgen.model.dataset import Series
from reportgen.model.facts import Fact
from reportgen.model.printing import printed

Stretch = tuple[tuple[date, ...], NDArray[np.float64]]


def stretch(series: Series, start: date, end: date) -> Stretch:
    """The values from start to end. Raises NotDrawnError where there are fewer than two."""
    days = np.asarray(series.days)
    low = int(np.searchsorted(days, start.toordinal(), side="left"))
    high = int(np.searchsorted(days, end.toordinal(), side="right"))
    if high - low < 2:
        raise NotDrawnError(f"{series.id} has no values between {start.isoformat()} and {end.isoformat()}")
    return tuple(date.fromordinal(int(at)) for at in days[low:high]), np.asarray(series.values)[low:high].copy()


def weekly(days: tuple[date, ...], values: NDArray[np.float64]) -> Stretch:
    """The last value of each week, the first and the last of all kept."""
    weeks = [day - timedelta(days=day.weekday()) for day in days]
    last = len(days) - 1
    keep = [at for at in range(len(days)) if at in {0, last} or weeks[at] != weeks[at + 1]]
    return tuple(days[at] for at in keep), values[keep]


def monthly(days: tuple[date, ...], values: NDArray[np.float64]) -> Stretch:
    """The last value of each month, the first and the last of all kept."""
    last = len(days) - 1
    keep = [at for at in range(len(days)) if at in {0, last} or days[at].month != days[at + 1].month]
    return tuple(days[at] for at in keep), values[keep]


def common(left: Series, right: Series) -> Stretch:
    """The ratio of two series on the days both have."""
    a, b = np.asarray(left.days), np.asarray(right.days)
    both, at_a, at_b = np.intersect1d(a, b, assume_unique=True, return_indices=True)
    if len(both) < 2:
        raise NotDrawnError(f"{left.id} and {right.id} have no days in common")
    ratio = np.asarray(left.values)[at_a] / np.asarray(right.values)[at_b]
    return tuple(date.fromordinal(int(day)) for day in both), ratio


def floats(values: NDArray[np.float64]) -> tuple[float | None, ...]:
    """Values for a mark; not-a-number breaks the line."""
    return tuple(None if np.isnan(value) else float(value) for value in values)


def updown(fact: Fact) -> str:
    """The adverb of a printed change: "up ", "down " or "unchanged at "."""
    shown = printed(fact)
    if not shown.strip("-\u2212+0.,% "):
        return "unchanged at "
    return "up " if fact.number > 0 else "down "
