"""Approval: a person's name on an edition's digest. Whatever changes a byte voids it."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path

from reportgen.deliver import journal
from reportgen.deliver.editions import verify
from reportgen.deliver.retention import kept_until
from reportgen.errors import GateError, ProblemsError
from reportgen.model.edition import Manifest
from reportgen.model.printing import day
from reportgen.model.report import ReportSpec

_BINDING = ("approved", "published", "sent")


@dataclass(frozen=True, slots=True)
class Approval:
    """Who approved which bytes, when, with which note, and until when the record is kept."""

    by: str
    time: str
    note: str
    digest: str
    retention_until: str


def frozen(out: Path) -> Callable[[Manifest], str | None]:
    """Why an edition on disk may not be replaced: it was approved, published or sent."""
    chain = journal.read(out)

    def why(manifest: Manifest) -> str | None:
        found = [
            entry
            for entry in chain
            if (entry.report, entry.edition, entry.digest) == (manifest.report, manifest.edition, manifest.digest)
            and entry.event in _BINDING
        ]
        return f"{found[-1].event} on {found[-1].time[:10]}" if found else None

    return why


def approve(  # noqa: PLR0913 - an act and its circumstances
    folder: Path, out: Path, report: ReportSpec, *, by: str, note: str, now: datetime
) -> Approval:
    """Record that a person approved the edition's bytes.

    Raises GateError where the name is not the reviewer's the edition prints, where the rule of two persons
    forbids it, or where the edition holds made-up figures the report does not allow; ProblemsError where a
    byte was changed since it was built.
    """
    manifest = verify(folder)
    _may_approve(report, by)
    illustrative(folder, report)
    years, year_end = report.terms.retention_years, report.terms.fiscal_year_end
    until = kept_until(now.date(), years, year_end).isoformat()
    entry = journal.record(
        out,
        "approved",
        report=manifest.report,
        edition=manifest.edition,
        digest=manifest.digest,
        now=now,
        by=by,
        details={
            "note": note,
            "preparer": report.author.name,
            "retention_until": until,
            "retention_years": years,
            "fiscal_year_end": year_end,
        },
    )
    return Approval(by, entry.time, note, manifest.digest, until)


def _may_approve(report: ReportSpec, by: str) -> None:
    if report.reviewer is None:
        raise GateError(f"{report.file} names no reviewer. Name one under `reviewer:`, then build and approve.")
    if by != report.reviewer.name:
        raise GateError(
            f"the edition prints {report.reviewer.name} as its reviewer, so {by} cannot approve it. "
            f"Have {report.reviewer.name} approve it, or change `reviewer:` in {report.file} and build again."
        )
    if report.terms.two_person and _same(by, report.author.name):
        raise GateError(f"{by} wrote the edition; `two_person: true` wants another person to approve it.")


def _same(one: str, other: str) -> bool:
    """Whether two names are one person's, written with other capitals or spaces."""
    return " ".join(one.split()).casefold() == " ".join(other.split()).casefold()


def illustrative(folder: Path, report: ReportSpec) -> None:
    """Refuse made-up figures the report does not allow. Raises GateError naming some of them."""
    if report.allow_illustrative:
        return
    facts = json.loads((folder / "facts.json").read_text(encoding="utf-8"))
    made_up = [fact["key"] for fact in facts if fact.get("standing") == "illustrative"]
    if made_up:
        raise GateError(
            f"{len(made_up)} figures are illustrative ({', '.join(made_up[:3])} ...). Leave them out, or say "
            f"`allow_illustrative: true` in {report.file}; the edition then says so on its face."
        )


def require(folder: Path, out: Path) -> tuple[Manifest, Approval]:
    """The approval that binds the edition's present bytes. Raises GateError saying why there is none."""
    try:
        manifest = verify(folder)
    except ProblemsError as error:
        raise GateError(f"{folder} is not what was built, which voids any approval:\n{error}") from None
    entries = [entry for entry in journal.history(out, manifest.report, manifest.edition) if entry.event == "approved"]
    for entry in reversed(entries):
        if entry.digest == manifest.digest:
            details = entry.details
            return manifest, Approval(
                entry.by,
                entry.time,
                str(details.get("note", "")),
                entry.digest,
                str(details.get("retention_until", "")),
            )
    name = f"{manifest.report}/{manifest.edition}"
    if entries:
        last = entries[-1]
        raise GateError(
            f"{name} was approved by {last.by} on {day(date.fromisoformat(last.time[:10]))}, but its bytes have "
            f"changed since: that approval is void. Look again, then `reportgen approve {name} --by NAME`."
        )
    raise GateError(f"{name} is not approved. `reportgen approve {name} --by NAME` after looking at it.")
