"""On which closes a figure rests: every one there is, week-ends, or month-ends; and saying so.

Data may hold every session in recent years and only week-ends and month-ends before. A high, a low, a
record or a fall seen on them may differ from that of the daily closes, so it says what it was seen on.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from typing import TYPE_CHECKING

import numpy as np

from reportgen.metrics.ask import Ask
from reportgen.metrics.found import Missing
from reportgen.metrics.lines import Line
from reportgen.metrics.periods import all_sessions, period_ends
from reportgen.metrics.reads import Stretch
from reportgen.model.printing import day as spelt

if TYPE_CHECKING:
    from reportgen.metrics.periods import Days

CLOSES = ("every", "week_end", "month_end")
_ENDS = {"week_end": "weeks", "month_end": "months"}


def closes_of(ask: Ask) -> str:
    """Which closes the key names: `every` one there is, unless it says `week_end` or `month_end`."""
    return next((word for word in ask.variants if word in CLOSES), "every")


def chosen(ask: Ask, closes: Line, first: date, last: date, *, which: str | None = None) -> Stretch:
    """The closes of that kind from first to last, with a note of what they are. Raises Missing.

    The kind is the key's unless `which` is given.
    """
    found = closes.between(ask, first, last)
    which = which or closes_of(ask)
    if which == "every":
        for note in _resting(ask, closes, found):
            ask.note(note)
        return found
    ask.note(f"on {which.replace('_', '-')} closes")
    keep = np.isin(found.days, period_ends(ask, _ENDS[which]), assume_unique=True)
    if not keep.any():
        raise Missing(f"no {which.replace('_', '-')} close between {spelt(first)} and {spelt(last)}")
    return replace(found, days=found.days[keep], values=found.values[keep])


def _resting(ask: Ask, closes: Line, found: Stretch) -> tuple[str, ...]:
    if closes.monthly:
        return ("on month-end closes",)
    if all(series.frequency == "weekly" for series in closes.series):
        return ("on week-end closes",)
    dense = closes.dense_from
    if dense is None or found.day(0) >= dense:
        return ()
    sparse = found.until(dense - timedelta(days=1))
    if _holds(all_sessions(ask), sparse):
        return ()
    until = "" if found.day(-1) < dense else f" before {spelt(dense)}"
    return (f"on {_kind(ask, sparse)}{until}",)


def _kind(ask: Ask, sparse: Stretch) -> str:
    """What a stretch of closes holds: week-ends, month-ends, both, or neither in full."""
    names = [f"{word}-end" for word in ("week", "month") if _holds(period_ends(ask, f"{word}s"), sparse)]
    return f"{' and '.join(names)} closes" if names else "the few closes there are"


def _holds(ends: Days, sparse: Stretch) -> bool:
    low, high = np.searchsorted(ends, (sparse.days[0], sparse.days[-1] + 1))
    return bool(np.isin(ends[low:high], sparse.days).all())
