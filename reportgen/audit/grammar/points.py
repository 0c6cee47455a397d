"""Points in time: "the end of June", "its April low", "today", "early August"."""

from __future__ import annotations

from collections.abc import Sequence

from reportgen.audit.grammar.anchors import anchor
from reportgen.audit.grammar.dates import calendar_date, year_at
from reportgen.audit.grammar.units import last_unit, low_at, month_by_name, this_or_last
from reportgen.audit.grammar.when import Scope, Stretch, When
from reportgen.audit.lexicon.calendar import EARLY, EDGES, UNITS
from reportgen.audit.text.tokens import Token, says


def point(tokens: Sequence[Token], at: int) -> Stretch | None:
    """A point in time after "since", "from" or "to": a date, an edge of a period, a high or low, "today"."""
    return (
        anchor(tokens, at)
        or edge(tokens, at)
        or _dated(tokens, at)
        or relative_day(tokens, at)
        or last_unit(tokens, at)
        or _then(tokens, at)
    )


def edge(tokens: Sequence[Token], at: int) -> Stretch | None:
    """`the end of September`, `year-end`, `the start of the year`, `late August`, `month-end`, `mid-2021`."""
    start = at + (1 if says(tokens, at, "the", "its") else 0)
    unit = UNITS.get(tokens[start].low, "") if start < len(tokens) else ""
    if unit in {"year", "month", "quarter", "week"} and says(tokens, start + 1, "-", "end"):
        after = start + 1 + (1 if says(tokens, start + 1, "-") else 0)
        if says(tokens, after, "end"):
            year = year_at(tokens, after + 1)
            inner = When(Scope.YEAR, year) if year else When(Scope.THE, unit=unit)
            return Stretch(When(Scope.AT, word="end", start=inner), at, after + (2 if year else 1))
    if found := last_day(tokens, at):
        return found
    if says(tokens, at - 1, "to") and (found := _to_start(tokens, at)):
        return found
    word = EDGES.get(tokens[start].low, "") if start < len(tokens) else ""
    if word and says(tokens, start + 1, "of"):
        inner_found = (
            calendar_date(tokens, start + 2) or this_or_last(tokens, start + 2) or _the_half(tokens, start + 2)
        )
        return Stretch(When(Scope.AT, word=word, start=inner_found.when), at, inner_found.last) if inner_found else None
    return _early_late(tokens, at, start)


def last_day(tokens: Sequence[Token], at: int) -> Stretch | None:
    """`2024's final day of trading`, `the last session of the quarter`, `the final trading day of 2024`."""
    owner = calendar_date(tokens, at)
    start = owner.last + 1 if owner is not None and says(tokens, owner.last, "'s") else at
    owner = owner if start > at else None
    start += 1 if says(tokens, start, "the") else 0
    if not says(tokens, start, "final", "last"):
        return None
    start += 2 if says(tokens, start + 1, "trading") else 1
    if not says(tokens, start, "day", "session"):
        return None
    after = start + 1
    if says(tokens, after, "of") and says(tokens, after + 1, "trading"):
        after += 2
    if owner is None and says(tokens, after, "of", "in"):
        owner = calendar_date(tokens, after + 1) or this_or_last(tokens, after + 1)
        after = owner.last if owner is not None else after
    if owner is None or owner.when.scope not in _WITH_DAYS:
        return None
    return Stretch(When(Scope.AT, word="last day", start=owner.when), at, after)


_WITH_DAYS = frozenset({Scope.MONTH, Scope.QUARTER, Scope.YEAR, Scope.HALF, Scope.THE, Scope.THIS, Scope.LAST})
_VERBAL_EDGES = {"start": "start", "begin": "start", "open": "start", "end": "end", "close": "end", "finish": "end"}


def _to_start(tokens: Sequence[Token], at: int) -> Stretch | None:
    """`to start 2022`, `to close out the first quarter`, `to end the year`: a point said with a verb."""
    word = _VERBAL_EDGES.get(low_at(tokens, at), "")
    after = at + 1 + (1 if says(tokens, at + 1, "out", "off") else 0)
    if not word:
        return None
    inner = calendar_date(tokens, after + (1 if says(tokens, after, "the") else 0)) or this_or_last(tokens, after)
    if inner is None or (inner.when.scope in {Scope.DAY, Scope.WEEKDAY} and says(tokens, inner.last, "at")):
        return None  # `to finish Friday at 6,715`: a level on a day
    return Stretch(When(Scope.AT, word=word, start=inner.when), at, inner.last)


def _early_late(tokens: Sequence[Token], at: int, start: int) -> Stretch | None:
    """`early August`, `mid-September`, `late 2021`, `end-2024`, `the late 1990s`."""
    if start >= len(tokens) or tokens[start].low not in {*EARLY, "end"}:
        return None
    word = EARLY.get(tokens[start].low, "end")
    after = start + 1 + (1 if says(tokens, start + 1, "-") else 0)
    after += 1 if says(tokens, after, "in") else 0
    found = calendar_date(tokens, after)
    if found is None and says(tokens, after, "last", "this"):
        found = month_by_name(tokens, after) or this_or_last(tokens, after)
    if found is None or found.when.scope not in {Scope.MONTH, Scope.YEAR, Scope.DECADE, Scope.LAST, Scope.THIS}:
        return None
    exact = tokens[start].low == "end"
    return Stretch(When(Scope.AT if exact else Scope.VAGUE, word=word, start=found.when), at, found.last)


def _the_half(tokens: Sequence[Token], at: int) -> Stretch | None:
    return calendar_date(tokens, at + 1) if says(tokens, at, "the") else None


def relative_day(tokens: Sequence[Token], at: int) -> Stretch | None:
    """`today`, `yesterday`, `the session`."""
    if says(tokens, at, "today", "yesterday", "tonight"):
        return Stretch(When(Scope.WEEKDAY, number=-1, word=tokens[at].low), at, at + 1)
    return None


def _then(tokens: Sequence[Token], at: int) -> Stretch | None:
    """`since then`, `from there`, `since inception`: points the text set earlier, or the data cannot find."""
    start = at + (1 if says(tokens, at, "the") else 0)
    if says(tokens, start, "then", "there", "inception", "launch", "election", "pandemic", "crisis", "covid"):
        return Stretch(When(Scope.VAGUE, word=tokens[start].low), at, start + 1)
    return None


def _dated(tokens: Sequence[Token], at: int) -> Stretch | None:
    start = at + (1 if says(tokens, at, "the", "its", "calendar") else 0)
    return calendar_date(tokens, start)
