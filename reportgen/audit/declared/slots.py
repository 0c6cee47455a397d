"""Which variants of a metric a text names, slot by slot, and which it leaves open."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import islice, product

from reportgen.audit.basis import basis_in
from reportgen.audit.declared.rings import Ring, first_named
from reportgen.audit.declared.spelling import spelling
from reportgen.audit.grammar.when import Scope
from reportgen.model.facts import MetricInfo

MOST = 40
"""How many ways of filling the slots are tried."""
_CHOICES = 8
"""A slot with more words than these, such as that of the sector, has no word that goes without saying."""
_BASES = frozenset({"price", "total"})
_RANGE = re.compile(r"(\d+\.\d+)\s*%?\s*(?:[-–]|to)\s*(\d+\.\d+)")
_NUMBERS = re.compile(r"\d{1,3}")


@dataclass(frozen=True, slots=True)
class Filling:
    """The variants a text names: those it says (`stated`), all it admits (`admitted`), and how many words said them."""

    stated: tuple[tuple[str, ...], ...]
    admitted: tuple[tuple[str, ...], ...]
    size: int = 0


def fill(
    info: MetricInfo, rings: Sequence[Ring], events: Sequence[str], basis: str, before: Sequence[str] = ()
) -> Filling:
    """The ways to fill a metric's slots.

    `events` are the declared events in order of preference, `before` the variants of the same metric just before.
    """
    phrases = dict(info.spoken)
    example = _example(info)
    stated: list[tuple[str, ...]] = []
    admitted: list[tuple[str, ...]] = []
    size, last, unsaid = 0, 0, 0
    for at, slot in enumerate(info.variants):
        if not slot:
            break
        named, words = _spoken(slot, phrases, rings, basis)
        if not named and at < len(before) and before[at] in slot:
            named = (before[at],)
        unsaid += not named and len(slot) > _CHOICES
        if named and unsaid:
            return Filling((), ())
        size += words
        last = at + 1 if named else last
        stated.append(named or slot[:1])
        admitted.append(named or slot)
    open_slots = len(info.variants) - len(stated)
    if not open_slots:
        cut = max(last, min(len(example), 1) if "price" in example[:1] else 0)
        return Filling(_ways(stated[:cut]), _ways(admitted[: max(cut, len(example))]), size)
    free, words = _free(example[len(stated) :], open_slots, phrases, rings, events)
    return Filling(_ways([*stated], free), _ways([*admitted], free), size + words)


def _ways(slots: Sequence[tuple[str, ...]], tail: Sequence[tuple[str, ...]] = ((),)) -> tuple[tuple[str, ...], ...]:
    return tuple((*head, *rest) for rest in tail for head in islice(product(*slots), MOST))


def _example(info: MetricInfo) -> tuple[str, ...]:
    """The variants of the metric's example."""
    body = info.example.partition("@")[0].partition(".")[2]
    return parts(body.removeprefix(info.name).strip("."))


def parts(rest: str) -> tuple[str, ...]:
    """The variants of a key, a range of numbers kept whole."""
    kept = _RANGE.sub(lambda hit: hit[0].replace(".", "\0"), rest)
    return tuple(word.replace("\0", ".") for word in kept.split(".") if word)


def _spoken(
    slot: Sequence[str], phrases: Mapping[str, tuple[str, ...]], rings: Sequence[Ring], basis: str
) -> tuple[tuple[str, ...], int]:
    """The variants of a slot that the nearest ring names which names any, and by how many words."""
    for ring in rings:
        if set(slot) == _BASES:
            if found := basis_in(ring.text.split()):
                return (found,), 2
            continue
        hits = [(size, word) for word in slot if (size := _size(word, phrases.get(word, ()), ring))]
        if hits:
            most = max(size for size, _ in hits)
            return tuple(word for size, word in hits if size == most), most
    return ((basis,), 0) if set(slot) == _BASES and basis else ((), 0)


def _size(word: str, phrases: Sequence[str], ring: Ring) -> int:
    """By how many words a ring says a variant, 0 where it does not."""
    spelt = phrases or ((word.replace("_", " "),) if len(word) > 3 else ())
    return max((one.size for phrase in spelt if (one := spelling(phrase)).found(ring.text)), default=0)


# -- slots that take any word ----------------------------------------------------------------------


def _free(
    example: Sequence[str],
    room: int,
    phrases: Mapping[str, tuple[str, ...]],
    rings: Sequence[Ring],
    events: Sequence[str],
) -> tuple[list[tuple[str, ...]], int]:
    """What may stand in the open slots: one choice for each word of the example, then the terms that are said."""
    choices = [list(dict.fromkeys(_like(word, rings, events))) for word in example if not _is_name(word, events)]
    terms, size = _terms(phrases, rings)
    if len(choices) < len(example) and terms:
        return [(term,) for term in terms], size
    heads = list(islice(product(*choices), MOST))
    return [(*head, *terms)[:room] for head in heads], size + 2 * len(first_named(rings))


def _like(word: str, rings: Sequence[Ring], events: Sequence[str]) -> Iterator[str]:
    """Words of the kind an example's word is: a declared event, a range, the day of something numbered."""
    if word in events:
        yield from first_named(rings) or events[:1]
    elif _RANGE.fullmatch(word):
        for ring in rings:
            yield from (f"{hit[1]}-{hit[2]}" for hit in _RANGE.finditer(ring.raw))
    elif _NUMBERS.fullmatch(word):
        for ring in rings:
            yield from (day.isoformat() for day in days_of(ring))


def _is_name(word: str, events: Sequence[str]) -> bool:
    """Whether an example's word is a name of its own, such as that of a venue: it may be left out."""
    return word not in events and not _RANGE.fullmatch(word) and not _NUMBERS.fullmatch(word)


def days_of(ring: Ring) -> Iterable[date]:
    """The days a ring names with their year."""
    for when in ring.whens:
        if when.scope is Scope.DAY and when.year and when.month and when.day:
            yield date(when.year, when.month, when.day)


def _terms(phrases: Mapping[str, tuple[str, ...]], rings: Sequence[Ring]) -> tuple[tuple[str, ...], int]:
    """The terms that the nearest ring says which says any: `gap_180` where it has "180 days without one"."""
    for ring in rings:
        found, size = [], 0
        for word, spelt in phrases.items():
            for phrase in map(spelling, spelt):
                if hit := phrase.found(ring.text):
                    found.append(word.replace("{}", hit[1].replace(",", "")) if "{}" in word else word)
                    size += phrase.size
                    break
        if found:
            return tuple(found), size
    return (), 0
