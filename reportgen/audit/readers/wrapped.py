"""Tables of a printed page whose cells run over several lines: lines that stand side by side are one row."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from reportgen.audit.readers.layout import Line, Piece

_FOLLOWS = 2.4
"""A line further below the last one than so many line heights is of no table any more."""
_SAME_ROW = 1.2
"""Lines no further apart than so many line heights share a row, where one of them is no row by itself."""
_NEAR = 3.0
_SIZE_CHANGE = 1.15
_CELLS = 3
Row = list[list[Piece]]


def tables(lines: Sequence[Line]) -> Iterator[tuple[int, int, list[Row]]]:
    """The tables with wrapped cells: first line, the one after the last, and the rows of cells."""
    at = 0
    while at < len(lines):
        last = _end(lines, at)
        rows = _rows(lines[at:last]) if last - at > _CELLS else []
        wrapped = any(len(line.pieces) < _CELLS for line in lines[at:last])
        if wrapped and sum(len(row) >= _CELLS for row in rows) > 1:
            yield at, last, [_cells(row, lines[at]) for row in rows]
            at = last
        else:
            at += 1


def _end(lines: Sequence[Line], at: int) -> int:
    """Where the table that a line may head ends; the line itself where it heads none."""
    head = lines[at]
    if len(head.pieces) < _CELLS:
        return at
    last, lowest = at + 1, head.bottom
    while last < len(lines) and _belongs(lines[last], head, lowest):
        lowest = min(lowest, lines[last].bottom)
        last += 1
    return last


def _belongs(line: Line, head: Line, lowest: float) -> bool:
    if line.bottom > head.bottom or lowest - line.bottom > _FOLLOWS * line.height:
        return False
    if not 1 / _SIZE_CHANGE < line.height / head.height < _SIZE_CHANGE:
        return False
    starts = [piece.left for piece in head.pieces]
    if len(line.pieces) >= _CELLS:
        return line.left < starts[1]
    piece = line.pieces[0]
    if abs(piece.left - starts[0]) <= _NEAR:
        return piece.right < starts[1] + _NEAR
    return piece.left > starts[0] + line.height


def _rows(lines: Sequence[Line]) -> list[list[Piece]]:
    """The pieces of each row: lines side by side belong together, two full rows never do."""
    rows: list[list[Line]] = []
    for line in sorted(lines, key=lambda one: -one.bottom):
        if rows and _same(rows[-1], line):
            rows[-1].append(line)
        else:
            rows.append([line])
    return [[piece for line in row for piece in line.pieces] for row in rows]


def _same(row: Sequence[Line], line: Line) -> bool:
    full = any(len(one.pieces) >= _CELLS for one in row)
    if full and len(line.pieces) >= _CELLS:
        return False
    return row[-1].bottom - line.bottom <= _SAME_ROW * line.height


def _cells(pieces: Sequence[Piece], head: Line) -> Row:
    """The pieces under the heads they stand nearest to, from top to bottom."""
    cells: Row = [[] for _ in head.pieces]
    for piece in pieces:
        near = min(
            range(len(head.pieces)),
            key=lambda at: min(abs(piece.left - head.pieces[at].left), abs(piece.right - head.pieces[at].right)),
        )
        cells[near].append(piece)
    return cells
