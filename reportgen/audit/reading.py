"""What a reader hands to the grammar: blocks of text with a map to the source, grids, a date."""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from reportgen.audit.text.passage import Passage


class Kind(StrEnum):
    """What a block is to its reader."""

    HEADING = "heading"
    PARAGRAPH = "paragraph"
    ITEM = "item"
    QUOTE = "quote"
    CAPTION = "caption"
    NOTE = "note"


@dataclass(frozen=True, slots=True)
class Block:
    """A paragraph, heading, list item, caption or note; `level` is that of a heading."""

    kind: Kind
    passage: Passage
    level: int = 0
    page: int | None = None


@dataclass(frozen=True, slots=True)
class Cell:
    """One cell of a grid; `head` marks a header cell."""

    passage: Passage
    head: bool = False


@dataclass(frozen=True, slots=True)
class Grid:
    """A table: rows of cells, and the caption it carries."""

    rows: tuple[tuple[Cell, ...], ...]
    caption: Passage | None = None
    page: int | None = None


Piece = Block | Grid


@dataclass(frozen=True, slots=True)
class Reading:
    """A document as read.

    `source` is what spans count in: the file's own text for text formats, the extracted text for PDF and
    DOCX, and for an e-mail whose text is encoded. `dated` is the document's own date, `origin` what gave it away.
    """

    name: str
    format: str
    source: str
    pieces: tuple[Piece, ...]
    title: str = ""
    dated: date | None = None
    origin: str = ""
    _lines: list[int] = field(default_factory=list, compare=False, repr=False)

    def line(self, position: int) -> int:
        """The line of the source a position stands on, from 1."""
        if not self._lines:
            self._lines.append(0)
            at = self.source.find("\n")
            while at >= 0:
                self._lines.append(at + 1)
                at = self.source.find("\n", at + 1)
        return bisect_right(self._lines, position)
