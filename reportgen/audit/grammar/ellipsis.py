"""What a sentence leaves out: `in the first quarter it lost 4.9%; in the second it fell 16.4%`."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from reportgen.audit.grammar.marks import Mark, Tag
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
