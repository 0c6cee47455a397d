"""The shapes users really have are read without complaint."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from reportgen.config import read_catalog
from reportgen.metrics.book import FactBook
from reportgen.model.dataset import Dataset
from reportgen.model.facts import Fact
from reportgen.sources import load


def test_nothing_is_set_aside(real_dataset: Dataset) -> None:
    assert [str(problem) for problem in real_dataset.problems] == []
    assert not real_dataset.quarantined


def test_rows_are_lines_of_the_file(real_dataset: Dataset, real_folder: Path) -> None:
    series = real_dataset.series["spx_daily.close"]
    at = series.index_on(date(2025, 8, 29))
    assert at is not None
    lines = (real_folder / "prices" / "GSPC_daily.csv").read_text(encoding="utf-8").splitlines()
    day, *_, close, _ = lines[series.rows[at] - 1].split(",")
    assert (day, float(close)) == ("2025-08-29", series.values[at])


def test_daily_closes_give_the_published_returns(real_book: Callable[[str], FactBook]) -> None:
    book = real_book("2026-08-21")
    found = {}
    for key in ("rut.return.price@2025-08", "spx.return.price@2025-09", "ixic.return.price@2025"):
        fact = book.get(key)
        assert isinstance(fact, Fact)
        found[key] = round(fact.number, 4)
    assert found == {
        "rut.return.price@2025-08": 0.0700,
        "spx.return.price@2025-09": 0.0353,
        "ixic.return.price@2025": 0.2036,
    }


HEADERS = {
    "yahoo_legacy_RUT.csv": ("Close", 9297, 2109.31005859375),
    "yfinance_three_line_header_RUT.csv": ("close", 125, 2525.300048828125),
    "GSPC_daily.csv": ("close", 24777, 7674.3701171875),
}


@pytest.mark.parametrize("file", HEADERS)
def test_each_yahoo_header_is_read(file: str, real_folder: Path, tmp_path: Path) -> None:
    header, count, last = HEADERS[file]
    catalog = tmp_path / "catalog.yaml"
    catalog.write_text(
        f"""
title: Yahoo
datasets:
  prices:
    file: {file}
    format: yahoo
    frequency: session
    origin: {{publisher: Yahoo, title: prices}}
    columns:
      level: {{header: {header}, unit: index_points, known_moves: [1929-10-28, 1933-03-15, 1987-10-19]}}
""",
        encoding="utf-8",
    )
    dataset = load(read_catalog(catalog), real_folder / "prices")
    assert [str(problem) for problem in dataset.problems] == []
    series = dataset.series["prices.level"]
    assert (len(series), series.values[-1]) == (count, last)


@pytest.mark.parametrize(
    ("file", "column", "last"),
    [("DGS10.csv", "value", 0.0469), ("fred_public_domain/DGS10.csv", "DGS10", 0.0469)],
)
def test_each_fred_header_is_read(file: str, column: str, last: float, real_folder: Path, tmp_path: Path) -> None:
    catalog = tmp_path / "catalog.yaml"
    catalog.write_text(
        f"""
title: FRED
datasets:
  ten:
    file: {file}
    format: fred
    frequency: daily
    origin: {{publisher: US Treasury, title: 10-year yield}}
    columns:
      {column}: {{unit: fraction, scale: percent}}
""",
        encoding="utf-8",
    )
    dataset = load(read_catalog(catalog), real_folder / "fred")
    assert dataset.problems == ()
    assert dataset.series[f"ten.{column}"].values[-1] == last


def test_a_partial_month_is_read(real_dataset: Dataset) -> None:
    """The Shiller file ends in June 2026 with a price and zeros for what is not there yet."""
    assert real_dataset.series["shiller.price"].last_day == date(2026, 6, 30)
    assert real_dataset.series["shiller.earnings"].last_day == date(2023, 6, 30)


def test_october_2025_was_never_collected(real_dataset: Dataset) -> None:
    unemployment = real_dataset.series["unrate.rate"]
    assert unemployment.value_on(date(2025, 10, 31)) is None
    assert date(2025, 10, 31) in unemployment.known_holes


def test_size_portfolios_build_a_level(real_dataset: Dataset) -> None:
    small = real_dataset.series["size_portfolios.small"]
    december, november = small.value_on(date(2024, 12, 31)), small.value_on(date(2024, 11, 29))
    assert december is not None
    assert november is not None
    assert december / november - 1 == pytest.approx(-0.0659, abs=1e-9)
    assert (small.first_day, small.values[0]) == (date(1926, 6, 30), 100.0)


def test_settlements_become_rows(real_dataset: Dataset) -> None:
    rows = real_dataset.tables["fed_funds_futures"].rows
    wanted = [row["settle"] for row in rows if row["contract"] == "ZQV26" and row.known == date(2026, 8, 21)]
    assert wanted == [96.26]
    assert {row["contract_month"] for row in rows if row["contract"] == "ZQV26"} == {date(2026, 10, 31)}
