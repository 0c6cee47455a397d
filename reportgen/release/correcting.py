"""Corrections: a new edition that names the old one, what changed, and who had received it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path

from reportgen import pipeline
from reportgen.config.places import Places
from reportgen.deliver import journal
from reportgen.deliver.approval import frozen
from reportgen.deliver.difference import Difference, difference
from reportgen.deliver.editions import find_edition, order, read_manifest
from reportgen.errors import GateError
from reportgen.model.asjson import dumps
from reportgen.model.correction import Correction
from reportgen.model.edition import Artifact, Manifest
from reportgen.release.approving import report_of


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
    plain = pipeline.Order(old.report, old.as_of, formats=("md",), edition=edition)
    changes = _changes(plain, places, folder, progress)
    if not (changes.figures or changes.removed or changes.added):
        raise GateError(
            f"a rebuild of {old.report}/{old.edition} changes no figure and no sentence: nothing to correct."
        )
    notice = _notice(old, reason, changes, received, now.date())
    correction = Correction(old.edition, now.date(), reason, changes.figures)
    made = pipeline.Order(old.report, old.as_of, now=now, edition=edition, correction=correction, extra=(notice,))
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
