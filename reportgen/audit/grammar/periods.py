"""Periods: what a text measures over. "Year to date", "since the April low", "in the week to 21 August"."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from reportgen.audit.grammar.dates import calendar_date
from reportgen.audit.grammar.earlier import year_ago
from reportgen.audit.grammar.points import edge, last_day, relative_day
from reportgen.audit.grammar.spans import first_months, rolling, run, since, until, week, with_end
from reportgen.audit.grammar.units import described, every, month_by_name, this_or_last, to_date, vague
from reportgen.audit.grammar.when import Stretch
from reportgen.audit.text.tokens import Token


def period(tokens: Sequence[Token], at: int) -> Stretch | None:
    """The longest period that starts at a token; None where none does."""
    for parser in _PARSERS:
        if found := parser(tokens, at):
            return with_end(tokens, found)
    return None


_PARSERS: tuple[Callable[[Sequence[Token], int], Stretch | None], ...] = (
    to_date,
    last_day,
    since,
    year_ago,
    week,
    first_months,
    run,
    rolling,
    edge,
    until,
    month_by_name,
    calendar_date,
    vague,
    this_or_last,
    described,
    relative_day,
    every,
)
