from __future__ import annotations

import itertools
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reportgen.render.chart.ticks import (
    axis_labels,
    day_label,
    end_value,
    inner_ticks,
    linear_ticks,
    log_ticks,
    monthly,
    printed,
    time_ticks,
)

values = st.floats(-1e12, 1e12, allow_nan=False)


@given(values, values)
def test_marks_stand_at_even_steps_and_enclose_the_data(one: float, other: float) -> None:
    low, high = sorted((one, other))
    if high - low < 1e-6 * max(abs(low), abs(high), 1):
        return
    ticks = linear_ticks(low, high)
    steps = [b - a for a, b in itertools.pairwise(ticks)]
    assert ticks[0] <= low + 1e-6 * (high - low)
    assert ticks[-1] >= high - 1e-6 * (high - low)
    assert len(ticks) <= 6
    assert max(steps) == pytest.approx(min(steps), rel=1e-6)


@given(values, values)
def test_inner_marks_never_leave_the_axis(one: float, other: float) -> None:
    low, high = sorted((one, other))
    slack = (high - low) * 1e-6
    assert all(low - slack <= tick <= high + slack for tick in inner_ticks(low, high) if high > low)


@given(st.floats(1e-6, 1e9), st.floats(1.01, 1e6))
def test_log_marks_are_few_and_inside(low: float, factor: float) -> None:
    ticks = log_ticks(low, low * factor)
    assert len(ticks) <= 5
    assert all(low <= tick <= low * factor for tick in ticks)


def test_a_century_of_an_index_is_marked_by_powers_and_fives() -> None:
    assert log_ticks(95, 4000) == (100, 200, 500, 1000, 2000)
    assert log_ticks(1, 1e7, 5) == (1, 100, 10_000, 1_000_000)


@pytest.mark.parametrize(
    ("ticks", "form", "labels"),
    [
        ((-0.05, 0.0, 0.05), "percent0", ("−5%", "0%", "5%")),
        ((0.0, 0.025, 0.05), "percent0", ("0%", "2.5%", "5.0%")),
        ((1000.0, 2000.0), "level", ("1,000", "2,000")),
        ((0.35, 0.4, 0.45), "ratio2", ("0.35", "0.40", "0.45")),
        ((0.0, 2e11, 4e11), "dollars", ("$0", "$200bn", "$400bn")),
        ((0.0363, 0.0388), "rate2", ("3.63%", "3.88%")),
        ((10.0, 20.0), "multiple1", ("10x", "20x")),
    ],
)
def test_axis_labels_have_no_digit_too_many(ticks: tuple[float, ...], form: str, labels: tuple[str, ...]) -> None:
    assert axis_labels(ticks, form) == labels  # type: ignore[arg-type]


def test_the_end_of_a_line_prints_as_prose_does() -> None:
    assert end_value(0.21643, "percent0") == "21.6%"
    assert end_value(0.3934, "ratio2") == "0.393"
    assert printed(-0.0005, "percent1") == "−0.1%"
    assert printed(-0.0004, "percent1") == "0.0%"


@pytest.mark.parametrize(
    ("first", "last", "room", "words"),
    [
        (date(2026, 1, 2), date(2026, 8, 21), 8, ("Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug")),
        (date(2011, 1, 7), date(2026, 8, 21), 4, ("2015", "2020", "2025")),
        (date(2026, 8, 3), date(2026, 8, 21), 9, ("3 Aug", "5", "7", "9", "11", "13", "15", "17", "19", "21")),
    ],
)
def test_time_is_marked_as_a_calendar_would(first: date, last: date, room: int, words: tuple[str, ...]) -> None:
    assert [text.split()[0] if room == 8 else text for _, text in time_ticks(first, last, room)] == list(words)


@given(st.dates(date(1900, 1, 1), date(2100, 1, 1)), st.integers(0, 40_000), st.integers(1, 12))
def test_time_marks_lie_inside_and_are_no_more_than_there_is_room_for(first: date, days: int, room: int) -> None:
    last = date.fromordinal(min(first.toordinal() + days, date(2199, 1, 1).toordinal()))
    ticks = time_ticks(first, last, room)
    assert all(first <= day <= last for day, _ in ticks)
    assert len(ticks) <= room + 2


def test_monthly_data_end_on_a_month_and_daily_data_on_a_day() -> None:
    ends = [date(2026, 5, 29), date(2026, 6, 30), date(2026, 7, 31)]
    assert monthly(ends)
    assert not monthly([*ends, date(2026, 8, 21)])
    assert day_label(ends[-1], month=True) == "Jul 2026"
    assert day_label(ends[-1], month=False) == "31 Jul 2026"
