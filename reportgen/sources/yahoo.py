"""Prices as Yahoo hands them out, under any of the headers its downloads have had.

    Date,Open,High,Low,Close,Adj Close,Volume        the site's own download; "null" where there was no trade
    date,open,high,low,close,volume                  the same, made lower-case on the way
    Price,Close,High,Low,Open,Volume                 a download tool of 2024 and later: three lines,
    Ticker,^RUT,^RUT,^RUT,^RUT,^RUT                  one or several tickers
    Date,,,,,

A column answers to its name in the file and to the same in lower case (`close`, `adj_close`). Where a
file holds several tickers, the name is followed by the ticker: `close ^RUT`.
"""

from __future__ import annotations

from dataclasses import replace

from reportgen.errors import Problem, ProblemsError
from reportgen.model.catalog import DatasetSpec
from reportgen.sources.readers import Parsed, rows_of, table_of

MISSING = frozenset({"null", "NaN", "nan"})


def read_yahoo(spec: DatasetSpec, data: bytes) -> Parsed:
    """The file's columns, each under its own name and its lower-case one."""
    rows = rows_of(spec, data)
    first = [cell.strip() for cell in rows[0][1]]
    if first[0] == "Price" and len(rows) > 2 and rows[1][1][0].strip() == "Ticker":
        header, body = _three_lines(first, rows[1][1]), rows[3:]
    elif first[0].lower() in {"date", "datetime"}:
        header, body = ["date", *first[1:]], rows[1:]
    else:
        what = f"has no Yahoo header: it begins with {','.join(first)[:60]!r}."
        raise ProblemsError([Problem(spec.file, what, "Fetch it again, or declare its `format`.", row=rows[0][0])])
    parsed = table_of(spec, header, body, date="date", missing=MISSING)
    lower = {name.lower().replace("adj close", "adj_close"): cells for name, cells in parsed.cells.items()}
    return replace(parsed, cells={**parsed.cells, **lower})


def _three_lines(names: list[str], tickers: list[str]) -> list[str]:
    several = len({ticker.strip() for ticker in tickers[1:]}) > 1
    both = zip(names[1:], tickers[1:], strict=True)
    return ["date", *(f"{name} {ticker.strip()}" if several else name for name, ticker in both)]
