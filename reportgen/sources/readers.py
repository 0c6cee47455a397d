"""The contract of a reader, and what most readers share.

A reader is a plain function `(DatasetSpec, bytes) -> Parsed`: it knows one file format and nothing of
dates, units, release days or checks, which are the same for every format and follow in `assemble`. It
gives back text cells by column name with the line each row stands on. A column of the catalog names
its cells by `ColumnSpec.header`, the date by `DatasetSpec.date_column`. What a reader cannot make sense of it
raises as ProblemsError (nothing of the file is used) or adds to `Parsed.problems` (the rest is used).

To add a format: one file with one such function, and its name in `READERS` in `sources/__init__`.
"""

from __future__ import annotations

import csv
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from difflib import get_close_matches
from io import StringIO

from reportgen.errors import Problem, ProblemsError
from reportgen.model.catalog import DatasetSpec

Cells = Sequence[str]


@dataclass(frozen=True, slots=True)
class Parsed:
    """What a reader made of a file.

    `lines` holds the 1-based line of the file of each row, `cells` the text of each column, row by row.
    `date` is the name of the column that holds the date. `missing` are texts that stand for no value
    in this format, beside the empty cell.
    """

    lines: Sequence[int]
    cells: Mapping[str, Cells]
    date: str | None
    missing: frozenset[str] = frozenset()
    problems: tuple[Problem, ...] = field(default=())


Reader = Callable[[DatasetSpec, bytes], Parsed]


def decode(spec: DatasetSpec, data: bytes) -> str:
    """The file's text. Raises ProblemsError where it is empty or no UTF-8."""
    if not data.strip():
        raise ProblemsError([Problem(spec.file, "is empty.", "Fetch it again.")])
    if data[:2] in {b"\xff\xfe", b"\xfe\xff"}:
        raise ProblemsError([Problem(spec.file, "is UTF-16 text.", "Save it as UTF-8.")])
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        row = data.count(b"\n", 0, error.start) + 1
        what = f"is not UTF-8 text: byte {data[error.start]:#04x}."
        raise ProblemsError([Problem(spec.file, what, "Save it as UTF-8.", row=row)]) from None


def rows_of(spec: DatasetSpec, data: bytes) -> list[tuple[int, list[str]]]:
    """The lines of a comma-separated file that hold anything, with their 1-based numbers; at least one.

    Raises ProblemsError where the file is empty, no UTF-8 or no text.
    """
    reader = csv.reader(StringIO(decode(spec, data), newline=""))
    found, start = [], 1
    try:
        for cells in reader:
            if any(cell.strip() for cell in cells):
                found.append((start, cells))
            start = reader.line_num + 1
    except csv.Error as error:
        what = f"cannot be split into cells: {error}."
        raise ProblemsError([Problem(spec.file, what, "Mend the quotes of that line.", row=start)]) from None
    if not found:
        raise ProblemsError([Problem(spec.file, "is empty.", "Fetch it again.")])
    return found


def table_of(
    spec: DatasetSpec,
    header: Sequence[str],
    rows: Iterable[tuple[int, list[str]]],
    *,
    date: str | None,
    missing: frozenset[str] = frozenset(),
) -> Parsed:
    """Columns from a header and rows. Raises ProblemsError for a header without the date, or no rows."""
    body = list(rows)
    names = [name.strip() for name in header]
    if date is not None and date not in names:
        near = get_close_matches(date, names, n=1, cutoff=0.5)
        hint = f" Did you mean {near[0]}?" if near else ""
        what = f"has no column {date!r}; its header is {', '.join(names)}."
        mend = f"Put the header on the first line, or correct `date:` in the catalog.{hint}"
        raise ProblemsError([Problem(spec.file, what, mend, row=1)])
    if twice := [name for name in names if names.count(name) > 1 and _wanted(spec, name, date)]:
        raise ProblemsError([Problem(spec.file, f"has two columns {twice[0]!r}.", "Rename one.", row=1)])
    if not body:
        raise ProblemsError([Problem(spec.file, "has a header and no rows.", "Fetch it again.")])
    if ragged := [line for line, cells in body if len(cells) != len(names)]:
        line, cells = next((line, cells) for line, cells in body if len(cells) != len(names))
        more = f" {len(ragged) - 1} more lines are off." if len(ragged) > 1 else ""
        what = f"has {len(cells)} cells where the header has {len(names)}.{more}"
        raise ProblemsError([Problem(spec.file, what, "Mend the line; quote texts with commas.", row=line)])
    columns = zip(*(cells for _, cells in body), strict=True)
    cells_by_name = {name: [cell.strip() for cell in column] for name, column in zip(names, columns, strict=True)}
    return Parsed([line for line, _ in body], cells_by_name, date, missing)


def _wanted(spec: DatasetSpec, name: str, date: str | None) -> bool:
    return name == date or any(column.header == name for column in spec.columns.values())
