"""What a report may name, what a data check returns: as a user meets it."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.desk import TRIAL, Desk

ROLES = "roles: {subject: rut, benchmark: spx, third: ixic}"


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    return Desk(tmp_path / "desk")


def test_every_name_that_leads_nowhere_is_told_at_once_with_its_key(desk: Desk) -> None:
    rules = (
        "stance_rules:\n  cheap: {key: rut.drawdwn.price, test: below, threshold: -0.1, side: bull, says: cheap}\n"
        "events:\n  back: {rule: record_close, subject: rust, label: a record}\n"
    )
    desk.write("reports/trial.yaml", TRIAL.replace(ROLES, "roles: {subject: rutt, benchmark: nobody}") + rules)
    done = desk.run("build", "trial")
    assert done.code == 1
    assert "trial.yaml, roles.subject: the catalog has no entity 'rutt'. Did you mean rut?" in done.err
    assert "trial.yaml, roles.benchmark: the catalog has no entity 'nobody'. There are " in done.err
    assert "trial.yaml, events.back.subject: the catalog has no entity 'rust'. Did you mean rut?" in done.err
    assert "trial.yaml, stance_rules.cheap.key: rut.drawdwn.price: there is no metric 'drawdwn.price'" in done.err
    assert "Traceback" not in done.err


def test_a_role_may_be_a_pair(desk: Desk) -> None:
    desk.write("reports/trial.yaml", TRIAL.replace(ROLES, ROLES[:-1] + ", gap: rut-spx}"))
    gap = "{{ the('subject') | cap }} lagged {{ the('benchmark') }} by {{ size('gap.excess.price@1w') }} in the week."
    desk.write("templates/sections/week.md", f"---\ntitle: Gap\n---\n{gap}\n")
    assert desk.run("build", "trial").code == 0


def test_a_warning_is_told_and_is_no_failure(desk: Desk) -> None:
    from reportgen.errors import Problem
    from reportgen.opening import DataCheck

    check = DataCheck("t", (), (Problem("a.csv", "is odd.", severity="warning"),))
    assert check.errors == 0
    assert check.as_json()["problems"] == [
        {"where": "a.csv", "what": "is odd.", "mend": "", "row": None, "key": None, "severity": "warning"}
    ]
    done = desk.run("data", "check")
    assert done.code == 0
    closes = desk.folder / "data" / "us_equity_closes.csv"
    closes.write_text(closes.read_text().replace("2366.42", "-2366.42"))
    broken = desk.run("data", "check", "--json")
    assert broken.code == 1
    assert {"error"} <= {one["severity"] for one in broken.json["problems"]}
