"""Yields and the curve: what was public, what a holiday of the bond market does, what a sparse history allows."""

from __future__ import annotations

import csv
from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reportgen.metrics import TABLE
from reportgen.metrics.book import FactBook
from reportgen.model.dataset import Dataset, Entity, Origin, Series
from reportgen.model.facts import Fact, Unavailable
from reportgen.model.printing import printed
from reportgen.model.sessions import Sessions
from reportgen.model.units import Unit
from tests.metrics.asking import fact
from tests.metrics.asking import reason as why

BookAt = Callable[[str], FactBook]
ORIGIN = Origin("yields", "publisher", "title", "yields.csv", "0" * 64)


def market(yields: dict[str, dict[date, float]], as_of: date, sessions: Sessions | None = None) -> FactBook:
    """A book over made or real yields, each public the day after."""
    series = {
        f"yields.{name}": Series.of(
            f"yields.{name}",
            list(values),
            list(values.values()),
            origin=ORIGIN,
            unit=Unit.FRACTION,
            known=[day + timedelta(days=1) for day in values],
        )
        for name, values in yields.items()
    }
    entities = {name: Entity(name, "rate", (name,), name, {"level": f"yields.{name}"}) for name in yields}
    every = Sessions("XNYS", tuple(day for day in range(730_000, 745_000) if date.fromordinal(day).weekday() < 5))
    return FactBook(Dataset(series, {}, entities, {"XNYS": sessions or every}), as_of, TABLE)


# -- what was public -------------------------------------------------------------------------------


def test_on_friday_the_latest_yield_is_thursdays(sample_book: BookAt) -> None:
    book = sample_book("2026-08-21")
    latest = fact(book, "ust10y.yield")
    assert printed(latest) == "4.69%"
    assert latest.number == 0.0469
    assert latest.end == latest.as_of == date(2026, 8, 20)
    assert latest.known_at == date(2026, 8, 21)
    assert why(book, "ust10y.yield@2026-08-21") == (
        "the value of 21 August 2026 was not public on 21 August 2026; the latest is of 20 August 2026"
    )


@pytest.mark.parametrize(
    ("window", "start", "text"),
    [
        ("1w", date(2026, 8, 14), "1 basis point"),
        ("mtd", date(2026, 7, 31), "−6 basis points"),
        ("ytd", date(2025, 12, 31), "51 basis points"),
        ("1y", date(2025, 8, 21), "36 basis points"),
    ],
)
def test_windows_end_with_the_last_yield_and_print_its_day(
    sample_book: BookAt, window: str, start: date, text: str
) -> None:
    change = fact(sample_book("2026-08-21"), f"ust10y.yield.change@{window}")
    assert (change.start, change.end) == (start, date(2026, 8, 20))
    assert printed(change) == text


def test_a_named_month_waits_for_its_last_yield(sample_book: BookAt) -> None:
    assert "31 July 2026 was not public" in why(sample_book("2026-07-31"), "ust10y.yield.change@2026-07")
    later = fact(sample_book("2026-08-03"), "ust10y.yield.change@2026-07")
    assert (later.start, later.end) == (date(2026, 6, 30), date(2026, 7, 31))


def test_an_old_yield_is_not_the_latest(sample_book: BookAt) -> None:
    reason = "the latest value is of 20 August 2026, too long before 18 September 2026"
    assert why(sample_book("2026-09-18"), "ust10y.yield") == reason
    assert why(sample_book("2026-09-18"), "ust10y.yield.change@ytd") == reason
    assert fact(sample_book("2026-09-18"), "ust10y.yield@2026-08-20").number == 0.0469


def test_a_holiday_of_the_bond_market_keeps_the_day_before(sample_book: BookAt) -> None:
    # Veterans Day: shares trade, Treasuries do not.
    held = fact(sample_book("2025-11-14"), "ust10y.yield@2025-11-11")
    assert held.end == date(2025, 11, 10)
    assert held.number == fact(sample_book("2025-11-14"), "ust10y.yield@2025-11-10").number


def test_ranges_and_days_of_one_year(sample_book: BookAt) -> None:
    book = sample_book("2026-08-21")
    change = fact(book, "ust10y.yield.change@2025-04-08..2025-06-30")
    ends = [fact(book, f"ust10y.yield@{day}").number for day in ("2025-04-08", "2025-06-30")]
    assert change.number == pytest.approx(ends[1] - ends[0])


# -- the sparse history ----------------------------------------------------------------------------


def test_week_ends_answer_for_week_ends_only(sample_book: BookAt) -> None:
    book = sample_book("2020-03-20")
    assert fact(book, "ust10y.yield").end == date(2020, 3, 13)
    assert why(book, "ust10y.yield.change@1w") == "no value after 13 March 2020 was public on 20 March 2020"
    assert why(book, "ust10y.yield.change@1m") == (
        "no value was published for 20 February 2020; the one before is of 14 February 2020"
    )
    ytd = fact(book, "ust10y.yield.change@ytd")
    assert (ytd.start, ytd.end) == (date(2019, 12, 31), date(2020, 3, 13))


def test_a_superlative_says_on_which_days_it_rests(sample_book: BookAt) -> None:
    since = fact(sample_book("2026-08-21"), "ust30y.yield.highest_since@2026-08-17")
    assert since.label.endswith("on the week-ends and month-ends the history holds")
    assert "before 27 December 2024 the history holds week-ends and month-ends only" in since.notes
    recent = fact(sample_book("2026-08-21"), "ust10y.yield.highest_since@2026-07-31")
    assert recent.value == date(2025, 1, 14)
    dense = fact(sample_book("2026-08-21"), "ust10y.yield.high@1y")
    assert dense.notes == ()


def test_days_are_not_counted_in_a_history_of_week_ends(sample_book: BookAt) -> None:
    key = "ust10y-ust2y.spread.inverted_days"
    assert "reaches into a history of week-ends" in why(sample_book("2026-08-21"), f"{key}@2023")
    assert fact(sample_book("2026-08-21"), f"{key}@2025").number == 0


# -- highs and lows --------------------------------------------------------------------------------


def test_highs_and_lows_name_their_days(sample_book: BookAt) -> None:
    book = sample_book("2026-08-21")
    for side in ("high", "low"):
        value = fact(book, f"ust10y.yield.{side}@1y").number
        day = fact(book, f"ust10y.yield.{side}.date@1y").value
        assert isinstance(day, date)
        assert fact(book, f"ust10y.yield@{day}").number == value


# -- the curve -------------------------------------------------------------------------------------


def test_the_spread_is_the_difference_of_the_two_yields(sample_book: BookAt) -> None:
    book = sample_book("2026-08-21")
    spread = fact(book, "ust10y-ust2y.spread")
    assert printed(spread) == "50 basis points"
    parts = [fact(book, f"{who}.yield").number for who in ("ust10y", "ust2y")]
    assert spread.number == pytest.approx(parts[0] - parts[1])
    assert len(spread.inputs) == 2
    change = fact(book, "ust10y-ust2y.spread.change@ytd")
    moves = [fact(book, f"{who}.yield.change@ytd").number for who in ("ust10y", "ust2y")]
    assert change.number == pytest.approx(moves[0] - moves[1])


def test_the_inversion_of_2022_to_2024(sample_book: BookAt) -> None:
    book = sample_book("2026-08-21")
    since = fact(book, "ust10y-ust2y.spread.inverted_since@2023-06-30")
    assert since.value == date(2022, 7, 8)
    assert any("week-ends" in note for note in since.notes)
    assert why(book, "ust10y-ust2y.spread.inverted_since") == "the spread was not negative on 20 August 2026"
    ended = fact(book, "ust10y-ust2y.spread.positive_since")
    assert ended.value == date(2024, 8, 30)


def test_a_pair_of_indices_has_no_spread(sample_book: BookAt) -> None:
    assert isinstance(sample_book("2026-08-21").get("rut-spx.spread"), Unavailable)
    assert "published at the same times" in why(sample_book("2026-08-21"), "ust10y-effr.spread")


# -- the policy rate's own series ------------------------------------------------------------------


def test_a_monthly_rate_is_the_average_of_its_month(sample_book: BookAt) -> None:
    rate = fact(sample_book("2026-08-21"), "effr.yield")
    assert rate.label == "effective federal funds rate: monthly average"
    assert (rate.end, rate.number) == (date(2026, 7, 31), 0.0363)
    change = fact(sample_book("2026-08-21"), "effr.yield.change@1y")
    assert (change.start, change.end) == (date(2025, 7, 31), date(2026, 7, 31))
    assert change.number == pytest.approx(0.0363 - 0.0433)


# -- laws ------------------------------------------------------------------------------------------

YIELDS = st.lists(st.floats(-0.01, 0.15), min_size=30, max_size=60)


@given(YIELDS)
def test_weekly_changes_add_up(levels: list[float]) -> None:
    first = date(2024, 1, 2)
    days = [day for at in range(120) if (day := first + timedelta(days=at)).weekday() < 5][: len(levels)]
    book = market({"bond": dict(zip(days, levels, strict=True))}, days[-1] + timedelta(days=1))
    total = fact(book, f"bond.yield.change@{days[0]}..{days[-1]}").number
    middle = days[len(days) // 2]
    parts = [fact(book, f"bond.yield.change@{a}..{b}").number for a, b in ((days[0], middle), (middle, days[-1]))]
    assert total == pytest.approx(sum(parts), abs=1e-12)


@given(YIELDS, YIELDS)
def test_inverted_days_are_those_of_a_negative_spread(left: list[float], right: list[float]) -> None:
    first = date(2024, 1, 2)
    count = min(len(left), len(right))
    days = [day for at in range(120) if (day := first + timedelta(days=at)).weekday() < 5][:count]
    book = market(
        {
            "long": dict(zip(days, left[:count], strict=True)),
            "short": dict(zip(days, right[:count], strict=True)),
        },
        days[-1] + timedelta(days=1),
    )
    counted = fact(book, f"long-short.spread.inverted_days@{days[5]}..{days[-1]}").number
    assert counted == sum(a < b for a, b in zip(left[5:count], right[5:count], strict=True))
    run = book.get("long-short.spread.inverted_since")
    if isinstance(run, Fact):
        assert fact(book, "long-short.spread").number < 0


# -- the files FRED gives --------------------------------------------------------------------------


def test_fred_yields_by_the_day(real_folder: Path, sample_dataset: Dataset, sample_book: BookAt) -> None:
    def values(name: str) -> dict[date, float]:
        path = real_folder / "fred" / "fred_public_domain" / f"{name}.csv"
        with path.open() as file:
            rows = list(csv.DictReader(file))
        return {
            date.fromisoformat(row["observation_date"]): float(row[name]) / 100
            for row in rows
            if row[name] not in {"", "."} and row["observation_date"] >= "2018"
        }

    real = {name: values(series) for name, series in (("ust10y", "DGS10"), ("ust2y", "DGS2"))}
    book = market(real, date(2025, 1, 31), sample_dataset.sessions["XNYS"])
    assert fact(book, "ust10y-ust2y.spread.inverted_since@2023-06-30").value == date(2022, 7, 6)
    inverted = fact(book, "ust10y-ust2y.spread.inverted_days@2023").number
    assert inverted == sum(
        real["ust10y"][day] < real["ust2y"][day]
        for day in real["ust10y"].keys() & real["ust2y"].keys()
        if day.year == 2023
    )
    assert fact(book, "ust10y.yield.low.date@2020").value == date(2020, 8, 4)
    assert fact(book, "ust10y.yield.low@2020").number == pytest.approx(0.0052)
    for day in ("2020-03-13", "2022-09-30", "2024-12-31"):
        sampled = fact(sample_book("2026-08-21"), f"ust10y.yield@{day}").number
        assert fact(book, f"ust10y.yield@{day}").number == pytest.approx(sampled, abs=1e-12)
