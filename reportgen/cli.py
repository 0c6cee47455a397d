"""The commands. No logic lives here: each parses its words, asks the pipeline and prints the answer."""

from __future__ import annotations

import sys
from collections.abc import Callable
from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from reportgen.errors import ReportgenError, UsageError

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


def main() -> None:
    """Run a command; exit 0 done, 1 findings, 2 wrong usage, 3 the world failed."""
    try:
        code = app(standalone_mode=False)
    except ReportgenError as error:
        tell(str(error))
        code = error.exit_code
    except KeyboardInterrupt:
        tell("Stopped. Nothing half done was kept.")
        code = 130
    except Exception as error:
        if type(error).__module__.startswith(("click", "typer")):
            code = _usage(error)
        elif isinstance(error, BrokenPipeError):
            code = 0
        else:
            raise
    sys.exit(code if isinstance(code, int) else 0)


def _usage(error: Any) -> int:
    tell(f"{error.format_message()}\nTry: reportgen --help")
    return 2


def tell(message: str) -> None:
    """Print a message for a person, on standard error."""
    print(message, file=sys.stderr)


def say(text: str) -> None:
    """Print a result on standard output."""
    sys.stdout.write(text if text.endswith("\n") else text + "\n")


def day(text: str | None) -> date | None:
    """A date option. Raises UsageError where it is none."""
    if text is None:
        return None
    try:
        return datetime.strptime(text, "%Y-%m-%d").date()  # noqa: DTZ007 - a day has no zone
    except ValueError:
        raise UsageError(f"--as-of {text}: no such day; write it as 2026-08-21") from None


def _places(data: Path | None = None, templates: Path | None = None, out: Path | None = None) -> Places:
    from reportgen.config.places import places

    for folder in (data, templates):
        if folder is not None and not folder.is_dir():
            raise UsageError(f"{folder}: no such folder")
    return places(Path.cwd(), data=data, templates=templates, out=out)


def _progress(quiet: bool) -> Callable[[str], None]:  # noqa: FBT001
    """Says what is being done: in place on a terminal, a line each otherwise, nothing where JSON is wanted."""
    if quiet:
        return lambda _: None
    if not sys.stderr.isatty():
        return lambda step: tell(f"{step} ...")
    from rich.console import Console

    status = Console(stderr=True).status("starting")
    status.start()
    return lambda step: status.update(step) if step else status.stop()


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
    where = _places(data, templates, out)
    names = [report] if report else list(report_names(where.reports))
    progress = _progress(json)
    wanted: Any = chosen
    try:
        done = [pipeline.build(name, where, as_of=day(as_of), formats=wanted, progress=progress) for name in names]
    finally:
        progress("")
    for built in done:
        _report_built(built, json=json)
    if json:
        _json([built.as_json() for built in done])


def _report_built(built: Any, *, json: bool) -> None:
    if json:
        return
    state = "built" if built.changed else "unchanged"
    say(f"{built.report} {built.edition}: {state} in {built.folder}")
    for line in (*built.dropped, built.checked):
        if line:
            say(f"  {line}")


def _json(value: Any) -> None:
    from reportgen.model.asjson import dumps

    say(dumps(value))


@app.command()
def facts(
    keys: Annotated[list[str] | None, typer.Argument(help="Fact keys, such as rut.return.price@2025-08.")] = None,
    as_of: AsOf = None,
    data: Data = None,
    json: AsJson = False,
) -> None:
    """Compute facts by key; without a key, list the metrics, subjects and windows there are."""
    from reportgen import pipeline
    from reportgen.metrics import listing
    from reportgen.model.asjson import answer_json

    book = pipeline.open_book(_places(data), day(as_of))
    if not keys:
        return _json(listing.listing(book)) if json else say(listing.listing_text(book))
    answers = [book.get(key) for key in keys]
    if json:
        return _json([answer_json(answer) for answer in answers])
    return say("\n".join(listing.answer_line(answer) for answer in answers))


@app.command()
def explain(
    key: Annotated[str, typer.Argument(help="A fact key.")],
    as_of: AsOf = None,
    data: Data = None,
) -> None:
    """Print the whole derivation of a fact, down to rows and origins."""
    from reportgen import pipeline
    from reportgen.metrics.explain import explain as lines

    say("\n".join(lines(pipeline.open_book(_places(data), day(as_of)), key)))


@app.command("list")
def list_reports(json: AsJson = False) -> None:
    """List the reports there are."""
    from reportgen.config import report_titles

    found = report_titles(_places().reports)
    if json:
        return _json([{"name": name, "title": title} for name, title in found])
    return say("\n".join(f"{name:24} {title}" for name, title in found) or "There are no reports yet.")


@data_app.command("check")
def data_check(data: Data = None, json: AsJson = False) -> None:
    """Check every dataset of the catalog and name each fault with file, row and remedy."""
    from reportgen import pipeline

    outcome = pipeline.check_data(_places(data))
    if json:
        _json(outcome.as_json())
    else:
        for fault in outcome.faults:
            say(str(fault))
        say(f"{len(outcome.rows)} columns and tables, {len(outcome.faults)} problems.")
    raise typer.Exit(1 if outcome.faults else 0)


@data_app.command("list")
def data_list(data: Data = None, json: AsJson = False) -> None:
    """List datasets, columns, spans, standings and licences."""
    from reportgen import pipeline
    from reportgen.sources.summary import table_text

    rows = pipeline.check_data(_places(data)).rows
    return _json(list(rows)) if json else say(table_text(rows))
