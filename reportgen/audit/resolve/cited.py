"""Figures stated by others: they support a claim that names their source, and never one in their own document."""

from __future__ import annotations

from datetime import date
from pathlib import PurePath

from reportgen.audit.grammar.quantity import Measure, Quantity
from reportgen.audit.resolve.shelf import Evidence, Shelf, evidence_of
from reportgen.audit.text.tokens import tokens

_COMMON = frozenset(
    "the of and in as a to article press reports report index return returns market data research funds portfolios "
    "managers asset monthly annual recaps published quoted november december january figures written ai us".split()
)
_UNITS = {"fraction": Measure.PERCENT, "usd": Measure.MONEY, "ratio": Measure.TIMES, "count": Measure.PLAIN}


def cited(quantity: Quantity, sentence: str, name: str, shelf: Shelf) -> Evidence | None:
    """The cited figure a sentence quotes, with its source named; None where it quotes none."""
    words = {token.low for token in tokens(sentence[:4000]) if token.kind == "w"}
    for who in shelf.of_kind("cited"):
        table = shelf.book.dataset.tables.get(shelf.entities[who].roles.get("figures", ""))
        for row in table.rows if table is not None else ():
            cells = row.cells
            if str(cells.get("document") or "") == PurePath(name).stem or not _fits(
                quantity, cells.get("value"), cells.get("unit")
            ):
                continue
            if _names(str(cells.get("source") or ""), words) and _names(str(cells.get("subject") or ""), words):
                fact = shelf.fact(f"{who}.figure.{cells.get('key')}")
                if fact is not None:
                    return evidence_of(fact)
    return None


def _fits(quantity: Quantity, value: object, unit: object) -> bool:
    if not isinstance(value, float | int) or isinstance(value, date | bool):
        return False
    known = _UNITS.get(str(unit))
    alike = known is quantity.measure or (known is Measure.TIMES and quantity.measure is Measure.PLAIN)
    low, high = quantity.interval()
    return alike and low - 1e-9 <= abs(float(value)) <= high + 1e-9


def _names(text: str, words: set[str]) -> bool:
    """Whether a sentence has a telling word of a source or a subject."""
    telling = {token.low for token in tokens(text) if token.kind == "w" and len(token.text) > 3} - _COMMON
    return bool(telling & words)
