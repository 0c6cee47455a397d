"""What of a text is worth telling, and what only names whom the next line is about."""

from __future__ import annotations

from collections.abc import Sequence

from reportgen.audit.grammar.clause import Clause
from reportgen.audit.grammar.marks import Phrase, Tag
from reportgen.audit.grammar.quantity import Measure
from reportgen.audit.grammar.statement import Reach, Sort, Statement
from reportgen.audit.resolve.antecedents import Who

_SUBTITLE = 200


def worth_telling(said: Statement, who: Who) -> bool:
    """Whether a claim that cannot be checked is one at all.

    A remark without number is told only of a subject and a period the text names; a bare count or span
    of time ("three factors", "five days") only where it counts companies, shares or sums.
    """
    if said.quantity is None:
        return bool(who.members) and said.reach is Reach.OWN
    if said.quantity.measure not in {Measure.PLAIN, Measure.SPAN} or (said.sort is not Sort.OTHER and who.members):
        return True
    return said.quantity.measure is Measure.PLAIN and (said.quantity.value >= 10_000 or said.quantity.places > 0)


def short_lines(before: Sequence[str], text: str) -> list[str]:
    """The last two short lines, for the table that may follow; a source line closes what came before it."""
    source = text.strip().lower().startswith(("source", "note"))
    return [] if source or len(text) >= _SUBTITLE else [*before[-1:], text]


def label_in(parsed: Sequence[Clause]) -> Phrase | None:
    """The one name of a line that holds nothing else: `Ten-year Treasury yield`."""
    marks = [mark for clause in parsed for mark in clause.marks if mark.tag not in {Tag.DET, Tag.QUOTE, Tag.PERIOD}]
    phrase = marks[0].phrase if len(marks) == 1 else None
    return phrase if phrase is not None and phrase.ids and not phrase.possessive else None
