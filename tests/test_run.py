"""The unattended run: due by the exchange's sessions, nothing done twice, the desk told once of what waits or fails."""

from __future__ import annotations

import json
import socket
from collections.abc import Iterator, Sequence
from datetime import UTC, date, datetime
from email import message_from_bytes, policy
from pathlib import Path

import pytest
from aiosmtpd.controller import Controller

from reportgen import release
from reportgen.config import read_run
from reportgen.config.places import places
from reportgen.deliver.mail import Clock
from reportgen.errors import FindingsError
from reportgen.model.dataset import Dataset
from reportgen.model.run import Job, Rhythm, RunPlan
from reportgen.release.due import due_day
from tests.deliver.test_mail import Mailbox
from tests.desk import TRIAL, Desk

MAIL = """\
sender: {{address: desk@research.example, name: Example Research}}
server: {{host: 127.0.0.1, port: {port}, security: none, backoff: 0, attempts: 2}}
unsubscribe: {{url: "https://research.example/stop?e={{email}}"}}
"""
RUN = """\
runs:
  - report: trial
    approval: {approval}
    publish: {{site: site, base_url: "https://research.example/"}}
    send: {{to: clients.csv}}
alerts: {{to: [desk@research.example]}}
"""
FRIDAY = datetime(2026, 8, 21, 22, 45, tzinfo=UTC)  # 18:45 in New York, 21 August 2026 a session


@pytest.mark.parametrize(
    ("when", "every", "due"),
    [
        ("2026-08-21T22:29", "week", date(2026, 8, 14)),  # Friday, not yet half past six
        ("2026-08-21T22:30", "week", date(2026, 8, 21)),
        ("2026-08-23T12:00", "week", date(2026, 8, 21)),
        ("2026-08-26T23:59", "week", date(2026, 8, 21)),
        ("2026-04-02T22:30", "week", date(2026, 4, 2)),  # Good Friday is the 3rd: the week ends on Thursday
        ("2026-11-27T23:30", "week", date(2026, 11, 27)),  # the half day after Thanksgiving; winter time
        ("2026-11-27T23:29", "week", date(2026, 11, 20)),
        ("2026-08-24T22:29", "session", date(2026, 8, 21)),
        ("2026-08-24T22:31", "session", date(2026, 8, 24)),
        ("2026-08-31T22:31", "month", date(2026, 8, 31)),
        ("2026-08-30T12:00", "month", date(2026, 7, 31)),
        ("2026-05-30T12:00", "month", date(2026, 5, 29)),  # the month's last weekday is a session, its last day is not
    ],
)
def test_an_edition_is_due_when_its_last_session_is_over(
    when: str, every: Rhythm, due: date, sample_dataset: Dataset
) -> None:
    now = datetime.fromisoformat(when).replace(tzinfo=UTC)
    assert due_day(Job("trial", every), sample_dataset.sessions["XNYS"], now) == due


def test_a_calendar_that_has_run_out_is_named(sample_dataset: Dataset) -> None:
    late = datetime(2140, 1, 1, tzinfo=UTC)
    with pytest.raises(FindingsError, match="XNYS calendar does not cover 2139-12-30"):
        due_day(Job("trial"), sample_dataset.sessions["XNYS"], late)


@pytest.fixture
def box() -> Mailbox:
    made = Mailbox()
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        made.port = probe.getsockname()[1]
    return made


@pytest.fixture
def server(box: Mailbox) -> Iterator[None]:
    controller = Controller(box, hostname="127.0.0.1", port=box.port)
    controller.start()
    yield
    controller.stop()


@pytest.fixture
def desk(tmp_path: Path, box: Mailbox) -> Desk:
    made = Desk(tmp_path / "desk")
    report = TRIAL.replace("[md, html]", "[md, html, email]").replace("{name: Ada}", "{name: Ada, role: Analyst}")
    made.write("reports/trial.yaml", report + "reviewer: {name: Robin Hale}\n")
    made.write("mail.yaml", MAIL.format(port=box.port))
    made.write("clients.csv", "email,name\nada@client.example,Ada\nbob@client.example,Bob\n")
    return made


def ran(desk: Desk, *, approval: str = "wait", now: datetime = FRIDAY) -> release.Ran:
    """One call of the run at that moment, alerts included, as the command makes it."""
    plan, means = _plan(desk, approval), _means(desk, now)
    done = release.run(plan, means)
    release.alert(plan, done, means)
    return done[0]


def _plan(desk: Desk, approval: str) -> RunPlan:
    return read_run(desk.write("run.yaml", RUN.format(approval=approval)))


def _means(desk: Desk, now: datetime) -> release.Means:
    return release.Means(places(desk.folder), Clock(lambda: now, now.timestamp), {})


def subjects(box: Mailbox, to: str) -> Sequence[str]:
    found = (message_from_bytes(raw, policy=policy.default) for address, raw in box.taken if address == to)
    return [str(one["Subject"]) for one in found]


@pytest.mark.usefixtures("server")
def test_a_week_is_built_waits_goes_out_and_is_not_done_twice(desk: Desk, box: Mailbox) -> None:
    built = ran(desk)
    assert (built.done, built.code) == (("built",), 0)
    assert built.waits == 'approval: `reportgen approve trial/2026-08-21 --by "Robin Hale"`, then run again'
    assert ran(desk).done == ()
    assert subjects(box, "desk@research.example") == ["reportgen: trial waits for approval"]
    assert desk.run("approve", "trial", "--by", "Robin Hale").code == 0
    out = ran(desk)
    assert out.done == ("published at https://research.example/trial/2026-08-21/", "mail: 2 sent")
    assert (out.waits, out.error) == ("", "")
    again = ran(desk, now=FRIDAY.replace(day=22))
    assert again.text() == "trial 2026-08-21: nothing to do"
    assert len(box.taken) == 3
    events = [json.loads(line)["event"] for line in (desk.folder / "output/journal.jsonl").read_text().splitlines()]
    assert events == ["built", "approved", "published", "sent"]


@pytest.mark.usefixtures("server")
def test_a_run_may_go_on_alone_where_it_is_allowed(desk: Desk, box: Mailbox) -> None:
    done = ran(desk, approval="automatic")
    assert done.done[:2] == ("built", "approved unattended")
    assert done.done[-1] == "mail: 2 sent"
    assert "approved unattended: run.yaml says" in (desk.folder / "output/journal.jsonl").read_text()


def test_a_warning_of_the_house_rules_wants_a_person(desk: Desk) -> None:
    report = (desk.folder / "reports/trial.yaml").read_text()
    desk.write("reports/trial.yaml", report.replace(", role: Analyst", ""))
    plan = read_run(desk.write("run.yaml", "runs: [{report: trial, approval: automatic}]"))
    (done,) = release.run(plan, _means(desk, FRIDAY))
    assert done.waits.startswith("approval (1 house rule warning)")


def test_two_persons_are_not_one_run(desk: Desk) -> None:
    report = (desk.folder / "reports/trial.yaml").read_text()
    desk.write("reports/trial.yaml", report.replace("conflicts: none", "conflicts: none, two_person: true"))
    plan = read_run(desk.write("run.yaml", "runs: [{report: trial, approval: automatic}]"))
    (done,) = release.run(plan, _means(desk, FRIDAY))
    assert done.waits.startswith("approval (the report wants two persons)")


@pytest.mark.usefixtures("server")
def test_a_failure_is_told_once_and_the_last_good_edition_stays(desk: Desk, box: Mailbox) -> None:
    ran(desk)
    before = desk.files("output/trial")
    late = FRIDAY.replace(day=28)
    failed = ran(desk, now=late)
    assert failed.code == 1
    assert "the price data of trial end on 2026-08-21, before 2026-08-28" in failed.error
    assert ran(desk, now=late.replace(hour=23)).error == failed.error
    assert subjects(box, "desk@research.example")[1:] == ["reportgen: trial failed"]
    assert desk.files("output/trial") == before


def test_a_server_that_is_down_stops_the_mail_and_nothing_else(desk: Desk, box: Mailbox) -> None:
    plan = RunPlan(_plan(desk, "automatic").jobs)
    (down,) = release.run(plan, _means(desk, FRIDAY))
    assert down.code == 3
    assert "cannot be reached" in down.error
    assert down.done[-1] == "published at https://research.example/trial/2026-08-21/"
    controller = Controller(box, hostname="127.0.0.1", port=box.port)
    controller.start()
    try:
        (up,) = release.run(plan, _means(desk, FRIDAY))
    finally:
        controller.stop()
    assert (up.done, up.code) == (("mail: 2 sent",), 0)
    assert sorted(address for address, _ in box.taken) == ["ada@client.example", "bob@client.example"]


def test_one_report_that_fails_stops_no_other(desk: Desk) -> None:
    plan = read_run(desk.write("run.yaml", "runs: [{report: absent}, {report: trial}]"))
    absent, trial = release.run(plan, _means(desk, FRIDAY))
    assert (absent.code, trial.code, trial.done) == (2, 0, ("built",))
    assert "absent: no such report" in absent.text()


def test_the_command_says_what_is_wrong_with_its_file(desk: Desk) -> None:
    missing = desk.run("run")
    assert (missing.code, "run.yaml: no such file" in missing.err) == (2, True)
    desk.write("run.yaml", "runs:\n  - report: trial\n    evry: week\n    ready: noon\n    zone: Mars/Olympus\n")
    wrong = desk.run("run")
    assert wrong.code == 1
    for words in ("row 3", "Did you mean every?", "'noon' is no time of day", "'Mars/Olympus' is no time zone"):
        assert words in wrong.err
    desk.write("run.yaml", "runs: [{report: trial, ready: 18:30}]")
    told = desk.run("run", "--json").json
    assert told[0]["report"] == "trial"
    assert "the price data of trial end on 2026-08-21" in told[0]["error"]
