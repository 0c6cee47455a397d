"""Price returns set against total returns in one comparison."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from reportgen.audit.findings.raw import Raw, by_sentence, member
from reportgen.audit.grammar.statement import Sort
from reportgen.audit.judged import Judged
from reportgen.audit.resolve.clock import Clock
from reportgen.audit.resolve.shelf import Evidence, Shelf
from reportgen.audit.verdicts import Verdict, fits


def mixed(judged: Sequence[Judged], shelf: Shelf, _clock: Clock) -> Iterator[Raw]:
    """`7.1%, outpacing the S&P 500's 2.0% and the Nasdaq's 1.6%`, where only the first two count dividends."""
    for sentence in by_sentence(judged):
        returns = [(one, found) for one in sentence if one.said.sort is Sort.CHANGE and (found := _fact(one))]
        surely = [(one, found) for one, found in returns if _only(one, found, shelf)]
        bases = {found.basis for _, found in surely}
        spans = {(found.start, found.end) for _, found in surely}
        if len(bases) > 1 and len(spans) == 1 and len({member(one) for one, _ in surely}) > 1:
            kinds = ", ".join(f"{one.text()} is the {found.basis} return" for one, found in surely if found.basis)
            yield Raw("mixed bases", surely[0][0], f"the comparison mixes price and total returns: {kinds}")


def _fact(one: Judged) -> Evidence | None:
    found = one.fitting or (one.judgement.evidence if one.judgement.verdict is Verdict.SUPPORTED else None)
    return found if found is not None and found.metric == "return" and found.basis is not None else None


def _only(one: Judged, found: Evidence, shelf: Shelf) -> bool:
    """Whether the number fits on this basis and not on the other."""
    if found.basis is None or one.said.quantity is None or one.said.basis:
        return False
    other = {"price": "total", "total": "price"}[found.basis.value]
    rival = shelf.evidence(found.key.replace(f".{found.basis.value}", f".{other}"))
    return rival is None or not fits(one.said.quantity, rival, one.found)
