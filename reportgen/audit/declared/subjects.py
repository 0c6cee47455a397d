"""Whom a metric may be about, given the names around a figure."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from reportgen.audit.declared.rings import Ring
from reportgen.audit.declared.topics import Topics
from reportgen.audit.resolve.shelf import Shelf
from reportgen.model.facts import MetricInfo

_FEW = 8


def subjects(
    info: MetricInfo, rings: Sequence[Ring], topics: Topics | None, shelf: Shelf, events: Sequence[str]
) -> Iterator[tuple[str, bool]]:
    """The subjects in order of likelihood, each with whether the words around the figure settle it.

    Without `topics` only those the words name: where a text speaks of a stranger nobody else may be meant.
    """
    seen: set[str] = set()
    for who, sure in _in_order(info, rings, topics, shelf, events):
        if who not in seen:
            seen.add(who)
            yield who, sure


def _in_order(
    info: MetricInfo, rings: Sequence[Ring], topics: Topics | None, shelf: Shelf, events: Sequence[str]
) -> Iterator[tuple[str, bool]]:
    pairs = "pair" in info.kinds
    for ring in rings:
        named = ring.names
        if pairs:
            yield from ((pair, True) for pair in _pairs(named, shelf))
            spoken_of = topics.pairs if topics is not None else ()
            yield from ((pair, True) for pair in spoken_of if pair.partition("-")[0] in named[:1])
        yield from ((who, True) for name in named for who in of_kind(name, info.kinds, shelf))
    if topics is None:
        return
    if pairs:
        yield from ((pair, len(topics.pairs) == 1) for pair in topics.pairs)
        return
    able = _able(info, shelf)
    if len(able) == 1:
        yield able[0], True
    if _of_event(info, shelf) and not info.variants[0]:
        yield from ((shelf.book.events[event].subject, True) for event in events[:1])
    yield from ((who, False) for who in (*topics.of(info), *able[:1]))


def _able(info: MetricInfo, shelf: Shelf) -> tuple[str, ...]:
    """The entities of a metric's kinds; where it needs no window, those it can be computed of."""
    alone = [who for who, entity in shelf.entities.items() if entity.kind in info.kinds]
    if len(alone) < 2 or info.window == "required" or len(alone) > _FEW:
        return tuple(alone[:1]) if len(alone) == 1 else ()
    return tuple(who for who in alone if shelf.fact(f"{who}.{info.name}") is not None)


def _pairs(named: Sequence[str], shelf: Shelf) -> Iterator[str]:
    """The first of the names against the next of its kind."""
    for at, who in enumerate(named):
        others = [other for other in named[at + 1 :] if shelf.kind(other) == shelf.kind(who)]
        if others:
            yield f"{who}-{others[0]}"
            return


def _of_event(info: MetricInfo, shelf: Shelf) -> bool:
    """Whether a metric is about declared events."""
    return bool(set(info.example.partition("@")[0].split(".")) & set(shelf.book.events))


def of_kind(name: str, kinds: Sequence[str], shelf: Shelf) -> Iterator[str]:
    """The entity itself where the metric takes its kind, else the companies behind it or the index before them."""
    if shelf.kind(name) in kinds:
        yield name
    for who, entity in shelf.entities.items():
        if entity.kind in kinds and entity.options.get("index_entity") == name:
            yield who
    own = shelf.entities.get(name)
    behind = str(own.options.get("index_entity", "")) if own else ""
    if behind and shelf.kind(behind) in kinds:
        yield behind


def compared(who: str, shelf: Shelf) -> str:
    """Whom the catalog compares an entity with, empty where it says none."""
    entity = shelf.entities.get(who)
    return str(entity.options.get("against", "")) if entity else ""
