"""Documents as files: Markdown, web page, PDF, e-mail, with their figures and data."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
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
    document = arranged(document)
    tables = data.files(document)
    job = Job(document, theme, tuple(layouts), Charts(theme), (*attachments, *tables), numbers(document))
    made = [artifact for name in formats for artifact in FORMATS[name](job)]
    made += [*tables, *data.drawings(job)]
    return tuple(sorted(made, key=lambda artifact: artifact.path))
