"""The ledger: every digit a template may print, written down before it is printed.

Jinja sees only marks: two private-use characters around a number in the ledger. No text from data can
contain one (they are removed), so nobody can forge a quotation, and in finished prose a digit that is
not behind a mark has no excuse.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from types import FrameType
from typing import NewType

from reportgen.model.facts import Fact
from reportgen.model.prose import Inline, Quoted, Token

OPEN, CLOSE = "\ue000", "\ue001"
MARK = re.compile(f"{OPEN}(\\d+){CLOSE}")
_PRIVATE = re.compile("[\ue000-\uf8ff]")


@dataclass(frozen=True, slots=True)
class Entry:
    """One printed piece: the inline it becomes, the fact behind it, the template line it stands on."""

    piece: Inline
    fact: Fact | None
    line: int
    sign: str = "auto"


Mark = NewType("Mark", str)
"""Text whose digits all stand in the ledger."""


class Ledger:
    """What one section's templates have printed so far."""

    def __init__(self) -> None:
        self.entries: list[Entry] = []

    def quote(self, fact: Fact, text: str, *, sign: str = "auto") -> Mark:
        """The mark of a printed fact."""
        return self._enter(Entry(Quoted(fact.key, text), fact, template_line(), sign))

    def token(self, kind: str, text: str) -> Mark:
        """The mark of digits that are no fact: a name, a date, a label."""
        return self._enter(Entry(Token(kind, " ".join(_PRIVATE.sub("", text).split())), None, template_line()))

    def _enter(self, entry: Entry) -> Mark:
        self.entries.append(entry)
        return Mark(f"{OPEN}{len(self.entries) - 1}{CLOSE}")

    def marks(self, text: str) -> Iterator[re.Match[str]]:
        """The marks in a text that stand for an entry. Others were made up by a template."""
        return (match for match in MARK.finditer(text) if int(match[1]) < len(self.entries))

    def split(self, text: str) -> list[str | Entry]:
        """Finished text as plain pieces and ledger entries, in order."""
        out: list[str | Entry] = []
        last = 0
        for match in self.marks(text):
            if match.start() > last:
                out.append(text[last : match.start()])
            out.append(self.entries[int(match[1])])
            last = match.end()
        if last < len(text):
            out.append(text[last:])
        return out


def template_line() -> int:
    """The line of the template that is being rendered, 0 where none is."""
    frame: FrameType | None = sys._getframe(1)  # noqa: SLF001 - the only way to know the caller's line
    while frame is not None:
        template = frame.f_globals.get("__jinja_template__")
        if template is not None:
            return int(template.get_corresponding_lineno(frame.f_lineno))
        frame = frame.f_back
    return 0
