"""Any chart that can be specified comes out finite, inside its frame, with words that do not run into each other."""

from __future__ import annotations

import math
from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta
from itertools import combinations

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from reportgen.model.exhibit import Area, Band, Bars, Dots, Event, Figure, Format, Line, Panel, Ranges, Role, Rule
from reportgen.model.prose import Text
from reportgen.render.chart.sketch import Disc, Label, Shape, Sketch, Stroke, label_box
from reportgen.render.chart.whole import Form, sketch
from tests.render.fixtures import lead_figure, multiples, odd_figures

START = date(2020, 1, 1)
numbers = st.one_of(
    st.floats(-1, 1), st.floats(-1e9, 1e9), st.sampled_from([0.0, 1e-12, -1e12, 5e11, math.nan, math.inf])
)
maybe = st.one_of(st.none(), numbers)
roles: st.SearchStrategy[Role] = st.sampled_from(
    ["subject", "benchmark", "third", "fourth", "muted", "warning", "positive"]
)
words = st.text("abcdefg hij", min_size=0, max_size=24)
forms: st.SearchStrategy[Format] = st.sampled_from(
    ["percent0", "percent1", "points1", "level", "ratio2", "multiple1", "dollars", "rate2", "count"]
)


def width(text: str, size: float, *, bold: bool = False) -> float:
    return len(text) * size * (0.6 if bold else 0.55)


@st.composite
def marks(draw: st.DrawFn, kind: str) -> Line | Bars | Dots | Ranges | Area:
    count = draw(st.integers(0, 7))
    steps = draw(st.lists(st.integers(1, 400), min_size=count, max_size=count))
    if kind == "time":
        days = [START + timedelta(days=sum(steps[: at + 1])) for at in range(count)]
        xs: tuple[date | float | str, ...] = tuple(days)
    elif kind == "number":
        xs = tuple(float(sum(steps[: at + 1])) for at in range(count))
    else:
        xs = tuple(f"name {at} {'long ' * (at % 4)}" for at in range(count))
    ys = tuple(draw(st.lists(maybe, min_size=count, max_size=count)))
    firm = tuple(0.0 if y is None else y for y in ys)
    label, role = draw(words), draw(roles)
    made = {
        "line": Line(label, role, xs, ys, step=draw(st.booleans()), dashed=draw(st.booleans())),
        "bars": Bars(label, role, xs, ys, value_labels=draw(st.booleans())),
        "dots": Dots(label, role, xs, firm, tuple(str(1980 + at) for at in range(count))),
        "ranges": Ranges(label, role, xs, firm, tuple(y + 1 for y in firm), ys),
        "area": Area(label, role, xs, ys),
    }
    return made[draw(st.sampled_from(sorted(made)))]  # type: ignore[return-value]


@st.composite
def panels(draw: st.DrawFn) -> Panel:
    horizontal = draw(st.booleans())
    kind = "category" if horizontal else draw(st.sampled_from(["time", "category", "number"]))
    found = tuple(draw(st.lists(marks(kind), min_size=0, max_size=3)))
    events = (Event(START + timedelta(days=200), draw(words)),) * draw(st.integers(0, 3)) if kind == "time" else ()
    bands = (Band(START, START + timedelta(days=300), "recession", draw(words)),) if draw(st.booleans()) else ()
    return Panel(
        found,
        draw(forms),
        title=draw(words),
        x_kind=kind,  # type: ignore[arg-type]
        log=draw(st.booleans()),
        horizontal=horizontal,
        stacked=draw(st.booleans()),
        bands=bands,
        events=events,
        rules=(Rule(draw(st.floats(-1, 1)), draw(words)),) * draw(st.integers(0, 1)),
    )


def figure(found: tuple[Panel, ...], columns: int = 1, *, same: bool = False) -> Figure:
    text = (Text("x"),)
    return Figure("f", text, text, text, "somewhere", found, columns=columns, same_scale=same)


def coordinates(drawing: Sketch) -> Iterator[float]:
    for item in drawing.items:
        match item:
            case Stroke() | Shape():
                yield from (part for point in item.points for part in point)
            case Disc() | Label():
                yield from (item.x, item.y)


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(panels(), min_size=0, max_size=4), st.integers(1, 4), st.booleans(), st.sampled_from(["page", "phone"]))
def test_no_spec_is_too_hostile(found: list[Panel], columns: int, same: bool, form: Form) -> None:
    drawing = sketch(figure(tuple(found), columns, same=same), form, width)
    assert all(math.isfinite(part) for part in coordinates(drawing))
    assert drawing.width > 0
    assert drawing.height > 0


EVERY = (lead_figure(), *multiples(), *odd_figures())


@pytest.mark.parametrize("form", ["page", "phone", "mail"])
@pytest.mark.parametrize("spec", EVERY, ids=lambda spec: spec.id)
def test_words_neither_run_into_each_other_nor_out_of_the_frame(spec: Figure, form: Form) -> None:
    drawing = sketch(spec, form, width)
    labels = [item for item in drawing.items if isinstance(item, Label)]
    for one, other in combinations(labels, 2):
        assert not label_box(one, width).meets(label_box(other, width), -1.2), (one.text, other.text)
    for label in labels:
        box = label_box(label, width)
        assert box.left >= -2, label.text
        assert box.right <= drawing.width + 2, label.text


def test_a_line_is_named_at_its_end_with_its_last_value_and_the_axis_ends_on_its_date() -> None:
    drawing = sketch(lead_figure(), "page", width)
    texts = {item.text: item for item in drawing.items if isinstance(item, Label)}
    assert texts["21.6%"].bold
    assert texts["21.6%"].role == texts["Russell 2000"].role == "subject"
    assert texts["21 Aug 2026"].bold


def test_bars_stand_on_zero() -> None:
    panel = Panel((Bars("a", "subject", ("x", "y"), (0.5, 0.7)),), "percent0", x_kind="category")
    shapes = [item for item in sketch(figure((panel,)), "page", width).items if isinstance(item, Shape)]
    heights = [max(y for _, y in shape.points) - min(y for _, y in shape.points) for shape in shapes]
    assert heights[0] / heights[1] == pytest.approx(5 / 7, rel=1e-6)


def test_panels_on_one_scale_draw_equal_values_at_equal_heights() -> None:
    days = tuple(START + timedelta(days=at) for at in range(3))
    small = Panel((Line("a", "subject", days, (1.0, 1.0, 1.0)),), "count")
    large = Panel((Line("a", "subject", days, (1.0, 9.0, 1.0)),), "count")

    def first_heights(*, same: bool) -> list[float]:
        drawing = sketch(figure((small, large), 2, same=same), "page", width)
        return [item.points[0][1] for item in drawing.items if isinstance(item, Stroke) and item.role == "subject"]

    one, other = first_heights(same=True)
    assert one == pytest.approx(other)
    one, other = first_heights(same=False)
    assert one != pytest.approx(other)


def test_a_scale_by_logarithms_gives_equal_ratios_equal_heights() -> None:
    days = tuple(START + timedelta(days=at) for at in range(3))
    panel = Panel((Line("a", "subject", days, (10.0, 100.0, 1000.0)),), "level", log=True)
    stroke = next(
        i for i in sketch(figure((panel,)), "page", width).items if isinstance(i, Stroke) and i.role == "subject"
    )
    (_, low), (_, middle), (_, high) = stroke.points
    assert low - middle == pytest.approx(middle - high)


def test_a_gap_in_the_data_is_a_gap_in_the_line() -> None:
    days = tuple(START + timedelta(days=at) for at in range(5))
    panel = Panel((Line("a", "subject", days, (1.0, 2.0, None, 2.0, 1.0)),), "count")
    strokes = [
        i for i in sketch(figure((panel,)), "page", width).items if isinstance(i, Stroke) and i.role == "subject"
    ]
    assert [len(stroke.points) for stroke in strokes] == [2, 2]


def test_a_panel_without_data_says_so() -> None:
    drawing = sketch(figure((Panel((Line("a", "subject", (), ()),), "count"),)), "page", width)
    assert [item.text for item in drawing.items if isinstance(item, Label)] == ["No data"]


def test_an_event_outside_the_data_is_not_drawn() -> None:
    days = tuple(START + timedelta(days=at) for at in range(5))
    events = (Event(days[2], "inside"), Event(START - timedelta(days=900), "before"))
    panel = Panel((Line("a", "subject", days, (1.0, 2.0, 3.0, 2.0, 1.0)),), "count", events=events)
    texts = {item.text for item in sketch(figure((panel,)), "page", width).items if isinstance(item, Label)}
    assert "inside" in texts
    assert "before" not in texts


def test_every_event_of_a_distribution_is_a_dot_with_its_year() -> None:
    drawing = sketch(next(spec for spec in odd_figures() if spec.id == "events"), "page", width)
    assert sum(isinstance(item, Disc) for item in drawing.items) == 24
    years = [item.text for item in drawing.items if isinstance(item, Label) and item.text.startswith("19")]
    assert len(years) >= 18


def test_no_line_of_the_grid_runs_through_the_words_beside_a_plot() -> None:
    days = tuple(START + timedelta(days=at) for at in range(30))
    panel = Panel((Line("one", "subject", days, tuple(-at / 100 for at in range(30))),), "percent0", rules=())
    other = Panel((Bars("one", "subject", days, tuple(0.001 for _ in range(30))),), "percent0", y_range=(-0.1, 0.1))
    for one in (panel, other):
        made = sketch(figure_of(one), "page", width)
        told = [label_box(item, width) for item in made.items if isinstance(item, Label) and item.bold]
        for stroke in (item for item in made.items if isinstance(item, Stroke) and item.role in {"grid", "rule"}):
            (left, y), (right, bottom) = stroke.points
            crossed = [box for box in told if y == bottom and box.top < y < box.bottom and left < box.left < right]
            assert crossed == [], stroke


def figure_of(panel: Panel) -> Figure:
    return Figure("one", (Text("t"),), (), (Text("a"),), "s", (panel,))


def test_a_line_that_stands_alone_is_not_named_again_at_its_end() -> None:
    days = tuple(START + timedelta(days=at) for at in range(30))
    lines = tuple(Line(name, "subject", days, tuple(float(at) for at in range(30))) for name in ("one", "two"))
    alone, both = (sketch(figure_of(Panel(lines[:count], "count")), "page", width) for count in (1, 2))
    assert [item.text for item in alone.items if isinstance(item, Label) and item.text in {"one", "two"}] == []
    assert {item.text for item in both.items if isinstance(item, Label) and item.text in {"one", "two"}} == {
        "one",
        "two",
    }


def test_a_bar_that_is_missing_from_a_row_that_tells_its_values_is_a_dash_not_nought() -> None:
    names = ("with", "without")
    bars = Bars("P/E", "subject", names, (20.3, None), value_labels=True)
    for labelled, dashes in ((bars, 1), (replace(bars, value_labels=False), 0)):
        made = sketch(figure_of(Panel((labelled,), "multiple1", x_kind="category", horizontal=True)), "page", width)
        assert sum(isinstance(item, Label) and item.text == "–" for item in made.items) == dashes
