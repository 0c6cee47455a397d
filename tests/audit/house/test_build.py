"""The house rules at work in a build: what fails it, what it tells, what it keeps."""

from __future__ import annotations

import json
from pathlib import Path

from tests.desk import TRIAL, Desk

PROMISE = "\nSmall caps will soar. {{ the('subject') | cap }} {{ move('subject.return.price@1w') }} in the week.\n"


def test_a_promise_fails_the_build_and_the_last_good_edition_stands(tmp_path: Path) -> None:
    desk = Desk(tmp_path / "desk")
    assert desk.run("build", "trial", "--as-of", "2026-08-21", "--formats", "md").code == 0
    before = desk.files("output/trial")
    desk.write("commentary/trial/2026-08-21.md", f"---\nsigned: Ada\n---\n{PROMISE}")
    failed = desk.run("build", "trial", "--as-of", "2026-08-21", "--formats", "md")
    assert failed.code == 1
    said = " ".join(failed.err.split())
    assert "words.promissory: “Small caps will soar.” promises" in said
    assert "FINRA rule 2210(d)(1)(B)" in said
    assert "Say what happened, or name who expects it" in said
    assert "Traceback" not in failed.err
    assert desk.files("output/trial") == before


def test_a_warning_is_told_each_time_and_kept_with_the_edition(tmp_path: Path) -> None:
    desk = Desk(tmp_path / "desk")
    desk.write("reports/trial.yaml", TRIAL.replace("balance: off", "balance: off, words.promissory: warning"))
    desk.write("templates/sections/week.md", f"---\ntitle: The week\n---\n{PROMISE}")
    words = ("build", "trial", "--as-of", "2026-08-21", "--formats", "md")
    first, again = desk.run(*words), desk.run(*words)
    for built in (first, again):
        assert built.code == 0
        assert "warning: trial 2026-08-21, The week, words.promissory" in " ".join(built.out.split())
        assert "House rules (publisher): 2 warnings" in built.out
    assert "unchanged" in again.out
    record = json.loads((desk.folder / "output/trial/2026-08-21/house.json").read_text(encoding="utf-8"))
    assert {one["rule"] for one in record["findings"]} == {"words.promissory", "disclosure.identity"}
    assert record["rules"]["balance.risk_section"] == {"severity": "off"}
    [told] = desk.run(*words, "--json").json
    assert "house.json" in told["files"]
    assert len(told["remarks"]) == 3
