"""What every renderer is handed: the document, the theme, the layouts and the charts."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from itertools import groupby
from pathlib import Path

from reportgen.model.document import Block, Document, FigureBlock, KeyNumbers, Output, Section, TableBlock
from reportgen.model.edition import Artifact
from reportgen.model.exhibit import Figure
from reportgen.model.facts import Fact
from reportgen.model.units import Standing
from reportgen.render.charts import Charts
from reportgen.render.theme import Theme

MARKS: Mapping[str, str] = {Standing.ESTIMATED: "†", Standing.CITED: "‡", Standing.ILLUSTRATIVE: "§"}
MEANINGS: Mapping[str, str] = {
    Standing.ESTIMATED: "Estimated: a proxy or a model stands in for the observation.",
    Standing.CITED: "Cited: somebody else's figure, quoted with its source.",
    Standing.ILLUSTRATIVE: "Illustrative: made up, to show the form.",
}
SHORTLY: Mapping[str, str] = {
    Standing.ESTIMATED: "estimated from a proxy or a model",
    Standing.CITED: "quoted from a named source",
    Standing.ILLUSTRATIVE: "made up, to show the form",
}


@dataclass(frozen=True, slots=True, eq=False)
class Job:
    """One edition to render. `numbers` are the references of a fact, by its key."""

    document: Document
    theme: Theme
    layouts: tuple[Path, ...]
    charts: Charts
    attachments: tuple[Artifact, ...] = ()
    numbers: Mapping[str, tuple[int, ...]] = field(default_factory=dict)

    def fact(self, key: str) -> Fact | None:
        """The fact of that key, where the document carries it."""
        return self.document.facts.get(key)

    def mark(self, key: str) -> str:
        """How the standing of that fact is marked: nothing where it was computed."""
        fact = self.fact(key)
        if fact is None or fact.standing == Standing.COMPUTED:
            return ""
        return self.document.marks.get(fact.standing, MARKS[fact.standing])

    def sections(self, output: Output, place: str) -> tuple[Section, ...]:
        """The sections of a place that this output prints."""
        return tuple(_printed(s, output) for s in self.document.sections if s.place == place and output in s.outputs)


def _printed(section: Section, output: Output) -> Section:
    """The section with the charts and tables that this output prints."""
    kept = tuple(
        block for block in section.blocks if not isinstance(block, FigureBlock | TableBlock) or output in block.outputs
    )
    return section if len(kept) == len(section.blocks) else replace(section, blocks=kept)


def numbers(document: Document) -> Mapping[str, tuple[int, ...]]:
    """The reference numbers of every fact, by its key."""
    found: dict[str, tuple[int, ...]] = {}
    for source in document.sources:
        for key in source.keys:
            found[key] = (*found.get(key, ()), source.number)
    return found


def figures(blocks: tuple[Block, ...]) -> tuple[Figure, ...]:
    """The charts among some blocks, in order."""
    return tuple(block.figure for block in blocks if isinstance(block, FigureBlock))


def all_figures(document: Document) -> tuple[Figure, ...]:
    """Every chart of the document once, in order."""
    found = {figure.id: figure for section in document.sections for figure in figures(section.blocks)}
    return tuple(found.values())


def arranged(document: Document) -> Document:
    """The document with a chart on its first page, and each chart at the size its section gives it."""
    sections = _led(document.sections) if document.masthead.layout == "brief" else document.sections
    return replace(document, sections=tuple(_arranged(section) for section in sections))


def _led(sections: tuple[Section, ...]) -> tuple[Section, ...]:
    """The sections of a brief; one whose leading chart could not be drawn opens with the first there is."""
    lead = [section for section in sections if section.place == "lead"]
    later = next((s for s in sections if s.place == "body" and figures(s.blocks)), None)
    if not lead or later is None or any(figures(section.blocks) for section in lead):
        return sections
    chart = next(block for block in later.blocks if isinstance(block, FigureBlock))
    left = replace(later, blocks=tuple(block for block in later.blocks if block is not chart))
    opening = Section(f"{later.id}-chart", (), (chart,), place="lead", outputs=lead[0].outputs)
    out = [left if section is later else section for section in sections if section is not later or left.blocks]
    at = out.index(lead[0]) + any(isinstance(block, KeyNumbers) for block in lead[0].blocks)
    return (*out[:at], opening, *out[at:])


def _arranged(section: Section) -> Section:
    halved = section.columns > 1 and len(figures(section.blocks)) > 1
    blocks = tuple(_halved(block) for block in section.blocks) if halved else section.blocks
    runs = (tuple(run) for _, run in groupby(blocks, _is_half))
    return replace(section, blocks=tuple(block for run in runs for block in _in_rows(run)))


def _is_half(block: Block) -> bool:
    return isinstance(block, FigureBlock) and block.figure.size == "half"


def _halved(block: Block) -> Block:
    if isinstance(block, FigureBlock) and len(block.figure.panels) == 1:
        return replace(block, figure=replace(block.figure, size="half"))
    return block


def _in_rows(run: tuple[Block, ...]) -> tuple[Block, ...]:
    """Blocks of a kind; a half-wide chart left without another beside it takes the whole width."""
    last = run[-1]
    if not isinstance(last, FigureBlock) or last.figure.size != "half" or len(run) % 2 == 0:
        return run
    return (*run[:-1], replace(last, figure=replace(last.figure, size="full" if len(run) == 1 else "strip")))
