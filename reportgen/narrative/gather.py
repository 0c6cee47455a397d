"""What an edition quotes: its facts, its words."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from math import ceil

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
from reportgen.model.facts import Fact, Facts
from reportgen.model.prose import Inline, plain, quoted_keys

WORDS_A_MINUTE = 238
"""Silent reading speed of adults: Brysbaert (2019), Journal of Memory and Language 109."""


def runs(block: Block) -> Iterator[tuple[Inline, ...]]:
    """Every run of inline text in a block."""
    match block:
        case Heading() | Prose() | MarginNote():
            yield block.text
        case Bullets():
            yield from block.items
        case KeyNumbers():
            for item in block.items:
                yield from (item.value, item.label, item.detail)
        case Callout():
            yield block.title
            for inner in block.blocks:
                yield from runs(inner)
        case FigureBlock():
            yield from (block.figure.title, block.figure.subtitle, block.figure.alt, block.figure.note)
        case TableBlock():
            yield from (block.table.title, block.table.subtitle, block.table.note)
            for row in block.table.rows:
                yield from row.cells


def _keys(block: Block) -> Iterator[str]:
    for run in runs(block):
        yield from quoted_keys(run)
    if isinstance(block, FigureBlock):
        yield from block.figure.keys
    elif isinstance(block, TableBlock):
        yield from block.table.keys


def keys_of(sections: Iterable[Section], *leads: tuple[Inline, ...]) -> dict[str, None]:
    """The key of every fact the edition prints, once, in the order a reader meets them."""
    keys = dict.fromkeys(key for run in leads for key in quoted_keys(run))
    for section in sections:
        keys |= dict.fromkeys(quoted_keys(section.title))
        for block in section.blocks:
            keys |= dict.fromkeys(_keys(block))
    return keys


def facts_of(book: Facts, sections: Iterable[Section], *leads: tuple[Inline, ...]) -> dict[str, Fact]:
    """Every fact the edition prints, by key, in alphabetical order."""
    answers = ((key, book.get(key)) for key in sorted(keys_of(sections, *leads)))
    return {key: answer for key, answer in answers if isinstance(answer, Fact)}


def reading_minutes(sections: Sequence[Section]) -> int:
    """How long the running text takes to read, tables and charts left out, at least a minute."""
    words = sum(
        len(plain(run).split())
        for section in sections
        if section.place != "back"
        for block in section.blocks
        if isinstance(block, Prose | Bullets | Callout | Heading | KeyNumbers)
        for run in runs(block)
    )
    return max(1, ceil(words / WORDS_A_MINUTE))
