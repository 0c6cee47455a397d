"""Blocks and inline text as HTML, for page, print and e-mail alike; each of them brings its own dialect."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Protocol, assert_never

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
from reportgen.model.exhibit import Figure, TableSpec
from reportgen.model.prose import Break, Emphasis, Inline, Link, Quoted, Strong, Text, Token, plain

EMPTY = Markup("")
_BEFORE_DIGITS = re.compile(r" (?=\d)")


class Dialect(Protocol):
    """What page, print and e-mail write differently."""

    @property
    def output(self) -> Output:
        """The output this dialect writes."""

    def number(self, part: Quoted, body: Markup | None = None) -> Markup:
        """A printed fact with its mark; `body` is both where they are already marked up."""

    def mark(self, part: Quoted) -> Markup:
        """The mark of the fact's standing, nothing where it was computed."""

    def figure(self, figure: Figure) -> Markup:
        """A chart with its title, source and note."""

    def table(self, table: TableSpec) -> Markup:
        """A table with its title, source and note."""

    def strip(self, items: tuple[KeyNumber, ...]) -> Markup:
        """The strip of key numbers."""


@dataclass(frozen=True, slots=True)
class SectionView:
    """A section as a layout template sees it."""

    id: str
    kind: str
    title: Markup
    plain: str
    body: Markup
    page: bool
    columns: int


def inline(parts: Iterable[Inline], dialect: Dialect) -> Markup:
    """Running text as HTML."""
    return EMPTY.join(_inline(part, dialect) for part in parts)


def _inline(part: Inline, dialect: Dialect) -> Markup:
    match part:
        case Text():
            return escape(part.text)
        case Token():
            return escape(unbroken(part))
        case Quoted():
            return dialect.number(part)
        case Strong():
            return Markup("<strong>{}</strong>").format(inline(part.parts, dialect))
        case Emphasis():
            return Markup("<em>{}</em>").format(inline(part.parts, dialect))
        case Link():
            return Markup('<a href="{}">{}</a>').format(safe_url(part.url), inline(part.parts, dialect))
        case Break():
            return Markup("<br>")
        case _:
            assert_never(part)


def unbroken(part: Token) -> str:
    """A date or a name as one word where a line ends: 21 August, S&P 500."""
    if part.kind == "date":
        return kept(part.text)
    return _BEFORE_DIGITS.sub("\u00a0", part.text) if part.kind == "name" else part.text


def kept(text: str) -> str:
    """A figure or date whose first word never ends a line: 17.4 times, 21 August 2026."""
    return text.replace(" ", "\u00a0", 1)


def safe_url(url: str) -> str:
    """The address when it is one a page may link to, else a dead link: text from data may hold anything."""
    return url if url.lower().startswith(("https://", "http://", "mailto:", "#")) else "#"


def block(item: Block, dialect: Dialect) -> Markup:
    """One block as HTML."""
    match item:
        case Heading():
            level = min(max(item.level, 3), 6)
            return Markup("<h{0}>{1}</h{0}>\n").format(level, inline(item.text, dialect))
        case Prose():
            return Markup("<p>{}</p>\n").format(inline(item.text, dialect))
        case Bullets():
            return bullets(item, dialect)
        case KeyNumbers():
            return dialect.strip(item.items)
        case FigureBlock():
            return dialect.figure(item.figure)
        case TableBlock():
            return dialect.table(item.table) if dialect.output in item.outputs else EMPTY
        case Callout():
            return callout(item, dialect)
        case MarginNote():
            return Markup('<p class="margin-note">{}</p>\n').format(inline(item.text, dialect))
        case _:
            assert_never(item)


def bullets(item: Bullets, dialect: Dialect) -> Markup:
    """A list."""
    rows = EMPTY.join(Markup("<li>{}</li>\n").format(inline(text, dialect)) for text in item.items)
    return Markup("<{0}>\n{1}</{0}>\n").format("ol" if item.ordered else "ul", rows)


def callout(item: Callout, dialect: Dialect) -> Markup:
    """A counter-argument, a warning, a person's comment: a rule above, a tint behind."""
    title = Markup('<p class="callout-title">{}</p>\n').format(inline(item.title, dialect)) if item.title else EMPTY
    body = EMPTY.join(block(part, dialect) for part in item.blocks)
    signed = Markup('<p class="signed">{}</p>\n').format(item.signed) if item.signed else EMPTY
    return Markup('<div class="callout {}">\n{}{}{}</div>\n').format(item.kind, title, body, signed)


def blocks(items: Iterable[Block], dialect: Dialect) -> Markup:
    """Several blocks, one after the other."""
    return EMPTY.join(block(item, dialect) for item in items)


def view(section: Section, dialect: Dialect, after: Markup = EMPTY) -> SectionView:
    """A section for the layout; `after` follows its own blocks."""
    return SectionView(
        id=section.id,
        kind=section.kind,
        title=inline(section.title, dialect),
        plain=plain(section.title),
        body=blocks(section.blocks, dialect) + after,
        page=section.page,
        columns=section.columns,
    )
