"""When events happen: on made-up closes, on any closes, and never by looking ahead."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from functools import partial

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from reportgen.metrics.analogues_events import Event, cycle_ends, last_of_each, record_closes, yearly_highs

Rule = Callable[[np.ndarray, np.ndarray], tuple[Event, ...]]
START = date(2000, 1, 3)


def _days(count: int, step: int = 1) -> np.ndarray:
    return np.array([START.toordinal() + step * at for at in range(count)], dtype=np.int32)


def _closes(*pieces: tuple[float, int]) -> np.ndarray:
    """Pieces of a path: go to a level in so many steps."""
    values = [100.0]
    for level, steps in pieces:
        values.extend(np.linspace(values[-1], level, steps + 1)[1:])
    return np.array(values)


def test_a_record_after_a_year_without_one_is_an_event_once() -> None:
    values = _closes((150, 400), (90, 200), (149, 290), (160, 30), (180, 100))
    found = record_closes(_days(len(values)), values, 365)
    assert len(found) == 1
    assert found[0].prior == START + timedelta(days=400)
    assert found[0].gap > 490
    assert found[0].depth == pytest.approx(90 / 150 - 1)
    assert record_closes(_days(len(values)), values, found[0].gap + 1) == ()


def test_equalling_the_record_is_not_exceeding_it() -> None:
    values = _closes((150, 400), (90, 200), (150, 300))
    assert record_closes(_days(len(values)), values, 365) == ()


def test_a_high_at_the_start_of_the_data_is_not_believed() -> None:
    # The series begins just before a crash, as a vendor's copy does in September 1987: the true high
    # lies outside it, so passing the first high inside is no record.
    values = _closes((102, 25), (60, 60), (104, 600), (120, 400), (80, 200), (121, 300))
    found = record_closes(_days(len(values)), values, 365)
    assert [event.prior > START + timedelta(days=365) for event in found] == [True]


def test_a_yearly_high_needs_no_record() -> None:
    values = _closes((200, 400), (80, 300), (79, 200), (120, 300))
    days = _days(len(values))
    found = yearly_highs(days, values, 365)
    assert len(found) == 1
    assert record_closes(days, values, 365) == ()
    at = (found[0].day - START).days
    assert values[at] > values[at - 365 : at].max()


def _months(values: list[float]) -> tuple[np.ndarray, np.ndarray]:
    return _days(len(values), 30), np.array(values)


RISE = [1.0 + 0.02 * at for at in range(25)]
FALL = [1.48 * 0.98**at for at in range(1, 31)]


def test_a_cycle_ends_where_the_rise_is_complete_not_at_its_low() -> None:
    recovery = [FALL[-1] * 1.03**at for at in range(1, 12)]
    days, ratio = _months(RISE + FALL + recovery)
    found = cycle_ends(days, ratio, 0.20, 12)
    at = [int(np.flatnonzero(days == event.day.toordinal())[0]) for event in found]
    assert len(found) == 1
    assert ratio[at[0]] >= 1.2 * FALL[-1] > ratio[at[0] - 1]
    assert found[0].prior == date.fromordinal(int(days[24]))
    assert found[0].depth == pytest.approx(FALL[-1] / 1.48 - 1)


def test_a_short_fall_is_no_cycle() -> None:
    days, ratio = _months([*RISE, 1.1, 1.0, 1.25, 1.4, 1.5])
    assert cycle_ends(days, ratio, 0.20, 12) == ()


def test_a_false_end_resumes_the_old_cycle() -> None:
    bounce = [FALL[-1] * 1.05**at for at in range(1, 6)]
    relapse = [bounce[-1] * 0.95**at for at in range(1, 16)]
    recovery = [relapse[-1] * 1.05**at for at in range(1, 6)]
    days, ratio = _months(RISE + FALL + bounce + relapse + recovery)
    found = cycle_ends(days, ratio, 0.20, 12)
    assert len(found) == 2
    assert found[0].prior == found[1].prior
    assert found[1].depth < found[0].depth


PATHS = st.lists(st.floats(-0.2, 0.2), min_size=30, max_size=400).map(
    lambda moves: 100 * np.exp(np.cumsum(np.array(moves)))
)


@given(PATHS, st.integers(1, 29), st.integers(30, 800))
def test_later_closes_never_change_earlier_events(values: np.ndarray, cut: int, gap: int) -> None:
    days = _days(len(values), 9)
    last = date.fromordinal(int(days[cut]))
    for rule in _rules(gap):
        known_then = rule(days[: cut + 1], values[: cut + 1])
        assert known_then == tuple(event for event in rule(days, values) if event.day <= last)


def _rules(gap: int) -> tuple[Rule, ...]:
    return (
        partial(record_closes, gap=gap),
        partial(yearly_highs, gap=gap),
        partial(cycle_ends, reversal=0.2, minimum=6),
    )


@given(PATHS, st.integers(30, 800))
def test_every_event_exceeds_all_closes_since_its_prior_high(values: np.ndarray, gap: int) -> None:
    days = _days(len(values), 9)
    for event in record_closes(days, values, gap):
        at, prior = (int(np.searchsorted(days, day.toordinal())) for day in (event.day, event.prior))
        assert values[at] > values[:at].max() == values[prior]
        assert event.gap >= gap
        assert -1 < event.depth <= 0


def test_last_of_each_month_and_week() -> None:
    days = np.array([date(2026, 7, day).toordinal() for day in (29, 30, 31)] + [date(2026, 8, 3).toordinal()])
    assert last_of_each("month", days).tolist() == [2, 3]
    assert last_of_each("week", days).tolist() == [2, 3]
