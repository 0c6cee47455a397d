"""The printed form of a fact: the one place where a value is rounded.

Prose, tables, charts, alternative texts and the checker print through here, so a figure cannot appear
in two roundings. House styles differ in dates and in the words for large sums.
"""

from __future__ import annotations

import re
from datetime import date
from decimal import ROUND_HALF_UP, Context, Decimal
from typing import Literal

from reportgen.model.facts import Fact
from reportgen.model.units import Display

Style = Literal["house", "ap", "ft", "economist"]
MINUS = "\u2212"
_AP_MONTHS = ["Jan.", "Feb.", "March", "April", "May", "June", "July", "Aug.", "Sept.", "Oct.", "Nov.", "Dec."]
_SCALES = ((1e12, "trillion", "tn"), (1e9, "billion", "bn"), (1e6, "million", "m"))


_EXACT = Context(prec=400)


def rounded(value: float, decimals: int) -> Decimal:
    """The value rounded half away from zero, as on paper.

    Binary fractions hold few decimal ones exactly, so a tie is one within a billionth of the last place:
    1071.5 over 1000 is up 7.15%, which is 7.2%, though the floating-point difference falls just short.
    """
    near = Decimal(repr(round(value, decimals + 9)))
    return near.quantize(Decimal(1).scaleb(-decimals), ROUND_HALF_UP, _EXACT)


def number(value: float, decimals: int) -> str:
    """A number with thousands separators and a typographic minus; never a negative zero."""
    text = f"{rounded(value, decimals):,f}"
    if text.startswith("-"):
        text = text[1:] if not text.strip("-0.,") else MINUS + text[1:]
    return text


def day(value: date, style: Style = "house", *, year: bool = True) -> str:
    """A date as prose writes it: 21 August 2026, or Aug. 21, 2026 in the AP style."""
    if style == "ap":
        text = f"{_AP_MONTHS[value.month - 1]} {value.day}"
        return f"{text}, {value.year}" if year else text
    text = f"{value.day} {value:%B}"
    return f"{text} {value.year}" if year else text


def month(value: date, *, year: bool = True) -> str:
    """A month as prose writes it: August 2026."""
    return f"{value:%B} {value.year}" if year else f"{value:%B}"


_MOVES = frozenset({"return", "return.daily", "return.annualised", "excess", "relative", "change", "net_flow"})


def is_move(metric: str) -> bool:
    """Whether a metric measures a move, which is told with its sign: a return, a lead, a change."""
    return metric in _MOVES or metric.endswith(".change")


_QUARTERS = ("first", "second", "third", "fourth")


def period(window: str, start: date | None, end: date | None, style: Style = "house") -> str:
    """The window of a fact in words: August 2025, the second quarter of 2025, 31 December 2024 to 8 April 2025.

    Empty where it has neither a named window nor an end.
    """
    if hit := re.fullmatch(r"(\d{4})-(\d{2})", window):
        return month(date(int(hit[1]), int(hit[2]), 1))
    if hit := re.fullmatch(r"(\d{4})Q([1-4])", window):
        return f"the {_QUARTERS[int(hit[2]) - 1]} quarter of {hit[1]}"
    if re.fullmatch(r"\d{4}", window):
        return window
    if re.fullmatch(r"\d{4}-\d{2}-\d{2}", window):
        return day(date.fromisoformat(window), style)
    if start is not None and end is not None and start != end:
        return f"{day(start, style)} to {day(end, style)}"
    return day(end, style) if end is not None else ""


def over_period(window: str, start: date | None, end: date | None, style: Style = "house") -> str:
    """The same after a noun: of August 2025, from 31 December 2024 to 8 April 2025, on 8 April 2025."""
    words = period(window, start, end, style)
    if not words:
        return ""
    if window.startswith("meeting:"):
        return f"at the meeting of {words}"
    if re.fullmatch(r"\d{4}(-\d{2}|Q[1-4])?", window):
        return f"of {words}"
    spans = start is not None and end is not None and start != end and not re.fullmatch(r"\d{4}-\d{2}-\d{2}", window)
    return f"from {words}" if spans else f"on {words}"


def period_of(fact: Fact) -> str:
    """The time a fact describes: a span of closes, or the day it is true of."""
    if fact.start is not None and fact.end is not None and fact.start != fact.end:
        same = fact.start.year == fact.end.year
        return f"{day(fact.start, year=not same)} to {day(fact.end)}"
    return f"as of {day(fact.end or fact.as_of)}"


def dollars(value: float, decimals: int, style: Style = "house", *, short: bool = False) -> str:
    """A sum of dollars at its natural scale: $1.2 billion; $1.2bn where short or in FT and Economist style."""
    sign = MINUS if value < 0 else ""
    size = abs(value)
    for scale, word, letters in _SCALES:
        if scale == _scale(size, decimals):
            brief = short or style in {"ft", "economist"}
            return f"{sign}${number(size / scale, decimals)}{letters if brief else ' ' + word}"
    return f"{sign}${number(size, 0)}"


def printed(
    fact: Fact,
    style: Style = "house",
    *,
    sign: Literal["auto", "none", "always"] = "auto",
    short: bool = False,
    decimals: int | None = None,
) -> str:
    """The fact's printed form.

    `sign` "none" prints the size alone (after a falling verb), "always" adds a plus. `short` is the form
    for tables and charts: no words for units. `decimals` departs from the metric's own precision.
    """
    if isinstance(fact.value, date):
        return day(fact.value, style)
    value = abs(fact.value) if sign == "none" else fact.value
    text = _units(fact, value, style, short=short, decimals=fact.precision if decimals is None else decimals)
    return f"+{text}" if sign == "always" and value > 0 and text.strip("0.,%$ ") else text


def _units(fact: Fact, value: float, style: Style, *, short: bool, decimals: int) -> str:
    match fact.display:
        case Display.PERCENT:
            return number(value * 100, decimals) + "%"
        case Display.POINTS:
            return number(value * 100, decimals) + ("" if short else " percentage points")
        case Display.BASIS_POINTS:
            text = number(value * 10_000, decimals)
            return text if short else f"{text} basis point{'' if text in {'1', MINUS + '1'} else 's'}"
        case Display.MULTIPLE:
            return number(value, decimals) + ("x" if short else " times")
        case Display.DOLLARS:
            return dollars(value, decimals, style, short=short)
        case Display.DAYS:
            text = number(value, 0)
            return text if short else f"{text} day{'' if text in {'1', MINUS + '1'} else 's'}"
        case Display.COUNT:
            return number(value, 0)
        case Display.RATIO | Display.LEVEL | Display.DATE:
            return number(value, decimals)


def on_paper(fact: Fact) -> float:
    """The value of the printed figure, in the unit it is printed in: 7.1 for 7.1%. A sum of dollars is in dollars."""
    scale = {Display.PERCENT: 100.0, Display.POINTS: 100.0, Display.BASIS_POINTS: 10_000.0}.get(fact.display, 1.0)
    match fact.display:
        case Display.DOLLARS:
            scale = 1 / _scale(abs(fact.number), fact.precision)
            return float(rounded(fact.number * scale, fact.precision if scale < 1 else 0)) / scale + 0.0
        case Display.COUNT | Display.DAYS:
            return float(rounded(fact.number, 0)) + 0.0
        case _:
            return float(rounded(fact.number * scale, fact.precision)) + 0.0


def size_on_paper(fact: Fact, decimals: int | None = None) -> float:
    """Half the last printed unit of the fact, in the value's own unit: how far rounding may move it."""
    places = fact.precision if decimals is None else decimals
    match fact.display:
        case Display.PERCENT | Display.POINTS:
            return 0.5 * 10.0**-places / 100
        case Display.BASIS_POINTS:
            return 0.5 * 10.0**-places / 10_000
        case Display.DOLLARS:
            scale = _scale(abs(fact.number), places)
            return 0.5 * (10.0**-places * scale if scale > 1 else 1.0)
        case Display.COUNT | Display.DAYS | Display.DATE:
            return 0.5
        case Display.RATIO | Display.LEVEL | Display.MULTIPLE:
            return 0.5 * 10.0**-places


def _scale(size: float, decimals: int) -> float:
    """The scale a sum of dollars is printed at: a trillion, a billion, a million or one."""
    return next((scale for scale, _, _ in _SCALES if size >= scale * (1 - 0.5 * 10**-decimals / 1000)), 1.0)
