"""A chart laid out: lines, shapes, discs and labels in points from the top left, coloured by meaning."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal, Protocol

Point = tuple[float, float]
Anchor = Literal["start", "middle", "end"]


class Measure(Protocol):
    """How wide words come out."""

    def __call__(self, text: str, size: float, *, bold: bool = False) -> float:
        """The width of a text at a size, in points."""


@dataclass(frozen=True, slots=True)
class Type:
    """The size of a chart's labels in points, and how wide words come out."""

    size: float
    measure: Measure


@dataclass(frozen=True, slots=True)
class Box:
    """A rectangle; y grows downwards."""

    left: float
    top: float
    right: float
    bottom: float

    @property
    def width(self) -> float:
        """From left to right."""
        return self.right - self.left

    @property
    def height(self) -> float:
        """From top to bottom."""
        return self.bottom - self.top

    def meets(self, other: Box, gap: float = 0.0) -> bool:
        """Whether the two overlap, or come nearer than `gap`."""
        across = self.left < other.right + gap and other.left < self.right + gap
        return across and self.top < other.bottom + gap and other.top < self.bottom + gap


@dataclass(frozen=True, slots=True)
class Stroke:
    """A line through points. `role` names a colour of the palette; `role~` is its soft tint."""

    points: Sequence[Point]
    role: str
    width: float
    dashed: bool = False
    clip: Box | None = None


@dataclass(frozen=True, slots=True)
class Shape:
    """A filled area within points."""

    points: Sequence[Point]
    role: str
    clip: Box | None = None


@dataclass(frozen=True, slots=True)
class Disc:
    """A dot; an open one shows paper inside."""

    x: float
    y: float
    radius: float
    role: str
    open: bool = False


@dataclass(frozen=True, slots=True)
class Label:
    """Words on one line; `y` is the baseline. `halo` keeps what lies behind from touching them."""

    x: float
    y: float
    text: str
    role: str
    size: float
    bold: bool = False
    anchor: Anchor = "start"
    halo: bool = False


Item = Stroke | Shape | Disc | Label


@dataclass(frozen=True, slots=True)
class Sketch:
    """A chart ready to be drawn."""

    width: float
    height: float
    items: tuple[Item, ...]


def rectangle(box: Box) -> tuple[Point, ...]:
    """The corners of a box."""
    return ((box.left, box.top), (box.right, box.top), (box.right, box.bottom), (box.left, box.bottom))


def label_box(label: Label, measure: Measure) -> Box:
    """The room a label takes."""
    width = measure(label.text, label.size, bold=label.bold)
    left = label.x - {"start": 0.0, "middle": width / 2, "end": width}[label.anchor]
    return Box(left, label.y - 0.76 * label.size, left + width, label.y + 0.22 * label.size)
