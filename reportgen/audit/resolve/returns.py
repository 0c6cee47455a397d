"""Moves of an index or fund: which returns a statement may mean, on which basis."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from reportgen.audit.grammar.quantity import Measure
from reportgen.audit.grammar.statement import Statement
from reportgen.audit.resolve.resolution import Resolution, unresolved
from reportgen.audit.resolve.shelf import Evidence, Shelf
from reportgen.audit.resolve.times import Times
from reportgen.model.units import Basis

_TOTAL_FIRST = frozenset({"return", "returns"})


@dataclass(frozen=True, slots=True)
class Subject:
    """The entity a statement is about and the windows it may mean."""

    who: str
    times: Times
    firm: bool


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
    if quantity is not None and quantity.measure in {Measure.BARE_POINTS, Measure.PLAIN}:
        return _points(said, about, shelf)
    metric = _metric(said)
    chosen = bases(said)
    tried = shelf.each(about.who, metric, chosen, about.times.words)
    others = tuple(basis for basis in ("price", "total") if basis not in chosen)
    beside = tuple(("basis", found) for found in shelf.each(about.who, metric, others, about.times.words))
    missing = _missing(about, metric, chosen, shelf)
    slack = 0.0 if said.basis else _dividends(tried)
    return Resolution(
        tuple(tried), beside, missing, firm=about.firm, slack=slack, subject=about.who, metric=metric,
        signed=said.sign,
    )  # fmt: skip


def _metric(said: Statement) -> str:
    yearly = {"annualized", "annualised", "annually", "cagr"} & set(said.words)
    return "return.annualised" if yearly else "return"


def _missing(about: Subject, metric: str, chosen: tuple[str, ...], shelf: Shelf) -> tuple[str, ...]:
    keys = [f"{about.who}.{metric}.{basis}@{word}" for word in about.times.words for basis in chosen]
    return tuple(dict.fromkeys(reason for key in keys if (reason := shelf.reason(key))))


def _points(said: Statement, about: Subject, shelf: Shelf) -> Resolution:
    """`gained 13.74 points`: a change of the level."""
    tried = shelf.each(about.who, "level.change", ("price",), about.times.words)
    returns = shelf.each(about.who, "return", ("price",), about.times.words)
    beside = tuple(("unit", found) for found in returns)
    return Resolution(tuple(tried), beside, _missing(about, "level.change", ("price",), shelf), firm=about.firm,
                      subject=about.who, metric="level.change", signed=said.sign)  # fmt: skip


def _dividends(tried: list[Evidence]) -> float:
    """What dividends may add to a price return where the data hold no total return of that window."""
    spans = {found.basis: found for found in tried}
    price, total = spans.get(Basis.PRICE), spans.get(Basis.TOTAL)
    if price is None or total is not None or price.start is None or price.end is None:
        return 0.0
    return _yield_before(price.start) * (price.end - price.start).days / 365.25 * (1 + max(0.0, price.value))


def _yield_before(day: date) -> float:
    return 0.06 if day.year < 1990 else 0.03
