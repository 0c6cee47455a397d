"""What stands behind a line over time: recessions as announced, moves of the policy rate."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta

from reportgen.exhibits.common import Plan
from reportgen.model.dataset import Origin, Table
from reportgen.model.exhibit import Band, Event
from reportgen.model.facts import Facts

_MOST_MOVES = 8
_NEAR = 20
"""Moves of the same kind within this share of the window (one in so many) are told as one."""


def recessions(book: Facts, first: date, last: date) -> tuple[tuple[Band, ...], tuple[Origin, ...]]:
    """The recessions within a window, from the month after a peak through a trough, and who dates them.

    Only what had been announced counts; one whose end had not been lasts to the window's end.
    """
    table = _turns(book)
    bands: list[Band] = []
    start: date | None = None
    for month, turn in sorted(_announced(table, book.as_of)) if table else ():
        if turn == "peak":
            start = _after(month)
        elif start is not None:
            bands.append(Band(start, _after(month) - timedelta(days=1), "recession"))
            start = None
    if start is not None:
        bands.append(Band(start, last, "recession"))
    shown = tuple(band for band in bands if band.end > first and band.start < last)
    return shown, (table.origin,) if shown and table else ()


def shaded(bands: tuple[Band, ...]) -> str:
    """What a subtitle adds where recessions are shaded."""
    return "; recessions shaded" if bands else ""


def _turns(book: Facts) -> Table | None:
    return next((table for table in book.dataset.tables.values() if table.kind == "recessions"), None)


def _announced(table: Table, as_of: date) -> Iterator[tuple[date, str]]:
    for row in table.rows:
        month = row["month"]
        if row.known <= as_of and isinstance(month, date):
            yield month, str(row["turn"])


def _after(month: date) -> date:
    """The first day of the next month."""
    return (month.replace(day=1) + timedelta(days=32)).replace(day=1)


def policy_moves(book: Facts, plan: Plan, first: date, last: date) -> tuple[tuple[Event, ...], tuple[Origin, ...]]:
    """Cuts and rises of the policy rate within a window, and whose record they are from; none where they are many."""
    policy = book.dataset.entities.get(plan.roles.get("policy", ""))
    table = book.dataset.tables.get(policy.roles.get("target", "")) if policy else None
    if policy is None or table is None:
        return (), ()
    moves = [(day, size) for day, size in _moves(table, book.as_of) if first < day < last]
    told: list[Event] = []
    for day, size in moves:
        words = f"{policy.short} {'rise' if size > 0 else 'cut'}"
        near = told and isinstance(told[-1].at, date) and (day - told[-1].at) * _NEAR < last - first
        if near and told[-1].label.rstrip("s") == words:
            told[-1] = Event(told[-1].at, f"{words}s")
        else:
            told.append(Event(day, words))
    return (tuple(told), (table.origin,)) if 0 < len(told) <= _MOST_MOVES else ((), ())


def _moves(table: Table, as_of: date) -> Iterator[tuple[date, float]]:
    """Every announced change of the upper bound."""
    before: float | None = None
    for row in table.rows:
        day, upper = row["announced"], row["upper"]
        if row.known > as_of or not isinstance(day, date) or not isinstance(upper, int | float):
            continue
        if before is not None and upper != before:
            yield day, upper - before
        before = float(upper)
