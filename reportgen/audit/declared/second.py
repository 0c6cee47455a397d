"""The second reading: figures the grammar did not find right, by what metrics declare and facts remark."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from reportgen.audit.declared.resolver import Declared
from reportgen.audit.declared.settle import Figures, Put, better, told_so
from reportgen.audit.declared.stated import Remarks
from reportgen.audit.grammar.statement import Sort, Statement
from reportgen.audit.grids import Entry, is_line, is_quoted
from reportgen.audit.reading import Block, Grid, Kind
from reportgen.audit.resolve.antecedents import Who
from reportgen.audit.resolve.cited import quoted_in
from reportgen.audit.resolve.resolution import unresolved
from reportgen.audit.verdicts import Judgement, Verdict

_QUOTED = "stated by others, and quoted"


@dataclass(slots=True)
class SecondReading:
    """Reads figures again, block by block; `name` is the document's: what it states itself supports nothing in it."""

    declared: Declared
    name: str
    remarks: Remarks = field(init=False)
    captions: list[str] = field(default_factory=list)
    """The captions of the exhibit being read: its data may stand in a table further down."""
    in_captions: bool = False

    def __post_init__(self) -> None:
        self.remarks = Remarks(self.declared.shelf)

    def begin(self, block: Block) -> None:
        """A new block: captions that follow each other belong to one exhibit."""
        self.declared.topics.begin()
        caption = block.kind is Kind.CAPTION
        if block.kind is Kind.HEADING or (caption and not self.in_captions):
            self.captions = []
        self.in_captions = caption
        if caption and not _is_sentence(block.passage.text):
            self.captions.append(block.passage.text)

    def around(self, grid: Grid, before: Sequence[str]) -> tuple[str, ...]:
        """What explains a table as a whole, the nearest first: its caption, lines before it, the exhibit's captions."""
        above = [text for text in reversed(before) if not _is_sentence(text)]
        return tuple(filter(None, (grid.caption.text if grid.caption else "", *above, *self.captions)))

    def sentence(self, first: Put | None, said: Statement, figures: Figures) -> Put | None:
        """A figure of a sentence; `first` is what the grammar made of it."""
        if said.quantity is None:
            return first
        text, spans, at = figures.of_statement(said)
        if told := told_so(self.remarks.of(text), first, said):
            return told
        if first is not None and first[2].verdict is Verdict.SUPPORTED:
            self.declared.heard(first[2].evidence)
            return first
        second = better(first, self.declared.prose(said, text, spans, at), self.declared)
        return first if _of_a_stranger(said, first, second) else second

    def entry(self, first: Put | None, entry: Entry, around: Sequence[str]) -> Put | None:
        """A figure of a table; None where it is no claim."""
        if is_line(entry):
            return None
        if is_quoted(entry):
            return self._stated_by_others(entry)
        if first is not None and first[2].verdict is Verdict.SUPPORTED:
            return first
        said = replace(entry.said, quantity=entry.raw)
        return better(first, self.declared.cell(said, entry.labels, around), self.declared)

    def _stated_by_others(self, entry: Entry) -> Put:
        """A figure that a table's head says is somebody else's: quoted, so wrong of nobody here."""
        shelf = self.declared.shelf
        found = None if entry.raw is None else quoted_in(entry.raw, entry.labels[0], self.name, shelf)
        verdict = Verdict.SUPPORTED if found else Verdict.UNVERIFIABLE
        said = replace(entry.said, quantity=entry.raw)
        return Who(), unresolved(_QUOTED), Judgement(verdict, found, _QUOTED), said


def _of_a_stranger(said: Statement, first: Put | None, second: Put | None) -> bool:
    """Whether a move of somebody the catalog does not know would be called wrong of one it knows."""
    if first is None or second is None or second[2].verdict is not Verdict.CONTRADICTED:
        return False
    return bool(first[0].stranger) and said.sort is Sort.CHANGE


def _is_sentence(text: str) -> bool:
    return text.rstrip()[-1:] in {".", "!", "?"}
