"""What was public when: a report dated D reads only values whose release day is D or earlier."""

from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reportgen.model.dataset import Dataset, Origin, Series
from tests.sources.desks import Desk, make_desk


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    return make_desk(tmp_path)


def latest(dataset: Dataset, source: str, day: str) -> str:
    """The date of the newest value of a series that was public on a day."""
    return dataset.series[source].known_on(date.fromisoformat(day)).last_day.isoformat()


def test_a_value_is_public_so_many_days_after_its_period(desk: Desk) -> None:
    dataset = desk.load()
    assert latest(dataset, "rates.rate", "2025-06-02") == "2025-04-30"
    assert latest(dataset, "rates.rate", "2025-06-03") == "2025-05-31"


def test_exceptions_break_the_rule_and_an_empty_day_means_never(desk: Desk) -> None:
    (desk.folder / "late.csv").write_text("series,month,released\nrate,2025-02,2025-05-05\nrate,2025-04,\n")
    desk.declare("    release: {days_after: 3}\n", "    release: {days_after: 3}\n    exceptions: late.csv\n")
    dataset = desk.load()
    assert dataset.problems == ()
    series = dataset.series["rates.rate"]
    assert series.value_on(date(2025, 4, 30)) is None
    assert series.known_holes == {date(2025, 4, 30)}
    on_5_april = series.known_on(date(2025, 4, 5))
    assert [date.fromordinal(day).month for day in on_5_april.days] == [1, 3]
    assert [date.fromordinal(day).month for day in series.known_on(date(2025, 5, 5)).days] == [1, 2, 3]


def test_an_exception_that_cannot_be_read_sets_the_file_aside(desk: Desk) -> None:
    (desk.folder / "late.csv").write_text("series,month,released\nrate,March,2025-05-05\n")
    desk.declare("    release: {days_after: 3}\n", "    release: {days_after: 3}\n    exceptions: late.csv\n")
    assert desk.complaints() == [
        "late.csv, row 2: 'March' and '2025-05-05' are no month and day. Write them as 2025-10 and 2025-12-16."
    ]
    (desk.folder / "late.csv").write_text("series,released\nrate,2025-05-05\n")
    assert desk.complaints() == ["late.csv, row 1: has no column month. Write series,month,released."]


def test_an_exception_to_no_column_is_told(desk: Desk) -> None:
    (desk.folder / "late.csv").write_text("series,month,released\nratte,2025-02,2025-05-05\n")
    desk.declare("    release: {days_after: 3}\n", "    release: {days_after: 3}\n    exceptions: late.csv\n")
    assert desk.complaints() == ["late.csv, row 2: 'ratte' is no column of rates. Did you mean rate?"]


def test_the_sample_knows_the_shutdown_of_2025(sample_dataset: Dataset) -> None:
    unemployment, prices = "us_macro_monthly.unemployment_rate", "us_macro_monthly.cpi_all_items_sa"
    payrolls = "us_macro_monthly.nonfarm_payrolls_thousands"
    assert latest(sample_dataset, unemployment, "2025-11-19") == "2025-08-31"
    assert latest(sample_dataset, unemployment, "2025-11-20") == "2025-09-30"
    assert latest(sample_dataset, unemployment, "2025-12-16") == "2025-11-30"
    assert latest(sample_dataset, prices, "2025-12-17") == "2025-09-30"
    assert latest(sample_dataset, prices, "2025-12-18") == "2025-11-30"
    assert latest(sample_dataset, payrolls, "2025-12-12") == "2025-09-30"


def test_the_sample_knows_yields_a_day_late_and_decisions_at_once(sample_dataset: Dataset) -> None:
    assert latest(sample_dataset, "us_treasury_yields.treasury_10y", "2026-08-21") == "2026-08-20"
    decisions = sample_dataset.tables["fed_funds_target_range"].known_on(date(2025, 12, 10)).rows
    assert decisions[-1]["upper"] == 0.0375
    futures = sample_dataset.tables["fed_funds_futures"].known_on(date(2026, 8, 21)).rows
    assert max(row.known for row in futures) == date(2026, 8, 21)


def test_the_sample_knows_a_meeting_once_it_was_announced(sample_dataset: Dataset) -> None:
    def meetings(day: date) -> set[object]:
        return {row["end_date"] for row in sample_dataset.tables["fomc_meetings"].known_on(day).rows}

    assert date(2020, 3, 15) not in meetings(date(2020, 3, 14))
    assert date(2020, 3, 15) in meetings(date(2020, 3, 15))
    assert date(2027, 1, 27) not in meetings(date(2025, 9, 4))
    assert date(2027, 1, 27) in meetings(date(2025, 9, 5))
    assert date(2023, 2, 1) in meetings(date(2022, 9, 12))


def test_a_figure_quoted_is_known_when_it_was_said(sample_dataset: Dataset) -> None:
    cited = sample_dataset.tables["cited_figures"]
    before = {row["key"] for row in cited.known_on(date(2025, 12, 9)).rows}
    assert "article.russell_2000_return" not in before
    assert "published.russell_2000_total_return_2025_08" in before


ORIGIN = Origin("d", "p", "t", "f", "0" * 64)
DAYS = st.dates(date(2000, 1, 1), date(2030, 1, 1))


@st.composite
def histories(draw: st.DrawFn) -> Series:
    days = sorted(draw(st.sets(DAYS, max_size=30)))
    lags = draw(st.lists(st.integers(0, 400), min_size=len(days), max_size=len(days)))
    known = [day + timedelta(days=lag) for day, lag in zip(days, lags, strict=True)]
    return Series.of("d.c", days, [float(at) for at in range(len(days))], origin=ORIGIN, known=known)


@given(histories(), DAYS)
def test_nothing_not_yet_public_is_read_and_nothing_public_is_lost(series: Series, day: date) -> None:
    seen = series.known_on(day)
    public = [at for at in range(len(series)) if series.known[at] <= day.toordinal()]
    assert list(seen.values) == [series.values[at] for at in public]
    assert list(seen.rows) == [series.rows[at] for at in public]
    assert all(known <= day.toordinal() for known in seen.known)


@given(histories(), DAYS, DAYS)
def test_reading_twice_reads_as_of_the_earlier_day(series: Series, one: date, other: date) -> None:
    twice, once = series.known_on(one).known_on(other), series.known_on(min(one, other))
    assert list(twice.days) == list(once.days)
    assert list(twice.known) == list(once.known)
