"""Moves "to date" whose last close the text does not fix: it may have been written at another hour of that day."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date
from itertools import groupby

from reportgen.audit.elsewhere import borrows
from reportgen.audit.grammar.quantity import PERCENT_LIKE, Bound, Quantity
from reportgen.audit.grammar.statement import Reach, Sort, Statement
from reportgen.audit.grammar.when import Scope
from reportgen.audit.judged import Judged
from reportgen.audit.resolve.clock import Clock
from reportgen.audit.resolve.shelf import Evidence
from reportgen.audit.verdicts import Judgement, Verdict
from reportgen.model.units import Unit

_HOURS = 0.005
"""How far an index commonly stands from its close within the day."""
_OPEN = frozenset({Scope.TO_DATE, Scope.SINCE, Scope.ROLLING, Scope.THIS, Scope.THE, Scope.YEAR, Scope.QUARTER,
                   Scope.MONTH})  # fmt: skip
_TWICE = "the sentence gives another number for the same thing"
_REASON = "the text may have been written at another hour of its day"


def settled(judged: Sequence[Judged], clock: Clock) -> list[Judged]:
    """The statements, without those called wrong by no more than a few hours may make.

    Where the text gets any other figure of the same day right, that day's close is what it speaks of.
    """
    days = frozenset(_closes(judged))
    twice = _said_twice(judged)
    return [
        _withdrawn(one, _TWICE)
        if id(one) in twice
        else _withdrawn(one, _REASON)
        if _unsettled(one, days, clock)
        else one
        for one in judged
    ]


def _said_twice(judged: Sequence[Judged]) -> frozenset[int]:
    """Statements of one sentence that come out as different numbers for one fact: one of them is misread."""
    found: set[int] = set()
    for _, group in groupby(judged, key=lambda one: (one.block, one.sentence)):
        facts: dict[str, list[Judged]] = {}
        for one in group:
            if one.said.quantity is not None and one.judgement.evidence is not None and not one.context:
                facts.setdefault(one.judgement.evidence.key, []).append(one)
        for same in facts.values():
            if not all(one.said.named for one in same) and any(_apart(left, right) for left in same for right in same):
                wrong = [one for one in same if one.judgement.verdict is Verdict.CONTRADICTED]
                found.update(id(one) for one in wrong if not _sure(one.said))
    return frozenset(found)


def _sure(said: Statement) -> bool:
    """Whether a statement names its subject, and its period too or was tried on every period."""
    named = said.named and said.reach in {Reach.OWN, Reach.SENTENCE} and said.role not in {"continued", "beside"}
    return (
        named and said.sort is Sort.CHANGE and (borrows(said) or said.noun.startswith(("doubl", "tripl", "quadrupl")))
    )


def _apart(left: Judged, right: Judged) -> bool:
    """Whether two statements give clearly different numbers in one unit."""
    mine, yours = left.said.quantity, right.said.quantity
    if {left.said.role, right.said.role} == {"from", "to"}:
        return False
    bounds = {Bound.OVER, Bound.UNDER, Bound.AT_LEAST, Bound.UP_TO}
    if mine is None or yours is None or {mine.bound, yours.bound} & bounds:
        return False
    if mine.measure is not yours.measure:
        return not {mine.measure, yours.measure} <= PERCENT_LIKE
    return abs(mine.value - yours.value) > mine.half + yours.half + 1e-9


def _closes(judged: Sequence[Judged]) -> Iterator[date]:
    for one in judged:
        evidence = one.judgement.evidence
        if one.judgement.verdict is Verdict.SUPPORTED and one.said.quantity is not None and evidence and evidence.end:
            yield evidence.end


def _unsettled(one: Judged, days: frozenset[date], clock: Clock) -> bool:
    evidence, quantity, when = one.judgement.evidence, one.said.quantity, one.said.when
    if (
        one.judgement.verdict is not Verdict.CONTRADICTED
        or evidence is None
        or quantity is None
        or one.said.role == "cell"
    ):
        return False
    if one.said.sort is Sort.LEVEL and one.said.reach in {Reach.NONE, Reach.LOOSE}:
        near = [found for found in one.found.tried if found.end not in days and _within_hours(quantity, found, 1)]
        return bool(near) and not any(found.end in days for found in one.found.tried)
    if evidence.metric.startswith("target"):
        return False
    if when is not None and when.scope is Scope.THE and when.unit == "day":
        return not any(found.end in days for found in one.found.tried)
    if (
        one.said.sort not in {Sort.CHANGE, Sort.EXCESS}
        or when is None
        or when.scope not in _OPEN
        or when.end is not None
    ):
        return False
    if any(found.end in days for found in one.found.tried):
        return False
    if evidence.end not in clock.latest()[:2] or _complete(when.unit, evidence.end, clock):
        return False
    return _within_hours(quantity, evidence, one.found.signed or 1)


def _within_hours(quantity: Quantity, evidence: Evidence, sign: int) -> bool:
    """Whether a few hours may make the difference."""
    size = abs(evidence.value) if evidence.unit is Unit.INDEX_POINTS else 1 + abs(evidence.value)
    return abs(quantity.value * sign - evidence.value) <= _HOURS * size + quantity.half


def _complete(unit: str, day: date, clock: Clock) -> bool:
    return bool(unit) and not clock.runs_still(day, unit)


def _withdrawn(one: Judged, reason: str) -> Judged:
    verdict = Judgement(Verdict.UNVERIFIABLE, one.judgement.evidence, reason)
    return replace(one, judgement=verdict, suggestion="", fitting=None)
