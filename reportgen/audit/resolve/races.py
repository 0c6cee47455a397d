"""Who came out ahead, and by how much."""

from __future__ import annotations

from reportgen.audit.grammar.quantity import Measure
from reportgen.audit.grammar.statement import Statement
from reportgen.audit.resolve.dividends import dividends
from reportgen.audit.resolve.resolution import Resolution, unresolved
from reportgen.audit.resolve.returns import Subject, bases
from reportgen.audit.resolve.shelf import Evidence, Shelf, difference
from reportgen.model.units import Basis


def gaps(who: str, other: str, said: Statement, words: tuple[str, ...], shelf: Shelf) -> list[Evidence]:
    """How far one entity came out ahead of another, as a difference of returns on one basis."""
    out: list[Evidence] = []
    pair = f"{who}-{other}"
    for word in words:
        for basis in bases(said):
            found = shelf.evidence(f"{pair}.excess.{basis}@{word}") if "excess" in shelf.metrics else None
            if found is None:
                left = shelf.evidence(f"{who}.return.{basis}@{word}")
                right = shelf.evidence(f"{other}.return.{basis}@{word}")
                if left is None or right is None or (left.start, left.end) != (right.start, right.end):
                    continue
                found = difference(left, right, f"{shelf.name(who)} less {shelf.name(other)}")
            out.append(found)
    return out


def lead(said: Statement, about: Subject, others: tuple[str, ...], shelf: Shelf) -> Resolution:
    """`outperformed the S&P 500 by 5.1 percentage points`."""
    words = about.times.words
    if not words:
        return unresolved("the text does not say over which period", subject=about.who, metric="excess")
    differences = [found for other in others for found in gaps(about.who, other, said, words, shelf)]
    ratios = [
        found for other in others
        for found in shelf.each(f"{about.who}-{other}", "relative", bases(said), words)
    ]  # fmt: skip
    bounds = [bound for other in others for bound in _with_dividends(about.who, other, said, differences, shelf)]
    percent = said.quantity is not None and said.quantity.measure is Measure.PERCENT
    tried, other_unit = (ratios, differences) if percent else (differences, ratios)
    missing = () if differences else ("no returns of both over that period",)
    return Resolution(
        tuple(tried), tuple(("unit", found) for found in other_unit), missing,
        firm=about.firm and len(others) == 1, subject=f"{about.who}-{others[0]}" if others else about.who,
        metric="excess", signed=said.sign, bounds=tuple(bounds),
    )  # fmt: skip


def _with_dividends(
    who: str, other: str, said: Statement, found: list[Evidence], shelf: Shelf
) -> list[tuple[Evidence, float, float]]:
    """Gaps of price returns over windows without total returns, with the least and most that dividends make of them."""
    if said.basis == "price":
        return []
    whole = {(one.start, one.end) for one in found if one.basis is Basis.TOTAL}
    out: list[tuple[Evidence, float, float]] = []
    for one in found:
        if one.basis is not Basis.PRICE or (one.start, one.end) in whole:
            continue
        window = one.key.partition("@")[2]
        left, right = (shelf.evidence(f"{name}.return.price@{window}") for name in (who, other))
        if left is not None and right is not None:
            mine, theirs = dividends(who, left, shelf), dividends(other, right, shelf)
            out.append((one, one.value + mine[0] - theirs[1], one.value + mine[1] - theirs[0]))
    return out


def ahead(said: Statement, about: Subject, others: tuple[str, ...], shelf: Shelf) -> Resolution:
    """`small caps lagged (the S&P 500) in September`: a sign, no number."""
    words = about.times.words
    if not words:
        return unresolved("the text does not say over which period", subject=about.who, metric="excess")
    tried = tuple(found for other in others for found in gaps(about.who, other, said, words, shelf))
    if not tried:
        return unresolved("no returns of both over that period", subject=about.who, metric="excess")
    return Resolution(
        tried, firm=about.firm, subject=f"{about.who}-{others[0]}" if len(others) == 1 else about.who, metric="excess",
        order=said.sign,
    )  # fmt: skip
