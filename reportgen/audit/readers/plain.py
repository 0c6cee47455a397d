"""Plain text: paragraphs between blank lines, bullets, short lines that end without a stop as headings."""

from __future__ import annotations

import re

from reportgen.audit.reading import Block, Kind
from reportgen.audit.text.passage import Passage, Scribe

_BULLET = re.compile(r"[ \t]*(?:[-*\u2022\u25cf\u25e6\u2013]|\d{1,2}[.)])[ \t]+")
_FIGURE = re.compile(r"[ \t]*[+\u2212-]?[$]?\d[\d.,]*[ \t]?%?[ \t]{2,}\S")
"""A line that opens with a figure set apart: a key number of a text mail."""
_HEADING_WORDS = 16
_HEADING_LENGTH = 120


def blocks(source: str) -> tuple[Block, ...]:
    """The blocks of a plain text."""
    out: list[Block] = []
    scribe, bullet = Scribe(), False
    at = 0
    for line in source.splitlines(keepends=True):
        start = _BULLET.match(line)
        if not line.strip() or start or _FIGURE.match(line):
            _flush(out, scribe, bullet=bullet)
            scribe, bullet = Scribe(), bool(start)
        if line.strip():
            skip = start.end() if start else 0
            scribe.add(line[skip:], at + skip)
        at += len(line)
    _flush(out, scribe, bullet=bullet)
    return tuple(out)


def _flush(out: list[Block], scribe: Scribe, *, bullet: bool) -> None:
    passage = scribe.passage()
    if passage.text.strip():
        out.append(Block(Kind.ITEM, passage) if bullet else block_of(passage))


def block_of(passage: Passage, page: int | None = None) -> Block:
    """A block of plain text: a short one that ends without a stop is a heading."""
    text = passage.text.strip()
    short = len(text) < _HEADING_LENGTH and len(text.split()) <= _HEADING_WORDS and text[-1:] not in ".!?;:,"
    return Block(Kind.HEADING if short else Kind.PARAGRAPH, passage, page=page)
