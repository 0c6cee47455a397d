"""The PDF: laid out by WeasyPrint, charts as vector operators, PDF/A-3a and PDF/UA-1 in one file, data attached.

Nothing is fetched but the theme's own fonts: any other address stops the run.
"""

from __future__ import annotations

from datetime import UTC, datetime
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from reportgen.errors import Problem, ProblemsError
from reportgen.model.edition import Artifact
from reportgen.model.exhibit import Figure
from reportgen.render import finish
from reportgen.render.frame import PLACES, frame, references
from reportgen.render.job import Job, all_figures
from reportgen.render.layouts import fill
from reportgen.render.markup import EMPTY
from reportgen.render.operators import operators
from reportgen.render.printed import CHART, Printed
from reportgen.render.theme import Theme

if TYPE_CHECKING:
    from weasyprint import CSS
    from weasyprint.text.fonts import FontConfiguration

_PAPERS = {"letter": "8.5in 11in", "a4": "210mm 297mm"}


def make(job: Job) -> tuple[Artifact, ...]:
    """report.pdf."""
    return (Artifact("report.pdf", written(job), "application/pdf"),)


def written(job: Job) -> bytes:
    """The PDF's bytes, the same for the same document."""
    weasyprint = _weasyprint()
    fonts, sheet = _style(job.theme, _css(job))
    fetcher = _fetcher(job.theme)
    page = fill(job.layouts, "print.html", {**frame(job, Printed(job)), **_sections(job), "density": "normal"})
    images = {f"{CHART}{figure.id}": _chart(job, figure) for figure in all_figures(job.document)}
    try:
        document = weasyprint.HTML(string=page, url_fetcher=fetcher).render(
            font_config=fonts, stylesheets=[sheet], cache=images, pdf_variant="pdf/a-3a"
        )
        document.metadata.attachments = [_attachment(artifact, job) for artifact in job.attachments]
        content: bytes = document.write_pdf(pdf_variant="pdf/a-3a", finisher=finish.finish)
    except weasyprint.urls.FatalURLFetchingError as error:
        what = f"asks for {error}, which is no part of the edition."
        raise ProblemsError([Problem("layouts/print.html", what, "Put it into the theme, or leave it out.")]) from None
    return content


def _sections(job: Job) -> dict[str, Any]:
    dialect = Printed(job)
    return {
        place: tuple(
            dialect.section(s, references(job) if s.kind == "sources" else EMPTY) for s in job.sections("pdf", place)
        )
        for place in PLACES
    }


def _weasyprint() -> Any:
    import weasyprint

    return weasyprint


def _css(job: Job) -> str:
    theme, masthead = job.theme, job.document.masthead
    from reportgen.render.screen import variables

    sizes = "".join(f"--{'text-size' if key == 'text' else key}:{value:g}pt;" for key, value in theme.sizes.items())
    faces = "".join(
        f'@font-face{{font-family:"{face.family}";font-weight:{600 if style == "bold" else 400};'
        f'font-style:{"italic" if style == "italic" else "normal"};src:url("{path.resolve().as_uri()}")}}\n'
        for face in (theme.text, theme.sans)
        for style, path in face.files.items()
    )
    root = f"--text:{theme.text.stack};--sans:{theme.sans.stack};--paper-size:{_PAPERS[masthead.paper]};"
    return f"{faces}:root{{{variables(theme, 'light')}{sizes}{root}}}\n{fill(job.layouts, 'print.css', {})}"


@lru_cache(maxsize=4)
def _style(theme: Theme, css: str) -> tuple[FontConfiguration, CSS]:
    """The style sheet read once for all documents of a theme, with the fonts it declares."""
    from weasyprint import CSS
    from weasyprint.text.fonts import FontConfiguration

    fonts = FontConfiguration()
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


def _attachment(artifact: Artifact, job: Job) -> Any:
    from weasyprint import Attachment

    day = job.document.masthead.as_of
    when = datetime(day.year, day.month, day.day, tzinfo=UTC)
    name = artifact.path.rsplit("/", 1)[-1]
    return Attachment(
        string=artifact.content, name=name, description=artifact.path, relationship="Data", created=when, modified=when
    )


def _chart(job: Job, figure: Figure) -> Any:
    """The chart as an image of WeasyPrint's kind, which writes recorded operators where it stands."""
    import pydyf

    record = job.charts.record(figure)
    content = operators(record, job.theme)

    class ChartImage:
        """What WeasyPrint asks of an image: its size, a way to draw it, its object."""

        id = f"chart-{figure.id}"

        def get_intrinsic_size(self, resolution: float, font_size: float) -> tuple[float, float, float]:
            return record.width * 4 / 3, record.height * 4 / 3, record.width / record.height

        def draw(self, stream: Any, width: float, height: float, style: Any) -> None:
            name = stream.add_image(self, interpolate=False, ratio=1)
            stream.transform(width / record.width, 0, 0, -height / record.height, 0, height)
            stream.draw_x_object(name)

        def get_x_object(self, interpolate: bool, dpi_ratio: float) -> Any:  # noqa: FBT001 - WeasyPrint's call
            box = pydyf.Array([0, 0, round(record.width, 2), round(record.height, 2)])
            extra = {"Type": "/XObject", "Subtype": "/Form", "BBox": box, "Resources": pydyf.Dictionary()}
            return pydyf.Stream([content], extra, compress=True)

    return ChartImage()
