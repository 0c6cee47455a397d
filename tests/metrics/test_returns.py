"""Returns as a reader may check them: against published figures, the rules of windows, and made-up closes."""

from __future__ import annotations

import json
from datetime import date
from math import prod
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reportgen.metrics import TABLE
from reportgen.metrics.book import FactBook
from reportgen.model.dataset import Dataset
from reportgen.model.units import Standing
from tests.conftest import BookAt
from tests.metrics.asking import book_of, day, fact, number, percent, reason, series, walk
from tests.metrics.vectors import EXTREME_MONTHS, MONTHS, PRICE_YEARS, TOTAL_YEARS, WORST_MONTHS

NEWEST = "2026-08-21"
PRICES = st.lists(st.floats(1, 1e5), min_size=2, max_size=60)


@pytest.fixture(scope="module")
def sample(sample_book: BookAt) -> FactBook:
    return sample_book(NEWEST)


@pytest.fixture(scope="module")
def real(real_book: BookAt) -> FactBook:
    return real_book(NEWEST)


@pytest.mark.parametrize("month", MONTHS)
def test_months_hold_on_the_sample(sample: FactBook, month: str) -> None:
    for subject, stated in zip(("rut", "spx", "ixic"), MONTHS[month], strict=False):
        assert percent(sample, f"{subject}.return.price@{month}") == pytest.approx(stated, abs=0.0051)


@pytest.mark.parametrize("month", MONTHS)
def test_months_hold_on_daily_closes(real: FactBook, month: str) -> None:
    for subject, stated in zip(("rut", "spx", "ixic"), MONTHS[month], strict=False):
        assert percent(real, f"{subject}.return.price@{month}") == pytest.approx(stated, abs=0.0051)


@pytest.mark.parametrize("books", ["sample", "real"])
@pytest.mark.parametrize("year", PRICE_YEARS)
def test_price_years_hold(books: str, year: int, request: pytest.FixtureRequest) -> None:
    book: FactBook = request.getfixturevalue(books)
    for subject, stated in zip(("rut", "spx", "ixic"), PRICE_YEARS[year], strict=True):
        assert percent(book, f"{subject}.return.price@{year}") == pytest.approx(stated, abs=0.0051)


@pytest.mark.parametrize("books", ["sample", "real"])
@pytest.mark.parametrize("year", TOTAL_YEARS)
def test_total_years_hold_within_what_the_data_are_good_for(
    books: str, year: int, request: pytest.FixtureRequest
) -> None:
    book: FactBook = request.getfixturevalue(books)
    for subject, stated in zip(("rut", "spx"), TOTAL_YEARS[year], strict=True):
        found = fact(book, f"{subject}.return.total@{year}")
        base = 0.0015 if year < 2000 else 0.0002
        assert found.number == pytest.approx(stated / 100, abs=base + found.tolerance)


@pytest.mark.parametrize("books", ["sample", "real"])
def test_the_best_and_worst_months_are_those_known(books: str, request: pytest.FixtureRequest) -> None:
    book: FactBook = request.getfixturevalue(books)
    for month, stated in (EXTREME_MONTHS | WORST_MONTHS).items():
        assert percent(book, f"rut.return.price@{month}") == pytest.approx(stated, abs=0.0051)


@pytest.mark.parametrize("books", ["sample", "real"])
def test_every_golden_close_and_year_holds(books: str, request: pytest.FixtureRequest) -> None:
    book: FactBook = request.getfixturevalue(books)
    golden = _golden()
    for month, closes in golden["month_end_close"].items():
        for name, stated in closes.items():
            assert number(book, f"{name.lower()}.level.price@{month}") == pytest.approx(stated, abs=0.00501)
    for table, subject in (("R2000_PR_year", "rut"), ("SPX_PR_year", "spx"), ("IXIC_PR_year", "ixic")):
        for year, stated in golden[table].items():
            assert percent(book, f"{subject}.return.price@{year}") == pytest.approx(stated, abs=0.0051), (subject, year)
    for table in ("R2000_TR_year_fred", "R2000_TR_year_published"):
        for year, stated in golden[table].items():
            found = fact(book, f"rut.return.total@{year}")
            assert found.number == pytest.approx(stated / 100, abs=found.tolerance + 0.00006), year


def _golden() -> dict[str, Any]:
    file = Path(__file__).resolve().parents[3] / "shared" / "golden_vectors.json"
    if not file.exists():
        pytest.skip("the golden vectors lie beside the repository, in ../shared, and are absent here")
    return dict(json.loads(file.read_text(encoding="utf-8")))


def test_a_published_return_takes_the_place_of_the_proxys(sample: FactBook) -> None:
    quoted = fact(sample, "rut.return.total@2025-08")
    assert (quoted.number, quoted.standing) == (0.0714, Standing.CITED)
    assert any("recaps" in note for note in quoted.notes)
    assert fact(sample, "rut.return.total@2025-07-31..2025-08-29").number == 0.0714
    proxy = fact(sample, "rut.return.total@2025-09")
    assert (proxy.standing, proxy.tolerance > 0) == (Standing.ESTIMATED, True)
    assert fact(sample, "rut.return.total@2018").standing is Standing.COMPUTED


def test_a_published_return_is_quoted_only_once_it_is_public(sample_book: BookAt) -> None:
    before = fact(sample_book("2025-09-01"), "rut.return.total@2025-08")
    after = fact(sample_book("2025-09-02"), "rut.return.total@2025-08")
    assert (before.standing, after.standing) == (Standing.ESTIMATED, Standing.CITED)
    assert before.number == pytest.approx(after.number, abs=before.tolerance)


def test_quarters_and_halves_agree_with_managers_reports(sample: FactBook) -> None:
    for window, stated in {"2025Q2": 8.5, "2025Q3": 12.4, "2025Q4": 2.2, "2024-12-31..2025-06-30": -1.8}.items():
        found = fact(sample, f"rut.return.total@{window}")
        assert found.number == pytest.approx(stated / 100, abs=found.tolerance + 0.0005), window


def test_month_ends_are_sessions_where_the_last_weekday_is_a_holiday(sample: FactBook) -> None:
    assert fact(sample, "rut.return.price@2024-03").end == date(2024, 3, 28)
    assert fact(sample, "rut.return.price@2021-05").end == date(2021, 5, 28)
    assert fact(sample, "rut.return.price@2018-03").end == date(2018, 3, 29)


def test_a_month_is_there_only_once_its_last_session_has_passed(sample_book: BookAt) -> None:
    assert "after 28 August 2025" in reason(sample_book("2025-08-28"), "rut.return.price@2025-08")
    assert percent(sample_book("2025-08-29"), "rut.return.price@2025-08") == pytest.approx(7.00, abs=0.0051)
    assert "after 21 August 2026" in reason(sample_book(NEWEST), "rut.return.price@2026-08")


def test_the_week_is_the_last_whole_one(sample_book: BookAt) -> None:
    friday, wednesday = sample_book(NEWEST), sample_book("2026-08-19")
    assert percent(friday, "rut.return.price@1w") == pytest.approx(-1.647, abs=0.001)
    assert percent(friday, "ixic.return.price@1w") == pytest.approx(-2.053, abs=0.001)
    assert fact(wednesday, "rut.return.price@1w").end == date(2026, 8, 14)


def test_where_there_is_no_close_there_is_no_return(sample: FactBook) -> None:
    assert "no close on 30 January 1986" in reason(sample, "rut.return.price@1986-01-30..1987-01-30")
    assert "no close on" in reason(sample, "rut.return.daily@1986-01-31")
    assert "no total series for Nasdaq Composite" in reason(sample, "ixic.return.total@2025")


def test_total_returns_print_their_own_end_and_say_when_they_cannot(sample: FactBook) -> None:
    year = fact(sample, "rut.return.total@ytd")
    assert (year.start, year.end) == (date(2025, 12, 31), date(2026, 7, 31))
    assert fact(sample, "rut.return.total@1y").start == date(2025, 7, 31)
    assert "month-end values only" in reason(sample, "rut.return.total@mtd")


def test_spans_of_month_end_values_run_from_month_end_to_month_end(sample_book: BookAt) -> None:
    book = sample_book("2026-03-11")
    for window, start in {"1m": "2026-01-30", "3m": "2025-11-28", "1y": "2025-02-28"}.items():
        found = fact(book, f"rut.return.total@{window}")
        assert (found.start, found.end) == (date.fromisoformat(start), date(2026, 2, 27))


def test_monthly_values_dated_by_calendar_months_answer_for_sessions(real: FactBook) -> None:
    """Average value-weighted returns of the smallest and the largest 30% of US shares, CRSP 202602."""
    stated = {2008: (-38.09, -36.66), 2022: (-19.11, -19.46), 2023: (11.31, 27.55), 2025: (15.12, 18.22)}
    for year, (small, large) in stated.items():
        assert percent(real, f"ffsmall.return.total@{year}") == pytest.approx(small, abs=0.03)
        assert percent(real, f"fflarge.return.total@{year}") == pytest.approx(large, abs=0.03)
    assert percent(real, "ffsmall.return.total@2024-12") == pytest.approx(-6.59, abs=0.005)


def test_annualised_returns_agree_with_fact_sheets(sample: FactBook, real: FactBook) -> None:
    stated = {
        "2014-12-31..2024-12-31": (7.82, 13.10),
        "2015-12-31..2025-12-31": (9.62, 14.82),
        "2020-12-31..2025-12-31": (6.09, 14.43),
        "2021-12-31..2024-12-31": (1.24, None),
        "2019-12-31..2024-12-31": (7.40, None),
    }
    for book in (sample, real):
        for window, values in stated.items():
            for subject, value in zip(("rut", "spx"), values, strict=True):
                if value is not None:
                    found = fact(book, f"{subject}.return.annualised.total@{window}")
                    assert found.number == pytest.approx(value / 100, abs=found.tolerance + 0.00006)


def test_nothing_is_annualised_under_a_year(sample: FactBook) -> None:
    assert "not annualised" in reason(sample, "rut.return.annualised.price@6m")
    assert "not annualised" in reason(sample, "rut.return.annualised.price@ytd")
    assert number(sample, "rut.return.annualised.price@2025") == pytest.approx(number(sample, "rut.return.price@2025"))
    assert number(sample, "rut.return.annualised.price@1y") == pytest.approx(
        number(sample, "rut.return.price@1y"), rel=0.001
    )


def test_compound_growth_is_less_than_the_average_of_years(real_folder: Path) -> None:
    """The largest small-cap fund, 2001-2025: its years averaged 9.9%, but compounded to less."""
    lines = (real_folder / "prices" / "IWM_adjusted.csv").read_text(encoding="utf-8").splitlines()[1:]
    cells = [line.split(",") for line in lines]
    days = [date.fromisoformat(row[0]) for row in cells]
    fund = series("fund", days, [float(row[4]) for row in cells])
    book = book_of({"fund": fund}, date(2025, 12, 31), role="total")
    compound = number(book, "fund.return.annualised.total@2000-12-29..2025-12-31")
    years = [number(book, f"fund.return.total@{year}") for year in range(2001, 2026)]
    assert prod(1 + year for year in years) ** (1 / 25) - 1 == pytest.approx(compound)
    assert sum(years) / 25 == pytest.approx(0.0986, abs=0.0005)
    assert sum(years) / 25 - compound > 0.015


def test_one_day_is_measured_between_neighbouring_sessions(sample: FactBook) -> None:
    assert percent(sample, "rut.return.daily.price@2025-04-09") == pytest.approx(8.66, abs=0.005)
    assert fact(sample, "rut.return.daily").start == date(2026, 8, 20)
    assert "no session" in reason(sample, "rut.return.daily@2026-08-22")
    assert number(sample, "rut.return.daily@2025-12-26") == pytest.approx(2534.35 / 2548.09 - 1, abs=1e-5)


def test_an_unknown_day_and_an_uncovered_one_are_told_apart(sample_book: BookAt) -> None:
    book = sample_book("2025-12-12")
    assert "after 12 December 2025" in reason(book, "rut.return.price@2025-12-10..2026-01-15")
    assert "does not cover" in reason(book, "rut.return.price@1850") or "no close" in reason(
        book, "rut.return.price@1850"
    )


@given(PRICES)
def test_a_return_is_what_the_two_closes_say(values: list[float]) -> None:
    book = walk(values)
    found = fact(book, "a.return.price@all")
    assert found.number == pytest.approx(values[-1] / values[0] - 1)
    assert (found.start, found.end) == (date(2020, 1, 1), book.as_of)


@given(PRICES)
def test_daily_returns_compound_to_the_whole(values: list[float]) -> None:
    book = walk(values)
    growth = 1.0
    stated = book.dataset.series["a"]
    for at in range(1, len(values)):
        growth *= 1 + number(book, f"a.return.daily@{date.fromordinal(stated.days[at])}")
    assert growth - 1 == pytest.approx(number(book, "a.return.price@all"), rel=1e-9, abs=1e-9)


def test_what_was_not_known_cannot_be_seen(sample_dataset: Dataset) -> None:
    early = FactBook(sample_dataset, date(2024, 11, 26), TABLE)
    assert day(early, "rut.record.date") == date(2021, 11, 8)
    assert fact(early, "rut.return.price@ytd").known_at == date(2024, 11, 26)
