"""Fund holdings as iShares publishes them: a preamble, a table, a disclaimer.

What stands in the preamble (the day, shares outstanding) becomes a column. Rows that are no company's
shares (cash, margin, futures) and rights without a price are left out and named; so is how much of the fund
the rest covers.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import datetime

from reportgen.errors import Problem, ProblemsError
from reportgen.model.catalog import DatasetSpec
from reportgen.sources.readers import Parsed, rows_of

_MISSING = "-"
_DAY = "%b %d, %Y"
_PREAMBLE = {"Fund Holdings as of": "as_of", "Shares Outstanding": "shares_outstanding"}
_NUMBER = re.compile(r"-?[\d,]+(\.\d+)?")

Line = tuple[int, list[str]]


def read_holdings(spec: DatasetSpec, data: bytes) -> Parsed:
    """The fund's shares, one a row, with thousands separators removed and `as_of` and `shares_outstanding` added.

    Raises ProblemsError where there is no table or no day. Left out, with a warning: rows whose asset class is
    not Equity, rows with a price of zero or without a ticker. A warning says what the weights add up to.
    """
    lines = rows_of(spec, data)
    at = next((at for at, (_, cells) in enumerate(lines) if "Ticker" in cells and "Asset Class" in cells), None)
    if at is None:
        raise ProblemsError([Problem(spec.file, "has no line with Ticker and Asset Class.", "Download it again.")])
    preamble = _preamble(spec, lines[:at])
    header = [cell.strip() for cell in lines[at][1]]
    body = [(line, dict(zip(header, map(str.strip, cells), strict=True)))
            for line, cells in lines[at + 1 :] if len(cells) == len(header)]  # fmt: skip
    kept = [(line, row) for line, row in body if _is_share(row)]
    if not kept:
        raise ProblemsError([Problem(spec.file, "holds no shares.", "Download it again.", row=lines[at][0])])
    cells = {name: [_plain(row[name]) for _, row in kept] for name in header}
    cells |= {name: [value] * len(kept) for name, value in preamble.items()}
    problems = tuple(_told(spec, body, kept))
    numbers = [line for line, _ in kept]
    return Parsed(numbers, cells, spec.date_column or "as_of", frozenset({_MISSING}), problems)


def _preamble(spec: DatasetSpec, lines: Sequence[Line]) -> dict[str, str]:
    found = {_PREAMBLE[cells[0].strip()]: cells[1].strip() for _, cells in lines
             if len(cells) == 2 and cells[0].strip() in _PREAMBLE}  # fmt: skip
    try:
        day = datetime.strptime(found["as_of"], _DAY).date()  # noqa: DTZ007 - a day has no time zone
    except (KeyError, ValueError):
        what = "does not say the day of its holdings (Fund Holdings as of)."
        raise ProblemsError([Problem(spec.file, what, "Download it again.", row=1)]) from None
    return {"as_of": day.isoformat(), "shares_outstanding": _plain(found.get("shares_outstanding", ""))}


def _is_share(row: dict[str, str]) -> bool:
    priced = _plain(row.get("Price", "")) not in {"", _MISSING} and float(_plain(row["Price"])) > 0
    return row["Asset Class"] == "Equity" and row["Ticker"] != _MISSING and priced


def _plain(text: str) -> str:
    """A number without its thousands separators; any other text as it is."""
    return text.replace(",", "") if _NUMBER.fullmatch(text) else text


def _weight(rows: Sequence[tuple[int, dict[str, str]]]) -> float:
    texts = (_plain(row.get("Weight (%)", "")) for _, row in rows)
    return sum(float(text) for text in texts if text not in {"", _MISSING})


def _told(
    spec: DatasetSpec, body: Sequence[tuple[int, dict[str, str]]], kept: Sequence[tuple[int, dict[str, str]]]
) -> list[Problem]:
    lines = {line for line, _ in kept}
    classes: dict[str, list[tuple[int, dict[str, str]]]] = {}
    for line, row in body:
        if line not in lines:
            kind = row["Asset Class"] if row["Asset Class"] != "Equity" else "shares without a price or ticker"
            classes.setdefault(kind, []).append((line, row))
    problems = []
    for kind, rows in sorted(classes.items()):
        names = ", ".join(row["Ticker"] if row["Ticker"] != _MISSING else row["Name"] for _, row in rows)
        what = f"{len(rows)} rows of {kind} are no company's shares and left out: {names}."
        problems.append(Problem(spec.file, what, row=rows[0][0], key="Asset Class", severity="warning"))
    whole, covered = _weight(body), _weight(kept)
    what = f"the weights add up to {whole:.2f}, the shares kept to {covered:.2f}."
    problems.append(Problem(spec.file, what, row=body[0][0], key="Weight (%)", severity="warning"))
    tickers = [row["Ticker"] for _, row in kept]
    if twice := sorted({ticker for ticker in tickers if tickers.count(ticker) > 1}):
        what = f"{', '.join(twice)} stand on more than one row: several lines of one company."
        problems.append(Problem(spec.file, what, key="Ticker", severity="warning"))
    return problems
