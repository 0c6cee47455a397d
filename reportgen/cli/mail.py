"""Mail: send an edition, look at what waits, settle what is in doubt."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path
from typing import Annotated, Any, Literal

import typer

from reportgen.cli.app import AsJson, Out, app, places_of, progress_for, say, say_json
from reportgen.cli.release import EditionName
from reportgen.errors import UsageError

outbox_app = typer.Typer(
    help="Look at messages and settle those in doubt.", no_args_is_help=True, rich_markup_mode=None
)
app.add_typer(outbox_app, name="outbox")


@app.command()
def send(  # noqa: PLR0913, PLR0917 - one parameter an option
    edition: EditionName,
    to: Annotated[
        Path | None, typer.Option("--to", metavar="CSV", help="The readers: a column email, name and others.")
    ] = None,
    corrected: Annotated[
        bool, typer.Option("--corrected", help="To those who have the edition that this one corrects.")
    ] = False,
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

    if (to is None) is not corrected:
        raise UsageError("Name the readers: --to CSV, or --corrected for those who have the edition it corrects.")

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
def outbox_list(
    edition: EditionName,
    state: Annotated[
        Literal["sent", "queued", "doubt", "failed", "suppressed"] | None,
        typer.Option("--state", metavar="STATE", help="Only those: sent, queued, doubt, failed, suppressed."),
    ] = None,
    out: Out = None,
    json: AsJson = False,
) -> None:
    """List an edition's messages that were not sent, with the reason, or those in a state."""
    from reportgen import release

    found = release.listed(edition, places_of(out=out), *([(state,)] if state else []))
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
    addresses: Annotated[list[str] | None, typer.Argument(help="The readers' addresses.")] = None,
    listed: Annotated[
        Path | None, typer.Option("--list", metavar="CSV", help="Every address in its column email: bounces, say.")
    ] = None,
    reason: Annotated[str, typer.Option("--reason", metavar="TEXT", help="Why, for the record.")] = "unsubscribed",
    out: Out = None,
) -> None:
    """Never mail these addresses again: they unsubscribed, or their mail bounces."""
    from reportgen import release

    found = [*(addresses or []), *(release.addresses_in(listed) if listed else [])]
    if not found:
        raise UsageError("Name an address, or a list of them with --list CSV.")
    release.suppress(places_of(out=out), found, reason, now=datetime.now(UTC))
    say(f"{found[0] if len(found) == 1 else f'{len(found)} addresses'}: {reason}")
