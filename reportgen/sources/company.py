"""Company-level fundamentals: a comma-separated file, one company a row, screened for what vendors get wrong.

The screens know columns by their ids in the catalog (market_cap, total_debt, cash, ebitda, profit_margin,
ticker); a file without one of them is not screened for it. What a screen takes out is told as a warning,
and the column `screened` says it again on the row, for a catalog that declares it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field

from reportgen.errors import Problem
from reportgen.model.catalog import DatasetSpec
from reportgen.sources.readers import Parsed, rows_of, table_of

SCREENED = "screened"
_IMPLAUSIBLE = 10.0
"""Debt and cash both above this many times the market value are given in other units than the price."""


def read_companies(spec: DatasetSpec, data: bytes) -> Parsed:
    """The file's rows without those in other units, and without cells that cannot be what they say.

    Left out: companies whose debt and cash are both more than ten times their market value (option
    `implausible_ratio`), as happens where thousands are read as dollars. Emptied: EBITDA above the market
    value, as where it is in the reporting currency of a foreign company, and margins of exactly zero,
    which stand for a missing value. An empty P/E stays empty: the metrics read it as a loss. Share classes
    of one company are told and kept.
    """
    (_, header), *rows = rows_of(spec, data)
    parsed = table_of(spec, header, rows, date=spec.date_column)
    sheet = _Sheet(spec, parsed, [""] * len(parsed.lines))
    other_units = _flag(sheet, _in_other_units, "in other units")
    currency = _flag(sheet, _in_other_currency, "EBITDA in another currency")
    zeros = _flag(sheet, _zero_margin, "margin missing")
    kept = [at for at in range(len(parsed.lines)) if at not in set(other_units)]
    cells = {name: list(column) for name, column in parsed.cells.items()} | {SCREENED: sheet.reasons}
    for column, emptied in (("ebitda", currency), ("profit_margin", zeros)):
        for at in emptied:
            cells[sheet.header(column)][at] = ""
    return Parsed(
        [parsed.lines[at] for at in kept],
        {name: [column[at] for at in kept] for name, column in cells.items()},
        parsed.date,
        parsed.missing,
        (*parsed.problems, *_told(sheet, other_units, currency, zeros)),
    )


@dataclass(slots=True)
class _Sheet:
    """The parsed file, the numbers a screen asks for, and why a row was screened."""

    spec: DatasetSpec
    parsed: Parsed
    reasons: list[str]
    _numbers: dict[str, list[float | None]] = field(default_factory=dict)

    def header(self, column: str) -> str:
        """What a column of the catalog is called in the file; empty where it is in neither."""
        declared = self.spec.columns.get(column)
        return declared.header if declared is not None and declared.header in self.parsed.cells else ""

    def number(self, column: str, at: int) -> float | None:
        """A cell in the column's own unit; None where it is empty, no number, or there is no such column."""
        if column not in self._numbers:
            header = self.header(column)
            texts = self.parsed.cells[header] if header else [""] * len(self.parsed.lines)
            scale = self.spec.columns[column].scale if header else 1.0
            self._numbers[column] = [_number(text, scale) for text in texts]
        return self._numbers[column][at]

    def ticker(self, at: int) -> str:
        """What the row calls its company."""
        header = self.header("ticker") or self.header("name")
        return self.parsed.cells[header][at] if header else f"row {self.parsed.lines[at]}"


def _number(text: str, scale: float) -> float | None:
    try:
        return float(text) * scale
    except ValueError:
        return None


def _flag(sheet: _Sheet, screen: Callable[[_Sheet, int], bool], reason: str) -> list[int]:
    found = [at for at in range(len(sheet.parsed.lines)) if screen(sheet, at)]
    for at in found:
        sheet.reasons[at] = "; ".join(filter(None, [sheet.reasons[at], reason]))
    return found


def _in_other_units(sheet: _Sheet, at: int) -> bool:
    cap, debt, cash = (sheet.number(column, at) for column in ("market_cap", "total_debt", "cash"))
    limit = float(str(sheet.spec.options.get("implausible_ratio", _IMPLAUSIBLE)))
    return cap is not None and debt is not None and cash is not None and 0 < cap * limit < min(debt, cash)


def _in_other_currency(sheet: _Sheet, at: int) -> bool:
    cap, ebitda = sheet.number("market_cap", at), sheet.number("ebitda", at)
    return cap is not None and ebitda is not None and ebitda > cap > 0


def _zero_margin(sheet: _Sheet, at: int) -> bool:
    return sheet.number("profit_margin", at) == 0


def _told(
    sheet: _Sheet, other_units: Sequence[int], currency: Sequence[int], zeros: Sequence[int]
) -> Iterator[Problem]:
    for at in other_units:
        debt, cash, cap = (sheet.number(column, at) or 0.0 for column in ("total_debt", "cash", "market_cap"))
        what = (
            f"has debt of {debt:,.0f} and cash of {cash:,.0f} beside a market value of {cap:,.0f}: "
            "they look a thousand times too large. The company is left out."
        )
        yield _warning(sheet, at, what, "Correct the row.", "total_debt")
    if currency:
        names = ", ".join(sheet.ticker(at) for at in currency)
        what = f"EBITDA above the market value, as where it is in another currency: {names}. It is left out."
        yield _warning(sheet, currency[0], what, "Convert it to the currency of the market value.", "ebitda")
    for first, second in _share_classes(sheet):
        what = f"has the debt, cash and EBITDA of {sheet.ticker(first)}: two share classes, counted twice."
        yield _warning(sheet, second, what, "Keep one where the market value is that of the whole company.", "ticker")
    if zeros:
        what = f"{len(zeros)} margins of exactly zero are read as missing."
        yield _warning(sheet, zeros[0], what, "", "profit_margin")


def _share_classes(sheet: _Sheet) -> Iterator[tuple[int, int]]:
    """Pairs of rows of one company: the same debt, cash and EBITDA to the dollar."""
    seen: dict[tuple[float, ...], int] = {}
    for at in range(len(sheet.parsed.lines)):
        figures = tuple(sheet.number(column, at) or 0.0 for column in ("total_debt", "cash", "ebitda"))
        if all(figures) and (first := seen.setdefault(figures, at)) != at:
            yield first, at


def _warning(sheet: _Sheet, at: int, what: str, mend: str, column: str) -> Problem:
    where, row = sheet.spec.file, sheet.parsed.lines[at]
    named = f"{sheet.ticker(at)} {what}" if column in {"total_debt", "ticker"} else what
    return Problem(where, named, mend, row, column, "warning")
