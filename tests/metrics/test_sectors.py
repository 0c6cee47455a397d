"""Sector discounts: to the same sector's P/E, to fair values a user holds, to price targets."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from textwrap import dedent

import pytest

from reportgen.config import read_catalog
from reportgen.metrics.book import FactBook
from reportgen.model.dataset import Dataset
from reportgen.model.printing import printed
from reportgen.model.sectors import SLUGS, schemes, sector_slug
from reportgen.model.units import Standing
from reportgen.sources import load
from tests.conftest import BookAt
from tests.metrics.universe_catalogs import book, companies, fact, real_companies, reason, rows_below, value

FAIR_VALUES = """
title: fair values of a user
datasets:
  fair_values:
    file: fair_values.csv
    kind: fair_values
    date: fve_date
    stale_after_days: 120
    release: {column: fve_date}
    origin: {publisher: user, title: fair value estimates}
    columns:
      ticker: text
      group: text
      sector: text
      price: {unit: usd}
      fve: {unit: usd}
      fve_date: date
      market_cap: {unit: usd}
  companies:
    file: companies.csv
    format: companies
    kind: fundamentals
    date: as_of
    origin: {publisher: test, title: test}
    columns: {ticker: text, group: text, sector: text, market_cap: {unit: usd}, net_income: {unit: usd}, as_of: date}
entities:
  small:
    kind: universe
    names: [small companies]
    roles: {fundamentals: companies, fair_values: fair_values}
    options: {group: small, against: large}
  large:
    kind: universe
    names: [large companies]
    roles: {fundamentals: companies, fair_values: fair_values}
    options: {group: large}
"""

COMPANIES = """
ticker,group,sector,market_cap,net_income,as_of
A,small,Industrials,60,5,2026-08-08
B,small,Industrials,40,5,2026-08-08
C,small,Utilities,100,5,2026-08-08
L,large,Industrials,500,5,2026-08-08
"""

ESTIMATES = """
ticker,group,sector,price,fve,fve_date,market_cap
A,small,Industrials,8,10,2026-07-31,
B,small,Industrials,12.5,10,2026-08-07,
L,large,Industrials,97,100,2026-08-01,500
"""


def fair_values(home: Path, estimates: str, as_of: date = date(2026, 8, 21)) -> FactBook:
    for name, text in (("catalog.yaml", FAIR_VALUES), ("companies.csv", COMPANIES), ("fair_values.csv", estimates)):
        (home / name).write_text(dedent(text).strip() + "\n", encoding="utf-8")
    data = load(read_catalog(home), home)
    assert not data.quarantined
    return book(data, as_of)


@pytest.fixture(scope="module")
def real(tmp_path_factory: pytest.TempPathFactory, real_folder: Path) -> Dataset:
    return real_companies(tmp_path_factory.mktemp("companies"), real_folder)


# -- names -------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("name", "slug"),
    [
        ("Information Technology", "technology"),
        ("Communication", "communication_services"),
        ("Telecommunications", "communication_services"),
        ("Consumer Cyclical", "consumer_discretionary"),
        ("Consumer Defensive", "consumer_staples"),
        ("Financial", "financials"),
        ("Basic Materials", "materials"),
        ("Oil & Gas Exploration & Production", "energy"),
        ("Oil and Gas", "energy"),
        ("Health Care REITs", "real_estate"),
        ("Cash and/or Derivatives", None),
        ("", None),
    ],
)
def test_every_scheme_has_its_names_for_a_sector(name: str, slug: str | None) -> None:
    assert sector_slug(name) == slug


def test_names_betray_the_scheme_they_come_from() -> None:
    assert schemes(["Consumer Defensive", "Energy"]) == {"Morningstar"}
    assert schemes(["Information Technology", "Energy"]) == {"GICS"}
    assert schemes(["Energy", "Utilities"]) == {"GICS", "ICB", "Morningstar"}


def test_different_schemes_are_told(tmp_path: Path) -> None:
    rows = """
    ticker,group,sector,market_cap,net_income,as_of
    A,small,Consumer Defensive,60,5,2026-08-08
    B,small,Industrials,60,5,2026-08-08
    L,large,Information Technology,60,5,2026-08-08
    M,large,Industrials,120,5,2026-08-08
    """
    columns = "{ticker: text, group: text, sector: text, market_cap: {unit: usd}, net_income: {unit: usd}, as_of: date}"
    found = fact(book(companies(tmp_path, rows, columns)), "small.sector_pe_discount.trailing.industrials")
    assert printed(found) == "50.0%"
    assert any("Morningstar and GICS" in note for note in found.notes)


# -- sector P/E --------------------------------------------------------------------------------------


def test_the_sample_prints_each_sectors_discount(sample_book: BookAt) -> None:
    facts = sample_book("2026-08-21")
    technology = fact(facts, "smallcap.sector_pe_discount.trailing.technology")
    assert printed(technology, decimals=0) == "−3%"
    assert technology.standing is Standing.COMPUTED
    # by hand from the file: 472.16/14.64 against 4980.49/155.63
    assert value(facts, "smallcap.sector_pe_discount.trailing.industrials") == pytest.approx(
        1 - (472.16 / 14.64) / (4980.49 / 155.63)
    )
    assert rows_below(facts, technology.key) == {
        "index_fundamentals_by_sector.market_cap_reported_pe": 2,
        "index_fundamentals_by_sector.earnings_reported_pe": 2,
    }


def test_the_ranking_agrees_with_the_discounts_it_orders(sample_book: BookAt) -> None:
    facts = sample_book("2026-08-21")
    by_hand = {slug: value(facts, f"smallcap.sector_pe_discount.trailing.{slug}") for slug in SLUGS}
    ordered = sorted(by_hand, key=lambda slug: -by_hand[slug])
    places = [value(facts, f"smallcap.sector_pe_discount_rank.trailing.{slug}") for slug in ordered]
    assert places == list(range(1, 12))
    largest = fact(facts, "smallcap.sector_pe_discount_extreme.trailing.largest")
    smallest = fact(facts, "smallcap.sector_pe_discount_extreme.trailing.smallest")
    assert [largest.number, smallest.number] == [by_hand[ordered[0]], by_hand[ordered[-1]]]
    assert sector_slug(largest.who) == ordered[0]
    assert value(facts, "smallcap.sector_pe_discount_range.trailing") == largest.number - smallest.number
    cheaper = value(facts, "smallcap.sector_pe_discount_count.trailing.cheaper")
    assert cheaper == sum(discount > 0 for discount in by_hand.values())


def test_a_sector_that_lost_money_is_not_ranked_but_named(sample_book: BookAt) -> None:
    facts = sample_book("2026-08-21")
    assert reason(facts, "smallcap.sector_pe.trailing.health_care.all").startswith("not meaningful: earnings yield −")
    assert value(facts, "smallcap.sector_earnings_yield.trailing.health_care.all") < 0
    best = fact(facts, "smallcap.sector_pe_discount_extreme.trailing.largest.all")
    assert any(note.startswith("Health Care is not ranked: not meaningful") for note in best.notes)


def test_unscreened_estimates_turn_technology_from_dear_to_cheap(real: Dataset) -> None:
    facts = book(real)
    assert printed(fact(facts, "small.sector_pe_discount.trailing.technology"), decimals=0) == "−3%"
    loose = fact(facts, "small.sector_pe_discount.trailing.technology.with_estimates")
    assert (printed(loose, decimals=0), loose.standing) == ("40%", Standing.ESTIMATED)


@pytest.mark.parametrize("slug", SLUGS)
def test_companies_give_the_samples_sector_discounts(slug: str, real: Dataset, sample_book: BookAt) -> None:
    for measure in ("trailing", "forward"):
        ours = value(book(real), f"small.sector_pe_discount.{measure}.{slug}")
        sample = value(sample_book("2026-08-21"), f"smallcap.sector_pe_discount.{measure}.{slug}")
        assert ours == pytest.approx(sample, abs=0.01)  # the sample's sums are rounded to ten millions


# -- fair values -------------------------------------------------------------------------------------


def test_the_toy_sector_has_three_headlines_and_each_is_named(tmp_path: Path) -> None:
    facts = fair_values(tmp_path, ESTIMATES)
    aggregate = fact(facts, "small.price_to_fair_value.industrials.aggregate")
    middle = fact(facts, "small.price_to_fair_value.industrials.median")
    assert aggregate.number == pytest.approx(0.9346, abs=5e-5)
    assert middle.number == pytest.approx(1.025)
    assert "aggregate" in aggregate.label
    assert "median" in middle.label
    assert printed(fact(facts, "small.fair_value_discount.industrials.aggregate")) == "6.5%"
    assert printed(fact(facts, "small.fair_value_upside.industrials.aggregate")) == "7.0%"
    assert aggregate.as_of == date(2026, 8, 7)


def test_a_discount_to_fair_value_stands_beside_its_counterpart_and_its_coverage(tmp_path: Path) -> None:
    facts = fair_values(tmp_path, ESTIMATES)
    assert printed(fact(facts, "small.fair_value_gap.industrials.aggregate")) == "3.5 percentage points"
    assert value(facts, "small.fair_value_coverage.count") == pytest.approx(2 / 3)
    assert value(facts, "small.fair_value_coverage.weight") == pytest.approx(100 / 200)
    assert "no fair value" in reason(facts, "small.fair_value_discount.utilities.aggregate")
    assert fact(facts, "small.fair_value_extreme.largest.aggregate").who == "Industrials"


def test_stale_and_undated_fair_values_are_refused(tmp_path: Path) -> None:
    mixed = ESTIMATES.replace("B,small,Industrials,12.5,10,2026-08-07,", "B,small,Industrials,12.5,10,2025-08-07,")
    found = fact(fair_values(tmp_path, mixed), "small.price_to_fair_value.industrials.median")
    assert found.number == pytest.approx(0.8)
    assert any("1 fair values older than 120 days" in note for note in found.notes)
    late = fair_values(tmp_path, ESTIMATES, date(2027, 3, 1))
    text = reason(late, "small.price_to_fair_value.industrials.median")
    assert text == (
        "the fair values in “fair value estimates” are stale: the newest is of 7 August 2026, and 120 days are allowed"
    )


def test_a_fair_value_of_tomorrow_is_not_known_today(tmp_path: Path) -> None:
    early = fair_values(tmp_path, ESTIMATES, date(2026, 8, 3))
    assert value(early, "small.price_to_fair_value.industrials.median") == pytest.approx(0.8)


# -- price targets -----------------------------------------------------------------------------------


def test_targets_are_a_marked_proxy_beside_the_same_large_cap_sector(sample_book: BookAt) -> None:
    facts = sample_book("2023-10-31")
    own = fact(facts, "smallcap.target_price_discount.industrials.median")
    assert (printed(own), own.standing, own.as_of) == ("16.6%", Standing.ESTIMATED, date(2023, 8, 11))
    assert printed(fact(facts, "smallcap.target_price_gap.industrials.median")) == "9.1 percentage points"
    assert printed(fact(facts, "smallcap.target_price_gap.financials.weighted")) == "−3.2 percentage points"
    assert fact(facts, "smallcap.target_price_gap_extreme.largest.median").who == "Health Care"
    assert any("nine shares in ten" in note for note in own.notes)


def test_targets_of_2023_are_stale_in_every_later_edition(sample_book: BookAt) -> None:
    assert fact(sample_book("2023-12-29"), "smallcap.target_price_gap.energy.median").standing is Standing.ESTIMATED
    for day in ("2024-01-05", "2025-12-10", "2026-08-21"):
        assert "stale after 142" in reason(sample_book(day), "smallcap.target_price_discount.energy.median")
