"""Event markets: what traders of one meeting's outcome paid, venue by venue, day by day."""

from __future__ import annotations

from datetime import date

from reportgen.exhibits.common import (
    NotDrawnError,
    Piece,
    Plan,
    given_away,
    line,
    need,
    on,
    quoted,
    role,
    source_line,
    want,
)
from reportgen.model.dataset import Table
from reportgen.model.exhibit import Figure, Line, Panel, Role
from reportgen.model.facts import Fact, Facts
from reportgen.model.printing import day as spelt

SUFFIX = "_no_change"
COLOURS: tuple[Role, ...] = ("subject", "benchmark", "third", "fourth")


def moves(book: Facts, plan: Plan) -> Figure:
    """One less the price of "no change" at each venue: the odds traders gave a move at the meeting."""
    policy = role(book, plan, "policy")
    table = _table(book, policy.roles.get("event_markets", ""))
    meeting = max((day for row in table.rows if isinstance(day := row["meeting"], date)), default=None)
    if meeting is None:
        raise NotDrawnError("no event market is among the data")
    if meeting < book.as_of:
        raise NotDrawnError(f"the newest event market is of the meeting of {spelt(meeting)}, which has passed")
    mean = need(book, f"{policy.id}.event_move_probability@meeting:{meeting}")
    venues = [column.removesuffix(SUFFIX) for column in table.columns if column.endswith(SUFFIX)]
    facts = [want(book, f"{policy.id}.event_move_probability.{venue}@meeting:{meeting}") for venue in venues]
    lines = [
        _line(table, venue, meeting, colour)
        for venue, colour, fact in zip(venues, COLOURS, facts, strict=False)
        if fact is not None
    ]
    title: list[Piece] = ["Traders of event markets last put the odds of a move on ", on(meeting, plan.style), " at "]
    title += [quoted(mean, plan.style)]
    return Figure(
        id="event_odds",
        title=line(*title, style=plan.style),
        subtitle=line(
            "One less the price of no change, percent, last of the day; mean of the venues in the title, to ",
            on(mean.as_of, plan.style),
        ),
        alt=line("Line chart. ", *title, ".", style=plan.style),
        source=source_line(mean.origins),
        panels=(Panel(tuple(lines), "percent0", y_range=(0.0, 1.0)),),
        note=line("Prices, not forecasts; thin markets and fees move them."),
        data=given_away(
            mean.origins,
            ("venue", "date", "odds of a move"),
            ((mark.label, str(day), value) for mark in lines for day, value in zip(mark.x, mark.y, strict=True)),
        ),
        keys=(mean.key, *(fact.key for fact in facts if isinstance(fact, Fact))),
    )


def _table(book: Facts, source: str) -> Table:
    found = book.dataset.tables.get(source)
    if found is None or not found.rows:
        raise NotDrawnError("no event market was public by then")
    return found


def _line(table: Table, venue: str, meeting: date, colour: Role) -> Line:
    points = sorted(
        (day, 1 - float(price))
        for row in table.rows
        if row["meeting"] == meeting
        and isinstance(day := row["date"], date)
        and isinstance(price := row[f"{venue}{SUFFIX}"], float | int)
    )
    label = venue.replace("_", " ").title()
    return Line(label, colour, tuple(day for day, _ in points), tuple(round(value, 6) for _, value in points))
