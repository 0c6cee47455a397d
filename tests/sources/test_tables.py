"""Tables: typed cells, rows known one by one, and all or nothing when a row is at fault."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from reportgen.config import read_catalog
from reportgen.errors import ProblemsError
from reportgen.model.dataset import Dataset
from reportgen.sources import load

CATALOG = """
title: Meetings
datasets:
  meetings:
    file: meetings.csv
    kind: meetings
    date: day
    unique: [day]
    release:
      by: type
      cases:
        regular: {year_before: "08-31", by_year: {2027: 2025-09-05}}
        unscheduled: {days_after: 0}
    origin: {publisher: Bank, title: Meetings}
    columns:
      day: {type: date, required: true}
      type: {type: text, required: true}
      rate: {unit: fraction, scale: percent, limits: [0, 0.2]}
      size: {unit: usd, scale: billions, sign: not_negative, missing: ["-"]}
      month: month
      place: {type: text, value: Washington}
entities:
  bank: {kind: policy, names: [Bank], roles: {meetings: meetings}}
"""
ROWS = """\
day,type,rate,size,month
2026-01-28,regular,3.75,170.86,2026-01
2026-03-15,unscheduled,,-,
2027-01-27,regular,3.5,0,2027-01
"""


def loaded(folder: Path, rows: str = ROWS, catalog: str = CATALOG) -> Dataset:
    (folder / "catalog.yaml").write_text(catalog, encoding="utf-8")
    (folder / "meetings.csv").write_text(rows, encoding="utf-8")
    return load(read_catalog(folder), folder)


def complaints(folder: Path, rows: str, catalog: str = CATALOG) -> list[str]:
    dataset = loaded(folder, rows, catalog)
    assert set(dataset.quarantined) == {"meetings"}
    assert not dataset.tables
    return [str(problem) for problem in dataset.problems]


def test_cells_have_their_types_and_units(tmp_path: Path) -> None:
    table = loaded(tmp_path).tables["meetings"]
    assert table.columns == ("day", "type", "rate", "size", "month", "place")
    assert dict(table.rows[0].cells) == {
        "day": date(2026, 1, 28),
        "type": "regular",
        "rate": 0.0375,
        "size": 170.86e9,
        "month": date(2026, 1, 31),
        "place": "Washington",
    }
    assert [table.rows[1][column] for column in ("rate", "size", "month")] == [None, None, None]
    assert [row.number for row in table.rows] == [2, 3, 4]


def test_each_row_is_known_by_its_own_rule(tmp_path: Path) -> None:
    known = [row.known for row in loaded(tmp_path).tables["meetings"].rows]
    assert known == [date(2025, 8, 31), date(2026, 3, 15), date(2025, 9, 5)]


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        (
            "unscheduled",
            "emergency",
            (
                "row 3, type: 'emergency' has no release rule; there are rules for regular, unscheduled. "
                "Add the case to the catalog."
            ),
        ),
        ("2026-03-15", "2026-01-28", "row 3, day: 2026-01-28 stands twice, first on row 2. Keep one."),
        ("2026-03-15", "soon", "row 3, day: 'soon' is no date. Write dates as 2025-01-31."),
        ("regular,3.5", ",3.5", "row 4, type: is empty. Fill the cell."),
        ("3.75", "375", "row 2, rate: is 3.75, outside 0 to 0.2. Correct the value, its `scale` or the `limits`."),
        (
            "170.86",
            "-170.86",
            "row 2, size: is negative: -1.7086e+11. Correct the value; if it is right, declare `sign: any`.",
        ),
        (
            "170.86",
            '"170,86"',
            (
                "row 2, size: '170,86' is no number. Write the number, leave the cell empty, or declare "
                "`missing: ['170,86']`."
            ),
        ),
        ("2027-01\n", "January\n", "row 4, month: 'January' is no month. Correct the cell or its `type`."),
    ],
)
def test_a_row_at_fault_sets_the_table_aside(old: str, new: str, told: str, tmp_path: Path) -> None:
    assert f"meetings.csv, {told}" in complaints(tmp_path, ROWS.replace(old, new, 1))


def test_a_column_at_fault_sets_the_table_aside(tmp_path: Path) -> None:
    assert complaints(tmp_path, ROWS.replace("size", "sise")) == [
        (
            "meetings.csv, row 1, size: has no column 'size'; its header is day, type, rate, sise, month. "
            "Correct the file or the catalog. Did you mean sise?"
        )
    ]


def test_a_table_must_say_when_its_rows_became_public(tmp_path: Path) -> None:
    undated = CATALOG.replace("    date: day\n", "").replace("      by: type\n", "      days_after: 1\n")
    undated = undated[: undated.index("      cases:")] + undated[undated.index("    origin:") :]
    assert complaints(tmp_path, ROWS, undated) == [
        (
            "catalog.yaml, datasets.meetings: does not say when its rows became public. Name its `date:`, or declare "
            "`release: {column: ...}` or `release: {known: 2026-08-21}`."
        )
    ]
    known = undated.replace("days_after: 1", "known: 2026-08-21")
    assert {row.known for row in loaded(tmp_path, ROWS, known).tables["meetings"].rows} == {date(2026, 8, 21)}


def test_release_by_a_column_that_is_none_is_told_with_the_catalog(tmp_path: Path) -> None:
    with pytest.raises(ProblemsError, match=r"datasets.meetings.release: 'typ' is no column .* Did you mean type\?"):
        loaded(tmp_path, ROWS, CATALOG.replace("by: type", "by: typ"))
