"""Drawing laid-out charts with matplotlib: once as a record of paths and words, once as pixels.

matplotlib measures words, cuts lines at the edges, thins them to what can be seen, and draws. Its own SVG
writer is left aside: a record of what it draws serves SVG and PDF alike, and makes files a third as large.
"""

from __future__ import annotations

import io
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from reportgen.render.chart.sketch import Box, Disc, Item, Label, Measure, Shape, Sketch, Stroke
from reportgen.render.colour import shade
from reportgen.render.theme import Face, Palette

if TYPE_CHECKING:
    from matplotlib.artist import Artist
    from matplotlib.figure import Figure as Canvas
    from matplotlib.font_manager import FontProperties

Command = tuple[str, tuple[float, ...]]
_DASHES = (3.0, 2.0)
_LETTERS = {1: "M", 2: "L", 3: "Q", 4: "C"}
_HALO = 2.4


@dataclass(frozen=True, slots=True)
class Drawn:
    """A path as it came out: commands M, L, Q, C, Z with points from the top left; filled, stroked, or both."""

    commands: tuple[Command, ...]
    fill: str | None
    stroke: str | None
    width: float = 0.0
    dashed: bool = False


@dataclass(frozen=True, slots=True)
class Record:
    """A chart drawn: its paths and its words, in the order they lie on each other."""

    width: float
    height: float
    parts: tuple[Drawn | Label, ...]


# --------------------------------------------------------------------------------------- words


@lru_cache(maxsize=64)
def _font(path: str, size: float) -> FontProperties:
    from matplotlib.font_manager import FontProperties

    return FontProperties(fname=path, size=size)


@lru_cache(maxsize=8192)
def _width(path: str, text: str, size: float) -> float:
    from matplotlib.textpath import text_to_path

    width, _, _ = text_to_path.get_text_width_height_descent(text, _font(path, size), ismath=False)
    return float(width)


def measure(face: Face) -> Measure:
    """How wide words come out in that family, in points."""

    def width(text: str, size: float, *, bold: bool = False) -> float:
        return _width(str(face.files["bold" if bold else "regular"]), text, size)

    return width


def outline(face: Face, label: Label) -> tuple[Command, ...]:
    """The words of a label as outlines, placed as they stand."""
    from matplotlib.textpath import text_to_path

    path = str(face.files["bold" if label.bold else "regular"])
    vertices, codes = text_to_path.get_text_path(_font(path, label.size), label.text, ismath=False)
    share = {"start": 0.0, "middle": 0.5, "end": 1.0}[label.anchor]
    left = label.x - share * _width(path, label.text, label.size)
    scale = label.size / text_to_path.FONT_SCALE
    points = ((x * scale + left, label.y - y * scale) for x, y in vertices)
    return tuple(_commands(points, [int(code) for code in codes]))


# ------------------------------------------------------------------------------------- painting


def paint(sketch: Sketch, face: Face, palette: Palette, *, scale: float = 1.0) -> Canvas:
    """The chart on a matplotlib figure, `scale` pixels to the point. No pyplot: nothing global is touched."""
    from matplotlib.figure import Figure
    from matplotlib.transforms import Affine2D

    size = (sketch.width / 72, sketch.height / 72)
    canvas = Figure(figsize=size, dpi=72 * scale, facecolor=palette["paper"])
    downwards = Affine2D().scale(1, -1).translate(0, sketch.height).scale(scale)
    for rank, item in enumerate(sketch.items):
        artist = _artist(item, face, palette)
        artist.set(gid=str(rank), zorder=rank)
        canvas.add_artist(artist)
        artist.set(transform=downwards, clip_box=_clip(item, downwards))
    return canvas


def _clip(item: Item, downwards: Any) -> Any:
    """The room a mark may not leave, a point wider than its plot so that lines at the edge keep their width."""
    from matplotlib.transforms import Bbox

    box: Box | None = getattr(item, "clip", None)
    if box is None:
        return None
    return Bbox.from_extents(box.left - 1, box.top - 1, box.right + 1, box.bottom + 1).transformed(downwards)


def _artist(item: Item, face: Face, palette: Palette) -> Artist:
    match item:
        case Stroke():
            return _line(item, shade(item.role, palette))
        case Shape():
            return _shape(item, shade(item.role, palette))
        case Disc():
            return _disc(item, shade(item.role, palette), palette["paper"])
        case Label():
            return _words(item, face, palette)


def _line(item: Stroke, colour: str) -> Artist:
    from matplotlib.lines import Line2D

    return Line2D(
        [x for x, _ in item.points],
        [y for _, y in item.points],
        color=colour,
        linewidth=item.width,
        linestyle=(0, _DASHES) if item.dashed else "-",
        solid_capstyle="butt",
        dash_capstyle="butt",
        solid_joinstyle="round",
    )


def _shape(item: Shape, colour: str) -> Artist:
    from matplotlib.patches import Polygon

    return Polygon(list(item.points), facecolor=colour, linewidth=0)


def _disc(item: Disc, colour: str, paper: str) -> Artist:
    from matplotlib.patches import Circle

    fill, edge = (paper, 1.0) if item.open else (colour, 0.0)
    return Circle((item.x, item.y), item.radius, facecolor=fill, edgecolor=colour, linewidth=edge)


def _words(item: Label, face: Face, palette: Palette) -> Artist:
    from matplotlib.patheffects import Normal, Stroke
    from matplotlib.text import Text

    text = Text(
        item.x,
        item.y,
        item.text,
        color=shade(item.role, palette),
        fontproperties=_font(str(face.files["bold" if item.bold else "regular"]), item.size),
        ha={"start": "left", "middle": "center", "end": "right"}[item.anchor],
        va="baseline",
        parse_math=False,
    )
    if item.halo:
        text.set_path_effects([Stroke(linewidth=_HALO, foreground=palette["paper"]), Normal()])
    return text


def png(sketch: Sketch, face: Face, palette: Palette, scale: float = 2.4) -> bytes:
    """The chart as a PNG of `scale` pixels to the point, in the 128 colours that serve it best.

    A mail shows its 460 points over 552 pixels: 2.4 makes two of each for a fine screen.
    """
    from matplotlib.backends.backend_agg import FigureCanvasAgg
    from PIL import Image

    agg: Any = FigureCanvasAgg(paint(sketch, face, palette, scale=scale))
    agg.draw()
    image = Image.frombuffer("RGBA", agg.get_width_height(), bytes(agg.buffer_rgba()), "raw", "RGBA", 0, 1)
    out = io.BytesIO()
    image.convert("RGB").quantize(128, dither=Image.Dither.NONE).save(out, format="PNG", optimize=True)
    return out.getvalue()


# ------------------------------------------------------------------------------------ recording


def record(sketch: Sketch, face: Face, palette: Palette) -> Record:
    """The chart as matplotlib draws it: lines cut at their edges and thinned to what can be seen."""
    from matplotlib.backend_bases import RendererBase

    parts: list[Drawn | Label] = []

    class Recorder(RendererBase):
        """Keeps what is drawn; the id of the group tells which item of the sketch it is."""

        item: Item | None = None

        def open_group(self, *names: str | None, gid: str | None = None) -> None:
            found = gid or (names[1] if len(names) > 1 else None)
            self.item = sketch.items[int(found)] if found else None

        def draw_path(self, gc: Any, path: Any, transform: Any, *_: Any, **__: Any) -> None:
            if self.item is not None and not isinstance(self.item, Label):
                parts.append(_drawn(self.item, gc, path, transform, sketch.height))

        def get_canvas_width_height(self) -> tuple[float, float]:
            return sketch.width, sketch.height

        def points_to_pixels(self, points: Any) -> Any:
            return points

    canvas, recorder = paint(sketch, face, palette), Recorder()
    for artist, item in zip(canvas.get_children()[1:], sketch.items, strict=True):
        if isinstance(item, Label):
            parts.append(item)
        else:
            artist.draw(recorder)
    return Record(sketch.width, sketch.height, tuple(parts))


def _drawn(item: Stroke | Shape | Disc, gc: Any, path: Any, transform: Any, height: float) -> Drawn:
    box = gc.get_clip_rectangle()
    line = isinstance(item, Stroke)
    found = path.cleaned(
        transform=transform,
        remove_nans=True,
        clip=box.extents if box is not None and line else None,
        simplify=path.should_simplify and line,
    )
    points = [(x, height - y) for x, y in found.vertices.tolist()]
    commands = tuple(_commands(points, found.codes.tolist()))
    match item:
        case Stroke():
            return Drawn(commands, None, item.role, item.width, dashed=item.dashed)
        case Shape():
            return Drawn(commands, item.role, None)
        case Disc():
            return Drawn(commands, "paper" if item.open else item.role, item.role if item.open else None, 1.0)


def _commands(vertices: Iterable[tuple[float, float]], codes: Sequence[int]) -> Iterator[Command]:
    """Path codes as commands: 1 moves, 2 draws a line, 3 and 4 curves over several vertices, 79 closes, 0 stops."""
    points, at = list(vertices), 0
    while at < len(codes) and codes[at] != 0:
        code = codes[at]
        count = {3: 2, 4: 3}.get(code, 1)
        flat = tuple(float(part) for point in points[at : at + count] for part in point)
        yield ("Z", ()) if code == 79 else (_LETTERS[code], flat)
        at += count
