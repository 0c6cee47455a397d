"""A document: a closed union of blocks that know nothing of any output."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Literal

from reportgen.model.exhibit import Figure, TableSpec
from reportgen.model.facts import Fact, MetricInfo
from reportgen.model.prose import Inline

Output = Literal["md", "html", "pdf", "email"]
OUTPUTS: tuple[Output, ...] = ("md", "html", "pdf", "email")


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading inside a section; the section's own title is level 2."""

    text: tuple[Inline, ...]
    level: int = 3


@dataclass(frozen=True, slots=True)
class Prose:
    """A paragraph."""

    text: tuple[Inline, ...]


@dataclass(frozen=True, slots=True)
class Bullets:
    """A list; `ordered` numbers it."""

    items: tuple[tuple[Inline, ...], ...]
    ordered: bool = False


@dataclass(frozen=True, slots=True)
class KeyNumber:
    """One figure of the strip: the number, what it is, period and basis in small type."""

    value: tuple[Inline, ...]
    label: tuple[Inline, ...]
    detail: tuple[Inline, ...]
    tone: Literal["neutral", "warning"] = "neutral"


@dataclass(frozen=True, slots=True)
class KeyNumbers:
    """The strip of key numbers under the headline."""

    items: tuple[KeyNumber, ...]


@dataclass(frozen=True, slots=True)
class FigureBlock:
    """A chart in its place. `outputs` limits where it is printed (print has room for fewer)."""

    figure: Figure
    outputs: tuple[Output, ...] = OUTPUTS


@dataclass(frozen=True, slots=True)
class TableBlock:
    """A table in its place. `outputs` limits where it is printed (full tables live on the web page)."""

    table: TableSpec
    outputs: tuple[Output, ...] = OUTPUTS


@dataclass(frozen=True, slots=True)
class Callout:
    """A box: a counter-argument, a warning, what is missing and why, a person's signed comment."""

    kind: Literal["counter", "warning", "missing", "comment", "rules"]
    title: tuple[Inline, ...]
    blocks: tuple[Prose | Bullets, ...]
    signed: str = ""


@dataclass(frozen=True, slots=True)
class MarginNote:
    """A note on provenance that stands in the margin where there is one."""

    text: tuple[Inline, ...]


Block = Heading | Prose | Bullets | KeyNumbers | FigureBlock | TableBlock | Callout | MarginNote


@dataclass(frozen=True, slots=True)
class Section:
    """A section of the edition: its blocks, where they stand and in which outputs.

    `place` is a slot of the layout: "lead" (page one), "body", "back" (method, sources, disclosures).
    `page` asks for a new page before it in print.
    """

    id: str
    title: tuple[Inline, ...]
    blocks: tuple[Block, ...]
    place: Literal["lead", "body", "back"] = "body"
    kind: Literal["text", "keypoints", "risks", "method", "sources", "disclosures", "about"] = "text"
    page: bool = False
    outputs: tuple[Output, ...] = OUTPUTS
    columns: int = 1


@dataclass(frozen=True, slots=True)
class Source:
    """One entry of the references: origin in words, the keys of the facts that rest on it."""

    number: int
    text: str
    url: str | None
    keys: tuple[str, ...]
    standing: str


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody named in the byline."""

    name: str
    role: str = ""


@dataclass(frozen=True, slots=True)
class Dropped:
    """A section or an exhibit left out, with the reason a reader is given; `told` where a box names it."""

    section: str
    title: str
    reason: str
    told: bool = False


@dataclass(frozen=True, slots=True)
class Masthead:
    """What stands above and around the text: names, dates, people."""

    report: str
    report_title: str
    edition: str
    number: int | None
    as_of: date
    as_of_text: str
    headline: tuple[Inline, ...]
    standfirst: tuple[Inline, ...]
    publisher: str
    author: Person
    reviewer: Person | None
    ai_use: str
    language: str = "en-GB"
    paper: Literal["letter", "a4"] = "letter"
    style: str = "house"
    reading_minutes: int = 1
    contact: str = ""
    url: str | None = None
    tags: tuple[str, ...] = ()
    stance: str = ""
    pages: int | None = None
    layout: str = "brief"
    correction: str = ""
    """One line that says which edition this one corrects and why; empty where it corrects none."""
    checked: str = ""
    """One line on what the checker found in the finished text; set after it was read."""


@dataclass(frozen=True, slots=True, eq=False)
class Document:
    """One edition before it has a form. `facts` holds every fact any block prints, by key."""

    masthead: Masthead
    sections: tuple[Section, ...]
    facts: Mapping[str, Fact]
    metrics: Mapping[str, MetricInfo]
    sources: tuple[Source, ...]
    dropped: tuple[Dropped, ...] = ()
    marks: Mapping[str, str] = field(default_factory=dict)
    """How each standing but `computed` is marked for the reader, by standing."""
