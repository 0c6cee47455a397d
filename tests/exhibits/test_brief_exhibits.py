"""The brief's charts and tables on the sample, on days when the data reach less far back than the report asks."""

from __future__ import annotations

from datetime import date

import pytest

from reportgen.exhibits import TABLE as EXHIBITS
from reportgen.exhibits import Absent, Exhibit, Plan
from reportgen.metrics import TABLE
from reportgen.metrics.book import FactBook
from reportgen.model.dataset import Dataset
from reportgen.model.exhibit import Figure, Line, TableSpec
from reportgen.model.prose import plain

ROLES = {"subject": "rut", "benchmark": "spx", "third": "ixic", "policy": "fed", "long_yield": "ust10y"}


def draw(data: Dataset, name: str, as_of: str) -> Exhibit:
    return EXHIBITS[name](FactBook(data, date.fromisoformat(as_of), TABLE), Plan(ROLES))


def lines(found: Exhibit) -> list[Line]:
    assert isinstance(found, Figure), found
    return [mark for mark in found.panels[0].marks if isinstance(mark, Line)]


@pytest.mark.parametrize(("as_of", "since"), [("2026-08-21", "21 August 2025"), ("2020-03-20", "31 December 2019")])
def test_the_lead_chart_takes_the_year_to_date_where_a_year_is_not_to_be_had(
    sample_dataset: Dataset, as_of: str, since: str
) -> None:
    found = draw(sample_dataset, "rebased", as_of)
    assert isinstance(found, Figure), found
    assert plain(found.title).endswith(f" since {since}")
    assert [mark.label for mark in lines(found)] == ["R2000", "S&P 500", "Nasdaq"]
    assert len(lines(found)[0].x) > 50


def test_a_few_days_make_no_line(sample_dataset: Dataset) -> None:
    found = draw(sample_dataset, "rebased", "2020-01-10")
    assert isinstance(found, Absent)
    assert "2019" in found.reason


def test_the_policy_rate_ends_where_the_title_says_even_when_the_yield_is_a_week_old(sample_dataset: Dataset) -> None:
    found = draw(sample_dataset, "rates", "2020-03-20")
    assert isinstance(found, Figure), found
    assert "ended 13 March at 0.94%, with the policy rate at 0.25% at most" in plain(found.title)
    long, policy = lines(found)
    assert (long.x[-1], policy.x[-1]) == (date(2020, 3, 13), date(2020, 3, 20))
    assert [long.y[-1], policy.y[-1]] == pytest.approx([0.0094, 0.0025])


@pytest.mark.parametrize(("as_of", "has_year"), [("2026-08-21", True), ("2020-03-20", False)])
def test_no_column_stands_without_a_figure(sample_dataset: Dataset, as_of: str, *, has_year: bool) -> None:
    found = draw(sample_dataset, "summary", as_of)
    assert isinstance(found, TableSpec), found
    heads = [column.head for column in found.columns]
    assert ("12 months" in heads) == has_year
    assert {len(row.cells) for row in found.rows} == {len(heads)}
    assert [column.head for column in found.columns if column.keep] == ["", "Week", "Year", "Close"]
