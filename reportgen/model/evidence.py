"""Evidence to look at: the chart behind a checked claim, drawn once and shown wherever the claim stands."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Drawing:
    """A chart as SVG that a page's style sheet colours, with what it shows in words.

    `wide` and `high` are its size in points. `alt` is for those who cannot see it, `source` never empty.
    """

    svg: str
    wide: float
    high: float
    title: str
    subtitle: str
    alt: str
    source: str


@dataclass(frozen=True, slots=True)
class Look:
    """The colours and fonts of a page: CSS variables of both schemes, families, rules that hold the charts' font."""

    light: str = ""
    dark: str = ""
    text: str = ""
    sans: str = ""
    faces: str = ""


@dataclass(frozen=True, slots=True)
class Gallery:
    """The drawings for a text's claims, by `sight` of a claim's facts, and the look they were made for."""

    drawings: Mapping[str, Drawing] = field(default_factory=dict)
    look: Look = field(default_factory=Look)


def sight(fact: str, fitting: str | None) -> str:
    """The name of the drawing for a fact and the one a stated number belongs to instead."""
    return f"{fact} {fitting}" if fitting else fact
