"""Fund flows: one truth by three ways, blanks that are no zeros, feeds that stopped, splits, filings, groups."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from textwrap import dedent

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reportgen.config import read_catalog
from reportgen.metrics.book import FactBook
from reportgen.model.printing import printed
from reportgen.sources import load
from tests.conftest import BookAt
from tests.metrics.universe_catalogs import book, fact, reason, rows_below, value

DAILY = """
title: daily figures of a fund
calendars: {XNYS: 2025-12-01}
datasets:
  fund:
    file: fund.csv
    date: date
    frequency: daily
    calendar: XNYS
    origin: {publisher: test, title: fund}
    columns:
      shares: {unit: count, max_move: 2}
      nav: {unit: usd, max_move: 2}
      aum: {unit: usd, max_move: 2}
entities:
  etf:
    kind: fund
    names: [the fund]
    roles: {shares: fund.shares, nav: fund.nav, aum: fund.aum}
"""

REAL_DAILY = """
title: daily flows
calendars: {XNYS: 2025-12-01}
datasets:
  flows:
    file: etf_daily_flows_2026.csv
    kind: flows
    date: date
    origin: {publisher: fund statistics, title: daily flows}
    columns:
      fund: {header: ticker, type: text}
      date: date
      net_flow_usd: {header: flow_usd, unit: usd}
entities:
  iwm: {kind: fund, names: [IWM], roles: {flows: flows}, options: {fund: IWM}}
  ivv: {kind: fund, names: [IVV], roles: {flows: flows}, options: {fund: IVV}}
  eem: {kind: fund, names: [EEM], roles: {flows: flows}, options: {fund: EEM}}
  both: {kind: fund_group, names: [the two funds], options: {members: "iwm, ivv"}}
  three: {kind: fund_group, names: [the three funds], options: {members: "iwm, ivv, eem"}}
  nobody: {kind: fund_group, names: [an empty group]}
"""

SESSIONS = {"2026-01-30": 0, "2026-02-02": 1, "2026-02-03": 2}


def daily(home: Path, rows: str, as_of: date = date(2026, 2, 3)) -> FactBook:
    (home / "catalog.yaml").write_text(DAILY, encoding="utf-8")
    (home / "fund.csv").write_text(f"date,shares,nav,aum\n{dedent(rows).strip()}\n", encoding="utf-8")
    data = load(read_catalog(home), home)
    assert not data.quarantined
    return book(data, as_of)


def real(home: Path, folder: Path, as_of: date) -> FactBook:
    (home / "catalog.yaml").write_text(REAL_DAILY, encoding="utf-8")
    return book(load(read_catalog(home), folder / "flows"), as_of)


WEEK = "2026-01-30..2026-02-02"


# -- three ways --------------------------------------------------------------------------------------


def test_shares_and_assets_give_the_toys_flow(tmp_path: Path) -> None:
    facts = daily(tmp_path, "2026-01-30,100e6,50,5000e6\n2026-02-02,103e6,51,5253e6")
    assert value(facts, f"etf.net_flow.shares@{WEEK}") == pytest.approx(153e6)
    assert value(facts, f"etf.net_flow.assets@{WEEK}") == pytest.approx(153e6)
    assert printed(fact(facts, f"etf.net_flow@{WEEK}")) == "$153.0 million"
    assert printed(fact(facts, f"etf.flow_share@{WEEK}")) == "3.1%"
    assert "shares outstanding times net asset value" in fact(facts, f"etf.net_flow@{WEEK}").label


def test_a_distribution_leaves_the_fund_and_is_no_flow(tmp_path: Path) -> None:
    # $1 a share paid out of $51: the value falls to 50, the assets by the payout, the shares not at all
    facts = daily(tmp_path, "2026-01-30,100e6,51,5100e6\n2026-02-02,100e6,50,5000e6")
    assert value(facts, f"etf.net_flow.shares@{WEEK}") == 0
    assert value(facts, f"etf.net_flow.assets@{WEEK}") == pytest.approx(0, abs=1)


def test_a_split_is_no_flow(tmp_path: Path) -> None:
    found = fact(daily(tmp_path, "2026-01-30,100e6,50,1\n2026-02-02,206e6,25.5,1"), f"etf.net_flow.shares@{WEEK}")
    assert found.number == pytest.approx(153e6)  # not 106 million shares at 25.5, which is 2,703
    assert "The split of 2 February 2026, 2 for 1, is no flow." in found.notes


def test_a_doubling_that_the_value_does_not_show_is_refused(tmp_path: Path) -> None:
    facts = daily(tmp_path, "2026-01-30,100e6,50,1\n2026-02-02,206e6,51,1")
    assert "changed by a factor of 2.06 on 2 February 2026" in reason(facts, f"etf.net_flow.shares@{WEEK}")


@settings(max_examples=20, deadline=None)
@given(
    shares=st.lists(st.floats(1e6, 1.2e6), min_size=3, max_size=3),
    navs=st.lists(st.floats(20, 25), min_size=3, max_size=3),
)
def test_without_distributions_both_formulas_agree(
    shares: list[float], navs: list[float], tmp_path_factory: pytest.TempPathFactory
) -> None:
    rows = [f"{day},{shares[at]!r},{navs[at]!r},{shares[at] * navs[at]!r}" for day, at in SESSIONS.items()]
    facts = daily(tmp_path_factory.mktemp("flow"), "\n".join(rows))
    window = "2026-01-30..2026-02-03"
    one, other = (value(facts, f"etf.net_flow.{way}@{window}") for way in ("shares", "assets"))
    assert one == pytest.approx(other, rel=1e-6, abs=1.0)


# -- the sample --------------------------------------------------------------------------------------


def test_the_sample_prints_the_quarters_flow(sample_book: BookAt) -> None:
    facts = sample_book("2026-08-21")
    quarter = fact(facts, "iwm.net_flow@2026Q1")
    assert printed(quarter) == "−$4.3 billion"
    assert quarter.number == -3_752_280_000 - 512_110_000 + 7_670_001
    assert "January 2026 rests on 19 of 20 sessions; the others are blank, not zero." in quarter.notes
    assert (quarter.start, quarter.end) == (date(2025, 12, 31), date(2026, 3, 31))
    assert rows_below(facts, quarter.key) == {"fund_flows_monthly.net_flow_usd": 3}


def test_a_window_to_date_ends_where_recent_data_end_and_not_where_old_data_do(sample_book: BookAt) -> None:
    found = fact(sample_book("2026-04-10"), "iwm.net_flow@ytd")
    assert found.end == date(2026, 3, 31)
    assert "January 2026 to March 2026" in found.label
    assert "end on 31 March 2026" in reason(sample_book("2026-08-21"), "iwm.net_flow@ytd")


def test_monthly_figures_answer_no_finer_window_and_no_missing_month(sample_book: BookAt) -> None:
    facts = sample_book("2026-08-21")
    assert "monthly" in reason(facts, "iwm.net_flow@2026-02-01..2026-03-15")
    assert "October 2025" in reason(facts, "iwm.net_flow@2025Q4")
    assert "known to 31 March 2026 only" in reason(facts, "iwm.net_flow@2026Q2")


def test_a_flow_is_unknown_until_it_is_published(sample_book: BookAt) -> None:
    assert "known to 28 February 2026 only" in reason(sample_book("2026-04-02"), "iwm.net_flow@2026-03")
    assert value(sample_book("2026-04-03"), "iwm.net_flow@2026-03") == 7_670_001


def test_months_of_outflow_are_counted_back_from_the_last_one(sample_book: BookAt) -> None:
    early, later = sample_book("2026-03-05"), sample_book("2026-04-10")
    assert value(early, "iwm.flow_streak.outflow") == 2
    assert (value(later, "iwm.flow_streak.outflow"), value(later, "iwm.flow_streak.inflow")) == (0, 1)
    found = fact(later, "spy.flow_streak.outflow")
    assert (found.number, found.end) == (3, date(2026, 3, 31))
    assert "The run reaches back to the first month there are figures for." in found.notes


def test_shares_of_unknown_assets_are_not_printed(sample_book: BookAt) -> None:
    assert "are not known" in reason(sample_book("2026-08-21"), "iwm.flow_share@2026Q1")


# -- real files --------------------------------------------------------------------------------------


def test_daily_flows_add_up_to_the_months(tmp_path: Path, real_folder: Path, sample_book: BookAt) -> None:
    facts = real(tmp_path, real_folder, date(2026, 4, 6))
    for month in ("2026-01", "2026-02", "2026-03"):
        assert value(facts, f"iwm.net_flow@{month}") == pytest.approx(
            value(sample_book("2026-08-21"), f"iwm.net_flow@{month}"), abs=2
        )
    january = fact(facts, "iwm.net_flow@2026-01")
    assert "Rests on 19 of 20 sessions; the others are blank, not zero." in january.notes
    assert january.tolerance > 1e8  # about one day's flow may be missing
    assert fact(facts, "iwm.net_flow@2026-03").tolerance == 0


def test_blank_flows_are_not_taken_for_zero(tmp_path: Path, real_folder: Path) -> None:
    facts = real(tmp_path, real_folder, date(2026, 4, 6))
    text = reason(facts, "eem.net_flow@2026-01")
    assert text == "flows of EEM are blank on 19 of 20 sessions to 30 January 2026; blank is not zero"


def test_the_days_not_reported_yet_end_a_window_to_date(tmp_path: Path, real_folder: Path) -> None:
    found = fact(real(tmp_path, real_folder, date(2026, 4, 2)), "iwm.net_flow@ytd")
    assert found.end == date(2026, 3, 31)
    assert "sessions before 21 August 2026" in reason(
        real(tmp_path, real_folder, date(2026, 8, 21)), "iwm.net_flow@ytd"
    )


def test_a_group_names_its_funds_and_misses_none_in_silence(tmp_path: Path, real_folder: Path) -> None:
    facts = real(tmp_path, real_folder, date(2026, 4, 6))
    both = fact(facts, "both.net_flow@2026Q1")
    assert both.number == value(facts, "iwm.net_flow@2026Q1") + value(facts, "ivv.net_flow@2026Q1")
    assert both.label.startswith("the two funds (2 funds): net flow")
    assert "the two funds: 2 funds, IWM, IVV." in both.notes
    assert "EEM" in reason(facts, "three.net_flow@2026Q1")
    assert "names no members" in reason(facts, "nobody.net_flow@2026Q1")


SHARES = """
title: shares outstanding
calendars: {XNYS: 2026-01-02}
datasets:
  shares:
    file: flows/IWM_shares_outstanding.csv
    date: Date
    frequency: daily
    origin: {publisher: iShares, title: shares outstanding}
    columns: {iwm: {header: shares_outstanding, unit: count}}
  prices:
    file: prices/IWM_adjusted.csv
    date: date
    frequency: session
    calendar: XNYS
    standing: estimated
    origin: {publisher: market data, title: closing prices}
    columns: {close: {unit: usd}}
entities:
  iwm: {kind: fund, names: [IWM], roles: {shares: shares.iwm, nav: prices.close}}
"""


def test_a_share_count_that_stands_still_is_a_feed_that_stopped(tmp_path: Path, real_folder: Path) -> None:
    (tmp_path / "catalog.yaml").write_text(SHARES, encoding="utf-8")
    data = load(read_catalog(tmp_path), real_folder)
    facts = book(data, date(2026, 5, 22))
    text = reason(facts, "iwm.net_flow@2026-05-15..2026-05-22")
    assert text == "shares outstanding of IWM have stood at 281,049,984 since 18 May 2026: the feed has stopped"
    assert reason(facts, "iwm.net_flow@mtd") == text


def test_the_feed_before_it_stopped_gives_flows(tmp_path: Path, real_folder: Path) -> None:
    (tmp_path / "catalog.yaml").write_text(SHARES, encoding="utf-8")
    facts = book(load(read_catalog(tmp_path), real_folder), date(2026, 5, 22))
    april = fact(facts, "iwm.net_flow@2026-04")
    created = 277_700_000 - 282_800_000
    assert april.number == pytest.approx(created * 265, rel=0.35)  # at prices between 230 and 290
    assert april.number < 0
    assert april.standing.value == "estimated"  # a closing price stands in for the net asset value
    assert value(facts, "iwm.assets@2026-04-30") == pytest.approx(277_700_000 * 270, rel=0.1)


NPORT = """
title: filings
calendars: {XNYS: 2022-01-03}
datasets:
  flows:
    file: NPORT.Dupree.xml
    format: nport
    kind: flows
    date: month
    release: {column: filed}
    origin: {publisher: SEC, title: Form N-PORT}
    columns:
      month: date
      filed: date
      net_flow_usd: {header: net_flow, unit: usd}
entities:
  dupree: {kind: fund, names: [the Kentucky series], roles: {flows: flows}}
"""


def test_a_filing_gives_the_quarter_once_it_was_public(tmp_path: Path, real_folder: Path) -> None:
    (tmp_path / "catalog.yaml").write_text(NPORT, encoding="utf-8")
    data = load(read_catalog(tmp_path), real_folder / "nport")
    assert value(book(data, date(2023, 3, 1)), "dupree.net_flow@2022Q4") == pytest.approx(-2_605_351.26, abs=0.005)
    assert value(book(data, date(2023, 3, 1)), "dupree.flow_streak.outflow") == 3
    assert "not been published" in reason(book(data, date(2023, 2, 28)), "dupree.net_flow@2022Q4")
