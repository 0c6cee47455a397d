"""Company rows added up by sector with plain loops: a second opinion on what the package adds up."""

from __future__ import annotations

import csv
from collections import defaultdict
from pathlib import Path
from statistics import median

from reportgen.model.dataset import Row, Table

Sums = dict[str, float]


def sums_of(table: Table, file: Path) -> Path:
    """The table's companies as a file of sums by group and sector, with rows called All."""
    groups: dict[tuple[str, str], list[Row]] = defaultdict(list)
    for row in table.rows:
        sector = str(row["sector"] or "(none)")
        groups[str(row["group"]), sector].append(row)
        groups[str(row["group"]), "All"].append(row)
        if sector not in {"Financial Services", "Real Estate"}:
            groups[str(row["group"]), "All ex Financial Services and Real Estate"].append(row)
    lines = [
        {"index": group, "sector": sector, "as_of": "2026-08-08"} | _sum(rows)
        for (group, sector), rows in groups.items()
    ]
    with file.open("w", newline="", encoding="utf-8") as handle:
        writer = csv.DictWriter(handle, list(lines[0]))
        writer.writeheader()
        writer.writerows(lines)
    return file


def _sum(rows: list[Row]) -> dict[str, object]:
    total: Sums = defaultdict(float)
    ratios = []
    for row in rows:
        total["companies"] += 1
        _earnings(total, row)
        ratios += _debt(total, row)
    names = [
        "companies", "with_market_cap", "market_cap", "with_reported_pe", "market_cap_reported_pe",
        "earnings_reported_pe", "loss_makers_estimated", "market_cap_loss_makers", "losses_estimated",
        "with_forward_pe", "market_cap_forward", "earnings_forward", "market_cap_forward_positive",
        "earnings_forward_positive", "total_debt", "cash", "net_cash_companies", "with_ebitda",
        "ebitda_excluded_currency", "net_debt_with_ebitda", "ebitda", "ebitda_not_positive",
    ]  # fmt: skip
    middle = median(ratios) if ratios else ""
    return {name: repr(total[name]) for name in names} | {"median_net_debt_to_positive_ebitda": middle}


def _cell(row: Row, name: str) -> float | None:
    cell = row[name]
    return cell if isinstance(cell, float) else None


def _earnings(total: Sums, row: Row) -> None:
    cap, trailing, forward = _cell(row, "market_cap"), _cell(row, "trailing_pe"), _cell(row, "forward_pe")
    if cap is None:
        return
    total["with_market_cap"] += 1
    total["market_cap"] += cap
    guess, margin = _cell(row, "net_income_estimate"), _cell(row, "profit_margin")
    if trailing is not None:
        total["with_reported_pe"] += 1
        total["market_cap_reported_pe"] += cap
        total["earnings_reported_pe"] += cap / trailing
    elif guess is not None and guess < 0 and (margin is None or -1 <= margin <= 1):
        total["loss_makers_estimated"] += 1
        total["market_cap_loss_makers"] += cap
        total["losses_estimated"] += guess
    if forward is not None:
        total["with_forward_pe"] += 1
        total["market_cap_forward"] += cap
        total["earnings_forward"] += cap / forward
        if forward > 0:
            total["market_cap_forward_positive"] += cap
            total["earnings_forward_positive"] += cap / forward


def _debt(total: Sums, row: Row) -> list[float]:
    debt, cash, ebitda = _cell(row, "total_debt"), _cell(row, "cash"), _cell(row, "ebitda")
    total["total_debt"] += debt or 0.0
    total["cash"] += cash or 0.0
    if debt is not None and cash is not None and debt < cash:
        total["net_cash_companies"] += 1
    if "EBITDA" in str(row["screened"] or ""):
        total["ebitda_excluded_currency"] += 1
    if ebitda is None or debt is None or cash is None:
        return []
    total["with_ebitda"] += 1
    total["net_debt_with_ebitda"] += debt - cash
    total["ebitda"] += ebitda
    total["ebitda_not_positive"] += ebitda <= 0
    return [(debt - cash) / ebitda] if ebitda > 0 else []
