"""From a built edition to its readers: approve, compare, correct, prove. Publishing and sending build on it."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING

from reportgen import pipeline
from reportgen.config.places import Places
from reportgen.deliver import approval, journal
from reportgen.deliver.approval import Approval, frozen
from reportgen.deliver.approval import approve as approve_edition
from reportgen.deliver.difference import Difference, difference
from reportgen.deliver.editions import find_edition, order, read_manifest
from reportgen.deliver.folders import locked
from reportgen.deliver.outbox import Message, Outbox, State
from reportgen.deliver.recipients import read_recipients
from reportgen.errors import GateError, Problem, UnknownReportError
from reportgen.model.asjson import dumps
from reportgen.model.edition import Artifact, Manifest
from reportgen.model.report import ReportSpec

if TYPE_CHECKING:
    from reportgen.deliver.mail import Clock
    from reportgen.deliver.message import Composer
    from reportgen.deliver.site import Look, Outcome, Published
    from reportgen.deliver.site.plan import Settings


def report_of(manifest: Manifest, places: Places) -> ReportSpec:
    """The report an edition belongs to, as its YAML stands today."""
    from reportgen.config import read_report, report_file

    return read_report(report_file(manifest.report, places.reports))


def approve(name: str, places: Places, *, by: str, note: str, now: datetime) -> tuple[Manifest, Approval]:
    """Approve an edition's bytes in somebody's name. Raises UnknownReportError, GateError, ProblemsError."""
    folder = find_edition(name, places.out)
    manifest = read_manifest(folder)
    return manifest, approve_edition(folder, places.out, report_of(manifest, places), by=by, note=note, now=now)


def compare(left: str, right: str, places: Places) -> Difference:
    """What differs between two editions. Raises UnknownReportError."""
    return difference(find_edition(left, places.out), find_edition(right, places.out))


@dataclass(frozen=True, slots=True)
class Corrected:
    """A correction: the new edition, the old one it names, what changed, who had received the old one."""

    built: pipeline.Built
    corrects: str
    changes: Difference
    recipients: int


def correct(
    name: str, places: Places, *, reason: str, now: datetime, progress: Callable[[str], None] = lambda _: None
) -> Corrected:
    """Build a new edition of the same day that corrects one already approved, published or sent.

    It carries correction.json: the edition it names, the reason, every changed figure and sentence, and how
    many had received the old one. Raises GateError where the edition is still free to be rebuilt, or where a
    rebuild would change nothing.
    """
    folder = find_edition(name, places.out)
    old = read_manifest(folder)
    if frozen(places.out)(old) is None:
        raise GateError(
            f"{old.report}/{old.edition} was neither approved nor published nor sent: build it again instead."
        )
    received = _recipients(places.out, old)
    edition = _next_revision(places.out / old.report, old)
    plain = pipeline.Order(old.report, old.as_of, edition=edition, corrects=old.edition)
    changes = _changes(plain, places, folder, progress)
    if not (changes.figures or changes.removed or changes.added):
        raise GateError(
            f"a rebuild of {old.report}/{old.edition} changes no figure and no sentence: nothing to correct."
        )
    notice = _notice(old, reason, changes, received, now.date())
    made = pipeline.Order(old.report, old.as_of, now=now, edition=edition, corrects=old.edition, extra=(notice,))
    built = pipeline.build(made, places, progress=progress)
    journal.record(
        places.out,
        "corrected",
        report=old.report,
        edition=old.edition,
        digest=old.digest,
        now=now,
        details={"by_edition": built.edition, "reason": reason, "recipients": received},
    )
    return Corrected(built, old.edition, changes, received)


def _changes(wanted: pipeline.Order, places: Places, before: Path, progress: Callable[[str], None]) -> Difference:
    """What a rebuild would change, found without touching the disk the editions live on."""
    from tempfile import TemporaryDirectory

    report = report_of(read_manifest(before), places)
    artifacts = pipeline.made(report, wanted, places, progress).artifacts
    with TemporaryDirectory() as folder:
        for artifact in artifacts:
            if artifact.path in {"facts.json", "report.md"}:
                (Path(folder) / artifact.path).write_bytes(artifact.content)
        return difference(before, Path(folder))


def _notice(old: Manifest, reason: str, changes: Difference, received: int, day: date) -> Artifact:
    content = {
        "corrects": old.edition,
        "digest": old.digest,
        "date": day.isoformat(),
        "reason": reason,
        "received_by": received,
        **changes.as_json(),
    }
    return Artifact("correction.json", dumps(content).encode(), "application/json")


def _recipients(out: Path, old: Manifest) -> int:
    """How many were sent the edition, by the journal."""
    sent = (entry for entry in journal.history(out, old.report, old.edition) if entry.event == "sent")
    return sum(int(entry.details.get("messages", 0)) for entry in sent)


def _next_revision(parent: Path, old: Manifest) -> str:
    day = order(old.edition)[0]
    taken = [order(path.name)[1] for path in parent.iterdir() if order(path.name)[0] == day]
    return f"{day}-r{max(taken) + 1}"


def substantiate(name: str, places: Places, target: Path | None) -> Path:
    """Write the substantiation file of an edition. Raises UnknownReportError, ProblemsError, WorldError."""
    from reportgen.deliver.substantiation import substantiate as write

    folder = find_edition(name, places.out)
    manifest = read_manifest(folder)
    file = target or Path(f"substantiation-{manifest.report}-{manifest.edition}.zip")
    return write(folder, places.out, file, _made_of(manifest, places))


def _made_of(manifest: Manifest, places: Places) -> dict[str, bytes]:
    """The data and configuration an edition was built from; nothing where any of them has changed since."""
    from reportgen.config import report_file
    from reportgen.deliver import stamp

    try:
        config = pipeline.configuration(report_file(manifest.report, places.reports), places)
    except UnknownReportError:
        return {}
    return stamp.unchanged_inputs(places.out / manifest.report, manifest, data=places.data, config=config)


def correction_of(folder: Path) -> dict[str, object] | None:
    """The correction notice an edition carries, None where it corrects nothing."""
    path = folder / "correction.json"
    return json.loads(path.read_text(encoding="utf-8")) if path.exists() else None


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
    to: Path,
    mail: Path,
    clock: Clock,
    environment: Mapping[str, str],
    dry_run: bool = False,
    told: Callable[[str], None] = lambda _: None,
) -> Posted:
    """Send an approved edition to every reader of a list, at most once each.

    Raises GateError without an approval, ProblemsError for a list or mail.yaml at fault, WorldError where the
    server fails for good. A dry run sends nothing and gives the first message as `preview` and its page as `page`.
    """
    from reportgen.config import read_mail
    from reportgen.deliver.mail import deliver
    from reportgen.deliver.message import Composer

    folder = find_edition(name, places.out)
    manifest, _ = approval.require(folder, places.out)
    approval.illustrative(folder, report_of(manifest, places))
    server, sender, secret = read_mail(mail, environment)
    composer = Composer(folder, manifest, sender, secret)
    with locked(places.out / ".outbox"):
        outbox = Outbox(places.out)
        try:
            if dry_run:
                return _rehearsed(outbox, composer, manifest, to, clock)
            refused = _queued(outbox, manifest, to)
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


def _queued(outbox: Outbox, manifest: Manifest, to: Path) -> tuple[Problem, ...]:
    """Every reader of the list in the outbox, once; the rows that cannot be mailed."""
    refused: list[Problem] = []
    key = (manifest.report, manifest.edition)
    with outbox.together():
        outbox.doubt_what_was_under_way(*key)
        for row in read_recipients(to):
            if isinstance(row, Problem):
                refused.append(row)
            else:
                fields = json.dumps(dict(row.fields), ensure_ascii=False)
                outbox.queue(*key, manifest.digest, address=row.email, name=row.name, fields=fields)
        outbox.suppress_listed(*key)
    return tuple(refused)


def _rehearsed(outbox: Outbox, composer: Composer, manifest: Manifest, to: Path, clock: Clock) -> Posted:
    """What a sending would do, without touching the outbox."""
    key = (manifest.report, manifest.edition)
    rows = list(read_recipients(to))
    refused = tuple(row for row in rows if isinstance(row, Problem))
    readers = [row for row in rows if not isinstance(row, Problem)]
    known = outbox.known(*key)
    fresh = [row for row in readers if row.email.lower() not in known and not outbox.is_suppressed(row.email)]
    preview, page = b"", ""
    if fresh:
        first = fresh[0]
        message = Message(*key, first.email, first.name, "{}", manifest.digest, "queued", 0, "", "", "")
        preview, page = composer.bytes_for(message, first.fields, clock.now()), composer.page_for(message, first.fields)
    counts = {"would be sent": len(fresh), "left as they are": len(readers) - len(fresh)}
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


def waiting(name: str, places: Places) -> tuple[Message, ...]:
    """The messages of an edition that were not sent: in doubt, failed, suppressed, queued."""
    manifest = read_manifest(find_edition(name, places.out))
    outbox = Outbox(places.out)
    try:
        states: tuple[State, ...] = ("doubt", "failed", "suppressed", "sending", "queued")
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


def suppress(places: Places, address: str, reason: str, *, now: datetime) -> None:
    """Put an address on the list of those never mailed again."""
    outbox = Outbox(places.out)
    try:
        outbox.suppress(address, reason, now)
    finally:
        outbox.close()


def publish(  # noqa: PLR0913 - an act and its circumstances
    names: Sequence[str],
    places: Places,
    target: str,
    *,
    base_url: str,
    now: datetime,
    progress: Callable[[str], None] = lambda _: None,
) -> Outcome:
    """Add approved editions to the site at a target, and write it into the journal.

    Raises GateError where an edition is not approved as it stands or holds made-up figures its report does not
    allow, UnknownReportError or UsageError for words that name nothing, ProblemsError for broken links, WorldError
    where disk or network fail; readers then still have the site as it was.
    """
    from reportgen.deliver.site import open_target
    from reportgen.deliver.site import publish as add

    folders = [find_edition(name, places.out) for name in names]
    manifests = [approval.require(folder, places.out)[0] for folder in folders]
    reports = [report_of(manifest, places) for manifest in manifests]
    for folder, report in zip(folders, reports, strict=True):
        approval.illustrative(folder, report)
    place = open_target(target)
    settings = _site_settings(reports[0], places, base_url)
    done = add(list(zip(folders, manifests, strict=True)), place, settings, now=now, progress=progress)
    for one in done.editions:
        _note_published(places, one, place.name, done.address(one), now)
    return done


def _site_settings(report: ReportSpec, places: Places, base_url: str) -> Settings:
    from reportgen.deliver.site.plan import Settings
    from reportgen.deliver.site.search import program

    base = base_url or report.terms.url or ""
    return Settings(_site_look(places), report.terms.publisher, report.language, base, program())


def _site_look(places: Places) -> Look:
    """The theme of the desk's templates, as values the site can use."""
    from reportgen.deliver.site import Font, Look
    from reportgen.render.theme import load_theme

    theme = load_theme(places.templates)
    looks = {"regular": ("400", "normal"), "bold": ("600", "normal"), "italic": ("400", "italic")}
    return Look(
        templates=places.templates,
        light=theme.light,
        dark=theme.dark,
        text=theme.text.stack,
        sans=theme.sans.stack,
        fonts=tuple(
            Font(face.family, *looks[style], file)
            for face in (theme.text, theme.sans)
            for style, file in face.web.items()
        ),
        brand=theme.brand.name,
        contact=theme.brand.contact,
        disclaimer=theme.brand.disclaimer,
    )


def _note_published(places: Places, one: Published, target: str, address: str, now: datetime) -> None:
    """One entry an edition and target, also where an earlier run was killed before it could write it."""
    noted = journal.history(places.out, one.report, one.edition)
    if any(entry.event == "published" and entry.details.get("target") == target for entry in noted):
        return
    journal.record(
        places.out,
        "published",
        report=one.report,
        edition=one.edition,
        digest=one.digest,
        now=now,
        details={"target": target, "address": address},
    )
