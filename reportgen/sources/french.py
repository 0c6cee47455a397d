"""The data library of Kenneth R. French: several tables stacked in one file.

Lines of text, then for each table a title, a header whose first cell is empty, and rows that begin with
a month (192607) or a year (1927); -99.99 and -999 stand for no value; a copyright line at the end. The
catalog's option `table` names the table by its title. A file with one table needs no name.
"""

from __future__ import annotations

from difflib import get_close_matches

from reportgen.errors import Problem, ProblemsError
from reportgen.model.catalog import DatasetSpec
from reportgen.sources.readers import Parsed, rows_of, table_of

MISSING = frozenset({"-99.99", "-999"})
Rows = list[tuple[int, list[str]]]


def read_french(spec: DatasetSpec, data: bytes) -> Parsed:
    """The columns of one table; the date column is called `date`."""
    tables = _tables(rows_of(spec, data))
    if not tables:
        raise ProblemsError([Problem(spec.file, "holds no table of months or years.", "Fetch it again.")])
    wanted = spec.options.get("table")
    if wanted is None and len(tables) > 1:
        what = f"holds {len(tables)} tables: {'; '.join(tables)}."
        raise ProblemsError([Problem(spec.file, what, "Name one as `options: {table: ...}`.")])
    title = next(iter(tables)) if wanted is None else " ".join(str(wanted).split())
    if title not in tables:
        near = get_close_matches(title, tables, n=1) or list(tables)
        what = f"has no table {title!r}."
        raise ProblemsError([Problem(spec.file, what, f"Did you mean {' or '.join(near)}?", key="options.table")])
    (_, header), *rows = tables[title]
    return table_of(spec, ["date", *header[1:]], rows, date="date", missing=MISSING)


def _tables(rows: Rows) -> dict[str, Rows]:
    """Each table under its title: the header's row, then those that begin with a period."""
    tables: dict[str, Rows] = {}
    title = ""
    current: Rows | None = None
    for at, (line, cells) in enumerate(rows):
        if _begins_with_period(cells):
            if current is not None:
                current.append((line, cells))
        elif at + 1 < len(rows) and len(cells) > 1 and _begins_with_period(rows[at + 1][1]):
            current = tables[title] = [(line, cells)]
        else:
            title, current = " ".join(",".join(cells).split()), None
    return tables


def _begins_with_period(cells: list[str]) -> bool:
    head = cells[0].strip()
    return len(cells) > 1 and head.isdigit() and len(head) in {4, 6, 8}
