"""Documents as files: Markdown, web page, PDF, e-mail, with their figures and data."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from pathlib import Path

from reportgen.model.document import Document
from reportgen.model.edition import Artifact
from reportgen.render import data, email, markdown, pdf, screen
from reportgen.render.charts import Charts
from reportgen.render.job import Job, arranged, numbers
from reportgen.render.theme import Theme

FORMATS: Mapping[str, Callable[[Job], tuple[Artifact, ...]]] = {
    "md": markdown.make,
    "html": screen.page,
    "pdf": pdf.make,
    "email": email.make,
}


def render(
    document: Document,
    theme: Theme,
    layouts: Sequence[Path],
    formats: Sequence[str],
    attachments: Sequence[Artifact] = (),
) -> tuple[Artifact, ...]:
    """The files of an edition in those formats, by path: reports, figures, the data behind them.

    `layouts` is a search path of folders, the user's own first. `attachments` go into the PDF beside the data.
    The same arguments give the same bytes. Raises ProblemsError for a layout at fault.
    """
    job = _job(document, theme, layouts)
    tables = data.files(job.document)
    job = replace(job, attachments=(*attachments, *tables))
    made = [artifact for name in formats for artifact in FORMATS[name](job)]
    made += [*tables, *data.drawings(job)]
    return tuple(sorted(made, key=lambda artifact: artifact.path))


def text(document: Document, theme: Theme, layouts: Sequence[Path]) -> Artifact:
    """report.md alone, without a chart being drawn. Raises ProblemsError for a layout at fault."""
    (made,) = markdown.make(_job(document, theme, layouts))
    return made


def _job(document: Document, theme: Theme, layouts: Sequence[Path]) -> Job:
    document = arranged(document)
    return Job(document, theme, tuple(layouts), Charts(theme), (), numbers(document))
