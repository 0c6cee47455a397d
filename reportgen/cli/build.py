"""Building editions, and naming the reports there are."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path
from typing import Annotated, Any

import typer

from reportgen.cli.app import (
    AsJson,
    AsOf,
    Data,
    Out,
    Templates,
    app,
    day,
    places_of,
    progress_for,
    say,
    say_json,
)
from reportgen.errors import UsageError


@app.command()
def build(  # noqa: PLR0913, PLR0917 - one parameter an option
    report: Annotated[str | None, typer.Argument(help="The report's name; all reports where left out.")] = None,
    as_of: AsOf = None,
    formats: Annotated[str, typer.Option("--formats", metavar="LIST", help="Some of md,html,pdf,email.")] = "",
    data: Data = None,
    templates: Templates = None,
    out: Out = None,
    json: AsJson = False,
) -> None:
    """Build an edition of a report: Markdown, web page, PDF and e-mail."""
    from reportgen import pipeline
    from reportgen.config import report_names
    from reportgen.model.document import OUTPUTS

    chosen = tuple(word.strip() for word in formats.split(",") if word.strip())
    if unknown := [word for word in chosen if word not in OUTPUTS]:
        raise UsageError(f"--formats {unknown[0]}: there are {', '.join(OUTPUTS)}")
    where = places_of(data, templates, out)
    names = [report] if report else list(report_names(where.reports))
    progress = progress_for(json)
    wanted: Any = chosen
    try:
        orders = [pipeline.Order(name, day(as_of), wanted, datetime.now(UTC)) for name in names]
        done = [pipeline.build(order, where, progress=progress) for order in orders]
    finally:
        progress("")
    for built in done:
        _report_built(built, json=json)
    if json:
        say_json([built.as_json() for built in done])


def _report_built(built: Any, *, json: bool) -> None:
    if json:
        return
    state = "built" if built.changed else "unchanged"
    say(f"{built.report} {built.edition}: {state} in {built.folder}")
    for line in (*built.dropped, *built.remarks, built.checked):
        if line:
            say(f"  {line}")


@app.command("list")
def list_reports(json: AsJson = False) -> None:
    """List the reports there are."""
    from reportgen.config import report_titles

    found = report_titles(places_of().reports)
    if json:
        return say_json([{"name": name, "title": title} for name, title in found])
    return say("\n".join(f"{name:24} {title}" for name, title in found) or "There are no reports yet.")


@app.command("new")
def new_desk(
    folder: Annotated[Path, typer.Argument(metavar="DIR", help="A new or empty folder.")],
) -> None:
    """Lay out reports, templates, sample data and mail settings in a folder of your own."""
    from reportgen.config.places import packaged
    from reportgen.deliver.desk import lay_out

    made = lay_out(folder, {name: packaged(name) for name in ("reports", "templates", "data")})
    say(f"{folder}: {', '.join(made)}. Now: cd {folder} && reportgen build")
