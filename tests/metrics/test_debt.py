"""What the companies owe: the sample, the real members and their sums, CARBO Ceramics, and toys worked by hand."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from textwrap import dedent

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reportgen.config import read_catalog
from reportgen.metrics.book import FactBook
from reportgen.metrics.debt_ladder import DUE
from reportgen.metrics.debt_refinancing import Loan, Scenario, change
from reportgen.model.dataset import Dataset
from reportgen.model.printing import printed
from reportgen.model.units import Standing
from reportgen.sources import load
from tests.conftest import BookAt
from tests.metrics.company_sums import sums_of
from tests.metrics.universe_catalogs import SUM_COLUMNS, book, fact, real_companies, reason, rows_below, universe, value

LADDER = """
title: ladders
datasets:
  debt:
    file: {file}
    format: {format}
    kind: debt
    date: fiscal_year_end
    stale_after_days: 460
    release: {{column: filed}}
    origin: {{publisher: test, title: test}}
    options: {options}
    columns:
      ticker: text
      sector: text
      fiscal_year_end: date
      filed: date
      cash: {{unit: usd}}
      ebit: {{unit: usd}}
      ebitda: {{unit: usd}}
      interest_expense: {{unit: usd}}
      interest_source: text
      total_debt: {{unit: usd}}
      current_debt: {{unit: usd}}
      floating_debt: {{unit: usd}}
      due_next_12m: {{unit: usd}}
      due_year_2: {{unit: usd}}
      due_year_3: {{unit: usd}}
      due_year_4: {{unit: usd}}
      due_year_5: {{unit: usd}}
      due_after: {{unit: usd}}{more}
entities:
  one:
    kind: universe
    names: [the companies]
    roles: {{debt: debt}}
    options: {entity}
"""
HEADER = (
    "ticker,sector,fiscal_year_end,filed,cash,ebit,ebitda,interest_expense,interest_source,total_debt,current_debt,"
    "floating_debt,due_next_12m,due_year_2,due_year_3,due_year_4,due_year_5,due_after"
)


def ladders(
    home: Path, rows: str, as_of: date, *, entity: str = "{}", more: str = "", header: str = HEADER
) -> FactBook:
    (home / "debt.csv").write_text(f"{header}\n{dedent(rows).strip()}\n", encoding="utf-8")
    return from_file(home, home / "debt.csv", as_of, entity=entity, more=more)


def from_file(
    home: Path, file: Path, as_of: date, *, reader: str = "csv", options: str = "{}", entity: str = "{}", more: str = ""
) -> FactBook:
    text = LADDER.format(file=file.name, format=reader, options=options, entity=entity, more=more)
    (home / "catalog.yaml").write_text(text, encoding="utf-8")
    data = load(read_catalog(home), file.parent)
    assert not data.quarantined
    return book(data, as_of)


@pytest.fixture
def carbo(tmp_path: Path, real_folder: Path) -> FactBook:
    options = "{ticker: CRR, name: CARBO Ceramics, sector: Energy, fiscal_year_end: 2019-12-31, filed: 2020-03-26}"
    file = real_folder / "sec" / "carbo_ceramics_facts.csv"
    return from_file(tmp_path, file, date(2020, 4, 30), reader="company_facts_flat", options=options)


@pytest.fixture(scope="module")
def real(tmp_path_factory: pytest.TempPathFactory, real_folder: Path) -> Dataset:
    return real_companies(tmp_path_factory.mktemp("companies"), real_folder)


@pytest.fixture(scope="module")
def summed(tmp_path_factory: pytest.TempPathFactory, real: Dataset) -> Dataset:
    home = tmp_path_factory.mktemp("sums")
    file = sums_of(real.tables["rows"], home / "sums.csv")
    return universe(home, file, SUM_COLUMNS, reader="csv", groups=("IWM", "SP500"))


# -- aggregates --------------------------------------------------------------------------------------


def test_the_sample_prints_what_small_companies_owe(sample_book: BookAt) -> None:
    facts = sample_book("2026-08-21")
    expected = {
        "smallcap.debt.total": "$1.8 trillion",
        "smallcap.debt.net": "$1.2 trillion",
        "smallcap.debt.total.ex_financials": "$1.0 trillion",
        "smallcap.net_debt_to_ebitda.aggregate.ex_financials": "3.3 times",
        "largecap.net_debt_to_ebitda.aggregate.ex_financials": "1.4 times",
        "smallcap.net_debt_to_ebitda.median.ex_financials": "2.0 times",
        "smallcap.debt.no_ebitda_share": "24.7%",
        "smallcap.debt.net_cash_share": "38.6%",
    }
    assert {key: printed(fact(facts, key)) for key in expected} == expected
    assert fact(facts, "smallcap.debt.total").standing is Standing.COMPUTED
    assert rows_below(facts, "smallcap.debt.total") == {"index_fundamentals_by_sector.total_debt": 12}


def test_companies_left_out_for_their_currency_are_counted(sample_book: BookAt) -> None:
    notes = fact(sample_book("2026-08-21"), "smallcap.net_debt_to_ebitda.aggregate.ex_financials").notes
    assert "EBITDA of 10 companies left out: above the market value, as where it is in another currency." in notes


@pytest.mark.parametrize("where", ["all", "ex_financials", "industrials", "financials"])
@pytest.mark.parametrize(
    "name",
    [
        "debt.total",
        "debt.cash",
        "debt.net",
        "debt.ebitda",
        "net_debt_to_ebitda.aggregate",
        "net_debt_to_ebitda.median",
        "debt.no_ebitda_share",
        "debt.net_cash_share",
    ],
)
def test_companies_and_their_sums_by_sector_owe_the_same(name: str, where: str, real: Dataset, summed: Dataset) -> None:
    one, other = (fact(book(data), f"small.{name}.{where}") for data in (real, summed))
    assert one.number == pytest.approx(other.number, rel=1e-9)
    assert (one.label, one.notes) == (other.label, other.notes)


def test_companies_give_the_samples_debt(real: Dataset, sample_book: BookAt) -> None:
    for name in ("debt.total", "debt.net", "net_debt_to_ebitda.aggregate", "debt.no_ebitda_share"):
        sample = value(sample_book("2026-08-21"), f"smallcap.{name}.ex_financials")
        assert value(book(real), f"small.{name}.ex_financials") == pytest.approx(sample, rel=1e-3)


def test_the_company_with_thousandfold_debt_is_not_in_the_sum(real: Dataset) -> None:
    assert value(book(real), "small.debt.total.health_care") == pytest.approx(119.22e9, rel=1e-3)


# -- a company from its filing -----------------------------------------------------------------------


def test_carbos_called_loan_falls_due_when_the_balance_sheet_says(carbo: FactBook) -> None:
    due = {year: value(carbo, f"one.debt.maturing@{year}") for year in range(2020, 2025)}
    assert due[2020] == 62_501_000
    assert due[2022] == 65_943_000 - (62_501_000 - 1_599_000)  # the loan that was called
    assert (due[2021], due[2023], due[2024]) == (995_000, 855_000, 347_000)
    assert sum(due.values()) == 69_739_000
    found = fact(carbo, "one.debt.maturing@2020")
    assert any("1 of 1 companies; $60.9 million moved there" in note for note in found.notes)
    assert printed(found) == "$62.5 million"


def test_carbos_interest_is_named_for_what_it_is(carbo: FactBook) -> None:
    coverage = fact(carbo, "one.interest_coverage.aggregate")
    assert coverage.number == pytest.approx(-299_030 / 7_821)
    assert any("interest incurred, part of it capitalised" in note for note in coverage.notes)
    assert value(carbo, "one.debt.uncovered_share") == 1
    assert value(carbo, "one.debt.effective_rate") == pytest.approx(7_821 / 62_501)
    assert "EBITDA at or below zero" in reason(carbo, "one.net_debt_to_ebitda.aggregate")


def test_carbo_is_unknown_before_it_filed_and_stale_after_fifteen_months(tmp_path: Path, real_folder: Path) -> None:
    options = "{ticker: CRR, sector: Energy, fiscal_year_end: 2019-12-31, filed: 2020-03-26}"
    file = real_folder / "sec" / "carbo_ceramics_facts.csv"
    early = from_file(tmp_path, file, date(2020, 3, 25), reader="company_facts_flat", options=options)
    assert "not been published by 25 March 2020" in reason(early, "one.debt.maturing@2020")
    late = from_file(tmp_path, file, date(2021, 6, 1), reader="company_facts_flat", options=options)
    assert "stale after 460" in reason(late, "one.debt.maturing@2021")


def test_apples_ladder_is_moved_into_calendar_years(tmp_path: Path, real_folder: Path) -> None:
    file = real_folder / "sec" / "AAPL_companyfacts_debt_subset.json"
    facts = from_file(tmp_path, file, date(2026, 2, 2), reader="company_facts", options="{ticker: AAPL}")
    # the fiscal year ends in September: three months of one table year, nine of the next
    assert value(facts, "one.debt.maturing@2026") == pytest.approx(12_393e6 * 9 / 12 + 10_078e6 * 3 / 12)
    assert value(facts, "one.debt.maturing_later") == 49_303e6
    assert value(facts, "one.debt.total") == 98_657e6


# -- the wall ----------------------------------------------------------------------------------------


def test_fiscal_years_are_shifted_before_companies_are_added(tmp_path: Path) -> None:
    rows = """
    DEC,Energy,2025-12-31,2026-02-20,0,9,9,1,,150,10,0,10,20,30,40,50,0
    JUN,Energy,2025-06-30,2025-08-20,0,9,9,1,,120,0,0,12,24,36,48,0,0
    FEB,Energy,2026-02-01,2026-03-20,0,9,9,1,,12,0,0,12,0,0,0,0,0
    """
    facts = ladders(tmp_path, rows, date(2026, 8, 21))
    # the year that ended on 1 February is January's: eleven months of 2026 and one of 2027
    assert value(facts, "one.debt.maturing@2026") == pytest.approx(10 + (6 + 12) + 11)
    assert value(facts, "one.debt.maturing@2027") == pytest.approx(20 + (12 + 18) + 1)
    run = value(facts, "one.debt.maturing@2026-01-01..2027-12-31")
    assert run == pytest.approx(39 + 51)
    whole = 150 + 120 + 12
    assert value(facts, "one.debt.maturing_share@2027") == pytest.approx(51 / whole)
    peak = fact(facts, "one.debt.maturing_peak")
    assert peak.who == "2028"
    assert peak.number == pytest.approx(30 + (18 + 24))


def test_years_the_tables_do_not_reach_are_unavailable(tmp_path: Path) -> None:
    facts = ladders(tmp_path, "A,Energy,2025-12-31,2026-02-20,0,9,9,1,,150,10,0,10,20,30,40,50,9", date(2026, 8, 21))
    assert "from 2026-01 to 2030-12" in reason(facts, "one.debt.maturing@2031")
    assert "from 2026-01 to 2030-12" in reason(facts, "one.debt.maturing@2025")
    assert "ask for a year" in reason(facts, "one.debt.maturing@2027Q1")


def test_old_reports_are_left_out_one_by_one(tmp_path: Path) -> None:
    rows = """
    NEW,Energy,2025-12-31,2026-02-20,0,9,9,1,,10,0,0,10,0,0,0,0,0
    OLD,Energy,2024-12-31,2025-02-20,0,9,9,1,,99,0,0,0,99,0,0,0,0
    """
    found = fact(ladders(tmp_path, rows, date(2026, 8, 21)), "one.debt.maturing@2026")
    assert found.number == 10
    assert any("too old: 1" in note for note in found.notes)


def test_a_newer_filing_replaces_the_years_before(tmp_path: Path) -> None:
    rows = """
    A,Energy,2025-12-31,2026-02-20,0,9,9,6,,100,0,0,10,0,0,0,0,90
    A,Energy,2024-12-31,2025-02-20,0,9,9,9,,140,0,0,40,0,0,0,0,100
    A,Energy,2025-12-31,2026-06-20,0,9,9,6,,100,0,0,30,0,0,0,0,70
    """
    assert value(ladders(tmp_path, rows, date(2026, 3, 1)), "one.debt.maturing@2026") == 10
    facts = ladders(tmp_path, rows, date(2026, 8, 21))
    assert value(facts, "one.debt.maturing@2026") == 30
    assert value(facts, "one.debt.effective_rate") == pytest.approx(6 / 120)  # on the average of two year ends


@given(
    amounts=st.lists(st.floats(0, 1e9), min_size=6, max_size=6),
    current=st.floats(0, 2e9),
    month=st.integers(1, 12),
)
def test_moving_maturities_between_years_never_changes_what_is_owed(
    amounts: list[float], current: float, month: int, tmp_path_factory: pytest.TempPathFactory
) -> None:
    home = tmp_path_factory.mktemp("ladder")
    cells = ",".join(map(repr, amounts))
    row = f"A,Energy,2025-{month:02d}-28,2026-03-01,0,1,1,1,,1,{current!r},0,{cells}"
    facts = ladders(home, row, date(2026, 3, 2))
    if sum(amounts) < 1:
        return
    year_by_year = [facts.compute(f"one.debt.maturing@{year}") for year in range(2026, 2030)]
    later = value(facts, "one.debt.maturing_later")
    inside = sum(one.number for one in year_by_year if hasattr(one, "number"))
    assert inside + later <= sum(amounts) * (1 + 1e-9) + 1e-6
    if month == 12:
        last = value(facts, "one.debt.maturing@2030")
        assert inside + last + later == pytest.approx(sum(amounts))


# -- interest ----------------------------------------------------------------------------------------


def test_zombies_need_three_years_and_an_age(tmp_path: Path) -> None:
    head = f"{HEADER},founded"
    more = "\n      founded: {unit: count}"
    rows = [
        f"{name},Energy,{year}-12-31,{year + 1}-02-20,0,{ebit},9,10,,100,0,0,10,0,0,0,0,90,{founded}"
        for name, founded, ebits in (("OLD", 1990, (1, 2, 3)), ("YOUNG", 2020, (1, 2, 3)), ("WELL", 1990, (1, 2, 30)))
        for year, ebit in zip((2023, 2024, 2025), ebits, strict=True)
    ]
    facts = ladders(tmp_path, "\n".join(rows), date(2026, 8, 21), more=more, header=head)
    assert value(facts, "one.debt.zombie_share") == pytest.approx(1 / 3)
    assert value(facts, "one.debt.uncovered_share") == pytest.approx(2 / 3)
    alone = ladders(tmp_path, rows[-1], date(2026, 8, 21), more=more, header=head)
    assert "three fiscal years" in reason(alone, "one.debt.zombie_share")


TOY = "A,Energy,2025-12-31,2026-02-20,0,10,12,5.26,,100,20,40,20,0,0,0,0,80"


def test_a_cut_of_half_a_point_still_raises_the_toys_interest(tmp_path: Path) -> None:
    options = "{refinancing_rate: 0.075, reference_rate_change: -0.005, floating_rate: 0.0715}"
    facts = ladders(tmp_path, TOY, date(2026, 8, 21), entity=options)
    assert value(facts, "one.debt.refinancing_cost@2026") == pytest.approx(0.50)
    assert printed(fact(facts, "one.debt.refinancing_share@2026")) == "9.5%"
    assert printed(fact(facts, "one.interest_coverage.aggregate"), decimals=2) == "1.90 times"
    after = fact(facts, "one.debt.refinancing_coverage@2026")
    assert printed(after, decimals=2) == "1.74 times"
    assert any(note.startswith("A scenario, no forecast") for note in after.notes)


def test_a_scenario_can_be_named_in_the_key(tmp_path: Path) -> None:
    facts = ladders(tmp_path, TOY, date(2026, 8, 21), entity="{floating_rate: 0.0715}")
    assert value(facts, "one.debt.refinancing_cost.all.new_750bp.ref_-50bp@2026") == pytest.approx(0.50)
    assert value(facts, "one.debt.refinancing_cost.all.new_400bp@2026") == pytest.approx(0.0)
    assert "no refinancing rate is declared" in reason(facts, "one.debt.refinancing_cost@2026")
    assert "write new_750bp" in reason(facts, "one.debt.refinancing_cost.all.seven@2026")


def test_without_the_floating_rate_the_effective_rate_stands_in_and_is_told(tmp_path: Path) -> None:
    found = fact(ladders(tmp_path, TOY, date(2026, 8, 21)), "one.debt.refinancing_cost.all.new_750bp.ref_-50bp@2026")
    assert found.number == pytest.approx(20 * (0.075 - 0.0526) - 40 * 0.005)
    assert "Maturing debt is taken to cost the company's effective rate today." in found.notes


@given(
    total=st.floats(1, 1e9),
    floating=st.floats(0, 1),
    maturing=st.floats(0, 2),
    rate=st.floats(0, 0.2),
    new=st.floats(0, 0.2),
)
def test_refinancing_at_the_old_rate_costs_nothing_and_more_costs_more(
    total: float, floating: float, maturing: float, rate: float, new: float
) -> None:
    loan = Loan(total, total * floating, total * maturing, total * rate)
    assert change(loan, Scenario(rate, 0.0)) == pytest.approx(0.0, abs=1e-9 * total)
    assert change(loan, Scenario(new + 0.01, 0.0)) >= change(loan, Scenario(new, 0.0)) - 1e-9 * total


# -- the illustrative ladder of the sample -----------------------------------------------------------


def test_the_samples_ladder_says_that_its_companies_are_invented(sample_book: BookAt) -> None:
    found = fact(sample_book("2026-08-21"), "smallcap.debt.maturing@2027")
    assert found.standing is Standing.ILLUSTRATIVE
    assert found.label == "24 illustrative companies: debt falling due in 2027"
    assert "Companies and figures are invented." in found.notes


def test_every_key_of_the_ladder_has_an_answer_on_the_sample(sample_book: BookAt) -> None:
    facts = sample_book("2026-08-21")
    shares = ("debt.floating_share", "debt.zero_rate_share", "debt.uncovered_share", "debt.maturing_share@2028")
    assert all(0 < value(facts, f"smallcap.{name}") < 1 for name in shares)
    assert 0 < value(facts, "smallcap.debt.effective_rate") < 0.15
    assert value(facts, "smallcap.interest_coverage.median.ex_financials") > 1
    walls = [value(facts, f"smallcap.debt.maturing@{year}") for year in range(2026, 2031)]
    assert fact(facts, "smallcap.debt.maturing_peak").number == max(walls)
    below = rows_below(facts, "smallcap.debt.maturing@2027")
    assert {f"illustrative_debt_universe.{column}" for column in DUE} <= set(below)
