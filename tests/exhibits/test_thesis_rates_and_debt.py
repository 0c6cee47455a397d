"""Odds, event markets, the maturity wall, the debt table and fund flows, on the sample."""

from __future__ import annotations

from datetime import date

import pytest

from reportgen.exhibits import TABLE as EXHIBITS
from reportgen.exhibits import Absent, Exhibit, Plan
from reportgen.metrics import TABLE
from reportgen.metrics.book import FactBook
from reportgen.model.dataset import Dataset
from reportgen.model.exhibit import Bars, Figure, Line, TableSpec
from reportgen.model.prose import plain

ROLES = {"subject": "rut", "benchmark": "spx", "policy": "fed", "small": "smallcap", "large": "largecap", "fund": "iwm"}


def draw(data: Dataset, name: str, as_of: str) -> Exhibit:
    return EXHIBITS[name](FactBook(data, date.fromisoformat(as_of), TABLE), Plan(ROLES))


def rows(found: Exhibit) -> dict[str, list[str]]:
    assert isinstance(found, TableSpec), found
    return {plain(row.cells[0]): [plain(cell) for cell in row.cells[1:]] for row in found.rows}


def test_the_odds_of_each_meeting_fill_the_bar_and_name_the_likeliest_side(sample_dataset: Dataset) -> None:
    found = draw(sample_dataset, "odds", "2026-09-18")
    assert isinstance(found, Figure), found
    bars = [mark for mark in found.panels[0].marks if isinstance(mark, Bars)]
    assert [mark.label for mark in bars] == ["As today", "Higher than today"], "no cut has odds: no bar for one"
    totals = [sum(value or 0.0 for value in pair) for pair in zip(*(mark.y for mark in bars), strict=True)]
    assert totals == pytest.approx([1.0] * len(totals), abs=1e-6)
    assert bars[0].x[:2] == ("28 Oct 2026", "9 Dec 2026")
    expected = "Futures put the odds of a higher target range after 9 December 2026 at 90.1%"
    assert plain(found.title) == expected
    assert "settlements of 18 September 2026" in plain(found.subtitle)
    assert "not forecasts" in plain(found.note)


def test_the_table_of_ranges_prints_what_the_exchange_publishes(sample_dataset: Dataset) -> None:
    found = draw(sample_dataset, "odds_ranges", "2026-09-18")
    assert isinstance(found, TableSpec)
    assert [column.head for column in found.columns][1:4] == ["3.75–4.00", "4.00–4.25", "4.25–4.50"]
    assert rows(found)["28 October 2026"][:2] == ["42.4%", "57.6%"]
    assert rows(found)["9 December 2026"][:3] == ["9.9%", "46.0%", "44.1%"]


def test_without_fresh_settlements_the_reason_is_given(sample_dataset: Dataset) -> None:
    for name in ("odds", "odds_ranges"):
        found = draw(sample_dataset, name, "2025-12-10")
        assert isinstance(found, Absent)
        assert "settlement" in found.reason


def test_event_markets_speak_until_their_meeting(sample_dataset: Dataset) -> None:
    found = draw(sample_dataset, "event_odds", "2025-12-10")
    assert isinstance(found, Figure), found
    lines = [mark for mark in found.panels[0].marks if isinstance(mark, Line)]
    assert [mark.label for mark in lines] == ["Kalshi", "Polymarket"]
    assert all(mark.x[-1] == date(2025, 12, 6) for mark in lines)
    assert plain(found.title).endswith("the odds of a move on 10 December 2025 at 92.5%")
    assert found.data is None, "the venues let no series out"
    after = draw(sample_dataset, "event_odds", "2025-12-11")
    assert isinstance(after, Absent)
    assert "10 December 2025, which has passed" in after.reason


def test_the_wall_says_that_its_companies_are_made_up(sample_dataset: Dataset) -> None:
    found = draw(sample_dataset, "maturity_wall", "2026-08-21")
    assert isinstance(found, Figure), found
    (bars,) = found.panels[0].marks
    assert isinstance(bars, Bars)
    heights = dict(zip(bars.x, bars.y, strict=True))
    years = {year: height for year, height in heights.items() if year != "Later"}
    tallest = max(years, key=lambda year: years[year] or 0.0)
    assert plain(found.title).startswith(f"In the made-up sample no year sees more debt fall due than {tallest}: $")
    assert [bars.x[at] for at in bars.emphasis] == [tallest]
    assert "Later" in heights
    assert plain(found.note).startswith("Illustrative: made-up companies")
    assert bars.label == "Made-up companies"


def test_observed_and_made_up_companies_never_share_a_block(sample_dataset: Dataset) -> None:
    found = draw(sample_dataset, "debt_burden", "2026-08-21")
    assert isinstance(found, TableSpec), found
    heads = [plain(row.cells[0]) for row in found.rows]
    split = heads.index("Made-up companies, for illustration")
    assert found.rows[split].kind == "group"
    assert heads.index("Debt") < split < heads.index("Debt at floating rates, before hedges")
    assert rows(found)["Debt"] == ["$1.8tn", "$13.7tn"]
    assert "owe 3.3 times their EBITDA net of cash, large-cap companies 1.4 times" in plain(found.title)


def test_before_any_filing_there_is_no_wall(sample_dataset: Dataset) -> None:
    for name in ("maturity_wall", "debt_burden"):
        found = draw(sample_dataset, name, "2022-09-30")
        assert isinstance(found, Absent)
        assert found.reason


def test_the_report_s_own_fund_makes_the_title_and_the_first_bar(sample_dataset: Dataset) -> None:
    found = draw(sample_dataset, "flows", "2026-08-21")
    assert isinstance(found, Figure), found
    bars = [mark for mark in found.panels[0].marks if isinstance(mark, Bars)]
    assert [mark.label for mark in bars] == ["IWM", "IVV", "SPY", "VOO", "QQQ"]
    assert bars[0].x == ("Jan 2026", "Feb 2026", "Mar 2026")
    assert list(bars[0].y) == [-3752280000.0, -512110000.0, 7670001.0]
    expected = "The iShares Russell 2000 ETF had net outflows of $4.3 billion in the first quarter of 2026"
    assert plain(found.title) == expected
    assert plain(found.note).endswith("Data end in March 2026.")


def test_a_month_of_inflows_reads_so(sample_dataset: Dataset) -> None:
    book = FactBook(sample_dataset, date(2026, 3, 3), TABLE)
    found = EXHIBITS["flows"](book, Plan(ROLES | {"fund": "voo"}))
    assert isinstance(found, Figure), found
    assert plain(found.title) == "The Vanguard S&P 500 ETF had net inflows of $17.0 billion in February 2026"


def test_the_table_of_flows_leaves_out_spans_nobody_knows(sample_dataset: Dataset) -> None:
    found = draw(sample_dataset, "flows_table", "2026-08-21")
    assert isinstance(found, TableSpec)
    assert [column.head for column in found.columns] == ["Fund", "Jan 2026", "Feb 2026", "Mar 2026", "Q1 2026"]
    assert rows(found)["iShares Russell 2000 ETF"] == ["−$3.8bn", "−$512.1m", "$7.7m", "−$4.3bn"]
    early = draw(sample_dataset, "flows", "2025-12-10")
    assert isinstance(early, Absent)
    assert "published" in early.reason
