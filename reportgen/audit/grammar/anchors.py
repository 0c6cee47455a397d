"""Highs and lows a text measures from: "its April low", "the record close", "a 52-week high"."""

from __future__ import annotations

from collections.abc import Sequence

from reportgen.audit.grammar.dates import calendar_date
from reportgen.audit.grammar.numerals import numeral
from reportgen.audit.grammar.when import Scope, Stretch, When
from reportgen.audit.lexicon.calendar import EARLY, HIGHS, LOWS, UNITS
from reportgen.audit.text.tokens import Token, says, says_all

_OPENERS = frozenset({"the", "its", "their", "a", "an", "his", "that", "this", "last", "previous", "prior", "recent",
                      "latest", "new", "our"})  # fmt: skip
_FILLERS = frozenset(
    "closing intraday recent market cycle post pre pandemic covid bear bull era high low tariff year's month's 's "
    "point points interim local relative previous prior old former deep sharp multi early late mid - selloff "
    "liberation day summer spring autumn fall winter midyear".split()
)
_RECORDS = frozenset({"record", "records"})
_MOST_WORDS = 7


def anchor(tokens: Sequence[Token], at: int) -> Stretch | None:
    """A high or low named at a token, with the date the text gives it; None where none is."""
    start = at
    while start < len(tokens) and tokens[start].low in _OPENERS and start - at < 3:
        start += 1
    dated, word, record, place = None, "", False, start
    span: tuple[int, str] | None = None
    while place < len(tokens) and place - start < _MOST_WORDS + 5:
        low = tokens[place].low
        if low in _RECORDS or says_all(tokens, place, "all", "-", "time") or says_all(tokens, place, "all", "time"):
            record, place = True, place + (1 if low in _RECORDS else 3 if says(tokens, place + 1, "-") else 2)
        elif (low in LOWS or low in HIGHS) and not _starts_date(tokens, place):
            word, place = ("low" if low in LOWS else "high"), place + 1
            break
        elif low == "close" and dated is not None and dated.scope in {Scope.DAY, Scope.WEEKDAY} and not word:
            word, place = "close", place + 1
            break
        elif dated is None and (found := calendar_date(tokens, place)):
            dated, place = found.when, found.last
        elif span is None and (window := _extreme_window(tokens, place)):
            span, place = (window[0], window[1]), window[2]
        elif low in _FILLERS or low in EARLY:
            place += 1
        else:
            break
    return _finish(tokens, at, place, When(
        Scope.ANCHOR, word="record" if record and word != "low" else word, start=dated,
        number=span[0] if span else 0, unit=span[1] if span else "",
    ), found=bool(word) or record)  # fmt: skip


def _starts_date(tokens: Sequence[Token], at: int) -> bool:
    return calendar_date(tokens, at) is not None


def _extreme_window(tokens: Sequence[Token], at: int) -> tuple[int, str, int] | None:
    """The span of `52-week high`: count, unit, token after."""
    number = numeral(tokens, at)
    if number is None or not says(tokens, number.after, "-"):
        return None
    unit = UNITS.get(tokens[number.after + 1].low, "") if number.after + 1 < len(tokens) else ""
    return (round(number.value), unit, number.after + 2) if unit and number.value < 600 else None


def _span_of(tokens: Sequence[Token], at: int) -> tuple[int, str, int] | None:
    """The span of `its low of the last five years`: count, unit, token after."""
    start = at
    while says(tokens, start, "the", "last", "past", "previous"):
        start += 1
    number = numeral(tokens, start)
    if number is None or start == at:
        return None
    unit = UNITS.get(tokens[number.after].low, "") if number.after < len(tokens) else ""
    return (round(number.value), unit, number.after + 1) if unit and number.value < 600 else None


def _with_level(tokens: Sequence[Token], at: int, place: int, after: int, when: When) -> Stretch:
    """`a low of 991.16 on March 18, 2020`: the date follows the level, which stays to be read by itself."""
    start = after + (1 if says(tokens, after, "points", "point", ",") else 0)
    start += 1 if says(tokens, start, "set", "reached", "hit", "posted") and says(tokens, start + 1, "on", "in") else 0
    dated = calendar_date(tokens, start + 1) if says(tokens, start, "on", "in", "set", "from", "reached") else None
    word = when.word or "record"
    found = When(Scope.ANCHOR, word=word, number=when.number, unit=when.unit,
                 start=when.start or (dated.when if dated else None))  # fmt: skip
    return Stretch(found, at, place)


_SETTING = ("set", "reached", "hit", "touched", "made", "posted")


def _relative_clause(tokens: Sequence[Token], place: int) -> int:
    """How many words lead to the verb of `(the record) it set on`, `that it reached in`."""
    that = 1 if says(tokens, place, "that", "which") else 0
    return that + 1 if says(tokens, place + that, "it", "they") and says(tokens, place + that + 1, *_SETTING) else 0


def _finish(tokens: Sequence[Token], at: int, place: int, when: When, *, found: bool) -> Stretch | None:
    """The anchor with the date that follows it: `of 11 April 2025`, `in October`, `set on Friday`."""
    if not found:
        return None
    if says(tokens, place, "close", "closes", "level", "levels", "point", "points", "mark"):
        place += 1
    after = place + _relative_clause(tokens, place)
    while says(
        tokens, after, "set", "reached", "hit", "touched", "seen", "made", "last", "on", "in", "of", "from", ","
    ):
        after += 1
    inner = after + (1 if says(tokens, after, "the") else 0)
    while after > place and says(tokens, inner, *EARLY, "-"):
        inner += 1
    if after > place and (span := _span_of(tokens, inner)) and not when.number:
        return Stretch(
            When(Scope.ANCHOR, word=when.word or "record", number=span[0], unit=span[1]), at, span[2]
        )  # fmt: skip
    if (
        says(tokens, place, "of", "at")
        and (level := numeral(tokens, place + 1))
        and calendar_date(tokens, place + 1) is None
    ):
        return _with_level(tokens, at, place, level.after, when)
    aside = says(tokens, after - 1, ",") and after == place + 1
    if after > place and (dated := calendar_date(tokens, inner)) and when.start is None and not aside:
        return Stretch(
            When(Scope.ANCHOR, word=when.word or "record", number=when.number, unit=when.unit, start=dated.when),
            at, dated.last,
        )  # fmt: skip
    word = when.word or "record"
    return Stretch(When(Scope.ANCHOR, word=word, number=when.number, unit=when.unit, start=when.start), at, place)
