"""A desk's week: build, approve, find an error, correct, prove. Every gate says why and what lifts it."""

from __future__ import annotations

import json
import zipfile
from pathlib import Path

import lxml.html
import pytest

from tests.desk import TRIAL, Desk


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    made = Desk(tmp_path / "desk")
    made.write("reports/trial.yaml", TRIAL + "reviewer: {name: Robin Hale}\n")
    assert made.run("build", "trial", "--as-of", "2026-08-21").code == 0
    return made


def test_only_the_reviewer_the_edition_prints_can_approve_it(desk: Desk) -> None:
    refused = desk.run("approve", "trial", "--by", "Ada")
    assert refused.code == 1
    assert "prints Robin Hale as its reviewer" in refused.err
    done = desk.run("approve", "trial", "--by", "Robin Hale", "--note", "read twice")
    assert done.code == 0
    assert "approved by Robin Hale" in done.out


def test_approved_bytes_do_not_change_and_the_way_out_is_named(desk: Desk) -> None:
    desk.run("approve", "trial", "--by", "Robin Hale")
    before = desk.files("output/trial")
    desk.write("templates/sections/week.md", "---\ntitle: The week\n---\nQuieter.\n")
    refused = desk.run("build", "trial", "--as-of", "2026-08-21")
    assert refused.code == 1
    assert "reportgen correct" in refused.err
    assert desk.files("output/trial") == before


def test_a_changed_byte_is_found_before_an_approval(desk: Desk) -> None:
    desk.write("output/trial/2026-08-21/report.md", "forged")
    refused = desk.run("approve", "trial", "--by", "Robin Hale")
    assert refused.code == 1
    assert "was changed after it was built" in refused.err


def test_a_correction_names_what_it_corrects_and_what_changed(desk: Desk) -> None:
    early = desk.run("correct", "trial", "--reason", "typo")
    assert early.code == 1
    assert "build it again instead" in early.err
    desk.run("approve", "trial", "--by", "Robin Hale")
    nothing = desk.run("correct", "trial", "--reason", "typo")
    assert nothing.code == 1
    assert "changes no figure and no sentence" in nothing.err
    rows = (desk.folder / "data/us_equity_closes.csv").read_text().replace("2026-08-21,3017.87", "2026-08-21,3027.87")
    desk.write("data/us_equity_closes.csv", rows)
    done = desk.run("correct", "trial", "--reason", "a close was mistyped")
    assert done.code == 0, done.err
    assert "rut.return.price@1w: −1.6% -> −1.3%" in done.out
    notice = json.loads((desk.folder / "output/trial/2026-08-21-r2/correction.json").read_text())
    assert (notice["corrects"], notice["reason"]) == ("2026-08-21", "a close was mistyped")
    changed = desk.run("diff", "trial/2026-08-21", "trial/2026-08-21-r2", "--json").json
    week = next(figure for figure in changed["figures"] if figure["key"] == "rut.return.price@1w")
    assert (week["before"], week["after"], week["label"]) == ("−1.6%", "−1.3%", "Russell 2000: return")
    assert (desk.folder / "output/trial/latest").resolve().name == "2026-08-21-r2"


def test_a_corrected_edition_says_so_and_what_was_stated(desk: Desk) -> None:
    desk.run("approve", "trial", "--by", "Robin Hale")
    rows = (desk.folder / "data/us_equity_closes.csv").read_text().replace("2026-08-21,3017.87", "2026-08-21,3027.87")
    desk.write("data/us_equity_closes.csv", rows)
    assert desk.run("correct", "trial", "--reason", "a close was <mistyped>").code == 0
    text = (desk.folder / "output/trial/latest/report.md").read_text()
    assert "A close was \\<mistyped\\>. It replaces the edition of 21 August 2026." in text
    assert "return, 14 August to 21 August 2026: −1.3%" in text
    assert "; stated as −1.6%." in text
    audit = json.loads((desk.folder / "output/trial/latest/audit.json").read_text())
    assert not [one for file in audit["files"] for one in file["claims"] if one["verdict"] == "contradicted"]


def test_revised_data_show_which_past_editions_no_longer_hold(desk: Desk) -> None:
    assert desk.run("build", "trial", "--as-of", "2025-08-29").code == 0
    desk.run("approve", "trial/2026-08-21", "--by", "Robin Hale")
    as_they_were = desk.run("revisions")
    assert (as_they_were.code, as_they_were.out) == (0, "2 editions hold.\n")
    rows = (desk.folder / "data/us_equity_closes.csv").read_text().replace("2026-08-21,3017.87", "2026-08-21,3027.87")
    desk.write("data/us_equity_closes.csv", rows)
    found = desk.run("revisions")
    assert found.code == 1
    assert "trial/2026-08-21, approved on " in found.out
    assert "  rut.return.price@1w: −1.6% is now −1.3%\n" in found.out
    assert "reportgen correct trial/2026-08-21 --reason TEXT" in found.out
    assert found.out.endswith("1 edition holds.\n")
    (revised,) = desk.run("revisions", "trial", "--json").json["revised"]
    week = {"key": "rut.return.price@1w", "before": "−1.6%", "after": "−1.3%", "label": "Russell 2000: return"}
    assert week in revised["figures"]
    desk.run("correct", "trial/2026-08-21", "--reason", "a close was mistyped")
    assert desk.run("revisions").out == "2 editions hold.\n", "the corrected one stands for its day"


def test_a_past_edition_whose_report_is_gone_is_named(desk: Desk) -> None:
    (desk.folder / "reports/trial.yaml").unlink()
    desk.write("data/us_equity_closes.csv", (desk.folder / "data/us_equity_closes.csv").read_text() + "\n")
    found = desk.run("revisions")
    assert (found.code, "cannot be told: trial/2026-08-21: trial: no such report" in found.out) == (1, True)


def test_two_editions_are_compared_as_a_page(desk: Desk) -> None:
    desk.run("build", "trial", "--as-of", "2026-08-14")
    done = desk.run("diff", "trial/2026-08-14", "trial/2026-08-21", "--html", "changes.html")
    assert (done.code, "rut.return.price@1w" in done.out) == (0, True)
    page = lxml.html.fromstring((desk.folder / "changes.html").read_text())
    week = next(row for row in page.iter("tr") if "rut.return.price@1w" in str(row.xpath("string()")))
    assert [cell.text for cell in week.iter("td")] == ["1.1%", "−1.6%"]
    assert page.xpath("//p[.//del and .//ins]")
    same = desk.run("diff", "trial/2026-08-21", "trial", "--html", "same.html")
    assert same.out.strip() == "No figure and no sentence differs."
    assert "No figure and no sentence differs." in (desk.folder / "same.html").read_text()


def test_the_journal_tells_what_happened_and_shows_a_touch(desk: Desk) -> None:
    desk.run("approve", "trial", "--by", "Robin Hale")
    whole = desk.run("journal", "verify")
    assert (whole.code, whole.out.strip()) == (0, "2 entries hold.")
    path = desk.folder / "output/journal.jsonl"
    path.write_text(path.read_text().replace("Robin Hale", "Someone Else"))
    broken = desk.run("journal", "verify")
    assert broken.code == 1
    assert "row 2: was changed after it was written" in broken.out


def test_the_substantiation_holds_copy_sources_people_and_dates(desk: Desk) -> None:
    desk.run("approve", "trial", "--by", "Robin Hale", "--note", "read twice")
    assert desk.run("substantiate", "trial", "--to", "proof.zip").code == 0
    with zipfile.ZipFile(desk.folder / "proof.zip") as archive:
        record = archive.read("SUBSTANTIATION.md").decode()
        names = set(archive.namelist())
    assert {"edition/report.md", "edition/facts.json", "journal.jsonl"} <= names
    told = ("approved | Robin Hale", "preparer: Ada", "read twice", "`rut.return.price@1w`", "us_equity_closes.csv")
    for words in told:
        assert words in record
    first = (desk.folder / "proof.zip").read_bytes()
    desk.run("substantiate", "trial", "--to", "again.zip")
    assert (desk.folder / "again.zip").read_bytes() == first


def test_made_up_figures_are_not_approved_unless_the_report_says_so(desk: Desk) -> None:
    desk.write(
        "templates/sections/week.md", "---\ntitle: Debt\n---\nThey owe {{ fact('smallcap.debt.maturing@2027') }}.\n"
    )
    assert desk.run("build", "trial", "--as-of", "2026-08-21").code == 0
    refused = desk.run("approve", "trial", "--by", "Robin Hale")
    assert refused.code == 1
    assert "allow_illustrative: true" in refused.err


def test_a_new_desk_is_laid_out_once_and_works(tmp_path: Path) -> None:
    desk = Desk(tmp_path / "desk")
    done = desk.run("new", str(tmp_path / "mine"))
    assert done.code == 0
    mine = Desk.__new__(Desk)
    mine.folder = tmp_path / "mine"
    assert {"name": "small-cap-weekly", "title": "The Small-Cap Week"} in mine.run("list", "--json").json
    again = desk.run("new", str(tmp_path / "mine"))
    assert again.code == 1
    assert "is not empty" in again.err
