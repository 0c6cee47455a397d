"""The statistics of the analogue family against independent libraries, and against what must hold."""

from __future__ import annotations

from math import comb

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reportgen.metrics.statistics import (
    block_for,
    bootstrap_mean,
    chance_of_as_good,
    effective_count,
    naive_error,
    newey_west_error,
    random_picks,
    stationary_indices,
    uniforms,
    wilson,
)


@pytest.mark.parametrize(("hits", "count"), [(0, 5), (8, 11), (10, 11), (11, 11), (400, 1000)])
@pytest.mark.parametrize("confidence", [0.9, 0.95])
def test_wilson_agrees_with_statsmodels_and_scipy(hits: int, count: int, confidence: float) -> None:
    proportion = pytest.importorskip("statsmodels.stats.proportion")
    stats = pytest.importorskip("scipy.stats")
    mine = wilson(hits, count, confidence)
    theirs = proportion.proportion_confint(hits, count, alpha=1 - confidence, method="wilson")
    other = stats.binomtest(hits, count).proportion_ci(confidence, method="wilson")
    assert (mine.low, mine.high) == pytest.approx(theirs, abs=1e-12)
    assert (mine.low, mine.high) == pytest.approx((other.low, other.high), abs=1e-12)


def test_wilson_of_eight_in_eleven_is_the_published_vector() -> None:
    found = wilson(8, 11)
    assert (round(found.low, 2), round(found.high, 2)) == (0.43, 0.90)


@pytest.mark.parametrize(("hits", "count"), [(0, 0), (3, 2), (-1, 4)])
def test_wilson_refuses_what_is_no_proportion(hits: int, count: int) -> None:
    with pytest.raises(ValueError, match="no proportion"):
        wilson(hits, count)


def _overlapping(months: int, horizon: int, seed: int) -> np.ndarray:
    returns = 0.01 * np.random.default_rng(seed).standard_normal(months)
    return np.convolve(returns, np.ones(horizon), mode="valid")


@pytest.mark.parametrize("lags", [0, 2, 11])
def test_newey_west_agrees_with_statsmodels(lags: int) -> None:
    api = pytest.importorskip("statsmodels.api")
    values = _overlapping(400, 12, 7)
    fit = api.OLS(values, np.ones(len(values))).fit(cov_type="HAC", cov_kwds={"maxlags": lags, "use_correction": False})
    assert newey_west_error(values, lags) == pytest.approx(float(fit.bse[0]), rel=1e-10)


def test_overlap_makes_the_plain_error_too_small() -> None:
    values = _overlapping(600, 12, 3)
    ratio = newey_west_error(values, 11) / naive_error(values)
    assert 2.0 < ratio < 3.6


def test_the_plain_error_is_scipys() -> None:
    stats = pytest.importorskip("scipy.stats")
    values = np.random.default_rng(1).standard_normal(50)
    assert naive_error(values) == pytest.approx(float(stats.sem(values)), rel=1e-12)


def test_effective_count_is_their_number_where_nothing_overlaps_and_less_where_it_does() -> None:
    starts = np.array([0, 100, 200])
    assert effective_count(starts, starts + 100) == 3
    assert effective_count(starts, starts + 200) == 2
    assert effective_count(np.array([5, 5]), np.array([10, 10])) == 1
    with pytest.raises(ValueError, match="length"):
        effective_count(np.array([5]), np.array([5]))


@given(st.lists(st.tuples(st.integers(0, 500), st.integers(1, 90)), min_size=1, max_size=30))
def test_effective_count_never_exceeds_the_number_of_windows(windows: list[tuple[int, int]]) -> None:
    starts = np.array([start for start, _ in windows])
    lengths = np.array([length for _, length in windows])
    assert 0 < effective_count(starts, starts + lengths) <= len(windows) + 1e-9


def test_uniforms_are_the_same_everywhere_and_look_uniform() -> None:
    pinned = ["0x1.549b58f8cb500p-7", "0x1.85556d4f29c9dp-1", "0x1.311cba86475e1p-1"]
    assert [value.hex() for value in uniforms(1979, 3).tolist()] == pinned
    many = uniforms(5, 100_000)
    assert many.min() >= 0
    assert many.max() < 1
    assert abs(many.mean() - 0.5) < 0.005


def test_blocks_of_the_stationary_bootstrap_have_the_mean_length_asked_for() -> None:
    rows = stationary_indices(200, 8.0, 400, 11)
    continues = (np.diff(rows, axis=1) % 200 == 1).mean()
    assert continues == pytest.approx(1 - 1 / 8, abs=0.01)


def test_bootstrap_interval_agrees_with_arch() -> None:
    bootstrap = pytest.importorskip("arch.bootstrap")
    values = _overlapping(240, 6, 9)
    mine = bootstrap_mean(values, seed=1, block=6.0, draws=8000)
    theirs = bootstrap.StationaryBootstrap(6, values, seed=2).conf_int(np.mean, reps=8000, method="percentile")
    width = mine.high - mine.low
    assert mine.low == pytest.approx(float(theirs[0, 0]), abs=0.06 * width)
    assert mine.high == pytest.approx(float(theirs[1, 0]), abs=0.06 * width)


def test_plain_bootstrap_agrees_with_scipy() -> None:
    stats = pytest.importorskip("scipy.stats")
    values = np.array([0.28, 0.08, -0.07, 0.04, 0.31, -0.04, 0.02, -0.05, 0.32, 0.13, 0.38])
    mine = bootstrap_mean(values, seed=1, draws=20_000)
    theirs = stats.bootstrap((values,), np.mean, n_resamples=20_000, method="percentile", rng=4).confidence_interval
    assert (mine.low, mine.high) == pytest.approx((theirs.low, theirs.high), abs=0.005)


@settings(max_examples=40)
@given(st.integers(2, 60), st.integers(1, 12), st.integers(0, 9))
def test_a_pick_never_repeats_a_date(population: int, size: int, seed: int) -> None:
    size = min(size, population)
    rows = random_picks(population * 30, size, 50, seed)
    near = random_picks(population, size, 50, seed)
    for picked, limit in ((rows, population * 30), (near, population)):
        assert picked.shape == (50, size)
        assert picked.min() >= 0
        assert picked.max() < limit
        assert all(len(set(row)) == size for row in picked.tolist())


@pytest.mark.parametrize("population", [12, 400])
def test_every_position_is_picked_equally_often(population: int) -> None:
    rows = random_picks(population, 6, 20_000, 3)
    share = np.bincount(rows.ravel(), minlength=population) / rows.size
    assert share == pytest.approx(np.full(population, 1 / population), abs=4 * (1 / population / rows.size) ** 0.5)


def test_chance_agrees_with_scipys_exact_permutations() -> None:
    stats = pytest.importorskip("scipy.stats")
    base = np.round(np.random.default_rng(8).standard_normal(14), 2)
    events = base[[1, 4, 6, 9]]
    rest = np.delete(base, [1, 4, 6, 9])
    exact = stats.permutation_test(
        (events, rest), lambda x, _: np.mean(x), permutation_type="independent", alternative="greater", n_resamples=2000
    )
    found = chance_of_as_good(events, base, seed=5, draws=40_000)
    assert comb(14, 4) < 2000
    assert found.mean == pytest.approx(float(exact.pvalue), abs=0.012)


def test_chance_of_hits_is_the_hypergeometric_tail() -> None:
    stats = pytest.importorskip("scipy.stats")
    base = np.concatenate([np.full(700, 0.1), np.full(300, -0.1)])
    events = np.concatenate([np.full(8, 0.1), np.full(3, -0.1)])
    found = chance_of_as_good(events, base, seed=5, draws=40_000)
    assert found.hits == pytest.approx(float(stats.hypergeom.sf(7, 1000, 700, 11)), abs=0.01)


def test_chance_is_never_zero_and_more_events_than_dates_are_refused() -> None:
    base = np.linspace(-1, 1, 500)
    assert 0 < chance_of_as_good(np.array([9.0, 9.0]), base, seed=1, draws=1000).mean < 0.01
    with pytest.raises(ValueError, match="cannot pick"):
        chance_of_as_good(np.ones(4), np.ones(3), seed=1)


def test_a_block_holds_as_many_outcomes_as_overlap() -> None:
    assert block_for(11, 11.0) == 1
    assert block_for(19, 18.2) == 2
    assert block_for(12, 3.0) == 4


@pytest.mark.parametrize(
    "function", [naive_error, lambda v: newey_west_error(v, 3), lambda v: bootstrap_mean(v, seed=1)]
)
def test_one_value_has_no_error(function: object) -> None:
    with pytest.raises(ValueError, match="two values"):
        function(np.array([0.1]))  # type: ignore[operator]
