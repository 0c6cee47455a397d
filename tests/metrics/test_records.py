"""Record closes, the wait for them, and the distance to them."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reportgen.metrics.book import FactBook
from reportgen.model.printing import printed
from tests.conftest import BookAt
from tests.metrics.asking import day, fact, number, reason, walk

NEWEST = "2026-08-21"
PRICES = st.lists(st.floats(1, 1e5), min_size=2, max_size=60)


@pytest.fixture(scope="module", params=["sample_book", "real_book"])
def book(request: pytest.FixtureRequest) -> FactBook:
    made: FactBook = request.getfixturevalue(request.param)(NEWEST)
    return made


def test_a_record_intraday_that_closed_short_is_no_record(book: FactBook) -> None:
    """2,442.03 on 25 November 2024 was 0.71 points short of the record close of 8 November 2021."""
    assert number(book, "rut.level@2024-11-25") == pytest.approx(2442.03, abs=0.005)
    assert number(book, "rut.record.level.price@2024-11-25") == pytest.approx(2442.74, abs=0.005)
    assert day(book, "rut.record.date.price@2024-11-25") == date(2021, 11, 8)
    assert number(book, "rut.record.is_record.price@2024-11-25") == 0
    assert number(book, "rut.record.points_short.price@2024-11-25") == pytest.approx(0.71, abs=0.005)
    assert printed(fact(book, "rut.record.distance.price@2024-11-25")) == "0.03%"
    assert number(book, "rut.record.count@2024") == 0


def test_the_first_record_since_came_after_1410_days(book: FactBook) -> None:
    assert day(book, "rut.record.first_date@2025") == date(2025, 9, 18)
    assert day(book, "rut.record.previous_date@2025") == date(2021, 11, 8)
    assert number(book, "rut.record.gap_days@2025") == 1410
    assert number(book, "rut.record.gap_days@2025-09-18") == 1410
    assert number(book, "rut.record.is_record@2025-09-18") == 1
    assert number(book, "rut.record.level@2025-09-18") == pytest.approx(2467.70, abs=0.005)
    assert "no record close between 1 January 2024 and 31 December 2024" in reason(book, "rut.record.gap_days@2024")


def test_without_a_window_the_latest_record_is_meant(sample_book: BookAt) -> None:
    book = sample_book("2025-09-19")
    gap = fact(book, "rut.record.gap_days.price")
    assert (gap.start, gap.end) == (day(book, "rut.record.previous_date"), day(book, "rut.record.first_date"))
    assert gap.number == 1410
    assert gap.end == date(2025, 9, 18)
    later = sample_book("2025-10-06")
    assert number(later, "rut.record.gap_days.price") < 10
    assert number(later, "rut.record.gap_days.price@2025Q3") == 1410


def test_records_of_the_year_to_date(book: FactBook) -> None:
    assert number(book, "rut.record.count@ytd") == 29
    assert number(book, "rut.record.count@mtd") >= 1
    assert day(book, "rut.record.date") == date(2026, 8, 14)
    assert number(book, "rut.time_under_water") == 7
    assert number(book, "rut.time_under_water@2025-06-30") == (date(2025, 6, 30) - date(2021, 11, 8)).days
    assert number(book, "rut.below_high@1y") == number(book, "rut.record.distance")
    assert day(book, "rut.below_high.date@1y") == date(2026, 8, 14)


def test_a_record_says_on_which_closes_it_rests(sample_book: BookAt, real_book: BookAt) -> None:
    found = fact(sample_book(NEWEST), "rut.record.level")
    assert "on week-end and month-end closes before 31 December 2019" in found.notes
    assert "among closes since 29 December 1978" in found.notes
    daily = fact(real_book(NEWEST), "rut.record.level")
    assert daily.notes == ("among closes since 29 December 1978",)


def test_a_report_of_the_day_before_knows_no_later_record(sample_book: BookAt) -> None:
    before = sample_book("2025-09-17")
    assert day(before, "rut.record.date") == date(2021, 11, 8)
    assert number(before, "rut.record.count@ytd") == 0


def test_the_first_close_is_no_record_and_an_equal_one_neither() -> None:
    book = walk([10.0, 12.0, 12.0, 11.0])
    assert number(book, "a.record.count@all") == 1
    assert day(book, "a.record.date") == date(2020, 1, 2)
    assert number(walk([10.0, 9.0]), "a.record.count@all") == 0


@given(PRICES)
def test_records_are_counted_as_one_would_by_hand(values: list[float]) -> None:
    book = walk(values)
    by_hand = [at for at in range(1, len(values)) if values[at] > max(values[:at])]
    assert number(book, "a.record.count@all") == len(by_hand)
    assert number(book, "a.record.level") == max(values)
    assert number(book, "a.record.is_record") == float(bool(by_hand) and by_hand[-1] == len(values) - 1)
    distance = number(book, "a.record.distance")
    assert distance == pytest.approx(1 - values[-1] / max(values))
    assert (distance == 0) == (number(book, "a.time_under_water") == 0)
    assert number(book, "a.level") + number(book, "a.record.points_short") == pytest.approx(max(values))


@given(PRICES)
def test_the_wait_runs_from_the_record_surpassed(values: list[float]) -> None:
    book = walk(values)
    if number(book, "a.record.count@all") == 0:
        assert "no record close" in reason(book, "a.record.gap_days@all")
        return
    first, before = day(book, "a.record.first_date@all"), day(book, "a.record.previous_date@all")
    assert number(book, "a.record.gap_days@all") == (first - before).days > 0
    assert number(book, f"a.level@{first}") > number(book, f"a.level@{before}")
