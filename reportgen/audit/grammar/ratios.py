"""Ratios of one level to another: what a sentence measures distances in."""

from __future__ import annotations

from collections.abc import Sequence

from reportgen.audit.grammar.clause import Clause
from reportgen.audit.grammar.marks import Mark, Phrase
from reportgen.audit.grammar.statement import Sort, Statement


def ratio_context(sentence: Sequence[Clause]) -> Statement | None:
    """`Measured by the ratio to the S&P 500, ...`, `Against the S&P 500 it ...`: what distances are measured in."""
    first = sentence[0] if sentence else None
    if first is not None and first.opener == "against" and len(first.marks) > 1 and first.own:
        rival, following = first.marks[0], first.marks[1]
        if rival.phrase is not None and rival.phrase.ids and following.phrase is not None:
            return Statement(Sort.OTHER, rival.first, rival.last, noun="ratio", other=rival.phrase)
    for clause in sentence:
        for at, mark in enumerate(clause.marks):
            if mark.phrase and mark.phrase.measure == "ratio" and (name := _measured_by(clause.marks, at)):
                return Statement(Sort.OTHER, mark.first, mark.last, noun="ratio", other=name) if name.ids else None
    return None


def _measured_by(marks: Sequence[Mark], at: int) -> Phrase | None:
    """The name after `the ratio to` or `the ratio of the Russell 2000 to`."""
    for step in (1, 3):
        joined = at + step + 1 < len(marks) and marks[at + step].low in {"to", "with"}
        if joined and (step == 1 or marks[at + 1].low == "of"):
            return marks[at + step + 1].phrase
    return None
