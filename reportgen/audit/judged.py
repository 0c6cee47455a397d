"""A statement with everything found out about it, still in its passage."""

from __future__ import annotations

from dataclasses import dataclass

from reportgen.audit.grammar.statement import Statement
from reportgen.audit.resolve.antecedents import Who
from reportgen.audit.resolve.resolution import Resolution
from reportgen.audit.resolve.shelf import Evidence
from reportgen.audit.text.passage import Passage
from reportgen.audit.verdicts import Judgement


@dataclass(frozen=True, slots=True)
class Judged:
    """One statement judged.

    `fitting` is the fact the stated number belongs to where that is not the one it was held to. `context`
    is the row and column of a figure in a table.
    """

    said: Statement
    passage: Passage
    block: int
    page: int | None
    start: int
    end: int
    sentence: tuple[int, int]
    who: Who
    found: Resolution
    judgement: Judgement
    suggestion: str = ""
    context: str = ""
    fitting: Evidence | None = None
    expected: str = ""

    def text(self) -> str:
        """The words of the claim."""
        return self.passage.text[self.start : self.end]

    def sentence_text(self) -> str:
        """The sentence it stands in."""
        return self.passage.text[slice(*self.sentence)]
