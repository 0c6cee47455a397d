"""Checking anybody's text against the data."""

from __future__ import annotations

import os
import sys
from pathlib import Path
from typing import Annotated

import typer

from reportgen.cli.app import AsOf, Data, app, day, places_of, progress_for, say
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
    texts, places = _read_all(files), places_of(data)
    progress = progress_for(quiet=not sys.stderr.isatty())
    audits: list[audit.Audit] = []
    try:
        progress("reading the data")
        for found in checking.check_texts(texts, places, day(as_of), drawn=form == "html"):
            audits.append(found)
            progress(f"checked {len(audits)} of {len(texts)}")
    finally:
        progress("")
    say(audit.render(audits, form, colour=_coloured()))
    wrong = any(claim.verdict == "contradicted" for one in audits for claim in one.claims)
    raise typer.Exit(1 if wrong else 0)


def _coloured() -> bool:
    """Whether the answer goes to a terminal that shows colours and to somebody who wants them."""
    return sys.stdout.isatty() and not os.environ.get("NO_COLOR") and os.environ.get("TERM") != "dumb"


def _read_all(names: list[str]) -> list[tuple[str, bytes]]:
    """Texts by their names; standard input for a dash. Raises UsageError naming every one that cannot be read."""
    texts, wrong = list[tuple[str, bytes]](), list[str]()
    for name in names:
        try:
            texts.append((name, sys.stdin.buffer.read() if name == "-" else Path(name).read_bytes()))
        except FileNotFoundError:
            wrong.append(f"{name}: no such file")
        except OSError as error:
            wrong.append(f"{name}: cannot be read: {error.strerror}")
    if wrong:
        raise UsageError("\n".join(wrong))
    return texts
