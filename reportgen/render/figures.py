"""Drawing laid-out charts with matplotlib: once as recorded paths, once as pixels.

matplotlib clips, simplifies lines to what can be seen, measures and outlines words. Its own SVG writer is
left aside: recording what it draws gives files a third as large, and the same record serves SVG and PDF.
"""

from __future__ import annotations

import io
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from reportgen.render.chart.sketch import Disc, Item, Label, Shape, Sketch, Stroke
from reportgen.render.colour import rgb
from reportgen.render.theme import Face, Palette

if TYPE_CHECKING:
    from matplotlib.artist import Artist
    from matplotlib.figure import Figure as Canvas

Command = tuple[str, tuple[float, ...]]
_DASHES = (3.0, 2.0)


@dataclass(frozen=True, slots=True)
class Drawn:
    """A path as it came out: commands M, L, Q, C, Z with points from the top left; filled or stroked."""

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


@lru_cache(maxsize=16)
def _properties(path: str, size: float) -> Any:
    from matplotlib.font_manager import FontProperties

    return FontProperties(fname=path, size=size)


@lru_cache(maxsize=4096)
def _width(path: str, text: str, size: float) -> float:
    from matplotlib.textpath import text_to_path

    width, _, _ = text_to_path.get_text_width_height_descent(text, _properties(path, size), ismath=False)
    return float(width)


def measure(face: Face) -> Any:
    """How wide words come out in that family, in points."""

    def width(text: str, size: float, bold: bool) -> float:  # noqa: FBT001 - the shape of chart.sketch.Measure
        return _width(str(face.files["bold" if bold else "regular"]), text, size)

    return width


def outline(face: Face, label: Label) -> tuple[Command, ...]:
    """The words of a label as outlines, placed as they stand."""
    from matplotlib.textpath import text_to_path

    path = str(face.files["bold" if label.bold else "regular"])
    vertices, codes = text_to_path.get_text_path(_properties(path, label.size), label.text, ismath=False)
    scale = label.size / text_to_path.FONT_SCALE
    shift = {"start": 0.0, "middle": 0.5, "end": 1.0}[label.anchor] * measure(face)(label.text, label.size, label.bold)
    return tuple(_commands(((x * scale + label.x - shift, label.y - y * scale) for x, y in vertices), [int(code) for code in codes]))


# ------------------------------------------------------------------------------------- painting


def paint(sketch: Sketch, face: Face, palette: Palette, *, halos: bool = True) -> Canvas:
    """The chart on a matplotlib figure, one point to the unit. No pyplot: nothing global is touched."""
    from matplotlib.figure import Figure

    canvas = Figure(figsize=(sketch.width / 72, sketch.height / 72), dpi=72, facecolor=palette["paper"])
    for rank, item in enumerate(sketch.items):
        artist = _artist(item, sketch.height, face, palette)
        if halos and isinstance(item, Label) and item.halo:
            _haloed(artist, palette)
        artist.set_gid(str(rank))
        artist.set_zorder(rank)
        canvas.add_artist(artist, clip=False)
        _clip(artist, item, sketch.height, canvas)
    return canvas


def shade(role: str, palette: Palette) -> str:
    """The colour of a role; `role~` is its soft tint, mixed with paper rather than made transparent."""
    if not role.endswith("~"):
        return palette[role]
    mixed = (0.26 * a + 0.74 * b for a, b in zip(rgb(palette[role[:-1]]), rgb(palette["paper"]), strict=True))
    return "#" + "".join(f"{round(part * 255):02x}" for part in mixed)


def _artist(item: Item, height: float, face: Face, palette: Palette) -> Artist:
    from matplotlib.lines import Line2D
    from matplotlib.patches import Circle, Polygon
    from matplotlib.text import Text

    match item:
        case Stroke():
            xs, ys = [x for x, _ in item.points], [height - y for _, y in item.points]
            style = (0, _DASHES) if item.dashed else "-"
            look = {"color": shade(item.role, palette), "linewidth": item.width, "linestyle": style}
            return Line2D(xs, ys, solid_capstyle="butt", dash_capstyle="butt", solid_joinstyle="round", **look)
        case Shape():
            return Polygon([(x, height - y) for x, y in item.points], facecolor=shade(item.role, palette), linewidth=0)
        case Disc():
            fill = palette["paper"] if item.open else shade(item.role, palette)
            edge = {"edgecolor": shade(item.role, palette), "linewidth": 1.0 if item.open else 0.0}
            return Circle((item.x, height - item.y), item.radius, facecolor=fill, **edge)
        case Label():
            font = _properties(str(face.files["bold" if item.bold else "regular"]), item.size)
            align = {"start": "left", "middle": "center", "end": "right"}[item.anchor]
            look = {"color": shade(item.role, palette), "ha": align, "va": "baseline", "parse_math": False}
            return Text(item.x, height - item.y, item.text, fontproperties=font, **look)


def _haloed(text: Artist, palette: Palette) -> None:
    from matplotlib.patheffects import Normal, Stroke

    text.set_path_effects([Stroke(linewidth=2.4, foreground=palette["paper"]), Normal()])


def _clip(artist: Artist, item: Item, height: float, canvas: Canvas) -> None:
    from matplotlib.transforms import Bbox, IdentityTransform

    artist.set_transform(IdentityTransform())
    box = getattr(item, "clip", None)
    if box is not None:
        artist.set_clip_box(Bbox.from_extents(box.left - 1, height - box.bottom - 1, box.right + 1, height - box.top + 1))


def png(sketch: Sketch, face: Face, palette: Palette, scale: float = 2.0) -> bytes:
    """The chart as a PNG of `scale` pixels to the point, its colours cut to the 128 it needs."""
    from matplotlib.backends.backend_agg import FigureCanvasAgg
    from PIL import Image

    canvas = paint(sketch, face, palette)
    canvas.set_dpi(72 * scale)
    for artist in canvas.get_children():
        _enlarge(artist, scale)
    agg = FigureCanvasAgg(canvas)
    agg.draw()
    image = Image.frombuffer("RGBA", agg.get_width_height(), bytes(agg.buffer_rgba()), "raw", "RGBA", 0, 1)
    image = image.convert("RGB").quantize(128, dither=Image.Dither.NONE)
    out = io.BytesIO()
    image.save(out, format="PNG", optimize=True)
    return out.getvalue()


def _enlarge(artist: Artist, scale: float) -> None:
    from matplotlib.transforms import Affine2D

    if artist.get_gid() is None:
        return
    box = artist.get_clip_box()
    artist.set_transform(Affine2D().scale(scale))
    if box is not None:
        artist.set_clip_box(box.transformed(Affine2D().scale(scale)))


# ------------------------------------------------------------------------------------ recording


def record(sketch: Sketch, face: Face, palette: Palette) -> Record:
    """The chart as matplotlib draws it: lines cut at their edges and thinned to what can be seen."""
    return Record(sketch.width, sketch.height, tuple(_recorded(sketch, paint(sketch, face, palette, halos=False))))


def _recorded(sketch: Sketch, canvas: Canvas) -> Iterator[Drawn | Label]:
    from matplotlib.backend_bases import RendererBase

    parts: list[Drawn | Label] = []

    class Recorder(RendererBase):
        """Keeps what is drawn; the group's id tells which item of the sketch it is."""

        item: Item | None = None

        def open_group(self, s: str, gid: str | None = None) -> None:
            self.item = sketch.items[int(gid)] if gid is not None else self.item

        def draw_path(self, gc: Any, path: Any, transform: Any, rgbFace: Any = None) -> None:  # noqa: N803 - matplotlib's
            if self.item is not None and not isinstance(self.item, Label):
                parts.append(_drawn(self.item, gc, path, transform, sketch.height))

        def draw_text(self, gc: Any, x: float, y: float, s: str, prop: Any, angle: float, **_: Any) -> None:
            if isinstance(self.item, Label) and (not parts or parts[-1] is not self.item):
                parts.append(self.item)

        def get_canvas_width_height(self) -> tuple[float, float]:
            return sketch.width, sketch.height

        def points_to_pixels(self, points: Any) -> Any:
            return points

    canvas.draw(Recorder())
    yield from parts


def _drawn(item: Stroke | Shape | Disc, gc: Any, path: Any, transform: Any, height: float) -> Drawn:
    box = gc.get_clip_rectangle()
    line = isinstance(item, Stroke)
    found = path.cleaned(
        transform=transform,
        remove_nans=True,
        clip=box.extents if box is not None and line else None,
        simplify=path.should_simplify and line,
    )
    vertices = [(x, height - y) for x, y in found.vertices.tolist()]
    commands = tuple(_commands(vertices, found.codes.tolist()))
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
        yield ("Z", ()) if code == 79 else ({1: "M", 2: "L", 3: "Q", 4: "C"}[code], flat)
        at += count
