"""Independent libraries on the same closes: they agree wherever their convention is ours."""

from __future__ import annotations

import importlib
import warnings
from collections.abc import Iterator
from datetime import date
from typing import Any

import numpy as np
import pandas as pd
import pytest

from reportgen.metrics.book import FactBook
from tests.conftest import BookAt
from tests.metrics.asking import day, number

WINDOWS = ("2025", "2020", "5y", "2021-11-08..2023-10-27", "2025-01-01..2025-09-30")
SUBJECTS = ("rut", "spx", "ixic")


@pytest.fixture(autouse=True)
def _quiet() -> Iterator[None]:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        yield


@pytest.fixture(scope="module")
def book(sample_book: BookAt) -> FactBook:
    return sample_book("2026-08-21")


def closes(book: FactBook, subject: str, window: str) -> pd.Series[float]:
    """The closes of a window, that of its start included, as pandas has them."""
    bounds = book.get(f"{subject}.return.price@{window}")
    start, end = getattr(bounds, "start", None), getattr(bounds, "end", None)
    assert isinstance(start, date)
    assert isinstance(end, date)
    stored = book.dataset.series[book.dataset.entities[subject].roles["price"]]
    index = pd.to_datetime([date.fromordinal(one) for one in stored.days])
    return pd.Series(np.asarray(stored.values), index=index).loc[str(start) : str(end)]


@pytest.mark.parametrize("window", WINDOWS)
@pytest.mark.parametrize("subject", SUBJECTS)
def test_ffn_agrees(book: FactBook, subject: str, window: str) -> None:
    ffn: Any = importlib.import_module("ffn")
    prices = closes(book, subject, window)
    assert number(book, f"{subject}.return.price@{window}") == pytest.approx(ffn.calc_total_return(prices))
    assert number(book, f"{subject}.drawdown.max.price@{window}") == pytest.approx(ffn.calc_max_drawdown(prices))
    stats: Any = ffn.PerformanceStats(prices)
    assert number(book, f"{subject}.volatility.price@{window}") == pytest.approx(stats.daily_vol)
    worst = stats.drawdown_details.loc[stats.drawdown_details["drawdown"].astype(float).idxmin()]
    peak = day(book, f"{subject}.drawdown.max.peak_date.price@{window}")
    after = prices.index[int(prices.index.searchsorted(pd.Timestamp(peak), side="right"))]
    assert pd.Timestamp(worst["Start"]) == after, "ffn starts a drawdown with the first close below the peak"


@pytest.mark.parametrize("subject", SUBJECTS)
def test_ffn_annualises_by_the_same_calendar(book: FactBook, subject: str) -> None:
    ffn: Any = importlib.import_module("ffn")
    prices = closes(book, subject, "2020-03-18..2026-08-21")
    ours = number(book, f"{subject}.return.annualised.price@2020-03-18..2026-08-21")
    assert ours == pytest.approx(ffn.calc_cagr(prices), abs=2e-4)


@pytest.mark.parametrize("window", WINDOWS)
@pytest.mark.parametrize("subject", SUBJECTS)
def test_quantstats_agrees(book: FactBook, subject: str, window: str) -> None:
    stats: Any = importlib.import_module("quantstats.stats")
    prices = closes(book, subject, window)
    returns = prices.pct_change().dropna()
    assert number(book, f"{subject}.return.price@{window}") == pytest.approx(float(stats.comp(returns)))
    assert number(book, f"{subject}.drawdown.max.price@{window}") == pytest.approx(float(stats.max_drawdown(prices)))
    volatility = float(stats.volatility(returns, periods=252))
    assert number(book, f"{subject}.volatility.price@{window}") == pytest.approx(volatility)


@pytest.mark.parametrize("window", WINDOWS)
def test_quantstats_agrees_on_beta_and_correlation(book: FactBook, window: str) -> None:
    stats: Any = importlib.import_module("quantstats.stats")
    small, large = (closes(book, subject, window).pct_change().dropna() for subject in ("rut", "spx"))
    greeks: Any = stats.greeks(small, large, periods=252.0, prepare_returns=False)
    assert number(book, f"rut-spx.beta.price@{window}") == pytest.approx(float(greeks["beta"]))
    r_squared = float(stats.r_squared(small, large, prepare_returns=False))
    assert number(book, f"rut-spx.correlation.price@{window}") ** 2 == pytest.approx(r_squared)


def test_pandas_agrees_on_month_ends_and_their_margin(book: FactBook) -> None:
    small, large = (closes(book, subject, "2019-12-31..2026-07-31") for subject in ("rut", "spx"))
    months = pd.DatetimeIndex(small.index).strftime("%Y-%m")
    ends = [one.groupby(months).last() for one in (small, large)]
    moves = (ends[0].pct_change() - ends[1].pct_change()).dropna()
    assert len(moves) == 79
    for month, value in zip(moves.index, moves.to_numpy(), strict=True):
        assert number(book, f"rut-spx.excess.price@{month}") == pytest.approx(value, abs=1e-12)
