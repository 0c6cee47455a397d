"""Dates, months, quarters, halves and years: the expressions that name a place in the calendar."""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Sequence

from reportgen.audit.grammar.when import Scope, Stretch, When
from reportgen.audit.lexicon import verbs
from reportgen.audit.lexicon.calendar import DATED_WORDS, DOUBTFUL_MONTHS, MONTHS, SHORT_WEEKDAYS, WEEKDAYS
from reportgen.audit.lexicon.numbers import ORDINALS
from reportgen.audit.text.tokens import Token, says, says_all

_ORDINAL_TAILS = ("st", "nd", "rd", "th")


def whole_number(tokens: Sequence[Token], at: int, low: int, high: int) -> int | None:
    """The whole number at a token if it lies between two bounds."""
    if not 0 <= at < len(tokens) or tokens[at].kind != "n":
        return None
    text = tokens[at].text
    if not text.isdigit() or len(text) > 4:
        return None
    return int(text) if low <= int(text) <= high else None


_MEMBERS = ("stocks", "companies", "small", "smallest", "smaller", "largest", "us", "names", "jobs", "points", "shares",
            "index", "constituents", "members", "securities")  # fmt: skip
"""After these 2,000 is a count."""


def year_at(tokens: Sequence[Token], at: int) -> int | None:
    """A year in four digits that no unit follows."""
    year = whole_number(tokens, at, 1900, 2100)
    if year is None or says(tokens, at + 1, "%", "percent", "points", "point", "basis", "bps", "per"):
        return None
    if year == 2000 and says(tokens, at + 1, *_MEMBERS):
        return None
    fraction = says(tokens, at + 1, ".", ",") and at + 2 < len(tokens) and tokens[at + 2].kind == "n"
    return None if fraction and tokens[at + 1].glued and tokens[at + 2].glued else year


def short_year(tokens: Sequence[Token], at: int) -> tuple[int, int] | None:
    """A year as `2025`, `'25` or a glued `25`, and the token after it."""
    if (year := year_at(tokens, at)) is not None:
        return year, at + 1
    if says(tokens, at, "'") and (two := whole_number(tokens, at + 1, 0, 99)) is not None:
        return _century(two), at + 2
    if at < len(tokens) and tokens[at].glued and (two := whole_number(tokens, at, 10, 99)) is not None:
        return _century(two), at + 1
    return None


def _century(two: int) -> int:
    return 1900 + two if two >= 70 else 2000 + two


def calendar_date(tokens: Sequence[Token], at: int) -> Stretch | None:
    """A day, month, quarter, half or year that starts at a token."""
    return (
        _iso(tokens, at)
        or _slashed(tokens, at)
        or _weekday(tokens, at)
        or _month_first(tokens, at)
        or _day_first(tokens, at)
        or _quarter(tokens, at)
        or _half(tokens, at)
        or _year(tokens, at)
    )


def _iso(tokens: Sequence[Token], at: int) -> Stretch | None:
    year = whole_number(tokens, at, 1900, 2100)
    if year is None or not (says(tokens, at + 1, "-") and tokens[at + 1].glued):
        return None
    month = whole_number(tokens, at + 2, 1, 12)
    if month is None or not tokens[at + 2].glued or len(tokens[at + 2].text) != 2:
        return None
    day = whole_number(tokens, at + 4, 1, 31) if says(tokens, at + 3, "-") and tokens[at + 3].glued else None
    if day is None or not tokens[at + 4].glued:
        return Stretch(When(Scope.MONTH, year, month), at, at + 3)
    return _day(year, month, day, at, at + 5)


def _slashed(tokens: Sequence[Token], at: int) -> Stretch | None:
    """`9/30/2025`, `9/30/25`: month first, as American texts write."""
    month = whole_number(tokens, at, 1, 12)
    if month is not None and says(tokens, at + 1, "/") and not says(tokens, at + 3, "/"):
        return _month_and_day(tokens, at, month)
    if month is None or not (says(tokens, at + 1, "/") and says(tokens, at + 3, "/")):
        return None
    day = whole_number(tokens, at + 2, 1, 31)
    year = short_year(tokens, at + 4)
    if day is None or year is None or not all(tokens[at + k].glued for k in range(1, 5)):
        return None
    return _day(year[0], month, day, at, year[1])


def _month_and_day(tokens: Sequence[Token], at: int, month: int) -> Stretch | None:
    """`12/1` after a bracket or a word of time; elsewhere it may be a fraction or a pair."""
    day = whole_number(tokens, at + 2, 1, 31)
    opened = says(tokens, at - 1, "(", "on", "of", "through", "since", "from", "to", "a", "o", "ended", "ending")
    return (
        _day(None, month, day, at, at + 3) if day and opened and tokens[at + 1].glued and tokens[at + 2].glued else None
    )


def _day(year: int | None, month: int, day: int, first: int, last: int) -> Stretch | None:
    if day > monthrange(2024 if year is None else year, month)[1]:
        return None
    return Stretch(When(Scope.DAY, year, month, day), first, last)


def _weekday(tokens: Sequence[Token], at: int) -> Stretch | None:
    """A weekday alone or before its date: `Friday`, `Wednesday, Dec. 10, 2025`, `Friday (26 December)`."""
    if at >= len(tokens) or tokens[at].low not in WEEKDAYS or not tokens[at].text[:1].isupper():
        return None
    after = at + 1
    if tokens[at].low in SHORT_WEEKDAYS:
        if not says(tokens, after, ".", ",") and not (after < len(tokens) and _month_at(tokens, after)):
            return None
        after += 1 if says(tokens, after, ".") else 0
    inner = after + (1 if says(tokens, after, ",", "(", "the") else 0)
    if (dated := _month_first(tokens, inner) or _day_first(tokens, inner)) and dated.when.scope is Scope.DAY:
        closed = dated.last + (1 if says(tokens, after, "(") and says(tokens, dated.last, ")") else 0)
        return Stretch(dated.when, at, closed)
    return Stretch(When(Scope.WEEKDAY, number=WEEKDAYS[tokens[at].low]), at, after)


def _month_at(tokens: Sequence[Token], at: int) -> tuple[int, int] | None:
    """The month named at a token, and the token after it and its full stop."""
    if not 0 <= at < len(tokens) or tokens[at].kind != "w" or tokens[at].low not in MONTHS:
        return None
    low, text = tokens[at].low, tokens[at].text
    if low in DOUBTFUL_MONTHS and not text[:1].isupper():
        return None
    if low in {"may", "march"} and not _surely_month(tokens, at):
        return None
    dotted = len(low) < 5 and low != "may" and says(tokens, at + 1, ".") and tokens[at + 1].glued
    return MONTHS[low], at + 1 + dotted


def _surely_month(tokens: Sequence[Token], at: int) -> bool:
    before = at > 0 and (tokens[at - 1].low in DATED_WORDS or tokens[at - 1].low in {
        "this", "last", "early", "late", "mid", "the", "its", "-", "–", "(", ",", "ended", "ending", "a", "each",
    })  # fmt: skip
    dated = whole_number(tokens, at + 1, 1, 2100) is not None or says(tokens, at + 1, "'s", "-", "–", "'")
    numbered = at > 0 and tokens[at - 1].kind == "n"
    noun = tokens[at].text.isupper() is False and says(tokens, at + 1, "low", "high", "gain", "rally", "return", "data")
    return bool((before and at != 0) or dated or numbered or noun or _finite(tokens, at + 1))


def _finite(tokens: Sequence[Token], at: int) -> bool:
    """Whether a verb that needs a subject follows: `May ended with`, where a modal takes a bare verb."""
    if at >= len(tokens):
        return False
    low = tokens[at].low
    forms = (verbs.LEVELS.get(low, ("",))[0], verbs.LIGHTS.get(low, ("",))[0], verbs.BEING.get(low, ""))
    return bool({"s", "ed"} & set(forms)) or low in {"was", "is", "has", "had", "saw"}


def _month_first(tokens: Sequence[Token], at: int) -> Stretch | None:
    """`September`, `September 2025`, `Sept. 30`, `September 30th, 2025`."""
    named = _month_at(tokens, at)
    if named is None:
        return None
    month, after = named
    day = whole_number(tokens, after, 1, 31)
    if day is not None and _is_day(tokens, after):
        last = after + 1
        if last < len(tokens) and tokens[last].low in _ORDINAL_TAILS and tokens[last].glued:
            last += 1
        comma = last + (1 if says(tokens, last, ",") else 0)
        year = year_at(tokens, comma)
        return _day(year, month, day, at, last if year is None else comma + 1)
    return _month_with_year(tokens, month, at, after)


def _is_day(tokens: Sequence[Token], at: int) -> bool:
    """Whether the small number after a month is its day, not the start of an amount."""
    if says(tokens, at + 1, "%", "percent", "per", "basis", "points", "point", "pp", "bps", "bp", "billion", "million"):
        return False
    if says(tokens, at + 1, "."):
        return not (at + 2 < len(tokens) and tokens[at + 1].glued and tokens[at + 2].glued)
    return True


def _month_with_year(tokens: Sequence[Token], month: int, at: int, after: int) -> Stretch:
    start = after + (1 if says(tokens, after, ",", "of", "-", "/") else 0)
    if (year := year_at(tokens, start)) is not None and not (says(tokens, after, "-") and not tokens[after].glued):
        return Stretch(When(Scope.MONTH, year, month), at, start + 1)
    if says(tokens, after, "'", "-") and (two := short_year(tokens, after + (1 if says(tokens, after, "-") else 0))):
        return Stretch(When(Scope.MONTH, two[0], month), at, two[1])
    return Stretch(When(Scope.MONTH, None, month), at, after)


def _day_first(tokens: Sequence[Token], at: int) -> Stretch | None:
    """`30 September 2025`, `the 30th of September`."""
    day = whole_number(tokens, at, 1, 31)
    if day is None:
        return None
    after = at + 1
    if after < len(tokens) and tokens[after].low in _ORDINAL_TAILS and tokens[after].glued:
        after += 1
    after += 1 if says(tokens, after, "of") else 0
    named = _month_at(tokens, after)
    if named is None:
        return None
    month, last = named
    comma = last + (1 if says(tokens, last, ",") else 0)
    year = year_at(tokens, comma)
    return _day(year, month, day, at, last if year is None else comma + 1)


def _quarter(tokens: Sequence[Token], at: int) -> Stretch | None:
    """`Q3 2025`, `3Q25`, `Q3'25`, `2025Q3`, `the third quarter of 2025`, `third-quarter`."""
    if says(tokens, at, "q") and (number := whole_number(tokens, at + 1, 1, 4)) and tokens[at + 1].glued:
        return _with_year(tokens, When(Scope.QUARTER, number=number), at, at + 2)
    if (number := whole_number(tokens, at, 1, 4)) and says(tokens, at + 1, "q") and tokens[at + 1].glued:
        return _with_year(tokens, When(Scope.QUARTER, number=number), at, at + 2)
    if (year := year_at(tokens, at)) and says(tokens, at + 1, "q"):
        number = whole_number(tokens, at + 2, 1, 4)
        return Stretch(When(Scope.QUARTER, year, number=number), at, at + 3) if number else None
    ordinal, after = _ordinal(tokens, at)
    after += 1 if says(tokens, after, "-", "calendar", "fiscal") else 0
    if 1 <= ordinal <= 4 and says(tokens, after, "quarter"):
        return _with_year(tokens, When(Scope.QUARTER, number=ordinal), at, after + 1)
    return None


def _ordinal(tokens: Sequence[Token], at: int) -> tuple[int, int]:
    """A small ordinal and the token after it; 0 where there is none."""
    if at < len(tokens) and tokens[at].low in ORDINALS:
        return ORDINALS[tokens[at].low], at + 1
    if says(tokens, at, "final", "last") and says(tokens, at + 1, "quarter") and says(tokens, at + 2, "of"):
        return 4, at + 1
    number = whole_number(tokens, at, 1, 31)
    if number and at + 1 < len(tokens) and tokens[at + 1].low in _ORDINAL_TAILS and tokens[at + 1].glued:
        return number, at + 2
    return 0, at


def _half(tokens: Sequence[Token], at: int) -> Stretch | None:
    """`H1 2025`, `1H25`, `the first half of 2025`, `the first nine months of the year`."""
    if says(tokens, at, "h") and (number := whole_number(tokens, at + 1, 1, 2)) and tokens[at + 1].glued:
        return _with_year(tokens, When(Scope.HALF, number=number), at, at + 2)
    if (number := whole_number(tokens, at, 1, 2)) and says(tokens, at + 1, "h") and tokens[at + 1].glued:
        return _with_year(tokens, When(Scope.HALF, number=number), at, at + 2)
    ordinal, after = _ordinal(tokens, at)
    after += 1 if says(tokens, after, "-") else 0
    if ordinal in {1, 2} and says(tokens, after, "half") and not says_all(tokens, after + 1, "of", "the", "month"):
        return _with_year(tokens, When(Scope.HALF, number=ordinal), at, after + 1)
    return None


def _with_year(tokens: Sequence[Token], when: When, first: int, after: int) -> Stretch:
    """The year after a quarter or half, if one is named."""
    start = after
    if says(tokens, start, "of", "in", ",", "-"):
        start += 1
    if says(tokens, start, "calendar", "fiscal"):
        start += 1
    if says_all(tokens, start, "the", "year") or says_all(tokens, start, "this", "year"):
        return Stretch(_dated(when, None, "this"), first, start + 2)
    if says_all(tokens, start, "last", "year"):
        return Stretch(_dated(when, None, "last"), first, start + 2)
    if year := short_year(tokens, start):
        return Stretch(_dated(when, year[0], ""), first, year[1])
    return Stretch(when, first, after)


def _dated(when: When, year: int | None, word: str) -> When:
    return When(when.scope, year, number=when.number, word=word)


def _year(tokens: Sequence[Token], at: int) -> Stretch | None:
    """`2025`, `calendar 2025`, `full-year 2025`, `the 1990s`, `the year 2025`."""
    start = at
    if says(tokens, start, "calendar", "fiscal"):
        start += 1
    if says_all(tokens, start, "full", "-", "year"):
        start += 3
    elif says_all(tokens, start, "full", "year"):
        start += 2
    elif says(tokens, start, "year") and start > 0:
        start += 1
    year = year_at(tokens, start)
    if year is None:
        return None
    if says(tokens, start + 1, "s") and tokens[start + 1].glued and year % 10 == 0:
        return Stretch(When(Scope.DECADE, year), at, start + 2)
    return Stretch(When(Scope.YEAR, year), at, start + 1)
