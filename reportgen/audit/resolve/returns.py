"""Moves of an index or fund: which returns a statement may mean, on which basis."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from reportgen.audit.grammar.quantity import Measure
from reportgen.audit.grammar.statement import Statement
from reportgen.audit.resolve.dividends import dividends
from reportgen.audit.resolve.resolution import Resolution, unresolved
from reportgen.audit.resolve.shelf import Evidence, Shelf
from reportgen.audit.resolve.times import Times
from reportgen.model.units import Basis

_NO_DAY = 0.2
"""No index has moved so much in a day since 1987: the number is of a longer period."""
_TWO_ROUNDED = 0.0101
"""What two levels rounded to hundredths may add to their difference."""
_TOTAL_FIRST = frozenset({"return", "returns"})


@dataclass(frozen=True, slots=True)
class Subject:
    """The entity a statement is about and the windows it may mean."""

    who: str
    times: Times
    firm: bool
    sure: bool = False
    """Firm but for the period, which the text leaves to be understood."""


def bases(said: Statement) -> tuple[str, ...]:
    """The bases to try, the likelier first."""
    if said.basis:
        return (said.basis,)
    return ("total", "price") if said.noun in _TOTAL_FIRST else ("price", "total")


def moves(said: Statement, about: Subject, shelf: Shelf) -> Resolution:
    """The returns, or the changes in points, that a statement may mean."""
    quantity = said.quantity
    if not about.times.words:
        return unresolved("the text does not say over which period", subject=about.who, metric="return")
    if quantity is not None and quantity.measure is Measure.PLAIN and said.role:
        return unresolved("a number without a unit", subject=about.who, metric="level.change")
    if quantity is not None and quantity.measure in {Measure.MONEY, Measure.FOREIGN_MONEY, Measure.TIMES, Measure.SPAN}:
        return unresolved("no measure of a return", subject=about.who, metric="return")
    if quantity is not None and quantity.measure in {Measure.BARE_POINTS, Measure.PLAIN}:
        return _points(said, about, shelf)
    metric = _metric(said)
    chosen = bases(said)
    tried = shelf.each(about.who, metric, chosen, about.times.words)
    if metric == "return" or not tried:
        tried.extend(_other_rate(about, metric, chosen, shelf))
    others = tuple(basis for basis in ("price", "total") if basis not in chosen)
    beside = tuple(("basis", found) for found in shelf.each(about.who, metric, others, about.times.words))
    missing = _missing(about, metric, chosen, shelf)
    if about.times.unit == "day" and quantity is not None and quantity.value > _NO_DAY:
        about = replace(about, firm=False)
    total = () if said.basis == "price" or (said.basis and tried) else _with_dividends(about, tried, shelf)
    gap = uncovered(tried, about.times.words[:1], missing)
    return Resolution(
        tuple(tried), beside, missing, firm=about.firm, bounds=total, gap=gap, subject=about.who, metric=metric,
        signed=said.sign,
    )  # fmt: skip


def uncovered(tried: Sequence[Evidence], words: Sequence[str], missing: Sequence[str]) -> str:
    """The reason why a window the text may mean has no answer; empty where all have one.

    Total returns stand at month-ends, so of theirs any answer will do.
    """
    answered = {one.key.partition("@")[2] for one in tried}
    total_only = bool(tried) and all(one.basis is Basis.TOTAL for one in tried)
    if total_only or all(word in answered for word in words if ".." in word or word[:1].isdigit()):
        return ""
    return missing[0] if missing else "the data do not cover every period that may be meant"


def _metric(said: Statement) -> str:
    """`annualised`, `a year`: the yearly rate; the plain return where the text says nothing or denies it."""
    words = set(said.words)
    denied = bool({"not", "cumulative"} & words)
    yearly = {"annualized", "annualised", "annually", "cagr", "annum"} & words or {"average", "annual"} <= words
    return "return.annualised" if yearly and not denied else "return"


def _missing(about: Subject, metric: str, chosen: tuple[str, ...], shelf: Shelf) -> tuple[str, ...]:
    keys = [f"{about.who}.{metric}.{basis}@{word}" for word in about.times.words for basis in chosen]
    return tuple(dict.fromkeys(reason for key in keys if (reason := shelf.reason(key))))


def _other_rate(about: Subject, metric: str, chosen: tuple[str, ...], shelf: Shelf) -> list[Evidence]:
    """Over years a return may be stated annualised or not; under one year it is never annualised."""
    other = "return" if metric == "return.annualised" else "return.annualised"
    long = [word for word in about.times.words if ".." in word and _years(word) > 1.9]
    words = long if other == "return.annualised" else about.times.words
    return shelf.each(about.who, other, chosen, words) if words else []


def _years(word: str) -> float:
    start, _, end = word.partition("..")
    return (date.fromisoformat(end) - date.fromisoformat(start)).days / 365.25


def _points(said: Statement, about: Subject, shelf: Shelf) -> Resolution:
    """`gained 13.74 points`: a change of the level."""
    found = shelf.each(about.who, "level.change", ("price",), about.times.words)
    tried = [replace(one, tolerance=max(one.tolerance, _TWO_ROUNDED)) for one in found]
    returns = shelf.each(about.who, "return", ("price",), about.times.words)
    beside = tuple(("unit", found) for found in returns)
    missing = _missing(about, "level.change", ("price",), shelf)
    return Resolution(tuple(tried), beside, missing, firm=about.firm, gap=uncovered(tried, about.times.words, missing),
                      subject=about.who, metric="level.change", signed=said.sign)  # fmt: skip


def _with_dividends(about: Subject, tried: list[Evidence], shelf: Shelf) -> tuple[tuple[Evidence, float, float], ...]:
    """Price returns of windows without a total return, with the least and most that total may be."""
    whole = {(one.start, one.end) for one in tried if one.basis is Basis.TOTAL}
    prices = [one for one in tried if one.basis is Basis.PRICE]
    prices = prices or shelf.each(about.who, "return", ("price",), about.times.words)
    out: list[tuple[Evidence, float, float]] = []
    for one in prices:
        if one.metric == "return" and (one.start, one.end) not in whole:
            low, high = dividends(about.who, one, shelf)
            out.append((one, one.value + low, one.value + high))
    return tuple(out)
