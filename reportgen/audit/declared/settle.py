"""Of two readings of one figure, the grammar's and that of declared words, the one that stands."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from reportgen.audit.declared.resolver import Declared, Reading
from reportgen.audit.declared.stated import Stated
from reportgen.audit.grammar.statement import Statement
from reportgen.audit.resolve.antecedents import Who
from reportgen.audit.resolve.resolution import Resolution, unresolved
from reportgen.audit.text.tokens import Token
from reportgen.audit.verdicts import Judgement, Verdict

Put = tuple[Who, Resolution, Judgement, Statement]
"""Whom a statement is about, what the data say, the verdict, and the statement as it was read."""


@dataclass(frozen=True, slots=True)
class Figures:
    """Where the figures of a sentence stand, in its own text."""

    text: str
    spans: tuple[tuple[int, int], ...]
    firsts: tuple[int, ...]

    @classmethod
    def of(cls, every: Sequence[Statement], words: Sequence[Token], text: str) -> Figures:
        """The figures of a sentence's statements."""
        found = {said.quantity.first: said.quantity.last for said in every if said.quantity is not None}
        firsts = tuple(sorted(found))
        base = words[0].start
        spans = tuple((words[at].start - base, words[found[at] - 1].end - base) for at in firsts)
        return cls(text, spans, firsts)

    def of_statement(self, said: Statement) -> tuple[str, tuple[tuple[int, int], ...], int]:
        """The sentence, its figures, and which of them is the statement's."""
        first = said.quantity.first if said.quantity is not None else -1
        return self.text, self.spans, self.firsts.index(first)


def better(first: Put | None, second: Reading | None, declared: Declared) -> Put | None:
    """The reading that stands.

    What declared words support is supported. What the grammar calls wrong stays so unless a phrase that says where
    the figure stands calls another measure: then that one's verdict counts, and a doubtful one withdraws the charge.
    """
    if second is None:
        return first
    verdict = second.verdict.verdict
    if verdict is not Verdict.UNVERIFIABLE:
        declared.keep(second)
    as_put = (Who(), second.found, second.verdict, second.said)
    if verdict is Verdict.SUPPORTED or first is None:
        return as_put if verdict is not Verdict.UNVERIFIABLE else first
    if first[2].verdict is Verdict.CONTRADICTED:
        placed = second.call.exact or (second.said.role == "cell" and second.call.size > 1)
        return as_put if placed else first
    return as_put if verdict is Verdict.CONTRADICTED else first


def told_so(told: tuple[Stated, bool] | None, first: Put | None, said: Statement) -> Put | None:
    """A sentence the data state themselves, a definition or a remark: supported where its figures are the same."""
    if told is None or (first is not None and first[2].verdict is Verdict.SUPPORTED):
        return None
    stated, same = told
    if same:
        return Who(), unresolved(""), Judgement(Verdict.SUPPORTED, None, f"so stated with {stated.source}"), said
    reason = f"{stated.source} states it with {', '.join(stated.numbers)}"
    return Who(), unresolved(reason), Judgement(Verdict.CONTRADICTED, None, reason, "value"), said
