"""Lines of a printed page put together to paragraphs, headings and tables, by where they stand."""

from __future__ import annotations

import itertools
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from statistics import median

_PARAGRAPH_GAP = 1.75
"""Lines further apart than this many line heights belong to different paragraphs."""
_SIZE_CHANGE = 1.12
_CELL_GAP = 0.9
"""A gap of this many line heights inside a line parts two cells."""
_TURN = 0.6
"""How much of its height a letter lies lower that begins a line."""
_ENDS = '.!?:\u201d"'
_BULLETS = "\u2022\u25cf\u25e6\u2013"


@dataclass(frozen=True, slots=True)
class Piece:
    """A run of a line without wide gaps: its span in the page's text and its left and right edge."""

    start: int
    end: int
    left: float
    right: float


@dataclass(frozen=True, slots=True)
class Line:
    """A line of a page: its span in the page's text, its box, its pieces."""

    start: int
    end: int
    left: float
    bottom: float
    top: float
    pieces: tuple[Piece, ...]

    @property
    def height(self) -> float:
        """The height of its letters."""
        return max(self.top - self.bottom, 0.1)


def paragraphs(lines: Sequence[Line], text: str) -> Iterator[list[Line]]:
    """Lines that belong together, in reading order. A table comes as one run of lines."""
    run: list[Line] = []
    for line in lines:
        if run and _parts(run, line, text):
            yield run
            run = []
        run.append(line)
    if run:
        yield run


def _parts(run: Sequence[Line], line: Line, text: str) -> bool:
    last = run[-1]
    if _is_row(last) and _is_row(line):
        return False
    if _is_row(last) != _is_row(line) or text[line.start : line.start + 1] in _BULLETS:
        return True
    ratio = line.height / last.height
    if not 1 / _SIZE_CHANGE < ratio < _SIZE_CHANGE:
        return True
    drop = last.bottom - line.bottom
    if abs(drop) < 0.3 * last.height and line.left > last.left:
        return False
    if drop < 0 and text[last.start : last.end].rstrip()[-1:] not in _ENDS:
        return len(run) < 3
    pitch = _pitch(run) or 1.35 * last.height
    if drop < 0 or drop > max(_PARAGRAPH_GAP * last.height, 1.3 * pitch):
        return True
    left = min(one.left for one in run if abs(one.bottom - last.bottom) < 0.3 * last.height)
    return abs(line.left - left) > 3 * last.height


def _pitch(run: Sequence[Line]) -> float:
    """The usual distance between the lines of a run."""
    drops = [upper.bottom - lower.bottom for upper, lower in itertools.pairwise(run)]
    return median(drops) if drops else 0.0


def _is_row(line: Line) -> bool:
    """Whether a line is parted into cells."""
    return len(line.pieces) >= 3


def is_table(run: Sequence[Line]) -> bool:
    """Whether a run of lines is a table: at least a header and a row, parted into cells."""
    return len(run) > 1 and all(_is_row(line) for line in run)


def columns(run: Sequence[Line]) -> list[list[Piece | None]]:
    """The cells of a table's lines, lined up with the row that has most of them."""
    widest = max(run, key=lambda line: len(line.pieces))
    edges = [(piece.left, piece.right) for piece in widest.pieces]
    return [_aligned(line, edges) for line in run]


def _aligned(line: Line, edges: Sequence[tuple[float, float]]) -> list[Piece | None]:
    row: list[Piece | None] = [None] * len(edges)
    for piece in line.pieces:
        near = min(
            range(len(edges)), key=lambda at: min(abs(piece.right - edges[at][1]), abs(piece.left - edges[at][0]))
        )
        if row[near] is None:
            row[near] = piece
    return row


def turns(boxes: Sequence[tuple[float, float, float, float] | None]) -> Iterator[int]:
    """The letters with which a new line begins: further left than the letter before, and lower by most of a letter."""
    last: tuple[float, float, float, float] | None = None
    for at, box in enumerate(boxes):
        if box is None:
            continue
        if last is not None and box[0] < last[0] and last[1] - box[1] > _TURN * (box[3] - box[1]):
            yield at
        last = box


def cut(start: int, end: int, boxes: Sequence[tuple[float, float, float, float] | None], text: str) -> Line | None:
    """The line between two places of the page's text, from the boxes (left, bottom, right, top) of its letters."""
    inked = [at for at in range(start, end) if text[at].strip() and boxes[at] is not None]
    if not inked:
        return None
    heights = [box[3] - box[1] for at in inked if (box := boxes[at]) is not None]
    height = max(median(heights), 0.1)
    pieces: list[Piece] = []
    first = last = inked[0]
    for at in inked[1:]:
        before, here = boxes[last], boxes[at]
        if before is not None and here is not None and here[0] - before[2] > _CELL_GAP * height:
            pieces.append(_piece(first, last, boxes))
            first = at
        last = at
    pieces.append(_piece(first, last, boxes))
    bottoms = [box[1] for at in inked if (box := boxes[at]) is not None]
    tops = [box[3] for at in inked if (box := boxes[at]) is not None]
    return Line(inked[0], inked[-1] + 1, pieces[0].left, median(bottoms), median(tops), tuple(pieces))


def _piece(first: int, last: int, boxes: Sequence[tuple[float, float, float, float] | None]) -> Piece:
    left, right = boxes[first], boxes[last]
    return Piece(first, last + 1, left[0] if left else 0.0, right[2] if right else 0.0)
