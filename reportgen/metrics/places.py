"""A move's place among all moves of its kind: a month among months, a week among weeks."""

from __future__ import annotations

from dataclasses import dataclass

from reportgen.metrics.ask import Ask
from reportgen.metrics.found import Measured, Missing
from reportgen.metrics.lines import line, stand_in
from reportgen.metrics.moves import Moves, asked_window, is_whole, kind_of, move, moves
from reportgen.metrics.windows import Window
from reportgen.model.facts import Value
from reportgen.model.printing import day as spelt

FEWEST = 12
"""A percentile among fewer others than this says nothing."""


@dataclass(frozen=True, slots=True)
class Place:
    """A move and the others it is compared with, itself left out."""

    window: Window
    kind: str
    value: float
    others: Moves

    @property
    def before(self) -> Moves:
        """The others that ended earlier."""
        return self.others.where(self.others.ends < self.window.end.toordinal())

    def measured(self, ask: Ask, value: Value) -> Measured:
        """A value that rests on it."""
        standing = stand_in(ask, line(ask), self.window.start, self.window.end, scale=0.0)
        return Measured(value, start=self.window.start, end=self.window.end, basis=ask.basis, standing=standing)


def place(ask: Ask) -> Place:
    """The move asked for among those of its kind. Raises Missing where its window is no calendar period."""
    window = asked_window(ask)
    kind = kind_of(ask, window)
    if kind is None:
        days = f"{spelt(window.start)} to {spelt(window.end)}"
        raise Missing(f"whole weeks, months, quarters and years are compared; {days} is none")
    return _among(ask, window, moves(ask, kind))


def place_of_size(ask: Ask) -> Place:
    """As `place`; a window that is no calendar period stands among overlapping runs of as many weeks (months)."""
    window = asked_window(ask)
    kind = kind_of(ask, window)
    if kind is not None and (kind == "days" or is_whole(ask, window, kind)):
        return _among(ask, window, moves(ask, kind))
    monthly = line(ask).monthly
    steps = max(1, round((window.end - window.start).days / (30.44 if monthly else 7)))
    return _among(ask, window, moves(ask, "months" if monthly else "weeks", steps), steps)


def _among(ask: Ask, window: Window, found: Moves, steps: int = 1) -> Place:
    value = move(ask, window)
    known = found.known
    others = known.where(known.ends != window.end.toordinal())
    if not len(others):
        raise Missing(f"there are no other {found.kind} to compare with")
    runs = found.kind if steps == 1 else f"runs of {steps} {found.kind}"
    ask.note(f"among {len(others) + 1:,} {runs} since {spelt(others.start(0))}")
    if steps == 1 and found.kind != "days" and not is_whole(ask, window, found.kind):
        ask.note(f"a running period, to {spelt(window.end)}, set against whole {found.kind}")
    return Place(window, found.kind, value, others)


def enough(found: Place) -> Place:
    """The same place. Raises Missing where there are too few others for a percentile."""
    if len(found.others) < FEWEST:
        raise Missing(f"{len(found.others)} other {found.kind} are too few to rank a move among")
    return found
