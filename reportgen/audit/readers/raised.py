"""Small raised letters of a printed page: marks of notes, which belong to no word and no figure."""

from __future__ import annotations

from collections.abc import Sequence

Box = tuple[float, float, float, float]

_SMALL = 0.8
"""A letter this much lower than the one before it, and standing higher, is raised."""
_LIFT = 0.12
_RAISED = str.maketrans("0123456789abcdefghijklmnoprstuvwxyz", "⁰¹²³⁴⁵⁶⁷⁸⁹ᵃᵇᶜᵈᵉᶠᵍʰⁱʲᵏˡᵐⁿᵒᵖʳˢᵗᵘᵛʷˣʸᶻ")


def raised(text: str, boxes: Sequence[Box | None]) -> str:
    """The text with raised letters as such, so that `0.9%e` is not read as one word."""
    out = list(text)
    base: Box | None = None
    for at, letter in enumerate(text):
        box = boxes[at]
        if box is None:
            base = None if letter == "\n" else base
            continue
        if base is not None and _above(box, base):
            out[at] = letter.translate(_RAISED)
        else:
            base = box
    return "".join(out)


def _above(box: Box, base: Box) -> bool:
    height, full = box[3] - box[1], base[3] - base[1]
    return height < _SMALL * full and box[1] > base[1] + _LIFT * full
