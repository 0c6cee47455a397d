"""The site: publish editions."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Annotated, Any

import typer

from reportgen.cli.app import AsJson, Out, Templates, app, places_of, progress_for, say, say_json, tell


@app.command()
def publish(  # noqa: PLR0913, PLR0917 - one parameter an option
    editions: Annotated[list[str], typer.Argument(help="Editions: folders, report/edition, or report for its latest.")],
    site: Annotated[
        str,
        typer.Option("--site", metavar="TARGET", help="A folder, git+URL#branch, or s3://bucket/prefix."),
    ],
    base_url: Annotated[str, typer.Option("--base-url", metavar="URL", help="Where readers find the site.")] = "",
    templates: Templates = None,
    out: Out = None,
    json: AsJson = False,
) -> None:
    """Add approved editions to a static site; readers see the old site or the new one, never half."""
    from reportgen import release

    progress = progress_for(json)
    try:
        done = release.publish(
            editions,
            places_of(None, templates, out),
            site,
            base_url=base_url,
            now=datetime.now(UTC),
            progress=progress,
        )
    finally:
        progress("")
    if json:
        say_json([_published_json(done, one) for one in done.editions])
    else:
        for one in done.editions:
            state = "published" if done.changed else "published before"
            say(f"{one.report} {one.edition}: {state}, {done.address(one)}")
    for note in done.notes:
        tell(note)


def _published_json(done: Any, one: Any) -> dict[str, object]:
    return {
        "report": one.report,
        "edition": one.edition,
        "digest": one.digest,
        "published": one.published,
        "address": done.address(one),
        "changed": done.changed,
    }
