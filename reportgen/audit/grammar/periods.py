"""Periods: what a text measures over. "Year to date", "since the April low", "in the week to 21 August"."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace

from reportgen.audit.grammar.anchors import anchor
from reportgen.audit.grammar.dates import calendar_date, year_at
from reportgen.audit.grammar.numerals import numeral
from reportgen.audit.grammar.when import Scope, Stretch, When
from reportgen.audit.lexicon.calendar import EARLY, EDGES, EVERY, UNITS
from reportgen.audit.text.tokens import Token, says, says_all

_ARTICLES = ("the", "its", "their", "a", "an", "this", "that")
_PAST = ("past", "last", "previous", "prior", "trailing", "preceding", "latest", "most", "recent")


def period(tokens: Sequence[Token], at: int) -> Stretch | None:
    """The longest period that starts at a token; None where none does."""
    for parser in _PARSERS:
        if found := parser(tokens, at):
            return _with_end(tokens, found)
    return None


def point(tokens: Sequence[Token], at: int) -> Stretch | None:
    """A point in time after "since", "from" or "to": a date, an edge of a period, a high or low, "today"."""
    return (
        anchor(tokens, at)
        or _edge(tokens, at)
        or _dated(tokens, at)
        or _relative_day(tokens, at)
        or _last_unit(tokens, at)
        or _then(tokens, at)
    )


# -- to date ---------------------------------------------------------------------------------------


def _to_date(tokens: Sequence[Token], at: int) -> Stretch | None:
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


# -- this, last, the -------------------------------------------------------------------------------


def _this_or_last(tokens: Sequence[Token], at: int) -> Stretch | None:
    """`this month`, `last week`, `the quarter`, `on the year`, `the day`, `the past week`."""
    if not says(tokens, at, "this", "last", "the", "current", "latest", "previous", "prior", "past", "next"):
        return None
    word, start = tokens[at].low, at + 1
    if word == "the" and says(tokens, start + 1, "prior", "before", "earlier") and UNITS.get(_low(tokens, start)):
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


def _described(tokens: Sequence[Token], at: int) -> Stretch | None:
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


def _last_unit(tokens: Sequence[Token], at: int) -> Stretch | None:
    found = _this_or_last(tokens, at)
    return found if found and found.when.scope in {Scope.LAST, Scope.THIS} else None


def _last_month_by_name(tokens: Sequence[Token], at: int) -> Stretch | None:
    """`last September`, `this August`, `last Friday`."""
    if says(tokens, at, "last", "this", "the", "past") and (found := calendar_date(tokens, at + 1)):
        named = found.when.scope in {Scope.MONTH, Scope.WEEKDAY} and found.when.year is None
        if named and not says(tokens, at, "the"):
            return Stretch(replace(found.when, word=tokens[at].low), at, found.last)
    return None


# -- spans of time ---------------------------------------------------------------------------------


def _rolling(tokens: Sequence[Token], at: int) -> Stretch | None:
    """`over the past four years`, `the last 12 months`, `trailing 12-month`, `one-year`, `12-month`."""
    start, pasts = at, 0
    while says(tokens, start, *_ARTICLES):
        start += 1
    while says(tokens, start, *_PAST):
        start, pasts = start + 1, pasts + 1
    number = numeral(tokens, start)
    if start == at + 1 and says(tokens, at, "a", "one") and says(tokens, at - 1, "in", "over", "within"):
        unit = UNITS.get(_low(tokens, start), "")
        if unit in {"week", "month", "quarter", "year", "decade"} and not says(
            tokens, start + 1, "ago", "earlier", "-"
        ):
            size = 10 if unit == "decade" else 1
            return Stretch(
                When(Scope.ROLLING, number=size, unit=unit.replace("decade", "year"), word="past"), at, start + 1
            )
    if number is None and pasts and start < len(tokens):
        return _rolling_words(tokens, at, start)
    if number is None or number.places or not 0 < number.value <= 600:
        return None
    after, dashed = number.after, 0
    if says(tokens, after, "-"):
        after, dashed = after + 1, 1
    after += 1 if says(tokens, after, "full", "calendar", "straight", "consecutive", "trading") else 0
    unit = UNITS.get(tokens[after].low, "") if after < len(tokens) else ""
    single = dashed or not tokens[after].low.endswith("s") if unit else False
    if not unit or unit == "half" or (single and number.value != 1 and not dashed):
        return None
    straight = says(tokens, after - 1, "straight", "consecutive")
    if straight or says(tokens, after + 1, "high", "low", "highs", "lows", "moving", "old", "treasury", "treasuries"):
        return None
    spanned = pasts or says(tokens, at - 1, "over", "during", "across")
    word = "past" if spanned else ("adjective" if dashed else "bare")
    if says(tokens, after + 1, "from", "between") and (bounded := _since(tokens, after + 1)):
        return Stretch(bounded.when, at, bounded.last)
    when = When(Scope.ROLLING, number=round(number.value), unit=unit, word=word)
    if says(tokens, after + 1, "ago", "earlier", "before", "prior"):
        return Stretch(replace(when, scope=Scope.VAGUE), at, after + 2)
    return Stretch(when, at, after + 1)


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


def _first_months(tokens: Sequence[Token], at: int) -> Stretch | None:
    """`the first nine months of the year`, `the first six months of 2025`."""
    start = at + (1 if says(tokens, at, "the") else 0)
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


# -- from here to there ----------------------------------------------------------------------------


def _since(tokens: Sequence[Token], at: int) -> Stretch | None:
    """`since 2020`, `since the end of June`, `from its April low to September`, `from 2017 to 2019`."""
    if not says(tokens, at, "since", "from", "between"):
        return None
    if says_all(tokens, at, "from", "a", "year") or says_all(tokens, at, "from", "the", "same"):
        return _year_ago(tokens, at + 1)
    start = at + 1
    while says(tokens, start, "hitting", "reaching", "setting", "touching", "bottoming", "peaking", "at", "back", "in",
               "on", "posting"):  # fmt: skip
        start += 1
    first = point(tokens, start)
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
    if says(tokens, at, "from") and first.when.scope in {Scope.ANCHOR, Scope.AT, Scope.DAY}:
        return Stretch(When(Scope.SINCE, start=first.when, word="from"), at, first.last)
    return None


def _between(start: When, end: When) -> When:
    """A stretch between two points; the year or month left out of one is that of the other."""
    if start.year is None and end.year is not None and start.scope is end.scope:
        start = replace(start, year=end.year if (start.month or 0) <= (end.month or 12) else end.year - 1)
    return When(Scope.BETWEEN, start=start, end=end)


def _run(tokens: Sequence[Token], at: int) -> Stretch | None:
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


def _with_end(tokens: Sequence[Token], found: Stretch) -> Stretch:
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


def _until(tokens: Sequence[Token], at: int) -> Stretch | None:
    """`through September 30`, `as of 21 August`, `by the end of June`."""
    start = at
    if says(tokens, at, "through", "until", "by", "thru"):
        start = at + 1
    elif says_all(tokens, at, "as", "of") or says_all(tokens, at, "as", "at"):
        start = at + 2
    else:
        return None
    found = _edge(tokens, start) or calendar_date(tokens, start) or _relative_day(tokens, start)
    return Stretch(When(Scope.UNTIL, end=found.when), at, found.last) if found else None


# -- weeks, days, points ---------------------------------------------------------------------------


def _week(tokens: Sequence[Token], at: int) -> Stretch | None:
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


def _edge(tokens: Sequence[Token], at: int) -> Stretch | None:
    """`the end of September`, `year-end`, `the start of the year`, `late August`, `month-end`, `mid-2021`."""
    start = at + (1 if says(tokens, at, "the", "its") else 0)
    unit = UNITS.get(tokens[start].low, "") if start < len(tokens) else ""
    if unit in {"year", "month", "quarter", "week"} and says(tokens, start + 1, "-", "end"):
        after = start + 1 + (1 if says(tokens, start + 1, "-") else 0)
        if says(tokens, after, "end"):
            year = year_at(tokens, after + 1)
            inner = When(Scope.YEAR, year) if year else When(Scope.THE, unit=unit)
            return Stretch(When(Scope.AT, word="end", start=inner), at, after + (2 if year else 1))
    if says(tokens, at - 1, "to") and (found := _to_start(tokens, at)):
        return found
    word = EDGES.get(tokens[start].low, "") if start < len(tokens) else ""
    if word and says(tokens, start + 1, "of"):
        inner_found = (
            calendar_date(tokens, start + 2) or _this_or_last(tokens, start + 2) or _the_half(tokens, start + 2)
        )
        return Stretch(When(Scope.AT, word=word, start=inner_found.when), at, inner_found.last) if inner_found else None
    return _early_late(tokens, at, start)


_VERBAL_EDGES = {"start": "start", "begin": "start", "open": "start", "end": "end", "close": "end", "finish": "end"}


def _to_start(tokens: Sequence[Token], at: int) -> Stretch | None:
    """`to start 2022`, `to close out the first quarter`, `to end the year`: a point said with a verb."""
    word = _VERBAL_EDGES.get(_low(tokens, at), "")
    after = at + 1 + (1 if says(tokens, at + 1, "out", "off") else 0)
    if not word:
        return None
    inner = calendar_date(tokens, after + (1 if says(tokens, after, "the") else 0)) or _this_or_last(tokens, after)
    return Stretch(When(Scope.AT, word=word, start=inner.when), at, inner.last) if inner else None


def _early_late(tokens: Sequence[Token], at: int, start: int) -> Stretch | None:
    """`early August`, `mid-September`, `late 2021`, `end-2024`, `the late 1990s`."""
    if start >= len(tokens) or tokens[start].low not in {*EARLY, "end"}:
        return None
    word = EARLY.get(tokens[start].low, "end")
    after = start + 1 + (1 if says(tokens, start + 1, "-") else 0)
    after += 1 if says(tokens, after, "in") else 0
    found = calendar_date(tokens, after)
    if found is None and says(tokens, after, "last", "this"):
        found = _last_month_by_name(tokens, after) or _this_or_last(tokens, after)
    if found is None or found.when.scope not in {Scope.MONTH, Scope.YEAR, Scope.DECADE, Scope.LAST, Scope.THIS}:
        return None
    exact = tokens[start].low == "end"
    return Stretch(When(Scope.AT if exact else Scope.VAGUE, word=word, start=found.when), at, found.last)


def _the_half(tokens: Sequence[Token], at: int) -> Stretch | None:
    return calendar_date(tokens, at + 1) if says(tokens, at, "the") else None


def _relative_day(tokens: Sequence[Token], at: int) -> Stretch | None:
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


def _year_ago(tokens: Sequence[Token], at: int) -> Stretch | None:
    """`from a year earlier`, `year over year`, `year-on-year`, `y/y`, `month over month`, `12 months earlier`."""
    unit = UNITS.get(tokens[at].low, "") if at < len(tokens) else ""
    scope = {"year": Scope.YEAR_AGO, "month": Scope.MONTH_AGO}.get(unit)
    if scope:
        dashes = 1 if says(tokens, at + 1, "-") else 0
        middle = at + 1 + dashes
        if says(tokens, middle, "over", "on") and UNITS.get(_low(tokens, middle + 1 + dashes)) == unit:
            return Stretch(When(scope), at, middle + 2 + dashes)
        if says_all(tokens, at, "year", "-", "ago") or says_all(tokens, at, "year", "-", "earlier"):
            return Stretch(When(scope), at, at + 3)
    if says(tokens, at, "a", "one", "the") and says(tokens, at + 1, "year", "month"):
        scope = Scope.YEAR_AGO if says(tokens, at + 1, "year") else Scope.MONTH_AGO
        if says(tokens, at + 2, "earlier", "ago", "before", "prior"):
            return Stretch(When(scope), at, at + 3)
    if says_all(tokens, at, "month", "-", "to", "-", "month"):
        return Stretch(When(Scope.MONTH_AGO), at, at + 5)
    for word, found in (("y", Scope.YEAR_AGO), ("m", Scope.MONTH_AGO)):
        if says(tokens, at, word) and says(tokens, at + 1, "/", "-") and says(tokens, at + 2, word, "o"):
            last = at + 3 if says(tokens, at + 2, word) else at + 5
            return Stretch(When(found), at, min(last, len(tokens)))
    if says(tokens, at, "yoy", "mom"):
        return Stretch(When(Scope.YEAR_AGO if says(tokens, at, "yoy") else Scope.MONTH_AGO), at, at + 1)
    if says(tokens, at, "same", "that") and says(tokens, at + 1, "month", "period", "quarter", "time", "week", "span"):
        ago = says(tokens, at + 2, "last", "a") and says(tokens, at + 3, "year")
        return Stretch(When(Scope.YEAR_AGO if ago else Scope.SAME), at, at + (4 if ago else 2))
    return None


def _every(tokens: Sequence[Token], at: int) -> Stretch | None:
    """`monthly`, `weekly`, `annual`, `full-year`."""
    if _low(tokens, at) in EVERY:
        return Stretch(When(Scope.EVERY, unit=EVERY[tokens[at].low]), at, at + 1)
    if says_all(tokens, at, "full", "-", "year") or says_all(tokens, at, "calendar", "year"):
        return Stretch(When(Scope.THE, unit="year"), at, at + (3 if says(tokens, at, "full") else 2))
    return None


def _vague(tokens: Sequence[Token], at: int) -> Stretch | None:
    """`earlier this year`, `later in the month`, `in recent weeks`, `since then`."""
    if says(tokens, at, "earlier", "later"):
        start = at + (1 if says(tokens, at + 1, "in") else 0)
        inner = _this_or_last(tokens, start + 1) or _last_month_by_name(tokens, start + 1)
        inner = inner or calendar_date(tokens, start + 1)
        if inner:
            return Stretch(When(Scope.VAGUE, word=tokens[at].low, start=inner.when), at, inner.last)
    if says(tokens, at, "recent") and _low(tokens, at + 1) in UNITS:
        return Stretch(When(Scope.VAGUE, word="recent"), at, at + 2)
    return None


def _dated(tokens: Sequence[Token], at: int) -> Stretch | None:
    start = at + (1 if says(tokens, at, "the", "its", "calendar") else 0)
    return calendar_date(tokens, start)


def _low(tokens: Sequence[Token], at: int) -> str:
    return tokens[at].low if 0 <= at < len(tokens) else ""


_PARSERS: tuple[Callable[[Sequence[Token], int], Stretch | None], ...] = (
    _to_date,
    _since,
    _year_ago,
    _week,
    _first_months,
    _run,
    _rolling,
    _edge,
    _until,
    _last_month_by_name,
    calendar_date,
    _vague,
    _this_or_last,
    _described,
    _relative_day,
    _every,
)
