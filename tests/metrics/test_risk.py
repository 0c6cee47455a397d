"""Volatility, beta and their kin: the conventions named, and what happens where closes are missing."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.conftest import BookAt
from tests.metrics.asking import fact, number, pair_walk, reason, walk

NEWEST = "2026-08-21"
RETURNS = st.lists(st.tuples(st.floats(-0.1, 0.1), st.floats(-0.1, 0.1)), min_size=12, max_size=60)
SLOW = settings(max_examples=50)


def test_daily_volatility_needs_daily_closes(sample_book: BookAt) -> None:
    book = sample_book(NEWEST)
    assert 0.15 < number(book, "rut.volatility.price@1y") < 0.25
    stated = reason(book, "rut.volatility.price.daily@10y")
    assert "no close on 22 August 2016 and" in stated
    assert "daily returns cannot be taken" in stated
    assert number(book, "rut.volatility.price.weekly@10y") > 0.15
    assert number(book, "rut.volatility.total.monthly@10y") > 0.15
    assert "of 120 monthly returns" in fact(book, "rut.volatility.total.monthly@10y").notes


def test_a_crisis_shows(real_book: BookAt) -> None:
    book = real_book(NEWEST)
    assert number(book, "rut.volatility@2008Q4") > 2.5 * number(book, "rut.volatility@2017")
    assert number(book, "rut.volatility@2017") == pytest.approx(0.12, abs=0.02)


def test_two_weeks_are_too_few(sample_book: BookAt) -> None:
    assert "9 daily returns are too few" in reason(sample_book(NEWEST), "rut.volatility@2026-08-10..2026-08-21")
    assert "are too few" in reason(sample_book(NEWEST), "rut-spx.capture.up@3m")


def test_small_caps_move_more_than_large_ones(sample_book: BookAt) -> None:
    book = sample_book(NEWEST)
    assert 1 < number(book, "rut-spx.beta@5y") < 1.5
    assert 0.7 < number(book, "rut-spx.correlation@5y") < 1
    assert number(book, "rut-spx.capture.down@10y") > 1
    assert number(book, "rut-spx.tracking_error@5y") > 0.05
    assert number(book, "spx-spx.beta@1y") == pytest.approx(1)
    assert number(book, "spx-spx.tracking_error@1y") == 0
    assert number(book, "spx-spx.capture.up@5y") == pytest.approx(1)


def test_a_benchmark_that_stands_still_has_no_beta() -> None:
    book = pair_walk([100.0 + at % 3 for at in range(30)], [50.0] * 30)
    assert "did not move" in reason(book, "a-b.beta@all")
    assert "did not move" in reason(book, "a-b.correlation@all")
    assert number(walk([50.0] * 30), "a.volatility@all") == 0


@SLOW
@given(RETURNS)
def test_risk_figures_obey_their_definitions(moves: list[tuple[float, float]]) -> None:
    left, right = (np.cumprod([100.0, *(1 + move[side] for move in moves)]).tolist() for side in (0, 1))
    book = pair_walk(left, right)
    first, second = (np.array(line[1:]) / np.array(line[:-1]) - 1 for line in (left, right))
    assert number(book, "a.volatility@all") == pytest.approx(np.std(first, ddof=1) * 252**0.5, abs=1e-9)
    spread = float(np.std(second, ddof=1))
    if spread < 1e-6 or float(np.std(first, ddof=1)) < 1e-6:
        return
    beta, correlation = number(book, "a-b.beta@all"), number(book, "a-b.correlation@all")
    assert beta == pytest.approx(float(np.polyfit(second, first, 1)[0]), rel=1e-6, abs=1e-6)
    assert -1 <= correlation <= 1
    assert beta == pytest.approx(correlation * float(np.std(first, ddof=1)) / spread, rel=1e-6, abs=1e-9)
    assert number(book, "a-b.tracking_error@all") == pytest.approx(np.std(first - second, ddof=1) * 252**0.5, abs=1e-9)
