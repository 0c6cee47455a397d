"""A stated quantity: what is printed, how exactly, and with which hedge."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Measure(StrEnum):
    """The unit a text gives a number."""

    PERCENT = "percent"
    POINTS = "percentage points"
    BASIS = "basis points"
    BARE_POINTS = "points"
    """Index points or percentage points: the sentence decides."""
    MONEY = "dollars"
    FOREIGN_MONEY = "foreign money"
    TIMES = "times"
    SPAN = "time"
    PLAIN = "plain"


class Bound(StrEnum):
    """How a number is hedged."""

    EXACT = "exact"
    ABOUT = "about"
    NEARLY = "nearly"
    OVER = "over"
    AT_LEAST = "at least"
    UNDER = "under"
    UP_TO = "up to"


PERCENT_LIKE = frozenset({Measure.PERCENT, Measure.POINTS, Measure.BASIS})


@dataclass(frozen=True, slots=True)
class Quantity:
    """A number in its natural unit: fractions for per cents, points and basis points; dollars; plain numbers.

    `half` is half its last printed unit, `low` and `high` differ for a range. `sign` is a printed one:
    +1, -1, or 0 where none is. `first` and `last` are token positions, the last one excluded.
    """

    first: int
    last: int
    low: float
    high: float
    half: float
    measure: Measure
    places: int
    sign: int = 0
    bound: Bound = Bound.EXACT
    noun: str = ""
    """The word after a plain number or span: "years", "companies"."""
    worded: bool = False

    @property
    def value(self) -> float:
        """The number stated; the middle of a range."""
        return self.low if self.low == self.high else (self.low + self.high) / 2

    @property
    def is_range(self) -> bool:
        """Whether two ends are stated."""
        return self.low != self.high

    def interval(self) -> tuple[float, float]:
        """What the words allow: the printed number with its rounding, widened by its hedge.

        "About" allows 2.5% or one printed unit; "nearly" from 95%; "more than" up to the next round step
        but one. A number hedged as a bound is not meant to hide one twice its size.
        """
        low, high, half = self.low - self.half, self.high + self.half, self.half
        size = max(abs(self.low), abs(self.high))
        match self.bound:
            case Bound.EXACT:
                return low, high
            case Bound.ABOUT:
                slack = max(2 * half, (0.025 if size < 0.5 else 0.05) * size)
                return self.low - slack, self.high + slack
            case Bound.NEARLY:
                return min(low, 0.95 * self.low - half), high
            case Bound.OVER | Bound.AT_LEAST:
                return low, high + self._step()
            case Bound.UNDER:
                return low - self._step(), high
            case Bound.UP_TO:
                return low - self._step(), high

    def _step(self) -> float:
        """The distance to the next round number, and no less than a few printed units."""
        size = max(abs(self.low), abs(self.high))
        return max(0.2 * size, 10 * self.half)
