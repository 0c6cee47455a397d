"""Every fault a file can have: the message names file, row, rule and remedy, and the rest loads."""

from __future__ import annotations

from pathlib import Path

import pytest

from reportgen.errors import ProblemsError
from tests.sources.desks import Desk, Edit, make_desk


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    return make_desk(tmp_path)


def cell(lines: list[str], row: int, column: int, text: str) -> list[str]:
    """The lines with one cell replaced; row 1 is the header."""
    cells = lines[row - 1].split(",")
    cells[column] = text
    return [*lines[: row - 1], ",".join(cells), *lines[row:]]


def test_a_desk_in_order_has_no_problems(desk: Desk) -> None:
    dataset = desk.load()
    assert dataset.problems == ()
    assert set(dataset.series) == {"closes.small", "closes.large", "rates.rate"}


SPOILT: dict[str, tuple[Edit, str, set[str]]] = {
    "wrong header": (
        lambda lines: ["date,smal,large", *lines[1:]],
        (
            "closes.csv, row 1, small: has no column 'small'; its header is date, smal, large. "
            "Correct the file or the catalog. Did you mean smal?"
        ),
        {"closes.small"},
    ),
    "no date column": (
        lambda lines: ["day,small,large", *lines[1:]],
        (
            "closes.csv, row 1: has no column 'date'; its header is day, small, large. "
            "Put the header on the first line, or correct `date:` in the catalog. Did you mean day?"
        ),
        {"closes.small", "closes.large"},
    ),
    "duplicate date": (
        lambda lines: [*lines[:10], lines[9], *lines[10:]],
        "closes.csv, row 11, date: 2025-01-15 stands twice, first on row 10. Keep one row a date.",
        {"closes.small", "closes.large"},
    ),
    "unsorted": (
        lambda lines: [lines[0], *reversed(lines[1:])],
        (
            "closes.csv, row 3, date: 2025-06-27 follows 2025-06-30: the rows are not sorted. So do 120 more rows. "
            "Sort the rows by date, oldest first."
        ),
        {"closes.small", "closes.large"},
    ),
    "no date": (
        lambda lines: cell(lines, 5, 0, "01/08/2025"),
        "closes.csv, row 5, date: '01/08/2025' is no date. Write dates as 2025-01-31.",
        {"closes.small", "closes.large"},
    ),
    "negative price": (
        lambda lines: cell(lines, 20, 1, "-2031"),
        (
            "closes.csv, row 20, small: is negative on 2025-01-30: -2031. Correct the value; if it is right, declare "
            "`sign: any`."
        ),
        {"closes.small"},
    ),
    "ten times too large": (
        lambda lines: cell(lines, 20, 2, "61140"),
        (
            "closes.csv, row 20, large: jumps from 6073 on 2025-01-29 to 61140 on 2025-01-30: 10.1 times, where 25% is "
            "believed. So does 1 more row. Correct the value; if it is right, declare `known_moves: [2025-01-30]`."
        ),
        {"closes.large"},
    ),
    "zeros for missing": (
        lambda lines: cell(cell(lines, 20, 1, "0"), 21, 1, "0.0"),
        (
            "closes.csv, row 20, small: is zero on 2025-01-30: zeros stand for missing values. So does 1 more row. "
            'Leave the cells empty, or declare `missing: ["0"]`.'
        ),
        {"closes.small"},
    ),
    "stale last row": (
        lambda lines: [*lines[:-1], "2025-06-30," + lines[-2].partition(",")[2]],
        (
            "closes.csv, row 123: repeats the row before it in every cell: the last row is stale. "
            "Remove it, or fetch the file again."
        ),
        {"closes.small", "closes.large"},
    ),
    "partial last row": (
        lambda lines: cell(lines, 123, 2, ""),
        (
            "closes.csv, row 122, large: ends on 2025-06-27 while other columns reach 2025-06-30: a partial last row. "
            "Complete the row or remove it; a series that ended needs a file of its own."
        ),
        {"closes.large"},
    ),
    "NaN text": (
        lambda lines: cell(lines, 20, 1, "NaN"),
        (
            "closes.csv, row 20, small: 'NaN' is no number. Write the number, leave the cell empty, or declare "
            "`missing: ['NaN']`."
        ),
        {"closes.small"},
    ),
    "infinite": (
        lambda lines: cell(lines, 20, 1, "inf"),
        (
            "closes.csv, row 20, small: 'inf' is no number. Write the number, leave the cell empty, or declare "
            "`missing: ['inf']`."
        ),
        {"closes.small"},
    ),
    "text for a number": (
        lambda lines: cell(cell(lines, 20, 1, "n/a"), 22, 1, "n/a"),
        (
            "closes.csv, row 20, small: 'n/a' is no number, and 1 more cells are none either. Write "
            "the number, leave the "
            "cell empty, or declare `missing: ['n/a']`."
        ),
        {"closes.small"},
    ),
    "a session missing": (
        lambda lines: [*lines[:19], *lines[20:]],
        (
            "closes.csv, row 20, small: has no value for the session of 2025-01-30. Fill the hole, or declare "
            "`known_holes: [2025-01-30]`."
        ),
        {"closes.small", "closes.large"},
    ),
    "no session": (
        lambda lines: [*lines[:6], "2025-01-09,2029,6040", *lines[6:]],
        (
            "closes.csv, row 7, small: has a value on 2025-01-09, which is no session of XNYS. "
            "Remove the row or correct its date."
        ),
        {"closes.small", "closes.large"},
    ),
    "a cell too many": (
        lambda lines: [*lines[:19], lines[19] + ",7", *lines[20:]],
        "closes.csv, row 20: has 4 cells where the header has 3. Mend the line; quote texts with commas.",
        {"closes.small", "closes.large"},
    ),
    "a header and no rows": (
        lambda lines: lines[:1],
        "closes.csv: has a header and no rows. Fetch it again.",
        {"closes.small", "closes.large"},
    ),
    "an empty column": (
        lambda lines: [lines[0], *(line.rpartition(",")[0] + "," for line in lines[1:])],
        "closes.csv, large: holds no value. Fetch the file again.",
        {"closes.large"},
    ),
    "a column twice": (
        lambda lines: ["date,small,small", *lines[1:]],
        "closes.csv, row 1: has two columns 'small'. Rename one.",
        {"closes.small", "closes.large"},
    ),
}


@pytest.mark.parametrize("fault", SPOILT)
def test_a_spoilt_file_is_told_and_set_aside(fault: str, desk: Desk) -> None:
    edit, message, aside = SPOILT[fault]
    desk.spoil("closes.csv", edit)
    dataset = desk.load()
    assert message in [str(problem) for problem in dataset.problems]
    assert set(dataset.quarantined) == aside
    assert set(dataset.series) == {"closes.small", "closes.large", "rates.rate"} - aside


def test_a_missing_file_is_told(desk: Desk) -> None:
    (desk.folder / "closes.csv").unlink()
    dataset = desk.load()
    assert [str(problem) for problem in dataset.problems] == [
        "closes.csv: there is no such file. Put it beside the catalog, or correct the file name in closes."
    ]
    assert set(dataset.series) == {"rates.rate"}


def test_an_unknown_format_is_told(desk: Desk) -> None:
    desk.declare("    file: closes.csv\n", "    file: closes.csv\n    format: yaho\n")
    [told] = desk.complaints()
    assert told.startswith("catalog.yaml, datasets.closes.format: there is no reader 'yaho'; there are ")
    assert told.endswith("Did you mean yahoo?")


def test_an_unknown_exchange_is_told(desk: Desk) -> None:
    desk.declare("calendar: XNYS", "calendar: XNYC")
    with pytest.raises(ProblemsError, match=r"'XNYC' is no exchange calendar. Use a name of exchange_calendars"):
        desk.load()


def test_the_digest_follows_every_byte_that_was_read(desk: Desk) -> None:
    seen = [desk.load().digest]
    assert desk.load().digest == seen[0]
    desk.spoil("rates.csv", lambda lines: cell(lines, 3, 1, "x"))
    seen.append(desk.load().digest)
    desk.spoil("rates.csv", lambda lines: cell(lines, 3, 1, "y"))
    seen.append(desk.load().digest)
    (desk.folder / "rates.csv").unlink()
    seen.append(desk.load().digest)
    assert len(set(seen)) == 4


def test_an_empty_file_is_told(desk: Desk) -> None:
    (desk.folder / "closes.csv").write_bytes(b"\n \n")
    assert desk.complaints() == ["closes.csv: is empty. Fetch it again."]


def test_another_encoding_is_told(desk: Desk) -> None:
    text = (desk.folder / "closes.csv").read_text(encoding="utf-8").replace("2025-01-08", "2025-01-08 é")
    (desk.folder / "closes.csv").write_bytes(text.encode("latin-1"))
    assert desk.complaints() == ["closes.csv, row 6: is not UTF-8 text: byte 0xe9. Save it as UTF-8."]
    (desk.folder / "closes.csv").write_bytes(text.encode("utf-16"))
    assert desk.complaints() == ["closes.csv: is UTF-16 text. Save it as UTF-8."]


def test_a_byte_order_mark_and_windows_line_ends_are_no_fault(desk: Desk) -> None:
    text = (desk.folder / "closes.csv").read_text(encoding="utf-8")
    (desk.folder / "closes.csv").write_bytes(b"\xef\xbb\xbf" + text.replace("\n", "\r\n").encode())
    assert desk.complaints() == []


def test_all_faults_of_a_file_are_told_together(desk: Desk) -> None:
    desk.spoil("closes.csv", lambda lines: cell(cell(lines, 20, 1, "-1"), 30, 2, "x"))
    desk.spoil("rates.csv", lambda lines: [line for line in lines if not line.startswith("2025-03")])
    assert [told.partition(":")[0] for told in desk.complaints()] == [
        "closes.csv, row 30, large",
        "closes.csv, row 20, small",
        "rates.csv, row 4, rate",
    ]


# -- what looks wrong and is declared ----------------------------------------------------------------


def test_a_hole_in_months_is_told_unless_declared(desk: Desk) -> None:
    desk.spoil("rates.csv", lambda lines: [line for line in lines if not line.startswith("2025-03")])
    assert desk.complaints() == [
        "rates.csv, row 4, rate: has no value for 2025-03. Fill the hole, or declare `known_holes: [2025-03]`."
    ]
    desk.declare("rate: {unit: fraction,", "rate: {known_holes: [2025-03], unit: fraction,")
    dataset = desk.load()
    assert dataset.problems == ()
    assert [str(day) for day in dataset.series["rates.rate"].known_holes] == ["2025-03-31"]


def test_a_month_not_released_yet_is_no_fault(desk: Desk) -> None:
    desk.spoil("rates.csv", lambda lines: cell(lines, 7, 1, ""))
    assert desk.complaints() == []


def test_a_declared_move_is_believed(desk: Desk) -> None:
    desk.spoil("closes.csv", _halved)
    assert "where 25% is believed" in desk.complaints()[0]
    desk.declare("small: {unit: index_points,", "small: {known_moves: [2025-03], unit: index_points,")
    assert desk.complaints() == []


def _halved(lines: list[str]) -> list[str]:
    """The small index falls to half in March and stays there."""
    rows = [line.split(",") for line in lines[1:]]
    halves = [f"{day},{float(small) / (2 if day >= '2025-03' else 1)},{large}" for day, small, large in rows]
    return [lines[0], *halves]


def test_a_missing_session_can_be_declared(desk: Desk) -> None:
    desk.spoil("closes.csv", lambda lines: [*lines[:19], *lines[20:]])
    desk.declare("    dense_from: 2025-01-02\n", "    dense_from: 2025-01-02\n    known_holes: [2025-01-30]\n")
    assert desk.complaints() == []


def test_before_dense_from_week_ends_are_enough(desk: Desk) -> None:
    desk.spoil("closes.csv", lambda lines: [lines[0], lines[7], lines[12], *lines[40:]])
    desk.declare("dense_from: 2025-01-02", "dense_from: 2025-03-01")
    assert desk.complaints() == []


def test_zeros_can_be_declared_missing(desk: Desk) -> None:
    desk.spoil("closes.csv", lambda lines: cell(lines, 20, 1, "0.00"))
    desk.declare("small: {unit", 'small: {missing: ["0"], known_holes: [2025-01-30], unit')
    assert desk.complaints() == []


# -- units -------------------------------------------------------------------------------------------


def test_percent_declared_as_a_fraction_is_told(desk: Desk) -> None:
    desk.declare("unit: fraction, scale: percent", "unit: fraction")
    assert desk.complaints() == [
        (
            "rates.csv, row 2, rate: is 4.32 on 2025-01-31, which as a fraction is 432%: a wrong unit. "
            "If the file is in percent, declare `scale: percent`."
        )
    ]


def test_fractions_declared_as_percent_are_told(desk: Desk) -> None:
    months = [f"{2024 + at // 12}-{at % 12 + 1:02d},0.0{400 + at}" for at in range(24)]
    desk.spoil("rates.csv", lambda lines: [lines[0], *months])
    assert desk.complaints() == [
        (
            "rates.csv, row 25, rate: never exceeds 0.0423% once scaled: a wrong unit. "
            "If the file holds fractions, remove `scale`."
        )
    ]


def test_a_run_of_zeros_at_the_end_is_told_where_zero_is_possible(desk: Desk) -> None:
    desk.spoil("rates.csv", lambda lines: [*lines[:4], *(f"2025-{month:02d},0.0" for month in range(4, 8))])
    assert desk.complaints() == [
        (
            "rates.csv, row 5, rate: is zero on 2025-04-30: zeros stand for missing values. So do 3 "
            "more rows. Leave the "
            'cells empty, or declare `missing: ["0"]`. If they are true zeros, declare `sign: not_negative`.'
        )
    ]


def test_limits_are_kept(desk: Desk) -> None:
    desk.declare("scale: percent}", "scale: percent, limits: [0, 0.0431]}")
    assert desk.complaints() == [
        (
            "rates.csv, row 2, rate: is 0.0432 on 2025-01-31, outside 0 to 0.0431. "
            "Correct the value, its `scale` or the `limits`."
        )
    ]
