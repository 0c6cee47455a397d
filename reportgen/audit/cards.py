"""Key figures set apart: a label, a number alone in its line, a line of detail below."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from reportgen.audit.reading import Block, Cell, Grid, Piece
from reportgen.audit.text.passage import passage_of
from reportgen.audit.text.tokens import tokens

_MOST_WORDS = 14


def gathered(pieces: Sequence[Piece]) -> Iterator[Piece]:
    """The pieces of a document with each such figure as a small table of its own.

    The label may stand before or after its number; the detail is the line that follows both.
    """
    at = 0
    while at < len(pieces):
        piece = pieces[at]
        if not (isinstance(piece, Block) and _alone(piece)):
            yield piece
            at += 1
            continue
        label, detail, taken = _around(pieces, at)
        if label is None:
            yield piece
            at += 1
            continue
        head = detail.passage if detail is not None else passage_of("")
        rows = ((Cell(passage_of("")), Cell(head, head=True)), (Cell(label.passage), Cell(piece.passage)))
        if detail is not None:
            yield detail
        yield Grid(rows, page=piece.page)
        at += taken


def _around(pieces: Sequence[Piece], at: int) -> tuple[Block | None, Block | None, int]:
    """The label and the detail of the number at a place, and how many pieces are used up from it on."""
    before, after = _short(pieces, at - 1), _short(pieces, at + 1)
    if before is not None and not _alone(before):
        return before, after, 2 if after is not None else 1
    if after is not None:
        detail = _short(pieces, at + 2)
        return after, detail, 3 if detail is not None else 2
    return None, None, 1


def _short(pieces: Sequence[Piece], at: int) -> Block | None:
    piece = pieces[at] if 0 <= at < len(pieces) else None
    if not isinstance(piece, Block) or not piece.passage.text.strip():
        return None
    text = piece.passage.text.strip()
    return piece if len(text.split()) <= _MOST_WORDS and text[-1] not in ".!?" else None


def _alone(block: Block) -> bool:
    """Whether a block is one number and nothing else."""
    words = tokens(block.passage.text[:40])
    numbers = [word for word in words if word.kind == "n"]
    letters = [word for word in words if word.kind in {"w", "x"} and word.low not in _UNITS]
    return len(numbers) == 1 and not letters and len(block.passage.text.strip()) < 20


_UNITS = frozenset(
    {"bn", "m", "b", "t", "tn", "k", "x", "bp", "bps", "pp", "percent", "billion", "million", "trillion"}
)
