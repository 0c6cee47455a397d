"""Ranks, superlatives and percentiles over the full history."""

from __future__ import annotations

from datetime import date

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reportgen.metrics.book import FactBook
from tests.conftest import BookAt
from tests.metrics.asking import day, fact, number, reason, walk

NEWEST = "2026-08-21"
WEEKS = st.lists(st.floats(50, 200), min_size=15, max_size=50)


@pytest.fixture(scope="module", params=["sample_book", "real_book"])
def book(request: pytest.FixtureRequest) -> FactBook:
    made: FactBook = request.getfixturevalue(request.param)(NEWEST)
    return made


def test_july_2024_was_the_widest_lead_since_february_2000(book: FactBook) -> None:
    assert number(book, "rut-spx.excess.price@2024-07") == pytest.approx(0.0897, abs=0.00006)
    assert day(book, "rut-spx.excess.best_since.price@2024-07") == date(2000, 2, 29)
    assert number(book, "rut-spx.excess.price@2000-02") == pytest.approx(0.1843, abs=0.0001)


def test_an_intramonth_superlative_had_decayed_by_the_months_end(sample_book: BookAt) -> None:
    """On 28 December 2023 the lead was the widest since 2000; by the month's end December 2000 was wider."""
    during = sample_book("2023-12-28")
    assert number(during, "rut-spx.excess.price@mtd") == pytest.approx(0.0906, abs=0.0001)
    assert day(during, "rut-spx.excess.best_since.price@mtd") == date(2000, 2, 29)
    assert any("running period" in note for note in fact(during, "rut-spx.excess.rank@mtd").notes)
    after = sample_book("2023-12-29")
    assert day(after, "rut-spx.excess.best_since.price@2023-12") == date(2000, 12, 29)
    assert number(after, "rut-spx.excess.price@2000-12") == pytest.approx(0.0802, abs=0.0001)


def test_the_best_and_the_worst_month(book: FactBook) -> None:
    assert number(book, "rut.return.rank.price@2020-11") == 1
    assert number(book, "rut.return.rank.price@2000-02") == 2
    assert number(book, "rut.return.rank.price@2009-04") == 3
    assert number(book, "rut.return.rank_worst.price@1987-10") == 1
    assert number(book, "rut.return.rank_worst.price@2020-03") == 2
    assert number(book, "rut.return.rank_worst.price@2008-10") == 3
    assert "none of the 502 months before it" in reason(book, "rut.return.best_since.price@2020-11")
    assert day(book, "rut.return.worst_since.price@2020-03") == date(1987, 10, 30)


def test_superlatives_of_the_editions_months(book: FactBook) -> None:
    assert day(book, "rut.return.best_since.price@2025-08") == date(2024, 11, 29)
    assert number(book, "rut.return.count.price@2025-08") == 571
    assert number(book, "rut.return.count.price@2025Q2") == 190
    assert number(book, "rut.return.count.price@2025") == 47
    assert number(book, "rut.return.count.price@1w") == 2486


def test_a_span_is_no_calendar_period(book: FactBook) -> None:
    for key in ("rut.return.rank@3m", "rut.return.best_since@2025-04-08..2025-06-30"):
        assert "whole weeks, months, quarters and years are compared" in reason(book, key)
    assert "@all is no period" in reason(book, "rut.return.rank@all")


def test_a_span_that_is_a_whole_month_is_one(sample_book: BookAt) -> None:
    book = sample_book("2026-07-31")
    assert number(book, "rut.return.rank@1m") == number(book, "rut.return.rank@2026-07")
    assert number(book, "rut.return.rank@mtd") == number(book, "rut.return.rank@2026-07")
    assert not any("running" in note for note in fact(book, "rut.return.rank@mtd").notes)


def test_daily_ranks_say_since_when_there_are_daily_closes(sample_book: BookAt, real_book: BookAt) -> None:
    sample, real = sample_book(NEWEST), real_book(NEWEST)
    assert number(sample, "rut.return.rank_worst@2020-03-12") < number(sample, "rut.return.rank_worst@2020-03-09")
    assert any("since 31 December 2019" in note for note in fact(sample, "rut.return.rank@2025-04-09").notes)
    assert number(real, "rut.return.count@2025-04-09") > number(sample, "rut.return.count@2025-04-09")


def test_the_wording_ladder_of_months(real_book: BookAt) -> None:
    """Half of the index's months moved by less than 3.7%, nine in ten by less than 8.8%, 1987-2026."""
    book = real_book(NEWEST)
    moves = [
        ("2024-01", -0.0393, 0.53),
        ("2024-07", 0.1010, 0.93),
        ("2025-09", 0.0296, 0.40),
        ("2025-12", -0.0074, 0.1),
    ]
    for month, move, share in moves:
        assert number(book, f"rut.return.price@{month}") == pytest.approx(move, abs=0.00006)
        assert number(book, f"rut.return.size_percentile.price@{month}") == pytest.approx(share, abs=0.04)


def test_any_window_can_be_sized(book: FactBook) -> None:
    for window in ("1w", "mtd", "qtd", "ytd", "3m", "1y", "10y", "2025-04-08..2025-06-30", "2025", "2026-08-21"):
        assert 0 <= number(book, f"rut.return.size_percentile@{window}") <= 1
        assert 0 <= number(book, f"rut-spx.excess.size_percentile@{window}") <= 1
    assert any("runs of 13 weeks" in note for note in fact(book, "rut.return.size_percentile@3m").notes)


def test_few_periods_are_no_distribution() -> None:
    book = walk([100.0 + at for at in range(40)], first=date(2024, 1, 1))
    assert "too few" in reason(book, "a.return.percentile@1w")
    single = walk([100.0, 101.0, 102.0, 103.0, 104.0, 105.0], first=date(2024, 1, 5))
    assert "no other weeks" in reason(single, "a.return.rank@1w")


@settings(max_examples=40)
@given(WEEKS)
def test_ranks_agree_with_sorting(closes: list[float]) -> None:
    book = walk([value for value in closes for _ in range(5)], first=date(2024, 1, 1))
    moves = np.array(closes[1:]) / np.array(closes[:-1]) - 1
    last, others = moves[-1], moves[:-1]
    assert number(book, "a.return.rank@1w") == 1 + (others > last).sum()
    assert number(book, "a.return.rank_worst@1w") == 1 + (others < last).sum()
    assert number(book, "a.return.count@1w") == len(moves)
    assert number(book, "a.return.percentile@1w") == pytest.approx((others < last).mean())
    assert number(book, "a.return.size_percentile@1w") == pytest.approx((abs(others) < abs(last)).mean())


@settings(max_examples=40)
@given(WEEKS)
def test_the_best_since_is_true(closes: list[float]) -> None:
    """No week between the one named and this one was as good, and that one was."""
    book = walk([value for value in closes for _ in range(5)], first=date(2024, 1, 1))
    moves = np.array(closes[1:]) / np.array(closes[:-1]) - 1
    ends = [date(2024, 1, 12).toordinal() + 7 * at for at in range(len(moves))]
    if number(book, "a.return.rank@1w") == 1 and not (moves[:-1] == moves[-1]).any():
        assert "was as high" in reason(book, "a.return.best_since@1w")
        return
    at = ends.index(day(book, "a.return.best_since@1w").toordinal())
    assert moves[at] >= moves[-1]
    assert (moves[at + 1 : -1] < moves[-1]).all()
