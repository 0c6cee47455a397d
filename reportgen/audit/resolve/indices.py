"""Statements about indices and funds."""

from __future__ import annotations

from dataclasses import replace

from reportgen.audit.grammar.quantity import PERCENT_LIKE
from reportgen.audit.grammar.statement import Sort
from reportgen.audit.grammar.when import Scope, When
from reportgen.audit.resolve.case import Case, level_days, others_of, subject_of, windows
from reportgen.audit.resolve.extremes import run, superlative
from reportgen.audit.resolve.places import place_days
from reportgen.audit.resolve.races import ahead, lead
from reportgen.audit.resolve.resolution import Resolution
from reportgen.audit.resolve.returns import moves
from reportgen.audit.resolve.standing import close
from reportgen.audit.resolve.times import span_word


def index_says(case: Case, entity: str) -> Resolution | None:
    """What the data say of an index or a fund."""
    said = case.said
    about = subject_of(case, entity)
    measure = case.who.measure or (said.noun if said.sort is Sort.MEASURE else "")
    if measure == "ratio" or said.noun == "ratio":
        return _ratio(case, entity)
    if measure and measure not in {"return", "level"}:
        return None
    match said.sort:
        case Sort.CHANGE | Sort.DIRECTION:
            found = _from_somewhere(case, entity, moves(said, about, case.shelf))
            return replace(found, order=said.sign) if said.sort is Sort.DIRECTION else found
        case Sort.LEVEL if said.quantity and said.quantity.measure in PERCENT_LIKE:
            return moves(replace(said, noun="return"), about, case.shelf) if said.noun == "be" else None
        case Sort.LEVEL | Sort.MEASURE:
            return close(said, about, level_days(case), case.shelf)
        case Sort.EXCESS:
            return lead(said, about, others_of(case, entity), case.shelf)
        case Sort.ORDER:
            return ahead(said, about, others_of(case, entity), case.shelf)
        case Sort.EXTREME:
            others = others_of(case, entity)
            return superlative(said, about, others[0] if len(others) == 1 else None, case.shelf, case.clock)
        case Sort.STREAK:
            return run(said, about, others_of(case, entity), case.shelf, case.clock)
        case _:
            return None


_WITHIN_DAYS = 0.03
"""How far a high or low within a day may lie from the close."""


def _from_somewhere(case: Case, entity: str, found: Resolution) -> Resolution:
    """A move whose start the text does not fix to a close: an intraday low, any day of a month."""
    said = case.said
    start = said.anchor or (said.when.start if said.when is not None else None)
    if start is None:
        return found
    if start.scope is Scope.ANCHOR and case.clock.within_days:
        return replace(found, blur=_WITHIN_DAYS)
    since = said.when is not None and said.when.scope is Scope.SINCE and said.anchor is None
    if not since or start.scope not in {Scope.MONTH, Scope.YEAR, Scope.QUARTER}:
        return found
    days = place_days(When(Scope.ANCHOR, word="low", start=start), entity, case.shelf, case.clock)[:1]
    days += place_days(When(Scope.ANCHOR, word="high", start=start), entity, case.shelf, case.clock)[:1]
    ends = sorted({one.end for one in found.tried if one.end is not None})
    words = [span_word(day, end) for day in days for end in ends if day < end]
    moved = case.shelf.each(entity, "return", ("price",), words)
    if not moved:
        return found
    low, high = min(one.value for one in moved), max(one.value for one in moved)
    return replace(found, bounds=(*found.bounds, (moved[0], low, high)))


def _ratio(case: Case, entity: str) -> Resolution | None:
    """One index measured by another: the ratio of their levels, and its distance from a high or low."""
    said, others = case.said, others_of(case, entity)
    if len(others) != 1:
        return None
    pair = f"{entity}-{others[0]}"
    firm = case.who.sure and not said.future
    if said.sort is Sort.CHANGE:
        times = windows(case, pair)
        tried = case.shelf.each(pair, "relative", ("price",), times.words)
        return Resolution(tuple(tried), firm=firm, subject=pair, metric="relative", signed=said.sign)
    words = [day.isoformat() for day in level_days(case)]
    tried = case.shelf.each(pair, "ratio", ("price",), words)
    return Resolution(tuple(tried), firm=firm, subject=pair, metric="ratio")
