"""The checker at work in a build: a text that contradicts the data is no edition."""

from __future__ import annotations

import json
from pathlib import Path

from tests.desk import TRIAL, WEEK, Desk

WRONG = WEEK + "\n{{ the('subject') | cap }} rose in the week to {{ date('subject.return.price@1w') }}.\n"
BUILD = ("build", "trial", "--as-of", "2026-08-21", "--formats", "md")


def test_a_contradiction_fails_the_build_and_says_what_is_right_and_how_to_go_on(tmp_path: Path) -> None:
    desk = Desk(tmp_path / "desk")
    assert desk.run(*BUILD).code == 0
    before = desk.files("output/trial")
    desk.write("templates/sections/week.md", WRONG)
    failed = desk.run(*BUILD)
    said = " ".join(failed.err.split())
    assert failed.code == 1
    assert "the finished text contradicts the data" in said
    assert "'rose' in “The Russell 2000 rose in the week to 21 August 2026.”" in said
    assert "the price return from 14 August 2026 to 21 August 2026 was −1.6%." in said
    assert "Mend the sentence, or the section it comes from." in said
    assert "`strict_check: false` under `settings` of trial.yaml" in said
    assert "Traceback" not in failed.err
    assert desk.files("output/trial") == before


def test_a_desk_may_let_it_pass_and_is_told_each_time(tmp_path: Path) -> None:
    desk = Desk(tmp_path / "desk")
    desk.write("reports/trial.yaml", TRIAL.replace("leads: trial", "leads: trial, strict_check: false"))
    desk.write("templates/sections/week.md", WRONG)
    for _ in range(2):
        built = desk.run(*BUILD)
        assert built.code == 0
        assert "disputed: 'rose' in “The Russell 2000 rose in the week" in " ".join(built.out.split())
    kept = json.loads((desk.folder / "output/trial/2026-08-21/audit.json").read_text(encoding="utf-8"))
    assert "contradicted" in json.dumps(kept)
