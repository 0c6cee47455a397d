"""Levels, points, highs and lows as a reader may check them."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reportgen.model.printing import printed
from tests.conftest import BookAt
from tests.metrics.asking import day, fact, number, reason, walk

PRICES = st.lists(st.floats(1, 1e5), min_size=3, max_size=60)


def test_a_level_is_the_close_of_the_day_it_names(sample_book: BookAt) -> None:
    book = sample_book("2026-08-21")
    assert number(book, "rut.level.price@2025-12-31") == 2481.91
    assert printed(fact(book, "rut.level")) == "3,017.87"
    assert fact(book, "rut.level@2026-08-21").end == date(2026, 8, 21)
    assert number(book, "rut.level@2025-08") == 2366.42
    assert "no close on 30 January 1986" in reason(book, "rut.level@1986-01-30")


def test_a_series_that_ended_gives_no_level_of_today(sample_book: BookAt) -> None:
    assert "the last is of 25 September 2025" in reason(sample_book("2026-08-21"), "rutv.level")
    assert number(sample_book("2025-09-25"), "rutv.level") > 0


def test_points_and_percent_tell_the_same_move(sample_book: BookAt) -> None:
    book = sample_book("2026-08-21")
    points = fact(book, "rut.level.change.price@1w")
    assert points.number == pytest.approx(-50.55)
    assert points.number / number(book, "rut.level@2026-08-14") == pytest.approx(number(book, "rut.return.price@1w"))


def test_the_52_week_high_is_the_highest_close_of_the_year_back(sample_book: BookAt) -> None:
    book = sample_book("2026-08-21")
    assert day(book, "rut.high.date@1y") == date(2026, 8, 14)
    assert number(book, "rut.high@1y") == number(book, "rut.level@2026-08-14")
    assert day(book, "rut.low.date@2025-01-01..2025-12-31") == date(2025, 4, 8)
    assert number(book, "rut.low@2025") == pytest.approx(1760.71)


def test_a_named_year_does_not_hold_the_close_it_is_measured_from(sample_book: BookAt) -> None:
    """2022 began at its high; the close of the last session of 2021 was higher than that of January's first."""
    book = sample_book("2026-08-21")
    assert day(book, "spx.high.date@2022") == date(2022, 1, 3)
    falling = walk([100.0 - at for at in range(60)], first=date(2020, 12, 1))
    assert day(falling, "a.high.date@mtd") == date(2021, 2, 1)


def test_a_window_the_closes_do_not_cover_has_no_high(sample_book: BookAt) -> None:
    book = sample_book("2025-09-25")
    assert "begin on 31 December 2024" in reason(book, "rutv.high@1y")
    assert day(book, "rutv.low.date@2024-12-31..2025-09-25") == date(2025, 4, 8)


def test_what_a_high_rests_on_is_said(sample_book: BookAt) -> None:
    book = sample_book("2026-08-21")
    assert not fact(book, "rut.high@5y").notes
    assert "on week-end and month-end closes" in fact(book, "rut.high@2007").notes
    assert "on week-end and month-end closes before 31 December 2019" in fact(book, "rut.high@10y").notes
    assert "on month-end closes" in fact(book, "rut.high.price.month_end@10y").notes
    assert "on month-end closes" in fact(book, "rut.high.total@2024").notes


@given(PRICES)
def test_every_close_lies_between_low_and_high(values: list[float]) -> None:
    book = walk(values)
    low, high = number(book, "a.low@all"), number(book, "a.high@all")
    assert (low, high) == (min(values), max(values))
    assert low <= number(book, "a.level") <= high
