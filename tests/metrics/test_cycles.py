"""Leadership cycles of the small against the large, and for ratios of any shape."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from reportgen.metrics import TABLE
from reportgen.metrics.book import FactBook
from reportgen.model.dataset import Dataset
from tests.conftest import BookAt
from tests.metrics.asking import day, fact, number, pair_walk, percent, reason

NEWEST = "2026-08-21"
TURNS = ("1978-12-29", "1983-07-29", "1990-10-31", "1994-02-28", "1999-03-31", "2013-09-30")


@pytest.fixture(scope="module", params=["sample_book", "real_book"])
def book(request: pytest.FixtureRequest) -> FactBook:
    made: FactBook = request.getfixturevalue(request.param)(NEWEST)
    return made


def test_the_phases_are_the_known_ones(book: FactBook) -> None:
    assert number(book, "rut-spx.cycle.count") == 6
    starts = [day(book, "rut-spx.cycle.start.price.running")]
    starts += [day(book, f"rut-spx.cycle.start.price.{back}") for back in range(1, 6)]
    assert [str(one) for one in reversed(starts)] == list(TURNS)
    kinds = [number(book, f"rut-spx.cycle.kind.price.{back}") for back in range(1, 6)]
    assert [number(book, "rut-spx.cycle.kind"), *kinds] == [-1, 1, -1, 1, -1, 1]
    assert day(book, "rut-spx.cycle.end.price.1") == date(2013, 9, 30)


def test_the_running_phase(book: FactBook) -> None:
    base = number(book, "rut-spx.ratio@2013-09-30")
    found = fact(book, "rut-spx.cycle.change")
    assert (found.start, found.end) == (date(2013, 9, 30), date(2026, 7, 31))
    assert found.number == pytest.approx(number(book, "rut-spx.ratio@2026-07-31") / base - 1)
    assert number(book, "rut-spx.cycle.length") == 12 * 13 - 2
    assert day(book, "rut-spx.cycle.extreme_date") == date(2025, 7, 31)
    assert percent(book, "rut-spx.cycle.extreme") == pytest.approx(100 * (0.8314 / 1.5217 - 1), abs=0.05)
    assert number(book, "rut-spx.cycle.reversal") == pytest.approx(
        number(book, "rut-spx.ratio@2026-07-31") / number(book, "rut-spx.ratio@2025-07-31") - 1
    )
    assert "has not ended" in reason(book, "rut-spx.cycle.end")


def test_the_rule_is_stated(book: FactBook) -> None:
    notes = fact(book, "rut-spx.cycle.start").notes
    assert any("reverses by 20%; it lasts 12 months or more" in note for note in notes)
    assert "on month-end closes" in notes
    oldest = fact(book, "rut-spx.cycle.start.price.5")
    assert "the data begin on 29 December 1978: the phase may be older" in oldest.notes
    assert "6 phases" in reason(book, "rut-spx.cycle.start.price.6")


def test_a_phase_is_seen_only_once_it_lasted_a_year(sample_book: BookAt) -> None:
    """From March 2020 the ratio rose 29% in eleven months: too short to end the lag that began in 2013."""
    book = sample_book("2021-03-31")
    assert day(book, "rut-spx.cycle.start") == date(2013, 9, 30)
    assert day(book, "rut-spx.cycle.extreme_date") == date(2020, 3, 31)
    lead = sample_book("2013-12-31")
    assert number(lead, "rut-spx.cycle.kind") == 1
    assert day(lead, "rut-spx.cycle.start") == date(1999, 3, 31)


def test_the_pair_turned_round_has_the_same_turns_the_other_way(book: FactBook) -> None:
    """A reversal of 20% down is one of 25% up, so only the clear turns need agree."""
    assert day(book, "spx-rut.cycle.start") == date(2013, 9, 30)
    assert number(book, "spx-rut.cycle.kind") == 1


def test_a_ratio_that_never_reversed_has_no_phases() -> None:
    flat = pair_walk([100.0] * 400, [50.0] * 400, first=date(2020, 1, 1))
    assert "never reversed by 20%" in reason(flat, "a-b.cycle.start")


def test_a_subject_may_set_its_own_rule(sample_dataset: Dataset) -> None:
    """With a tenth and six months the shorter swings of 2000 and 2020 are phases as well."""
    small = sample_dataset.entities["rut"]
    options = {**small.options, "cycle_reversal": 0.1, "cycle_months": 6}
    entities = {**sample_dataset.entities, "rut": replace(small, options=options)}
    book = FactBook(replace(sample_dataset, entities=entities), date(2026, 8, 21), TABLE)
    assert number(book, "rut-spx.cycle.count") > 6
    assert any("reverses by 10%; it lasts 6 months" in note for note in fact(book, "rut-spx.cycle.start").notes)
    assert day(book, "rut-spx.cycle.start") == date(2025, 7, 31)
    assert number(book, "rut-spx.cycle.kind") == 1
