"""Audits of short texts over the embedded sample."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest

from reportgen import audit
from reportgen.audit import Audit
from reportgen.metrics import TABLE
from reportgen.metrics.book import FactBook
from reportgen.model.dataset import Dataset

Audited = Callable[..., Audit]


@pytest.fixture(scope="session")
def audited(sample_dataset: Dataset) -> Audited:
    """`audited(text, "2025-12-10", "draft.md")` is the audit of a text over the sample."""
    books: dict[date, FactBook] = {}

    def book(day: date) -> FactBook:
        if day not in books:
            books[day] = FactBook(sample_dataset, day, TABLE)
        return books[day]

    def run(text: str | bytes, as_of: str = "2026-08-21", name: str = "draft.md") -> Audit:
        content = text.encode() if isinstance(text, str) else text
        return audit.check(audit.read(name, content), book, date.fromisoformat(as_of))

    return run
