"""What a reader is told about valuation: toy goldens, the sample, the real companies, the sums of them."""

from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reportgen.metrics.book import FactBook
from reportgen.model.dataset import Dataset
from reportgen.model.printing import printed
from reportgen.model.sectors import SLUGS
from reportgen.model.units import Standing
from tests.conftest import BookAt
from tests.metrics.company_sums import sums_of
from tests.metrics.universe_catalogs import (
    REAL_COLUMNS,
    SUM_COLUMNS,
    book,
    companies,
    fact,
    real_companies,
    reason,
    rows_below,
    universe,
    value,
)

TOY_COLUMNS = """
ticker: text
group: text
sector: text
market_cap: {unit: usd}
net_income: {unit: usd}
as_of: date
"""

TOY = """
ticker,group,sector,market_cap,net_income,as_of
A,small,Energy,100,10,2026-08-08
B,small,Energy,50,5,2026-08-08
C,small,Technology,30,1,2026-08-08
D,small,Technology,20,-8,2026-08-08
L,large,Technology,220,10,2026-08-08
"""


@pytest.fixture
def toy(tmp_path: Path) -> FactBook:
    return book(companies(tmp_path, TOY, TOY_COLUMNS))


@pytest.fixture(scope="module")
def real(tmp_path_factory: pytest.TempPathFactory, real_folder: Path) -> Dataset:
    return real_companies(tmp_path_factory.mktemp("companies"), real_folder)


@pytest.fixture(scope="module")
def summed(tmp_path_factory: pytest.TempPathFactory, real: Dataset) -> Dataset:
    """The same members, added up by sector outside the package."""
    home = tmp_path_factory.mktemp("sums")
    file = sums_of(real.tables["rows"], home / "sums.csv")
    return universe(home, file, SUM_COLUMNS, reader="csv", groups=("IWM", "SP500"))


def test_the_toy_universe_has_the_textbook_multiples(toy: FactBook) -> None:
    assert value(toy, "small.pe.trailing.all") == pytest.approx(25.0)
    assert value(toy, "small.pe.trailing.ex_negative") == pytest.approx(11.25)
    assert value(toy, "small.pe.trailing.zero_floored") == pytest.approx(12.5)
    assert value(toy, "small.pe.trailing.median") == pytest.approx(10.0)
    assert value(toy, "small.loss_maker_share.count") == pytest.approx(0.25)
    assert value(toy, "small.loss_maker_share.weight") == pytest.approx(0.10)
    assert value(toy, "small.earnings_yield.trailing.all") == pytest.approx(0.04)


def test_reported_losses_are_no_estimates(toy: FactBook) -> None:
    assert fact(toy, "small.earnings.trailing.all").standing is Standing.COMPUTED
    assert value(toy, "small.earnings.trailing.all") == 8


def test_a_discount_is_no_premium_the_other_way_round(tmp_path: Path) -> None:
    rows = """
    ticker,group,sector,market_cap,net_income,as_of
    S,small,Energy,152,10,2026-08-08
    L,large,Energy,220,10,2026-08-08
    """
    facts = book(companies(tmp_path, rows, TOY_COLUMNS))
    assert printed(fact(facts, "small.pe_discount.trailing.ex_negative")) == "30.9%"
    assert 1 / value(facts, "small.relative_pe.trailing.ex_negative") - 1 == pytest.approx(0.447, abs=5e-4)


def test_leaving_one_out_names_the_company_that_moves_the_discount_most(toy: FactBook) -> None:
    # 11.25 of 22 with everyone; without C the small ones trade at 10, without A at 80/6, without B at 130/11
    assert value(toy, "small.pe_discount.trailing.ex_negative") == pytest.approx(1 - 11.25 / 22)
    lowest = fact(toy, "small.pe_discount_without.trailing.ex_negative.lowest")
    highest = fact(toy, "small.pe_discount_without.trailing.ex_negative.highest")
    furthest = fact(toy, "small.pe_discount_without.trailing.ex_negative.furthest")
    assert [lowest.who, highest.who] == ["A", "C"]
    assert [lowest.number, highest.number] == pytest.approx([1 - 80 / 6 / 22, 1 - 10 / 22])
    assert (furthest.who, furthest.number) == (lowest.who, lowest.number)
    assert value(toy, "small.pe_discount_without.trailing.ex_negative.energy") == pytest.approx(1 - 30 / 22)


def test_the_sample_says_both_headlines_and_which_rule_makes_which(sample_book: BookAt) -> None:
    facts = sample_book("2026-08-21")
    expected = {
        "smallcap.pe.trailing.ex_negative": "20.3",
        "largecap.pe.trailing.ex_negative": "25.4",
        "smallcap.pe_discount.trailing.ex_negative": "20.0%",
        "smallcap.earnings_yield.trailing.all": "0.9%",
        "largecap.earnings_yield.trailing.all": "3.8%",
    }
    assert {key: printed(fact(facts, key)) for key in expected} == expected
    assert reason(facts, "smallcap.pe.trailing.all") == "not meaningful: earnings yield 0.9%"
    assert reason(facts, "smallcap.pe_discount.trailing.all") == "not meaningful: earnings yield 0.9%"
    assert "loss-makers left out" in fact(facts, "smallcap.pe.trailing.ex_negative").label


def test_estimated_losses_are_marked_and_reported_earnings_are_not(sample_book: BookAt) -> None:
    facts = sample_book("2026-08-21")
    assert fact(facts, "smallcap.earnings_yield.trailing.all").standing is Standing.ESTIMATED
    assert fact(facts, "smallcap.pe_discount.trailing.ex_negative").standing is Standing.COMPUTED
    assert fact(facts, "smallcap.pe_discount.forward.all").standing is Standing.COMPUTED


def test_the_sample_leaves_out_sectors_in_turn(sample_book: BookAt) -> None:
    facts = sample_book("2026-08-21")
    full = value(facts, "smallcap.pe_discount.trailing.ex_negative")
    lowest = fact(facts, "smallcap.pe_discount_without.trailing.ex_negative.lowest")
    highest = fact(facts, "smallcap.pe_discount_without.trailing.ex_negative.highest")
    assert lowest.number < full < highest.number
    assert (lowest.who, printed(lowest)) == ("Financials", "13.1%")
    assert "without Financials" in lowest.label


def test_sums_by_sector_say_what_only_companies_can_tell(sample_book: BookAt) -> None:
    facts = sample_book("2026-08-21")
    assert "company rows" in reason(facts, "smallcap.pe.trailing.median")
    assert "company rows" in reason(facts, "smallcap.pe_discount.trailing.with_estimates")
    assert "its own history needs 12" in reason(facts, "smallcap.pe_percentile.trailing.ex_negative")


def test_a_universe_is_known_from_its_day_on_and_stale_after_its_limit(sample_book: BookAt) -> None:
    assert "had not been published" in reason(sample_book("2026-08-07"), "smallcap.pe.trailing.ex_negative")
    assert fact(sample_book("2026-08-10"), "smallcap.pe.trailing.ex_negative").as_of == date(2026, 8, 8)


def test_every_figure_of_the_sample_leads_to_the_sectors_rows(sample_book: BookAt) -> None:
    below = rows_below(sample_book("2026-08-21"), "smallcap.pe_discount.trailing.ex_negative")
    assert set(below) == {
        "index_fundamentals_by_sector.market_cap_reported_pe",
        "index_fundamentals_by_sector.earnings_reported_pe",
    }
    assert set(below.values()) == {23}  # eleven sectors each, and the small companies without one


def test_the_totals_of_the_sample_agree_with_its_own_total_rows(sample_book: BookAt, sample_dataset: Dataset) -> None:
    facts = sample_book("2026-08-21")
    table = sample_dataset.tables["index_fundamentals_by_sector"]
    for who, index in (("smallcap", "russell_2000"), ("largecap", "sp_500")):
        (total,) = [row for row in table.rows if row["index"] == index and row["sector"] == "All"]
        for key, column in (
            ("market_cap.trailing.ex_negative", "market_cap_reported_pe"),
            ("earnings.trailing.ex_negative", "earnings_reported_pe"),
            ("earnings.forward.all", "earnings_forward"),
            ("market_cap.forward.ex_negative", "market_cap_forward_positive"),
        ):
            stated = total[column]
            assert isinstance(stated, float)
            assert value(facts, f"{who}.{key}") == pytest.approx(stated, abs=0.1e9)


def test_companies_give_the_samples_figures(real: Dataset, sample_book: BookAt) -> None:
    ours, sample = book(real), sample_book("2026-08-21")
    for name in ("pe.trailing.ex_negative", "pe.forward.all", "pe.forward.ex_negative", "earnings_yield.trailing.all"):
        for mine, theirs in (("small", "smallcap"), ("large", "largecap")):
            assert value(ours, f"{mine}.{name}") == pytest.approx(value(sample, f"{theirs}.{name}"), rel=1e-3)
    for name in ("loss_maker_share.count", "loss_maker_share.weight"):
        assert value(ours, f"small.{name}") == pytest.approx(value(sample, f"smallcap.{name}"), rel=1e-3)


AGGREGATES = [
    f"{what}.{measure}.{convention}"
    for what in ("market_cap", "earnings", "pe", "earnings_yield", "relative_pe", "pe_discount")
    for measure in ("trailing", "forward")
    for convention in ("ex_negative", "all", "zero_floored")
]


@pytest.mark.parametrize("name", [*AGGREGATES, "loss_maker_share.count", "loss_maker_share.weight"])
def test_companies_and_their_sums_by_sector_give_the_same_aggregates(name: str, real: Dataset, summed: Dataset) -> None:
    one, other = book(real).get(f"small.{name}"), book(summed).get(f"small.{name}")
    if hasattr(one, "reason"):
        assert one == other  # both for the same reason: not meaningful
    else:
        assert one.number == pytest.approx(value(book(summed), f"small.{name}"), rel=1e-9)
        assert one.standing is fact(book(summed), f"small.{name}").standing


def test_estimates_let_in_unscreened_move_the_discount_to_a_quarter(real: Dataset) -> None:
    facts = book(real)
    assert printed(fact(facts, "small.pe_discount.trailing.ex_negative")) == "20.0%"
    loose = fact(facts, "small.pe_discount.trailing.with_estimates")
    assert (printed(loose, decimals=0), loose.standing) == ("25%", Standing.ESTIMATED)
    furthest = fact(facts, "small.pe_discount_without.trailing.with_estimates.furthest")
    assert furthest.who == "VISN"  # a profit margin of 940%
    screened = fact(facts, "small.pe_discount.trailing.screened_estimates")
    assert abs(screened.number - value(facts, "small.pe_discount.trailing.ex_negative")) < 0.005


def test_the_harmonic_mean_of_the_companies_is_the_aggregate(real: Dataset) -> None:
    facts = book(real)
    rows = [row for row in real.tables["rows"].rows if row["group"] == "IWM" and row["trailing_pe"]]
    pairs = [(row["market_cap"], row["trailing_pe"]) for row in rows if row["market_cap"]]
    caps = [cap for cap, _ in pairs if isinstance(cap, float)]
    weights = [cap / sum(caps) for cap in caps]
    harmonic = 1 / sum(w / float(str(pe)) for w, (_, pe) in zip(weights, pairs, strict=True))
    assert value(facts, "small.pe.trailing.ex_negative") == pytest.approx(harmonic)


def test_a_missing_pe_is_a_loss_only_where_an_estimate_can_be_believed(tmp_path: Path) -> None:
    rows = """
    symbol,group,sector,marketCap,trailingPE,forwardPE,net_income_est,profitMargins,returnOnEquity,totalDebt,totalCash,ebitda,asof
    PROFIT,small,Energy,100,10,,10,0.1,0.2,0,0,5,2026-08-08
    LOSS,small,Energy,100,,,-5,-0.1,-0.2,0,0,5,2026-08-08
    FARCE,small,Energy,100,,,-90,-9.5,-0.2,0,0,5,2026-08-08
    NOMARGIN,small,Energy,100,,,-4,0,-0.2,0,0,5,2026-08-08
    NOTHING,small,Energy,100,,,,,,0,0,5,2026-08-08
    NEGATIVE,small,Energy,100,,,50,0.2,-3.0,0,0,5,2026-08-08
    L,large,Energy,100,10,,10,0.1,0.2,0,0,5,2026-08-08
    """
    facts = book(companies(tmp_path, rows, REAL_COLUMNS, dated="date: asof"))
    assert value(facts, "small.loss_maker_share.count") == pytest.approx(2 / 3)  # LOSS and NOMARGIN of three
    assert value(facts, "small.earnings.trailing.all") == pytest.approx(10 - 5 - 4)
    assert value(facts, "small.earnings.trailing.with_estimates") == pytest.approx(60)
    assert value(facts, "small.earnings.trailing.screened_estimates") == pytest.approx(10)


def test_a_percentile_needs_a_history_and_then_counts_it(tmp_path: Path) -> None:
    days = [date(2025, 8, 1) + timedelta(days=30 * step) for step in range(13)]
    lines = ["ticker,group,sector,market_cap,net_income,as_of"]
    for step, day in enumerate(days):
        lines += [f"S,small,Energy,{100 + step},10,{day}", f"L,large,Energy,{300 - 10 * step},10,{day}"]
    lines[-2] = f"S,small,Energy,105.5,10,{days[-1]}"  # above six of the twelve before
    facts = book(companies(tmp_path, "\n".join(lines), TOY_COLUMNS))
    assert value(facts, "small.pe_percentile.trailing.ex_negative") == pytest.approx(6 / 12)
    assert value(facts, "small.pe_discount_percentile.trailing.ex_negative") == 0.0  # never was it so small
    earlier = book(companies(tmp_path, "\n".join(lines), TOY_COLUMNS), days[5])
    assert "5 earlier dates" in reason(earlier, "small.pe_percentile.trailing.ex_negative")


@given(
    caps=st.lists(st.floats(1, 1e6), min_size=1, max_size=8),
    yields=st.lists(st.floats(-0.5, 0.5), min_size=8, max_size=8),
)
def test_rules_are_ordered_as_arithmetic_says(
    caps: list[float], yields: list[float], tmp_path_factory: pytest.TempPathFactory
) -> None:
    lines = ["ticker,group,sector,market_cap,net_income,as_of"]
    lines += [f"C{at},small,Energy,{cap!r},{cap * yields[at]!r},2026-08-08" for at, cap in enumerate(caps)]
    lines += ["L,large,Energy,100,5,2026-08-08"]
    facts = book(companies(tmp_path_factory.mktemp("any"), "\n".join(lines), TOY_COLUMNS))
    every, kept = (value(facts, f"small.earnings_yield.trailing.{rule}") for rule in ("all", "zero_floored"))
    assert every <= kept + 1e-12
    if any(rate > 0 for rate in yields[: len(caps)]):
        assert kept <= value(facts, "small.earnings_yield.trailing.ex_negative") + 1e-12


EPS_COLUMNS = """
ticker: {header: Symbol, type: text}
name: {header: Name, type: text}
sector: {header: Sector, type: text}
price: {header: Price, unit: usd}
trailing_pe: {header: Price/Earnings, unit: ratio}
eps: {header: Earnings/Share, unit: usd}
market_cap: {header: Market Cap, unit: usd}
ebitda: {header: EBITDA, unit: usd}
"""


def test_losses_a_share_are_reported_losses_and_sub_industries_have_sectors(tmp_path: Path, real_folder: Path) -> None:
    file = real_folder / "fundamentals" / "sp500_financials_2026-08-22.csv"
    dated = "release: {known: 2026-08-22}"
    facts = book(universe(tmp_path, file, EPS_COLUMNS, dated=dated), date(2026, 8, 24))
    losses = fact(facts, "small.earnings.trailing.all").number - value(facts, "small.earnings.trailing.ex_negative")
    intel, ford = 476_119_500_000 * -2.04 / 90.07, 57_461_260_000 * -1.87 / 14.41
    assert losses < intel + ford  # two of the loss-makers, and there are more
    assert fact(facts, "small.earnings.trailing.all").standing is Standing.COMPUTED
    assert value(facts, "small.pe.trailing.all") > value(facts, "small.pe.trailing.ex_negative")
    assert value(facts, "small.sector_pe.trailing.technology") > value(facts, "small.sector_pe.trailing.energy")
    with_a_sector = sum(value(facts, f"small.market_cap.trailing.all.{slug}") for slug in SLUGS)
    assert with_a_sector == pytest.approx(value(facts, "small.market_cap.trailing.all"))


def test_a_stated_discount_is_found_among_the_rules(sample_book: BookAt) -> None:
    found = sample_book("2026-08-21").nearest(0.2, subject="smallcap", metric="pe_discount", within=0.0005)
    assert {one.key for one in found} >= {"smallcap.pe_discount", "smallcap.pe_discount.trailing.ex_negative"}
