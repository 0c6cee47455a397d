"""Approval of an edition, and what differs between two."""

from __future__ import annotations

from datetime import datetime

from reportgen.config.places import Places
from reportgen.deliver.approval import Approval
from reportgen.deliver.approval import approve as approve_edition
from reportgen.deliver.difference import Difference, difference
from reportgen.deliver.editions import find_edition, read_manifest
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
