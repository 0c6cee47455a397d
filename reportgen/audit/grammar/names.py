"""The catalog's names as a trie over tokens: which entity a run of words means, and which it does not."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from reportgen.audit.lexicon.words import GENERIC_HEADS
from reportgen.audit.text.tokens import Token, tokens
from reportgen.model.dataset import Entity

ALIEN = ""


@dataclass(slots=True)
class _Node:
    following: dict[str, _Node] = field(default_factory=dict)
    ids: list[str] = field(default_factory=list)
    capitals: bool = False
    adjective: list[str] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Name:
    """A name found: the token after it and the entities it may mean; none where it is somebody else's."""

    last: int
    ids: tuple[str, ...]
    adjective: bool = False


class Names:
    """Every name of a catalog, and every name it says is not its own."""

    def __init__(self, entities: Mapping[str, Entity]) -> None:
        self._root = _Node()
        for entity in entities.values():
            if entity.kind == "cited":
                continue
            for name in _spellings(entity):
                self._add(name, entity.id)
                if entity.kind == "index":
                    self._add_adjective(name, entity.id)
        for entity in entities.values():
            for name in entity.not_names:
                self._add(name, ALIEN)

    def _add(self, name: str, who: str) -> None:
        words = tokens(name)
        node = self._root
        for word in words:
            if word.low not in {"-", "."}:
                node = node.following.setdefault(word.low, _Node())
        if node is self._root or (who == ALIEN and node.ids) or who in node.ids:
            return
        if node.ids == [ALIEN]:
            node.ids.clear()
        node.ids.append(who)
        node.capitals = len(words) == 1 and name.isupper()

    def _add_adjective(self, name: str, who: str) -> None:
        """`small-cap stocks` makes `small-cap` an adjective that points to the index."""
        words = [word.low for word in tokens(name) if word.low not in {"-", "."}]
        heavy = len(words) == 3 and words[1] in {"heavy", "oriented", "focused"}
        if not heavy and (len(words) < 2 or words[-1] not in GENERIC_HEADS or not name.islower()):
            return
        node = self._root
        for word in words[:-1]:
            node = node.following.setdefault(word, _Node())
        if who not in node.adjective:
            node.adjective.append(who)

    def at(self, text: Sequence[Token], start: int) -> Name | None:
        """The longest name that starts at a token, None where none does."""
        node, at, found = self._root, start, None
        while at < len(text):
            low = text[at].low
            following = (
                node.following.get(low.replace(",", "")) or self._singular(node, low) or _written_as_one(node, low)
            )
            if following is None:
                if text[at].low in {"-", ".", '"'} and at > start and text[at].glued and at + 1 < len(text):
                    at += 1
                    continue
                break
            node, at = following, at + 1
            if node.ids and not (node.capitals and not text[start].text.isupper()):
                found = Name(at, tuple(who for who in node.ids if who != ALIEN))
            elif node.adjective and not node.ids:
                found = Name(at, tuple(node.adjective), adjective=True)
        return found

    @staticmethod
    def _singular(node: _Node, low: str) -> _Node | None:
        """`10-year Treasury yields` is spelt with the singular in the catalog."""
        if len(low) > 3 and low.endswith("s") and (single := node.following.get(low[:-1])):
            return single if low in {"yields", "notes", "bonds", "bills", "rates", "indexes", "caps"} else None
        return None


def _written_as_one(node: _Node, low: str) -> _Node | None:
    """`largecap`, as some write it, and as a word broken at its hyphen comes out of a PDF."""
    for end in range(4, len(low) - 2) if 6 < len(low) < 20 else ():
        if (first := node.following.get(low[:end])) and (second := first.following.get(low[end:])):
            return second
    return None


_TENORS = {"2": "two", "3": "three", "5": "five", "7": "seven", "10": "ten", "20": "twenty", "30": "thirty"}


def _spellings(entity: Entity) -> Iterable[str]:
    yield from entity.names
    yield entity.short
    tenor, _, unit = entity.short.partition("-")
    if entity.kind == "rate" and unit == "year" and tenor in _TENORS:
        yield f"{_TENORS[tenor]}-year"
        yield from (f"{tenor}{tail}" for tail in ("s", "y", "yr"))
    for name in entity.names:
        if name.lower().startswith("u.s. "):
            yield "US " + name[5:]
