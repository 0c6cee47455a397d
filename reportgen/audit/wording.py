"""How the checker says things: numbers, windows, what a figure should have been."""

from __future__ import annotations

from reportgen.audit.grammar.quantity import Measure, Quantity
from reportgen.audit.resolve.shelf import Evidence, Shelf
from reportgen.model.printing import day, dollars, number, over_period
from reportgen.model.units import Display, Unit

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
    return f"the {basis}{label} {when}".rstrip()
