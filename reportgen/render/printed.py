"""The dialect of the printed page: plain figures with their marks, charts as boxes the PDF fills."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from functools import partial
from itertools import groupby, takewhile
from typing import Literal

from markupsafe import Markup, escape

from reportgen.model.document import (
    Block,
    Bullets,
    FigureBlock,
    KeyNumber,
    KeyNumbers,
    MarginNote,
    Output,
    Prose,
    Section,
    TableBlock,
)
from reportgen.model.exhibit import Figure, TableSpec
from reportgen.model.prose import Quoted, plain
from reportgen.render import tables
from reportgen.render.chart.ends import broken
from reportgen.render.chart.sketch import Measure, Sketch
from reportgen.render.figures import measure
from reportgen.render.frame import references
from reportgen.render.job import Job
from reportgen.render.margin import margin_notes, note_height
from reportgen.render.markup import EMPTY, SectionView, blocks, inline, kept, view

Density = Literal["loose", "normal", "tight", "tightest"]

CHART = "chart:"
HALF = 246.0
_GRID = 504.0
_TABLE = 8.0
"""The size of a table's words, in points."""
_HEADLINES: Mapping[Density, float] = {"loose": 1.14, "normal": 1.0, "tight": 0.9, "tightest": 0.83}
"""The size of the headline at each density, as a share of the theme's."""


@dataclass(frozen=True, slots=True)
class Fit:
    """How a document is made to fill its pages: how dense the type is, how much taller the charts are, in points.

    `lead` and `wide` are the first page's, `rest` and `half` those of the pages after it. `moved` sections of the
    body that hold words alone stand at the foot of the first page, where it has room and the second has none.
    `charts` names charts of a longer document that fill what is left of their page, with what that adds to each.
    """

    lead: Density = "normal"
    rest: Density = "normal"
    wide: float = 0.0
    half: float = 0.0
    moved: int = 0
    charts: tuple[tuple[str, float], ...] = ()


@dataclass(frozen=True, slots=True)
class Group:
    """Sections that stand together: across the page, or as running text in two columns."""

    wide: bool
    page: bool
    sections: tuple[SectionView, ...]


def together(title: Markup) -> Markup:
    """A title whose last word never stands alone on a line: paper has no `text-wrap`."""
    before, space, last = title.rpartition(" ")
    return before + "\u00a0" + last if space and "<" not in last else title


class Printed:
    """What the PDF's page says."""

    output: Output = "pdf"

    def __init__(self, job: Job, fit: Fit) -> None:
        self.job = job
        self.fit = fit
        self._noted: set[str] = set()

    def number(self, part: Quoted, body: Markup | None = None) -> Markup:
        """The figure, and the mark of its standing."""
        return escape(kept(part.text)) + self.mark(part) if body is None else body

    def mark(self, part: Quoted) -> Markup:
        """The mark of the figure's standing."""
        mark = self.job.mark(part.key)
        return Markup("<sup>{}</sup>").format(mark) if mark else EMPTY

    def sketch(self, figure: Figure) -> Sketch:
        """The chart as it is laid out on paper."""
        return self.job.charts.sketch(figure, "page", self.taller(figure))

    def taller(self, figure: Figure) -> float:
        """What the fit adds to this chart's height."""
        usual = {"half": self.fit.half, "strip": 0.0}.get(figure.size, self.fit.wide)
        return dict(self.fit.charts).get(figure.id, usual)

    def figure(self, figure: Figure, head: float = 0.0) -> Markup:
        """The chart's words, and an empty image of the right size; `head` is the least height of the words above."""
        sketch = self.sketch(figure)
        style = Markup(' style="min-height:{}pt"').format(f"{head:.1f}") if head else EMPTY
        words = tables.caption_of(together(inline(figure.title, self)), inline(figure.subtitle, self))
        caption = Markup("<figcaption{}>{}</figcaption>\n").format(style, words)
        image = Markup('<img src="{}{}" alt="{}" style="width:{}pt;height:{}pt">\n').format(
            CHART, figure.id, plain(figure.alt), f"{sketch.width:g}", f"{sketch.height:g}"
        )
        source = tables.source_line(figure.source, inline(figure.note, self))
        return Markup('<figure id="figure-{}" class="{}">\n{}{}{}</figure>\n').format(
            figure.id, figure.size, caption, image, source
        )

    def table(self, table: TableSpec) -> Markup:
        """A table with its finding as caption."""
        caption = tables.caption_of(together(inline(table.title, self)), inline(table.subtitle, self))
        source = tables.source_line(table.source, inline(table.note, self))
        shape = Markup(
            '<div class="table" id="table-{}">\n<table>\n<caption>{}</caption>\n{}{}<tbody>\n{}</tbody>\n</table>\n'
            "{}</div>\n"
        )
        columns = self._even(table)
        return shape.format(table.id, caption, columns, tables.head(table), tables.rows(table, self), source)

    def _even(self, table: TableSpec) -> Markup:
        """The widths of a table's columns, where they can be even."""
        wide, small = measure(self.job.theme.sans), self.job.theme.sizes["small"]
        names = (wide(plain(row.cells[0]), _TABLE) for row in table.rows if row.cells and row.kind != "group")
        heads = (wide(column.head, small) for column in table.columns[1:])
        return tables.even(table, (max(names, default=0.0) + 10) / _GRID, (max(heads, default=0.0) + 9) / _GRID)

    def strip(self, items: tuple[KeyNumber, ...]) -> Markup:
        """The key numbers side by side."""
        shape = Markup('<div class="{}"><p class="label">{}</p><p class="value">{}</p><p class="detail">{}</p></div>\n')
        cells = EMPTY.join(
            shape.format(item.tone, inline(item.label, self), inline(item.value, self), inline(item.detail, self))
            for item in items
        )
        return Markup('<div class="keys of-{}">\n{}</div>\n').format(len(items), cells)

    def headline(self) -> Markup:
        """The headline at the size the first page's density asks, its lines of about the same length."""
        size = self.job.theme.sizes["display"] * _HEADLINES[self.fit.lead]
        bold: Measure = partial(measure(self.job.theme.text), bold=True)
        headline = self.job.document.masthead.headline
        width = balanced(plain(headline), size, bold, _GRID * 0.99)
        return Markup('<h1 style="font-size:{}pt;width:{}pt">{}</h1>').format(
            f"{size:.1f}", f"{width:.0f}", inline(headline, self)
        )

    # -------------------------------------------------------------------------------- sections

    def section(self, section: Section) -> SectionView:
        """A section whose half-wide charts stand in rows and whose running text stands in columns."""
        if self.job.document.masthead.layout == "brief":
            body = EMPTY.join(self._run(kind, tuple(run)) for kind, run in groupby(section.blocks, _kind))
        else:
            body = EMPTY.join(self._noted_run(kind, tuple(run)) for kind, run in groupby(folded(section.blocks), _lead))
        after = references(self.job) if section.kind == "sources" else EMPTY
        return replace(view(replace(section, blocks=()), self), body=body + after)

    def _run(self, kind: str, run: tuple[Block, ...]) -> Markup:
        if kind == "half":
            found = tuple(block.figure for block in run if isinstance(block, FigureBlock))
            return EMPTY.join(self._row(found[at : at + 2]) for at in range(0, len(found), 2))
        body = blocks(run, self)
        return Markup('<div class="prose">\n{}</div>\n').format(body) if kind == "prose" else body

    def _noted_run(self, kind: str, run: tuple[tuple[Block, ...], ...]) -> Markup:
        if kind == "half":
            return self._run(kind, tuple(block for block, *_ in run))
        return EMPTY.join(self._beside(block, tuple(notes)) for block, *notes in run)

    def _beside(self, block: Block, own: tuple[Block, ...]) -> Markup:
        """A block of words with the origins of its figures in the margin, as many as stand beside it, and its notes."""
        taken = sum(note_height(plain(note.text)) for note in own if isinstance(note, MarginNote))
        notes = EMPTY.join(
            Markup('<p class="margin-note"><strong>{}</strong> {}</p>\n').format(note.value, note.words)
            for note in margin_notes(block, self.job, self._noted, taken)
        )
        shape = (
            Markup('<div class="prose">\n{}{}{}</div>\n') if isinstance(block, Prose | Bullets) else Markup("{}{}{}")
        )
        return shape.format(notes, blocks(own, self), blocks((block,), self))

    def _row(self, pair: tuple[Figure, ...]) -> Markup:
        """Two charts side by side, their words above as high as the higher."""
        head = max(self._head(figure) for figure in pair)
        return Markup('<div class="half-row">\n{}</div>\n').format(EMPTY.join(self.figure(f, head) for f in pair))

    def _head(self, figure: Figure) -> float:
        """The height of a half-wide chart's finding and measure, in points."""
        wide, small = measure(self.job.theme.sans), self.job.theme.sizes["small"]
        titles = len(broken(plain(figure.title), 8.6, partial(wide, bold=True), HALF))
        measures = len(broken(plain(figure.subtitle), small, wide, HALF))
        return titles * 8.6 * 1.3 + measures * small * 1.3

    def groups(self, sections: Iterable[Section]) -> tuple[Group, ...]:
        """Charts and tables across the page, and runs of text in two columns."""
        parts = [part for section in sections for part in _parted(section)]
        runs = groupby(parts, lambda part: (_wide(part), part.page))
        return tuple(Group(wide, page, tuple(self.section(s) for s in run)) for (wide, page), run in runs)


def folded(items: Iterable[Block]) -> tuple[tuple[Block, ...], ...]:
    """Blocks, each running text with the margin notes that follow it: they begin beside its first line."""
    out: list[tuple[Block, ...]] = []
    for item in items:
        if isinstance(item, MarginNote) and out and isinstance(out[-1][0], Prose | Bullets):
            out[-1] = (*out[-1], item)
        else:
            out.append((item,))
    return tuple(out)


def _lead(found: tuple[Block, ...]) -> str:
    return _kind(found[0])


def _kind(block: Block) -> str:
    if isinstance(block, FigureBlock):
        return "half" if block.figure.size == "half" else "figure"
    return "prose" if isinstance(block, Prose) else "other"


def balanced(text: str, size: float, wide: Measure, most: float) -> float:
    """The least width at which a text needs no more lines than at the most, and a little air."""
    lines = len(broken(text, size, wide, most))
    low, high = most / lines, most
    while high - low > 4:
        middle = (low + high) / 2
        low, high = (low, middle) if len(broken(text, size, wide, middle)) <= lines else (middle, high)
    return min(high * 1.03, most / 0.99)


def divided(sections: Iterable[Section], moved: int) -> tuple[tuple[Section, ...], tuple[Section, ...]]:
    """The body's first `moved` sections of words alone, and all others."""
    every = tuple(sections)
    first = [section for section in every if not _wide(section)][:moved]
    return tuple(first), tuple(section for section in every if section not in first)


def _wide(section: Section) -> bool:
    return any(_across(block) for block in section.blocks)


def _across(block: Block) -> bool:
    """Whether a block needs the whole width of the page."""
    return isinstance(block, FigureBlock | KeyNumbers) or (isinstance(block, TableBlock) and "pdf" in block.outputs)


def _parted(section: Section) -> tuple[Section, ...]:
    """A section that opens with a chart and goes on in words alone: the chart, then the words under their heading."""
    opening = tuple(takewhile(_across, section.blocks))
    rest = section.blocks[len(opening) :]
    if not opening or not rest or any(_across(block) for block in rest):
        return (section,)
    above = replace(section, id=f"{section.id}-above", title=(), blocks=opening)
    return above, replace(section, blocks=rest, page=False)
