"""What dividends add to a price return where the data hold no total return of that window."""

from __future__ import annotations

from datetime import date
from math import log

from reportgen.audit.resolve.shelf import Evidence, Shelf

_UNKNOWN = (0.003, 0.014)
"""Lowest and highest dividend yield a year of an index whose total return the data do not hold."""
_SPREAD = 0.35
"""How far the yield of a window may lie from that of the years around it."""
_CLUSTER = 0.0004
"""Payments cluster: a few hundredths of a per cent either way."""


def dividends(who: str, price: Evidence, shelf: Shelf) -> tuple[float, float]:
    """The least and most that dividends add to a price return, as fractions."""
    if price.start is None or price.end is None or price.end <= price.start:
        return 0.0, 0.0
    years = (price.end - price.start).days / 365.25
    low, high = _yields(who, price.start, price.end, shelf)
    grown = 1 + price.value
    return max(0.0, low * years * grown - _CLUSTER), high * years * grown * (1 + high * years / 2) + _CLUSTER


def _yields(who: str, start: date, end: date, shelf: Shelf) -> tuple[float, float]:
    """The dividend yield a year around a window: from the two series where both are there."""
    price, total = shelf.series(who, "price"), shelf.series(who, "total")
    if price is None or total is None:
        return _UNKNOWN
    first = total.index_on_or_before(date(start.year - 1, 12, 31)) or 0
    last = total.index_on_or_before(date(end.year, 12, 31))
    if last is None or last <= first:
        return _UNKNOWN
    days = [date.fromordinal(total.days[at]) for at in (first, last)]
    places = [price.index_on_or_before(day) for day in days]
    if places[0] is None or places[1] is None:
        return _UNKNOWN
    years = (days[1] - days[0]).days / 365.25
    grown = log(total.values[last] / total.values[first]) - log(price.values[places[1]] / price.values[places[0]])
    found = max(grown / years, 0.0) if years > 0.5 else 0.01
    return found * (1 - _SPREAD), found * (1 + _SPREAD)
