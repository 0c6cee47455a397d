"""Turning points of lines of any shape."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reportgen.model.cycles import Turn, turning_points

LINES = st.lists(st.floats(0.2, 5), min_size=1, max_size=120)


def turns(values: list[float], **rule: float) -> list[tuple[int, bool]]:
    found = turning_points(range(len(values)), values, **rule)  # type: ignore[arg-type]
    return [(turn.position, turn.peak) for turn in found]


def test_a_rise_a_fall_and_a_rise() -> None:
    up, down = [1 + 0.02 * at for at in range(25)], [1.5 - 0.02 * at for at in range(25)]
    assert turns([*up, *down, *up]) == [(0, False), (25, True), (50, False), (74, True)]


def test_a_swing_too_short_is_merged_into_the_phase_around_it() -> None:
    long_fall = [2 - 0.03 * at for at in range(30)]
    spike = [1.5, 1.6, 1.2]
    assert turns([*long_fall, *spike, *(1.1 - 0.01 * at for at in range(40))]) == [(0, True), (72, False)]


def test_a_crash_shorter_than_a_phase_keeps_its_extremes() -> None:
    """Up for two years, down by three quarters in a quarter, up for two: the crash is the largest swing of all."""
    line = [*(1 + 0.04 * at for at in range(25)), 1.5, 1.0, 0.5, *(0.5 + 0.02 * at for at in range(1, 25))]
    found = turning_points(range(len(line)), line)
    assert all(later.position - earlier.position >= 12 for earlier, later in pairwise(found) if earlier.position)


def test_missing_months_count_as_time() -> None:
    values = [1.0, 1.5, 1.0, 1.5]
    assert turning_points([0, 1, 2, 3], values) != turning_points([0, 20, 40, 60], values)
    assert [turn.position for turn in turning_points([0, 20, 40, 60], values)] == [0, 1, 2, 3]


@pytest.mark.parametrize("values", [[], [1.0], [1.0, 1.1, 1.0]])
def test_a_line_that_never_reversed_has_no_turns(values: list[float]) -> None:
    assert turning_points(range(len(values)), values) == ()


@given(LINES)
def test_turns_alternate_and_every_phase_is_long_enough(values: list[float]) -> None:
    found = turning_points(range(len(values)), values)
    for earlier, later in pairwise(found):
        assert earlier.peak != later.peak
        assert earlier.position < later.position
        assert (later.value < earlier.value) == earlier.peak
        if earlier.position:
            assert later.position - earlier.position >= 12
    assert all(values[turn.position] == turn.value for turn in found)


@given(LINES)
def test_each_turn_is_the_extreme_between_those_beside_it(values: list[float]) -> None:
    found = turning_points(range(len(values)), values)
    for at, turn in enumerate(found):
        left = found[at - 1].position if at else turn.position
        right = found[at + 1].position if at + 1 < len(found) else turn.position
        between = values[left : right + 1]
        assert turn.value == (max(between) if turn.peak else min(between))


@given(LINES)
def test_scaling_a_line_moves_no_turn(values: list[float]) -> None:
    doubled = turning_points(range(len(values)), [2 * value for value in values])
    assert [Turn(turn.position, turn.value / 2, turn.peak) for turn in doubled] == list(
        turning_points(range(len(values)), values)
    )
