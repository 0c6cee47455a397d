"""Figures read by what metrics declare: words, variants, units, windows; doubts stay doubts."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest

from reportgen import audit
from reportgen.audit import Claim
from reportgen.audit.declared.spelling import marked, plain, segment, spelling
from reportgen.audit.readers.raised import raised
from reportgen.metrics import TABLE
from reportgen.metrics.book import FactBook
from reportgen.model.dataset import Dataset
from reportgen.model.events import EventRule
from reportgen.model.facts import Fact

DAY = date(2026, 8, 21)
EVENT = EventRule("breakout", "record_close", "rut", "first record close in a year")
Claims = Callable[[str], dict[str, Claim]]


@pytest.fixture(scope="module")
def claims(sample_dataset: Dataset) -> Claims:
    """The claims of a text of 21 August 2026 by the words that state them."""
    books: dict[date, FactBook] = {}

    def book(day: date) -> FactBook:
        return books.setdefault(day, FactBook(sample_dataset, day, TABLE, events=(EVENT,)))

    def run(text: str) -> dict[str, Claim]:
        return {claim.text: claim for claim in audit.check(audit.read("draft.md", text.encode()), book, DAY).claims}

    return run


def test_a_phrase_may_say_where_its_figure_stands() -> None:
    text = "Small-cap companies cost 20.3 times their profits, large-cap companies 25.4 times."
    found = plain(marked(text, ((25, 35), (71, 81)), 0))
    assert found == " small cap companies cost # their profits large cap companies ~ . "
    assert segment(found) == " small cap companies cost # their profits large cap companies "
    assert spelling("cost # their profits").found(found)
    assert not spelling("cost ~ their profits").found(found)


TRUE = {
    "Without loss-makers small-cap companies cost 20.0% less per dollar of profit.": "20.0%",
    "With losses counted, small-cap companies earn 0.9% of their price.": "0.9%",
    "The Sahm rule reads -0.03 percentage points.": "-0.03 percentage points",
    "Small-cap companies owe $1.8 trillion.": "$1.8 trillion",
    "The cycle has cost small caps 38.7% against the S&P 500.": "38.7%",
}


@pytest.mark.parametrize(("text", "figure"), TRUE.items())
def test_what_a_metric_declares_is_understood(claims: Claims, text: str, figure: str) -> None:
    assert claims(text)[figure].verdict == "supported"


FALSE = {
    "Without loss-makers small-cap companies cost 26.0% less per dollar of profit.": "26.0%",
    "Without loss-makers small-cap companies cost 20.0% more per dollar of profit.": "20.0%",
    "With losses counted, small-cap companies earn 4.9% of their price.": "4.9%",
    "The cycle has brought small caps 38.7% against the S&P 500.": "38.7%",
}


@pytest.mark.parametrize(("text", "figure"), FALSE.items())
def test_a_wrong_value_variant_or_direction_is_found_out(claims: Claims, text: str, figure: str) -> None:
    assert claims(text)[figure].verdict == "contradicted"


UNTOLD = {
    "Somebody else's companies cost 20.0% less.": "20.0%",  # the value of a fact, of another subject
    "Small-cap companies cost 20.3 times profits. Mid-cap companies cost 20.0% less per dollar of profit.": "20.0%",
    "Small-cap companies had 20.0% of something.": "20.0%",
    "The discount of European shares is 20.0%.": "20.0%",
}


@pytest.mark.parametrize(("text", "figure"), UNTOLD.items())
def test_a_value_that_happens_to_equal_a_fact_is_no_support(claims: Claims, text: str, figure: str) -> None:
    assert claims(text)[figure].verdict == "unverifiable"


def test_an_event_may_be_asked_for_by_its_day(sample_dataset: Dataset) -> None:
    book = FactBook(sample_dataset, DAY, TABLE, events=(EVENT,))
    by_number, by_day = (book.get(f"spx.analogue.event.price.breakout.{word}@1y") for word in ("1", "1982-11-05"))
    assert isinstance(by_number, Fact)
    assert isinstance(by_day, Fact)
    assert by_number.value == by_day.value


def test_raised_letters_belong_to_no_figure() -> None:
    text = "0.9%e of"
    full, small = (0.0, 0.0, 5.0, 10.0), (0.0, 4.0, 3.0, 10.0)
    boxes = [None if letter == " " else small if at == 4 else full for at, letter in enumerate(text)]
    assert raised(text, boxes) == "0.9%ᵉ of"
