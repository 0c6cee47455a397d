"""Every metric of the family answers its own example, and tells where the answer comes from."""

from __future__ import annotations

from datetime import date

import pytest

from reportgen.metrics import FAMILIES, TABLE
from reportgen.metrics.book import FactBook
from reportgen.metrics.declare import Metric
from reportgen.model.dataset import Dataset
from reportgen.model.events import EventRule
from reportgen.model.facts import Fact, Observation, Span
from reportgen.model.printing import printed

BREAKOUT = EventRule("breakout", "record_close", "rut", "first record close in a year")
DATASET = "us_equity_closes"


@pytest.fixture(scope="module")
def book(sample_dataset: Dataset) -> FactBook:
    return FactBook(sample_dataset, date(2026, 8, 21), TABLE, events=(BREAKOUT,))


@pytest.mark.parametrize("metric", FAMILIES["analogues"], ids=lambda metric: metric.info.name)
def test_the_example_is_a_fact_with_its_provenance(book: FactBook, metric: Metric) -> None:
    found = book.get(metric.info.example)
    assert isinstance(found, Fact), found
    assert found.metric == metric.info.name
    assert printed(found)
    assert found.method.endswith(".")
    assert {origin.dataset for origin in found.origins} <= {f"{DATASET}.russell_2000", f"{DATASET}.sp_500"}
    assert found.known_at <= date(2026, 8, 21)
    assert _rows(book, found), "leads to rows of the file"
    assert "Russell 2000" in found.label or "first record close" in found.label


def _rows(book: FactBook, fact: Fact) -> int:
    """How many observations and spans the fact rests on, through all facts between."""
    found = 0
    for read in fact.inputs:
        if isinstance(read, Observation | Span):
            found += 1
        else:
            under = book.get(read)
            assert isinstance(under, Fact)
            found += _rows(book, under)
    return found


def test_without_declared_events_the_answer_says_so(sample_dataset: Dataset) -> None:
    empty = FactBook(sample_dataset, date(2026, 8, 21), TABLE)
    for metric in FAMILIES["analogues"]:
        found = empty.get(metric.info.example)
        assert not isinstance(found, Fact)
        assert "no event 'breakout' is declared (declared: none)" in found.reason


def test_a_label_names_whose_event_it_is(book: FactBook) -> None:
    found = book.get("spx.analogue.mean.price.breakout@1y")
    assert isinstance(found, Fact)
    assert found.label == "S&P 500: average return, a year after the first record close in a year of the Russell 2000"


def test_a_shorter_history_never_counts_more(sample_dataset: Dataset) -> None:
    counts = []
    for year in range(1981, 2027, 3):
        found = FactBook(sample_dataset, date(year, 8, 21), TABLE, events=(BREAKOUT,)).get(
            "rut.analogue.event_count.breakout"
        )
        assert isinstance(found, Fact)
        counts.append(found.number)
    assert counts == sorted(counts)
    assert counts[0] == 0
