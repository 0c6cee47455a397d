"""What every command shares: the application, its options, how it speaks."""

from __future__ import annotations

import sys
from collections.abc import Callable
from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from reportgen.errors import UsageError

if TYPE_CHECKING:
    from reportgen.config.places import Places

app = typer.Typer(
    help="Market commentary that can prove every number it prints.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
)
data_app = typer.Typer(help="Look at the data a catalog declares.", no_args_is_help=True, rich_markup_mode=None)
app.add_typer(data_app, name="data")

AsOf = Annotated[
    str | None,
    typer.Option(
        "--as-of", metavar="DATE", help="What was known on that day, YYYY-MM-DD. Default: the newest session."
    ),
]
Data = Annotated[Path | None, typer.Option("--data", metavar="DIR", help="A folder with a catalog.yaml.")]
Templates = Annotated[
    Path | None, typer.Option("--templates", metavar="DIR", help="Templates that shadow the packaged.")
]
Out = Annotated[Path | None, typer.Option("--out", metavar="DIR", help="Where editions are written. Default: output.")]
AsJson = Annotated[bool, typer.Option("--json", help="JSON on standard output, messages on standard error.")]


def _version(wanted: bool) -> None:  # noqa: FBT001
    if wanted:
        from importlib.metadata import version

        say(f"reportgen {version('reportgen')}")
        raise typer.Exit


@app.callback()
def _whole(
    version: Annotated[
        bool, typer.Option("--version", help="Print the version and exit.", is_eager=True, callback=_version)
    ] = False,
) -> None:
    """Market commentary that can prove every number it prints."""


def tell(message: str) -> None:
    """Print a message for a person, on standard error."""
    print(message, file=sys.stderr)


def say(text: str) -> None:
    """Print a result on standard output; what its encoding has no letter for is spelt out."""
    whole = text if text.endswith("\n") else text + "\n"
    known = sys.stdout.encoding or "utf-8"
    sys.stdout.write(whole.encode(known, "backslashreplace").decode(known))


def day(text: str | None) -> date | None:
    """A date option. Raises UsageError where it is none."""
    if text is None:
        return None
    try:
        return datetime.strptime(text, "%Y-%m-%d").date()  # noqa: DTZ007 - a day has no zone
    except ValueError:
        raise UsageError(f"--as-of {text}: no such day; write it as 2026-08-21") from None


def places_of(data: Path | None = None, templates: Path | None = None, out: Path | None = None) -> Places:
    """The folders a command works with. Raises UsageError for one that does not exist."""
    from reportgen.config.places import places

    for folder in (data, templates):
        if folder is not None and not folder.is_dir():
            raise UsageError(f"{folder}: no such folder")
    return places(Path.cwd(), data=data, templates=templates, out=out)


def progress_for(quiet: bool) -> Callable[[str], None]:  # noqa: FBT001
    """Says what is being done: in place on a terminal, a line each otherwise, nothing where JSON is wanted."""
    if quiet:
        return lambda _: None
    if not sys.stderr.isatty():
        return lambda step: tell(f"{step} ...") if step else None
    from rich.console import Console

    status = Console(stderr=True).status("starting")
    status.start()
    return lambda step: status.update(step) if step else status.stop()


def say_json(value: Any) -> None:
    """Print JSON on standard output."""
    from reportgen.model.asjson import dumps

    say(dumps(value))
