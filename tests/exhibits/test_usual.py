"""What is usual stands behind the outcomes of a few events."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import numpy as np
import pytest

from reportgen.exhibits import Plan
from reportgen.exhibits.usual import colour, usual
from reportgen.model.dataset import Dataset, Series

HORIZONS = [("1m", "1 month"), ("1y", "1 year")]


@pytest.fixture(scope="module")
def closes(sample_dataset: Dataset) -> Series:
    return sample_dataset.known_on(date(2025, 12, 10)).series["us_equity_closes.sp_500"]


def test_eight_in_ten_of_all_periods_between_month_ends_lie_within(closes: Series) -> None:
    found = usual(closes, HORIZONS)
    assert found is not None
    assert found.x == ("1 month", "1 year")
    ends: dict[tuple[int, int], float] = {}
    for ordinal, value in zip(closes.days, closes.values, strict=True):
        day = date.fromordinal(int(ordinal))
        ends[day.year, day.month] = float(value)
    levels = np.asarray(list(ends.values()))[:-1]
    for at, months in enumerate((1, 12)):
        gains = levels[months:] / levels[:-months] - 1
        inside = float(np.mean((gains >= found.low[at]) & (gains <= found.high[at])))
        assert inside == pytest.approx(0.8, abs=0.005)
        assert float(np.mean(gains <= (found.mark[at] or 0))) == pytest.approx(0.5, abs=0.005)


def test_a_short_history_tells_nothing_of_what_is_usual(closes: Series) -> None:
    few = replace(closes, days=closes.days[:50], values=closes.values[:50])
    assert usual(few, HORIZONS) is None
    assert usual(closes, [("5y", "5 years")]) is None, "a horizon it does not know"


def test_an_entity_has_one_colour_in_every_chart(sample_dataset: Dataset) -> None:
    plan = Plan({"subject": "rut", "benchmark": "spx"})
    assert [colour(sample_dataset.entities[one], plan) for one in ("rut", "spx")] == ["subject", "benchmark"]
