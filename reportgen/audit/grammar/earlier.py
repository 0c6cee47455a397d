"""Comparisons with an earlier time: "from a year ago", "year over year", "the same month last year"."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from reportgen.audit.grammar.units import low_at
from reportgen.audit.grammar.when import Scope, Stretch, When
from reportgen.audit.lexicon.calendar import UNITS
from reportgen.audit.text.tokens import Token, says, says_all


def year_ago(tokens: Sequence[Token], at: int) -> Stretch | None:
    """`from a year earlier`, `year over year`, `year-on-year`, `y/y`, `month over month`, `12 months earlier`."""
    unit = UNITS.get(tokens[at].low, "") if at < len(tokens) else ""
    scope = {"year": Scope.YEAR_AGO, "month": Scope.MONTH_AGO}.get(unit)
    if scope and (found := _over_unit(tokens, at, unit, scope)):
        return found
    if says(tokens, at, "a", "one", "the") and says(tokens, at + 1, "year", "month"):
        scope = Scope.YEAR_AGO if says(tokens, at + 1, "year") else Scope.MONTH_AGO
        if says(tokens, at + 2, "earlier", "ago", "before", "prior"):
            return Stretch(When(scope), at, at + 3)
    if says_all(tokens, at, "month", "-", "to", "-", "month"):
        return Stretch(When(Scope.MONTH_AGO), at, at + 5)
    if found := _by_unit(tokens, at):
        return found
    if says(tokens, at, "y", "m", "yoy", "mom"):
        return _letters(tokens, at)
    if says(tokens, at, "same", "that") and says(tokens, at + 1, "month", "period", "quarter", "time", "week", "span"):
        ago = says(tokens, at + 2, "last", "a") and says(tokens, at + 3, "year")
        return Stretch(When(Scope.YEAR_AGO if ago else Scope.SAME), at, at + (4 if ago else 2))
    return None


def _over_unit(tokens: Sequence[Token], at: int, unit: str, scope: Scope) -> Stretch | None:
    """`year over year`, `month-on-month`, `year-ago`."""
    dashes = 1 if says(tokens, at + 1, "-") else 0
    middle = at + 1 + dashes
    if says(tokens, middle, "over", "on") and UNITS.get(low_at(tokens, middle + 1 + dashes)) == unit:
        return Stretch(When(scope), at, middle + 2 + dashes)
    if says_all(tokens, at, "year", "-", "ago") or says_all(tokens, at, "year", "-", "earlier"):
        return Stretch(When(scope), at, at + 3)
    return None


def _by_unit(tokens: Sequence[Token], at: int) -> Stretch | None:
    """`w/w`, `qoq`, `quarter-on-quarter`, `week over week`: the unit just ended."""
    unit = UNITS.get(low_at(tokens, at), "")
    found = _over_unit(tokens, at, unit, Scope.THE) if unit in {"week", "quarter"} else None
    short = {"w": "week", "q": "quarter"}.get(low_at(tokens, at), "")
    if short and says(tokens, at + 1, "/") and says(tokens, at + 2, tokens[at].low):
        found, unit = Stretch(When(Scope.THE), at, at + 3), short
    elif says(tokens, at, "wow", "qoq"):
        found, unit = Stretch(When(Scope.THE), at, at + 1), "week" if says(tokens, at, "wow") else "quarter"
    return replace(found, when=When(Scope.THE, unit=unit, number=1, word="the")) if found is not None else None


def _letters(tokens: Sequence[Token], at: int) -> Stretch | None:
    """`y/y`, `m-o-m`, `yoy`."""
    word = low_at(tokens, at)
    scope = Scope.YEAR_AGO if word.startswith("y") else Scope.MONTH_AGO
    if len(word) == 3:
        return Stretch(When(scope), at, at + 1)
    if says(tokens, at + 1, "/", "-") and says(tokens, at + 2, word, "o"):
        last = at + 3 if says(tokens, at + 2, word) else at + 5
        return Stretch(When(scope), at, min(last, len(tokens)))
    return None
