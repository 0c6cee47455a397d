"""Remarks that facts carry: how much of a market they cover, how many companies they leave out."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field

from reportgen.audit.resolve.shelf import Shelf
from reportgen.audit.text.sentences import sentences
from reportgen.audit.text.tokens import tokens
from reportgen.model.facts import Fact

_NUMBER = re.compile(r"\d+(?:[.,]\d+)*")
_WORDS = re.compile(r"#|[^\W\d_]+|%")
_LEAST = 4
"""A remark of fewer words may be anybody's."""


@dataclass(frozen=True, slots=True)
class Stated:
    """A remark's figures in order, and the key of a fact that carries it."""

    numbers: tuple[str, ...]
    source: str


@dataclass(slots=True)
class Remarks:
    """The remarks of the facts that a text has been found to speak of."""

    shelf: Shelf
    _seen: set[str] = field(default_factory=set)
    _remarks: dict[str, list[Stated]] = field(default_factory=dict)

    def of(self, sentence: str) -> tuple[Stated, bool] | None:
        """The remark a sentence repeats, and whether with its figures; None where no fact carries it."""
        shape, numbers = _shape(sentence)
        if len(shape.split()) < _LEAST or not numbers:
            return None
        found = self._told().get(shape, ())
        same = next((one for one in found if one.numbers == numbers), None)
        return (same, True) if same else (found[0], False) if len(found) == 1 else None

    def _told(self) -> Mapping[str, list[Stated]]:
        for fact in self.shelf.book.asked():
            for note in fact.notes if isinstance(fact, Fact) and fact.key not in self._seen else ():
                _index(self._remarks, note, fact.key)
            self._seen.add(fact.key)
        return self._remarks


def _index(into: dict[str, list[Stated]], note: str, key: str) -> None:
    every = tokens(note)
    for first, last in sentences(every):
        shape, numbers = _shape(note[every[first].start : every[last - 1].end])
        known = into.setdefault(shape, [])
        if numbers and all(one.numbers != numbers for one in known):
            known.append(Stated(numbers, key))


def _shape(sentence: str) -> tuple[str, tuple[str, ...]]:
    """A sentence with its figures as #, and the figures."""
    low = sentence.lower()
    return " ".join(_WORDS.findall(_NUMBER.sub("#", low))), tuple(_NUMBER.findall(low))
