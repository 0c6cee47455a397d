"""Every example of the families of economy, rates, policy and quotations works; nothing is known before it was."""

from __future__ import annotations

from datetime import date

import pytest

from reportgen.metrics import FAMILIES
from reportgen.metrics.declare import Metric
from reportgen.model.facts import Fact, Unavailable
from reportgen.model.printing import printed
from tests.conftest import BookAt
from tests.metrics.asking import fact

OURS = ("macro", "rates", "policy", "odds", "cited")
METRICS = [metric for family in OURS for metric in FAMILIES[family]]
DAYS = ("2020-03-20", "2022-09-12", "2022-09-30", "2025-04-11", "2025-12-12", "2026-08-21", "2026-09-18")


@pytest.mark.parametrize("metric", METRICS, ids=lambda metric: metric.info.name)
def test_the_example_works(sample_book: BookAt, metric: Metric) -> None:
    info = metric.info
    found = fact(sample_book("2026-08-21"), info.example)
    assert found.metric == info.name
    assert found.method.endswith((".", ")."))
    assert len(found.method) > 40
    assert found.origins
    assert found.inputs
    assert printed(found)


@pytest.mark.parametrize("day", DAYS)
def test_nothing_is_known_before_it_was_public(sample_book: BookAt, day: str) -> None:
    as_of = date.fromisoformat(day)
    book = sample_book(day)
    following = book.get("fed.next_meeting")
    answered = 0
    for metric in METRICS:
        name, at, window = metric.info.example.partition("@")
        keys = [name] if metric.info.window != "required" else []
        if at and window.startswith("meeting:") and isinstance(following, Fact):
            keys.append(f"{name}@meeting:{following.value}")
        keys += [f"{name}@{token}" for token in ("1w", "mtd", "ytd", "1y") if metric.info.window != "none"]
        for key in keys:
            answer = book.get(key)
            if isinstance(answer, Unavailable):
                assert len(answer.reason) > 10
                continue
            answered += 1
            assert answer.known_at <= as_of
            assert answer.as_of <= as_of
            assert not isinstance(answer.value, float) or answer.value == answer.value
    assert answered > 40
