"""Robert Shiller's monthly data on US shares, in which a zero stands for a figure not there yet.

Its own sheets write months as 1871.01, and October as 1871.1.
"""

from __future__ import annotations

import re
from dataclasses import replace

from reportgen.model.catalog import DatasetSpec
from reportgen.sources.readers import Parsed, rows_of, table_of

_SHEET_MONTH = re.compile(r"(\d{4})\.(\d{1,2})")


def read_shiller(spec: DatasetSpec, data: bytes) -> Parsed:
    """The file's columns; its first one is the month, called `date`."""
    (_, header), *rows = rows_of(spec, data)
    parsed = table_of(spec, ["date", *header[1:]], rows, date="date", missing=frozenset({"0", "NA"}))
    return replace(parsed, cells={**parsed.cells, "date": [_month(text) for text in parsed.cells["date"]]})


def _month(text: str) -> str:
    match = _SHEET_MONTH.fullmatch(text)
    return f"{match[1]}-{'10' if match[2] == '1' else match[2].zfill(2)}" if match else text
