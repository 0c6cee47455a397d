"""The two axes of a panel: one for values, one for time, categories or numbers."""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import pairwise

from reportgen.model.exhibit import Area, Bars, Dots, Line, Panel, Ranges, X
from reportgen.render.chart.sketch import Point
from reportgen.render.chart.ticks import inner_ticks, log_ticks

Span = tuple[float, float]
TINY = 1e-12
"""The least value a scale by logarithms shows."""


@dataclass(frozen=True, slots=True)
class ValueAxis:
    """Values from `low` to `high`, drawn from `start` to `end` points; `start` is the bottom or the left."""

    low: float
    high: float
    start: float
    end: float
    log: bool
    ticks: tuple[float, ...]

    def at(self, value: float) -> float:
        """Where a value stands, in points. A value the scale cannot show stands at its low end."""
        if self.log:
            share = math.log(value / self.low) / math.log(self.high / self.low) if value > 0 else 0.0
        else:
            share = (value - self.low) / (self.high - self.low)
        return self.start + min(max(share, -1.0), 2.0) * (self.end - self.start)

    @property
    def base(self) -> float:
        """Where bars begin: zero, or the end nearest to it."""
        return self.at(min(max(0.0, self.low), self.high))


@dataclass(frozen=True, slots=True)
class PositionAxis:
    """Time, numbers, or categories in order, drawn from `start` to `end` points."""

    kind: str
    low: float
    high: float
    start: float
    end: float
    names: tuple[str, ...] = ()

    def at(self, x: X) -> float:
        """Where a position stands, in points."""
        if self.kind == "category":
            return self.start + (self.names.index(str(x)) + 0.5) * self.slot
        return self.start + (ordinal(x) - self.low) / (self.high - self.low) * (self.end - self.start)

    @property
    def slot(self) -> float:
        """The room of one category; it is negative where the axis runs backwards."""
        return (self.end - self.start) / max(len(self.names), 1)


@dataclass(frozen=True, slots=True)
class Plane:
    """Both axes together. A sideways panel swaps them."""

    across: PositionAxis
    up: ValueAxis
    sideways: bool

    def point(self, position: float, value: float) -> Point:
        """From points along the axes to a point of the drawing."""
        return (value, position) if self.sideways else (position, value)


def ordinal(x: X) -> float:
    """A date or number as a number."""
    if isinstance(x, date):
        return float(x.toordinal())
    return float(x)


def shown(value: float | None) -> bool:
    """Whether a value can be drawn at all."""
    return value is not None and math.isfinite(value)


def values_of(panel: Panel) -> list[float]:
    """Every value the marks and rules of a panel reach, zero included where bars or areas stand on it."""
    found: list[float | None] = [rule.y for rule in panel.rules]
    for mark in panel.marks:
        match mark:
            case Line() | Dots():
                found += mark.y
            case Bars() | Area():
                found += [*mark.y, 0.0]
            case Ranges():
                found += [*mark.low, *mark.high, *mark.mark]
    if panel.stacked:
        found += [total for pair in stack_totals(panel) for total in pair]
    return [value for value in found if value is not None and math.isfinite(value)]


def stack_totals(panel: Panel) -> tuple[Span, ...]:
    """For each category the sum of what lies below zero and of what lies above it."""
    sums: dict[X, list[float]] = {}
    for mark in panel.marks:
        if isinstance(mark, Bars):
            for x, y in zip(mark.x, mark.y, strict=True):
                if y is not None and math.isfinite(y):
                    sums.setdefault(x, [0.0, 0.0])[y > 0] += y
    return tuple((low, high) for low, high in sums.values())


def value_span(panel: Panel) -> Span | None:
    """The lowest and highest value to show, None where there is nothing."""
    if panel.y_range is not None:
        return panel.y_range
    found = values_of(panel)
    if panel.log:
        found = [value for value in found if value >= TINY] or found
    return (min(found), max(found)) if found else None


def value_axis(span: Span, start: float, end: float, *, panel: Panel, size: float) -> ValueAxis:
    """The axis for a span of values: round marks inside, as many as words of that size have room for.

    A little air is left at the ends, but for those that are a bar's foot or given by the panel.
    """
    most = max(2, min(5, int(abs(end - start) / (size * (4.5 if panel.horizontal else 2.0)))))
    stands = any(isinstance(mark, Bars | Area) for mark in panel.marks)
    log = panel.log and span[0] >= TINY and not stands
    low, high = _opened(span, log=log)
    if log:
        air = 1.0 if panel.y_range is not None else (high / low) ** 0.05
        low, high = low / air, high * air
        return ValueAxis(low, high, start, end, log=True, ticks=log_ticks(low, high, most) or _enough(low, high, most))
    if panel.y_range is None:
        air = (high - low) * max(0.06, _label_share(panel, abs(end - start), size))
        low = low if low == 0 and stands else low - air
        high = high if high == 0 and stands else high + air
    return ValueAxis(low, high, start, end, log=False, ticks=_enough(low, high, most))


def _opened(span: Span, *, log: bool) -> Span:
    """The span, opened a little where it is a single value or too narrow for numbers to tell apart."""
    low, high = span
    if high - low > 1e-9 * max(abs(low), abs(high)):
        return span
    if log:
        return low / 1.1, high * 1.1
    half = max(abs(low), abs(high)) * 0.1 or 1.0
    return low - half, high + half


def _label_share(panel: Panel, room: float, size: float) -> float:
    """The share of the axis that a word beyond the last bar takes."""
    if panel.horizontal or panel.stacked or not any(isinstance(mark, Bars) for mark in panel.marks):
        return 0.0
    return 1.4 * size / max(room, 4 * size)


def _enough(low: float, high: float, most: int) -> tuple[float, ...]:
    """As many round values inside the range as there is room for, and where that can be had not fewer than three."""
    found = [inner_ticks(low, high, count) for count in range(2, 10)]
    fitting = [ticks for ticks in found if 2 <= len(ticks) <= most]
    return max(fitting, key=len, default=inner_ticks(low, high, most)[:most])


def position_axis(panel: Panel, start: float, end: float) -> PositionAxis | None:
    """The axis of the positions all marks share, None where there are none."""
    places = [x for mark in panel.marks for x in mark.x]
    if not places:
        return None
    if panel.x_kind == "category":
        return PositionAxis("category", 0, 1, start, end, names_of(places))
    found = [ordinal(x) for x in places]
    low, high = min(found), max(found)
    if not high > low:
        low, high = low - 1, high + 1
    if any(isinstance(mark, Bars) for mark in panel.marks):
        half = _least_gap(found) / 2
        low, high = low - half, high + half
    elif panel.x_kind == "number":
        air = (high - low) * 0.03
        low, high = low - air, high + air
    return PositionAxis(panel.x_kind, low, high, start, end)


def names_of(places: Iterable[X]) -> tuple[str, ...]:
    """The categories in the order they first come."""
    return tuple(dict.fromkeys(str(x) for x in places))


def _least_gap(found: Sequence[float]) -> float:
    ordered = sorted(set(found))
    return min((b - a for a, b in pairwise(ordered)), default=1.0)


def bar_room(axis: PositionAxis, places: Sequence[X]) -> float:
    """The room of one bar along the axis, in points."""
    if axis.kind == "category":
        return abs(axis.slot)
    gap = _least_gap([ordinal(x) for x in places])
    return abs(axis.end - axis.start) * gap / (axis.high - axis.low)
