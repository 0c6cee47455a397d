"""What the search for a stated number tries beside months and years: meetings, and slots left out."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from reportgen.metrics.book import FactBook
from reportgen.metrics.search import candidates

BookAt = Callable[[str], FactBook]


def keys(book: FactBook, subject: str, metric: str) -> list[str]:
    return list(candidates(book.dataset, book.metrics, book.as_of, subject=subject, metric=metric))


def test_odds_are_tried_meeting_by_meeting_the_default_rule_first(sample_book: BookAt) -> None:
    book = sample_book("2026-09-18")
    tried = keys(book, "fed", "hike_probability")
    assert tried[0] == "fed.hike_probability@meeting:2026-10-28"
    assert "fed.hike_probability.forward@meeting:2026-12-09" in tried
    assert not any("2026-09-16" in key for key in tried)
    assert len(tried) == len(set(tried))
    assert all(book.parse(key) for key in tried)


def test_stated_odds_lead_to_their_meeting(sample_book: BookAt) -> None:
    book = sample_book("2026-09-18")
    nearest = book.nearest(0.576, subject="fed", metric="hike_probability", within=0.0005)
    assert nearest[0].key == "fed.hike_probability@meeting:2026-10-28"


def test_a_slot_may_be_left_out_and_a_basis_is_named(sample_book: BookAt) -> None:
    book = sample_book("2026-08-21")
    changes = keys(book, "unemployment", "rate.change")
    assert {"unemployment.rate.change", "unemployment.rate.change.12m@2026-07"} <= set(changes)
    returns = keys(book, "rut", "return")
    assert "rut.return@2025-08" not in returns
    assert {"rut.return.price@2025-08", "rut.return.total@2025-08"} <= set(returns)


def test_a_stated_rate_leads_to_its_month(sample_book: BookAt) -> None:
    book = sample_book("2026-08-21")
    nearest = book.nearest(0.0302, subject="cpi", metric="yoy", within=0.0001)
    assert date(2025, 9, 30) in {fact.end for fact in nearest}
