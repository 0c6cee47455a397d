"""Published returns: where a proxy stands in for a series, the owner's own figure is quoted instead.

The catalog binds them: an entity's option `return.total@2025-08: KEY` names the row of a table of cited
figures, by its column `key`, that holds the published return of that window.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from reportgen.metrics.ask import Ask
from reportgen.metrics.found import Measured, Missing
from reportgen.metrics.lines import Line
from reportgen.metrics.windows import Window
from reportgen.model.dataset import Row, Table
from reportgen.model.units import Standing

_HALF_DIGIT = 0.00005
"""Returns are published in percent to two decimals."""

_TABLE = "cited"
"""The kind of tables that hold figures of others."""


@dataclass(frozen=True, slots=True)
class Quote:
    """Where a published return stands."""

    table: Table
    row: Row


def published(ask: Ask, closes: Line, window: Window) -> Measured | None:
    """The published return of just that window, None where the series itself holds it or nobody quotes it."""
    if not any(series.proxy is not None and series.proxy.over(window.start, window.end) for series in closes.series):
        return None
    quote = _quotes(ask).get((window.start, window.end))
    if quote is None:
        return None
    value = ask.row(quote.table, quote.row, "value")
    ask.touch(quote.table, quote.row, "source")
    ask.note(f"as published: {quote.row['source']}")
    return Measured(
        value,
        start=window.start,
        end=window.end,
        basis=ask.basis,
        tolerance=_HALF_DIGIT,
        standing=Standing.CITED,
    )


def _quotes(ask: Ask) -> Mapping[tuple[date, date], Quote]:
    """The subject's published returns on the basis asked for, by their boundary days."""

    def collect() -> Mapping[tuple[date, date], Quote]:
        prefix = f"return.{ask.basis.value}@"
        named = {key.removeprefix(prefix): row for key, row in ask.entity.options.items() if key.startswith(prefix)}
        found = {token: _row(ask, str(key)) for token, key in named.items()}
        return {
            bounds: quote for token, quote in found.items() if quote is not None and (bounds := _bounds(ask, token))
        }

    return ask.recall(f"published returns {ask.subject} {ask.basis}", collect)


def _row(ask: Ask, key: str) -> Quote | None:
    """The row of that key; None before it was public."""
    tables = [table for table in ask.data.tables.values() if table.kind == _TABLE]
    return next((Quote(table, row) for table in tables for row in table.rows if row.cells.get("key") == key), None)


def _bounds(ask: Ask, token: str) -> tuple[date, date] | None:
    try:
        window = ask.resolve(token, ask.subject)
    except Missing:
        return None
    return window.start, window.end
