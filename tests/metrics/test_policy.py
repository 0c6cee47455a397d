"""The target range and the meetings: as announced, as known, and nothing outside the years covered."""

from __future__ import annotations

import csv
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from reportgen.metrics.book import FactBook
from reportgen.model.dataset import Dataset
from reportgen.model.facts import Unavailable
from reportgen.model.printing import printed
from tests.metrics.asking import fact
from tests.metrics.asking import reason as why

BookAt = Callable[[str], FactBook]


# -- the range -------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("day", "lower", "upper"),
    [
        ("2019-07-30", "2.25%", "2.50%"),
        ("2020-03-15", "0.00%", "0.25%"),
        ("2022-09-20", "2.25%", "2.50%"),
        ("2022-09-21", "3.00%", "3.25%"),
        ("2025-12-09", "3.75%", "4.00%"),
        ("2025-12-10", "3.50%", "3.75%"),
        ("2026-09-18", "3.75%", "4.00%"),
    ],
)
def test_the_range_is_the_one_announced_by_that_day(sample_book: BookAt, day: str, lower: str, upper: str) -> None:
    book = sample_book(day)
    assert printed(fact(book, "fed.target.lower")) == lower
    assert printed(fact(book, "fed.target.upper")) == upper
    middle = fact(book, "fed.target.mid").number
    assert middle == pytest.approx((fact(book, "fed.target.lower").number + fact(book, "fed.target.upper").number) / 2)


def test_a_range_announced_and_not_yet_in_force_says_so(sample_book: BookAt) -> None:
    told = "announced on 10 December 2025, in force from 11 December 2025"
    assert told in fact(sample_book("2025-12-10"), "fed.target.upper").notes
    assert fact(sample_book("2025-12-11"), "fed.target.upper").notes == ()


def test_the_last_move_and_the_moves_of_a_window(sample_book: BookAt) -> None:
    book = sample_book("2026-08-21")
    assert printed(fact(book, "fed.target.change")) == "−25 basis points"
    assert fact(book, "fed.target.change.date").value == date(2025, 12, 10)
    assert printed(fact(book, "fed.target.change@2025")) == "−75 basis points"
    assert fact(book, "fed.target.moves@2025").number == 3
    assert fact(book, "fed.target.moves.cuts@2025").number == 3
    assert fact(book, "fed.target.moves.hikes@2025").number == 0
    assert fact(book, "fed.target.moves@2026Q1").number == 0
    assert fact(book, "fed.target.days_unchanged").number == (date(2026, 8, 21) - date(2025, 12, 10)).days
    assert why(book, "fed.target.change.date@2026Q1").startswith("no move of the target range is known between")


def test_emergency_cuts_count_as_moves(sample_book: BookAt) -> None:
    book = sample_book("2020-03-20")
    assert printed(fact(book, "fed.target.change")) == "−100 basis points"
    assert printed(fact(book, "fed.target.change@ytd")) == "−150 basis points"
    assert fact(book, "fed.target.moves@mtd").number == 2


def test_a_day_ahead_and_a_day_before_the_range_have_none(sample_book: BookAt) -> None:
    assert "after 9 December 2025" in why(sample_book("2025-12-09"), "fed.target.upper@2025-12-10")
    assert why(sample_book("2026-08-21"), "fed.target.upper@2005") == "the target range is known from 16 December 2008"


def test_the_range_is_freds_on_every_day_there_is(real_folder: Path, sample_book: BookAt) -> None:
    folder = real_folder / "fred" / "fred_public_domain"

    def series(name: str) -> dict[str, float]:
        with (folder / f"{name}.csv").open() as file:
            return {row["observation_date"]: float(row[name]) for row in csv.DictReader(file) if row[name] != "."}

    upper, lower = series("DFEDTARU"), series("DFEDTARL")
    book = sample_book("2026-08-21")
    for day in ("2008-12-17", "2015-12-17", "2019-11-01", "2020-03-16", "2022-06-16", "2023-07-27", "2025-09-18"):
        assert fact(book, f"fed.target.upper@{day}").number * 100 == pytest.approx(upper[day])
        assert fact(book, f"fed.target.lower@{day}").number * 100 == pytest.approx(lower[day])


# -- meetings --------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("day", "last", "following"),
    [
        ("2026-08-21", date(2026, 7, 29), date(2026, 9, 16)),
        ("2026-09-15", date(2026, 7, 29), date(2026, 9, 16)),
        ("2026-09-16", date(2026, 9, 16), date(2026, 10, 28)),
        ("2025-12-12", date(2025, 12, 10), date(2026, 1, 28)),
        ("2020-03-20", date(2020, 3, 15), date(2020, 4, 29)),
        ("2025-08-25", date(2025, 7, 30), date(2025, 9, 17)),
    ],
)
def test_the_last_and_the_next_meeting(sample_book: BookAt, day: str, last: date, following: date) -> None:
    # On the day of a decision the meeting is past; an unscheduled one was a meeting, a notation vote was not.
    book = sample_book(day)
    assert fact(book, "fed.last_meeting").value == last
    assert fact(book, "fed.next_meeting").value == following
    assert fact(book, "fed.meeting.days_until").number == (following - date.fromisoformat(day)).days


def test_meetings_further_on_and_left_in_the_year(sample_book: BookAt) -> None:
    book = sample_book("2026-08-21")
    assert fact(book, "fed.next_meeting.3").value == date(2026, 12, 9)
    assert fact(book, "fed.meetings@2026").number == 8
    assert fact(book, "fed.meetings.remaining@2026").number == 3
    assert fact(book, "fed.meetings@ytd").number == 5
    march = fact(sample_book("2020-03-20"), "fed.meetings@ytd")
    assert march.number == 1
    assert "and 2 unscheduled meetings" in march.notes


def test_an_unscheduled_meeting_ahead_is_not_known(sample_book: BookAt) -> None:
    assert fact(sample_book("2020-03-02"), "fed.next_meeting").value == date(2020, 4, 29)
    assert fact(sample_book("2020-03-02"), "fed.last_meeting").value == date(2020, 1, 29)


@pytest.mark.parametrize("day", ["2018-09-14", "2015-01-02"])
def test_outside_the_years_covered_there_is_no_meeting(sample_book: BookAt, day: str) -> None:
    for key in ("fed.next_meeting", "fed.last_meeting", "fed.meeting.days_until"):
        assert isinstance(sample_book(day).get(key), Unavailable)


def test_next_years_meetings_are_unknown_until_they_are_published(sample_book: BookAt) -> None:
    assert "the meetings of 2021 are not known" in why(sample_book("2020-03-20"), "fed.meetings@2021")
    assert why(sample_book("2027-12-20"), "fed.next_meeting") == "the meetings after 8 December 2027 are not known"
    assert fact(sample_book("2026-12-20"), "fed.next_meeting").value == date(2027, 1, 27)


def test_the_sample_holds_the_meetings_of_the_real_file(real_folder: Path, sample_dataset: Dataset) -> None:
    with (real_folder / "rates" / "fomc_dates.csv").open() as file:
        real = {(row["end_date"], row["meeting_type"]) for row in csv.DictReader(file)}
    ours = {(str(row["end_date"]), str(row["meeting_type"])) for row in sample_dataset.tables["fomc_meetings"].rows}
    assert {entry for entry in ours if entry[0] >= "2021"} == real
