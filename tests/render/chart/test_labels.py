from __future__ import annotations

import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reportgen.render.chart.labels import before, free, rows_of, spread, stacked
from reportgen.render.chart.sketch import Box, Label, label_box


def width(text: str, size: float, *, bold: bool = False) -> float:
    return len(text) * size * (0.6 if bold else 0.55)


wanted = st.lists(st.tuples(st.floats(0, 200), st.floats(4, 20)), min_size=1, max_size=9)


@given(wanted)
def test_labels_never_touch_keep_their_order_and_stay_inside(pairs: list[tuple[float, float]]) -> None:
    centres, heights = [c for c, _ in pairs], [h for _, h in pairs]
    placed = spread(centres, heights, 0, 200)
    order = sorted(range(len(pairs)), key=lambda at: (centres[at], at))
    for upper, lower in itertools.pairwise(order):
        assert placed[lower] - placed[upper] >= (heights[upper] + heights[lower]) / 2 - 1e-6
    assert placed[order[0]] - heights[order[0]] / 2 >= -1e-6
    assert placed[order[-1]] + heights[order[-1]] / 2 <= 200 + 1e-6


@given(wanted)
def test_labels_with_room_stay_where_they_want_to_be(pairs: list[tuple[float, float]]) -> None:
    spaced = [20 + at * 20.0 for at in range(len(pairs))]
    assert spread(spaced, [10.0] * len(spaced), 0, 400) == pytest.approx(spaced)


def test_more_labels_than_room_are_spaced_evenly() -> None:
    assert spread([5, 5, 5], [10, 10, 10], 0, 20) == pytest.approx((5, 10, 15))
    assert spread([], [], 0, 1) == ()


def test_two_that_want_one_place_share_the_shift() -> None:
    assert spread([100, 100], [10, 10], 0, 200) == pytest.approx((95, 105))


def test_a_label_takes_the_first_place_nothing_else_has() -> None:
    label = Label(50, 50, "1990", "quiet", 8)
    inside = Box(0, 0, 100, 100)
    above = free(stacked(label, 4, 2), [], inside, width)
    assert above is not None
    below = free(stacked(label, 4, 2), [label_box(above, width)], inside, width)
    assert below is not None
    assert above.y < 50 < below.y
    assert free(stacked(label, 4, 1), [inside], inside, width) is None


def test_the_name_of_a_line_that_stops_early_ends_where_the_line_does() -> None:
    place = before(Label(60, 40, "Target 3.63%", "benchmark", 8), 5)[0]
    assert (place.anchor, place.x) == ("end", 60)
    assert place.y < 40


@given(st.lists(st.tuples(st.floats(0, 300), st.floats(5, 60)), max_size=10))
def test_events_in_one_row_do_not_touch(spans: list[tuple[float, float]]) -> None:
    boxes = [(left, left + wide) for left, wide in spans]
    rows = rows_of(boxes, 3)
    for row in set(rows):
        mine = sorted(box for box, at in zip(boxes, rows, strict=True) if at == row)
        assert all(b[0] >= a[1] + 3 for a, b in itertools.pairwise(mine))
