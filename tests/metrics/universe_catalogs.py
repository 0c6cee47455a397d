"""Catalogs over company rows and over sums by sector, as a desk would write them, for tests of what uses them."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from pathlib import Path
from textwrap import dedent, indent

from reportgen.config import read_catalog
from reportgen.metrics import TABLE
from reportgen.metrics.book import FactBook
from reportgen.model.dataset import Dataset
from reportgen.model.facts import Fact, Unavailable
from reportgen.sources import load

HEAD = """
title: test
datasets:
  rows:
    file: {file}
    format: {format}
    kind: fundamentals
    {date}
    origin: {{publisher: test, title: test}}
    columns:
{columns}
entities:
  small:
    kind: universe
    names: [small companies]
    the: false
    roles: {{fundamentals: rows, balance_sheets: rows}}
    options: {{group: {small}, index: {small}, against: large}}
  large:
    kind: universe
    names: [large companies]
    the: false
    roles: {{fundamentals: rows, balance_sheets: rows}}
    options: {{group: {large}, index: {large}}}
"""

REAL_COLUMNS = """
ticker: {header: symbol, type: text}
group: text
sector: text
market_cap: {header: marketCap, unit: usd}
trailing_pe: {header: trailingPE, unit: ratio}
forward_pe: {header: forwardPE, unit: ratio}
net_income_estimate: {header: net_income_est, unit: usd}
profit_margin: {header: profitMargins, unit: fraction}
return_on_equity: {header: returnOnEquity, unit: fraction}
total_debt: {header: totalDebt, unit: usd}
cash: {header: totalCash, unit: usd}
ebitda: {unit: usd}
screened: text
as_of: {header: asof, type: date}
"""

SUM_COLUMNS = """
index: text
sector: text
as_of: date
companies: {unit: count}
with_market_cap: {unit: count}
market_cap: {unit: usd}
with_reported_pe: {unit: count}
market_cap_reported_pe: {unit: usd}
earnings_reported_pe: {unit: usd}
loss_makers_estimated: {unit: count}
market_cap_loss_makers: {unit: usd}
losses_estimated: {unit: usd}
with_forward_pe: {unit: count}
market_cap_forward: {unit: usd}
earnings_forward: {unit: usd}
market_cap_forward_positive: {unit: usd}
earnings_forward_positive: {unit: usd}
total_debt: {unit: usd}
cash: {unit: usd}
net_cash_companies: {unit: count}
with_ebitda: {unit: count}
ebitda_excluded_currency: {unit: count}
net_debt_with_ebitda: {unit: usd}
ebitda: {unit: usd}
ebitda_not_positive: {unit: count}
median_net_debt_to_positive_ebitda: {unit: ratio}
"""


def universe(
    home: Path,
    file: Path,
    columns: str,
    *,
    reader: str = "companies",
    groups: tuple[str, str] = ("small", "large"),
    dated: str = "date: as_of",
) -> Dataset:
    """Two universes, small and large, from one file."""
    text = HEAD.format(
        file=file.name,
        format=reader,
        date=dated,
        columns=indent(dedent(columns).strip(), "      "),
        small=groups[0],
        large=groups[1],
    )
    catalog = home / "catalog.yaml"
    catalog.write_text(text, encoding="utf-8")
    return load(read_catalog(catalog), file.parent)


def real_companies(home: Path, real: Path) -> Dataset:
    """The members of two indices, company by company, from the real file."""
    file = real / "fundamentals" / "universe_iwm_sp500_2026-08-08.csv"
    return universe(home, file, REAL_COLUMNS, groups=("IWM", "SP500"), dated="date: asof")


def companies(home: Path, rows: str, columns: str, **more: str) -> Dataset:
    """Two universes from rows written in the test, a header first."""
    file = home / "companies.csv"
    file.write_text(dedent(rows).strip() + "\n", encoding="utf-8")
    return universe(home, file, columns, **more)  # type: ignore[arg-type]


def book(data: Dataset, as_of: date = date(2026, 8, 21)) -> FactBook:
    """A fresh book over all metrics."""
    return FactBook(data, as_of, TABLE)


def value(facts: FactBook, key: str) -> float:
    """A fact's number; fails the test with the reason where there is none."""
    return fact(facts, key).number


def fact(facts: FactBook, key: str) -> Fact:
    """A fact; fails the test with the reason where there is none."""
    answer = facts.get(key)
    assert isinstance(answer, Fact), f"{key}: {answer.reason}"
    return answer


def reason(facts: FactBook, key: str) -> str:
    """Why a fact is unavailable; fails the test where it is there."""
    answer = facts.get(key)
    assert isinstance(answer, Unavailable), f"{key} is {answer.value}"
    return answer.reason


def rows_below(facts: FactBook, key: str) -> Mapping[str, int]:
    """How many rows of each source a fact leads to, through the facts it rests on."""
    found: dict[str, set[int]] = {}
    todo, seen = [key], {key}
    while todo:
        for source in fact(facts, todo.pop()).inputs:
            if isinstance(source, str):
                if source not in seen:
                    seen.add(source)
                    todo.append(source)
            elif hasattr(source, "row"):
                found.setdefault(source.source, set()).add(source.row)
    return {name: len(rows) for name, rows in found.items()}
