"""What becomes of a metric's result, whatever it is."""

from __future__ import annotations

import math
from datetime import date

import pytest

from reportgen.metrics import FAMILIES, TABLE
from reportgen.metrics.ask import Ask
from reportgen.metrics.book import FactBook
from reportgen.metrics.declare import metric
from reportgen.metrics.found import Measured
from reportgen.model.asjson import answer_json, dumps
from reportgen.model.dataset import Dataset
from reportgen.model.facts import Fact, Unavailable
from reportgen.model.units import Display, Unit


def asked(dataset: Dataset, value: float) -> Fact | Unavailable:
    @metric("trial", label="trial", unit=Unit.FRACTION, display=Display.PERCENT, window="none")
    def trial(ask: Ask) -> Measured:
        """Whatever it is told."""
        return Measured(value, start=ask.as_of, end=ask.as_of)

    return FactBook(dataset, date(2026, 8, 21), {"trial": trial}).get("rut.trial")


@pytest.mark.parametrize("value", [math.nan, math.inf, -math.inf])
def test_no_fact_holds_what_is_no_finite_number(sample_dataset: Dataset, value: float) -> None:
    answer = asked(sample_dataset, value)
    assert isinstance(answer, Unavailable)
    assert "no finite result" in answer.reason


def test_zero_has_no_sign(sample_dataset: Dataset) -> None:
    answer = asked(sample_dataset, -0.0)
    assert isinstance(answer, Fact)
    assert math.copysign(1, answer.number) == 1
    assert '"value": 0.0' in dumps(answer_json(answer))


def test_a_metric_belongs_to_the_family_its_table_names() -> None:
    assert {name: metric.info.family for name, metric in TABLE.items()} == {
        one.info.name: family for family, metrics in FAMILIES.items() for one in metrics
    }
