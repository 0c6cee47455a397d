"""What dividends add to a price return where the data hold no total return of that window."""

from __future__ import annotations

from datetime import date
from math import exp, log

from reportgen.audit.resolve.shelf import Evidence, Shelf

_UNKNOWN = (0.003, 0.014)
"""Lowest and highest dividend yield a year of an index whose total return the data do not hold."""
_CLUSTER = 0.0004
"""Payments cluster: a few hundredths of a per cent either way."""


def dividends(who: str, price: Evidence, shelf: Shelf) -> tuple[float, float]:
    """The least and most that dividends add to a price return, as fractions.

    Between the month-ends inside the window the two series tell it exactly; only the days before the first
    and after the last are left to a guess.
    """
    if price.start is None or price.end is None or price.end <= price.start:
        return 0.0, 0.0
    years = (price.end - price.start).days / 365.25
    inner, inner_years, rate = _inner(who, price.start, price.end, shelf)
    grown = 1 + price.value
    if rate is None:
        low, high = _UNKNOWN
        return max(0.0, low * years * grown - _CLUSTER), high * years * grown * (1 + high * years / 2) + _CLUSTER
    stub = max(years - inner_years, 0.0)
    low, high = exp(inner) - 1, exp(inner + 2.2 * rate * stub) - 1
    return max(0.0, low * grown - _CLUSTER), high * grown + _CLUSTER


def _inner(who: str, start: date, end: date, shelf: Shelf) -> tuple[float, float, float | None]:
    """Log dividends between the month-ends inside a window, the years between them, the yield a year around it."""
    price, total = shelf.series(who, "price"), shelf.series(who, "total")
    if price is None or total is None:
        return 0.0, 0.0, None
    ends = [
        (date.fromordinal(total.days[at]), log(total.values[at] / price.values[place]))
        for at in range(len(total))
        if date(start.year - 1, start.month, 1) <= (day := date.fromordinal(total.days[at])) <= end
        and (place := price.index_on_or_before(day)) is not None
    ]
    if len(ends) < 2:
        return 0.0, 0.0, None
    around = (ends[-1][0] - ends[0][0]).days / 365.25
    rate = max((ends[-1][1] - ends[0][1]) / around, 0.0) if around > 0.4 else 0.02
    inside = [one for one in ends if start <= one[0]]
    if len(inside) < 2:
        return 0.0, 0.0, rate
    return inside[-1][1] - inside[0][1], (inside[-1][0] - inside[0][0]).days / 365.25, rate
