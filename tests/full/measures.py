"""What the validators find in the editions: the tests hold it to a limit, docs/quality.md records it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from tests.full import tools
from tests.full.editions import Made

WIDTHS = (390, 768, 1280)
SCHEMES: tuple[tools.Scheme, ...] = ("light", "dark")
HELD = ("accessibility", "best-practices", "seo")
RUNS = 3

Findings = dict[str, list[str]]


@dataclass(frozen=True, slots=True)
class Sizes:
    """Bytes of what a reader loads, and the pages of the PDF."""

    pages: int
    page: int
    pdf: int
    mail: int
    drawing: int


EVERY = tuple((width, scheme) for width in WIDTHS for scheme in SCHEMES)
"""Every width in both schemes."""
SOME: tuple[tuple[int, tools.Scheme], ...] = ((390, "dark"), (1280, "light"))
"""Two looks that between them see every rule of the style sheet but those for a width between."""


def accessibility(editions: Sequence[Made], looks: Sequence[tuple[int, tools.Scheme]] = EVERY) -> Findings:
    """What axe finds, edition by edition, at widths in schemes."""
    return {made.name: list(_violations(made, looks)) for made in editions}


def _violations(made: Made, looks: Sequence[tuple[int, tools.Scheme]]) -> Iterator[str]:
    views = [tools.View(made.page, width, 900, scheme) for width, scheme in looks]
    for view, violations in zip(views, tools.axe_all(views), strict=True):
        yield from (f"{view.width} {view.scheme} {one.id}: {'; '.join(one.nodes)}" for one in violations)


def markup(editions: Sequence[Made]) -> Findings:
    """What the Nu HTML checker says, edition by edition."""
    found: Findings = {made.name: [] for made in editions}
    by_page = {made.page.resolve().as_uri().replace("file:///", "file:/"): made.name for made in editions}
    for message in tools.nu([made.page for made in editions]):
        found[by_page[message.file]].append(f"{message.line}: {message.kind}: {message.text}")
    return found


def conformance(editions: Sequence[Made]) -> Findings:
    """The rules of PDF/A-3a and PDF/UA-1 that a PDF breaks, edition by edition."""
    found: Findings = {made.name: [] for made in editions}
    by_file = {str(made.pdf): made.name for made in editions}
    for failure in tools.verapdf([made.pdf for made in editions]):
        found[by_file[failure.file]].append(f"{failure.profile} {failure.clause} x{failure.count}: {failure.message}")
    return found


def overflows(editions: Sequence[Made]) -> Findings:
    """Where a page scrolls sideways, edition by edition."""
    views = [(made, tools.View(made.page, width)) for made in editions for width in (320, *WIDTHS)]
    visits = tools.browse([("evaluate", view, {"script": WIDE}) for _, view in views])
    found: Findings = {made.name: [] for made in editions}
    for (made, view), visit in zip(views, visits, strict=True):
        if int(visit.result) > view.width:
            found[made.name].append(f"{visit.result} pixels of content in {view.width}")
    return found


WIDE = "document.documentElement.scrollWidth"


def scores(made: Made, times: int = RUNS) -> tools.Lighthouse:
    """Lighthouse's scores: the worst of so many runs where a limit holds, the best for speed."""
    runs = [tools.lighthouse(made.page) for _ in range(times)]
    kept = {name: (max if name == "performance" else min)(run.scores[name] for run in runs) for name in runs[0].scores}
    return tools.Lighthouse(kept, tuple(sorted({fault for run in runs for fault in run.failed})))


def sizes(made: Made) -> Sizes:
    """Bytes and pages of an edition."""
    pages = int(tools.poppler("pdfinfo", made.pdf).split("Pages:")[1].split()[0])
    page, pdf, mail = ((made.folder / name).stat().st_size for name in ("report.html", "report.pdf", "email.html"))
    return Sizes(pages, page, pdf, mail, max(path.stat().st_size for path in made.drawings()))
