"""Words chosen from facts: verbs, adverbs, comparisons, lists."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Literal

from reportgen.model.facts import Unavailable
from reportgen.model.prose import Token
from reportgen.narrative import wording
from reportgen.narrative.desk import Desk
from reportgen.narrative.figures import Figures
from reportgen.narrative.ledger import MARK, Mark


@dataclass(frozen=True, slots=True)
class Words:
    """What says a direction or a comparison; `spoken` counts the uses of a rung, so that verbs vary."""

    desk: Desk
    figures: Figures
    spoken: dict[str, int] = field(default_factory=dict)

    def percentile(self, key: str) -> float:
        """The share of past moves over the same horizon that were smaller; one half where unknown."""
        found = self._percentile(key)
        return 0.5 if found is None else found

    def _percentile(self, key: str) -> float | None:
        fact, book = self.desk.need(key), self.desk.book
        if fact.metric not in {"return", "excess"} or f"{fact.metric}.size_percentile" not in book.metrics:
            return None
        name = ".".join((fact.subject, f"{fact.metric}.size_percentile", *fact.variants)) + f"@{fact.window}"
        answer = book.get(name)
        return None if isinstance(answer, Unavailable) else answer.number

    def _pick(self, key: str) -> int:
        """A number that changes with the edition and with each use of a rung, never by chance."""
        used = self.spoken.get(key, 0)
        self.spoken[key] = used + 1
        return self._week + used + len(self.spoken)

    @property
    def _week(self) -> int:
        """The running number of the week: alternates take turns over year ends too."""
        return self.desk.book.as_of.toordinal() // 7

    def verb(self, key: str, form: Literal["past", "participle"] = "past") -> str:
        """The verb for a move: by its direction and its size against this series' own history."""
        if self.desk.flat(key):
            return wording.FLAT[form == "participle"]
        direction: wording.Direction = "up" if self.desk.up(key) else "down"
        return wording.verb(direction, self._percentile(key), self._pick(key))[form == "participle"]

    def move(self, key: str, form: Literal["past", "participle"] = "past") -> Mark:
        """Verb and size: "fell 1.6%"; "was little changed" where the figure prints as zero."""
        word = self.verb(key, form)
        return Mark(word) if self.desk.flat(key) else Mark(f"{word} {self.figures.size(key)}")

    def updown(self, key: str) -> Mark:
        """An adverb and the size: "up 3.0%", "down 1.4%", "unchanged"."""
        if self.desk.flat(key):
            return Mark("unchanged")
        return Mark(f"{'up' if self.desk.up(key) else 'down'} {self.figures.size(key)}")

    def gain_or_loss(self, key: str) -> str:
        """The noun for a move: gain, loss, or "unchanged level"."""
        return "gain" if self.desk.up(key) else "loss" if self.desk.down(key) else "unchanged level"

    def versus(self, left: str, right: str, *, form: Literal["participle", "past", "adverb"] = "participle") -> str:
        """How one printed figure compares with another: outpacing, lagging, matching."""
        words = {
            "participle": ("outpacing", "lagging", "matching"),
            "past": ("outpaced", "lagged", "matched"),
            "adverb": ("ahead of", "behind", "level with"),
        }[form]
        gap = self._gap(left, right)
        return words[0 if gap > 0 else 1 if gap < 0 else 2]

    def degree(self, left: str, right: str) -> str:
        """By how much two printed moves of one direction differ: "a touch", "far", or nothing where neither fits."""
        return wording.margin(self.desk.on_paper(left), self.desk.on_paper(right))

    def _gap(self, left: str, right: str) -> float:
        return round(self.desk.on_paper(left) - self.desk.on_paper(right), 6)

    def choose(self, name: str, *options: str) -> str:
        """One of several equal wordings, by the edition's week and the name of the place."""
        return options[(self._week + sum(map(ord, name))) % len(options)]

    def spell(self, count: int) -> str:
        """A small count in words, for how many things a template lists itself."""
        return wording.cardinal(count)

    def cap(self, text: str) -> Mark:
        """The text with its first letter in upper case, be it a word or a name in the ledger."""
        ledger = self.desk.sheet.ledger
        if match := MARK.match(text):
            piece = ledger.entries[int(match[1])].piece
            if isinstance(piece, Token) and piece.text[:1].islower():
                capital = ledger.token(piece.kind, piece.text[:1].upper() + piece.text[1:])
                return Mark(capital + text[match.end() :])
            return Mark(text)
        return Mark(text[:1].upper() + text[1:])

    def listed(self, items: Iterable[str], word: str = "and") -> Mark:
        """A list in words: "a, b and c"."""
        parts = [item for item in items if item]
        if len(parts) < 2:
            return Mark("".join(parts))
        return Mark(f"{', '.join(parts[:-1])} {word} {parts[-1]}")
