"""Inflation as a reader meets it: the official rates, the month that was never collected, what was public when."""

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
from reportgen.metrics.months import months_back, vintage_month
from reportgen.model.dataset import Dataset, Entity, Origin, Series
from reportgen.model.facts import Fact
from reportgen.model.printing import printed
from reportgen.model.sessions import month_end
from reportgen.model.units import Standing, Unit
from tests.metrics.asking import fact
from tests.metrics.asking import reason as why

BookAt = Callable[[str], FactBook]
ORIGIN = Origin("prices", "publisher", "title", "prices.csv", "0" * 64)


def economy(values: list[float], first: date = date(2000, 1, 31), holes: tuple[int, ...] = ()) -> FactBook:
    """A book over one made price index, month after month."""
    days = [months_back(first, -at) for at in range(len(values)) if at not in holes]
    series = Series.of(
        "prices.cpi",
        days,
        [value for at, value in enumerate(values) if at not in holes],
        origin=ORIGIN,
        unit=Unit.INDEX_POINTS,
        frequency="monthly",
        known_holes=frozenset(months_back(first, -at) for at in holes),
    )
    entity = Entity("cpi", "macro", ("consumer prices",), "CPI", {"level": series.id}, the=False)
    return FactBook(Dataset({series.id: series}, {}, {"cpi": entity}, {}), days[-1], TABLE)


# -- against the official figures ------------------------------------------------------------------


@pytest.mark.parametrize(
    ("month", "official"),
    [
        # BLS, CPI-U, all items, not seasonally adjusted, twelve months, percent
        ("2022-06", 9.1),
        ("2023-06", 3.0),
        ("2020-05", 0.1),
        ("2024-12", 2.9),
        ("2025-08", 2.9),
        ("2025-09", 3.0),
        ("2025-11", 2.7),
    ],
)
def test_twelve_month_rates_lie_within_the_tolerance_of_the_official_ones(
    sample_book: BookAt, month: str, official: float
) -> None:
    rate = fact(sample_book("2026-08-21"), f"cpi.yoy@{month}")
    assert abs(rate.number * 100 - official) <= rate.tolerance * 100 + 0.05
    assert rate.tolerance == 0.0015


def test_june_2022_is_the_adjusted_figure_and_says_so(sample_book: BookAt) -> None:
    rate = fact(sample_book("2026-08-21"), "cpi.yoy@2022-06")
    assert rate.number == pytest.approx(0.0898, abs=5e-5)
    assert (rate.start, rate.end) == (date(2021, 6, 30), date(2022, 6, 30))
    assert any("seasonally adjusted" in note for note in rate.notes)


def test_the_monthly_change_needs_no_tolerance(sample_book: BookAt) -> None:
    rate = fact(sample_book("2026-08-21"), "cpi.mom@2025-09")
    assert printed(rate) == "0.3%"
    assert rate.tolerance == 0


# -- October 2025 ----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "key",
    [
        "cpi.yoy@2025-10",
        "cpi.mom@2025-10",
        "cpi.mom@2025-11",
        "cpi.annualised_3m@2026-01",
        "cpi.annualised_6m@2026-04",
        "core_cpi.yoy@2025-10",
        "cpi.yoy.base@2026-10",
    ],
)
def test_what_needs_the_month_never_collected_is_absent(sample_dataset: Dataset, key: str) -> None:
    reason = why(FactBook(sample_dataset, date(2026, 8, 21), TABLE), key)
    assert "for October 20" in reason
    assert "never collected" in reason or "was public" in reason


def test_three_months_over_the_hole_say_on_what_they_rest(sample_book: BookAt) -> None:
    rate = fact(sample_book("2026-08-21"), "cpi.annualised_3m@2025-12")
    assert rate.number == pytest.approx((326.031 / 324.245) ** 4 - 1)
    assert "October 2025 was never collected" in rate.notes
    assert "the annualised rate rests on 2 months of 3" in rate.notes
    clean = fact(sample_book("2026-08-21"), "cpi.annualised_3m@2025-09")
    assert not any("rests on" in note for note in clean.notes)


def test_the_change_of_the_rate_skips_the_hole_and_says_so(sample_book: BookAt) -> None:
    change = fact(sample_book("2025-12-19"), "cpi.yoy.change")
    assert change.start == date(2025, 9, 30)
    assert "compared with September 2025: no month between was collected" in change.notes
    yearly = fact(sample_book("2026-08-21"), "cpi.yoy.change.12m@2026-07")
    now, then = (fact(sample_book("2026-08-21"), f"cpi.yoy@{month}").number for month in ("2026-07", "2025-07"))
    assert yearly.number == pytest.approx(now - then)


# -- what was public -------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("day", "month"),
    [
        ("2025-10-23", date(2025, 8, 31)),
        ("2025-10-24", date(2025, 9, 30)),
        ("2025-12-17", date(2025, 9, 30)),
        ("2025-12-18", date(2025, 11, 30)),
        ("2026-01-17", date(2025, 12, 31)),
    ],
)
def test_the_latest_month_is_the_latest_released(sample_book: BookAt, day: str, month: date) -> None:
    book = sample_book(day)
    latest = fact(book, "cpi.latest_month")
    assert latest.value == month
    assert fact(book, "cpi.yoy").end == month
    assert fact(book, "cpi.released").value == fact(book, "cpi.yoy").known_at
    assert fact(book, "cpi.yoy").known_at <= date.fromisoformat(day)


def test_a_figure_is_absent_until_its_release(sample_book: BookAt) -> None:
    assert why(sample_book("2025-12-12"), "cpi.yoy@2025-11") == (
        "no figure of consumer prices for November 2025 was public on 12 December 2025"
    )
    assert fact(sample_book("2025-12-18"), "cpi.yoy@2025-11").known_at == date(2025, 12, 18)


def test_a_latest_month_long_past_is_no_longer_the_latest(sample_book: BookAt) -> None:
    assert why(sample_book("2026-12-31"), "cpi.yoy").startswith("the latest month at hand is July 2026")
    assert fact(sample_book("2026-12-31"), "cpi.yoy@2026-07").number > 0


def test_an_older_edition_says_that_its_figures_were_revised(sample_book: BookAt) -> None:
    told = "as since revised: data of August 2026, not as first published"
    assert told in fact(sample_book("2025-12-12"), "core_cpi.yoy").notes
    assert told not in fact(sample_book("2026-08-21"), "core_cpi.yoy").notes


@pytest.mark.parametrize(
    ("text", "first"),
    [
        ("August 2026", date(2026, 8, 1)),
        ("2026-08", date(2026, 8, 1)),
        ("2026-08-22", date(2026, 8, 1)),
        ("summer", None),
        (None, None),
    ],
)
def test_vintages_are_read_in_the_usual_spellings(text: str | None, first: date | None) -> None:
    assert vintage_month(text) == first


# -- when the next figure comes --------------------------------------------------------------------


def test_the_next_release_is_an_estimate_from_the_usual_lag(sample_book: BookAt) -> None:
    due = fact(sample_book("2026-08-21"), "cpi.next_release")
    assert due.value == date(2026, 9, 17)
    assert due.standing is Standing.ESTIMATED
    assert "the figure is that of August 2026" in due.notes
    assert fact(sample_book("2026-08-21"), "payrolls.next_release").value == date(2026, 9, 10)


def test_no_day_is_promised_while_releases_are_late(sample_book: BookAt) -> None:
    # The Bureau had set 18 December 2025 by then: the usual lag would have said the 17th.
    assert "came out of its turn" in why(sample_book("2025-12-12"), "cpi.next_release")
    assert "came out of its turn" in why(sample_book("2025-12-12"), "unemployment.next_release")
    assert why(sample_book("2025-10-20"), "cpi.next_release") == (
        "the figure of consumer prices for September 2025 was due by 17 October 2025 and is not out"
    )


def test_that_a_month_was_never_collected_is_not_known_beforehand(sample_book: BookAt) -> None:
    assert why(sample_book("2025-11-05"), "cpi.yoy@2025-10") == (
        "no figure of consumer prices for October 2025 was public on 5 November 2025"
    )
    assert why(sample_book("2025-12-18"), "cpi.yoy@2025-10") == (
        "there is no figure of consumer prices for October 2025: it was never collected"
    )


# -- superlatives and base effects -----------------------------------------------------------------


def test_the_highest_since_is_searched_over_the_full_history(sample_book: BookAt) -> None:
    book = sample_book("2026-08-21")
    since = fact(book, "cpi.yoy.highest_since@2022-06")
    assert since.value == date(1981, 11, 30)  # as the Bureau itself put it
    rate = fact(book, "cpi.yoy@2022-06").number
    assert fact(book, "cpi.yoy@1981-11").number > rate > fact(book, "cpi.yoy@1981-12").number
    assert why(book, "cpi.yoy.highest_since@2022-07") == "July 2022 is no new high: June 2022 was as high"


def test_nothing_is_called_the_highest_since_before_the_series_began() -> None:
    book = economy([100 * 1.001**at for at in range(20)] + [130.0])
    assert why(book, "cpi.yoy.highest_since") == ("no month since January 2000, where the series begins, was as high")


def test_a_base_effect_is_told_where_the_month_that_left_was_unusual(sample_book: BookAt) -> None:
    book = sample_book("2026-08-21")
    leaving = fact(book, "cpi.yoy.base@2021-04")
    assert (leaving.start, leaving.end) == (date(2020, 3, 31), date(2020, 4, 30))
    assert "a base effect: April 2020 was unusual against the ten years before it" in leaving.notes
    assert fact(book, "cpi.yoy.base@2026-06").notes == ()


# -- laws ------------------------------------------------------------------------------------------

LEVELS = st.lists(st.floats(50, 200), min_size=14, max_size=40)


@given(LEVELS)
def test_monthly_changes_compound_to_the_twelve_month_rate(values: list[float]) -> None:
    book = economy(values)
    last = book.as_of
    product = 1.0
    for back in range(12):
        product *= 1 + fact(book, f"cpi.mom@{months_back(last, back):%Y-%m}").number
    assert fact(book, "cpi.yoy").number == pytest.approx(product - 1, abs=1e-12)


@given(LEVELS, st.data())
def test_a_hole_never_changes_what_does_not_rest_on_it(values: list[float], data: st.DataObject) -> None:
    hole = data.draw(st.integers(1, len(values) - 2))
    whole, holed = economy(values), economy(values, holes=(hole,))
    for key in ("cpi.yoy", "cpi.mom", "cpi.annualised_3m", "cpi.annualised_6m"):
        answer = holed.get(key)
        if isinstance(answer, Fact):
            assert answer.number == fact(whole, key).number
        else:
            assert "never collected" in answer.reason


# -- the files FRED gives --------------------------------------------------------------------------


def test_fred_files_give_the_sample_its_figures(real_folder: Path, sample_book: BookAt) -> None:
    path = real_folder / "fred" / "fred_public_domain" / "CPIAUCSL.csv"
    rows = [row for row in csv.DictReader(path.open()) if row["CPIAUCSL"] not in {"", "."}]
    values = {month_end(date.fromisoformat(row["observation_date"])): float(row["CPIAUCSL"]) for row in rows}
    book = sample_book("2026-08-21")
    assert date(2025, 10, 31) not in values
    for month in (date(1980, 3, 31), date(2009, 7, 31), date(2022, 6, 30), date(2025, 9, 30)):
        expected = values[month] / values[months_back(month, 12)] - 1
        assert fact(book, f"cpi.yoy@{month:%Y-%m}").number == pytest.approx(expected, abs=2e-4)
