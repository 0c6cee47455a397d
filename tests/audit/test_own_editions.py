"""The project's own weeklies under its own checker: nothing contradicted, nearly every figure confirmed."""

from __future__ import annotations

import random
import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from functools import cache
from pathlib import Path

import pytest

from reportgen import opening, pipeline
from reportgen.checking import Proofreader, disputed
from reportgen.config import read_report
from reportgen.config.places import places
from reportgen.model.dataset import Dataset
from reportgen.model.document import Output

ROOT = Path(__file__).resolve().parents[2]
WEEKLIES = ("small-cap-weekly", "nasdaq-weekly")
CONFIRMED = 0.95
"""The least share of the figures that the data must confirm."""
WEEKS = (
    ("nasdaq-weekly", "1987-10-23"),  # a crash, before most series begin
    ("small-cap-weekly", "1998-10-09"),  # a far low
    ("nasdaq-weekly", "2000-03-10"),  # a record
    ("small-cap-weekly", "2008-09-19"),  # the highest ratio in ten years
    ("small-cap-weekly", "2015-02-27"),  # falling consumer prices
    ("nasdaq-weekly", "2020-03-20"),  # the fastest fall
    ("small-cap-weekly", "2021-05-28"),  # a month that ends, and is called May
    ("nasdaq-weekly", "2022-04-01"),  # a quarter that ended within the week
    ("small-cap-weekly", "2023-04-14"),  # a yield last read on a day without shares
    ("small-cap-weekly", "2024-01-05"),  # a year that began within the week
    ("small-cap-weekly", "2024-08-02"),  # a yield read before the week's end
    ("small-cap-weekly", "2025-11-07"),  # a week against the year
)
"""Weeks of every kind, each of which the checker once misread or could."""
FORMS: tuple[Output, ...] = ("md", "html", "email")
REQUIRED = ("2020-03-20", "2022-09-30", "2025-04-11", "2025-12-12", "2026-08-21")


@dataclass
class Tally:
    """What the checker made of some editions."""

    verdicts: Counter[str] = field(default_factory=Counter)
    against: list[str] = field(default_factory=list)

    def confirmed(self) -> float:
        return self.verdicts["supported"] / self.verdicts.total()


@cache
def dataset() -> Dataset:
    return opening.load_dataset(places(ROOT).data)


def audited(editions: Iterable[tuple[str, date]], formats: tuple[Output, ...]) -> Tally:
    """The verdicts on the finished texts of editions, given as report and day."""
    tally = Tally()
    for name, day in editions:
        report = read_report(ROOT / "reports" / f"{name}.yaml")
        as_of = opening.edition_day(report, dataset(), day)
        book = opening.fact_book(dataset(), as_of, report.events)
        document = pipeline.compose(report, book, places(ROOT))
        files = pipeline.rendered(document, book, report, places(ROOT), formats)
        found = Proofreader(dataset(), report, as_of).check(files)
        tally.verdicts.update(str(one.verdict) for audit in found for one in audit.claims if one.stated is not None)
        tally.against += [f"{name} {as_of}: {line}" for line in disputed(found)]
    return tally


def weeks(name: str, first: date, last: date, many: int, seed: int) -> list[tuple[str, date]]:
    """So many Fridays of a report, drawn with a seed."""
    drawn = random.Random(seed)
    count = (last - first).days // 7
    return [(name, first + timedelta(days=7 * drawn.randrange(count))) for _ in range(many)]


def test_weeks_of_every_kind_are_never_read_against_the_data() -> None:
    tally = audited([(name, date.fromisoformat(day)) for name, day in WEEKS], ("md",))
    assert tally.against == []
    assert tally.verdicts.total() > 700
    assert tally.confirmed() >= CONFIRMED, tally.verdicts


@pytest.mark.parametrize("day", REQUIRED)
def test_nearly_every_figure_is_confirmed_in_every_format_that_reads_as_text(day: str) -> None:
    for form in FORMS:
        tally = audited([("small-cap-weekly", date.fromisoformat(day))], (form,))
        assert tally.against == []
        assert tally.confirmed() >= CONFIRMED, (form, tally.verdicts)


def test_the_pages_of_a_pdf_read_alike() -> None:
    tally = audited([("small-cap-weekly", date(2022, 9, 30)), ("nasdaq-weekly", date(2026, 8, 21))], ("pdf",))
    assert tally.against == []
    assert tally.confirmed() >= CONFIRMED, tally.verdicts


def test_a_figure_put_wrong_in_an_edition_is_found() -> None:
    """The other side of the silence: the same reading catches an error."""
    report = read_report(ROOT / "reports" / "small-cap-weekly.yaml")
    day = date(2025, 4, 11)
    book = opening.fact_book(dataset(), day, report.events)
    document = pipeline.compose(report, book, places(ROOT))
    [page] = [
        one for one in pipeline.rendered(document, book, report, places(ROOT), ("md",)) if one.path == "report.md"
    ]
    text = page.content.decode()
    wrong, many = re.subn(r"the Russell 2000 \w+ 1\.8%", "the Russell 2000 lost 1.8%", text, count=1)
    assert many == 1
    [found] = Proofreader(dataset(), report, day).check([replace(page, content=wrong.encode())])
    [line] = disputed([found])
    assert "'1.8%'" in line
    assert "the direction is wrong" in line


@pytest.mark.full
@pytest.mark.parametrize("name", WEEKLIES)
@pytest.mark.parametrize(
    ("first", "last"), [(date(1985, 1, 4), date(2019, 12, 27)), (date(2020, 1, 10), date(2026, 8, 21))]
)
def test_sixty_weeks_drawn_at_random_are_never_read_against_the_data(name: str, first: date, last: date) -> None:
    tally = audited(weeks(name, first, last, 60, seed=2026), ("md", "email"))
    assert tally.against == []
    assert tally.confirmed() >= CONFIRMED, tally.verdicts
