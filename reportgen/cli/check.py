"""Checking anybody's text against the data."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Annotated

import typer

from reportgen.cli.app import AsOf, Data, app, day, places_of, say
from reportgen.errors import UsageError

FORMATS = ("text", "json", "html", "github")


@app.command()
def check(
    files: Annotated[list[str], typer.Argument(help="Texts: .md .html .txt .eml .pdf .docx, or - for standard input.")],
    as_of: AsOf = None,
    data: Data = None,
    form: Annotated[str, typer.Option("--format", metavar="FORMAT", help="text, json, html or github.")] = "text",
) -> None:
    """Say of every number in a text whether the data support it, contradict it, or cannot tell."""
    from reportgen import audit, checking

    if form not in FORMATS:
        raise UsageError(f"--format {form}: there are {', '.join(FORMATS)}")
    places = places_of(data)
    texts = [_read(name) for name in files]
    audits = tuple(checking.check_texts(texts, places, day(as_of), drawn=form == "html"))
    say(audit.render(audits, form))
    wrong = any(claim.verdict == "contradicted" for one in audits for claim in one.claims)
    raise typer.Exit(1 if wrong else 0)


def _read(name: str) -> tuple[str, bytes]:
    """A text by its name; standard input for a dash. Raises UsageError where it cannot be read."""
    if name == "-":
        return "-", sys.stdin.buffer.read()
    try:
        return name, Path(name).read_bytes()
    except FileNotFoundError:
        raise UsageError(f"{name}: no such file") from None
    except OSError as error:
        raise UsageError(f"{name}: cannot be read: {error.strerror}") from None
