"""Where an axis is marked, and how its marks and end labels are printed."""

from __future__ import annotations

import math
from collections.abc import Sequence
from datetime import date, timedelta

from reportgen.model.exhibit import Format
from reportgen.model.printing import dollars, number

_DECIMALS: dict[Format, int] = {
    "percent0": 0, "percent1": 1, "points1": 1, "level": 0, "ratio2": 2,
    "multiple1": 1, "dollars": 1, "rate1": 1, "rate2": 2, "count": 0,
}  # fmt: skip
_HUNDRED: frozenset[Format] = frozenset({"percent0", "percent1", "points1", "rate1", "rate2"})
_STEPS = (1.0, 2.0, 2.5, 5.0, 10.0)
_MONTHS = (1, 2, 3, 6)
_YEARS = (1, 2, 5, 10, 20, 25, 50, 100)
_DAYS = (1, 2, 7, 14)


def printed(value: float, form: Format, decimals: int | None = None) -> str:
    """A value as an axis or an end label prints it."""
    places = _DECIMALS[form] if decimals is None else decimals
    shown = value * 100 if form in _HUNDRED else value
    match form:
        case "percent0" | "percent1" | "rate1" | "rate2":
            return number(shown, places) + "%"
        case "multiple1":
            return number(shown, places) + "x"
        case "dollars":
            return dollars(value, places, short=True)
        case "points1" | "level" | "ratio2" | "count":
            return number(shown, places)


def end_value(value: float, form: Format) -> str:
    """A value as the end of a line prints it: as prose does, a decimal finer than a coarse axis."""
    return printed(value, form, {"percent0": 1, "ratio2": 3}.get(form))


def axis_labels(values: Sequence[float], form: Format) -> tuple[str, ...]:
    """The marks of one axis, with no more decimals than they need and no fewer than tell them apart."""
    for places in range(4):
        texts = tuple(printed(value, form, places) for value in values)
        if len(set(texts)) == len(texts) and all(_exact(value, form, places) for value in values):
            return tuple(text if value else printed(0.0, form, 0) for value, text in zip(values, texts, strict=True))
    return tuple(printed(value, form, 4) for value in values)


def _exact(value: float, form: Format, places: int) -> bool:
    shown = value * 100 if form in _HUNDRED else value
    if form == "dollars" and shown:
        shown /= 10.0 ** (3 * (max(2, int(math.log10(abs(shown)))) // 3))
    return abs(shown - round(shown, places)) <= 1e-6 * max(1.0, abs(shown))


def linear_ticks(low: float, high: float, most: int = 5) -> tuple[float, ...]:
    """Round values from at or below `low` to at or above `high`, at most `most` and at least two."""
    span = high - low
    if not span > 0 or not math.isfinite(span):
        return (low,)
    power = 10.0 ** math.floor(math.log10(span / most))
    for step in (power * factor for scale in (1, 10) for factor in (s * scale for s in _STEPS)):
        first, last = math.floor(low / step + 1e-9), math.ceil(high / step - 1e-9)
        if last - first + 1 <= most + 1:
            return tuple(_clean(at * step) for at in range(first, last + 1))
    return (low, high)


def inner_ticks(low: float, high: float, most: int = 5) -> tuple[float, ...]:
    """Round values inside the range, for an axis whose ends are given."""
    slack = (high - low) * 1e-9
    return tuple(value for value in linear_ticks(low, high, most) if low - slack <= value <= high + slack)


def log_ticks(low: float, high: float, most: int = 5) -> tuple[float, ...]:
    """1, 2 and 5 times powers of ten inside the range, at most `most`; empty where there are fewer than two."""
    decades = range(math.floor(math.log10(low)) - 1, math.ceil(math.log10(high)) + 1)
    for factors in ((1, 2, 5), (1, 3), (1,)):
        found = [f * 10.0**d for d in decades for f in factors if low <= f * 10.0**d <= high]
        if 2 <= len(found) <= most:
            return tuple(found)
    powers = [10.0**d for d in decades if low <= 10.0**d <= high]
    return tuple(powers[:: math.ceil(len(powers) / most)]) if len(powers) > most else ()


def _clean(value: float) -> float:
    return float(f"{value:.12g}") + 0.0


def monthly(days: Sequence[date]) -> bool:
    """Whether the last dozen of some days, in order, stand for months: one in each, late in it."""
    last = sorted(set(days))[-12:]
    months = {(day.year, day.month) for day in last}
    return len(months) == len(last) > 1 and all(day.day >= 26 for day in last)


def day_label(day: date, *, month: bool) -> str:
    """The date an axis ends on: 21 Aug 2026, or Jul 2026 for monthly data."""
    return f"{day:%b} {day.year}" if month else f"{day.day} {day:%b} {day.year}"


def time_ticks(first: date, last: date, room: int) -> tuple[tuple[date, str], ...]:
    """At most `room` dates from first to last that a calendar would mark, with their words."""
    room = max(room, 1)
    days = (last - first).days
    if days < 45:
        return _day_ticks(first, last, room)
    for step in _MONTHS:
        if days / 30.44 / step <= room and days < 1100:
            return _month_ticks(first, last, step)
    for years in _YEARS:
        if days / 365.25 / years <= room:
            return tuple(
                (date(year, 1, 1), str(year))
                for year in range(first.year, last.year + 1)
                if year % years == 0 and first <= date(year, 1, 1) <= last
            )
    return ()


def _day_ticks(first: date, last: date, room: int) -> tuple[tuple[date, str], ...]:
    span = (last - first).days
    step = next((days for days in _DAYS if span / days <= room), 28)
    found = [first + timedelta(days=at) for at in range(0, span + 1, step)]
    return tuple(
        (day, f"{day.day} {day:%b}" if at == 0 or day.month != found[at - 1].month else f"{day.day}")
        for at, day in enumerate(found)
    )


def _month_ticks(first: date, last: date, step: int) -> tuple[tuple[date, str], ...]:
    found = [
        date(year, month, 1)
        for year in range(first.year, last.year + 1)
        for month in range(1, 13, step)
        if first <= date(year, month, 1) <= last
    ]
    return tuple((day, _month_word(day, opening=at == 0)) for at, day in enumerate(found))


def _month_word(day: date, *, opening: bool) -> str:
    if day.month == 1:
        return str(day.year)
    return f"{day:%b} {day.year}" if opening else f"{day:%b}"
