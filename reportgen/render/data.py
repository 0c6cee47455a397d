"""The files beside an edition: every chart as SVG, and the numbers behind those that may be given away."""

from __future__ import annotations

import csv
import io

from reportgen.model.document import Document
from reportgen.model.edition import Artifact
from reportgen.model.exhibit import DataTable
from reportgen.render.job import Job, all_figures


def files(document: Document) -> tuple[Artifact, ...]:
    """data/<figure>.csv for every chart whose licence lets its data out."""
    return tuple(
        Artifact(f"data/{figure.id}.csv", written(figure.data), "text/csv")
        for figure in all_figures(document)
        if figure.data is not None
    )


def written(table: DataTable) -> bytes:
    """A table as CSV (RFC 4180). A text that a spreadsheet would run as a formula is disarmed."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow([_cell(name) for name in table.columns])
    writer.writerows([_cell(cell) for cell in row] for row in table.rows)
    return out.getvalue().encode()


def _cell(cell: str | float | None) -> str:
    if cell is None:
        return ""
    if isinstance(cell, str):
        return f"'{cell}" if cell.startswith(("=", "+", "-", "@", "\t", "\r")) else cell
    return repr(cell)


def drawings(job: Job) -> tuple[Artifact, ...]:
    """figures/<figure>.svg in light and dark."""
    made: list[Artifact] = []
    for figure in all_figures(job.document):
        made.append(Artifact(f"figures/{figure.id}.svg", job.charts.file(figure), "image/svg+xml"))
        made.append(Artifact(f"figures/{figure.id}-dark.svg", job.charts.file(figure, "dark"), "image/svg+xml"))
    return tuple(made)
