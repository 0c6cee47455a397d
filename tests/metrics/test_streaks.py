"""Runs of rises and falls, leads and lags."""

from __future__ import annotations

from datetime import date
from itertools import pairwise

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from reportgen.metrics.book import FactBook
from reportgen.metrics.streaks import runs
from tests.conftest import BookAt
from tests.metrics.asking import book_of, day, fact, number, pair_walk, reason, series, walk, weekdays

NEWEST = "2026-08-21"
MOVES = st.lists(st.sampled_from([-0.02, -0.01, 0.0, 0.01, 0.02]), min_size=1, max_size=40)


@pytest.fixture(scope="module", params=["sample_book", "real_book"])
def book(request: pytest.FixtureRequest) -> FactBook:
    made: FactBook = request.getfixturevalue(request.param)(NEWEST)
    return made


def test_five_years_behind_tie_the_record_and_do_not_break_it(book: FactBook) -> None:
    on = "total@2025-12-31"
    assert number(book, f"rut-spx.years_lagging.{on}") == 5
    assert number(book, f"rut-spx.streak.years.{on}") == -5
    assert day(book, f"rut-spx.years_lagging.start.{on}").year == 2021
    assert number(book, f"rut-spx.years_lagging.longest.{on}") == 5
    assert number(book, f"rut-spx.years_lagging.ties.{on}") == 1
    assert day(book, f"rut-spx.years_lagging.since_start.{on}").year == 1994
    assert day(book, f"rut-spx.years_lagging.since_end.{on}").year == 1998


@pytest.mark.parametrize(("year", "length"), [(1987, 4), (1998, 5), (2019, 3), (2016, 0), (2020, 0), (2021, 1)])
def test_earlier_runs_of_years_behind(book: FactBook, year: int, length: int) -> None:
    assert number(book, f"rut-spx.years_lagging.total@{year}") == length


def test_small_caps_led_in_23_of_47_years(book: FactBook) -> None:
    assert number(book, "rut-spx.excess.wins.total.years@all") == 23
    assert number(book, "rut-spx.excess.periods.total.years@all") == 47


def test_the_running_year_is_not_counted(book: FactBook) -> None:
    assert fact(book, "rut-spx.years_lagging.total").end == date(2025, 12, 31)
    assert "Russell 2000 was ahead in 2020" in reason(book, "rut-spx.years_lagging.longest.total@2020-12-31")


def test_months_in_a_row(book: FactBook) -> None:
    """Up from May to November 2025, down in December; the last run of seven ended in 2021 or before."""
    assert number(book, "rut.streak.months.price@2025-11-28") == 7
    assert day(book, "rut.streak.start.months.price@2025-11-28") == date(2025, 5, 30)
    assert number(book, "rut.streak.months.price@2025-12-31") == -1
    since = day(book, "rut.streak.since.months.price@2025-11-28")
    length = number(book, f"rut.streak.months.price@{since}")
    assert length >= 7
    assert number(book, "rut.streak.longest.months.price@2025-11-28") >= length


def test_a_run_counts_whole_periods_only(sample_book: BookAt) -> None:
    wednesday = sample_book("2026-08-19")
    assert fact(wednesday, "rut.streak.weeks.price").end == date(2026, 8, 14)
    assert fact(wednesday, "rut.streak.months.price").end == date(2026, 7, 31)
    assert fact(wednesday, "rut.streak.quarters.price").end == date(2026, 6, 30)


def test_month_end_values_have_no_weeks(sample_book: BookAt) -> None:
    assert "no close on" in reason(sample_book(NEWEST), "rut.streak.weeks.total")


def test_an_unchanged_week_ends_a_run() -> None:
    fridays = [100.0, 101.0, 102.0, 102.0]
    book = walk([value for value in fridays for _ in range(5)], first=date(2024, 1, 1))
    assert number(book, "a.streak.weeks") == 0
    assert "unchanged" in reason(book, "a.streak.start.weeks")


def test_a_missing_close_ends_a_run() -> None:
    days = weekdays(date(2024, 1, 1), 40)
    kept = [one for one in days if one != date(2024, 1, 26)]
    rising = series("a", kept, [100.0 + at for at in range(len(kept))])
    book = book_of({"a": rising}, days[-1], sessions=days)
    assert number(book, "a.streak.weeks") == 3
    assert number(book, "a.streak.weeks@2024-01-19") == 2
    assert "no close on" in reason(book, "a.streak.weeks@2024-01-31")


@given(MOVES)
def test_runs_cover_every_move_once(moves: list[float]) -> None:
    found = runs(np.array(moves))
    covered = [at for run in found for at in range(run.first, run.last + 1)]
    assert covered == [at for at, move in enumerate(moves) if move]
    assert all(np.sign(moves[at]) == run.sign for run in found for at in range(run.first, run.last + 1))
    for left, right in pairwise(found):
        assert left.last + 1 < right.first or left.sign != right.sign


@given(MOVES)
def test_a_run_is_the_one_a_reader_would_count(moves: list[float]) -> None:
    """One close a week, week after week."""
    closes = np.cumprod([100.0, *(1 + move for move in moves)])
    book = walk([float(value) for value in closes for _ in range(5)], first=date(2024, 1, 1))
    signs = [int(np.sign(later - earlier)) for earlier, later in pairwise(closes)]
    length = next((at for at, sign in enumerate(reversed(signs)) if sign != signs[-1]), len(signs))
    assert number(book, "a.streak.weeks") == (length * signs[-1] if signs[-1] else 0)


@given(MOVES)
def test_a_pair_runs_the_other_way_round_when_turned(moves: list[float]) -> None:
    left = np.cumprod([100.0, *(1 + move for move in moves)])
    right = [50.0] * 5 * len(left)
    book = pair_walk([float(value) for value in left for _ in range(5)], right, first=date(2024, 1, 1))
    assert number(book, "a-b.streak.weeks") == -number(book, "b-a.streak.weeks") == number(book, "a.streak.weeks")
