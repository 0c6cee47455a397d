"""A drawn chart as PDF operators: one form object, words as outlines, no resources needed."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from reportgen.render.chart.sketch import Label, Point
from reportgen.render.colour import rgb, shade
from reportgen.render.figures import Command, Drawn, Record, outline
from reportgen.render.theme import Theme


def operators(record: Record, theme: Theme) -> bytes:
    """The content of a PDF form as wide and high as the chart, its origin at the bottom left."""
    lines: list[str] = ["1 j"]
    for part in record.parts:
        lines += _words(part, record, theme) if isinstance(part, Label) else _path(part, record, theme)
    return "\n".join(lines).encode("ascii")


def _path(part: Drawn, record: Record, theme: Theme) -> Iterator[str]:
    if part.fill:
        yield f"{_colour(part.fill, theme)} rg"
    if part.stroke:
        yield f"{_colour(part.stroke, theme)} RG {_n(part.width)} w {'[3 2] 0 d' if part.dashed else '[] 0 d'}"
    yield path(part.commands, record.height)
    yield {(True, True): "B", (True, False): "f", (False, True): "S"}[bool(part.fill), bool(part.stroke)]


def _words(label: Label, record: Record, theme: Theme) -> Iterator[str]:
    shape = path(outline(theme.sans, label), record.height)
    if not shape:
        return
    if label.halo:
        yield f"{_colour('paper', theme)} RG 2.4 w [] 0 d"
        yield f"{shape} S"
    yield f"{_colour(label.role, theme)} rg"
    yield f"{shape} f"


def _colour(role: str, theme: Theme) -> str:
    return " ".join(f"{part:.3f}".rstrip("0").rstrip(".") for part in rgb(shade(role, theme.light)))


def path(commands: Sequence[Command], height: float) -> str:
    """A path in PDF's coordinates, two decimals; its one kind of curve is cubic, so quadratic ones are raised."""
    out: list[str] = []
    x = y = 0.0
    for letter, flat in commands:
        points = [(flat[at], height - flat[at + 1]) for at in range(0, len(flat), 2)]
        if letter == "Q":
            points = _raised((x, y), *points)
        words = " ".join(f"{_n(px)} {_n(py)}" for px, py in points)
        out.append(f"{words} {({'M': 'm', 'L': 'l', 'Q': 'c', 'C': 'c', 'Z': 'h'})[letter]}".strip())
        if points:
            x, y = points[-1]
    return " ".join(out)


def _raised(start: Point, control: Point, end: Point) -> list[Point]:
    """A quadratic curve as a cubic one: each control point two thirds of the way to the one there was."""
    near, far = ((px + (control[0] - px) * 2 / 3, py + (control[1] - py) * 2 / 3) for px, py in (start, end))
    return [near, far, end]


def _n(value: float) -> str:
    return f"{value:.2f}".rstrip("0").rstrip(".") if round(value, 2) else "0"
