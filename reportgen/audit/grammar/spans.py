"""Stretches of time: "over the past four years", "since the April low", "the week to 21 August"."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from reportgen.audit.grammar.dates import calendar_date
from reportgen.audit.grammar.earlier import year_ago
from reportgen.audit.grammar.numerals import numeral
from reportgen.audit.grammar.points import edge, point, relative_day
from reportgen.audit.grammar.units import low_at
from reportgen.audit.grammar.when import Scope, Stretch, When
from reportgen.audit.lexicon.calendar import UNITS
from reportgen.audit.text.tokens import Token, says, says_all

_ARTICLES = ("the", "its", "their", "a", "an", "this", "that")

_PAST = ("past", "last", "previous", "prior", "trailing", "preceding", "latest", "most", "recent")


def rolling(tokens: Sequence[Token], at: int) -> Stretch | None:
    """`over the past four years`, `the last 12 months`, `trailing 12-month`, `one-year`, `12-month`."""
    start, pasts = at, 0
    while says(tokens, start, *_ARTICLES):
        start += 1
    while says(tokens, start, *_PAST):
        start, pasts = start + 1, pasts + 1
    number = numeral(tokens, start)
    if start == at + 1 and (single := _in_a_unit(tokens, at, start)):
        return single
    if number is None and pasts and start < len(tokens):
        return _rolling_words(tokens, at, start)
    if number is None or number.places or not 0 < number.value <= 600:
        return None
    after, dashed = number.after, 0
    if says(tokens, after, "-"):
        after, dashed = after + 1, 1
    after += 1 if says(tokens, after, "full", "calendar", "straight", "consecutive", "trading") else 0
    unit = UNITS.get(tokens[after].low, "") if after < len(tokens) else ""
    if not unit or unit == "half" or (_is_single(tokens[after]) and number.value != 1 and not dashed):
        return None
    straight = says(tokens, after - 1, "straight", "consecutive")
    if straight or says(tokens, after + 1, "high", "low", "highs", "lows", "moving", "old", "treasury", "treasuries"):
        return None
    spanned = pasts or says(tokens, at - 1, "over", "during", "across")
    word = "past" if spanned else ("adjective" if dashed else "bare")
    return _bounded(
        tokens, Stretch(When(Scope.ROLLING, number=round(number.value), unit=unit, word=word), at, after + 1)
    )


def _bounded(tokens: Sequence[Token], found: Stretch) -> Stretch:
    """`six months from April to September`: the bounds decide; `six months ago`: a time, not a span."""
    if says(tokens, found.last, "from", "between") and (bounds := since(tokens, found.last)):
        return Stretch(bounds.when, found.first, bounds.last)
    if says(tokens, found.last, "ago", "earlier", "before", "prior"):
        return Stretch(replace(found.when, scope=Scope.VAGUE), found.first, found.last + 1)
    return found


def _is_single(token: Token) -> bool:
    return not token.low.endswith("s")


def _in_a_unit(tokens: Sequence[Token], at: int, start: int) -> Stretch | None:
    """`in a week`, `over a year`, `within a decade`."""
    unit = UNITS.get(low_at(tokens, start), "")
    after_preposition = says(tokens, at, "a", "one") and says(tokens, at - 1, "in", "over", "within")
    if not after_preposition or unit not in {"week", "month", "quarter", "year", "decade"}:
        return None
    if says(tokens, start + 1, "ago", "earlier", "-"):
        return None
    size = 10 if unit == "decade" else 1
    return Stretch(When(Scope.ROLLING, number=size, unit=unit.replace("decade", "year"), word="past"), at, start + 1)


def _rolling_words(tokens: Sequence[Token], at: int, start: int) -> Stretch | None:
    """`the past year`, `the last few months`, `the past decade`."""
    if says(tokens, start, "few", "several", "couple"):
        start += 2 if says(tokens, start + 1, "of") else 1
        unit = UNITS.get(tokens[start].low, "") if start < len(tokens) else ""
        return Stretch(When(Scope.VAGUE, unit=unit), at, start + 1) if unit else None
    unit = UNITS.get(tokens[start].low, "")
    if unit == "decade" and not tokens[start].low.endswith("s"):
        return Stretch(When(Scope.ROLLING, number=10, unit="year", word="past"), at, start + 1)
    past = says(tokens, start - 1, "past", "trailing", "preceding")
    if unit and past and unit != "half" and not tokens[start].low.endswith("s"):
        return Stretch(When(Scope.ROLLING, number=1, unit=unit, word="past"), at, start + 1)
    return None


def first_months(tokens: Sequence[Token], at: int) -> Stretch | None:
    """`the first nine months of the year`, `the first six months of 2025`."""
    start = at + (1 if says(tokens, at, "the") else 0)
    if says(tokens, start, "last", "final", "closing"):
        return _last_months(tokens, at, start)
    if not says(tokens, start, "first", "opening"):
        return None
    number = numeral(tokens, start + 1)
    if number is None or not says(tokens, number.after, "months", "weeks", "quarters"):
        return None
    count = round(number.value) * (3 if says(tokens, number.after, "quarters") else 1)
    if says(tokens, number.after, "weeks") or not 1 <= count <= 12:
        return Stretch(When(Scope.VAGUE), at, number.after + 1)
    when, after = When(Scope.FIRST_MONTHS, number=count), number.after + 1
    if says(tokens, after, "of", "in"):
        year = calendar_date(tokens, after + 1)
        if year and year.when.scope is Scope.YEAR:
            return Stretch(replace(when, year=year.when.year), at, year.last)
        if says(tokens, after + 1, "the", "this", "last") and says(tokens, after + 2, "year"):
            return Stretch(replace(when, word=tokens[after + 1].low), at, after + 3)
    return Stretch(when, at, after)


def _last_months(tokens: Sequence[Token], at: int, start: int) -> Stretch | None:
    """`the last two months of 2023`."""
    number = numeral(tokens, start + 1)
    if number is None or not says(tokens, number.after, "months", "quarters", "weeks") or not (
        says(tokens, number.after + 1, "of") and (year := calendar_date(tokens, number.after + 2))
    ):  # fmt: skip
        return None
    count = round(number.value) * (3 if says(tokens, number.after, "quarters") else 1)
    if year.when.scope is not Scope.YEAR or says(tokens, number.after, "weeks") or not 1 <= count <= 11:
        return Stretch(When(Scope.VAGUE), at, year.last)
    first = When(Scope.MONTH, year.when.year, 13 - count)
    return Stretch(When(Scope.BETWEEN, start=first, end=When(Scope.MONTH, year.when.year, 12)), at, year.last)


def since(tokens: Sequence[Token], at: int) -> Stretch | None:
    """`since 2020`, `since the end of June`, `from its April low to September`, `from 2017 to 2019`."""
    if not says(tokens, at, "since", "from", "between"):
        return None
    if says_all(tokens, at, "from", "a", "year") or says_all(tokens, at, "from", "the", "same"):
        return year_ago(tokens, at + 1)
    start = at + 1
    while says(tokens, start, "hitting", "reaching", "setting", "touching", "bottoming", "peaking", "at", "back", "in",
               "on", "posting"):  # fmt: skip
        start += 1
    earlier = _weekday_before(tokens, start) if says(tokens, at, "from") else None
    first = earlier or _inception(tokens, start) or point(tokens, start)
    if first is None:
        return None
    joins = ("and",) if says(tokens, at, "between") else ("to", "through", "until", "till", "-", "–", "and")
    after = first.last
    if says(tokens, after, *joins) and not (says(tokens, after, "and") and says(tokens, at, "since")):
        second = point(tokens, after + 1)
        if second is not None:
            return Stretch(_between(first.when, second.when), at, second.last)
    if says(tokens, at, "since"):
        return Stretch(When(Scope.SINCE, start=first.when), at, first.last)
    dated = first.when.scope in {Scope.ANCHOR, Scope.AT, Scope.DAY} or earlier is not None
    if says(tokens, at, "from") and dated:
        return Stretch(When(Scope.SINCE, start=first.when, word="from"), at, first.last)
    return None


def _weekday_before(tokens: Sequence[Token], at: int) -> Stretch | None:
    """`(from) last Friday`, `(from) the previous Friday`, `(from) the prior Friday's close`: where a change began."""
    start = at + (1 if says(tokens, at, "the") else 0)
    if not says(tokens, start, "last", "previous", "prior", "preceding"):
        return None
    found = calendar_date(tokens, start + 1)
    if found is None or found.when.scope is not Scope.WEEKDAY:
        return None
    closed = says(tokens, found.last, "'s") and says(tokens, found.last + 1, "close", "closing", "level", "finish")
    if says(tokens, found.last, "'s") and not closed:
        return None
    return Stretch(replace(found.when, word="last"), at, found.last + (2 if closed else 0))


def _inception(tokens: Sequence[Token], at: int) -> Stretch | None:
    """`its inception in 1984`, `the index's launch`: the beginning of all there is."""
    start = at
    while start - at < 4 and says(tokens, start, "its", "the", "their", "index", "'s", "fund"):
        start += 1
    if not says(tokens, start, "inception", "launch", "debut", "creation", "founding"):
        return None
    dated = calendar_date(tokens, start + 2) if says(tokens, start + 1, "in", "on") else None
    return Stretch(When(Scope.VAGUE, word="inception"), at, dated.last if dated is not None else start + 1)


def _between(start: When, end: When) -> When:
    """A stretch between two points; the year or month left out of one is that of the other."""
    if start.year is None and end.year is not None and start.scope is end.scope:
        start = replace(start, year=end.year if (start.month or 0) <= (end.month or 12) else end.year - 1)
    return When(Scope.BETWEEN, start=start, end=end)


def run(tokens: Sequence[Token], at: int) -> Stretch | None:
    """`2021-2025`, `January to March 2025`, `April 8-June 30`, `2017 to 2019`, `1994-98`."""
    first = calendar_date(tokens, at)
    if first is None or not says(tokens, first.last, "-", "–", "—", "to", "through"):
        return None
    dash = not says(tokens, first.last, "to", "through")
    second = calendar_date(tokens, first.last + 1)
    if second is None and first.when.scope is Scope.YEAR and first.when.year and dash:
        return _short_run(tokens, at, first)
    if second is None or second.when.scope is not first.when.scope or first.when.scope is Scope.WEEKDAY:
        return None
    if dash and not tokens[first.last].glued and first.when.scope is not Scope.YEAR and first.when.year is not None:
        return None
    return Stretch(_between(first.when, second.when), at, second.last)


def _short_run(tokens: Sequence[Token], at: int, first: Stretch) -> Stretch | None:
    """`1994-98`."""
    year, after = first.when.year or 0, first.last + 1
    if after >= len(tokens) or tokens[after].kind != "n" or len(tokens[after].text) != 2:
        return None
    if not (tokens[after].text.isdigit() and tokens[after].glued) or says(tokens, after + 1, "%", "percent"):
        return None
    end = year // 100 * 100 + int(tokens[after].text)
    if end <= year:
        return None
    return Stretch(When(Scope.BETWEEN, start=first.when, end=When(Scope.YEAR, end)), at, after + 1)


def with_end(tokens: Sequence[Token], found: Stretch) -> Stretch:
    """`year to date through September 30`, `the 12 months ended 30 June`, `since April through Friday`."""
    scope, at = found.when.scope, found.last
    at += 1 if says(tokens, at, ",", "period", "periods") and says(tokens, at + 1, "through", "ended", "ending", "as",
                                                                  "to") else 0  # fmt: skip
    endable = {Scope.TO_DATE, Scope.ROLLING, Scope.SINCE, Scope.YEAR, Scope.THIS, Scope.THE, Scope.LAST, Scope.QUARTER}
    if scope not in endable or found.when.end is not None:
        return found
    if not (says(tokens, at, "through", "ended", "ending", "to", "until", "thru") or says_all(tokens, at, "as", "of")):
        return found
    second = point(tokens, at + (2 if says(tokens, at, "as") else 1))
    if second is None or second.when.scope not in {Scope.DAY, Scope.MONTH, Scope.WEEKDAY, Scope.AT, Scope.QUARTER,
                                                   Scope.ANCHOR}:  # fmt: skip
        return found
    when = replace(found.when, end=second.when)
    if scope in {Scope.THE, Scope.LAST} and says(tokens, at, "ended", "ending", "to"):
        when = replace(when, scope=Scope.ROLLING, number=1)
    return Stretch(when, found.first, second.last)


def until(tokens: Sequence[Token], at: int) -> Stretch | None:
    """`through September 30`, `as of 21 August`, `by the end of June`."""
    start = at
    if says(tokens, at, "through", "until", "by", "thru"):
        start = at + 1
    elif says_all(tokens, at, "as", "of") or says_all(tokens, at, "as", "at"):
        start = at + 2
    else:
        return None
    found = edge(tokens, start) or calendar_date(tokens, start) or relative_day(tokens, start)
    return Stretch(When(Scope.UNTIL, end=found.when), at, found.last) if found else None


def week(tokens: Sequence[Token], at: int) -> Stretch | None:
    """`the week ended 5 September`, `the week to Friday`, `the week of August 18`."""
    start = at + (1 if says(tokens, at, "the", "this", "last", "trading") else 0)
    start += 1 if says(tokens, start, "trading") else 0
    if not says(tokens, start, "week") or not says(tokens, start + 1, "ended", "ending", "to", "of", "through",
                                                   "beginning", "starting"):  # fmt: skip
        return None
    after = start + 2 + (1 if says(tokens, start + 2, "on") else 0)
    day = calendar_date(tokens, after)
    if day is None or day.when.scope not in {Scope.DAY, Scope.WEEKDAY}:
        return None
    return Stretch(When(Scope.WEEK, start=day.when, word=tokens[start + 1].low), at, day.last)
