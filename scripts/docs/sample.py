"""Fact books over the sample data, as the examples in the documents use them."""

from __future__ import annotations

from datetime import date
from functools import cache
from pathlib import Path

from reportgen import opening
from reportgen.config import read_report, report_file
from reportgen.config.places import Places
from reportgen.metrics.book import FactBook
from reportgen.model.dataset import Dataset
from reportgen.model.facts import Answer, Fact
from reportgen.model.report import ReportSpec

ROOT = Path(__file__).resolve().parent.parent.parent
PLACES = Places(
    reports=(ROOT / "reports",),
    templates=(ROOT / "templates",),
    data=ROOT / "data",
    out=ROOT / "output",
    commentary=ROOT / "commentary",
)
DAY = date(2026, 8, 21)
OTHER_DAYS = (date(2026, 4, 30), date(2025, 12, 10), date(2023, 8, 31))
"""Where the sample has no figure on its last day, one of these may have it."""


@cache
def dataset() -> Dataset:
    """The sample, loaded once."""
    return opening.load_dataset(PLACES.data)


@cache
def book(day: date = DAY) -> FactBook:
    """Every metric over the sample as of a day, with the events of the thesis."""
    return opening.fact_book(dataset(), day, report("small-cap-thesis").events)


def report(name: str) -> ReportSpec:
    """A report of the repository."""
    return read_report(report_file(name, PLACES.reports))


def example(key: str) -> tuple[Answer, date]:
    """The fact on the sample's last day or, where it has none then, on the first other day that has."""
    for day in (DAY, *OTHER_DAYS):
        answer = book(day).get(key)
        if isinstance(answer, Fact):
            return answer, day
    return book(DAY).get(key), DAY
