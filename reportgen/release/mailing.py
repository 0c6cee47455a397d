"""Mail: an approved edition to every reader of a list, and what became of each message."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING

from reportgen.config.places import Places
from reportgen.deliver import approval, journal
from reportgen.deliver.editions import find_edition, read_manifest
from reportgen.deliver.folders import locked
from reportgen.deliver.outbox import FILE as OUTBOX
from reportgen.deliver.outbox import Message, Outbox, State
from reportgen.deliver.recipients import Recipient, read_recipients
from reportgen.errors import GateError, Problem, ProblemsError
from reportgen.model.edition import Manifest
from reportgen.release.approving import report_of

if TYPE_CHECKING:
    from reportgen.deliver.mail import Clock
    from reportgen.deliver.message import Composer


@dataclass(frozen=True, slots=True)
class Posted:
    """What a sending did: how many messages stand in each state, which rows of the list were left out and why."""

    report: str
    edition: str
    subject: str
    counts: dict[str, int]
    refused: tuple[Problem, ...]
    doubtful: tuple[str, ...]
    preview: bytes = b""
    page: str = ""


def send(  # noqa: PLR0913 - the act, its list, its means and its clock
    name: str,
    places: Places,
    *,
    to: Path | None,
    mail: Path,
    clock: Clock,
    environment: Mapping[str, str],
    dry_run: bool = False,
    told: Callable[[str], None] = lambda _: None,
) -> Posted:
    """Send an approved edition to every reader of a list, at most once each.

    Without a list it goes to those who have the edition it corrects, or one that edition corrected. Raises
    GateError without an approval, or where it corrects none, ProblemsError for a list or mail.yaml at fault,
    WorldError where the server fails for good. A dry run sends nothing and gives the first message as
    `preview` and its page as `page`.
    """
    from reportgen.config import read_mail
    from reportgen.deliver.mail import deliver
    from reportgen.deliver.message import Composer

    folder = find_edition(name, places.out)
    manifest, _ = approval.require(folder, places.out)
    approval.illustrative(folder, report_of(manifest, places))
    readers = read_recipients(to) if to is not None else _who_had_it_wrong(manifest, places)
    server, sender, secret = read_mail(mail, environment)
    composer = Composer(folder, manifest, sender, secret)
    with locked(places.out / ".outbox"):
        outbox = Outbox(places.out)
        try:
            if dry_run:
                return _rehearsed(outbox, composer, manifest, readers, clock)
            refused = _queued(outbox, manifest, readers)
            before = outbox.counts(manifest.report, manifest.edition).get("sent", 0)
            deliver(
                outbox,
                composer,
                server,
                report=manifest.report,
                edition=manifest.edition,
                clock=clock,
                told=lambda message, state: told(f"{message.address}: {state}"),
            )
        finally:
            outbox.close()
        return _posted(places, manifest, composer.subject, refused, before, clock)


def _who_had_it_wrong(manifest: Manifest, places: Places) -> Iterator[Recipient | Problem]:
    """Those who have, or may have, the edition this one corrects or one before it, each once."""
    if manifest.corrects is None:
        raise GateError(f"{manifest.report}/{manifest.edition} corrects no edition: name its readers with --to.")
    seen: set[str] = set()
    wrong: str | None = manifest.corrects
    while wrong is not None:
        name = f"{manifest.report}/{wrong}"
        for one in listed(name, places, RECEIVED):
            if one.address.lower() not in seen:
                seen.add(one.address.lower())
                yield Recipient(one.address, one.name, json.loads(one.fields), len(seen))
        wrong = read_manifest(find_edition(name, places.out)).corrects


def _queued(outbox: Outbox, manifest: Manifest, readers: Iterable[Recipient | Problem]) -> tuple[Problem, ...]:
    """Every reader of the list in the outbox, once; the rows that cannot be mailed."""
    refused: list[Problem] = []
    key = (manifest.report, manifest.edition)
    with outbox.together():
        outbox.doubt_what_was_under_way(*key)
        for row in readers:
            if isinstance(row, Problem):
                refused.append(row)
            else:
                fields = json.dumps(dict(row.fields), ensure_ascii=False)
                outbox.queue(*key, manifest.digest, address=row.email, name=row.name, fields=fields)
        outbox.suppress_listed(*key)
    return tuple(refused)


def _rehearsed(
    outbox: Outbox, composer: Composer, manifest: Manifest, readers: Iterable[Recipient | Problem], clock: Clock
) -> Posted:
    """What a sending would do, without touching the outbox."""
    key = (manifest.report, manifest.edition)
    rows = list(readers)
    refused = tuple(row for row in rows if isinstance(row, Problem))
    mailed = [row for row in rows if not isinstance(row, Problem)]
    known = outbox.known(*key)
    fresh = [row for row in mailed if row.email.lower() not in known and not outbox.is_suppressed(row.email)]
    preview, page = b"", ""
    if fresh:
        first = fresh[0]
        message = Message(*key, first.email, first.name, "{}", manifest.digest, "queued", 0, "", "", "")
        preview, page = composer.bytes_for(message, first.fields, clock.now()), composer.page_for(message, first.fields)
    counts = {"would be sent": len(fresh), "left as they are": len(mailed) - len(fresh)}
    return Posted(*key, composer.subject, counts, refused, (), preview, page)


def _posted(  # noqa: PLR0913, PLR0917 - one answer from its parts
    places: Places, manifest: Manifest, subject: str, refused: tuple[Problem, ...], before: int, clock: Clock
) -> Posted:
    """The state of the edition's messages now; a journal entry for what this run sent."""
    key = (manifest.report, manifest.edition)
    outbox = Outbox(places.out)
    try:
        counts = outbox.counts(*key)
        doubtful = tuple(message.address for message in outbox.listed(*key, "doubt"))
        received = sha256("\n".join(one.address for one in outbox.listed(*key, "sent")).encode()).hexdigest()
    finally:
        outbox.close()
    if fresh := counts.get("sent", 0) - before:
        journal.record(
            places.out,
            "sent",
            report=manifest.report,
            edition=manifest.edition,
            digest=manifest.digest,
            now=clock.now(),
            details={"messages": fresh, "subject": subject, "recipients_sha256": received},
        )
    return Posted(*key, subject, counts, refused, doubtful)


WAITING: tuple[State, ...] = ("doubt", "failed", "suppressed", "sending", "queued")
"""The states of a message that was not sent."""
RECEIVED: tuple[State, ...] = ("sent", "doubt")
"""The states of a message a reader has, or may have."""


def listed(name: str, places: Places, states: tuple[State, ...] = WAITING) -> tuple[Message, ...]:
    """The messages of an edition in these states, by state and address; none where the desk has sent no mail."""
    manifest = read_manifest(find_edition(name, places.out))
    if not (places.out / OUTBOX).exists():
        return ()
    outbox = Outbox(places.out)
    try:
        return tuple(one for state in states for one in outbox.listed(manifest.report, manifest.edition, state))
    finally:
        outbox.close()


def settle(name: str, places: Places, address: str, *, arrived: bool, now: datetime) -> None:
    """Settle a message in doubt. Raises UnknownReportError where none to that address is."""
    manifest = read_manifest(find_edition(name, places.out))
    outbox = Outbox(places.out)
    try:
        outbox.settle(manifest.report, manifest.edition, address, arrived=arrived, now=now)
    finally:
        outbox.close()


def suppress(places: Places, addresses: Iterable[str], reason: str, *, now: datetime) -> None:
    """Put addresses on the list of those never mailed again, all or none."""
    outbox = Outbox(places.out)
    try:
        with outbox.together():
            for address in addresses:
                outbox.suppress(address, reason, now)
    finally:
        outbox.close()


def addresses_in(file: Path) -> tuple[str, ...]:
    """The addresses of a CSV with a column `email`. Raises ProblemsError naming every row that holds none."""
    rows = list(read_recipients(file))
    if problems := [row for row in rows if isinstance(row, Problem)]:
        raise ProblemsError(problems)
    return tuple(row.email for row in rows if isinstance(row, Recipient))
