"""Units of the calendar in words: "this month", "last week", "so far this year", "monthly"."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from reportgen.audit.grammar.dates import calendar_date
from reportgen.audit.grammar.when import Scope, Stretch, When
from reportgen.audit.lexicon.calendar import EVERY, UNITS
from reportgen.audit.text.tokens import Token, says, says_all


def to_date(tokens: Sequence[Token], at: int) -> Stretch | None:
    """`YTD`, `year-to-date`, `in the year to date`, `so far this year`, `since the start of the year`."""
    for word, unit in (("ytd", "year"), ("mtd", "month"), ("qtd", "quarter"), ("wtd", "week")):
        if says(tokens, at, word):
            return Stretch(When(Scope.TO_DATE, unit=unit), at, at + 1)
    start = at + (1 if says(tokens, at, "the") else 0)
    unit = UNITS.get(tokens[start].low, "") if start < len(tokens) else ""
    if unit in {"week", "month", "quarter", "year"}:
        dashed = 1 if says(tokens, start + 1, "-", "–") else 0
        if says(tokens, start + 1 + dashed, "to") and says(tokens, start + 2 + 2 * dashed, "date"):
            return Stretch(When(Scope.TO_DATE, unit=unit), at, start + 3 + 2 * dashed)
    if says_all(tokens, at, "so", "far"):
        return _so_far(tokens, at)
    return None


def _so_far(tokens: Sequence[Token], at: int) -> Stretch:
    start = at + 2
    start += 1 if says(tokens, start, "in", "for", "during") else 0
    if says(tokens, start, "this", "the") and start + 1 < len(tokens) and tokens[start + 1].low in UNITS:
        return Stretch(When(Scope.TO_DATE, unit=UNITS[tokens[start + 1].low]), at, start + 2)
    if (dated := calendar_date(tokens, start)) and dated.when.scope in {Scope.YEAR, Scope.MONTH, Scope.QUARTER}:
        return Stretch(When(Scope.THIS, unit=dated.when.scope.value, start=dated.when, word="to date"), at, dated.last)
    return Stretch(When(Scope.TO_DATE, unit="year"), at, at + 2)


def this_or_last(tokens: Sequence[Token], at: int) -> Stretch | None:
    """`this month`, `last week`, `the quarter`, `on the year`, `the day`, `the past week`."""
    if not says(tokens, at, "this", "last", "the", "current", "latest", "previous", "prior", "past", "next"):
        return None
    word, start = tokens[at].low, at + 1
    if word == "the" and says(tokens, start + 1, "prior", "before", "earlier") and UNITS.get(low_at(tokens, start)):
        unit = UNITS[tokens[start].low]
        return Stretch(When(Scope.LAST, unit=unit, number=1, word="prior"), at, start + 2)
    if word == "the" and says(tokens, start, "latest", "previous", "prior", "current", "past", "last", "next"):
        word, start = tokens[start].low, start + 1
    unit = UNITS.get(tokens[start].low, "") if start < len(tokens) else ""
    if not unit or unit in {"decade", "half"} or tokens[start].low.endswith("s"):
        return None
    if says(tokens, start + 1, "-") and not says(tokens, start + 2, "ago"):
        return None
    if word == "last" and says(tokens, at, "the"):
        return Stretch(When(Scope.ROLLING, unit=unit, number=1, word="past"), at, start + 1)
    scope = {"this": Scope.THIS, "current": Scope.THIS, "the": Scope.THE, "latest": Scope.THE, "past": Scope.ROLLING}
    return Stretch(When(scope.get(word, Scope.LAST), unit=unit, number=1, word=word), at, start + 1)


def described(tokens: Sequence[Token], at: int) -> Stretch | None:
    """`in a falling week`, `for the holiday-shortened week`, `during a volatile month`."""
    if not says(tokens, at, "a", "an", "the") or not says(tokens, at - 1, "in", "for", "during", "over", "after"):
        return None
    place = at + 1
    while place < len(tokens) and place - at < 5 and (tokens[place].kind == "w" or tokens[place].low == "-"):
        unit = UNITS.get(tokens[place].low, "")
        if unit in {"week", "month", "quarter", "year"} and not tokens[place].low.endswith("s") and place > at + 1:
            return None if says(tokens, place + 1, "ago", "-") else Stretch(
                When(Scope.THE, unit=unit, number=1, word="the"), at, place + 1
            )  # fmt: skip
        if tokens[place].low in {
            "of",
            "in",
            "past",
            "last",
            "first",
            "second",
            "third",
            "fourth",
            "same",
            "next",
            "and",
        }:
            return None
        place += 1
    return None


def last_unit(tokens: Sequence[Token], at: int) -> Stretch | None:
    """`last month`, `this week`, as a point in time."""
    found = this_or_last(tokens, at)
    return found if found and found.when.scope in {Scope.LAST, Scope.THIS} else None


def month_by_name(tokens: Sequence[Token], at: int) -> Stretch | None:
    """`last September`, `this August`, `last Friday`."""
    if says(tokens, at, "last", "this", "the", "past") and (found := calendar_date(tokens, at + 1)):
        named = found.when.scope in {Scope.MONTH, Scope.WEEKDAY} and found.when.year is None
        if named and not says(tokens, at, "the"):
            return Stretch(replace(found.when, word=tokens[at].low), at, found.last)
    return None


def every(tokens: Sequence[Token], at: int) -> Stretch | None:
    """`monthly`, `weekly`, `annual`, `full-year`."""
    if low_at(tokens, at) in EVERY:
        return Stretch(When(Scope.EVERY, unit=EVERY[tokens[at].low]), at, at + 1)
    if says_all(tokens, at, "full", "-", "year") or says_all(tokens, at, "calendar", "year"):
        return Stretch(When(Scope.THE, unit="year"), at, at + (3 if says(tokens, at, "full") else 2))
    return None


def vague(tokens: Sequence[Token], at: int) -> Stretch | None:
    """`earlier this year`, `later in the month`, `in recent weeks`, `since then`."""
    if says(tokens, at, "earlier", "later"):
        start = at + (1 if says(tokens, at + 1, "in") else 0)
        inner = this_or_last(tokens, start + 1) or month_by_name(tokens, start + 1)
        inner = inner or calendar_date(tokens, start + 1)
        if inner:
            return Stretch(When(Scope.VAGUE, word=tokens[at].low, start=inner.when), at, inner.last)
    if says(tokens, at, "recent") and low_at(tokens, at + 1) in UNITS:
        return Stretch(When(Scope.VAGUE, word="recent"), at, at + 2)
    return None


def low_at(tokens: Sequence[Token], at: int) -> str:
    """The token's word in lower case, empty outside the text."""
    return tokens[at].low if 0 <= at < len(tokens) else ""
