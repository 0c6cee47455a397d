"""Each format, in small: its quirks are read, and what is no such file is told."""

from __future__ import annotations

import pytest

from reportgen.errors import ProblemsError
from reportgen.model.catalog import ColumnSpec, DatasetSpec, OriginSpec
from reportgen.model.dataset import Cell
from reportgen.sources import READERS
from reportgen.sources.readers import Parsed


def read(reader: str, text: str, *headers: str, **options: Cell) -> Parsed:
    """What a reader makes of a text."""
    columns = {header: ColumnSpec(header, header) for header in headers}
    origin = OriginSpec("p", "t")
    spec = DatasetSpec("d", "file.csv", reader, columns, origin, date_column="date", options=options)
    return READERS[reader](spec, text.encode())


def told(reader: str, text: str, **options: Cell) -> str:
    with pytest.raises(ProblemsError) as caught:
        read(reader, text, **options)
    return str(caught.value)


# -- plain -------------------------------------------------------------------------------------------


def test_lines_are_counted_over_blank_and_quoted_ones() -> None:
    parsed = read("csv", 'date,who\n\n2025-01-02,"a,\nb"\n2025-01-03,c\n', "who")
    assert list(parsed.lines) == [3, 5]
    assert parsed.cells["who"] == ["a,\nb", "c"]


def test_a_line_separator_inside_a_text_is_no_line() -> None:
    parsed = read("csv", "date,who\n2025-01-02,a\u2028b\n2025-01-03,c\x0bd\n", "who")
    assert list(parsed.lines) == [2, 3]


# -- Yahoo -------------------------------------------------------------------------------------------


def test_yahoo_nulls_are_missing() -> None:
    text = "Date,Open,Close,Adj Close\n2025-01-02,1,2,3\n2025-01-03,null,null,null\n"
    parsed = read("yahoo", text, "adj_close")
    assert parsed.cells["adj_close"] == parsed.cells["Adj Close"] == ["3", "null"]
    assert "null" in parsed.missing


def test_yahoo_several_tickers_keep_their_names() -> None:
    text = "Price,Close,Close\nTicker,^GSPC,^RUT\nDate,,\n2025-01-02,5868,2231\n"
    parsed = read("yahoo", text, "close ^RUT")
    assert parsed.cells["Close ^RUT"] == ["2231"]
    assert list(parsed.lines) == [4]
    assert parsed.date == "date"


def test_what_is_no_yahoo_file_is_told() -> None:
    assert told("yahoo", "<html>too many requests</html>\n") == (
        "file.csv, row 1: has no Yahoo header: it begins with '<html>too many requests</html>'. "
        "Fetch it again, or declare its `format`."
    )


# -- FRED --------------------------------------------------------------------------------------------


@pytest.mark.parametrize("header", ["DATE,VALUE", "date,value", "observation_date,DGS10"])
def test_fred_headers(header: str) -> None:
    parsed = read("fred", f"{header}\n2025-01-01,.\n2025-01-02,4.57\n2025-01-03,\n", "yield")
    assert parsed.cells["yield"] == [".", "4.57", ""]
    assert parsed.missing == {"."}


def test_fred_several_series_keep_their_names() -> None:
    parsed = read("fred", "observation_date,DGS2,DGS10\n2025-01-02,4.25,4.57\n", "DGS10")
    assert parsed.cells["DGS10"] == ["4.57"]


def test_what_is_no_fred_file_is_told() -> None:
    assert "has no FRED header: it begins with 'Symbol,Price'" in told("fred", "Symbol,Price\nA,1\n")


# -- French ------------------------------------------------------------------------------------------

STACKED = """\
This file was created using the 202602 CRSP database,
with a comma in its preamble.

  Average Value Weight Returns -- Monthly
,Lo 30,Hi 30
192607,   0.06,   3.40
192608, -99.99,   2.90

  Value Weight Returns -- Annual from January to December
,Lo 30,Hi 30
  1927,  35.71,  33.11

Copyright 2026 Eugene F. Fama and Kenneth R. French
"""


def test_french_tables_are_told_apart() -> None:
    monthly = read("french", STACKED, "Lo 30", table="Average Value Weight Returns -- Monthly")
    assert monthly.cells == {"date": ["192607", "192608"], "Lo 30": ["0.06", "-99.99"], "Hi 30": ["3.40", "2.90"]}
    assert list(monthly.lines) == [6, 7]
    annual = read("french", STACKED, "Hi 30", table="Value Weight Returns -- Annual from January to December")
    assert annual.cells["Hi 30"] == ["33.11"]


def test_a_french_file_with_one_table_needs_no_name() -> None:
    parsed = read("french", "Made of CRSP, 202508\n\nDate,SMB\n202508, 3.87\n", "SMB")
    assert parsed.cells == {"date": ["202508"], "SMB": ["3.87"]}


def test_a_french_table_must_be_named_and_exist() -> None:
    assert "holds 2 tables: Average Value Weight Returns -- Monthly; Value Weight" in told("french", STACKED)
    assert told("french", STACKED, table="Average Value Weighted Returns -- Monthly").endswith(
        "Did you mean Average Value Weight Returns -- Monthly?"
    )
    assert "holds no table of months or years" in told("french", "just words\n")


# -- Shiller -----------------------------------------------------------------------------------------


def test_shiller_months_and_zeros() -> None:
    parsed = read("shiller", "Date,SP500,PE10\n2023.09,4409,29\n2023.1,4269,0.0\n", "PE10")
    assert parsed.cells["date"] == ["2023-09", "2023-10"]
    assert "0" in parsed.missing


# -- settlements -------------------------------------------------------------------------------------


def test_settlements_are_a_row_a_contract() -> None:
    parsed = read("settlements", "date,ZQZ26,ZQF7.CBT,ZQG27\n2026-08-21,96.19,96.1,\n", "settle")
    assert parsed.cells == {
        "settlement_date": ["2026-08-21", "2026-08-21"],
        "contract": ["ZQZ26", "ZQF7.CBT"],
        "contract_month": ["2026-12", "2027-01"],
        "settle": ["96.19", "96.1"],
    }


def test_a_column_that_is_no_contract_is_told() -> None:
    assert told("settlements", "date,ZQZ26,volume\n2026-08-21,96.19,5\n") == (
        "file.csv, row 1: has the column 'volume', no contract such as ZQV26. Keep the date and contracts only."
    )
    assert "row 2: 'yesterday' is no date" in told("settlements", "date,ZQZ26\nyesterday,96.19\n")
