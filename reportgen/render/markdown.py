"""The edition as Markdown that reads well as it stands, with its sources as footnotes."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import assert_never

from reportgen.model.document import (
    Block,
    Bullets,
    Callout,
    FigureBlock,
    Heading,
    KeyNumbers,
    MarginNote,
    Prose,
    Section,
    TableBlock,
)
from reportgen.model.edition import Artifact
from reportgen.model.exhibit import Column, Figure, TableSpec
from reportgen.model.prose import Inline, plain, quoted_keys
from reportgen.render.frame import PLACES, ai_use, face, unexplained
from reportgen.render.job import Job
from reportgen.render.layouts import fill
from reportgen.render.words import escaped, markdown, paragraph


@dataclass(frozen=True, slots=True)
class MarkdownSection:
    """A section as the layout sees it."""

    id: str
    kind: str
    title: str
    body: str


def make(job: Job) -> tuple[Artifact, ...]:
    """report.md."""
    masthead = job.document.masthead
    values = {
        "m": masthead,
        "publisher": job.theme.brand.name or masthead.publisher,
        "contact": job.theme.brand.contact or masthead.contact,
        "disclaimer": job.theme.brand.disclaimer,
        "ai_use": ai_use(job, "md"),
        "headline": markdown(masthead.headline),
        "standfirst": paragraph(masthead.standfirst),
        "sections": [_section(s, job) for place in PLACES for s in job.sections("md", place)],
        "sources": [(source.number, escaped(source.text), source.url) for source in job.document.sources],
        "dropped": [gone for gone in job.document.dropped if not gone.told],
        "marks": unexplained(job, "md"),
        "face": face(job),
    }
    text = fill(job.layouts, "report.md", values)
    return (Artifact("report.md", text.encode(), "text/markdown"),)


def _section(section: Section, job: Job) -> MarkdownSection:
    body = "\n\n".join(text for block in section.blocks if (text := _block(block, job)))
    return MarkdownSection(section.id, section.kind, markdown(section.title), body)


def _block(block: Block, job: Job) -> str:
    match block:
        case Heading():
            return f"{'#' * min(max(block.level, 3), 6)} {markdown(block.text)}"
        case Prose():
            return paragraph(block.text) + notes(block.text, job)
        case Bullets():
            return _bullets(block, job)
        case KeyNumbers():
            return "\n".join(
                f"- **{markdown(item.value)}** {markdown(item.label)} ({markdown(item.detail)}){notes(item.value, job)}"
                for item in block.items
            )
        case FigureBlock():
            return _figure(block.figure, job)
        case TableBlock():
            return _table(block.table, job) if "md" in block.outputs else ""
        case Callout():
            return _callout(block, job)
        case MarginNote():
            return f"*{paragraph(block.text)}*"
        case _:
            assert_never(block)


def notes(parts: Iterable[Inline], job: Job) -> str:
    """The footnotes a paragraph rests on, once each, in order."""
    return _references(quoted_keys(parts), job)


def _references(keys: Iterable[str], job: Job) -> str:
    found = sorted({number for key in keys for number in job.numbers.get(key, ())})
    return "".join(f"[^{number}]" for number in found)


def _bullets(block: Bullets, job: Job) -> str:
    signs = (f"{at}." for at in range(1, len(block.items) + 1)) if block.ordered else ("-" for _ in block.items)
    return "\n".join(f"{s} {paragraph(item)}{notes(item, job)}" for s, item in zip(signs, block.items, strict=True))


def _figure(figure: Figure, job: Job) -> str:
    note = f" {markdown(figure.note)}" if figure.note else ""
    lines = [
        f"**{markdown(figure.title)}**\\\n{markdown(figure.subtitle)}",
        f"![{escaped(plain(figure.alt))}](figures/{figure.id}.svg)",
        f"*Source: {escaped(figure.source.rstrip('.'))}.{note}*{_references(figure.keys, job)}",
    ]
    return "\n\n".join(lines)


def _table(table: TableSpec, job: Job) -> str:
    head = "| " + " | ".join(escaped(column.head) or " " for column in table.columns) + " |"
    rule = "|" + "|".join(" ---: " if column.numeric else " :--- " for column in table.columns) + "|"
    rows = [_row(row.cells, table.columns, bold=row.kind != "body") for row in table.rows]
    keys = tuple(part for row in table.rows for cell in row.cells for part in cell)
    note = f" {markdown(table.note)}" if table.note else ""
    source = f"*Source: {escaped(table.source.rstrip('.'))}.{note}*{notes(keys, job)}"
    title = f"**{markdown(table.title)}**\\\n{markdown(table.subtitle)}"
    return "\n\n".join((title, "\n".join((head, rule, *rows)), source))


def _row(cells: tuple[tuple[Inline, ...], ...], columns: tuple[Column, ...], *, bold: bool) -> str:
    texts = [markdown(cell).replace("\\\n", " ").replace("\n", " ") for cell in cells]
    texts += [""] * (len(columns) - len(texts))
    return "| " + " | ".join(f"**{text}**" if bold and text else text or " " for text in texts) + " |"


def _callout(block: Callout, job: Job) -> str:
    parts = [f"**{markdown(block.title)}**"] if block.title else []
    parts += [_block(part, job) for part in block.blocks]
    if block.signed:
        parts.append(f"{escaped(block.signed)}")
    return "\n".join(f"> {line}".rstrip() for line in "\n\n".join(parts).splitlines())
