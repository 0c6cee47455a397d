"""Futures settlements as exchanges and vendors list them, a column a contract -> a row a contract.

    date,ZQX26,ZQV26,ZQU26
    2026-08-21,96.19,96.285,96.365

Gives the columns settlement_date, contract, contract_month and settle. The letter before the year is the
month of delivery (CME Group, Month Codes); a year of one digit is that of the decade to come. An empty
cell is a contract not listed that day.
"""

from __future__ import annotations

import re
from datetime import date

from reportgen.errors import Problem, ProblemsError
from reportgen.model.catalog import DatasetSpec
from reportgen.sources.dates import parse_day
from reportgen.sources.readers import Parsed, rows_of, table_of

MONTHS = "FGHJKMNQUVXZ"
_CONTRACT = re.compile(rf"[A-Z0-9]{{1,3}}?([{MONTHS}])(\d{{1,2}})(?:\.\w+)?")


def read_settlements(spec: DatasetSpec, data: bytes) -> Parsed:
    """One row for each settlement, in the order of the file."""
    (line, header), *rows = rows_of(spec, data)
    contracts = [name.strip() for name in header[1:]]
    if strange := [name for name in contracts if not _CONTRACT.fullmatch(name)]:
        what = f"has the column {strange[0]!r}, no contract such as ZQV26."
        raise ProblemsError([Problem(spec.file, what, "Keep the date and contracts only.", row=line)])
    wide = table_of(spec, ["date", *contracts], rows, date="date")
    lines: list[int] = []
    long: dict[str, list[str]] = {"settlement_date": [], "contract": [], "contract_month": [], "settle": []}
    for at, (number, text) in enumerate(zip(wide.lines, wide.cells["date"], strict=True)):
        day = _day(spec, number, text)
        for contract in contracts:
            if price := wide.cells[contract][at]:
                lines.append(number)
                for column, cell in zip(long, (text, contract, contract_month(contract, day), price), strict=True):
                    long[column].append(cell)
    return Parsed(lines, long, "settlement_date")


def _day(spec: DatasetSpec, line: int, text: str) -> date:
    try:
        return parse_day(text)
    except ValueError:
        what = f"{text!r} is no date."
        raise ProblemsError([Problem(spec.file, what, "Write dates as 2026-08-21.", row=line)]) from None


def contract_month(contract: str, day: date) -> str:
    """The month of delivery, as 2026-10, of a contract listed on that day."""
    match = _CONTRACT.fullmatch(contract)
    assert match is not None
    month, digits = MONTHS.index(match[1]) + 1, match[2]
    if len(digits) == 2:
        year = 2000 + int(digits)
    else:
        year = next(year for year in range(day.year, day.year + 10) if year % 10 == int(digits))
    return f"{year}-{month:02d}"
