"""Figures stated by others: they support a claim that names their source, and never one in their own document."""

from __future__ import annotations

from datetime import date
from pathlib import PurePath

from reportgen.audit.grammar.quantity import Measure, Quantity
from reportgen.audit.resolve.shelf import Evidence, Shelf, evidence_of
from reportgen.audit.text.tokens import tokens
from reportgen.model.dataset import Row

_COMMON = frozenset(
    "the of and in as a to article press reports report index return returns market data research funds portfolios "
    "managers asset monthly annual recaps published quoted november december january figures written ai us".split()
)
_NEAREST = 8
"""How many of the stated figures most like a row's label it may quote."""
_UNITS = {"fraction": Measure.PERCENT, "usd": Measure.MONEY, "ratio": Measure.TIMES, "count": Measure.PLAIN}


def cited(quantity: Quantity, sentence: str, name: str, shelf: Shelf) -> Evidence | None:
    """The cited figure a sentence quotes, with its source named; None where it quotes none."""
    low = sentence[:4000].lower()
    words = {token.low for token in tokens(low) if token.kind == "w"}
    for who in shelf.of_kind("cited"):
        table = shelf.book.dataset.tables.get(shelf.entities[who].roles.get("figures", ""))
        for row in table.rows if table is not None else ():
            cells = row.cells
            if str(cells.get("document") or "") == PurePath(name).stem or not _fits(
                quantity, cells.get("value"), cells.get("unit")
            ):
                continue
            source = str(cells.get("source") or "")
            named = _names(source, words) or (bool(source) and source.lower() in low) or _label(row).lower() in low
            if named and _names(str(cells.get("subject") or ""), words):
                fact = shelf.fact(f"{who}.figure.{cells.get('key')}")
                if fact is not None:
                    return evidence_of(fact)
    return None


def _label(row: Row) -> str:
    """A cited figure's full label."""
    return f"{row.cells.get('subject')}: {row.cells.get('statement')}"


def quoted_in(quantity: Quantity, about: str, name: str, shelf: Shelf) -> Evidence | None:
    """The cited figure that a table quotes of what it is about; None where nobody stated it of that."""
    words = _telling(about[:400])
    near: list[tuple[float, str, object, object]] = []
    for who in shelf.of_kind("cited"):
        table = shelf.book.dataset.tables.get(shelf.entities[who].roles.get("figures", ""))
        for row in table.rows if table is not None else ():
            cells = row.cells
            said = _telling(f"{cells.get('subject')} {cells.get('statement')}")
            shared = len(words & said) / max(1, len(words | said))
            if shared and str(cells.get("document") or "") != PurePath(name).stem:
                near.append((shared, f"{who}.figure.{cells.get('key')}", cells.get("value"), cells.get("unit")))
    near.sort(key=lambda row: -row[0])
    keys = [key for _, key, value, unit in near[:_NEAREST] if _fits(quantity, value, unit)]
    fact = shelf.fact(keys[0]) if keys else None
    return evidence_of(fact) if fact is not None else None


def _telling(text: str) -> frozenset[str]:
    every = tokens(text)
    words = {token.low.rstrip("s") for token in every if token.kind == "w" and len(token.text) > 3}
    return frozenset(words - {word.rstrip("s") for word in _COMMON}) | {one.text for one in every if one.kind == "n"}


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
