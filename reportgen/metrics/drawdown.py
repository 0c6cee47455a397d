"""Falls from a high and rises from a low, on closes.

Every one says on which closes it rests, and a record is one since the data begin.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

import numpy as np

from reportgen.metrics.ask import Ask
from reportgen.metrics.closes import chosen
from reportgen.metrics.declare import metric
from reportgen.metrics.found import Measured, Missing
from reportgen.metrics.levels import BASES_AND_CLOSES
from reportgen.metrics.lines import Line, history_of, line, stand_in, window_of
from reportgen.metrics.reads import Stretch
from reportgen.metrics.returns import KINDS
from reportgen.metrics.windows import Window
from reportgen.model.facts import Fact, Value
from reportgen.model.printing import day as spelt
from reportgen.model.units import Display, Unit

if TYPE_CHECKING:
    from numpy.typing import NDArray


def falls(values: NDArray[np.float64]) -> NDArray[np.float64]:
    """How far each value lies below the highest so far: 0 at a high, negative below one."""
    return values / np.maximum.accumulate(values) - 1


@dataclass(frozen=True, slots=True)
class Deepest:
    """The deepest fall of a window: its closes, and the positions of peak and trough among them."""

    closes: Line
    window: Window
    found: Stretch
    peak: int
    trough: int

    @property
    def depth(self) -> float:
        """Trough over peak, minus one: 0 where no close lies below an earlier one."""
        return float(self.found.values[self.trough] / self.found.values[self.peak] - 1)

    def measured(self, ask: Ask, value: Value, *, end: date | None = None) -> Measured:
        """A value that rests on it."""
        start, until = self.window.start, end or self.window.end
        standing = stand_in(ask, self.closes, start, until, scale=0.0 if isinstance(value, date) else 1.0)
        return Measured(value, start=start, end=until, basis=ask.basis, standing=standing)


def deepest(ask: Ask) -> Deepest:
    """The deepest fall between closes of the window, that of its start included."""
    closes = line(ask)
    window = window_of(ask, closes)
    found = chosen(ask, closes, window.start, window.end)
    trough = int(np.argmin(falls(found.values)))
    peak = trough - int(np.argmax(found.values[: trough + 1][::-1]))
    _note_what_came_before(ask, closes, found, peak)
    return Deepest(closes, window, found, peak, trough)


def _note_what_came_before(ask: Ask, closes: Line, found: Stretch, peak: int) -> None:
    """A peak that opens the window may be no peak: the data begin there, or stood higher before."""
    if peak:
        return
    earlier = closes.values[: int(np.searchsorted(closes.days, found.days[0]))]
    if not len(earlier):
        ask.note(f"the data begin on {spelt(found.day(0))}: an earlier high may be missing")
    elif earlier.max() > found.values[0]:
        ask.note(f"counted from {spelt(found.day(0))}, the window's first close, not from an earlier and higher one")


def fallen(ask: Ask) -> Deepest:
    """As `deepest`. Raises Missing where nothing fell."""
    fall = deepest(ask)
    if fall.depth == 0:
        raise Missing("no close of that window lies below an earlier one")
    return fall


def recovery(ask: Ask) -> tuple[Deepest, date]:
    """The window's deepest fall, and the first close after it at or above its peak, be it after the window.

    Raises Missing where none was yet.
    """
    fall = fallen(ask)
    peak, trough = float(fall.found.values[fall.peak]), fall.found.day(fall.trough)
    last = ask.today(fall.closes.shortest)
    since = chosen(ask, fall.closes, trough, last)
    reached = np.flatnonzero(since.values >= peak)
    if not len(reached):
        raise Missing(f"the peak of {spelt(fall.found.day(fall.peak))} had not been reached again by {spelt(last)}")
    return fall, since.day(int(reached[0]))


@metric(
    "drawdown",
    label="drawdown",
    unit=Unit.FRACTION,
    display=Display.PERCENT,
    variants=BASES_AND_CLOSES,
    window="optional",
    kinds=KINDS,
    words=("drawdown", "below its record", "below its peak", "off its high", "from its peak"),
    example="rut.drawdown.price@2025-04-08",
)
def drawdown(ask: Ask) -> Measured:
    """The close over the highest close up to it, minus one: 0 at a record, negative below one.

    Of the as-of session or the day named the highest close is the record since the data begin;
    of another window it is the window's own highest, which may be lower.
    """
    closes = line(ask)
    window = history_of(ask, closes)
    found = chosen(ask, closes, window.start, window.end)
    top = len(found) - 1 - int(np.argmax(found.values[::-1]))
    value = min(0.0, closes.on(ask, window.end) / float(found.values[top]) - 1)
    if window.start == closes.first_day:
        ask.note(f"closes since {spelt(window.start)}")
    standing = stand_in(ask, closes, found.day(top), window.end)
    return Measured(
        value,
        start=found.day(top),
        end=window.end,
        basis=ask.basis,
        precision=seen_at(value),
        standing=standing,
    )


def seen_at(value: float) -> int:
    """Decimals of a percentage that show it is not nothing: 0.03% below a record is not at the record."""
    return 2 if 0 < abs(value) < 0.0005 else 1


@metric(
    "drawdown.gain_needed",
    label="gain needed to regain the record",
    unit=Unit.FRACTION,
    display=Display.PERCENT,
    variants=BASES_AND_CLOSES,
    window="optional",
    kinds=KINDS,
    words=("gain needed", "must rise", "would have to rise"),
    example="rut.drawdown.gain_needed.price@2025-04-08",
)
def gain_needed(ask: Ask) -> Measured:
    """What a close must gain to reach the highest close before it: 1 / (1 + drawdown) - 1."""
    fall = ask.fact(ask.sibling("drawdown", *ask.variants))
    return _gain(ask, fall)


def _gain(ask: Ask, fall: Fact) -> Measured:
    left = 1 + fall.number
    return Measured(1 / left - 1, start=fall.start, end=fall.end, basis=ask.basis, tolerance=fall.tolerance / left**2)


@metric(
    "drawdown.max",
    label="deepest fall",
    unit=Unit.FRACTION,
    display=Display.PERCENT,
    variants=BASES_AND_CLOSES,
    kinds=KINDS,
    words=(
        "drawdown",
        "maximum drawdown",
        "peak to trough",
        "fell from peak",
        "bear market",
        "correction",
        "deepest fall … took #",
        "max drawdown",
    ),
    example="rut.drawdown.max.price@2021-11-08..2023-10-27",
)
def deepest_fall(ask: Ask) -> Measured:
    """The deepest fall from a close to a later one, both in the window, that of its start included; 0 at most.

    The peak is the window's own: a higher one may lie before it. Closes, not intraday prices.
    """
    fall = deepest(ask)
    return fall.measured(ask, fall.depth)


@metric(
    "drawdown.max.gain_needed",
    label="gain needed from the low to regain the peak",
    unit=Unit.FRACTION,
    display=Display.PERCENT,
    variants=BASES_AND_CLOSES,
    kinds=KINDS,
    words=("gain needed",),
    example="rut.drawdown.max.gain_needed.price@2021-11-08..2023-10-27",
)
def deepest_gain_needed(ask: Ask) -> Measured:
    """What the low of the window's deepest fall must gain to reach the peak again: 1 / (1 + fall) - 1."""
    fall = ask.fact(ask.sibling("drawdown.max", *ask.variants))
    return _gain(ask, fall)


@metric(
    "drawdown.max.peak_date",
    label="peak before the deepest fall",
    unit=Unit.DATE,
    display=Display.DATE,
    variants=BASES_AND_CLOSES,
    kinds=KINDS,
    words=("peak",),
    example="rut.drawdown.max.peak_date.price@2021-11-08..2023-10-27",
)
def peak_date(ask: Ask) -> Measured:
    """The day of the close from which the window's deepest fall began; the last where several are equal."""
    fall = fallen(ask)
    return fall.measured(ask, fall.found.day(fall.peak))


@metric(
    "drawdown.max.trough_date",
    label="low of the deepest fall",
    unit=Unit.DATE,
    display=Display.DATE,
    variants=BASES_AND_CLOSES,
    kinds=KINDS,
    words=("trough", "low", "bottom"),
    example="rut.drawdown.max.trough_date.price@2021-11-08..2023-10-27",
)
def trough_date(ask: Ask) -> Measured:
    """The day of the close at which the window's deepest fall ended."""
    fall = fallen(ask)
    return fall.measured(ask, fall.found.day(fall.trough))


@metric(
    "drawdown.recovered_date",
    label="recovery from the deepest fall",
    unit=Unit.DATE,
    display=Display.DATE,
    variants=BASES_AND_CLOSES,
    kinds=KINDS,
    words=("recovered", "regained its peak"),
    example="rut.drawdown.recovered_date.price@2021-11-08..2023-10-27",
)
def recovered_date(ask: Ask) -> Measured:
    """The first close at or above the peak after the window's deepest fall, be it after the window.

    There is none until the peak has been reached again.
    """
    fall, day = recovery(ask)
    return fall.measured(ask, day, end=max(day, fall.window.end))


@metric(
    "drawdown.max.days",
    label="days from peak to recovery",
    unit=Unit.DAYS,
    display=Display.DAYS,
    precision=0,
    variants=BASES_AND_CLOSES,
    kinds=KINDS,
    words=("days", "took to recover", "under water", "# from peak to recovery"),
    example="rut.drawdown.max.days.price@2021-11-08..2023-10-27",
)
def days_to_recovery(ask: Ask) -> Measured:
    """Calendar days from the peak before the window's deepest fall to the first close at or above it."""
    fall, day = recovery(ask)
    days = (day - fall.found.day(fall.peak)).days
    found = fall.measured(ask, day, end=max(day, fall.window.end))
    return Measured(float(days), start=found.start, end=found.end, basis=ask.basis, standing=found.standing)


ALL = (
    drawdown,
    gain_needed,
    deepest_fall,
    deepest_gain_needed,
    peak_date,
    trough_date,
    recovered_date,
    days_to_recovery,
)
