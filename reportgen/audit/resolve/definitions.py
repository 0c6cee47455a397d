"""What the catalog and the metrics say of themselves: a sentence of theirs, quoted, defines and claims nothing."""

from __future__ import annotations

import re
from collections.abc import Iterator

from reportgen.audit.resolve.shelf import Shelf

_SHORTEST = 24
"""Shorter sentences may be anybody's."""
_STOP = re.compile(r"(?<=[.;])\s+(?=[A-Z])")


class Definitions:
    """The sentences with figures in the notes and titles of the catalog and in the methods of the metrics."""

    def __init__(self, shelf: Shelf) -> None:
        """`shelf` holds the catalog and the metrics."""
        self._own = frozenset(one for text in _texts(shelf) for one in sentences_of(text))

    def holds(self, sentence: str, figure: str) -> bool:
        """Whether a figure stands in words that are the catalog's or a metric's own."""
        said = _plain(sentence)
        if len(said) < _SHORTEST:
            return False
        return any(_plain(figure) in own and (own in said or said in own) for own in self._own)


def sentences_of(text: str) -> Iterator[str]:
    """The sentences of a text, in plain spacing and without their full stops; figures in words count too."""
    for sentence in _STOP.split(_plain(text)):
        if len(sentence) >= _SHORTEST:
            yield sentence.rstrip(".;")


def _plain(text: str) -> str:
    return " ".join(text.split()).rstrip(".;")


def _texts(shelf: Shelf) -> Iterator[str]:
    dataset = shelf.book.dataset
    for info in shelf.metrics.values():
        yield info.method
    for series in dataset.series.values():
        yield from (series.note, series.origin.title)
    for table in dataset.tables.values():
        yield from (table.note, table.origin.title)
    for entity in shelf.entities.values():
        yield from entity.notes
