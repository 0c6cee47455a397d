"""reports/*.yaml: read into a frozen spec, every fault told at once; reports are found by name."""

from __future__ import annotations

from pathlib import Path

import pytest

from reportgen.config import read_report, report_file, report_names, report_titles
from reportgen.errors import ProblemsError, UnknownReportError

REPORT = """\
title: Our Weekly
frequency: weekly
roles: {subject: rut, benchmark: spx}
sections: [week, risks]
author: {name: A. Writer, role: Strategist}
ai_use: none
publisher: {name: Our Desk, contact: desk@example.com, conflicts: none}
events:
  breakout: {rule: record_close, subject: rut, label: first record close in a year}
"""


def complaints(folder: Path, text: str) -> list[str]:
    file = folder / "our-weekly.yaml"
    file.write_text(text, encoding="utf-8")
    with pytest.raises(ProblemsError) as caught:
        read_report(file)
    return str(caught.value).splitlines()


def test_a_report_is_read(tmp_path: Path) -> None:
    (tmp_path / "our-weekly.yaml").write_text(REPORT, encoding="utf-8")
    report = read_report(tmp_path / "our-weekly.yaml")
    assert (report.name, report.title, report.frequency) == ("our-weekly", "Our Weekly", "weekly")
    assert report.roles == {"subject": "rut", "benchmark": "spx"}
    assert report.outputs == ("md", "html", "pdf", "email")
    assert report.terms.publisher == "Our Desk"
    [event] = report.events
    assert (event.id, event.rule, event.gap_days) == ("breakout", "record_close", 365)


def test_every_packaged_report_is_read() -> None:
    folder = Path(__file__).resolve().parent.parent / "reports"
    names = report_names([folder])
    assert names
    assert [read_report(report_file(name, [folder])).name for name in names] == list(names)


def test_all_faults_are_told_at_once(tmp_path: Path) -> None:
    text = (
        REPORT.replace("weekly\nroles", "wekly\nroles")
        .replace("ai_use: none\n", "reviewers: {name: B}\n")
        .replace("rule: record_close", "rule: record_high")
    )
    assert complaints(tmp_path, text) == [
        "our-weekly.yaml, ai_use: is missing. Add it.",
        "our-weekly.yaml, row 2, frequency: 'wekly' is not allowed. Did you mean weekly?",
        "our-weekly.yaml, row 6, reviewers: is no key here. Did you mean reviewer?",
        "our-weekly.yaml, row 9, events.breakout.rule: 'record_high' is not allowed. Did you mean record_close?",
    ]


def test_a_report_without_sections_is_told(tmp_path: Path) -> None:
    [told] = complaints(tmp_path, REPORT.replace("[week, risks]", "[]"))
    assert told.startswith("our-weekly.yaml, row 4, sections: [] does not fit")


def test_the_desks_own_report_shadows_the_packaged_one(tmp_path: Path) -> None:
    own, packaged = tmp_path / "own", tmp_path / "packaged"
    for folder, title in ((own, "Ours"), (packaged, "Theirs")):
        folder.mkdir()
        (folder / "weekly.yaml").write_text(REPORT.replace("Our Weekly", title), encoding="utf-8")
    (packaged / "monthly.yaml").write_text(REPORT.replace("Our Weekly", '"The Month"'), encoding="utf-8")
    assert report_titles([own, packaged]) == (("monthly", "The Month"), ("weekly", "Ours"))


def test_a_misspelt_report_is_wrong_usage(tmp_path: Path) -> None:
    (tmp_path / "our-weekly.yaml").write_text(REPORT, encoding="utf-8")
    with pytest.raises(UnknownReportError, match=r"our-weakly: no such report. Did you mean our-weekly\?") as caught:
        report_file("our-weakly", [tmp_path])
    assert caught.value.exit_code == 2
    with pytest.raises(UnknownReportError, match=r"x: no such report. There are our-weekly."):
        report_file("x", [tmp_path])
