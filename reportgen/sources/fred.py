"""FRED downloads, old and new: DATE,VALUE with "." where there is no value, observation_date,ID with nothing there."""

from __future__ import annotations

from dataclasses import replace

from reportgen.errors import Problem, ProblemsError
from reportgen.model.catalog import DatasetSpec
from reportgen.sources.readers import Parsed, rows_of, table_of

DATES = frozenset({"date", "observation_date"})


def read_fred(spec: DatasetSpec, data: bytes) -> Parsed:
    """The file's columns. A file with one series gives it under whatever name the catalog asks for."""
    (line, header), *rows = rows_of(spec, data)
    if header[0].strip().lower() not in DATES:
        what = f"has no FRED header: it begins with {','.join(header)[:60]!r}."
        raise ProblemsError([Problem(spec.file, what, "Fetch it again, or declare its `format`.", row=line)])
    parsed = table_of(spec, ["date", *header[1:]], rows, date="date", missing=frozenset({"."}))
    if len(header) == 2:
        values = parsed.cells[header[1].strip()]
        named = {column.header: values for column in spec.columns.values()}
        return replace(parsed, cells={"date": parsed.cells["date"], **named})
    return parsed
