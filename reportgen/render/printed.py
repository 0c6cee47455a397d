"""The dialect of the printed page: plain figures with their marks, charts as boxes the PDF fills."""

from __future__ import annotations

from itertools import groupby

from markupsafe import Markup

from reportgen.model.document import Block, FigureBlock, KeyNumber, MarginNote, Output, Prose, Section
from reportgen.model.exhibit import Figure, TableSpec
from reportgen.model.prose import Quoted, plain
from reportgen.render import tables
from reportgen.render.chart.whole import frame
from reportgen.render.job import Job
from reportgen.render.markup import EMPTY, SectionView, block, blocks, inline, view

CHART = "chart:"


class Printed:
    """What the PDF's page says."""

    output: Output = "pdf"

    def __init__(self, job: Job) -> None:
        self.job = job

    def number(self, part: Quoted, body: Markup | None = None) -> Markup:
        """The figure, and the mark of its standing."""
        text = Markup("{}").format(part.text) if body is None else body
        mark = self.job.mark(part.key)
        return text + Markup("<sup>{}</sup>").format(mark) if mark else text

    def figure(self, figure: Figure) -> Markup:
        """The chart's words, and an empty image of the right size in its place."""
        sketch = self.job.charts.sketch(figure, "page")
        caption = Markup("<figcaption>{}</figcaption>\n").format(
            tables.caption_of(inline(figure.title, self), inline(figure.subtitle, self))
        )
        image = Markup('<img src="{}{}" alt="{}" style="width:{}pt;height:{}pt">\n').format(
            CHART, figure.id, plain(figure.alt), f"{sketch.width:g}", f"{sketch.height:g}"
        )
        source = tables.source_line(figure.source, inline(figure.note, self))
        return Markup('<figure id="figure-{}" class="{}">\n{}{}{}</figure>\n').format(
            figure.id, figure.size, caption, image, source
        )

    def table(self, table: TableSpec) -> Markup:
        """A table with its finding as caption."""
        caption = tables.caption_of(inline(table.title, self), inline(table.subtitle, self))
        source = tables.source_line(table.source, inline(table.note, self))
        shape = '<table id="table-{}">\n<caption>{}</caption>\n{}<tbody>\n{}</tbody>\n</table>\n{}'
        return Markup(shape).format(table.id, caption, tables.head(table), tables.rows(table, self), source)

    def strip(self, items: tuple[KeyNumber, ...]) -> Markup:
        """The key numbers side by side."""
        shape = '<div class="{}"><p class="label">{}</p><p class="value">{}</p><p class="detail">{}</p></div>\n'
        cells = EMPTY.join(
            Markup(shape).format(
                item.tone, inline(item.label, self), inline(item.value, self), inline(item.detail, self)
            )
            for item in items
        )
        return Markup('<div class="strip">\n{}</div>\n').format(cells)

    def section(self, section: Section, after: Markup = EMPTY) -> SectionView:
        """A section whose half-wide charts stand in rows and whose running text stands in columns."""
        body = EMPTY.join(self._run(kind, tuple(run)) for kind, run in groupby(section.blocks, self._kind))
        found = view(section, self, after)
        return SectionView(found.id, found.kind, found.title, body + after, found.page, found.columns)

    def _kind(self, item: Block) -> str:
        if isinstance(item, FigureBlock):
            return "half" if frame(item.figure, "page").width < 300 else "figure"
        return "prose" if isinstance(item, Prose) else "other"

    def _run(self, kind: str, run: tuple[Block, ...]) -> Markup:
        body = blocks(run, self)
        shape = {"half": '<div class="half-row">\n{}</div>\n', "prose": '<div class="prose">\n{}</div>\n'}.get(kind, "{}")
        return Markup(shape).format(body)


__all__ = ["CHART", "MarginNote", "Printed", "block"]
