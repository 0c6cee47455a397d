"""The chart behind a claim shows the series around its window, the window marked, and where a figure does belong."""

from __future__ import annotations

from datetime import date

import pytest

from reportgen.exhibits.common import Absent
from reportgen.exhibits.evidence import evidence
from reportgen.exhibits.sights import MOST_POINTS
from reportgen.model.exhibit import Bars, Dots, Figure, Line
from reportgen.model.prose import plain
from tests.conftest import BookAt

DAY = "2026-08-21"


def drawn(sample_book: BookAt, key: str, fitting: str = "", as_of: str = DAY) -> Figure:
    figure = evidence(sample_book(as_of), key, fitting)
    assert isinstance(figure, Figure), figure
    return figure


def test_the_window_of_a_return_is_marked_from_its_base_to_its_end(sample_book: BookAt) -> None:
    [panel] = drawn(sample_book, "rut.return.price@2025-09").panels
    context, window, end = panel.marks
    assert isinstance(context, Line)
    assert isinstance(window, Line)
    assert isinstance(end, Dots)
    assert (window.x[0], window.x[-1]) == (date(2025, 8, 29), date(2025, 9, 30))
    assert (window.y[0], window.y[-1]) == (2366.42, 2436.48)
    assert (end.x, end.names) == ((date(2025, 9, 30),), ("+3.0%",))
    assert [(band.start, band.end) for band in panel.bands] == [(date(2025, 8, 29), date(2025, 9, 30))]
    assert context.x[0] < date(2025, 6, 1)  # type: ignore[operator]
    assert context.x[-1] > date(2025, 11, 1)  # type: ignore[operator]


def test_the_window_a_number_belongs_to_is_shown_in_a_colour_of_its_own(sample_book: BookAt) -> None:
    figure = drawn(sample_book, "rut.return.price@2025-09", "rut.return.total@2025-08")
    dots = [mark for mark in figure.panels[0].marks if isinstance(mark, Dots)]
    assert [(mark.label, mark.names, mark.role) for mark in dots] == [
        ("September 2025", ("+3.0%",), "third"),
        ("August 2025", ("+7.1%",), "subject"),
    ]
    assert figure.keys == ("rut.return.price@2025-09", "rut.return.total@2025-08")


def test_two_indices_start_level_where_the_window_starts(sample_book: BookAt) -> None:
    figure = drawn(sample_book, "rut-spx.excess.price@2025-09")
    lines = [mark for mark in figure.panels[0].marks if isinstance(mark, Line)]
    assert [mark.label for mark in lines] == ["R2000", "S&P 500"]
    for line, end in zip(lines, (0.0296, 0.0353), strict=True):
        assert line.y[line.x.index(date(2025, 8, 29))] == 0
        assert line.y[-1] == pytest.approx(end, abs=0.0001)


@pytest.mark.parametrize(
    ("key", "kind", "value"),
    [
        ("ust10y.yield@2025-04-08", Line, 0.0426),
        ("cpi.yoy@2025-09", Line, 0.0302),
        ("unemployment.reading@2026-07", Line, 0.041),
        ("payrolls.change@2026-07", Bars, -23_000),
        ("ust10y-ust2y.spread@2025-04-08", Line, 0.0055),
        ("fed.target.upper@2025-12-10", Line, 0.0375),
    ],
)
def test_every_kind_of_measure_has_its_chart(sample_book: BookAt, key: str, kind: type, value: float) -> None:
    figure = drawn(sample_book, key)
    [first, *_] = figure.panels[0].marks
    assert isinstance(first, kind)
    assert any(y == pytest.approx(value, rel=0.02) for y in first.y)  # type: ignore[union-attr]
    assert figure.source


@pytest.mark.parametrize(
    "key", ["smallcap.debt.total", "fed.cut_probability@meeting:2026-09-16", "rut.return.price@2027"]
)
def test_what_has_no_series_has_no_chart_but_a_reason(sample_book: BookAt, key: str) -> None:
    found = evidence(sample_book(DAY), key)
    assert isinstance(found, Absent)
    assert found.reason


def test_a_chart_shows_nothing_that_was_not_known(sample_book: BookAt) -> None:
    figure = drawn(sample_book, "rut.return.price@2025-09", as_of="2025-10-03")
    assert max(x for x in figure.panels[0].marks[0].x if isinstance(x, date)) <= date(2025, 10, 3)


def test_decades_are_thinned_and_keep_their_ends(sample_book: BookAt) -> None:
    [_, window, _] = drawn(sample_book, "rut.return.price@2021-11-08..2026-08-18").panels[0].marks
    assert isinstance(window, Line)
    assert len(window.x) <= MOST_POINTS + 2
    assert (window.x[0], window.x[-1]) == (date(2021, 11, 8), date(2026, 8, 18))


def test_the_words_for_those_who_cannot_see_it_tell_the_window_and_the_value(sample_book: BookAt) -> None:
    figure = drawn(sample_book, "rut.return.price@2025-09", "rut.return.total@2025-08")
    assert plain(figure.alt) == (
        "Line chart of Russell 2000, close, from 2 April 2025 to 28 January 2026. "
        "Marked: Russell 2000, price return, September 2025: +3.0%; "
        "beside it Russell 2000, total return, August 2025: +7.1%."
    )
