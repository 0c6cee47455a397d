"""The web page: one file that needs nothing else, every figure with its provenance on hover, focus and tap."""

from __future__ import annotations

from itertools import count

from markupsafe import Markup, escape

from reportgen.model.document import KeyNumber, Output
from reportgen.model.edition import Artifact
from reportgen.model.exhibit import DataTable, Figure, Format, TableSpec
from reportgen.model.prose import Quoted, plain
from reportgen.render import style, tables
from reportgen.render.frame import frame
from reportgen.render.job import Job
from reportgen.render.layouts import fill
from reportgen.render.linked import linked_data
from reportgen.render.markup import EMPTY, inline
from reportgen.render.opengraph import card
from reportgen.render.provenance import machine, provenance
from reportgen.render.typography import typeset

_MOST_ROWS = 40


class Screen:
    """The dialect of the web page. It numbers the figures it prints, so that each can be linked to."""

    output: Output = "html"

    def __init__(self, job: Job) -> None:
        self.job = job
        self._next = count(1)

    def number(self, part: Quoted, body: Markup | None = None) -> Markup:
        """The figure as data, with the card of its provenance."""
        fact = self.job.fact(part.key)
        text, mark = (escape(part.text), self.mark(part)) if body is None else (body, EMPTY)
        if fact is None:
            return text
        at = next(self._next)
        shape = Markup(
            '<span class="q" tabindex="0" id="n{0}" aria-describedby="c{0}"><data value="{1}">{2}</data>{3}{4}</span>'
        )
        return shape.format(at, machine(fact), text, mark, self._card(part.key, at))

    def mark(self, part: Quoted) -> Markup:
        """The mark of the figure's standing."""
        mark = self.job.mark(part.key)
        return Markup("<sup>{}</sup>").format(mark) if mark else EMPTY

    def _card(self, key: str, at: int) -> Markup:
        fact = self.job.document.facts[key]
        told = provenance(fact)
        lines = EMPTY.join(Markup("<span><i>{}</i> {}</span>").format(name, words) for name, words in told.lines)
        shape = Markup(
            '<span class="card" role="tooltip" id="c{0}" hidden>'
            '<b>{1}</b>{2}<code>{3} <a href="#n{0}">Link</a></code></span>'
        )
        return shape.format(at, told.label, lines, key)

    def figure(self, figure: Figure) -> Markup:
        """The chart, wide and narrow, with its finding above, its source below and its data behind a disclosure."""
        charts = self.job.charts
        wide = Markup(charts.inline(figure))  # noqa: S704 - written by svg.py, which escapes every word
        narrow = Markup(charts.inline(figure, "phone")) if charts.needs_phone(figure) else EMPTY  # noqa: S704
        drawing = Markup('<div class="drawing{}" role="img" aria-label="{}">{}{}</div>\n').format(
            " two" if narrow else "", plain(figure.alt), wide, narrow
        )
        caption = Markup("<figcaption>{}</figcaption>\n").format(
            tables.caption_of(inline(figure.title, self), inline(figure.subtitle, self))
        )
        source = tables.source_line(figure.source, inline(figure.note, self), link=f"figure-{figure.id}")
        return Markup('<figure id="{}" class="figure {}">\n{}{}{}{}</figure>\n').format(
            f"figure-{figure.id}", figure.size, caption, drawing, source, self._data(figure)
        )

    def _data(self, figure: Figure) -> Markup:
        if figure.data is None:
            return EMPTY
        kept, every = thinned(figure.data)
        link = Markup('<a href="data/{0}.csv" download>{0}.csv</a>').format(figure.id)
        note = Markup("All rows: {}.").format(link)
        if every > 1:
            note = Markup("Every {}th row and the last. All {} rows: {}.").format(every, len(figure.data.rows), link)
        heads = EMPTY.join(Markup('<th scope="col">{}</th>').format(name) for name in kept.columns)
        form = figure.panels[0].y_format
        rows = EMPTY.join(
            Markup("<tr>{}</tr>\n").format(
                EMPTY.join(Markup("<td>{}</td>").format(plainly(cell, form)) for cell in row)
            )
            for row in kept.rows
        )
        shape = Markup(
            '<details class="data"><summary>Data<span class="unseen"> of the chart: {}</span></summary>\n'
            "<table><caption>{}</caption><thead><tr>{}</tr></thead>\n<tbody>\n{}</tbody></table></details>\n"
        )
        return shape.format(plain(figure.title), note, heads, rows)

    def table(self, table: TableSpec) -> Markup:
        """A table with its finding as caption."""
        caption = tables.caption_of(inline(table.title, self), inline(table.subtitle, self))
        shape = Markup(
            '<div class="table" id="table-{}">\n<table>\n<caption>{}</caption>\n{}<tbody>\n{}</tbody>\n</table>\n'
            "{}</div>\n"
        )
        source = tables.source_line(table.source, inline(table.note, self))
        return shape.format(table.id, caption, tables.head(table), tables.rows(table, self), source)

    def strip(self, items: tuple[KeyNumber, ...]) -> Markup:
        """The key numbers: what, how much, over which period."""
        shape = Markup(
            '<li class="{}"><span class="label">{}</span> <span class="value">{}</span> '
            '<span class="detail">{}</span></li>\n'
        )
        cells = EMPTY.join(
            shape.format(item.tone, inline(item.label, self), inline(item.value, self), inline(item.detail, self))
            for item in items
        )
        return Markup('<ul class="keys">\n{}</ul>\n').format(cells)


_ROUND = 1_000_000
"""From here on a data table prints whole numbers, never powers of ten."""


def thinned(data: DataTable) -> tuple[DataTable, int]:
    """The rows a page shows: all, or every n-th and the last."""
    every = -(-len(data.rows) // _MOST_ROWS) if len(data.rows) > _MOST_ROWS else 1
    rows = data.rows[::every]
    if rows and rows[-1] != data.rows[-1]:
        rows = (*rows, data.rows[-1])
    return DataTable(data.columns, rows), every


def plainly(cell: str | float | None, form: Format = "count") -> str:
    """A value of a data table as the chart's axis reads it: fractions in percent, else six digits at most."""
    if cell is None or isinstance(cell, str):
        return cell or ""
    if form.startswith(("percent", "rate")):
        text = f"{cell * 100:.2f}%"
    else:
        text = f"{cell * 100:.2f}" if form == "points1" else f"{cell:.6g}" if abs(cell) < _ROUND else f"{cell:,.0f}"
    return text.replace("-", "\u2212")


def page(job: Job) -> tuple[Artifact, ...]:
    """report.html."""
    values = frame(job, Screen(job))
    values |= {
        "linked": Markup(linked_data(job)),  # noqa: S704 - JSON with what could end a script escaped
        "light": Markup(style.variables(job.theme, "light")),  # noqa: S704 - checked colours
        "dark": Markup(style.variables(job.theme, "dark")),  # noqa: S704
        "faces": Markup(style.faces_inside(job.theme)),  # noqa: S704 - our own fonts
    }
    text = typeset(fill(job.layouts, "page.html", values))
    return (Artifact("report.html", text.encode(), "text/html"), Artifact("opengraph.png", card(job), "image/png"))
