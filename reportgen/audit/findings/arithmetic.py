"""Gaps that do not follow from the two figures they are between, or are told in the wrong unit."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from reportgen.audit.findings.raw import Raw, member
from reportgen.audit.grammar.quantity import Bound, Measure, Quantity
from reportgen.audit.grammar.statement import Sort
from reportgen.audit.judged import Judged
from reportgen.audit.resolve.clock import Clock
from reportgen.audit.resolve.shelf import Shelf

_NEAR = 3
"""How many paragraphs back the parts of a gap may stand."""


def gaps(judged: Sequence[Judged], _shelf: Shelf, clock: Clock) -> Iterator[Raw]:
    """`13.7% against 4.9%, a lead of 8.8%`: a gap that does not add up, or is no per cent."""
    plain = [one for one in judged if not one.context]
    for at, one in enumerate(plain):
        quantity = one.said.quantity
        if one.said.sort is not Sort.EXCESS or quantity is None or quantity.bound is not Bound.EXACT:
            continue
        parts = _parts(one, [near for near in plain[:at] if one.block - near.block < _NEAR], clock)
        if parts is not None:
            yield from _compared(one, quantity, *parts)


def _plain_move(one: Judged) -> bool:
    """Whether a figure is an exact move in per cent over a period of its own."""
    said = one.said
    if said.sort is not Sort.CHANGE or said.quantity is None or said.anchor is not None:
        return False
    return said.quantity.measure is Measure.PERCENT and said.quantity.bound is Bound.EXACT


def _parts(one: Judged, before: Sequence[Judged], clock: Clock) -> tuple[float, float, float] | None:
    """The two returns a gap is between, signed, and how exactly they are printed; the nearest before it."""
    subject, other = one.found.subject.partition("-")[::2]
    window = _window(one, clock)
    moves = [near for near in before if _plain_move(near) and window and _window(near, clock) == window]
    left = [near for near in moves if member(near) == subject]
    right = [near for near in moves if member(near) == other]
    if not left or not right:
        return None
    quantities = [left[-1].said.quantity, right[-1].said.quantity]
    values = [_signed(left[-1]), _signed(right[-1])]
    return values[0], values[1], sum(quantity.half for quantity in quantities if quantity is not None)


def _window(one: Judged, clock: Clock) -> str:
    """The window a statement is most likely about."""
    if one.said.when is None:
        return ""
    words = clock.times(one.said.when).words
    return words[0] if words else ""


def _signed(one: Judged) -> float:
    quantity = one.said.quantity
    return 0.0 if quantity is None else quantity.value * (-1 if one.said.sign < 0 else 1)


def _compared(one: Judged, quantity: Quantity, left: float, right: float, slack: float) -> Iterator[Raw]:
    gap, ratio = abs(left - right), abs((1 + left) / (1 + right) - 1)
    stated, room = quantity.value, slack + quantity.half + 1e-9
    if (
        quantity.measure is Measure.PERCENT
        and abs(stated - gap) <= room
        and abs(stated - ratio) > quantity.half + slack
    ):
        points = f"{100 * stated:.{quantity.places}f} percentage points"
        yield Raw(
            "unit", one,
            f"{100 * left:.{quantity.places}f}% against {100 * right:.{quantity.places}f}% is a gap of {points}; "
            f"in per cent of the other it is {100 * ratio:.1f}%",
            error="unit", expected=points,
        )  # fmt: skip
    elif quantity.measure in {Measure.POINTS, Measure.BASIS} and abs(stated - gap) > room:
        yield Raw(
            "arithmetic",
            one,
            f"{100 * left:.1f}% against {100 * right:.1f}% is a gap of {100 * gap:.1f} percentage points, "
            f"not {one.text()}",
        )
