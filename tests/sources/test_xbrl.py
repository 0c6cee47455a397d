"""Annual debt figures from the SEC's company facts: tags that stand in, fiscal years, amendments, foreign filers."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import Any
from zipfile import ZipFile

import pytest

from reportgen.config import read_catalog
from reportgen.model.dataset import Dataset, Row
from reportgen.sources import load

Tags = Mapping[str, Sequence[tuple[str | None, str, float, str, str]]]

COLUMNS = """
      ticker: text
      name: text
      sector: text
      fiscal_year_end: date
      filed: date
      total_debt: {unit: usd}
      current_debt: {unit: usd}
      cash: {unit: usd}
      ebit: {unit: usd}
      ebitda: {unit: usd}
      interest_expense: {unit: usd}
      interest_source: text
      due_next_12m: {unit: usd}
      due_year_2: {unit: usd}
      due_year_3: {unit: usd}
      due_year_4: {unit: usd}
      due_year_5: {unit: usd}
      due_after: {unit: usd}
      debt_tags: text
"""

CATALOG = """
title: filings
datasets:
  debt:
    file: {file}
    format: {format}
    kind: debt
    date: fiscal_year_end
    release: {{column: filed}}
    origin: {{publisher: SEC, title: company facts}}
    options: {options}
    columns:{columns}
"""


def filings(home: Path, file: Path, reader: str = "company_facts", options: str = "{}") -> Dataset:
    text = CATALOG.format(file=file.name, format=reader, options=options, columns=COLUMNS)
    (home / "catalog.yaml").write_text(text, encoding="utf-8")
    return load(read_catalog(home), file.parent)


def years(data: Dataset) -> dict[date, Row]:
    """The last filing of each fiscal year."""
    rows = sorted(data.tables["debt"].rows, key=lambda row: row.known)
    return {end: row for row in rows if isinstance(end := row["fiscal_year_end"], date)}


def facts(cik: int, name: str, tags: Tags, **more: Any) -> bytes:
    """Company facts from (start, end, value, filed, form) by tag."""
    gaap = {
        tag: {"units": {more.get("unit", "USD"): [
            {"end": end, "val": value, "filed": filed, "form": form, "accn": f"{form}-{filed}", "fy": 1999, "fp": "Q9"}
            | ({"start": start} if start else {})
            for start, end, value, filed, form in entries
        ]}}
        for tag, entries in tags.items()
    }  # fmt: skip
    return json.dumps({"cik": cik, "entityName": name, "facts": {more.get("standard", "us-gaap"): gaap}}).encode()


def test_apples_debt_is_added_up_from_its_parts_by_fiscal_year(tmp_path: Path, real_folder: Path) -> None:
    file = real_folder / "sec" / "AAPL_companyfacts_debt_subset.json"
    data = filings(tmp_path, file, options="{ticker: AAPL, sector: Technology}")
    last = years(data)[date(2025, 9, 27)]
    assert last.known == date(2025, 10, 31)
    assert last["total_debt"] == 78_328e6 + 12_350e6 + 7_979e6
    assert last["debt_tags"] == "LongTermDebtNoncurrent + LongTermDebtCurrent + CommercialPaper"
    ladder = [
        last[name] for name in ("due_next_12m", "due_year_2", "due_year_3", "due_year_4", "due_year_5", "due_after")
    ]
    assert ladder == [12_393e6, 10_078e6, 9_300e6, 5_235e6, 4_972e6, 49_303e6]
    assert last["interest_expense"] is None  # Apple stopped reporting it after fiscal 2023
    assert years(data)[date(2023, 9, 30)]["interest_expense"] == 3_933e6  # of the year, not of its last quarter


def test_a_fact_is_dated_by_its_own_period_not_by_the_filings_year(tmp_path: Path, real_folder: Path) -> None:
    found = years(filings(tmp_path, real_folder / "sec" / "AAPL_companyfacts_debt_subset.json"))
    assert date(2024, 9, 28) in found
    assert all(day.month in {9, 10} for day in found)  # comparatives of the year before make no rows of their own
    assert found[date(2024, 9, 28)]["due_next_12m"] == 10_930e6


def test_convertible_notes_are_debt_too(tmp_path: Path, real_folder: Path) -> None:
    found = years(filings(tmp_path, real_folder / "sec" / "snowflake_companyfacts.json"))
    last = found[date(2025, 1, 31)]
    assert last["debt_tags"] == "ConvertibleDebtNoncurrent"
    assert last["total_debt"] == pytest.approx(2.2715e9, rel=1e-3)
    assert last["due_next_12m"] is None
    assert found[date(2024, 1, 31)]["total_debt"] is None  # not known is not nothing


def test_carbo_ceramics_is_read_from_its_flattened_report(tmp_path: Path, real_folder: Path) -> None:
    file = real_folder / "sec" / "carbo_ceramics_facts.csv"
    options = "{ticker: CRR, name: CARBO Ceramics, sector: Energy, fiscal_year_end: 2019-12-31, filed: 2020-03-26}"
    (row,) = filings(tmp_path, file, "company_facts_flat", options).tables["debt"].rows
    ladder = [row[name] for name in ("due_next_12m", "due_year_2", "due_year_3", "due_year_4", "due_year_5")]
    assert ladder == [1_599e3, 995e3, 65_943e3, 855e3, 347e3]
    assert (row["current_debt"], row["total_debt"]) == (62_501e3, 62_501e3)
    assert (row["interest_expense"], row["interest_source"]) == (7_821e3, "interest incurred, part of it capitalised")
    assert row["ebitda"] == -299_030e3 + 30_707e3


def test_a_flattened_report_must_say_its_year_and_day(tmp_path: Path, real_folder: Path) -> None:
    data = filings(tmp_path, real_folder / "sec" / "carbo_ceramics_facts.csv", "company_facts_flat")
    assert "fiscal_year_end and filed" in data.quarantined["debt"]


def test_an_amendment_counts_from_its_own_day_and_keeps_what_it_does_not_repeat(tmp_path: Path) -> None:
    year = ("2024-01-01", "2024-12-31")
    file = tmp_path / "one.json"
    file.write_bytes(
        facts(1, "Amended Inc.", {
            "OperatingIncomeLoss": [(*year, 50.0, "2025-02-20", "10-K")],
            "LongTermDebtNoncurrent": [
                (None, "2024-12-31", 100.0, "2025-02-20", "10-K"),
                (None, "2024-12-31", 130.0, "2025-06-02", "10-K/A"),
                (None, "2025-03-31", 999.0, "2025-05-01", "10-Q"),
            ],
        })
    )  # fmt: skip
    table = filings(tmp_path, file).tables["debt"]
    for day, debt in ((date(2025, 3, 1), [100.0]), (date(2025, 6, 2), [100.0, 130.0])):
        assert [row["total_debt"] for row in table.known_on(day).rows] == debt
    assert [row["ebit"] for row in table.rows] == [50.0, 50.0]


def test_filers_under_ifrs_or_in_another_currency_are_named_and_left_out(tmp_path: Path) -> None:
    tags = {"LongTermDebtNoncurrent": [(None, "2024-12-31", 100.0, "2025-02-20", "10-K")]}
    file = tmp_path / "bulk.zip"
    with ZipFile(file, "w") as archive:
        archive.writestr("CIK1.json", facts(1, "Home Corp.", tags))
        archive.writestr("CIK2.json", facts(2, "Abroad plc", tags, standard="ifrs-full"))
        archive.writestr("CIK3.json", facts(3, "Maple Ltd.", tags, unit="CAD"))
    data = filings(tmp_path, file, options='{"1": "HOME, Industrials"}')
    assert [(row["ticker"], row["sector"]) for row in data.tables["debt"].rows] == [("HOME", "Industrials")]
    told = [str(problem) for problem in data.problems]
    assert told[0].startswith("bulk.zip/CIK2.json: Abroad plc reports under IFRS")
    assert told[1].startswith("bulk.zip/CIK3.json: Maple Ltd. reports in CAD, not in dollars.")


def test_all_current_debt_is_not_counted_twice(tmp_path: Path) -> None:
    file = tmp_path / "one.json"
    balance = {
        "LongTermDebtNoncurrent": 70.0,
        "DebtCurrent": 30.0,
        "LongTermDebtCurrent": 20.0,
        "CommercialPaper": 10.0,
    }
    tags = {tag: [(None, "2024-12-31", value, "2025-02-20", "10-K")] for tag, value in balance.items()}
    file.write_bytes(facts(1, "One Inc.", tags))
    (row,) = filings(tmp_path, file).tables["debt"].rows
    assert (row["total_debt"], row["current_debt"]) == (100.0, 20.0)


def test_something_else_is_refused(tmp_path: Path) -> None:
    file = tmp_path / "one.json"
    file.write_bytes(b'{"error": "rate limit"}')
    assert "no company facts file" in filings(tmp_path, file).quarantined["debt"]
