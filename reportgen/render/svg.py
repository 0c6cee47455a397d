"""A drawn chart as SVG: words stay words, colours are classes on a page and values in a file of its own."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from html import escape

from reportgen.render.chart.sketch import Label
from reportgen.render.figures import Command, Drawn, Record

Paint = Callable[[str], str]
"""From a role to what stands in a fill or stroke attribute."""


@dataclass(frozen=True, slots=True)
class Told:
    """What a drawing says to those who cannot see it: an id within its file, title and description."""

    id: str
    title: str
    description: str


def svg(record: Record, paint: Paint, fonts: str, told: Told | None = None) -> str:
    """The chart as an SVG element. Told, it is an image of its own for a screen reader; untold, hidden from it."""
    wide, high = _n(record.width), _n(record.height)
    head = f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {wide} {high}" font-family="{escape(fonts)}"'
    if told is None:
        head += ' aria-hidden="true" focusable="false">'
    else:
        name = escape(told.id)
        head += f' width="{wide}" height="{high}" role="img" aria-labelledby="{name}-t {name}-d">'
        head += f'<title id="{name}-t">{escape(told.title)}</title>'
        head += f'<desc id="{name}-d">{escape(told.description)}</desc>'
    return head + "".join(_part(part, paint) for part in record.parts) + "</svg>"


def _part(part: Drawn | Label, paint: Paint) -> str:
    return _words(part, paint) if isinstance(part, Label) else _path(part, paint)


def _path(part: Drawn, paint: Paint) -> str:
    look = f'fill="{paint(part.fill) if part.fill else "none"}"'
    if part.stroke:
        look += f' stroke="{paint(part.stroke)}" stroke-width="{_n(part.width)}"'
        look += ' stroke-linejoin="round"' if len(part.commands) > 2 else ""
        look += ' stroke-dasharray="3 2"' if part.dashed else ""
    return f'<path d="{data(part.commands)}" {look}/>'


def _words(label: Label, paint: Paint) -> str:
    look = f'font-size="{_n(label.size)}" fill="{paint(label.role)}"'
    look += ' font-weight="600"' if label.bold else ""
    look += f' text-anchor="{label.anchor}"' if label.anchor != "start" else ""
    if label.halo:
        look += f' stroke="{paint("paper")}" stroke-width="2.4" stroke-linejoin="round" paint-order="stroke"'
    return f'<text x="{_n(label.x)}" y="{_n(label.y)}" {look}>{escape(label.text)}</text>'


def data(commands: Sequence[Command]) -> str:
    """A path's commands with relative lines, one decimal: a tenth of a point is finer than any screen shows."""
    out: list[str] = []
    x = y = 0
    drawing = ""
    for letter, flat in commands:
        points = [round(part * 10) for part in flat]
        if letter == "L":
            step = f"{_t(points[0] - x)} {_t(points[1] - y)}"
            if (points[0], points[1]) == (x, y):
                continue
            out.append(("l" if drawing != "l" else " ") + step)
        else:
            out.append(letter + " ".join(_t(part) for part in points))
        drawing = "l" if letter == "L" else letter
        if points:
            x, y = points[-2], points[-1]
    return "".join(out)


def _t(tenths: int) -> str:
    return f"{tenths / 10:.1f}".removesuffix(".0") if tenths else "0"


def _n(value: float) -> str:
    return f"{value:.1f}".removesuffix(".0")
