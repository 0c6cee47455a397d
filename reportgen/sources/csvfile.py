"""A plain comma-separated file: a header on the first line, a row a line."""

from __future__ import annotations

from reportgen.model.catalog import DatasetSpec
from reportgen.sources.readers import Parsed, rows_of, table_of


def read_csv(spec: DatasetSpec, data: bytes) -> Parsed:
    """The file's columns as they stand; an empty cell is no value, and nothing else is."""
    (_, header), *rows = rows_of(spec, data)
    return table_of(spec, header, rows, date=spec.date_column)
