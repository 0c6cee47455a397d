"""Asking: facts, their derivation, the data behind them."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Annotated

import typer

from reportgen.cli.app import (
    AsJson,
    AsOf,
    Data,
    app,
    data_app,
    day,
    places_of,
    say,
    say_json,
    tell,
)


@app.command()
def facts(
    keys: Annotated[list[str] | None, typer.Argument(help="Fact keys, such as rut.return.price@2025-08.")] = None,
    as_of: AsOf = None,
    data: Data = None,
    json: AsJson = False,
) -> None:
    """Compute facts by key; without a key, list the metrics, subjects and windows there are."""
    from reportgen import opening
    from reportgen.metrics import listing
    from reportgen.model.asjson import answer_json

    book = opening.open_book(places_of(data), day(as_of))
    if not keys:
        return say_json(listing.listing(book)) if json else say(listing.listing_text(book))
    answers = [book.get(key) for key in keys]
    if json:
        return say_json([answer_json(answer) for answer in answers])
    return say("\n".join(listing.answer_line(answer) for answer in answers))


@app.command()
def explain(
    key: Annotated[str, typer.Argument(help="A fact key.")],
    as_of: AsOf = None,
    data: Data = None,
) -> None:
    """Print the whole derivation of a fact, down to rows and origins."""
    from reportgen import opening
    from reportgen.metrics.explain import explain as lines

    say("\n".join(lines(opening.open_book(places_of(data), day(as_of)), key)))


@data_app.command("check")
def data_check(data: Data = None, json: AsJson = False) -> None:
    """Check every dataset of the catalog and name each fault with file, row and remedy."""
    from reportgen import opening

    outcome = opening.check_data(places_of(data))
    if json:
        say_json(outcome.as_json())
    else:
        for fault in outcome.faults:
            say(f"warning: {fault}" if fault.severity == "warning" else str(fault))
        warnings = len(outcome.faults) - outcome.errors
        say(f"{len(outcome.rows)} columns and tables, {outcome.errors} problems, {warnings} warnings.")
    raise typer.Exit(1 if outcome.errors else 0)


@data_app.command("list")
def data_list(data: Data = None, json: AsJson = False) -> None:
    """List datasets, columns, spans, standings and licences."""
    from reportgen import opening
    from reportgen.sources.summary import table_text

    rows = opening.check_data(places_of(data)).rows
    return say_json(list(rows)) if json else say(table_text(rows))


@data_app.command("fetch")
def data_fetch(
    datasets: Annotated[list[str] | None, typer.Argument(help="Live datasets of the catalog; all where none.")] = None,
    data: Data = None,
    json: AsJson = False,
) -> None:
    """Fetch live datasets into the store a build reads from; what fails its checks is not kept."""
    from dataclasses import asdict

    from reportgen import opening

    kept = opening.fetch_data(places_of(data), datasets or (), now=datetime.now(UTC), progress=tell)
    if json:
        say_json([asdict(fetched) for fetched in kept])
    else:
        say(f"{len(kept)} datasets fetched.")
