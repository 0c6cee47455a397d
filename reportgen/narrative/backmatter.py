"""What follows every report: what is missing and why, how the numbers were made, sources, disclosures."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping

from reportgen.model.document import Bullets, Output, Prose, Section, Source
from reportgen.model.facts import Fact, Facts
from reportgen.model.printing import day
from reportgen.model.prose import Inline, Strong, Text, Token
from reportgen.model.report import ReportSpec
from reportgen.narrative.disclosures import disclosures


def worded(text: str, kind: str = "label") -> tuple[Inline, ...]:
    """Fixed text as inline pieces, every word with a digit typed as a token."""
    pieces = (piece for piece in re.split(r"(\S*\d\S*)", text) if piece)
    return tuple(Token(kind, piece) if any(map(str.isdigit, piece)) else Text(piece) for piece in pieces)


def back_matter(report: ReportSpec, book: Facts, facts: Mapping[str, Fact]) -> Iterator[Section]:
    """The closing sections, compiled from what the edition really prints. Notes and definitions live on the page."""
    title = (Text("How the numbers were made"),)
    for where, outputs in _ELSEWHERE.items():
        yield Section("method", title, (Prose(worded(f"{_general(book)} {where}")),), "back", "method", outputs=outputs)
    if items := tuple(_notes(facts.values())):
        yield Section("notes", (Text("Notes to the figures"),), (Bullets(items),), "back", "method", outputs=_PAGE)
    if facts:
        definitions = Bullets(tuple(_definition(book, name) for name in _named(book, facts)))
        yield Section("definitions", (Text("Definitions"),), (definitions,), "back", "method", outputs=_PAGE)
    closing = tuple(Prose(worded(text)) for text in disclosures(report, book, facts))
    yield Section("disclosures", (Text("Disclosures"),), closing, "back", "disclosures")


_PAGE: tuple[Output, ...] = ("md", "html")
_ELSEWHERE: Mapping[str, tuple[Output, ...]] = {
    "Notes and definitions follow.": _PAGE,
    "Notes and definitions stand on the web page.": ("pdf", "email"),
}
"""Where the notes stand, as each output has to say it."""


def _general(book: Facts) -> str:
    return (
        "Every figure was computed from the data named below as they were known on "
        f"{day(book.as_of)}, rounded once, when printed; parts may not add up to a total for that reason."
    )


def _named(book: Facts, facts: Mapping[str, Fact]) -> list[str]:
    """The metrics an edition uses, by label."""
    return sorted({fact.metric for fact in facts.values()}, key=lambda name: (book.metrics[name].label, name))


def _notes(facts: Iterable[Fact]) -> Iterator[tuple[Inline, ...]]:
    """Every note once, after the names of the first figures it belongs to."""
    about: dict[str, dict[str, None]] = {}
    for fact in facts:
        for note in fact.notes:
            about.setdefault(note, {})[fact.label[:1].upper() + fact.label[1:]] = None
    for note, labels in about.items():
        named = "; ".join(list(labels)[:_NAMED]) + (" and others" if len(labels) > _NAMED else "")
        yield Strong(worded(named)), Text(". "), *worded(sentence(note))


_NAMED = 2
"""How many figures a note names; the cards behind the figures say the rest."""


def _definition(book: Facts, name: str) -> tuple[Inline, ...]:
    info = book.metrics[name]
    return (Strong(worded(info.label[:1].upper() + info.label[1:])), Text(". "), *worded(info.method.replace("`", "")))


def sentence(text: str) -> str:
    """A remark as a sentence: its spaces single, a capital first, a stop last."""
    text = " ".join(text.split())
    text = text[:1].upper() + text[1:]
    return text if text.endswith((".", "!", "?")) else text + "."


def references(facts: Mapping[str, Fact]) -> tuple[Source, ...]:
    """The sources of an edition, numbered in the order of their names, with the facts that rest on each."""
    keys: dict[str, list[str]] = {}
    origins = {}
    for key, fact in facts.items():
        for origin in fact.origins:
            keys.setdefault(origin.dataset, []).append(key)
            origins[origin.dataset] = origin
    ordered: Iterable[str] = sorted(origins, key=lambda name: (origins[name].publisher, name))
    return tuple(
        Source(number, _reference(origins[name]), origins[name].url, tuple(keys[name]), str(origins[name].standing))
        for number, name in enumerate(ordered, 1)
    )


def _reference(origin: object) -> str:
    publisher, title = getattr(origin, "publisher", ""), getattr(origin, "title", "")
    retrieved, vintage = getattr(origin, "retrieved", None), getattr(origin, "vintage", None)
    text = f"{publisher[:1].upper()}{publisher[1:]}, {title}"
    if vintage:
        text += f", vintage {vintage}"
    if retrieved:
        text += f", retrieved {day(retrieved)}"
    return text
