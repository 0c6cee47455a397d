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
) -> None:
    """Show the figures and sentences that differ between two editions."""
    from reportgen import release

    found = release.compare(left, right, places_of(out=out))
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
    say(f"{done.recipients} had received the old one. Approve the new one, then publish and send it.")


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


outbox_app = typer.Typer(
    help="Look at messages and settle those in doubt.", no_args_is_help=True, rich_markup_mode=None
)
app.add_typer(outbox_app, name="outbox")


@app.command()
def send(  # noqa: PLR0913, PLR0917 - one parameter an option
    edition: EditionName,
    to: Annotated[Path, typer.Option("--to", metavar="CSV", help="The readers: a column email, name and others.")],
    mail: Annotated[Path, typer.Option("--mail", metavar="FILE", help="Server and sender.")] = Path("mail.yaml"),
    dry_run: Annotated[
        bool, typer.Option("--dry-run", help="Send nothing; write the first message to preview.eml.")
    ] = False,
    out: Out = None,
    json: AsJson = False,
) -> None:
    """Send an approved edition to its readers, at most once each."""
    import os
    import time

    from reportgen import release
    from reportgen.deliver.mail import Clock

    clock = Clock(lambda: datetime.now(UTC), time.time)
    told = progress_for(json)
    try:
        done = release.send(
            edition,
            places_of(out=out),
            to=to,
            mail=mail,
            clock=clock,
            environment=os.environ,
            dry_run=dry_run,
            told=told,
        )
    finally:
        told("")
    if done.preview:
        Path("preview.eml").write_bytes(done.preview)
        Path("preview.html").write_text(done.page, encoding="utf-8")
    _tell_posted(done, json=json)
    raise typer.Exit(1 if done.refused or done.doubtful or done.counts.get("failed") else 0)


def _tell_posted(done: Any, *, json: bool) -> None:
    if json:
        refused = [str(problem) for problem in done.refused]
        say_json({"edition": f"{done.report}/{done.edition}", "subject": done.subject, "counts": done.counts,
                  "refused": refused, "doubt": list(done.doubtful)})  # fmt: skip
        return
    say(f"{done.report} {done.edition}: {done.subject}")
    for state, count in done.counts.items():
        say(f"  {count} {state}")
    for problem in done.refused:
        say(f"  not mailed: {problem}")
    for address in done.doubtful:
        settle = f"reportgen outbox settle {done.report}/{done.edition} {address} --arrived"
        say(f"  in doubt: {address}. Ask, then `{settle}`")


@outbox_app.command("list")
def outbox_list(edition: EditionName, out: Out = None, json: AsJson = False) -> None:
    """List an edition's messages that were not sent, with the reason."""
    from reportgen import release

    found = release.waiting(edition, places_of(out=out))
    if json:
        return say_json([{"address": one.address, "state": one.state, "reason": one.reason} for one in found])
    return say("\n".join(f"{one.state:10} {one.address:40} {one.reason}" for one in found) or "Nothing waits.")


@outbox_app.command("settle")
def outbox_settle(
    edition: EditionName,
    address: Annotated[str, typer.Argument(help="The reader's address.")],
    arrived: Annotated[bool, typer.Option("--arrived/--not-arrived", help="Whether the reader has the mail.")],
    out: Out = None,
) -> None:
    """Say what became of a message in doubt; one that had not arrived is sent with the next `send`."""
    from reportgen import release

    release.settle(edition, places_of(out=out), address, arrived=arrived, now=datetime.now(UTC))
    say(f"{address}: {'sent' if arrived else 'queued again'}")


@outbox_app.command("suppress")
def outbox_suppress(
    address: Annotated[str, typer.Argument(help="The reader's address.")],
    reason: Annotated[str, typer.Option("--reason", metavar="TEXT")] = "unsubscribed",
    out: Out = None,
) -> None:
    """Never mail an address again: it unsubscribed, or its mail bounces."""
    from reportgen import release

    release.suppress(places_of(out=out), address, reason, now=datetime.now(UTC))
    say(f"{address}: {reason}")


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
