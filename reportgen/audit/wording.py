"""How the checker says things: numbers, windows, what a figure should have been."""

from __future__ import annotations

from collections.abc import Iterator

from reportgen.audit.grammar.quantity import Measure, Quantity
from reportgen.audit.resolve.resolution import Resolution
from reportgen.audit.resolve.shelf import Evidence, Shelf
from reportgen.model.printing import day, dollars, is_move, number, over_period
from reportgen.model.units import Basis, Display, Unit

_UNITS = {
    Measure.PERCENT: "fraction", Measure.POINTS: "fraction_difference", Measure.BASIS: "fraction_difference",
    Measure.MONEY: "usd", Measure.TIMES: "ratio", Measure.BARE_POINTS: "index_points", Measure.SPAN: "days",
    Measure.PLAIN: "count", Measure.FOREIGN_MONEY: "money",
}  # fmt: skip


def unit_of(quantity: Quantity, evidence: Evidence | None) -> str:
    """The unit of a stated number: the fact's where one was found and the kinds agree."""
    if evidence is not None and quantity.measure in {Measure.PLAIN, Measure.BARE_POINTS}:
        return evidence.unit.value
    if evidence is not None and evidence.unit is Unit.FRACTION and quantity.measure is Measure.POINTS:
        return "fraction_difference"
    return _UNITS[quantity.measure]


def shown(evidence: Evidence, *, places: int | None = None, signed: bool = True) -> str:
    """The evidence as a reader would print it, with as many decimals as asked."""
    if evidence.metric == "streak":
        return evidence.label
    if evidence.metric == "record.date" or evidence.metric.endswith("_since"):
        return f"last surpassed on {day(evidence.when)}" if evidence.when is not None else "never surpassed in the data"
    if evidence.when is not None:
        return day(evidence.when)
    decimals = evidence.precision if places is None else max(places, 0)
    value = evidence.value if signed else abs(evidence.value)
    signed = signed and is_move(evidence.metric)
    match evidence.display:
        case Display.PERCENT:
            return f"{_plus(value, signed)}{number(value * 100, decimals)}%"
        case Display.POINTS:
            return f"{_plus(value, signed)}{number(value * 100, decimals)} percentage points"
        case Display.BASIS_POINTS:
            return f"{_plus(value, signed)}{number(value * 10_000, decimals)} basis points"
        case Display.DOLLARS:
            return dollars(value, decimals)
        case Display.MULTIPLE:
            return f"{number(value, decimals)} times"
        case Display.COUNT | Display.DAYS:
            return number(value, 0)
        case _:
            return number(value, max(decimals, 2) if evidence.unit is Unit.INDEX_POINTS else decimals)


def _plus(value: float, signed: bool) -> str:  # noqa: FBT001 - a private switch
    return "+" if signed and value > 0 else ""


def what_of(evidence: Evidence, shelf: Shelf) -> str:
    """What a fact measures, in words: "the total return of August 2025"."""
    info = shelf.metrics.get(evidence.metric)
    label = info.label if info else evidence.metric
    basis = f"{evidence.basis.value} " if evidence.basis and evidence.metric in {"return", "excess", "relative"} else ""
    when = over_period(evidence.key.partition("@")[2], evidence.start, evidence.end)
    if when.startswith("at the meeting"):
        label = label.replace(" at that meeting", "")
    return f"the {basis}{label} {when}".rstrip()


def places_of(quantity: Quantity, evidence: Evidence) -> int:
    """How many decimals an answer to a stated number is told with: the text's, or the metric's where those are more."""
    return min(max(quantity.places, evidence.precision), 4)


_BASES = {Basis.PRICE: "without dividends", Basis.TOTAL: "with dividends"}


def told(best: Evidence, found: Resolution, shelf: Shelf, stated_basis: str, *, places: int | None = None) -> str:
    """What the data say: "Russell 2000: the price return of September 2025 was +3.0% (+3.2% with dividends)".

    Where the text names no basis and both were tried, both are told; so is a proxy that stands in for the index.
    """
    race = best.metric == "excess" and all(who in shelf.entities for who in best.subject.split("-"))
    text = f"{shelf.name(best.subject)}: {what_of(best, shelf)} was {shown(best, places=places)}"
    text = _race(best, shelf, places) if race else text
    asides = [f"{best.basis.value} returns"] if race and best.basis is not None else []
    twins = [] if stated_basis else [_aside(one, places) for one in _twins(best, found)]
    asides += [twin for twin in twins if not twin.startswith(f"{shown(best, places=places)} ")]
    asides += ["estimated from a proxy"] if best.estimated else []
    return f"{text} ({'; '.join(asides)})" if asides else text


def _race(best: Evidence, shelf: Shelf, places: int | None) -> str:
    """A lead or lag as a sentence: "the Russell 2000 lagged the S&P 500 by 0.6 percentage points in September 2025"."""
    both = (shelf.entities[who] for who in best.subject.split("-"))
    one, other = (f"the {entity.name}" if entity.the else entity.name for entity in both)
    verb = "led" if best.value > 0 else "lagged"
    when = over_period(best.key.partition("@")[2], best.start, best.end)
    when = f"in {when.removeprefix('of ')}" if when.startswith("of ") else when
    return f"{one} {verb} {other} by {shown(best, places=places, signed=False)} {when}".rstrip()


def _twins(best: Evidence, found: Resolution) -> Iterator[Evidence]:
    """The same measure over the same window on the other basis."""
    window = best.key.partition("@")[2]
    for one in found.tried:
        same = one.subject == best.subject and one.metric == best.metric and one.key.partition("@")[2] == window
        if same and best.basis is not None and one.basis not in {None, best.basis}:
            yield one
            return


def _aside(one: Evidence, places: int | None) -> str:
    return f"{shown(one, places=places)} {_BASES[one.basis]}" if one.basis is not None else shown(one, places=places)
