"""Volatility, beta, correlation, tracking error and capture: how rough and how close the moves were.

All of simple returns between consecutive closes of one kind, daily unless the key says weekly or monthly.
A window that lacks one of the closes gives no figure.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

import numpy as np

from reportgen.metrics.ask import Ask
from reportgen.metrics.declare import metric
from reportgen.metrics.found import Measured, Missing
from reportgen.metrics.lines import Line, line, stand_in, window_of
from reportgen.metrics.periods import period_ends
from reportgen.metrics.relative import PAIR
from reportgen.metrics.returns import BASES, KINDS
from reportgen.metrics.windows import Window
from reportgen.model.printing import day as spelt
from reportgen.model.units import Display, Unit

if TYPE_CHECKING:
    from reportgen.metrics.lines import Values
    from reportgen.metrics.periods import Days

STEPS = ("daily", "weekly", "monthly")
SLOTS = (*BASES, STEPS)
FEWEST = 10
"""A deviation of fewer returns than this is chance."""

_KINDS: Mapping[str, tuple[str, int]] = {"daily": ("days", 252), "weekly": ("weeks", 52), "monthly": ("months", 12)}


@dataclass(frozen=True, slots=True)
class Sample:
    """Returns of each side inside a window, and how many such returns make a year."""

    closes: Line
    window: Window
    sides: tuple[Values, ...]
    per_year: int

    def measured(self, ask: Ask, value: float) -> Measured:
        """A value that rests on them."""
        start, end = self.window.start, self.window.end
        standing = stand_in(ask, self.closes, start, end, scale=0.0)
        return Measured(value, start=start, end=end, basis=ask.basis, standing=standing)


def sample(ask: Ask, *, step: str | None = None) -> Sample:
    """The returns asked for. Raises Missing where a close is missing or there are too few."""
    closes = line(ask)
    window = window_of(ask, closes)
    step = step or next((word for word in ask.variants if word in STEPS), "daily")
    kind, per_year = _KINDS[step]
    ends = _boundaries(ask, kind, window)
    closes.between(ask, window.start, window.end)
    sides = tuple(_returns(line(ask, side), ends, step) for side in ask.subject.split("-"))
    if len(sides[0]) < FEWEST:
        raise Missing(f"{len(sides[0])} {step} returns are too few")
    ask.note(f"of {len(sides[0]):,} {step} returns")
    return Sample(closes, window, sides, per_year)


def _boundaries(ask: Ask, kind: str, window: Window) -> Days:
    """The ends of the periods that lie between the window's boundaries."""
    ends = period_ends(ask, kind)
    low, high = np.searchsorted(ends, (window.start.toordinal(), window.end.toordinal() + 1))
    return ends[low:high]


def _returns(closes: Line, ends: Days, step: str) -> Values:
    levels = _levels(closes, ends, step)
    return np.asarray(levels[1:] / levels[:-1] - 1)


def _levels(closes: Line, ends: Days, step: str) -> Values:
    """The closes of those days. Raises Missing where one has none."""
    first = int(np.searchsorted(closes.days, ends[0])) if len(ends) else 0
    run = slice(first, first + len(ends))
    if np.array_equal(closes.days[run], ends):  # a close every session: nothing to look up one by one
        return closes.values[run]
    at = np.minimum(np.searchsorted(closes.days, ends), len(closes.days) - 1)
    missing = np.flatnonzero(closes.days[at] != ends)
    if len(missing):
        day = spelt(date.fromordinal(int(ends[missing[0]])))
        more = f" and {len(missing) - 1} other days" if len(missing) > 1 else ""
        raise Missing(f"no close on {day}{more}: {step} returns cannot be taken")
    return closes.values[at]


@metric(
    "volatility",
    label="annualised volatility",
    unit=Unit.FRACTION,
    display=Display.PERCENT,
    variants=SLOTS,
    kinds=KINDS,
    words=("volatility", "realised volatility", "standard deviation", "volatility was #", "volatility of #"),
    example="rut.volatility.price@1y",
)
def volatility(ask: Ask) -> Measured:
    """Standard deviation of returns (divisor n - 1) times the square root of their number in a year.

    That is 252 for daily returns, 52 for weekly and 12 for monthly ones: a convention, a year has 250 to 253
    sessions.
    """
    found = sample(ask)
    value = float(np.std(found.sides[0], ddof=1)) * float(np.sqrt(found.per_year))
    return found.measured(ask, value)


@metric(
    "tracking_error",
    label="annualised tracking error",
    unit=Unit.FRACTION_DIFFERENCE,
    display=Display.POINTS,
    variants=SLOTS,
    kinds=PAIR,
    words=("tracking error",),
    example="rut-spx.tracking_error.price@1y",
)
def tracking_error(ask: Ask) -> Measured:
    """Standard deviation (divisor n - 1) of the two sides' differences of return, annualised as volatility is."""
    found = sample(ask)
    value = float(np.std(found.sides[0] - found.sides[1], ddof=1)) * float(np.sqrt(found.per_year))
    return found.measured(ask, value)


@metric(
    "beta",
    label="beta",
    unit=Unit.RATIO,
    display=Display.RATIO,
    precision=2,
    variants=SLOTS,
    kinds=PAIR,
    words=("beta", "sensitivity", "for each per cent … moved # on average", "beta of #"),
    example="rut-spx.beta.price@1y",
)
def beta(ask: Ask) -> Measured:
    """Covariance of the first side's returns with the second's, over the variance of the second's.

    Raw: of returns, not of excess returns over a bill rate, and not shrunk towards one.
    """
    found = sample(ask)
    first, second = _centred(found)
    if not second.any():
        raise Missing(f"{ask.pair[1].name} did not move in that window")
    return found.measured(ask, float(first @ second / (second @ second)))


def _centred(found: Sample) -> tuple[Values, ...]:
    return tuple(side - side.mean() for side in found.sides)


@metric(
    "correlation",
    label="correlation",
    unit=Unit.RATIO,
    display=Display.RATIO,
    precision=2,
    variants=SLOTS,
    kinds=PAIR,
    words=("correlation", "correlated"),
    example="rut-spx.correlation.price@1y",
)
def correlation(ask: Ask) -> Measured:
    """Pearson's correlation of the two sides' returns."""
    found = sample(ask)
    first, second = _centred(found)
    scale = float(np.sqrt((first @ first) * (second @ second)))
    if not scale:
        raise Missing("one of the two did not move in that window")
    return found.measured(ask, max(-1.0, min(1.0, float(first @ second) / scale)))


def _capture(ask: Ask, *, up: bool) -> Measured:
    found = sample(ask, step="monthly")
    first, second = found.sides
    keep = second > 0 if up else second < 0
    if not keep.any():
        raise Missing(f"{ask.pair[1].name} had no month {'up' if up else 'down'} in that window")
    ours, theirs = (float(np.exp(np.log1p(side[keep]).mean())) - 1 for side in (first, second))
    return found.measured(ask, ours / theirs)


@metric(
    "capture.up",
    label="upside capture",
    unit=Unit.FRACTION,
    display=Display.PERCENT,
    precision=0,
    variants=BASES,
    kinds=PAIR,
    words=("upside capture", "captured"),
    example="rut-spx.capture.up.price@10y",
)
def capture_up(ask: Ask) -> Measured:
    """Geometric mean monthly return of the first side over that of the second, in the months the second rose.

    Source: Morningstar, Upside/Downside Capture Ratio.
    """
    return _capture(ask, up=True)


@metric(
    "capture.down",
    label="downside capture",
    unit=Unit.FRACTION,
    display=Display.PERCENT,
    precision=0,
    variants=BASES,
    kinds=PAIR,
    words=("downside capture",),
    example="rut-spx.capture.down.price@10y",
)
def capture_down(ask: Ask) -> Measured:
    """Geometric mean monthly return of the first side over that of the second, in the months the second fell.

    Source: Morningstar, Upside/Downside Capture Ratio.
    """
    return _capture(ask, up=False)


ALL = (
    volatility,
    tracking_error,
    beta,
    correlation,
    capture_up,
    capture_down,
)
