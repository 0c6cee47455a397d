"""The edition's first page as a mail: tables for layout, styles inlined, charts by content id, and a text part.

Two slots stay open for whoever sends it: `{{salutation}}` and `{{unsubscribe_url}}`.
"""

from __future__ import annotations

import textwrap
from collections.abc import Iterable, Iterator
from typing import Any, assert_never

from markupsafe import Markup, escape

from reportgen.model.document import (
    Block,
    Bullets,
    Callout,
    FigureBlock,
    Heading,
    KeyNumber,
    KeyNumbers,
    MarginNote,
    Output,
    Prose,
    Section,
    TableBlock,
)
from reportgen.model.edition import Artifact
from reportgen.model.exhibit import Figure, TableSpec
from reportgen.model.prose import Inline, Link, Quoted, plain
from reportgen.render import logo, tables
from reportgen.render.frame import frame
from reportgen.render.job import Job, figures
from reportgen.render.layouts import fill
from reportgen.render.markup import EMPTY, inline, kept, view
from reportgen.render.typography import typeset

SLOTS = ("{{salutation}}", "{{unsubscribe_url}}")
_WIDTH = 72
_CHARSET = '<meta charset="utf-8">'


class Mail:
    """What the HTML part says: plain figures with their marks, charts as attached images."""

    output: Output = "email"

    def __init__(self, job: Job) -> None:
        self.job = job

    def number(self, part: Quoted, body: Markup | None = None) -> Markup:
        """The figure, and the mark of its standing. Its spaces are hard: a mail's lines are short."""
        return escape(kept(part.text)) + self.mark(part) if body is None else body

    def mark(self, part: Quoted) -> Markup:
        """The mark of the figure's standing."""
        mark = self.job.mark(part.key)
        return Markup("<sup>{}</sup>").format(mark) if mark else EMPTY

    def figure(self, figure: Figure) -> Markup:
        """The chart with its words."""
        title, subtitle = inline(figure.title, self), inline(figure.subtitle, self)
        shape = Markup(
            '<picture><source srcset="cid:{0}-dark" media="(prefers-color-scheme: dark)">'
            '<img class="chart" src="cid:{0}" width="552" alt="{1}"></picture>'
        )
        image = shape.format(figure.id, plain(figure.alt))
        source = tables.source_line(figure.source, inline(figure.note, self))
        shape = Markup('<div class="figure"><p class="finding">{}</p><p class="measure">{}</p>{}{}</div>\n')
        return shape.format(title, subtitle, image, source)

    def table(self, table: TableSpec) -> Markup:
        """A table with its words."""
        title, subtitle = inline(table.title, self), inline(table.subtitle, self)
        body = Markup('<table class="data">{}<tbody>{}</tbody></table>').format(
            tables.head(table), tables.rows(table, self)
        )
        source = tables.source_line(table.source, inline(table.note, self))
        return Markup('<p class="finding">{}</p><p class="measure">{}</p>{}{}').format(title, subtitle, body, source)

    def strip(self, items: tuple[KeyNumber, ...]) -> Markup:
        """The key numbers in one row."""
        shape = Markup(
            '<td class="key {}" width="{}%"><p class="label">{}</p><p class="value">{}</p><p class="detail">{}</p></td>'
        )
        share = 100 // max(len(items), 1)
        cells = Markup('<td class="gap" width="12">&nbsp;</td>').join(
            shape.format(
                item.tone, share, inline(item.label, self), inline(item.value, self), inline(item.detail, self)
            )
            for item in items
        )
        return Markup('<table role="presentation" class="strip" width="100%"><tr>{}</tr></table>\n').format(cells)


def make(job: Job) -> tuple[Artifact, ...]:
    """email.html, email.txt and the images the mail shows, figures/<name>.png for each cid:<name>."""
    dialect = Mail(job)
    values = {
        **frame(job, dialect),
        "mailed": tuple(view(section, dialect) for section in mailed(job)),
        "logo_height": logo.HEIGHT,
        "logo_width": round(logo.HEIGHT * logo.shape(job.theme.brand.logo)) if job.theme.brand.logo else 0,
        "text_lead": tuple(_texts(mailed(job))),
        "text_closing": tuple(_texts(section for section in job.sections("email", "back") if _must_close(section))),
    }
    html = typeset(inlined(fill(job.layouts, "email.html", values)))
    text = fill(job.layouts, "email.txt", values)
    shown = [figure for section in mailed(job) for figure in figures(section.blocks)]
    images = [*_logos(job), *(image for figure in shown for image in _images(figure, job))]
    parts = Artifact("email.html", html.encode(), "text/html"), Artifact("email.txt", text.encode(), "text/plain")
    return (*parts, *images)


def mailed(job: Job) -> tuple[Section, ...]:
    """The sections a mail carries: page one, and the risks, without which page one would tell half the story.

    A first page of words alone takes the first section with a chart along.
    """
    lead, body = job.sections("email", "lead"), job.sections("email", "body")
    drawn = [section for section in body if figures(section.blocks)]
    shown = () if any(figures(section.blocks) for section in lead) else tuple(drawn[:1])
    return (*lead, *shown, *(section for section in body if section.kind == "risks" and section not in shown))


def _must_close(section: Section) -> bool:
    return section.kind == "disclosures"


def _logos(job: Job) -> Iterator[Artifact]:
    """The desk's logo for either scheme."""
    brand = job.theme.brand
    if brand.logo is not None:
        yield Artifact("figures/logo.png", logo.pixels(brand.logo), "image/png")
        yield Artifact("figures/logo-dark.png", logo.pixels(brand.logo_dark or brand.logo), "image/png")


def _images(figure: Figure, job: Job) -> tuple[Artifact, ...]:
    light, dark = job.charts.png(figure), job.charts.png(figure, "dark")
    return (
        Artifact(f"figures/{figure.id}.png", light, "image/png"),
        Artifact(f"figures/{figure.id}-dark.png", dark, "image/png"),
    )


def inlined(html: str) -> str:
    """The mail with its rules written onto its elements; what only a style sheet can say stays in one."""
    import css_inline

    inliner = css_inline.CSSInliner(load_remote_stylesheets=False, keep_at_rules=True, keep_style_tags=False)
    done: str = inliner.inline(html)
    done = done.replace(_CHARSET, "", 1).replace("<head>", f"<head>{_CHARSET}", 1)
    for slot in SLOTS:
        done = done.replace(slot.replace("{", "%7B").replace("}", "%7D"), slot)
    return done


# ------------------------------------------------------------------------------------ the text part


def _texts(sections: Iterable[Section]) -> Iterator[dict[str, Any]]:
    for section in sections:
        parts = [text for block in section.blocks if (text := _text(block))]
        yield {"title": plain(section.title), "body": "\n\n".join(parts)}


def _text(block: Block) -> str:
    match block:
        case Heading():
            return plain(block.text).upper()
        case Prose() | MarginNote():
            return wrapped(words(block.text))
        case Bullets():
            return "\n".join(wrapped(words(item), "- ") for item in block.items)
        case KeyNumbers():
            return _key_numbers(block)
        case FigureBlock():
            return wrapped(f"[Chart] {plain(block.figure.alt)} Source: {block.figure.source.rstrip('.')}.")
        case TableBlock():
            return _table(block.table) if "email" in block.outputs else ""
        case Callout():
            inner = "\n\n".join(_text(part) for part in block.blocks)
            return "\n\n".join(part for part in (plain(block.title).upper(), inner, block.signed) if part)
        case _:
            assert_never(block)


def _key_numbers(block: KeyNumbers) -> str:
    widest = max(len(plain(item.value)) for item in block.items)
    return "\n".join(
        wrapped(f"{plain(item.value):>{widest}}  {plain(item.label)}, {plain(item.detail)}", hang=widest + 2)
        for item in block.items
    )


def _table(table: TableSpec) -> str:
    grid = [[column.head for column in table.columns]]
    grid += [[plain(cell) for cell in row.cells] + [""] * (len(table.columns) - len(row.cells)) for row in table.rows]
    widths = [max(len(line[at]) for line in grid) for at in range(len(table.columns))]
    lines = [
        "  ".join(
            f"{cell:>{width}}" if column.numeric else f"{cell:<{width}}"
            for cell, width, column in zip(line, widths, table.columns, strict=True)
        ).rstrip()
        for line in grid
    ]
    return f"{wrapped(plain(table.title))}\n\n" + "\n".join(lines)


def words(parts: Iterable[Inline]) -> str:
    """Running text without mark-up; a link's address follows its words."""
    return "".join(f"{plain(part.parts)} ({part.url})" if isinstance(part, Link) else plain((part,)) for part in parts)


def wrapped(text: str, sign: str = "", hang: int | None = None) -> str:
    """A paragraph in lines of at most 72 characters, hanging under its sign; addresses are never cut."""
    return textwrap.fill(
        text, _WIDTH, initial_indent=sign, subsequent_indent=" " * (len(sign) if hang is None else hang),
        break_long_words=False, break_on_hyphens=False,
    )  # fmt: skip
