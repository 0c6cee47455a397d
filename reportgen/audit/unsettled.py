"""Moves "to date" whose last close the text does not fix: it may have been written at another hour of that day."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date

from reportgen.audit.grammar.statement import Sort
from reportgen.audit.grammar.when import Scope
from reportgen.audit.judged import Judged
from reportgen.audit.resolve.clock import Clock
from reportgen.audit.verdicts import Judgement, Verdict

_HOURS = 0.005
"""How far an index commonly stands from its close within the day."""
_OPEN = frozenset({Scope.TO_DATE, Scope.SINCE, Scope.ROLLING, Scope.THIS, Scope.THE, Scope.YEAR, Scope.QUARTER,
                   Scope.MONTH})  # fmt: skip
_REASON = "the text may have been written at another hour of its day"


def settled(judged: Sequence[Judged], clock: Clock) -> list[Judged]:
    """The statements, without those called wrong by no more than a few hours may make.

    Where the text gets any other figure of the same day right, that day's close is what it speaks of.
    """
    days = frozenset(_closes(judged))
    return [_withdrawn(one) if _unsettled(one, days, clock) else one for one in judged]


def _closes(judged: Sequence[Judged]) -> Iterator[date]:
    for one in judged:
        evidence = one.judgement.evidence
        if one.judgement.verdict is Verdict.SUPPORTED and one.said.quantity is not None and evidence and evidence.end:
            yield evidence.end


def _unsettled(one: Judged, days: frozenset[date], clock: Clock) -> bool:
    evidence, quantity, when = one.judgement.evidence, one.said.quantity, one.said.when
    if one.judgement.verdict is not Verdict.CONTRADICTED or one.said.sort not in {Sort.CHANGE, Sort.EXCESS}:
        return False
    if evidence is None or quantity is None or when is None or when.scope not in _OPEN or when.end is not None:
        return False
    if evidence.end in days or evidence.end not in clock.latest()[:2] or _complete(when.unit, evidence.end, clock):
        return False
    stated = quantity.value * (one.found.signed or 1)
    return abs(stated - evidence.value) <= _HOURS * (1 + abs(evidence.value)) + quantity.half


def _complete(unit: str, day: date, clock: Clock) -> bool:
    return bool(unit) and not clock.runs_still(day, unit)


def _withdrawn(one: Judged) -> Judged:
    verdict = Judgement(Verdict.UNVERIFIABLE, one.judgement.evidence, _REASON)
    return replace(one, judgement=verdict, suggestion="", fitting=None)
