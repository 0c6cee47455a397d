"""Yields and the policy rate."""

from __future__ import annotations

from datetime import date

from reportgen.exhibits.common import (
    NotDrawnError,
    Piece,
    Plan,
    given_away,
    line,
    name,
    need,
    on,
    quoted,
    role,
    series_of,
    source_line,
)
from reportgen.exhibits.lines import floats, stretch, weekly
from reportgen.model.exhibit import Figure, Line, Panel
from reportgen.model.facts import Facts


def yields(book: Facts, plan: Plan) -> Figure:
    """A long yield beside the policy rate's upper bound, five years of week-ends; each to its last known day."""
    long, policy = role(book, plan, "long_yield"), role(book, plan, "policy")
    now, target = need(book, f"{long.id}.yield"), need(book, f"{policy.id}.target.upper")
    series = series_of(book, long, "level")
    first = date(now.as_of.year - int(plan.settings.get("yield_years", 5)), now.as_of.month, 1)
    days, values = weekly(*stretch(series, first, now.as_of))
    steps = _target_steps(book, policy.roles.get("target", ""), first, max(now.as_of, target.as_of))
    title: list[Piece] = [
        name(long, capital=True),
        " ended ",
        on(now.as_of, plan.style, year=False),
        " at ",
        now,
        ", with the policy rate at ",
        quoted(target, plan.style),
        " at most",
    ]
    return Figure(
        id="rates",
        size="half",
        title=line(*title, style=plan.style),
        subtitle=line("Percent a year, week-ends; upper bound of the target range"),
        alt=line("Line chart. ", *title, ".", style=plan.style),
        source=source_line((*now.origins, *target.origins)),
        panels=(
            Panel(
                (
                    Line(long.short, "subject", days, floats(values)),
                    Line("Policy rate", "benchmark", *steps, step=True),
                ),
                "rate2",
            ),
        ),
        data=given_away(
            (*now.origins, *target.origins),
            ("date", long.short),
            ((str(day), round(float(value), 6)) for day, value in zip(days, values, strict=True)),
        ),
        keys=(now.key, target.key),
    )


def _target_steps(book: Facts, table_id: str, first: date, last: date) -> tuple[tuple[date, ...], tuple[float, ...]]:
    """The upper bound over time, carried to both ends of the window."""
    table = book.dataset.tables.get(table_id)
    if table is None:
        raise NotDrawnError("there is no table of policy decisions")
    changes = [
        (row["effective_date"], row["upper"])
        for row in table.rows
        if isinstance(row["effective_date"], date) and isinstance(row["upper"], float | int)
    ]
    steps = [(day, float(value)) for day, value in changes if day <= last and isinstance(day, date)]
    before = [value for day, value in steps if day <= first]
    inside = [(day, value) for day, value in steps if day > first]
    if before:
        inside.insert(0, (first, before[-1]))
    if not inside:
        raise NotDrawnError("no policy decision is known for that window")
    inside.append((last, inside[-1][1]))
    return tuple(day for day, _ in inside), tuple(value for _, value in inside)
