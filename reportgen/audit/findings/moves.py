"""Moves that do not follow from the levels told beside them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from reportgen.audit.findings.raw import Raw, by_sentence, member
from reportgen.audit.grammar.quantity import PERCENT_LIKE, Bound, Measure, Quantity
from reportgen.audit.grammar.statement import Sort
from reportgen.audit.judged import Judged
from reportgen.audit.resolve.clock import Clock
from reportgen.audit.resolve.shelf import Shelf
from reportgen.model.printing import dollars, number

_ENDS = ("to", "at")
_LEVELS = frozenset({Sort.LEVEL, Sort.MEASURE})


@dataclass(frozen=True, slots=True)
class _Levels:
    """The two ends of a move, as the text tells them."""

    start: Quantity
    end: Quantity

    @property
    def change(self) -> float:
        """From one to the other, in their own unit."""
        return self.end.value - self.start.value

    @property
    def slack(self) -> float:
        """How exactly the two are printed."""
        return self.start.half + self.end.half

    def words(self) -> str:
        """The two as a reader would write them."""
        return f"from {_told(self.start)} to {_told(self.end)}"


def moves(judged: Sequence[Judged], _shelf: Shelf, _clock: Clock) -> Iterator[Raw]:
    """`from 2,245 to 1,761, a drop of 484 points, or 21.6%`: levels that do not give the move stated."""
    for sentence in by_sentence(judged):
        told = [one for one in sentence if one.said.sort in _LEVELS and one.said.quantity is not None]
        starts = [one for one in told if one.said.role == "from"]
        ends = [one for one in told if one.said.role in _ENDS]
        if len(starts) != 1 or len(ends) != 1 or member(starts[0]) != member(ends[0]):
            continue
        start, end = starts[0].said.quantity, ends[0].said.quantity
        if start is not None and end is not None and start.measure is end.measure and start.value:
            for one in _changes(sentence, starts[0], _Levels(start, end)):
                yield from _compared(one, _Levels(start, end))


def _changes(sentence: Sequence[Judged], start: Judged, levels: _Levels) -> Iterator[Judged]:
    """The moves of a sentence that may be the one between its levels: same subject, same direction, no other time."""
    for one in sentence:
        quantity = one.said.quantity
        if one.said.sort is not Sort.CHANGE or quantity is None or quantity.bound is not Bound.EXACT or one.said.anchor:
            continue
        elsewhere = one.said.when is not None and start.said.when is not None and one.said.when != start.said.when
        against = one.said.sign * levels.change < 0
        if member(one) in {member(start), ""} and not quantity.is_range and not elsewhere and not against:
            yield one


def _compared(one: Judged, levels: _Levels) -> Iterator[Raw]:
    quantity = one.said.quantity
    assert quantity is not None
    room, size = levels.slack + quantity.half + 1e-9, abs(levels.change)
    share = size / abs(levels.start.value)
    near = abs(quantity.value - share) <= levels.slack / abs(levels.start.value) + quantity.half + 1e-9
    rates, far = levels.start.measure in PERCENT_LIKE, abs(quantity.value - size) > room
    if quantity.measure is Measure.PERCENT and not near:
        if rates and not far:
            message = (
                f"{levels.words()} is {_points(size, quantity)}; in per cent of the first it is {100 * share:.1f}%"
            )
            yield Raw("unit", one, message)
        else:
            way = _points(size, quantity) if rates else f"{100 * share:.1f}%"
            yield Raw("arithmetic", one, f"{levels.words()} is {way}, not {one.text()}")
    elif rates and quantity.measure in {Measure.POINTS, Measure.BASIS} and far:
        yield Raw("arithmetic", one, f"{levels.words()} is {_points(size, quantity)}, not {one.text()}")
    elif levels.start.measure is Measure.PLAIN and quantity.measure is Measure.BARE_POINTS and far:
        points = f"{size:,.{max(levels.start.places, levels.end.places)}f} points"
        yield Raw("arithmetic", one, f"{levels.words()} is {points}, not {one.text()}")


def _points(size: float, like: Quantity) -> str:
    """A difference of two percentages in the unit the text chose."""
    if like.measure is Measure.BASIS:
        return f"{number(10_000 * size, 0)} basis points"
    return f"{number(100 * size, max(like.places, 1))} percentage points"


def _told(quantity: Quantity) -> str:
    match quantity.measure:
        case Measure.PERCENT | Measure.POINTS:
            return f"{number(100 * quantity.value, quantity.places)}%"
        case Measure.MONEY:
            return dollars(quantity.value, quantity.places)
        case _:
            return number(quantity.value, quantity.places)
