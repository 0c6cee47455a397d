"""Moves over whole calendar periods: the history a rank, a streak or a percentile is taken from."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

import numpy as np

from reportgen.metrics.ask import Ask
from reportgen.metrics.found import Missing
from reportgen.metrics.lines import Line, line
from reportgen.metrics.periods import PERIODS, period_ends
from reportgen.metrics.windows import DAY, Window

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from reportgen.metrics.lines import Values
    from reportgen.metrics.periods import Days

_SO_FAR = {"wtd": "weeks", "mtd": "months", "qtd": "quarters", "ytd": "years"}


@dataclass(frozen=True, slots=True, eq=False)
class Moves:
    """The move of each period, by its last session; NaN where a close at either end is missing.

    Returns of one subject; of a pair, the first's return less the second's.
    """

    kind: str
    starts: Days
    ends: Days
    values: Values

    def __len__(self) -> int:
        return len(self.values)

    def end(self, position: int) -> date:
        """The last session of a period."""
        return date.fromordinal(int(self.ends[position]))

    def start(self, position: int) -> date:
        """The session from whose close a period is measured."""
        return date.fromordinal(int(self.starts[position]))

    def where(self, keep: NDArray[np.bool_]) -> Moves:
        """The periods that are kept."""
        return Moves(self.kind, self.starts[keep], self.ends[keep], self.values[keep])

    @property
    def known(self) -> Moves:
        """The periods that have a close at both ends."""
        return self.where(~np.isnan(self.values))

    def until(self, day: date) -> Moves:
        """The periods that ended by a day."""
        return self.where(self.ends <= day.toordinal())


def moves(ask: Ask, kind: str, steps: int = 1) -> Moves:
    """The moves of the subject over every run of `steps` whole periods, on the basis asked for; recorded.

    Raises Missing where a series is absent or the two sides of a pair never meet.
    """
    closes = line(ask)
    found = ask.recall(f"moves {ask.subject} {ask.basis} {kind} {steps}", lambda: _moves(ask, closes, kind, steps))
    closes.between(ask, closes.first_day, closes.last_day)
    return found


def _moves(ask: Ask, closes: Line, kind: str, steps: int) -> Moves:
    ends = period_ends(ask, kind)
    low, high = np.searchsorted(ends, (closes.days[0], closes.days[-1] + 1))
    ends = ends[low:high]
    if kind == "days" and closes.dense_from is not None:  # neighbouring closes are chance before that
        ends = ends[ends >= closes.dense_from.toordinal()]
    sides = [_over(ends, line(ask, side), steps) for side in ask.subject.split("-")]
    values = sides[0] if len(sides) == 1 else sides[0] - sides[1]
    return Moves(kind, ends[:-steps], ends[steps:], values)


def _over(ends: Days, closes: Line, steps: int) -> Values:
    at = np.minimum(np.searchsorted(closes.days, ends), len(closes.days) - 1)
    levels = np.where(closes.days[at] == ends, closes.values[at], np.nan)
    return levels[steps:] / levels[:-steps] - 1


def move(ask: Ask, window: Window) -> float:
    """The subject's move over one window, as `moves` measures it. Raises Missing("no close on ...")."""
    changes = []
    for side in ask.subject.split("-"):
        closes = line(ask, side)
        changes.append(closes.on(ask, window.end) / closes.on(ask, window.start) - 1)
    return changes[0] if len(changes) == 1 else changes[0] - changes[1]


def kind_of(ask: Ask, window: Window) -> str | None:
    """Which calendar period a window is, or is the running part of: "weeks", "months" ... None if neither."""
    token = ask.window or ""
    if DAY.fullmatch(token):
        return "days"
    return _SO_FAR.get(token) or next((kind for kind in PERIODS if is_whole(ask, window, kind)), None)


def is_whole(ask: Ask, window: Window, kind: str) -> bool:
    """Whether a window runs from the last session of one period to that of the next."""
    ends = period_ends(ask, kind)
    at = int(np.searchsorted(ends, window.end.toordinal()))
    return 0 < at < len(ends) and (int(ends[at - 1]), int(ends[at])) == (
        window.start.toordinal(),
        window.end.toordinal(),
    )


def asked_window(ask: Ask) -> Window:
    """The window asked for; it ends with the shortest series. Raises Missing."""
    closes = line(ask)
    if ask.window == "all":
        raise Missing("a rank compares periods; @all is no period")
    return ask.dates(closes.shortest)
