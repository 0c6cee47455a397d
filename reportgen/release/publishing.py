"""The site: approved editions added to it, and each written into the journal."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import datetime
from typing import TYPE_CHECKING

from reportgen.config.places import Places
from reportgen.deliver import approval, journal
from reportgen.deliver.editions import find_edition
from reportgen.model.report import ReportSpec
from reportgen.release.approving import report_of

if TYPE_CHECKING:
    from reportgen.deliver.site import Look, Outcome, Published
    from reportgen.deliver.site.plan import Settings


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
