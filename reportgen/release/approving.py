"""Approval of an edition, and what differs between two."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

from reportgen.config.places import Places
from reportgen.deliver.approval import Approval
from reportgen.deliver.approval import approve as approve_edition
from reportgen.deliver.difference import Difference, difference
from reportgen.deliver.editions import find_edition, read_manifest
from reportgen.errors import WorldError
from reportgen.model.edition import Manifest
from reportgen.model.report import ReportSpec


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


def write_comparison(found: Difference, left: str, right: str, file: Path) -> None:
    """Write what differs as a page. Raises WorldError where the disk refuses."""
    from reportgen.deliver.diffpage import page

    try:
        file.write_text(page(found, left, right), encoding="utf-8")
    except OSError as error:
        raise WorldError(f"{file} cannot be written: {error.strerror}.") from None
