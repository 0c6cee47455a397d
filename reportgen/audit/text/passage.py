"""A stretch of reading text that knows where each of its characters stands in the source."""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_right
from dataclasses import dataclass, field
from functools import lru_cache

_SPECIAL = re.compile(r"[^\x20-\x7e]")
_GLYPHS = {
    "\t": " ", "\n": " ", "\r": " ", "\x0b": " ", "\x0c": " ", "\x85": " ", "\u2028": " ", "\u2029": " ",
    "\u2212": "-", "\ufe63": "-", "\uff0d": "-", "\u2010": "-", "\u2011": "-", "\u2012": "-",
    "\u2013": "–", "\u2014": "—", "\u2015": "—",
    "\u2018": "'", "\u2019": "'", "\u201a": "'", "\u201b": "'", "\u2032": "'", "\u02bc": "'",
    "\u201c": '"', "\u201d": '"', "\u201e": '"', "\u00ab": '"', "\u00bb": '"', "\u2033": '"',
    "\u2026": "...", "\u00d7": "x", "\u2022": ";", "\u00b7": ";", "\u25cf": ";", "\u2044": "/",
    "\u00ae": "", "\u2122": "", "\u2120": "", "\u25b2": "+", "\u25bc": "-", "\u2191": "+", "\u2193": "-",
    "\u00bd": ".5", "\u00bc": ".25", "\u00be": ".75", "\u215b": ".125", "\u215c": ".375", "\u215d": ".625",
    "\u215e": ".875", "\u2153": ".333", "\u2154": ".667",
}  # fmt: skip


@lru_cache(maxsize=4096)
def plain_glyph(char: str) -> str:
    """What one unusual character means to a reader of figures; empty for marks that show nothing.

    Superscripts are footnote marks and vanish, so that `2.0%²` stays 2.0%.
    """
    if char in _GLYPHS:
        return _GLYPHS[char]
    category = unicodedata.category(char)
    if category in {"Cc", "Cf", "Cn", "Co", "Cs", "Mn", "Me"}:
        return ""
    if category == "Zs":
        return " "
    if category == "Nd":
        return str(unicodedata.decimal(char))
    if "<super>" in unicodedata.decomposition(char):
        return ""
    folded = unicodedata.normalize("NFKC", char)
    return folded if folded.isascii() else char


@dataclass(frozen=True, slots=True)
class Passage:
    """Text as the grammar reads it, with a map back to the source.

    `starts` and `origins` are parallel: the run of text from `starts[k]` on stands in the source from
    `origins[k]` on, character by character.
    """

    text: str
    starts: tuple[int, ...]
    origins: tuple[int, ...]

    def origin(self, position: int) -> int:
        """The place in the source of the character at a position of the text."""
        if not self.starts:
            return 0
        run = max(0, bisect_right(self.starts, position) - 1)
        return self.origins[run] + max(0, position - self.starts[run])

    def span(self, start: int, end: int) -> tuple[int, int]:
        """The span of the source that a span of the text stands for."""
        first = self.origin(start)
        return first, max(first, self.origin(end - 1) + 1 if end > start else first)


@dataclass(slots=True)
class Scribe:
    """Collects the pieces of a passage while a reader walks through the source."""

    _parts: list[str] = field(default_factory=list)
    _starts: list[int] = field(default_factory=list)
    _origins: list[int] = field(default_factory=list)
    _length: int = 0

    def __bool__(self) -> bool:
        return self._length > 0

    def add(self, text: str, origin: int) -> None:
        """Add source text that stands at `origin`, unusual characters made plain."""
        at = 0
        for hit in _SPECIAL.finditer(text):
            self._run(text[at : hit.start()], origin + at)
            self.put(plain_glyph(hit.group()), origin + hit.start())
            at = hit.end()
        self._run(text[at:], origin + at)

    def put(self, text: str, origin: int) -> None:
        """Add text that stands for something else in the source (an entity, a break), at one place."""
        for char in text:
            self._run(char, origin)

    def _run(self, text: str, origin: int) -> None:
        if not text:
            return
        follows = self._starts and self._origins[-1] + self._length - self._starts[-1] == origin
        if not follows:
            self._starts.append(self._length)
            self._origins.append(origin)
        self._parts.append(text)
        self._length += len(text)

    def passage(self) -> Passage:
        """The passage so far."""
        return Passage("".join(self._parts), tuple(self._starts), tuple(self._origins))


def passage_of(text: str, origin: int = 0) -> Passage:
    """A passage from plain text that stands in the source at `origin`."""
    scribe = Scribe()
    scribe.add(text, origin)
    return scribe.passage()
