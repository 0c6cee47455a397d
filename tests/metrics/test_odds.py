"""Odds as a reader gets them: CME's published figures, the vectors, what is refused and why."""

from __future__ import annotations

import csv
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from reportgen.metrics import TABLE
from reportgen.metrics.book import FactBook
from reportgen.metrics.rate_path import days_in, month_number
from reportgen.model.dataset import Dataset, Origin, Row, Series
from reportgen.model.printing import printed
from reportgen.model.units import Unit
from tests.metrics.asking import fact
from tests.metrics.asking import reason as why

BookAt = Callable[[str], FactBook]
DAYS = ("2022-09-12", "2026-08-14", "2026-08-20", "2026-08-21", "2026-09-18")


def odds(book: FactBook, meeting: str, *rules: str) -> dict[str, str]:
    """Every target range with odds after a meeting, as printed."""
    tail = "".join(f".{rule}" for rule in rules)
    found = {}
    for low, high in ranges(book, meeting, tail):
        chance = fact(book, f"fed.rate_odds.{low:.2f}-{high:.2f}{tail}@meeting:{meeting}")
        found[f"{low:.2f}-{high:.2f}"] = printed(chance)
    return found


def ranges(book: FactBook, meeting: str, tail: str = "") -> Iterator[tuple[float, float]]:
    low = fact(book, f"fed.odds_range.lowest{tail}@meeting:{meeting}").number * 100
    last = fact(book, f"fed.odds_range.highest{tail}@meeting:{meeting}").number * 100
    while low + 0.2 < last:
        yield low, low + 0.25
        low += 0.25


# -- published figures and vectors -----------------------------------------------------------------


def test_cmes_published_odds_of_18_september_2026(sample_book: BookAt) -> None:
    book = sample_book("2026-09-18")
    assert odds(book, "2026-10-28") == {"3.75-4.00": "42.4%", "4.00-4.25": "57.6%"}
    assert odds(book, "2026-12-09") == {"3.75-4.00": "9.9%", "4.00-4.25": "46.0%", "4.25-4.50": "44.1%"}
    assert printed(fact(book, "fed.hold_probability@meeting:2026-10-28")) == "42.4%"
    assert printed(fact(book, "fed.hike_probability@meeting:2026-12-09")) == "90.1%"
    assert fact(book, "fed.futures_settlement").value == date(2026, 9, 18)


def test_every_meeting_out_to_a_year_has_odds(sample_book: BookAt) -> None:
    book = sample_book("2026-09-18")
    for place in ("", ".2", ".3", ".4", ".5", ".6", ".7", ".8"):
        day = fact(book, f"fed.next_meeting{place}").value
        assert fact(book, f"fed.likeliest_range.odds@meeting:{day}").number > 0.2
    assert printed(fact(book, "fed.implied_rate@meeting:2027-09-15")) == "4.68%"


def test_cmes_worked_example_of_2022_under_its_day_count(sample_book: BookAt) -> None:
    book = sample_book("2022-09-12")
    assert odds(book, "2022-09-21", "decision_day") == {"3.00-3.25": "95.5%", "3.25-3.50": "4.5%"}
    november = odds(book, "2022-11-02", "decision_day", "forward")
    assert november == {"3.50-3.75": "85.0%", "3.75-4.00": "14.5%", "4.00-4.25": "0.5%"}


@pytest.mark.parametrize(
    ("rules", "expected"),
    [
        ((), ["50.8%", "42.4%", "6.8%"]),
        (("decision_day",), ["50.9%", "42.2%", "6.9%"]),
        (("decision_day", "forward"), ["51.2%", "41.6%", "7.2%"]),
    ],
)
def test_the_late_month_meeting_under_each_rule(
    sample_book: BookAt, rules: tuple[str, ...], expected: list[str]
) -> None:
    assert list(odds(sample_book("2026-08-20"), "2026-10-28", *rules).values()) == expected


def test_pyfedwatch_agrees_for_a_year_of_meetings(sample_book: BookAt) -> None:
    # pyfedwatch 1.2.0 on the settlements of 21 August 2026, percent of no change from 3.50-3.75 after each
    # meeting; it counts the decision day at the new rate and fills backward.
    theirs = {
        "2026-09-16": 58.962963,
        "2026-10-28": 45.423320,
        "2026-12-09": 26.834700,
        "2027-01-27": 21.715465,
        "2027-03-17": 15.442108,
        "2027-04-28": 13.726318,
        "2027-06-09": 11.845304,
        "2027-07-28": 11.573301,
    }
    book = sample_book("2026-08-21")
    ours = {
        meeting: fact(book, f"fed.hold_probability.decision_day@meeting:{meeting}").number * 100 for meeting in theirs
    }
    assert ours == pytest.approx(theirs, abs=1e-6)


# -- laws on every settlement there is -------------------------------------------------------------


@pytest.mark.parametrize("day", DAYS)
def test_odds_sum_to_one_and_their_mean_is_the_path(sample_book: BookAt, day: str) -> None:
    book = sample_book(day)
    first = fact(book, "fed.next_meeting").value
    lower = fact(book, "fed.target.lower").number
    before = fact(book, f"fed.implied_rate@meeting:{first}").number
    before -= fact(book, f"fed.expected_change.alone@meeting:{first}").number
    for place in ("", ".2"):
        meeting = str(fact(book, f"fed.next_meeting{place}").value)
        chances = {
            low: fact(book, f"fed.rate_odds.{low:.2f}-{high:.2f}@meeting:{meeting}").number
            for low, high in ranges(book, meeting)
        }
        assert sum(chances.values()) == pytest.approx(1, abs=1e-9)
        mean = sum(chance * (low / 100 - lower) for low, chance in chances.items())
        assert mean == pytest.approx(fact(book, f"fed.expected_change@meeting:{meeting}").number, abs=1e-9)
        assert before + mean == pytest.approx(fact(book, f"fed.implied_rate@meeting:{meeting}").number, abs=1e-9)
        sides = [fact(book, f"fed.{side}_probability@meeting:{meeting}").number for side in ("cut", "hold", "hike")]
        assert sum(sides) == pytest.approx(1, abs=1e-9)
        assert all(0 <= side <= 1 for side in sides)


def test_at_a_meeting_by_a_meeting_and_ever_are_three_things(sample_book: BookAt) -> None:
    book = sample_book("2026-09-18")
    at = fact(book, "fed.hike_probability.alone@meeting:2026-12-09").number
    after = fact(book, "fed.hike_probability@meeting:2026-12-09").number
    by = fact(book, "fed.cumulative_hike_probability@2026")
    ever = fact(book, "fed.cumulative_hike_probability.ever@2026").number
    assert at == pytest.approx(0.7667, abs=1e-4)
    assert by.number == after == pytest.approx(0.901, abs=1e-4)
    assert ever == pytest.approx(after)  # nothing but hikes is priced
    assert "by the end of 2026" in by.label
    late = fact(book, "fed.cumulative_hike_probability.ever@2027").number
    assert late > fact(book, "fed.cumulative_hike_probability@2027").number


def test_the_band_is_the_difference_of_the_two_directions(sample_book: BookAt) -> None:
    book = sample_book("2026-09-18")
    ways = [fact(book, f"fed.hike_probability{way}@meeting:2026-12-09").number for way in ("", ".forward")]
    assert fact(book, "fed.hike_probability.band@meeting:2026-12-09").number == pytest.approx(abs(ways[0] - ways[1]))
    assert fact(book, "fed.hike_probability.band@meeting:2026-10-28").number == 0
    rates = [fact(book, f"fed.implied_rate{way}@meeting:2026-12-09").number for way in ("", ".forward")]
    assert fact(book, "fed.implied_rate.band@meeting:2026-12-09").number == pytest.approx(abs(rates[0] - rates[1]))


def test_the_likeliest_range_is_the_likeliest(sample_book: BookAt) -> None:
    book = sample_book("2026-09-18")
    meeting = "2027-03-17"
    low = fact(book, f"fed.likeliest_range.lower@meeting:{meeting}").number * 100
    high = fact(book, f"fed.likeliest_range.upper@meeting:{meeting}").number * 100
    best = fact(book, f"fed.likeliest_range.odds@meeting:{meeting}").number
    assert fact(book, f"fed.rate_odds.{low:.2f}-{high:.2f}@meeting:{meeting}").number == best
    for other, end in ranges(book, meeting):
        assert fact(book, f"fed.rate_odds.{other:.2f}-{end:.2f}@meeting:{meeting}").number <= best


# -- told beside the number ------------------------------------------------------------------------


def test_odds_name_their_settlement_and_their_rule(sample_book: BookAt) -> None:
    chance = fact(sample_book("2026-08-21"), "fed.hike_probability@meeting:2026-12-09")
    assert "market-implied" in chance.label
    assert chance.as_of == date(2026, 8, 21)
    assert "federal funds futures settled on 21 August 2026" in chance.notes
    assert any(note.startswith("the day of a decision counts at the old rate") for note in chance.notes)
    other = fact(sample_book("2026-08-21"), "fed.hike_probability.decision_day.forward@meeting:2026-12-09")
    assert any("at the new rate; adjoining meeting months are solved forward" in note for note in other.notes)
    assert "Piazzesi" in TABLE["cut_probability"].info.method


def test_the_last_contract_is_solved_from_its_own_month_and_says_so(sample_book: BookAt) -> None:
    last = fact(sample_book("2026-09-18"), "fed.hike_probability@meeting:2027-12-08")
    assert "no later contract anchors the meeting of 8 December 2027: solved from its own month" in last.notes
    assert not any("anchors" in note for note in fact(sample_book("2026-09-18"), "fed.hike_probability@2026").notes)


def test_odds_lead_to_contracts_and_rows(sample_book: BookAt) -> None:
    book = sample_book("2026-09-18")
    chance = fact(book, "fed.hike_probability@meeting:2026-10-28")
    contracts = [entry for entry in chance.inputs if isinstance(entry, str)]
    assert contracts == ["fed.futures_rate@2026-09", "fed.futures_rate@2026-10", "fed.futures_rate@2026-11"]
    price = fact(book, "fed.futures_rate@2026-11")
    assert price.number == pytest.approx(0.04025)
    assert price.origins[0].publisher == "CME Group"
    assert {origin.publisher for origin in chance.origins} == {"CME Group", "Federal Reserve"}


# -- refused ---------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("day", "key", "reason"),
    [
        (
            "2025-12-10",
            "fed.hike_probability@meeting:2026-01-28",
            "the latest settlement of futures is of 12 September 2022, too long before 10 December 2025",
        ),
        (
            "2026-08-26",
            "fed.futures_settlement",
            "the latest settlement of futures is of 21 August 2026, too long before 26 August 2026",
        ),
        (
            "2026-09-18",
            "fed.cut_probability@meeting:2026-09-16",
            "16 September 2026 is past on 18 September 2026: odds are of meetings ahead",
        ),
        (
            "2026-09-18",
            "fed.cut_probability@meeting:2026-12-10",
            "no regular meeting ends on 10 December 2026; the next is of 28 October 2026",
        ),
        (
            "2026-09-18",
            "fed.cut_probability@meeting:2028-01-26",
            "the meetings of 2028 are not known; known are those of 2019 to 2027",
        ),
        (
            "2022-09-12",
            "fed.hike_probability@meeting:2023-02-01",
            "the odds do not reach the meeting of 1 February 2023: there is no contract for February 2023",
        ),
        (
            "2026-09-18",
            "fed.rate_odds.3.80-4.05@meeting:2026-12-09",
            "no steps of 25 basis points lead from 3.75-4.00 to 3.80-4.05",
        ),
        ("2026-09-18", "fed.rate_odds@meeting:2026-12-09", "write the target range, such as rate_odds.3.75-4.00"),
        (
            "2026-09-18",
            "fed.hike_probability.realised@meeting:2026-10-28",
            "the effective rate in force on 18 September 2026 is not among the data",
        ),
    ],
)
def test_what_cannot_be_known_is_refused_with_the_reason(sample_book: BookAt, day: str, key: str, reason: str) -> None:
    assert why(sample_book(day), key) == reason


def test_a_week_end_keeps_fridays_settlement(sample_book: BookAt) -> None:
    assert fact(sample_book("2026-08-23"), "fed.futures_settlement").value == date(2026, 8, 21)


def test_a_settlement_before_a_decision_is_of_no_use_after_it(sample_dataset: Dataset) -> None:
    book = FactBook(with_settlement(sample_dataset, date(2026, 9, 15)), date(2026, 9, 16), TABLE)
    assert why(book, "fed.hike_probability@meeting:2026-10-28") == (
        "the futures settled on 15 September 2026, before the decision of 16 September 2026"
    )


def test_a_range_without_odds_has_none(sample_book: BookAt) -> None:
    assert fact(sample_book("2026-09-18"), "fed.rate_odds.5.25-5.50@meeting:2026-10-28").number == 0


def test_a_gap_in_the_contracts_ends_the_odds(sample_dataset: Dataset) -> None:
    table = sample_dataset.tables["fed_funds_futures"]
    rows = tuple(row for row in table.rows if row["contract_month"] != date(2027, 1, 31))
    tables = {**sample_dataset.tables, table.id: replace(table, rows=rows)}
    book = FactBook(replace(sample_dataset, tables=tables), date(2026, 9, 18), TABLE)
    assert fact(book, "fed.hike_probability@meeting:2026-10-28").number == pytest.approx(0.5757, abs=1e-4)
    assert why(book, "fed.hike_probability@meeting:2027-03-17") == (
        "the odds do not reach the meeting of 17 March 2027: there is no contract for January 2027"
    )


# -- the rate observed -----------------------------------------------------------------------------


def with_settlement(data: Dataset, day: date) -> Dataset:
    """The sample with the settlements of 18 September 2026 dated another day."""
    table = data.tables["fed_funds_futures"]
    moved = [
        Row(row.number, day, {**row.cells, "settlement_date": day})
        for row in table.rows
        if row["settlement_date"] == date(2026, 9, 18)
    ]
    kept = [row for row in table.rows if row["settlement_date"] != date(2026, 9, 18)]
    return replace(data, tables={**data.tables, table.id: replace(table, rows=(*kept, *moved))})


def test_the_month_before_stands_for_the_rate_in_force(sample_book: BookAt) -> None:
    book = sample_book("2022-09-12")
    chance = fact(book, "fed.rate_odds.3.00-3.25.realised@meeting:2022-09-21")
    # August's 2.33 to 3.06 is 2.92 moves: two for certain, a third with 92%
    assert chance.number == pytest.approx(0.92, abs=1e-9)
    assert any("as observed" in note for note in chance.notes)
    assert any(origin.title.startswith("Effective federal funds rate") for origin in chance.origins)


def test_daily_rates_of_the_month_stand_in_for_its_days(real_folder: Path, sample_dataset: Dataset) -> None:
    with (real_folder / "fred" / "fred_public_domain" / "DFF.csv").open() as file:
        rows = [row for row in csv.DictReader(file) if "2022-08" <= row["observation_date"][:7] <= "2022-10"]
    days = [date.fromisoformat(row["observation_date"]) for row in rows]
    business = [at for at, day in enumerate(days) if day.weekday() < 5]
    origin = Origin("dff", "Federal Reserve", "Effective federal funds rate", "DFF.csv", "0" * 64)
    daily = Series.of(
        "dff.rate",
        [days[at] for at in business],
        [float(rows[at]["DFF"]) / 100 for at in business],
        origin=origin,
        unit=Unit.FRACTION,
    )
    fed = sample_dataset.entities["fed"]
    fed = replace(fed, roles={**fed.roles, "effective": daily.id})
    data = replace(
        sample_dataset,
        series={**sample_dataset.series, daily.id: daily},
        entities={**sample_dataset.entities, "fed": fed},
    )
    book = FactBook(data, date(2022, 9, 12), TABLE)
    realised = fact(book, "fed.expected_change.alone.realised@meeting:2022-09-21").number
    assert realised == pytest.approx(0.0306 - 0.0233, abs=1e-9)
    assert "observed" in " ".join(fact(book, "fed.implied_rate.realised@meeting:2022-09-21").notes)
    # With September's contract alone, its days still to come price the rate after the meeting: of the 18 after
    # the 12th, nine at the old rate and nine at the new.
    table = data.tables["fed_funds_futures"]
    rows_left = tuple(row for row in table.rows if row["contract_month"] <= date(2022, 9, 30))  # type: ignore[operator]
    alone = replace(data, tables={**data.tables, table.id: replace(table, rows=rows_left)})
    end = fact(FactBook(alone, date(2022, 9, 12), TABLE), "fed.implied_rate.realised@meeting:2022-09-21").number
    length = days_in(month_number(date(2022, 9, 1)))
    rest = (length * 0.025525 - 12 * 0.0233) / (length - 12)
    assert end == pytest.approx((18 * rest - 9 * 0.0233) / 9, abs=1e-9)
