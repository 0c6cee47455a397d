from __future__ import annotations

import csv
import io

from reportgen.model.exhibit import DataTable
from reportgen.render.data import written


def test_the_data_come_back_as_they_were(edition: dict[str, bytes]) -> None:
    rows = list(csv.reader(io.StringIO(edition["data/ytd.csv"].decode())))
    assert rows[0] == ["date", "Russell 2000", "S&P 500", "Nasdaq Composite"]
    assert float(rows[-1][1]) == 0.2164


def test_data_that_may_not_be_given_away_are_not(edition: dict[str, bytes]) -> None:
    assert [path for path in edition if path.startswith("data/")] == ["data/ytd.csv"]


def test_no_cell_is_run_as_a_formula() -> None:
    text = written(DataTable(("a",), (("=1+1",), ("-cmd",), ("plain, and “quoted”",), (None,), (-0.5,)))).decode()
    assert text == 'a\r\n\'=1+1\r\n\'-cmd\r\n"plain, and “quoted”"\r\n""\r\n-0.5\r\n'


def test_an_edition_holds_every_chart_light_and_dark(edition: dict[str, bytes]) -> None:
    drawings = {path for path in edition if path.endswith(".svg")}
    assert {"figures/ytd.svg", "figures/ytd-dark.svg", "figures/ratio.svg"} <= drawings
    assert len(drawings) == 10
