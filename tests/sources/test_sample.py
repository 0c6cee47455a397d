"""The embedded sample loads whole, in its declared units, with its release days."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from reportgen.metrics.book import FactBook
from reportgen.model.dataset import Dataset
from reportgen.model.facts import Fact


def test_nothing_of_the_sample_is_set_aside(sample_dataset: Dataset) -> None:
    assert sample_dataset.problems == ()
    assert not sample_dataset.quarantined


def test_percent_becomes_a_fraction(sample_dataset: Dataset) -> None:
    assert sample_dataset.series["us_treasury_yields.treasury_10y"].value_on(date(2026, 8, 20)) == 0.0469
    assert sample_dataset.series["us_macro_monthly.unemployment_rate"].value_on(date(2026, 7, 31)) == 0.041


def test_the_article_told_august_for_september(sample_book: Callable[[str], FactBook]) -> None:
    book = sample_book("2026-08-21")
    august, september = book.get("rut.return.price@2025-08"), book.get("rut.return.price@2025-09")
    assert isinstance(august, Fact)
    assert isinstance(september, Fact)
    assert (round(august.number, 4), round(september.number, 4)) == (0.0700, 0.0296)
