"""The proof: an edition's finished text as the house rules read it, sentence by sentence.

Each sentence knows its section and the facts printed in it. What somebody else is quoted as saying, with
that person named, is blanked in `words`: the house answers for its own words.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Literal

from reportgen.audit.house.sources import without_quotations
from reportgen.audit.text.sentences import sentences
from reportgen.audit.text.tokens import tokens
from reportgen.model.document import (
    Block,
    Bullets,
    Callout,
    Document,
    FigureBlock,
    Heading,
    KeyNumbers,
    MarginNote,
    Prose,
    Section,
    TableBlock,
)
from reportgen.model.facts import Fact
from reportgen.model.prose import Break, Emphasis, Inline, Link, Quoted, Strong, Text, Token
from reportgen.model.report import ReportSpec

Role = Literal["headline", "standfirst", "title", "prose", "number", "exhibit"]
_PLAIN = str.maketrans({"’": "'", "‘": "'", "“": '"', "”": '"', "\u00a0": " ", "\u202f": " ", "\u2011": "-", "\n": " "})
_CLOSING = frozenset({"method", "sources", "disclosures", "about"})


@dataclass(frozen=True, slots=True)
class Span:
    """A fact or a typed token in a text: where it stands, what it is, the fact's key."""

    start: int
    end: int
    kind: str
    key: str = ""


@dataclass(frozen=True, slots=True)
class Passage:
    """One paragraph, item, title or note. `section` is what a reader calls the place it stands in."""

    section: str
    kind: str
    role: Role
    text: str
    spans: tuple[Span, ...]
    drawn: tuple[str, ...] = ()
    """The facts of the chart or table it belongs to."""
    boxed: str = ""
    """The kind of the box it stands in."""

    @property
    def keys(self) -> tuple[str, ...]:
        """The facts printed in it."""
        return tuple(span.key for span in self.spans if span.key)

    @property
    def cautions(self) -> bool:
        """Whether it belongs to the risks, or to a box that gives the other side or a warning."""
        return self.kind == "risks" or self.boxed in {"counter", "warning"}

    @property
    def closing(self) -> bool:
        """Whether it is method, sources, disclosures or about."""
        return self.kind in _CLOSING


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence of a passage. `words` is its text without attributed quotations, of the same length."""

    passage: Passage
    text: str
    words: str
    keys: tuple[str, ...]
    dated: bool


@dataclass(frozen=True, eq=False)
class Proof:
    """The finished text of one edition, with the report it was made for."""

    document: Document
    report: ReportSpec

    @cached_property
    def passages(self) -> tuple[Passage, ...]:
        """Every passage, headline first; cells of tables and axes of charts are left out."""
        return tuple(_passages(self.document))

    @cached_property
    def sentences(self) -> tuple[Sentence, ...]:
        """Every sentence but those of method and sources, each once a section, however often an exhibit repeats it."""
        read = (passage for passage in self.passages if passage.kind not in {"method", "sources"})
        found = (sentence for passage in read for sentence in _sentences(passage))
        return tuple({(one.passage.section, one.text): one for one in found}.values())

    @cached_property
    def running(self) -> tuple[Sentence, ...]:
        """The sentences a reader reads: all but method, sources, disclosures and the lines about the report."""
        return tuple(sentence for sentence in self.sentences if not sentence.passage.closing)

    @cached_property
    def closing(self) -> tuple[str, ...]:
        """The paragraphs of the closing sections."""
        return tuple(passage.text for passage in self.passages if passage.closing)

    @cached_property
    def keys(self) -> Mapping[str, frozenset[str]]:
        """The facts each section prints or draws, by the section's name."""
        found: dict[str, set[str]] = {}
        for passage in self.passages:
            found.setdefault(passage.section, set()).update(passage.keys, passage.drawn)
        return {name: frozenset(keys) for name, keys in found.items()}

    def facts(self, keys: Iterable[str]) -> tuple[Fact, ...]:
        """The facts of these keys that the document carries."""
        return tuple(self.document.facts[key] for key in keys if key in self.document.facts)


def name_of(section: Section) -> str:
    """What a reader calls a section: its title, else its file's name."""
    return _flat(section.title)[0].strip() or section.id


def _flat(parts: Iterable[Inline], at: int = 0) -> tuple[str, tuple[Span, ...]]:
    """The words of a run, and where its facts and tokens stand in them."""
    text, spans = "", list[Span]()
    for part in parts:
        start = at + len(text)
        match part:
            case Text():
                text += part.text
            case Quoted():
                text += part.text
                spans.append(Span(start, start + len(part.text), "fact", part.key))
            case Token():
                text += part.text
                spans.append(Span(start, start + len(part.text), part.kind))
            case Strong() | Emphasis() | Link():
                inner, found = _flat(part.parts, start)
                text += inner
                spans.extend(found)
            case Break():
                text += "\n"
    return text, tuple(spans)


def _passage(section: str, kind: str, role: Role, parts: Iterable[Inline], block: Block | None = None) -> Passage:
    text, spans = _flat(parts)
    drawn, boxed = _drawn(block), block.kind if isinstance(block, Callout) else ""
    return Passage(section, kind, role, text.translate(_PLAIN), spans, drawn, boxed)


def _passages(document: Document) -> Iterator[Passage]:
    masthead = document.masthead
    yield _passage("headline", "text", "headline", masthead.headline)
    yield _passage("standfirst", "text", "standfirst", masthead.standfirst)
    for section in document.sections:
        name = name_of(section)
        yield _passage(name, section.kind, "title", section.title)
        for block in section.blocks:
            for role, run in _runs(block):
                yield _passage(name, section.kind, role, run, block)


def _runs(block: Block) -> Iterator[tuple[Role, tuple[Inline, ...]]]:
    """The runs of text in a block. The value of a key number is read with its label."""
    match block:
        case Heading():
            yield "title", block.text
        case Prose() | MarginNote():
            yield "prose", block.text
        case Bullets():
            yield from (("prose", item) for item in block.items)
        case KeyNumbers():
            for item in block.items:
                yield "number", (*item.value, Text(" "), *item.label, Text(", "), *item.detail)
        case Callout():
            yield "title", block.title
            for inner in block.blocks:
                yield from _runs(inner)
        case FigureBlock():
            figure = block.figure
            yield from (("exhibit", run) for run in (figure.title, figure.subtitle, figure.alt, figure.note))
        case TableBlock():
            yield from (("exhibit", run) for run in (block.table.title, block.table.subtitle, block.table.note))


def _drawn(block: Block | None) -> tuple[str, ...]:
    match block:
        case FigureBlock():
            return block.figure.keys
        case TableBlock():
            return block.table.keys
        case _:
            return ()


def _sentences(passage: Passage) -> Iterator[Sentence]:
    found = tokens(passage.text)
    words = without_quotations(passage.text)
    for first, last in sentences(found):
        start, end = found[first].start, found[last - 1].end
        inside = [span for span in passage.spans if start <= span.start < end]
        yield Sentence(
            passage,
            passage.text[start:end],
            words[start:end],
            tuple(span.key for span in inside if span.key),
            any(span.kind == "date" for span in inside),
        )
