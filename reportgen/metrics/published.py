"""Published returns: where a proxy stands in for a series, the owner's own figure is quoted instead.

A row of a table of cited figures stands for a fact when its column `fact` holds that fact's key.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from reportgen.metrics.ask import Ask, Measured, Missing
from reportgen.metrics.lines import Line
from reportgen.metrics.windows import Window
from reportgen.model.dataset import Row, Table
from reportgen.model.units import Standing

COLUMN = "fact"
"""The column of a table of cited figures that names the fact a row was published for."""

_HALF_DIGIT = 0.00005
"""Returns are published in percent to two decimals."""

Quotes = dict[tuple[str, date, date], "Quote"]


@dataclass(frozen=True, slots=True)
class Quote:
    """A published return: where it stands."""

    table: Table
    row: Row


def published(ask: Ask, closes: Line, window: Window) -> Measured | None:
    """The published return of just that window, None where the series itself holds it or nobody quotes it."""
    if not any(series.proxy is not None and series.proxy.over(window.start, window.end) for series in closes.series):
        return None
    quote = _quotes(ask).get((_name(ask.subject, ask.basis.value), window.start, window.end))
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


def _name(subject: str, basis: str) -> str:
    return f"{subject}.return.{basis}"


def _quotes(ask: Ask) -> Quotes:
    """Every published return by subject, basis and boundary days. A later row takes the place of an earlier one."""

    def collect() -> Quotes:
        found: Quotes = {}
        for table in ask.data.tables.values():
            for row in table.rows if COLUMN in table.columns else ():
                name, _, token = str(row[COLUMN] or "").partition("@")
                if token and (bounds := _bounds(ask, name.partition(".")[0], token)):
                    found[name, bounds.start, bounds.end] = Quote(table, row)
        return found

    return ask.recall("published returns", collect)


def _bounds(ask: Ask, subject: str, token: str) -> Window | None:
    try:
        return ask.resolve(token, subject)
    except Missing:
        return None
