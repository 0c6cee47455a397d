from __future__ import annotations

import pytest

from reportgen.model.exhibit import Column, TableSpec
from reportgen.model.prose import Text
from reportgen.render.tables import even, tail, tails
from tests.render.fixtures import returns_table
from tests.render.pages import find, one, parsed


@pytest.mark.parametrize(
    ("text", "after"),
    [
        ("2,987.4", ".4"),
        ("4.69%", ".69%"),
        ("17.4x", ".4x"),
        ("−1.6%", ".6%"),
        ("12", ""),
        ("5%", "%"),
        ("$1.2bn", ".2bn"),
        ("–", ""),
    ],
)
def test_what_stands_after_the_units_digit(text: str, after: str) -> None:
    assert tail(text) == after


def test_only_columns_whose_figures_differ_in_form_are_set_on_the_point() -> None:
    assert [bool(width) for width in tails(returns_table())] == [False, True, False, False, False]


def test_decimal_points_stand_under_each_other(edition: dict[str, bytes]) -> None:
    page = parsed(edition["report.html"].decode())
    widths = {tail.attrib["style"] for tail in find(page, "#table-returns .tail")}
    assert len(widths) == 1


def test_an_absent_figure_says_why(edition: dict[str, bytes]) -> None:
    page = parsed(edition["report.html"].decode())
    assert one(page, "#table-returns .absent").attrib["title"].startswith("No total return series")


def test_a_narrow_screen_keeps_what_matters(edition: dict[str, bytes]) -> None:
    page = parsed(edition["report.html"].decode())
    heads = find(page, "#table-returns thead tr > *")
    assert [head.text for head in heads if "wide" in head.attrib["class"]] == ["Month to date"]


def spec(*columns: Column) -> TableSpec:
    return TableSpec("t", (Text("t"),), (), columns, (), "s")


def test_columns_of_figures_are_of_one_width_where_names_and_heads_have_room() -> None:
    table = spec(Column("", numeric=False), *(Column(head) for head in ("Week", "Month", "Year", "Close")))
    assert str(even(table, 0.3, 0.1)).count('"width:16.00%"') == 4
    assert '"width:36.00%"' in even(table, 0.3, 0.1)
    assert not even(table, 0.7, 0.1), "the heads would break"
    assert not even(spec(Column("", numeric=False), Column("Week"), Column("Says", numeric=False)), 0.3, 0.1)
