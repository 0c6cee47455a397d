"""Tags and entities of HTML, found in one pass whatever the nesting or the damage."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from html import unescape

_NAME = re.compile(r"</?([a-zA-Z][a-zA-Z0-9:-]*)")
_ATTRIBUTE = re.compile(r"""([a-zA-Z_:][-a-zA-Z0-9_:.]*)\s*(?:=\s*("[^"]*"|'[^']*'|[^\s"'>]+))?""")
_REFERENCE = re.compile(r"&(?:#\d{1,7}|#[xX][0-9a-fA-F]{1,6}|[a-zA-Z][a-zA-Z0-9]{1,31});?")
LONGEST_TAG = 20_000


@dataclass(frozen=True, slots=True)
class Tag:
    """A tag at a place of the source."""

    name: str
    closing: bool
    alone: bool
    start: int
    end: int
    source: str

    def attributes(self) -> dict[str, str]:
        """Its attributes, by lower-case name."""
        inner = self.source[self.start + 1 + len(self.name) : self.end - 1]
        return {name.lower(): unescape(value.strip("\"'")) for name, value in _ATTRIBUTE.findall(inner)}


@dataclass(frozen=True, slots=True)
class Text:
    """Character data between tags."""

    start: int
    end: int


def parts(source: str) -> Iterator[Tag | Text]:
    """The tags and texts of a page, in order. Comments, declarations and unfinished tags are left out."""
    at, size = 0, len(source)
    while at < size:
        opening = source.find("<", at)
        if opening < 0:
            yield Text(at, size)
            return
        if opening > at:
            yield Text(at, opening)
        if source.startswith("<!--", opening):
            closing = source.find("-->", opening + 4)
            at = size if closing < 0 else closing + 3
            continue
        closing = source.find(">", opening + 1, opening + LONGEST_TAG)
        name = _NAME.match(source, opening)
        if closing < 0 or (name is None and source[opening + 1 : opening + 2] not in {"!", "?", "/"}):
            yield Text(opening, opening + 1)
            at = opening + 1
            continue
        if name is not None:
            closing = _past_quotes(source, opening, closing)
            yield Tag(
                name[1].lower(), source[opening + 1] == "/", source[closing - 1] == "/", opening, closing + 1, source
            )
        at = closing + 1


def _past_quotes(source: str, opening: int, closing: int) -> int:
    """The end of a tag whose attribute holds a ">" between quotes."""
    for _ in range(8):
        inner = source[opening:closing]
        if inner.count('"') % 2 == 0:
            return closing
        further = source.find(">", closing + 1, opening + LONGEST_TAG)
        if further < 0:
            return closing
        closing = further
    return closing


def pieces(source: str, start: int, end: int) -> Iterator[tuple[str, int, bool]]:
    """Character data as (text, place, literal): entities resolved, everything else as it stands."""
    at = start
    for hit in _REFERENCE.finditer(source, start, end):
        if hit.start() > at:
            yield source[at : hit.start()], at, True
        yield unescape(hit.group()), hit.start(), False
        at = hit.end()
    if at < end:
        yield source[at:end], at, True
