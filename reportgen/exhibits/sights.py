"""What a fact's chart shows: the lines or bars around the window it is about."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta

import numpy as np

from reportgen.errors import UnknownKeyError
from reportgen.exhibits.common import NotDrawnError, series_of
from reportgen.exhibits.lines import Stretch, floats, monthly, stretch, weekly
from reportgen.model.dataset import Entity, Series
from reportgen.model.exhibit import Bars, Format, Line, Mark, Role
from reportgen.model.facts import Fact, Facts, Unavailable
from reportgen.model.printing import day
from reportgen.model.units import Basis, Display

MOST_POINTS = 170
"""More points than this are thinned to weeks, then to months: finer than a telephone shows."""
_LEAST_CONTEXT = timedelta(days=60)
_SHORT_CONTEXT = timedelta(days=120)
"""What a window of a month is shown in; one of days in half of it."""
_ROOM = 0.6
"""Context on either side, as a share of the window."""
_MONTHS = 12
_MONTHLY = frozenset({"macro", "fund", "policy"})
"""Kinds of entities whose facts can be asked for month by month."""
_FORMS: Mapping[Display, Format] = {
    Display.PERCENT: "percent1", Display.POINTS: "points1", Display.BASIS_POINTS: "points1", Display.COUNT: "count",
    Display.DOLLARS: "dollars", Display.LEVEL: "level", Display.RATIO: "ratio2",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Window:
    """The stretch of time a fact is about; of a level both ends are its day."""

    start: date
    end: date

    def around(self, last: date) -> Window:
        """The window with the context a reader needs to judge it, no later than the last day."""
        length = self.end - self.start
        room = max(_LEAST_CONTEXT, min(_SHORT_CONTEXT, 4 * length), length * _ROOM)
        low = self.start.toordinal() - room.days
        return Window(date.fromordinal(max(low, 1)), max(min(self.end + room, last), self.end))


@dataclass(frozen=True, slots=True)
class Sight:
    """The marks of a chart, how its axis prints, and what it measures in words."""

    marks: tuple[Mark, ...]
    form: Format
    measure: str


def window_of(fact: Fact) -> Window:
    """The stretch of time a fact is about, back to the day it names where it names one."""
    days = [one for one in (fact.start, fact.end, fact.value if isinstance(fact.value, date) else None) if one]
    return Window(min(days, default=fact.as_of), max(days, default=fact.as_of))


def sight_of(book: Facts, fact: Fact, seen: Window) -> Sight:
    """What the chart of a fact shows over a stretch of time. Raises NotDrawnError where there is no line to show."""
    left, dash, right = fact.subject.partition("-")
    entities = book.dataset.entities
    first, second = entities.get(left), entities.get(right)
    if first is None or (dash and second is None):
        raise NotDrawnError(f"{fact.subject} has no series")
    if second is not None:
        return _pair(book, (first, second), fact, seen)
    if "price" in first.roles:
        return _levels(book, first, fact, seen)
    if first.kind == "rate":
        days, values = _thin(stretch(series_of(book, first, "level"), seen.start, seen.end), window_of(fact))
        return Sight((Line(first.short, "subject", days, floats(values)),), "rate2", first.name)
    return _by_month(book, first, fact, seen)


def _levels(book: Facts, entity: Entity, fact: Fact, seen: Window) -> Sight:
    """An index or a fund: its total return series where the fact is one and days are dense enough, else its closes."""
    part, what = "price", "close"
    if fact.basis is Basis.TOTAL and "total" in entity.roles:
        part, what = "total", "total return index"
    days, values = _thin(stretch(_series(book, entity, part), seen.start, seen.end), window_of(fact))
    return Sight((Line(entity.short, "subject", days, floats(values)),), "level", f"{entity.name}, {what}")


def _series(book: Facts, entity: Entity, part: str) -> Series:
    try:
        return series_of(book, entity, part)
    except NotDrawnError:
        return series_of(book, entity, "price")


def _pair(book: Facts, both: tuple[Entity, Entity], fact: Fact, seen: Window) -> Sight:
    """Two indices from a common start at the window's, or the gap between two yields."""
    one, other = both
    if "price" not in one.roles or "price" not in other.roles:
        return _gap(book, both, seen, window_of(fact))
    inside, marks = window_of(fact), list[Line]()
    base, last = inside.start, inside.end if inside.start < inside.end else seen.end
    roles: tuple[tuple[Entity, Role], ...] = ((one, "subject"), (other, "benchmark"))
    for entity, role in roles:
        days, values = stretch(series_of(book, entity, "price"), seen.start, last)
        at = max(bisect_right(days, base) - 1, 0)
        days, changes = _thin((days, values / values[at] - 1), inside)
        marks.append(Line(entity.short, role, days, floats(changes)))
    measure = f"{one.name} and {other.name}, change since the close of {day(base)}"
    return Sight(tuple(marks), "percent0", measure)


def _gap(book: Facts, both: tuple[Entity, Entity], seen: Window, kept: Window) -> Sight:
    """The level of one less that of another, in percentage points."""
    left, right = (series_of(book, entity, "level") for entity in both)
    low, high = stretch(left, seen.start, seen.end), stretch(right, seen.start, seen.end)
    mine, theirs = dict(zip(*low, strict=True)), dict(zip(*high, strict=True))
    days = tuple(day for day in low[0] if day in theirs)
    if len(days) < 2:
        raise NotDrawnError(f"{left.id} and {right.id} have no days in common")
    shown, values = _thin((days, np.asarray([mine[day] - theirs[day] for day in days])), kept)
    words = f"{both[0].name} less {both[1].name}, percentage points"
    return Sight((Line(both[0].short, "subject", shown, floats(values)),), "points1", words)


def _by_month(book: Facts, entity: Entity, fact: Fact, seen: Window) -> Sight:
    """The fact's own measure, month by month."""
    form = _FORMS.get(fact.display)
    windowed = book.metrics[fact.metric].window != "none" and entity.kind in _MONTHLY
    if form is None or isinstance(fact.value, date) or not windowed:
        raise NotDrawnError(f"{fact.key} has no series")
    found = [one for one in _monthly(book, fact, seen) if not isinstance(one.value, date)]
    if len(found) < 3:
        raise NotDrawnError(f"{fact.key} has no series")
    label = fact.label.partition(": ")[2] or fact.label
    days, values = tuple(one.as_of for one in found), tuple(one.number for one in found)
    if fact.display in {Display.COUNT, Display.DOLLARS}:
        inside = window_of(fact)
        picked = tuple(at for at, day in enumerate(days) if inside.start < day <= inside.end or day == inside.end)
        mark: Mark = Bars(entity.short, "subject", days, values, emphasis=picked)
    else:
        mark = Line(entity.short, "subject", days, values, step=entity.kind == "policy")
    return Sight((mark,), form, f"{entity.name}, {label.partition(',')[0]}, by month")


def _monthly(book: Facts, fact: Fact, seen: Window) -> Iterator[Fact]:
    stem = fact.key.partition("@")[0]
    first = min(seen.start, seen.end - timedelta(days=31 * _MONTHS))
    for at in range(first.year * 12 + first.month - 1, seen.end.year * 12 + seen.end.month):
        try:
            answer = book.get(f"{stem}@{at // 12:04d}-{at % 12 + 1:02d}")
        except UnknownKeyError:  # the metric counts in meetings, or in years
            return
        if not isinstance(answer, Unavailable):
            yield answer


def _thin(found: Stretch, kept: Window) -> Stretch:
    """The last value of each week or month where there are more days than a small chart can show; and the window's."""
    coarse = found
    for coarser in (weekly, monthly):
        if len(coarse[0]) > MOST_POINTS:
            coarse = coarser(*found)
    days, values = found
    wanted = {*coarse[0], kept.start, kept.end}
    at = [place for place, one in enumerate(days) if one in wanted]
    return tuple(days[place] for place in at), values[at]
