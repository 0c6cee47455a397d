"""The texts that explain a figure, the nearest first, and what each of them names."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property

from reportgen.audit.declared.spelling import FIGURE, plain
from reportgen.audit.grammar.marks import Mark, Tag
from reportgen.audit.grammar.tagger import Tagger
from reportgen.audit.grammar.when import When
from reportgen.audit.text.tokens import Token, tokens
from reportgen.model.dataset import Entity
from reportgen.model.events import EventRule

_LONGEST = 600


@dataclass(frozen=True)
class Ring:
    """One text around a figure: a row's label, a column's, a caption, a sentence.

    `text` is plain, without the names of declared events; `events` are those it names.
    """

    raw: str
    text: str
    names: tuple[str, ...] = ()
    whens: tuple[When, ...] = ()
    events: tuple[str, ...] = ()

    @cached_property
    def words(self) -> frozenset[str]:
        """Its words."""
        return frozenset(self.text.split())


@dataclass(frozen=True)
class Rings:
    """Reads texts into rings."""

    tagger: Tagger
    events: dict[str, EventRule]
    entities: dict[str, Entity]

    def read(self, text: str) -> Ring:
        """What one text names: entities, periods, declared events.

        Entities come in order; where the text marks its figure, those before it and near it first, and last
        those it only compares with.
        """
        text = text[:_LONGEST]
        named, rest = [], text
        for event, spelt in self._spelt():
            cut = _without(rest, spelt)
            if cut is not None:
                named.append(event)
                rest = cut
        words = tokens(rest)
        marks = self.tagger.marks(words)
        names = [who for mark in _by_nearness(words, marks) for who in mark.ids]
        whens = tuple(mark.when for mark in marks if mark.when is not None)
        return Ring(text, plain(rest), tuple(dict.fromkeys(names)), whens, tuple(named))

    def _spelt(self) -> Iterator[tuple[str, str]]:
        """Each event with its names, the longest first: with its owner's, and alone."""
        found: list[tuple[str, str]] = []
        for rule in self.events.values():
            owner = self.entities.get(rule.subject)
            whole = [f"{rule.label} of the {name}" for name in (owner.names if owner else ())]
            whole += [f"{rule.label} of {name}" for name in (owner.names if owner else ())]
            found.extend((rule.id, spelt) for spelt in (*whole, rule.label))
        yield from sorted(found, key=lambda pair: -len(pair[1]))


_COMPARING = frozenset({"than", "against", "versus", "beside", "below", "above"})


def _by_nearness(words: Sequence[Token], marks: Sequence[Mark]) -> list[Mark]:
    named = [mark for mark in marks if mark.tag is Tag.NAME]
    figure = next((at for at, word in enumerate(words) if word.low == FIGURE), None)
    if figure is None:
        return named
    return sorted(named, key=lambda mark: (_compares(words, mark), mark.first > figure, abs(figure - mark.first)))


def _compares(words: Sequence[Token], mark: Mark) -> bool:
    before = [word.low for word in words[max(0, mark.first - 2) : mark.first] if word.low != "the"]
    return bool(before) and before[-1] in _COMPARING


def _without(text: str, spelt: str) -> str | None:
    """A text without one of its phrases; None where it does not say it."""
    at = text.lower().find(spelt.lower())
    return None if at < 0 else f"{text[:at]} {text[at + len(spelt) :]}"


def first_named(rings: Iterable[Ring]) -> tuple[str, ...]:
    """The declared events the nearest ring names that names any."""
    return next((ring.events for ring in rings if ring.events), ())
