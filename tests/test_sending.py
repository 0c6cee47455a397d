"""Sending from the command line: gates, rehearsal, a real server, the outbox; at most one message a reader."""

from __future__ import annotations

import socket
from collections.abc import Iterator
from email import message_from_bytes, policy
from pathlib import Path

import pytest
from aiosmtpd.controller import Controller

from tests.deliver.test_mail import Mailbox
from tests.desk import TRIAL, Desk

MAIL = """\
sender: {{address: desk@research.example, name: Example Research}}
server: {{host: 127.0.0.1, port: {port}, security: none, backoff: 0, attempts: 2}}
unsubscribe: {{url: "https://research.example/stop?e={{email}}"}}
"""
LIST = "email,name\nada@client.example,Ada\nbroken,Nobody\nbob@client.example,Bob\n"


@pytest.fixture
def box() -> Iterator[Mailbox]:
    made = Mailbox()
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        made.port = probe.getsockname()[1]
    controller = Controller(made, hostname="127.0.0.1", port=made.port)
    controller.start()
    yield made
    controller.stop()


@pytest.fixture
def desk(tmp_path: Path, box: Mailbox) -> Desk:
    made = Desk(tmp_path / "desk")
    report = TRIAL.replace("outputs: [md, html]", "outputs: [md, email]")
    made.write("reports/trial.yaml", report + "reviewer: {name: Robin Hale}\n")
    made.write("mail.yaml", MAIL.format(port=box.port))
    made.write("clients.csv", LIST)
    assert made.run("build", "trial", "--as-of", "2026-08-21").code == 0
    return made


def test_nothing_goes_out_without_an_approval(desk: Desk, box: Mailbox) -> None:
    refused = desk.run("send", "trial", "--to", "clients.csv")
    assert refused.code == 1
    assert "is not approved" in refused.err
    assert box.taken == []


def test_a_correction_goes_to_those_who_have_the_wrong_edition(desk: Desk, box: Mailbox) -> None:
    refused = desk.run("send", "trial")
    assert (refused.code, "--corrected" in refused.err) == (2, True)
    desk.run("approve", "trial", "--by", "Robin Hale")
    desk.run("send", "trial", "--to", "clients.csv")
    uncorrected = desk.run("send", "trial", "--corrected")
    assert (uncorrected.code, "corrects no edition" in uncorrected.err) == (1, True)
    rows = (desk.folder / "data/us_equity_closes.csv").read_text().replace("2026-08-21,3017.87", "2026-08-21,3027.87")
    desk.write("data/us_equity_closes.csv", rows)
    told = desk.run("correct", "trial", "--reason", "a close was mistyped")
    assert "2 had received the old one" in told.out
    desk.write("clients.csv", "email\nnew@client.example\n")
    desk.run("approve", "trial", "--by", "Robin Hale")
    had = desk.run("outbox", "list", "trial/2026-08-21", "--state", "sent")
    assert [line.split()[1] for line in had.out.splitlines()] == ["ada@client.example", "bob@client.example"]
    before = len(box.taken)
    done = desk.run("send", "trial", "--corrected")
    assert done.code == 0, done.err
    again = desk.run("send", "trial", "--corrected")
    assert "2 sent" in again.out
    fresh = box.taken[before:]
    assert sorted(address for address, _ in fresh) == ["ada@client.example", "bob@client.example"]
    mails = [message_from_bytes(content, policy=policy.default) for _, content in fresh]
    assert [mail["Subject"].startswith("Correction: ") for mail in mails] == [True, True]


def test_a_rehearsal_sends_nothing_and_shows_the_mail(desk: Desk, box: Mailbox) -> None:
    desk.run("approve", "trial", "--by", "Robin Hale")
    done = desk.run("send", "trial", "--to", "clients.csv", "--dry-run")
    assert "2 would be sent" in done.out
    assert "row 3" in done.out
    assert box.taken == []
    assert b"To: Ada <ada@client.example>" in (desk.folder / "preview.eml").read_bytes()
    page = (desk.folder / "preview.html").read_text()
    assert "Dear Ada," in page
    assert "{{" not in page
    assert "cid:" not in page


def test_a_sending_reaches_each_reader_once_and_stands_in_the_journal(desk: Desk, box: Mailbox) -> None:
    desk.run("approve", "trial", "--by", "Robin Hale")
    first = desk.run("send", "trial", "--to", "clients.csv")
    assert first.code == 1, "one row could not be mailed, and that is said"
    assert "2 sent" in first.out
    assert "not mailed: clients.csv, row 3, email: 'broken' is no address" in first.out
    desk.run("send", "trial", "--to", "clients.csv")
    assert sorted(address for address, _ in box.taken) == ["ada@client.example", "bob@client.example"]
    journal = (desk.folder / "output/journal.jsonl").read_text()
    assert journal.count('"event": "sent"') == 1
    assert '"messages": 2' in journal


def test_an_approval_is_void_once_a_byte_has_changed(desk: Desk, box: Mailbox) -> None:
    desk.run("approve", "trial", "--by", "Robin Hale")
    desk.write("output/trial/2026-08-21/email.txt", "forged")
    refused = desk.run("send", "trial", "--to", "clients.csv")
    assert refused.code == 1
    assert "voids any approval" in refused.err
    assert box.taken == []


def test_doubts_are_listed_and_settled_by_a_person(desk: Desk, box: Mailbox) -> None:
    desk.run("approve", "trial", "--by", "Robin Hale")
    box.answer = lambda stage, address, count: "drop" if stage == "data" and address.startswith("ada") else None
    done = desk.run("send", "trial", "--to", "clients.csv")
    assert "in doubt: ada@client.example" in done.out
    assert "ada@client.example" in desk.run("outbox", "list", "trial").out
    assert desk.run("outbox", "settle", "trial", "ada@client.example", "--not-arrived").code == 0
    box.answer = lambda stage, address, count: None
    desk.run("send", "trial", "--to", "clients.csv")
    assert sorted(address for address, _ in box.taken) == ["ada@client.example", "bob@client.example"]
    assert desk.run("outbox", "list", "trial").out.strip() == "Nothing waits."


def test_a_list_of_bounces_is_never_mailed_again(desk: Desk, box: Mailbox) -> None:
    desk.run("approve", "trial", "--by", "Robin Hale")
    desk.write("bounced.csv", "email\nADA@client.example\nno address\n")
    refused = desk.run("outbox", "suppress", "--list", "bounced.csv")
    assert (refused.code, "row 3, email" in refused.err) == (1, True)
    desk.write("bounced.csv", "email\nADA@client.example\nbob@client.example\n")
    done = desk.run("outbox", "suppress", "--list", "bounced.csv", "--reason", "bounced")
    assert (done.code, done.out) == (0, "2 addresses: bounced\n")
    assert "2 suppressed" in desk.run("send", "trial", "--to", "clients.csv").out
    assert box.taken == []
    assert desk.run("outbox", "suppress").code == 2


def test_who_asked_to_stop_gets_nothing(desk: Desk, box: Mailbox) -> None:
    desk.run("approve", "trial", "--by", "Robin Hale")
    desk.run("outbox", "suppress", "ADA@client.example")
    desk.run("send", "trial", "--to", "clients.csv")
    assert [address for address, _ in box.taken] == ["bob@client.example"]


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("sender: {name: x}\nserver: {host: h}\nunsubscribe: {url: u}\n", "no address mail comes from"),
        ("sender: {address: a@b.example}\nserver: {host: h, prot: 1}\nunsubscribe: {url: u}\n", "prot"),
        (
            "sender: {address: a@b.example}\nserver: {host: h, username: u}\nunsubscribe: {url: u}\n",
            "REPORTGEN_SMTP_PASSWORD",
        ),
        ("sender: {address: a@b.example}\nserver: {host: h}\nunsubscribe: {url: 'u{token}'}\n", "REPORTGEN_SECRET"),
    ],
)
def test_mail_settings_at_fault_are_named(desk: Desk, text: str, said: str) -> None:
    desk.run("approve", "trial", "--by", "Robin Hale")
    desk.write("mail.yaml", text)
    refused = desk.run("send", "trial", "--to", "clients.csv")
    assert refused.code == 1
    assert said in refused.err
    assert "Traceback" not in refused.err


def test_a_server_that_is_not_there_is_the_world_failing(desk: Desk) -> None:
    desk.run("approve", "trial", "--by", "Robin Hale")
    desk.write("mail.yaml", MAIL.format(port=1))
    done = desk.run("send", "trial", "--to", "clients.csv")
    assert done.code == 3
    assert "cannot be reached" in done.err
