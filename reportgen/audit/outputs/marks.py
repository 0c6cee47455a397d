"""The marks of an annotated page: which words carry which claims, and what they are called."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from html import escape

from reportgen.audit.outputs.words import LABELS
from reportgen.audit.result import Claim
from reportgen.audit.text.passage import Passage
from reportgen.audit.verdicts import Verdict

_GRAVITY = (Verdict.CONTRADICTED, Verdict.UNVERIFIABLE, Verdict.SUPPORTED)


@dataclass(frozen=True, slots=True)
class Mark:
    """Marked words: the claims they make, from `start` to `end` of the source."""

    id: str
    start: int
    end: int
    claims: tuple[Claim, ...]

    @property
    def verdict(self) -> Verdict:
        """The gravest verdict on its claims."""
        return min((claim.verdict for claim in self.claims), key=_GRAVITY.index)


class Marks:
    """The marks of one text, in its order. Claims that share words share a mark."""

    def __init__(self, claims: Sequence[Claim], prefix: str) -> None:
        self.all = _marks(claims, prefix)
        self._starts = [mark.start for mark in self.all]
        self._taken: list[Mark] = []

    def at(self, position: int) -> Mark | None:
        """The mark that a place of the source lies in."""
        found = bisect_right(self._starts, position) - 1
        return self.all[found] if found >= 0 and position < self.all[found].end else None

    def taken(self) -> list[Mark]:
        """The marks set since this was asked last."""
        taken, self._taken = self._taken, []
        return taken

    def marked(self, passage: Passage) -> str:
        """A passage as HTML, its marks as buttons that open the evidence."""
        text = passage.text
        if not text:
            return ""
        first, last = passage.span(0, len(text))
        out, at = list[str](), 0
        for mark in self.all[bisect_left(self._starts, first) : bisect_right(self._starts, last)]:
            start, end = _position(passage, mark.start), _position(passage, mark.end - 1) + 1
            if mark.end > last or start < at or end <= start:
                continue
            out += [escape(text[at:start]), _button(mark, text[start:end])]
            self._taken.append(mark)
            at = end
        return "".join((*out, escape(text[at:])))


def _marks(claims: Sequence[Claim], prefix: str) -> list[Mark]:
    groups: list[list[Claim]] = []
    for claim in sorted(claims, key=lambda one: (one.start, -one.end)):
        if groups and claim.start < max(one.end for one in groups[-1]):
            groups[-1].append(claim)
        else:
            groups.append([claim])
    return [
        Mark(f"m{prefix}{at}", group[0].start, group[0].end, tuple(group)) for at, group in enumerate(groups, start=1)
    ]


def _button(mark: Mark, words: str) -> str:
    told = LABELS[mark.verdict].lower()
    return (
        f'<button class="c {mark.verdict.value}" type="button" id="{mark.id}" popovertarget="e{mark.id}">'
        f'{escape(words)}<span class="unseen">, {told}</span></button>'
    )


def _position(passage: Passage, origin: int) -> int:
    """The place in the text of a place in the source."""
    run = max(0, bisect_right(passage.origins, origin) - 1)
    return min(len(passage.text), passage.starts[run] + max(0, origin - passage.origins[run]))
