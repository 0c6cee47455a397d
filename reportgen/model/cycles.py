"""Turning points of a line of values: where long rises and falls began and ended.

A swing ends once the line has come back by `reversal` from its extreme. A swing shorter than `shortest`
is no phase: of it and the swings beside it the smallest is merged into its neighbours, until every phase
is long enough. So each turning point is the highest or the lowest value between the two beside it.
Adapted from G. Bry and C. Boschan, "Cyclical Analysis of Time Series", NBER 1971.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from math import log


@dataclass(frozen=True, slots=True)
class Turn:
    """A turning point: its position in the line, its value, whether it is a peak (else a trough)."""

    position: int
    value: float
    peak: bool


def turning_points(
    months: Sequence[int], values: Sequence[float], *, reversal: float = 0.2, shortest: int = 12
) -> tuple[Turn, ...]:
    """The turning points of positive values, alternating, oldest first; `months` numbers the month of each.

    The last is the extreme of the phase still running: no reversal confirms it, so it may move. The first
    may be the first value, before which nothing is known. Empty where the line never reversed.
    """
    turns = _swings(values, reversal)
    while len(turns) > 1 and (at := _short(turns, months, shortest)) is not None:
        turns = _merged(turns, _smallest_beside(turns, at))
    return tuple(turns)


def _swings(values: Sequence[float], reversal: float) -> list[Turn]:
    """Extremes between reversals, and the extreme since the last of them."""
    turns: list[Turn] = []
    high = low = 0
    for at, value in enumerate(values):
        high = at if value > values[high] else high
        low = at if value < values[low] else low
        last = turns[-1].peak if turns else None
        if last is not True and value <= values[high] * (1 - reversal):
            turns.append(Turn(high, values[high], peak=True))
            low = at
        elif last is not False and value >= values[low] * (1 + reversal):
            turns.append(Turn(low, values[low], peak=False))
            high = at
    if turns:
        end = low if turns[-1].peak else high
        turns.append(Turn(end, values[end], peak=not turns[-1].peak))
    return turns


def _short(turns: Sequence[Turn], months: Sequence[int], shortest: int) -> int | None:
    """The first swing that is too short. One that opens the data is spared: its start is unknown."""
    for at, (first, last) in enumerate(pairwise(turns)):
        if first.position and months[last.position] - months[first.position] < shortest:
            return at
    return None


def _smallest_beside(turns: Sequence[Turn], at: int) -> int:
    """From a swing downhill to one that is no larger than either neighbour."""
    sizes = [abs(log(last.value / first.value)) for first, last in pairwise(turns)]
    while True:
        beside = [near for near in (at - 1, at + 1) if 0 <= near < len(sizes)]
        smaller = min(beside, key=sizes.__getitem__, default=at)
        if sizes[smaller] >= sizes[at]:
            return at
        at = smaller


def _merged(turns: list[Turn], at: int) -> list[Turn]:
    """The turning points without one swing: an inner one takes both its ends away, an outer one its outer end."""
    if at == 0:
        return turns[1:]
    if at == len(turns) - 2:
        return turns[:-1]
    return turns[:at] + turns[at + 2 :]
