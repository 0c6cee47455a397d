"""What a sentence leaves out: `in the first quarter it lost 4.9%; in the second it fell 16.4%`."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from reportgen.audit.grammar.marks import Mark, Tag
from reportgen.audit.grammar.quantity import Measure
from reportgen.audit.grammar.statement import Sort, Statement
from reportgen.audit.grammar.when import Scope, When
from reportgen.audit.lexicon.numbers import ORDINALS

_PARTS = {Scope.QUARTER: 4, Scope.HALF: 2}
_BEFORE = frozenset({"in", "for", "during", "over", "by", "and", "to", "from"})
_AFTER = frozenset({Tag.PHRASE, Tag.NAME, Tag.PRONOUN, Tag.COMMA, Tag.STOP, Tag.SEMI, Tag.DET, Tag.CLOSE, Tag.AND})


def filled(marks: Sequence[Mark]) -> list[Mark]:
    """The marks, `the second` alone taken for the quarter or half that it means after `the first quarter`."""
    out: list[Mark] = []
    spoken: When | None = None
    for at, mark in enumerate(marks):
        if mark.tag is Tag.PERIOD and mark.when is not None and mark.when.scope in _PARTS:
            spoken = mark.when
        elif spoken is not None and (number := _part(marks, at, _PARTS[spoken.scope])):
            out.append(Mark(Tag.PERIOD, mark.first, mark.last, mark.low, when=replace(spoken, number=number)))
            continue
        out.append(mark)
    return out


def _part(marks: Sequence[Mark], at: int, most: int) -> int:
    """Which part an ordinal means that no noun follows; 0 where it means none."""
    mark = marks[at]
    if mark.tag is not Tag.ORDINAL or at < 2 or marks[at - 1].low != "the" or marks[at - 2].low not in _BEFORE:
        return 0
    alone = at + 1 == len(marks) or marks[at + 1].tag in _AFTER
    number = ORDINALS.get(mark.low, 0)
    return number if alone and 0 < number <= most else 0


_SCALES = {Measure.PERCENT: 0.01, Measure.POINTS: 0.01, Measure.BASIS: 0.0001}


def measured(said: Statement, previous: Statement | None) -> Statement:
    """`by four percentage points, and small caps by about five`: a bare number in the unit of the one before."""
    bare, model = said.quantity, previous.quantity if previous is not None else None
    if bare is None or model is None or previous is None or previous.sort is not said.sort:
        return said
    scale = _SCALES.get(model.measure, 0.0)
    if said.sort is not Sort.EXCESS or bare.measure is not Measure.PLAIN or bare.noun or not scale:
        return said
    low, high, half = bare.low * scale, bare.high * scale, bare.half * scale
    return replace(said, quantity=replace(bare, low=low, high=high, half=half, measure=model.measure))
