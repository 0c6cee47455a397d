"""Odds, event markets, the maturity wall and the debt table, on the sample."""

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

ROLES = {"subject": "rut", "benchmark": "spx", "policy": "fed", "small": "smallcap", "large": "largecap"}


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
    assert plain(found.title).startswith(f"In the made-up sample most debt falls due in {tallest}: $")
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
