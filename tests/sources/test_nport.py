"""Form N-PORT, item B.6: monthly flows with the filer's sign, N/A as no value, known when it could be read."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from reportgen.config import read_catalog
from reportgen.errors import ProblemsError
from reportgen.model.dataset import Dataset
from reportgen.sources import load
from reportgen.sources.nport import parse_nport

CATALOG = """
title: filings
datasets:
  flows:
    file: {file}
    format: nport
    kind: flows
    date: month
    release: {{column: filed}}
    origin: {{publisher: SEC, title: Form N-PORT}}
    columns:
      fund: text
      month: date
      filed: date
      sales: {{unit: usd}}
      redemption: {{unit: usd}}
      net_flow_usd: {{header: net_flow, unit: usd}}
      total_return: {{unit: fraction}}
      net_assets: {{unit: usd}}
"""


def filing(home: Path, file: Path) -> Dataset:
    (home / "catalog.yaml").write_text(CATALOG.format(file=file.name), encoding="utf-8")
    return load(read_catalog(home), file.parent)


def test_the_published_filing_gives_its_three_months(tmp_path: Path, real_folder: Path) -> None:
    data = filing(tmp_path, real_folder / "nport" / "NPORT.Dupree.xml")
    rows = data.tables["flows"].rows
    assert [row["month"] for row in rows] == [date(2022, 10, 31), date(2022, 11, 30), date(2022, 12, 31)]
    flows = [float(str(row["net_flow_usd"])) for row in rows]
    assert flows == pytest.approx([-510_392.76, -939_595.86, -1_155_362.64], abs=0.005)
    assert sum(flows) == pytest.approx(-2_605_351.26, abs=0.005)
    assert [row["total_return"] for row in rows] == pytest.approx([-0.0005, 0.0215, 0.0015])
    assert rows[2]["net_assets"] == 41_349_926.01
    assert rows[0].known == date(2023, 3, 1)  # sixty days after the quarter
    assert not data.problems


def test_months_that_say_not_applicable_have_no_flow(real_folder: Path) -> None:
    report = parse_nport((real_folder / "nport" / "N-PORT_Sample_3.xml").read_bytes(), "sample")
    assert report.months[0].net == pytest.approx(5.123456789012)
    assert [month.net for month in report.months[1:]] == [None, None]


def test_redemptions_written_as_negatives_are_still_money_paid_out(tmp_path: Path, real_folder: Path) -> None:
    text = (real_folder / "nport" / "NPORT.Dupree.xml").read_text(encoding="utf-8")
    file = tmp_path / "negative.xml"
    file.write_text(text.replace(' redemption="', ' redemption="-'), encoding="utf-8")
    data = filing(tmp_path, file)
    assert data.tables["flows"].rows[0]["net_flow_usd"] == pytest.approx(-510_392.76)
    (problem,) = data.problems
    assert (problem.severity, problem.key) == ("warning", "redemption")
    assert "writes redemptions as negative amounts" in problem.what


def test_redemptions_of_both_signs_cannot_be_read(real_folder: Path) -> None:
    text = (real_folder / "nport" / "NPORT.Dupree.xml").read_text(encoding="utf-8")
    with pytest.raises(ProblemsError, match="both signs"):
        parse_nport(text.replace('redemption="681940.53"', 'redemption="-681940.53"').encode(), "mixed")


def test_what_is_no_filing_is_refused_with_the_reason(tmp_path: Path) -> None:
    for text, reason in (("<html/>", "no Form N-PORT"), ("Exceeded the limit", "no XML")):
        file = tmp_path / "page.xml"
        file.write_text(text, encoding="utf-8")
        assert reason in filing(tmp_path, file).quarantined["flows"]
