"""`reportgen publish` as a desk runs it: the gates, the journal, what is printed."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.deliver.site.shelf import BASE, faults
from tests.desk import TRIAL, Desk

DAY = "trial/2026-08-21"


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    desk = Desk(tmp_path_factory.mktemp("publish") / "desk")
    desk.write("reports/trial.yaml", TRIAL + "reviewer: {name: Robin Hale}\n")
    assert desk.run("build", "trial", "--as-of", "2026-08-21").code == 0
    return desk.folder


@pytest.fixture
def desk(built: Path, tmp_path: Path) -> Desk:
    import shutil

    made = Desk.__new__(Desk)
    made.folder = tmp_path / "desk"
    shutil.copytree(built, made.folder, symlinks=True)
    return made


def published(desk: Desk) -> list[dict[str, object]]:
    lines = (desk.folder / "output/journal.jsonl").read_text(encoding="utf-8").splitlines()
    return [entry for entry in map(json.loads, lines) if entry["event"] == "published"]


def test_nothing_goes_out_without_an_approval_of_these_bytes(desk: Desk) -> None:
    refused = desk.run("publish", DAY, "--site", "site")
    assert refused.code == 1
    assert f"{DAY} is not approved" in refused.err
    desk.run("approve", DAY, "--by", "Robin Hale")
    path = desk.folder / "output" / DAY / "report.md"
    before = path.read_bytes()
    path.write_bytes(before + b" ")
    voided = desk.run("publish", DAY, "--site", "site")
    assert voided.code == 1
    assert "voids any approval" in voided.err
    assert not (desk.folder / "site").exists()
    path.write_bytes(before)
    assert desk.run("publish", DAY, "--site", "site").code == 0


def test_a_published_edition_is_on_the_site_and_in_the_journal_once(desk: Desk) -> None:
    desk.run("approve", DAY, "--by", "Robin Hale")
    first = desk.run("publish", DAY, "--site", "site", "--base-url", BASE, "--json")
    assert first.code == 0, first.err
    assert first.json[0]["address"] == f"{BASE}{DAY}/"
    assert first.json[0]["changed"] is True
    again = desk.run("publish", "trial", "--site", "site")
    assert "published before" in again.out
    (entry,) = published(desk)
    assert entry["details"] == {"target": str(desk.folder / "site"), "address": f"{BASE}{DAY}/"}
    assert faults(desk.files("site"), BASE) == []
    edition, site = desk.files(f"output/{DAY}"), desk.files(f"site/{DAY}")
    site.pop("index.html")
    assert site == edition
    assert desk.run("journal", "verify").code == 0


def test_a_run_killed_before_its_journal_entry_is_completed_by_the_next(desk: Desk) -> None:
    desk.run("approve", DAY, "--by", "Robin Hale")
    journal = desk.folder / "output/journal.jsonl"
    before = journal.read_bytes()
    desk.run("publish", DAY, "--site", "site")
    journal.write_bytes(before)
    assert desk.run("publish", DAY, "--site", "site").code == 0
    assert len(published(desk)) == 1


def test_a_published_edition_is_corrected_and_both_pages_say_so(desk: Desk) -> None:
    desk.run("approve", DAY, "--by", "Robin Hale")
    desk.run("publish", DAY, "--site", "site")
    before = (desk.folder / f"site/{DAY}/report.html").read_bytes()
    data = desk.folder / "data/us_equity_closes.csv"
    data.write_text(data.read_text().replace("2026-08-21,3017.87", "2026-08-21,3027.87"))
    assert desk.run("correct", DAY, "--reason", "a close was mistyped").code == 0
    desk.run("approve", f"{DAY}-r2", "--by", "Robin Hale")
    done = desk.run("publish", "trial", "--site", "site")
    assert done.code == 0, done.err
    old = (desk.folder / f"site/{DAY}/index.html").read_text()
    for words in ("a close was mistyped", "−1.6%", "−1.3%", "../2026-08-21-r2/index.html"):
        assert words in old
    assert (desk.folder / f"site/{DAY}/report.html").read_bytes() == before


def test_wrong_words_and_a_world_that_fails_have_their_exit_codes(desk: Desk) -> None:
    desk.run("approve", DAY, "--by", "Robin Hale")
    (desk.folder / "other").mkdir()
    (desk.folder / "other/file.txt").write_text("x")
    cases = {
        ("publish", "nothing", "--site", "site"): 2,
        ("publish", DAY): 2,
        ("publish", DAY, "--site", "other"): 2,
        ("publish", DAY, "--site", "site", "--base-url", "nonsense"): 2,
        ("publish", DAY, "--site", "other/file.txt/site"): 3,
        ("publish", DAY, "--site", "git+file:///nowhere.git"): 3,
    }
    for words, code in cases.items():
        ran = desk.run(*words)
        assert (ran.code, "Traceback" in ran.err) == (code, False), (words, ran.err)
    assert published(desk) == []


def test_made_up_figures_are_not_published_where_the_report_no_longer_allows_them(desk: Desk) -> None:
    week = "---\ntitle: Debt\n---\nThey owe {{ fact('smallcap.debt.maturing@2027') }}.\n"
    desk.write("templates/sections/week.md", week)
    allowed = TRIAL + "reviewer: {name: Robin Hale}\nallow_illustrative: true\n"
    desk.write("reports/trial.yaml", allowed)
    assert desk.run("build", "trial", "--as-of", "2026-08-21").code == 0
    assert desk.run("approve", DAY, "--by", "Robin Hale").code == 0
    desk.write("reports/trial.yaml", allowed.replace("allow_illustrative: true\n", ""))
    refused = desk.run("publish", DAY, "--site", "site")
    assert refused.code == 1
    assert "illustrative" in refused.err
