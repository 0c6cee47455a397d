"""From an edition to its readers: approve, compare, correct, prove."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path
from typing import Annotated, Any

import typer

from reportgen.cli.app import (
    AsJson,
    Data,
    Out,
    Templates,
    app,
    places_of,
    progress_for,
    say,
    say_json,
    tell,
)

journal_app = typer.Typer(help="Look at the desk's journal.", no_args_is_help=True, rich_markup_mode=None)
app.add_typer(journal_app, name="journal")

EditionName = Annotated[str, typer.Argument(help="An edition: its folder, report/edition, or report for its latest.")]


@app.command()
def approve(
    edition: EditionName,
    by: Annotated[str, typer.Option("--by", metavar="NAME", help="The reviewer the edition prints.")],
    note: Annotated[str, typer.Option("--note", metavar="TEXT", help="Anything worth keeping.")] = "",
    out: Out = None,
) -> None:
    """Approve an edition's bytes; any later change voids it."""
    from reportgen import release

    manifest, approval = release.approve(edition, places_of(out=out), by=by, note=note, now=datetime.now(UTC))
    say(f"{manifest.report} {manifest.edition}: approved by {approval.by} at {approval.time}")
    say(f"  digest {approval.digest}, record kept until {approval.retention_until}")


@app.command()
def diff(
    left: EditionName,
    right: EditionName,
    out: Out = None,
    json: AsJson = False,
    html: Annotated[
        Path | None, typer.Option("--html", metavar="FILE", help="Write a page with the words marked as well.")
    ] = None,
) -> None:
    """Show the figures and sentences that differ between two editions."""
    from reportgen import release

    found = release.compare(left, right, places_of(out=out))
    if html is not None:
        release.write_comparison(found, left, right, html)
        tell(f"{html}: written")
    return say_json(found.as_json()) if json else say(found.text())


@app.command()
def correct(
    edition: EditionName,
    reason: Annotated[str, typer.Option("--reason", metavar="TEXT", help="What was wrong, for the readers.")],
    data: Data = None,
    templates: Templates = None,
    out: Out = None,
) -> None:
    """Build a new edition that corrects one already approved, published or sent."""
    from reportgen import release

    progress = progress_for(False)  # noqa: FBT003 - not quiet
    try:
        done = release.correct(
            edition, places_of(data, templates, out), reason=reason, now=datetime.now(UTC), progress=progress
        )
    finally:
        progress("")
    say(f"{done.built.report} {done.built.edition}: corrects {done.corrects}, in {done.built.folder}")
    say(done.changes.text())
    say(f"{done.recipients} had received the old one.")
    if done.recipients:
        say(f"  `reportgen outbox list {done.built.report}/{done.corrects} --state sent` names them;")
        say(f"  `reportgen send {done.built.report}/{done.built.edition} --corrected` mails them the new one.")
    say("Look at the new one and approve it, then publish and send it.")


@app.command()
def revisions(
    reports: Annotated[list[str] | None, typer.Argument(help="Reports; all where left out.")] = None,
    data: Data = None,
    out: Out = None,
    json: AsJson = False,
) -> None:
    """List past editions with figures that the data as they are now no longer give."""
    from reportgen import release

    progress = progress_for(json)
    try:
        found = release.revisions(places_of(data, None, out), reports or (), progress=progress)
    finally:
        progress("")
    if json:
        say_json({"revised": [one.as_json() for one in found.revised], "held": found.held, "untold": found.untold})
    else:
        _tell_revisions(found)
    raise typer.Exit(1 if found.revised or found.untold else 0)


def _tell_revisions(found: Any) -> None:
    for one in found.revised:
        count = len(one.figures)
        say(f"{one.report}/{one.edition}, {one.state}: {count} figure{'s' * (count > 1)} no longer as printed")
        for figure in one.figures:
            say(f"  {figure.key}: {figure.before} is now {figure.after}")
        free = "built" in one.state
        words = f"build {one.report} --as-of {one.edition}" if free else f"correct {one.report}/{one.edition} --reason"
        say(f"  `reportgen {words}{'' if free else ' TEXT'}` sets it right.")
    for line in found.untold:
        say(f"cannot be told: {line}")
    if not (found.revised or found.untold or found.held):
        say("There are no editions yet.")
    elif found.held:
        say(f"{found.held} {'edition holds' if found.held == 1 else 'editions hold'}.")


@app.command()
def substantiate(
    edition: EditionName,
    to: Annotated[Path | None, typer.Option("--to", metavar="FILE", help="Where the ZIP file goes.")] = None,
    out: Out = None,
) -> None:
    """Write the file a regulator asks for: copy, sources, preparer, approver, dates, recipients."""
    from reportgen import release

    say(str(release.substantiate(edition, places_of(out=out), to)))


@journal_app.command("verify")
def journal_verify(out: Out = None, json: AsJson = False) -> None:
    """Prove that no line of the journal was changed, removed or put between others."""
    from reportgen.deliver import journal

    entries, problems = journal.verify(places_of(out=out).out)
    if json:
        say_json({"entries": len(entries), "problems": [str(problem) for problem in problems]})
    else:
        for problem in problems:
            say(str(problem))
        say(f"{len(entries)} entries hold." if entries or problems else "The journal is empty.")
    raise typer.Exit(1 if problems else 0)
