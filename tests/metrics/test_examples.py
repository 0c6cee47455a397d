"""Every metric's example is a key that works on the sample, and every method can be printed."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from reportgen.metrics import FAMILIES, TABLE
from reportgen.metrics.declare import Metric
from reportgen.metrics.periods import PERIODS
from reportgen.model.facts import Fact
from tests.conftest import BookAt
from tests.metrics.asking import fact

NEWEST = "2026-08-21"
MARKET = ("returns", "levels", "relative", "drawdown", "records", "recovery", "streaks", "ranks", "cycles", "risk")
METRICS = [metric for family in MARKET for metric in FAMILIES[family]]


@pytest.mark.parametrize("metric", METRICS, ids=lambda metric: metric.info.name)
def test_the_example_works(sample_book: BookAt, metric: Metric) -> None:
    info = metric.info
    found = fact(sample_book(NEWEST), info.example)
    assert found.metric == info.name
    assert found.method.endswith((".", ")."))
    assert len(found.method) > 40
    assert found.origins
    assert found.inputs
    assert found.known_at <= date(2026, 8, 21)


def test_no_name_is_given_twice() -> None:
    assert len(TABLE) == sum(len(family) for family in FAMILIES.values())


@pytest.mark.parametrize("kind", PERIODS)
def test_windows_and_histories_mean_the_same_periods(sample_book: BookAt, kind: str) -> None:
    """The last week of any day is the one a streak of weeks ends with; so for months, quarters and years."""
    for back in range(0, 400, 13):
        book = sample_book(date(2026, 8, 21) - timedelta(days=back))
        end = fact(book, f"rut.streak.{kind}.price").end
        assert end is not None
        token = {"weeks": "1w", "months": f"{end:%Y-%m}", "years": str(end.year)}.get(kind)
        token = token or f"{end.year}Q{(end.month - 1) // 3 + 1}"
        assert fact(book, f"rut.return.price@{token}").end == end
        assert isinstance(book.get(f"rut.return.rank.price@{token}"), Fact)
