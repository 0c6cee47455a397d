"""Gives a bare number in a table, or a bare point, the unit its subject has."""

from __future__ import annotations

from dataclasses import replace

from reportgen.audit.grammar.quantity import Measure, Quantity
from reportgen.audit.grammar.statement import Sort
from reportgen.audit.resolve.case import Case

_CELL_CHANGES = {"rate": Measure.BASIS, "policy": Measure.BASIS, "macro": Measure.POINTS}


def fitted(case: Case) -> Case:
    """The case with the unit its subject gives a number.

    A point of a rate is a percentage point. A bare number in a table of rates is per cent for a level, points or
    basis points for a change.
    """
    said, quantity = case.said, case.said.quantity
    kinds = [case.shelf.kind(who) for ids in case.who.members for who in ids]
    change = next((_CELL_CHANGES[kind] for kind in kinds if kind in _CELL_CHANGES), None)
    if quantity is not None and quantity.measure is Measure.BARE_POINTS and change is not None:
        return replace(case, said=replace(said, quantity=_scaled(quantity, Measure.POINTS, 0.01)))
    if said.role != "cell" or quantity is None or quantity.measure is not Measure.PLAIN or change is None:
        return case
    measure = change if said.sort is Sort.CHANGE else Measure.PERCENT
    factor = 0.0001 if measure is Measure.BASIS else 0.01
    if measure is Measure.PERCENT and quantity.places >= 3 and quantity.value < 0.3:
        factor = 1.0
    return replace(case, said=replace(said, quantity=_scaled(quantity, measure, factor)))


def _scaled(quantity: Quantity, measure: Measure, factor: float) -> Quantity:
    low, high, half = (value * factor for value in (quantity.low, quantity.high, quantity.half))
    return replace(quantity, low=low, high=high, half=half, measure=measure)
