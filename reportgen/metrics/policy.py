"""The policy rate: the target range, its moves, and the committee's meetings."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from itertools import pairwise

from reportgen.metrics.ask import Ask
from reportgen.metrics.declare import metric
from reportgen.metrics.found import Measured, Missing
from reportgen.model.dataset import Row, Table
from reportgen.model.printing import day as spelt
from reportgen.model.units import Display, Unit

KINDS = ("policy",)


@dataclass(frozen=True, slots=True)
class Decisions:
    """The target range as announced, oldest first."""

    ask: Ask
    table: Table
    rows: tuple[Row, ...]

    def on(self, day: date) -> Row:
        """The decision that stood on a day. Raises Missing before the first."""
        for row in reversed(self.rows):
            if announced(row) <= day:
                return row
        raise Missing(f"the target range is known from {spelt(announced(self.rows[0]))}")

    def bound(self, row: Row, side: str) -> float:
        """The lower or upper bound, recorded with the day it was announced."""
        self.ask.touch(self.table, row, "announced")
        effective = row["effective_date"]
        if isinstance(effective, date) and effective > self.ask.as_of:
            self.ask.note(f"announced on {spelt(announced(row))}, in force from {spelt(effective)}")
        return self.ask.row(self.table, row, side)

    def moves(self, first: date, last: date) -> list[tuple[Row, Row]]:
        """Pairs of decisions, the later of each announced between two days (both included)."""
        return [(old, new) for old, new in pairwise(self.rows) if first <= announced(new) <= last]


def announced(row: Row) -> date:
    """The day a decision was announced."""
    day = row["announced"]
    if not isinstance(day, date):
        raise Missing(f"row {row.number} of the target range has no day")
    return day


def decisions(ask: Ask) -> Decisions:
    """The subject's target range. Raises Missing where it has none."""
    table = ask.table("target")
    return Decisions(ask, table, tuple(sorted(table.rows, key=announced)))


def _asked_day(ask: Ask) -> date:
    """The as-of day, or the last day of the window."""
    return ask.as_of if ask.window is None else ask.dates().end


def _target(ask: Ask, value_of: Callable[[Decisions, Row], float]) -> Measured:
    found = decisions(ask)
    day = _asked_day(ask)
    row = found.on(day)
    return Measured(value_of(found, row), start=announced(row), end=day)


@metric(
    "target.lower",
    label="lower bound of the target range",
    unit=Unit.FRACTION,
    display=Display.PERCENT,
    precision=2,
    window="optional",
    kinds=KINDS,
    words=("target range", "policy rate", "lower bound"),
    example="fed.target.lower@2025-12-10",
)
def target_lower(ask: Ask) -> Measured:
    """Lower bound of the target range as announced by that day; the new range takes effect the day after."""
    return _target(ask, lambda found, row: found.bound(row, "lower"))


@metric(
    "target.upper",
    label="upper bound of the target range",
    unit=Unit.FRACTION,
    display=Display.PERCENT,
    precision=2,
    window="optional",
    kinds=KINDS,
    words=("target range", "policy rate", "upper bound"),
    example="fed.target.upper@2025-12-10",
)
def target_upper(ask: Ask) -> Measured:
    """Upper bound of the target range as announced by that day; the new range takes effect the day after."""
    return _target(ask, lambda found, row: found.bound(row, "upper"))


@metric(
    "target.mid",
    label="middle of the target range",
    unit=Unit.FRACTION,
    display=Display.PERCENT,
    precision=3,
    window="optional",
    kinds=KINDS,
    words=("midpoint", "middle of the range"),
    example="fed.target.mid",
)
def target_mid(ask: Ask) -> Measured:
    """Mean of the two bounds of the target range as announced by that day."""
    return _target(ask, lambda found, row: (found.bound(row, "lower") + found.bound(row, "upper")) / 2)


# -- moves -----------------------------------------------------------------------------------------


def _last_move(ask: Ask) -> tuple[Decisions, Row, Row]:
    """The last change of the range by the as-of day, or within the window. Raises Missing where there is none."""
    found = decisions(ask)
    first, last = date.min, ask.as_of
    if ask.window is not None:
        window = ask.dates()
        first, last = window.first, window.end
    moves = found.moves(first, last)
    if not moves:
        since = "" if first is date.min else f" between {spelt(first)} and {spelt(last)}"
        raise Missing(f"no move of the target range is known{since or ' by ' + spelt(last)}")
    return found, *moves[-1]


@metric(
    "target.change",
    label="change of the target range",
    unit=Unit.FRACTION_DIFFERENCE,
    display=Display.BASIS_POINTS,
    precision=0,
    window="optional",
    kinds=KINDS,
    words=("cut", "raised", "hiked", "lowered", "basis points"),
    example="fed.target.change@2025",
)
def target_change(ask: Ask) -> Measured:
    """Change of the upper bound over the window, by day of announcement; without one the last move there was."""
    if ask.window is None:
        found, old, new = _last_move(ask)
        value = found.bound(new, "upper") - found.bound(old, "upper")
        return Measured(value, start=announced(new), end=announced(new))
    found, window = decisions(ask), ask.dates()
    value = found.bound(found.on(window.end), "upper") - found.bound(found.on(window.start), "upper")
    return Measured(value, start=window.start, end=window.end)


@metric(
    "target.change.date",
    label="day of the last move of the target range",
    unit=Unit.DATE,
    display=Display.DATE,
    window="optional",
    kinds=KINDS,
    words=("last moved", "last cut", "last raised"),
    example="fed.target.change.date",
)
def target_change_date(ask: Ask) -> Measured:
    """The day the last move of the target range was announced, up to the as-of day or within the window."""
    found, _, new = _last_move(ask)
    found.bound(new, "upper")
    return Measured(announced(new), end=announced(new))


@metric(
    "target.moves",
    label="moves of the target range",
    unit=Unit.COUNT,
    display=Display.COUNT,
    precision=0,
    variants=(("cuts", "hikes"),),
    kinds=KINDS,
    words=("cuts", "hikes", "moves", "times"),
    example="fed.target.moves.cuts@2025",
)
def target_moves(ask: Ask) -> Measured:
    """Number of announced moves in the window; `cuts` or `hikes` counts those down or up."""
    found, window = decisions(ask), ask.dates()
    found.on(window.start)
    sizes = [_size(found, old, new) for old, new in found.moves(window.first, window.end)]
    if not sizes:
        found.bound(found.on(window.end), "upper")
    down, up = sum(size < 0 for size in sizes), sum(size > 0 for size in sizes)
    counts = {"cuts": down, "hikes": up}
    count = counts[ask.variants[0]] if ask.variants else down + up
    return Measured(float(count), start=window.first, end=window.end)


def _size(found: Decisions, old: Row, new: Row) -> float:
    return found.bound(new, "upper") - found.bound(old, "upper")


@metric(
    "target.days_unchanged",
    label="days since the last move of the target range",
    unit=Unit.DAYS,
    display=Display.DAYS,
    precision=0,
    window="none",
    kinds=KINDS,
    words=("on hold", "unchanged"),
    example="fed.target.days_unchanged",
)
def days_unchanged(ask: Ask) -> Measured:
    """Calendar days from the announcement of the last move to the as-of day."""
    found, _, new = _last_move(ask)
    found.bound(new, "upper")
    return Measured(float((ask.as_of - announced(new)).days), start=announced(new), end=ask.as_of)


ALL = (
    target_lower,
    target_upper,
    target_mid,
    target_change,
    target_change_date,
    target_moves,
    days_unchanged,
)
