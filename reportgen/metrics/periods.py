"""Calendar periods of an exchange: the last session of every week, month, quarter and year."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from typing import TYPE_CHECKING

import numpy as np

from reportgen.metrics.ask import Ask

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Days = NDArray[np.int32]
    Labels = NDArray[np.int64]

PERIODS = ("weeks", "months", "quarters", "years")

_EPOCH = date(1970, 1, 1).toordinal()


def month_numbers(days: Days) -> Labels:
    """The months of some days, counted from January 1970."""
    return (days.astype(np.int64) - _EPOCH).astype("datetime64[D]").astype("datetime64[M]").astype(np.int64)


_LABELS: Mapping[str, Callable[[Days], Labels]] = {
    "days": lambda days: days.astype(np.int64),
    "weeks": lambda days: (days.astype(np.int64) - 1) // 7,  # day ordinal 1 was a Monday
    "months": month_numbers,
    "quarters": lambda days: month_numbers(days) // 3,
    "years": lambda days: month_numbers(days) // 12,
}


def all_sessions(ask: Ask) -> Days:
    """Every session of the subject's exchange."""
    name = ask.calendar
    return ask.recall(f"sessions {name}", lambda: np.asarray(ask.sessions.ordinals, dtype=np.int32))


def period_ends(ask: Ask, kind: str) -> Days:
    """The last session of every period of a kind ("days", "weeks" ... "years") that the calendar holds whole."""

    def ends() -> Days:
        sessions = all_sessions(ask)
        changes = np.flatnonzero(np.diff(_LABELS[kind](sessions)))
        return np.take(sessions, changes)

    return ask.recall(f"ends of {kind} {ask.calendar}", ends)
