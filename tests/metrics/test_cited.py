"""Others' figures: printed as stated, marked as cited, never before they were known."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest

from reportgen.metrics.book import FactBook
from reportgen.model.dataset import Dataset
from reportgen.model.facts import Unavailable
from reportgen.model.printing import printed
from reportgen.model.units import Standing
from tests.metrics.asking import fact

BookAt = Callable[[str], FactBook]


@pytest.mark.parametrize(
    ("key", "text"),
    [
        ("article.russell_2000_return", "7.1%"),
        ("article.sp_500_return", "2%"),
        ("article.value_decline", "−19.41%"),
        ("article.sector_discount_high", "81.6%"),
        ("article.etf_outflow", "−$19.5 billion"),
        ("article.debt", "$2 trillion"),
        ("article.breakouts_up", "10"),
        ("sp.sp600_pe_2024", "17.35"),
        ("lipper.small_cap_fund_flow_2025", "−$94.7 billion"),
    ],
)
def test_a_figure_prints_as_its_source_stated_it(sample_book: BookAt, key: str, text: str) -> None:
    assert printed(fact(sample_book("2026-08-21"), f"cited.figure.{key}")) == text


def test_a_figure_carries_its_source_and_its_document(sample_book: BookAt) -> None:
    stated = fact(sample_book("2026-08-21"), "cited.figure.article.debt")
    assert stated.standing is Standing.CITED
    assert stated.attribution == "AI-written article, 2025-12-10"
    assert stated.document == "seed-article"
    assert stated.notes == ("according to AI-written article, 2025-12-10",)
    assert stated.label == "Russell 2000 companies: debt outstanding"
    assert fact(sample_book("2026-08-21"), "cited.figure.sp.sp600_pe_2024").document == ""


def test_every_row_of_the_sample_is_a_figure(sample_book: BookAt, sample_dataset: Dataset) -> None:
    book = sample_book("2026-08-21")
    rows = sample_dataset.tables["cited_figures"].rows
    assert len(rows) > 15
    for row in rows:
        stated = fact(book, f"cited.figure.{row['key']}")
        assert (stated.value, str(stated.unit)) == (row["value"], row["unit"])
        assert stated.known_at == row.known <= date(2026, 8, 21)
        assert stated.attribution == row["source"]


def test_a_figure_is_absent_before_it_was_known(sample_book: BookAt) -> None:
    before = sample_book("2025-12-09").get("cited.figure.article.debt")
    assert isinstance(before, Unavailable)
    assert fact(sample_book("2025-12-10"), "cited.figure.article.debt").known_at == date(2025, 12, 10)


def test_a_name_nobody_used_is_met_with_the_nearest(sample_book: BookAt) -> None:
    book = sample_book("2026-08-21")
    answer = book.get("cited.figure.article.debts")
    assert answer == Unavailable(
        "cited.figure.article.debts", "nobody is quoted on 'article.debts'; there is article.debt"
    )
    unnamed = book.get("cited.figure")
    assert isinstance(unnamed, Unavailable)
    assert unnamed.reason.startswith("name the figure")
