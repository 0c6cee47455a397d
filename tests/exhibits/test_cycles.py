"""What stands behind a line: only what had been announced by the day of the edition."""

from __future__ import annotations

from datetime import date

import pytest

from reportgen.exhibits import Plan
from reportgen.exhibits.cycles import policy_moves, recessions
from reportgen.metrics import TABLE
from reportgen.metrics.book import FactBook
from reportgen.model.dataset import Dataset

PLAN = Plan({"policy": "fed"})
SINCE = date(1978, 12, 29)


def book(data: Dataset, as_of: str) -> FactBook:
    return FactBook(data, date.fromisoformat(as_of), TABLE)


@pytest.mark.parametrize(
    ("as_of", "last"),
    [
        ("2020-06-05", (date(2008, 1, 1), date(2009, 6, 30))),
        ("2020-06-12", (date(2020, 3, 1), date(2020, 6, 12))),
        ("2021-07-16", (date(2020, 3, 1), date(2021, 7, 16))),
        ("2021-07-23", (date(2020, 3, 1), date(2020, 4, 30))),
    ],
)
def test_a_recession_is_shaded_once_announced_and_ends_once_its_end_is(
    sample_dataset: Dataset, as_of: str, last: tuple[date, date]
) -> None:
    bands, origins = recessions(book(sample_dataset, as_of), SINCE, date.fromisoformat(as_of))
    assert (bands[-1].start, bands[-1].end) == last
    assert [origin.publisher for origin in origins] == ["NBER"]


def test_only_recessions_within_the_window_count(sample_dataset: Dataset) -> None:
    found = book(sample_dataset, "2026-08-21")
    assert len(recessions(found, SINCE, found.as_of)[0]) == 6
    assert len(recessions(found, date(2006, 1, 1), found.as_of)[0]) == 2
    assert recessions(found, date(2022, 1, 1), found.as_of) == ((), ())


def test_moves_of_the_policy_rate_are_named_by_their_way_on_the_day_they_were_announced(
    sample_dataset: Dataset,
) -> None:
    events, origins = policy_moves(book(sample_dataset, "2022-09-30"), PLAN, date(2021, 9, 30), date(2022, 9, 30))
    assert [event.label for event in events] == ["Fed rise"] * 5
    assert events[0].at == date(2022, 3, 16)
    assert [origin.publisher for origin in origins] == ["Federal Reserve"]
    cuts, _ = policy_moves(book(sample_dataset, "2026-08-21"), PLAN, date(2025, 8, 21), date(2026, 8, 21))
    assert [event.label for event in cuts] == ["Fed cut"] * 3


def test_moves_next_to_each_other_are_one_and_too_many_are_none(sample_dataset: Dataset) -> None:
    near, _ = policy_moves(book(sample_dataset, "2020-12-31"), PLAN, date(2019, 12, 31), date(2020, 12, 31))
    assert [(event.at, event.label) for event in near] == [(date(2020, 3, 3), "Fed cuts")]
    long = policy_moves(book(sample_dataset, "2026-08-21"), PLAN, date(2015, 1, 1), date(2026, 8, 21))
    assert long == ((), ())
    assert policy_moves(book(sample_dataset, "2026-08-21"), Plan({}), SINCE, date(2026, 8, 21)) == ((), ())
