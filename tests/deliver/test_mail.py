"""Mail through a real server on loopback: what arrives, what is refused, what a fault or a kill leaves."""

from __future__ import annotations

import asyncio
import email
import os
import signal
import socket
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from datetime import UTC, datetime
from email.message import EmailMessage
from email.policy import default
from pathlib import Path
from typing import Any

import pytest
from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP, Envelope, Session

from reportgen.deliver.editions import assemble, write
from reportgen.deliver.mail import Clock, deliver
from reportgen.deliver.message import Composer
from reportgen.deliver.outbox import Outbox
from reportgen.deliver.recipients import Recipient, read_recipients
from reportgen.errors import Problem, ProblemsError, WorldError
from reportgen.model.edition import Artifact, Edition
from reportgen.model.mail import Sender, Server

NOW = datetime(2026, 8, 22, 9, 30, tzinfo=UTC)
PNG = bytes.fromhex(
    "89504e470d0a1a0a0000000d4948445200000001000000010806000000 1f15c4890000000d49444154789c6360606060000000050001a5f6"
    "45400000000049454e44ae426082".replace(" ", "")
)
PAGE = (
    "<!doctype html><html><head><title>Small caps fell &amp; rose</title></head><body><p>{{salutation}}</p>"
    '<img src="cid:rebased" alt="chart"><a href="{{unsubscribe_url}}">Stop</a> \u2212 5 \u20ac</body></html>'
)
TEXT = "{{salutation}}\n\nSmall caps fell \u2212 a bit.\n\nStop: {{unsubscribe_url}}\n"
SENDER = Sender(
    address="desk@research.example",
    name="Example Research",
    unsubscribe_url="https://research.example/stop?e={email}&t={token}",
    unsubscribe_mailto="stop@research.example",
)


def edition() -> Edition:
    return assemble(
        [
            Artifact(
                "email.txt",
                "{{salutation}}\n\nSmall caps fell \u2212 a bit.\n\nStop: {{unsubscribe_url}}\n".encode(),
                "text/plain",
            ),
            Artifact("email.html", PAGE.encode(), "text/html"),
            Artifact("figures/rebased.png", PNG, "image/png"),
            Artifact("report.pdf", b"%PDF-1.7 " + bytes(range(256)) * 40, "application/pdf"),
        ],
        report="weekly",
        edition="2026-08-21",
        as_of=NOW.date(),
        title="Weekly",
        inputs="",
        config="",
        code="",
    )


class Mailbox:
    """What a server took, and how it is told to misbehave."""

    def __init__(self) -> None:
        self.taken: list[tuple[str, bytes]] = []
        self.answer: Callable[[str, str, int], str | None] = lambda stage, address, count: None
        self.seen: Counter[str] = Counter()
        self.port = 0
        self.keep = True

    async def handle_RCPT(  # noqa: N802 - the library's name
        self, server: SMTP, session: Session, envelope: Envelope, address: str, options: list[str]
    ) -> str:
        self.seen[address] += 1
        if said := self.answer("rcpt", address, self.seen[address]):
            if said == "drop":
                assert server.transport is not None
                server.transport.close()
                return "421 gone"
            return said
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, server: SMTP, session: Session, envelope: Envelope) -> str:  # noqa: N802
        address = envelope.rcpt_tos[0]
        said = self.answer("data", address, self.seen[address])
        if said == "drop":
            assert server.transport is not None
            server.transport.close()
            return "421 gone"
        if said:
            return said
        assert isinstance(envelope.content, bytes)
        if self.keep:
            self.taken.append((address, envelope.content))
        if self.answer("slow", address, 1):
            await asyncio.sleep(0.05)
        return "250 taken"


@pytest.fixture
def mailbox() -> Iterator[Mailbox]:
    box = Mailbox()
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        box.port = probe.getsockname()[1]
    controller = Controller(box, hostname="127.0.0.1", port=box.port)
    controller.start()
    yield box
    controller.stop()


class Room:
    """An edition on disk, its outbox, a sender."""

    def __init__(self, folder: Path, **changes: Any) -> None:
        self.edition = edition()
        self.out = folder
        self.path, _ = write(self.edition, folder)
        self.composer = Composer(self.path, self.edition.manifest, Sender(**{**_fields(SENDER), **changes}), b"secret")

    def outbox(self) -> Outbox:
        return Outbox(self.out)

    def send(self, box: Mailbox, addresses: Iterable[str], **server: Any) -> dict[str, int]:
        outbox = self.outbox()
        try:
            outbox.doubt_what_was_under_way("weekly", "2026-08-21")
            for address in addresses:
                outbox.queue("weekly", "2026-08-21", self.edition.manifest.digest, address=address, name="Ada \u00d8")
            outbox.suppress_listed("weekly", "2026-08-21")
            means = {"attempts": 3, "backoff": 0.01, "per_second": 1000, "timeout": 5, **server}
            deliver(
                outbox,
                self.composer,
                Server("127.0.0.1", box.port, "none", **means),
                report="weekly",
                edition="2026-08-21",
                clock=Clock(lambda: NOW, time.time),
            )
            return outbox.counts("weekly", "2026-08-21")
        finally:
            outbox.close()


def _fields(sender: Sender) -> dict[str, Any]:
    return {name: getattr(sender, name) for name in Sender.__dataclass_fields__}


@pytest.fixture
def room(tmp_path: Path) -> Room:
    return Room(tmp_path / "out")


def parsed(raw: bytes) -> EmailMessage:
    return email.message_from_bytes(raw, policy=default)


def test_a_reader_gets_text_page_pictures_and_pdf_in_one_message(mailbox: Mailbox, room: Room) -> None:
    assert room.send(mailbox, ["ada@client.example"]) == {"sent": 1}
    message = parsed(mailbox.taken[0][1])
    assert message["Subject"] == "Small caps fell & rose"
    assert message["To"] == "Ada \u00d8 <ada@client.example>"
    assert message["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    assert message["List-Unsubscribe"].startswith("<https://research.example/stop?e=ada%40client.example&t=")
    assert [part.get_content_type() for part in message.walk()] == [
        "multipart/mixed",
        "multipart/alternative",
        "text/plain",
        "multipart/related",
        "text/html",
        "image/png",
        "application/pdf",
    ]
    text = message.get_body(("plain",))
    page = message.get_body(("html",))
    assert text is not None
    assert page is not None
    assert text.get_content().startswith("Dear Ada \u00d8,")
    assert "Dear Ada \u00d8," in page.get_content()
    assert "{{" not in text.get_content() + page.get_content()
    assert "&amp;t=" in page.get_content()
    pictures = {
        part["Content-ID"]: part.get_content() for part in message.walk() if part.get_content_type() == "image/png"
    }
    assert pictures == {"<rebased>": PNG}
    pdf = next(message.iter_attachments())
    assert pdf.get_filename() == "weekly-2026-08-21.pdf"
    assert pdf.get_content() == (room.path / "report.pdf").read_bytes()


def test_the_same_message_has_the_same_bytes(room: Room) -> None:
    outbox = room.outbox()
    outbox.queue("weekly", "2026-08-21", "d", address="a@b.example")
    [message] = outbox.due("weekly", "2026-08-21", 1.0, 5)
    assert room.composer.bytes_for(message, {}, NOW) == room.composer.bytes_for(message, {}, NOW)
    outbox.close()


def test_nobody_gets_a_second_message_however_often_it_is_run(mailbox: Mailbox, room: Room) -> None:
    for _ in range(3):
        room.send(mailbox, ["ada@client.example", "ADA@client.example", "bob@client.example"])
    assert Counter(address.lower() for address, _ in mailbox.taken) == {
        "ada@client.example": 1,
        "bob@client.example": 1,
    }


def test_a_greylisting_server_is_tried_again_and_a_full_refusal_is_final(mailbox: Mailbox, room: Room) -> None:
    def answer(stage: str, address: str, count: int) -> str | None:
        if address.startswith("grey") and count < 3:
            return "451 later please"
        if address.startswith("gone"):
            return "550 no such user" if stage == "rcpt" else None
        if address.startswith("busy"):
            return "421 too busy" if stage == "rcpt" and count == 1 else None
        return None

    mailbox.answer = answer
    people = ["grey@a.example", "gone@a.example", "busy@a.example", "ada@a.example"]
    assert room.send(mailbox, people) == {"failed": 1, "sent": 3}
    assert Counter(address for address, _ in mailbox.taken) == {
        "grey@a.example": 1,
        "busy@a.example": 1,
        "ada@a.example": 1,
    }
    outbox = room.outbox()
    assert "550 no such user" in next(outbox.listed("weekly", "2026-08-21", "failed")).reason
    assert outbox.is_suppressed("GONE@a.example")
    outbox.close()


def test_a_server_that_never_relents_is_given_up_with_the_reason(mailbox: Mailbox, room: Room) -> None:
    mailbox.answer = lambda stage, address, count: "452 out of space"
    assert room.send(mailbox, ["ada@a.example"]) == {"failed": 1}
    outbox = room.outbox()
    assert "given up after 3 tries: 452" in next(outbox.listed("weekly", "2026-08-21", "failed")).reason
    outbox.close()


def test_dropped_before_the_text_is_tried_again_dropped_after_it_is_in_doubt(mailbox: Mailbox, room: Room) -> None:
    def answer(stage: str, address: str, count: int) -> str | None:
        if stage == "rcpt" and address.startswith("early") and count == 1:
            return "drop"
        return "drop" if stage == "data" and address.startswith("late") else None

    mailbox.answer = answer
    counts = room.send(mailbox, ["early@a.example", "late@a.example"], connections=1)
    assert counts == {"doubt": 1, "sent": 1}
    assert room.send(mailbox, ["early@a.example", "late@a.example"]) == counts, "doubt is never sent again by itself"
    outbox = room.outbox()
    outbox.settle("weekly", "2026-08-21", "late@a.example", arrived=False, now=NOW)
    outbox.close()
    mailbox.answer = lambda stage, address, count: None
    assert room.send(mailbox, []) == {"sent": 2}


def test_the_suppressed_and_the_unreached(mailbox: Mailbox, room: Room) -> None:
    outbox = room.outbox()
    outbox.suppress("Stop@a.example", "unsubscribed", NOW)
    outbox.close()
    assert room.send(mailbox, ["stop@a.example", "ada@a.example"]) == {"sent": 1, "suppressed": 1}
    box = Mailbox()
    box.port = 1
    with pytest.raises(WorldError, match="cannot be reached"):
        room.send(box, ["eve@a.example"], attempts=2)
    outbox = room.outbox()
    assert outbox.counts("weekly", "2026-08-21")["sent"] == 1
    outbox.close()


def test_domains_keep_to_their_rate(mailbox: Mailbox, room: Room) -> None:
    started = time.monotonic()
    room.send(mailbox, [f"p{n}@slow.example" for n in range(6)], per_second=20)
    assert time.monotonic() - started >= 5 / 20


def test_signed_mail_verifies_and_a_changed_one_does_not(mailbox: Mailbox, tmp_path: Path) -> None:
    import dkim
    from cryptography.hazmat.primitives import serialization
    from cryptography.hazmat.primitives.asymmetric import rsa

    key = rsa.generate_private_key(public_exponent=65537, key_size=2048)
    private = key.private_bytes(
        serialization.Encoding.PEM, serialization.PrivateFormat.TraditionalOpenSSL, serialization.NoEncryption()
    )
    public = key.public_key().public_bytes(serialization.Encoding.DER, serialization.PublicFormat.SubjectPublicKeyInfo)
    room = Room(tmp_path / "out", dkim_domain="research.example", dkim_selector="s1", dkim_key=private)
    room.send(mailbox, ["ada@client.example"])
    raw = mailbox.taken[0][1]
    import base64

    record = b"v=DKIM1; k=rsa; p=" + base64.b64encode(public)
    assert dkim.verify(raw, dnsfunc=lambda *_, **__: record)
    assert b"list-unsubscribe-post" in raw.lower().partition(b"bh=")[0]
    assert not dkim.verify(raw.replace(b"Small", b"Large"), dnsfunc=lambda *_, **__: record)


@pytest.mark.parametrize(
    ("row", "said"),
    [
        ('"ada@a.example\nBcc: eve@x.example",Ada', "line break"),
        ('ada@a.example,"Ada\r\nBcc: eve@x.example"', "line break"),
        ("no-address,Ada", "no address"),
        ("ada@a,Ada", "no address"),
        ("ada@@a.example,Ada", "no address"),
        ("a b@a.example,Ada", "no address"),
        ("first@a.example,Twice", "row 2 already"),
        ("x@a.example,Ada,too,many", "more cells"),
    ],
)
def test_a_bad_row_is_named_and_stops_nobody_else(tmp_path: Path, row: str, said: str) -> None:
    path = tmp_path / "clients.csv"
    path.write_bytes(f"email,name\nfirst@a.example,First\n{row}\nlast@a.example,Last\n".encode())
    found = list(read_recipients(path))
    problems = [one for one in found if isinstance(one, Problem)]
    assert [one.email for one in found if isinstance(one, Recipient)] == ["first@a.example", "last@a.example"]
    assert len(problems) == 1
    assert said in problems[0].what
    assert problems[0].row == 3


def test_a_list_that_is_none_is_refused_whole(tmp_path: Path) -> None:
    path = tmp_path / "clients.csv"
    path.write_bytes(b"e-mail,name\n")
    with pytest.raises(ProblemsError, match="no column `email`"):
        list(read_recipients(path))
    path.write_bytes("email,name\nada@a.example,\xd8\n".encode("latin-1"))
    with pytest.raises(ProblemsError, match="not UTF-8"):
        list(read_recipients(path))


KILLED = """
import sys, time
from pathlib import Path
sys.path.insert(0, {root!r})
from tests.deliver.test_mail import Mailbox, Room
box = Mailbox(); box.port = {port}
Room(Path({out!r})).send(box, [f"p{{n}}@a.example" for n in range({people})], connections=3)
"""


def kill_and_finish(mailbox: Mailbox, out: Path, rounds: int, people: int) -> tuple[int, Counter[str]]:
    """Start sending and kill it `rounds` times at ever later moments, then let it finish; doubts, messages taken."""
    mailbox.answer = lambda stage, address, count: "yes" if stage == "slow" else None
    root = str(Path(__file__).resolve().parent.parent.parent)
    script = KILLED.format(root=root, port=mailbox.port, out=str(out), people=people)
    for round_ in range(rounds):
        before = len(mailbox.taken)
        process = subprocess.Popen([sys.executable, "-c", script], stderr=subprocess.DEVNULL)
        deadline = time.monotonic() + 20
        while len(mailbox.taken) == before and process.poll() is None and time.monotonic() < deadline:
            time.sleep(0.002)
        time.sleep(0.003 * (round_ % 7))
        os.kill(process.pid, signal.SIGKILL)
        process.wait()
    counts = Room(out).send(mailbox, [f"p{n}@a.example" for n in range(people)])
    assert counts.get("sent", 0) + counts.get("doubt", 0) == people
    return counts.get("doubt", 0), Counter(address for address, _ in mailbox.taken)


def nobody_twice_nobody_forgotten(mailbox: Mailbox, out: Path, rounds: int, people: int) -> None:
    doubts, taken = kill_and_finish(mailbox, out, rounds, people)
    assert max(taken.values()) == 1
    assert len(taken) >= people - doubts
    outbox = Outbox(out)
    told = {one.address for one in outbox.listed("weekly", "2026-08-21", "doubt")}
    outbox.close()
    assert {f"p{n}@a.example" for n in range(people)} - set(taken) <= told


def test_killed_again_and_again_nobody_gets_two_and_nobody_is_forgotten(mailbox: Mailbox, tmp_path: Path) -> None:
    nobody_twice_nobody_forgotten(mailbox, tmp_path / "out", 6, 60)


@pytest.mark.full
def test_two_hundred_kills(mailbox: Mailbox, tmp_path: Path) -> None:
    nobody_twice_nobody_forgotten(mailbox, tmp_path / "out", 200, 1600)


MANY = """
import resource, sys
from pathlib import Path
sys.path.insert(0, {root!r})
from tests.deliver.test_mail import Mailbox, Room
box = Mailbox(); box.port = {port}
people = (f"p{{n}}@d{{n % 50}}.example" for n in range({people}))
print(Room(Path({out!r})).send(box, people)["sent"], resource.getrusage(resource.RUSAGE_SELF).ru_maxrss)
"""


@pytest.mark.full
def test_ten_thousand_readers_take_no_more_memory_than_a_thousand(mailbox: Mailbox, tmp_path: Path) -> None:
    mailbox.keep = False
    peaks = {}
    for people in (1_000, 10_000):
        root = str(Path(__file__).resolve().parent.parent.parent)
        script = MANY.format(root=root, port=mailbox.port, out=str(tmp_path / str(people)), people=people)
        done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, timeout=600, check=True)
        sent, peaks[people] = map(int, done.stdout.split())
        assert sent == people
    assert peaks[10_000] < peaks[1_000] * 1.15
