"""Fund holdings: shares only, with the day and the share count of the preamble, and the coverage told."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from reportgen.config import read_catalog
from reportgen.model.dataset import Dataset
from reportgen.sources import load

CATALOG = """
title: holdings
datasets:
  holdings:
    file: iShares_IWM_2026-05-05.csv
    format: holdings
    kind: holdings
    origin: {publisher: iShares, title: holdings}
    columns:
      ticker: {header: Ticker, type: text}
      sector: {header: Sector, type: text}
      weight: {header: Weight (%), unit: fraction, scale: percent}
      quantity: {header: Quantity, unit: count}
      price: {header: Price, unit: usd}
      as_of: date
      shares_outstanding: {unit: count}
"""


@pytest.fixture(scope="module")
def holdings(tmp_path_factory: pytest.TempPathFactory, real_folder: Path) -> Dataset:
    home = tmp_path_factory.mktemp("holdings")
    (home / "catalog.yaml").write_text(CATALOG, encoding="utf-8")
    return load(read_catalog(home), real_folder / "holdings")


def test_cash_futures_and_worthless_rights_are_no_companies(holdings: Dataset) -> None:
    table = holdings.tables["holdings"]
    tickers = {row["ticker"] for row in table.rows}
    assert "BE" in tickers
    assert not tickers & {"XTSLA", "USD", "CAD", "MSFUT", "RTYM6", None, "GTXI", "PDLI"}
    assert all(isinstance(row["price"], float) and row["price"] > 0 for row in table.rows)
    messages = " ".join(problem.what for problem in holdings.problems)
    assert "1 rows of Futures are no company's shares and left out: RTYM6." in messages
    assert "XTSLA" in messages
    assert {problem.severity for problem in holdings.problems} == {"warning"}


def test_weights_that_do_not_add_up_to_a_hundred_are_told_as_coverage(holdings: Dataset) -> None:
    (problem,) = [problem for problem in holdings.problems if problem.key == "Weight (%)"]
    assert problem.what == "the weights add up to 99.90, the shares kept to 99.39."
    kept = sum(float(str(row["weight"])) for row in holdings.tables["holdings"].rows)
    assert kept == pytest.approx(0.9939)


def test_the_preamble_gives_the_day_and_the_shares_outstanding(holdings: Dataset) -> None:
    first = holdings.tables["holdings"].rows[0]
    assert (first["as_of"], first["shares_outstanding"]) == (date(2026, 5, 5), 278_750_000)
    assert (first["ticker"], first["quantity"], first.number) == ("BE", 5_190_838, 11)
    assert first.known == date(2026, 5, 5)


def test_a_download_without_its_table_is_refused_with_a_remedy(tmp_path: Path) -> None:
    (tmp_path / "catalog.yaml").write_text(CATALOG, encoding="utf-8")
    (tmp_path / "iShares_IWM_2026-05-05.csv").write_text("<html>Sorry</html>\n", encoding="utf-8")
    data = load(read_catalog(tmp_path), tmp_path)
    assert "no line with Ticker and Asset Class" in data.quarantined["holdings"]
