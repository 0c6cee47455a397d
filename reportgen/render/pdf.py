"""The PDF: laid out by WeasyPrint, charts as vector operators, PDF/A-3a and PDF/UA-1 in one file, data attached.

Nothing is fetched but the theme's own fonts: any other address stops the run.
"""

from __future__ import annotations

import atexit
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime
from functools import lru_cache, partial
from typing import TYPE_CHECKING, Any

from reportgen.errors import Problem, ProblemsError
from reportgen.model.edition import Artifact
from reportgen.model.exhibit import Figure
from reportgen.render import engine, finish
from reportgen.render.frame import frame
from reportgen.render.guess import FLATTER, guessed
from reportgen.render.job import Job, all_figures, figures
from reportgen.render.layouts import fill
from reportgen.render.operators import operators
from reportgen.render.origin import iptc
from reportgen.render.printed import CHART, Density, Fit, Group, Printed, divided
from reportgen.render.style import faces_on_disk, variables
from reportgen.render.theme import Theme
from reportgen.render.typography import typeset

if TYPE_CHECKING:
    from weasyprint import CSS, Document
    from weasyprint.text.fonts import FontConfiguration

_PAPERS = {"letter": ("8.5in 11in", 54.0), "a4": ("210mm 297mm", 45.64)}
"""Size, and the margin that leaves a grid of 504 points on either."""
_BRIEF_PAGES = 2
_DENSITIES: tuple[Density, ...] = ("normal", "tight", "tightest")
_SAVINGS = (Fit(), Fit(rest="tight"), Fit(rest="tight", wide=-18.0), Fit(rest="tightest", wide=-18.0))
"""How a longer document is set: as it comes, then ever denser, as long as its last page is next to bare."""
_MOST_TALLER = {"wide": 96.0, "half": 44.0}
_AIR = 4.0
_HOLDERS = frozenset({"html", "body", "div", "section"})
_BARE = 0.6
"""A last page with more than this share of its height free is worth saving."""
_WORTH = 16.0
"""Less free height than this, in points, is left as it is."""


def make(job: Job) -> tuple[Artifact, ...]:
    """report.pdf."""
    return (Artifact("report.pdf", written(job), "application/pdf"),)


def written(job: Job) -> bytes:
    """The PDF's bytes, the same for the same document. Raises ProblemsError for a layout that asks for other files."""
    engine.load()
    from weasyprint.urls import FatalURLFetchingError

    try:
        document = fitted(job)
        document.metadata.attachments = [_attachment(artifact, job) for artifact in job.attachments]
        finisher = partial(finish.finish, source_type=iptc(job.document.masthead.ai_use))
        content: bytes = document.write_pdf(pdf_variant="pdf/a-3a", finisher=finisher)
    except FatalURLFetchingError as error:
        what = f"asks for {error}, which is no part of the edition."
        raise ProblemsError([Problem("layouts/print.html", what, "Put it into the theme, or leave it out.")]) from None
    return content


# ----------------------------------------------------------------------------------- fitting


def fitted(job: Job) -> Document:
    """The document laid out; a brief as dense as two pages ask, its charts grown into what is left of each."""
    wanted = job.document.masthead.pages or (_BRIEF_PAGES if job.document.masthead.layout == "brief" else None)
    if wanted is None:
        return settled(job)
    fit = guessed(job)
    found = laid_out(job, fit)
    while (tighter := _tighter(job, found, fit, wanted)) is not None:
        fit, found = tighter, laid_out(job, tighter)
    if len(found.pages) != wanted:
        return found
    for grown in _grown(job, found, fit):
        trial = laid_out(job, grown)
        if len(trial.pages) == wanted:
            return trial
    return found


def settled(job: Job) -> Document:
    """A longer document: denser where that saves a last page with next to nothing on it, its charts filling pages."""
    fit, found = _saving(job)
    grown = replace(fit, charts=_filling(job, found, fit))
    trial = laid_out(job, grown) if grown.charts else found
    return trial if len(trial.pages) == len(found.pages) else found


def _saving(job: Job) -> tuple[Fit, Document]:
    """The first fit whose last page is worth its paper; where none is, that with the fewest pages."""
    tried: list[tuple[Fit, Document]] = []
    for fit in _SAVINGS:
        tried.append((fit, laid_out(job, fit)))
        last = tried[-1][1].pages[-1]
        if len(tried[-1][1].pages) < 3 or free_height(last) < _BARE * last.height * 0.75:
            return tried[-1] if len(tried[-1][1].pages) <= len(tried[0][1].pages) else tried[0]
    return min(tried, key=lambda pair: len(pair[1].pages))


def _filling(job: Job, document: Document, fit: Fit) -> tuple[tuple[str, float], ...]:
    """How much taller the charts of each page but the last may be to fill it; those on their side stay as they are."""
    upright = [f for f in all_figures(job.document) if not any(panel.horizontal for panel in f.panels)]
    grown: list[tuple[str, float]] = []
    for page in document.pages[:-1]:
        here = [figure for figure in upright if f"figure-{figure.id}" in page.anchors and figure.size != "half"]
        room = free_height(page) - _AIR
        if here and room > _WORTH:
            rows = sum(-(-len(figure.panels) // (figure.columns or 1)) for figure in here)
            usual = Printed(job, fit).taller
            more = min(room / rows, _MOST_TALLER["wide"])
            grown += [(figure.id, round(usual(figure) + more, 1)) for figure in here]
    return tuple(grown)


def lead_pages(job: Job, document: Document, fit: Fit) -> int:
    """How many pages pass before the first section of the body begins."""
    first = next((s.id for s in divided(job.sections("pdf", "body"), fit.moved)[1]), None)
    return next((at for at, page in enumerate(document.pages) if first in page.anchors), len(document.pages))


def _tighter(job: Job, document: Document, fit: Fit, wanted: int) -> Fit | None:
    """The next denser fit for the part that has too many pages; None where all fits or nothing denser is left."""
    if len(document.pages) <= wanted:
        return None
    lead = lead_pages(job, document, fit)
    if lead > 1 and fit.moved:
        return replace(fit, moved=fit.moved - 1)
    if lead > 1 and fit.lead != _DENSITIES[-1]:
        return replace(fit, lead=_DENSITIES[_DENSITIES.index(fit.lead) + 1])
    if len(document.pages) - lead > wanted - 1 and fit.rest != _DENSITIES[-1]:
        denser = _DENSITIES[_DENSITIES.index(fit.rest) + 1]
        return replace(fit, rest=denser, half=-FLATTER[denser])
    return None


def _grown(job: Job, document: Document, fit: Fit) -> Iterator[Fit]:
    """Fits that use the height left free on each page, the fullest first; none where it is not worth another layout."""
    lead = [f for s in job.sections("pdf", "lead") for f in figures(s.blocks) if f.size != "half"]
    rows = -(-sum(f.size == "half" for s in job.sections("pdf", "body") for f in figures(s.blocks)) // 2)
    free = [free_height(page) for page in document.pages[:2]]
    room = free[0] - _AIR
    airy = room > _MOST_TALLER["wide"] * max(len(lead), 1) + 40 and fit.lead == "normal"
    wide = min((room - (60 if airy else 0)) / len(lead), _MOST_TALLER["wide"]) if lead and room > _WORTH else 0.0
    below = free[1] - _AIR if len(free) > 1 else 0.0
    half = min(below / rows, _MOST_TALLER["half"]) if rows and below > _WORTH else 0.0
    if not (airy or wide or half):
        return
    full = replace(fit, lead="loose" if airy else fit.lead, wide=round(wide, 1), half=round(fit.half + half, 1))
    yield full
    if half and (wide or airy):
        yield replace(full, half=fit.half)


def free_height(page: Any) -> float:
    """The height left below the last block of a page, in points."""
    box = page._page_box  # noqa: SLF001 - WeasyPrint tells of no layout but through its boxes
    pages = (child for child in box.children if child.element_tag == "html")
    last = max((bottom for child in pages for bottom in _bottoms(child)), default=0.0)
    return float(box.content_box_y() + box.height - last) * 0.75


def _bottoms(box: Any) -> Iterator[float]:
    """The lower edges of what stands in the flow or beside it; what only holds other boxes may stretch further."""
    if box.element_tag in _HOLDERS:
        for child in getattr(box, "children", ()):
            yield from _bottoms(child)
    elif box.is_in_normal_flow() or box.is_floated():
        yield box.position_y + box.margin_height()


def laid_out(job: Job, fit: Fit) -> Document:
    """The document's pages."""
    from weasyprint import HTML

    fonts, sheet = _style(job.theme, _css(job))
    dialect = Printed(job, fit)
    page = typeset(fill(job.layouts, "print.html", _values(job, dialect)))
    images = {f"{CHART}{figure.id}": _chart(job, figure, dialect) for figure in all_figures(job.document)}
    return HTML(string=page, url_fetcher=_fetcher(job.theme)).render(
        font_config=fonts, stylesheets=[sheet], cache=images, pdf_variant="pdf/a-3a"
    )


def _values(job: Job, dialect: Printed) -> dict[str, Any]:
    values = frame(job, dialect)
    brief = job.document.masthead.layout == "brief"
    moved, body = divided(job.sections("pdf", "body"), dialect.fit.moved)
    flow = (*body, *(job.sections("pdf", "back") if brief else ()))
    return values | {
        "fit": dialect.fit,
        "headline": dialect.headline(),
        "lead": dialect.groups((*job.sections("pdf", "lead"), *moved))
        if brief
        else (Group(wide=True, page=False, sections=tuple(dialect.section(s) for s in job.sections("pdf", "lead"))),),
        "groups": dialect.groups(flow),
        "body": tuple(dialect.section(s) for s in job.sections("pdf", "body")),
    }


# ----------------------------------------------------------------------------------- style


def _css(job: Job) -> str:
    theme, masthead = job.theme, job.document.masthead
    sizes = "".join(f"--{'text-size' if key == 'text' else key}:{value:g}pt;" for key, value in theme.sizes.items())
    paper, margin = _PAPERS[masthead.paper]
    root = f"--text:{theme.text.stack};--sans:{theme.sans.stack};--paper-size:{paper};--margin:{margin}pt;"
    sheet = fill(job.layouts, "print.css", {"theme": theme, "m": masthead})
    return f"{faces_on_disk(theme)}:root{{{variables(theme, 'light')}{sizes}{root}}}\n{sheet}"


@lru_cache(maxsize=4)
def _style(theme: Theme, css: str) -> tuple[FontConfiguration, CSS]:
    """The style sheet read once for all documents of a theme, with the fonts it declares."""
    from weasyprint import CSS
    from weasyprint.text.fonts import FontConfiguration

    fonts = FontConfiguration()
    atexit.register(_style.cache_clear)  # its clean-up needs modules that the interpreter's end takes away
    return fonts, CSS(string=css, font_config=fonts, url_fetcher=_fetcher(theme))


def _fetcher(theme: Theme) -> Any:
    """A fetcher that opens the theme's font files and data addresses; anything else ends the run."""
    from weasyprint.urls import FatalURLFetchingError, URLFetcher

    allowed = {path.resolve().as_uri() for face in (theme.text, theme.sans) for path in face.files.values()}

    class Locked(URLFetcher):  # type: ignore[misc]
        """Refuses what is no part of the edition."""

        def fetch(self, url: str, headers: Any = None) -> Any:
            if url in allowed or url.startswith("data:"):
                return super().fetch(url, headers)
            raise FatalURLFetchingError(url)

    return Locked(allowed_protocols=["file", "data"], allow_redirects=False)


# ----------------------------------------------------------------------------------- contents


def _attachment(artifact: Artifact, job: Job) -> Any:
    from weasyprint import Attachment

    day = job.document.masthead.as_of
    when = datetime(day.year, day.month, day.day, tzinfo=UTC)
    name = artifact.path.rsplit("/", 1)[-1]
    return Attachment(
        string=artifact.content, name=name, description=artifact.path, relationship="Data", created=when, modified=when
    )


def _chart(job: Job, figure: Figure, dialect: Printed) -> Any:
    """The chart as an image of WeasyPrint's kind, drawn when the page is painted and not before."""
    import pydyf

    taller = dialect.taller(figure)
    size = dialect.sketch(figure)

    class ChartImage:
        """What WeasyPrint asks of an image: its size, a way to draw it, its object."""

        id = f"chart-{figure.id}"

        def get_intrinsic_size(self, *_: Any) -> tuple[float, float, float]:
            return size.width * 4 / 3, size.height * 4 / 3, size.width / size.height

        def draw(self, stream: Any, width: float, height: float, _style: Any) -> None:
            name = stream.add_image(self, interpolate=False, ratio=1)
            stream.transform(width / size.width, 0, 0, -height / size.height, 0, height)
            stream.draw_x_object(name)

        def get_x_object(self, *_: Any) -> Any:
            box = pydyf.Array([0, 0, round(size.width, 2), round(size.height, 2)])
            extra = {"Type": "/XObject", "Subtype": "/Form", "BBox": box, "Resources": pydyf.Dictionary()}
            content = operators(job.charts.record(figure, "page", taller), job.theme)
            return pydyf.Stream([content], extra, compress=True)

    return ChartImage()
