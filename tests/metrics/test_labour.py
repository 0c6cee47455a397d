"""Unemployment, payrolls and the Sahm rule as a reader meets them."""

from __future__ import annotations

import csv
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reportgen.metrics import TABLE
from reportgen.metrics.book import FactBook
from reportgen.metrics.months import months_back
from reportgen.model.dataset import Dataset, Entity, Origin, Series
from reportgen.model.printing import printed
from reportgen.model.sessions import month_end
from reportgen.model.units import Unit
from tests.metrics.asking import fact
from tests.metrics.asking import reason as why

BookAt = Callable[[str], FactBook]
ORIGIN = Origin("labour", "publisher", "title", "labour.csv", "0" * 64, vintage="2026-08")


def labour(values: dict[date, float], holes: tuple[date, ...] = ()) -> FactBook:
    series = Series.of(
        "labour.rate",
        list(values),
        list(values.values()),
        origin=ORIGIN,
        unit=Unit.FRACTION,
        frequency="monthly",
        known_holes=frozenset(holes),
    )
    entity = Entity("unemployment", "macro", ("unemployment",), "Unemployment", {"level": series.id}, the=False)
    return FactBook(Dataset({series.id: series}, {}, {"unemployment": entity}, {}), series.last_day, TABLE)


# -- the rate --------------------------------------------------------------------------------------


def test_the_rate_and_its_changes_print_as_the_bureau_gives_them(sample_book: BookAt) -> None:
    book = sample_book("2026-08-21")
    assert printed(fact(book, "unemployment.rate@2025-09")) == "4.4%"
    assert printed(fact(book, "unemployment.rate@2025-11")) == "4.5%"
    assert printed(fact(book, "unemployment.rate.change@2025-09")) == "0.1 percentage points"
    assert printed(fact(book, "unemployment.rate.change.12m@2026-07")) == "−0.2 percentage points"
    assert fact(book, "unemployment.rate.change.3m@2026-07").start == date(2026, 4, 30)


def test_october_2025_has_no_rate(sample_book: BookAt) -> None:
    book = sample_book("2026-08-21")
    reason = "there is no figure of unemployment for October 2025: it was never collected"
    assert why(book, "unemployment.rate@2025-10") == reason
    assert why(book, "unemployment.rate.change@2025-11") == reason
    assert why(book, "unemployment.rate.change.3m@2026-01") == reason


def test_the_highest_since_steps_over_the_hole_and_says_so(sample_book: BookAt) -> None:
    since = fact(sample_book("2025-12-19"), "unemployment.rate.highest_since")
    assert since.value == date(2021, 10, 31)
    assert "October 2025 was never collected" in since.notes
    assert why(sample_book("2026-08-21"), "unemployment.rate.highest_since").startswith("July 2026 is no new high")


def test_a_price_index_has_no_rate_and_a_rate_no_inflation(sample_book: BookAt) -> None:
    book = sample_book("2026-08-21")
    assert why(book, "cpi.rate") == "consumer prices is no rate"
    assert why(book, "unemployment.yoy") == "unemployment is no price index"
    assert why(book, "cpi.change") == "consumer prices counts nothing"


def test_readings_print_in_the_unit_of_their_series(sample_book: BookAt) -> None:
    book = sample_book("2026-08-21")
    assert printed(fact(book, "cpi.reading@2025-09")) == "324.245"
    assert printed(fact(book, "unemployment.reading@2025-09")) == "4.4%"
    assert printed(fact(book, "payrolls.reading@2025-09")) == "158,548,000"


# -- payrolls --------------------------------------------------------------------------------------


def test_payrolls_change_in_jobs(sample_book: BookAt) -> None:
    book = sample_book("2026-08-21")
    assert fact(book, "payrolls.change@2026-07").number == -23_000
    three = fact(book, "payrolls.change.3m_average@2026-07").number
    assert three == pytest.approx((158_858_000 - 158_798_000) / 3)


def test_an_older_edition_never_prints_a_payroll_change_as_if_first_published(sample_book: BookAt) -> None:
    # First published on 20 November 2025 as +119,000.
    change = fact(sample_book("2025-12-12"), "payrolls.change@2025-09")
    assert change.label == "nonfarm payrolls: change on the month, as since revised"
    assert "as since revised: data of August 2026, not as first published" in change.notes
    now = fact(sample_book("2026-08-21"), "payrolls.change")
    assert now.label == "nonfarm payrolls: change on the month"
    assert now.notes == ()


@pytest.mark.parametrize(("day", "month"), [("2025-12-15", date(2025, 9, 30)), ("2025-12-16", date(2025, 11, 30))])
def test_payrolls_come_out_when_they_did(sample_book: BookAt, day: str, month: date) -> None:
    assert fact(sample_book(day), "payrolls.change").end == month


# -- the Sahm rule ---------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("month", "expected"),
    [
        # the St. Louis Fed's current (revised) series: 2008-02 0.53, 2024-07 0.50, 2024-08 0.57
        ("2008-02", 0.0053),
        ("2024-07", 0.0050),
        ("2024-08", 0.0057),
        ("2020-04", 0.0400),
    ],
)
def test_the_sahm_rule_on_revised_data(sample_book: BookAt, month: str, expected: float) -> None:
    rule = fact(sample_book("2026-08-21"), f"unemployment.sahm_rule@{month}")
    assert round(rule.number, 4) == pytest.approx(expected, abs=1.1e-4)
    assert "revised" in rule.label


def test_the_sahm_rule_over_the_hole_says_that_means_rest_on_two_months(sample_book: BookAt) -> None:
    rule = fact(sample_book("2025-12-19"), "unemployment.sahm_rule")
    lowest = (0.042 + 0.041 + 0.040) / 3  # November 2024 to January 2025
    assert rule.number == pytest.approx((0.044 + 0.045) / 2 - lowest, abs=1e-9)
    assert "October 2025 was never collected: three-month means over it rest on two months" in rule.notes
    earlier = fact(sample_book("2025-12-12"), "unemployment.sahm_rule")
    assert not any("two months" in note for note in earlier.notes)


@given(st.lists(st.integers(20, 150), min_size=15, max_size=30))
def test_the_sahm_rule_is_the_definition_and_never_less_than_a_flat_rate_gives(tenths: list[int]) -> None:
    first = date(2010, 1, 31)
    values = {months_back(first, -at): tenth / 1000 for at, tenth in enumerate(tenths)}
    rule = fact(labour(values), "unemployment.sahm_rule").number
    series = list(values.values())
    means = [sum(series[at - 2 : at + 1]) / 3 for at in range(2, len(series))]
    assert rule == pytest.approx(means[-1] - min(means[-13:-1]), abs=1e-12)


def test_two_holes_together_leave_no_mean() -> None:
    first = date(2010, 1, 31)
    months = [months_back(first, -at) for at in range(20)]
    holes = (months[17], months[18])
    book = labour({month: 0.05 for month in months if month not in holes}, holes)
    assert why(book, "unemployment.sahm_rule") == "only one of the three months to August 2011 was collected"


def test_a_month_missing_without_reason_is_not_stepped_over() -> None:
    first = date(2010, 1, 31)
    months = [months_back(first, -at) for at in range(20)]
    book = labour({month: 0.05 for month in months if month != months[15]})
    assert why(book, "unemployment.sahm_rule") == "there is no figure of unemployment for April 2011"


# -- the files FRED gives --------------------------------------------------------------------------


def test_both_fred_headers_give_the_same_rule(real_folder: Path, sample_book: BookAt) -> None:
    def rates(path: Path) -> dict[date, float]:
        with path.open() as file:
            return {
                month_end(date.fromisoformat(day)): float(value) / 100
                for day, value in list(csv.reader(file))[1:]
                if value not in {"", "."}
            }

    newer = rates(real_folder / "fred" / "fred_public_domain" / "UNRATE.csv")
    older = rates(real_folder / "fred" / "UNRATE.csv")
    common = {month for month in newer.keys() & older.keys() if month < date(2020, 1, 1)}
    assert len(common) > 600
    month = date(2008, 2, 29)
    for values in (newer, older):
        until = {day: value for day, value in sorted(values.items()) if day <= month}
        assert fact(labour(until), "unemployment.sahm_rule").number == pytest.approx(0.0053, abs=1.1e-3)
    sampled = fact(sample_book("2026-08-21"), "unemployment.rate@2025-09")
    assert sampled.number == pytest.approx(newer[date(2025, 9, 30)])
