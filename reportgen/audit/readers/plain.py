"""Plain text: paragraphs between blank lines, bullets, short lines that end without a stop as headings."""

from __future__ import annotations

import re

from reportgen.audit.reading import Block, Kind
from reportgen.audit.text.passage import Scribe

_BULLET = re.compile(r"[ \t]*(?:[-*\u2022\u25cf\u25e6\u2013]|\d{1,2}[.)])[ \t]+")
_HEADING_WORDS = 16


def blocks(source: str) -> tuple[Block, ...]:
    """The blocks of a plain text."""
    out: list[Block] = []
    scribe, bullet = Scribe(), False
    at = 0
    for line in source.splitlines(keepends=True):
        start = _BULLET.match(line)
        if not line.strip() or start:
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
    text = passage.text.strip()
    if not text:
        return
    short = len(text) < 120 and len(text.split()) <= _HEADING_WORDS and text[-1] not in ".!?;:,"
    kind = Kind.ITEM if bullet else Kind.HEADING if short else Kind.PARAGRAPH
    out.append(Block(kind, passage))
