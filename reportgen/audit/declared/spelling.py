"""Phrases as metrics declare them, and where a text says them."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

FIGURE, OTHER, SOME = "#", "~", "…"
"""In a phrase and in plain text: the figure asked about, another figure; in a phrase: a few words."""
_WORD = re.compile(r"[#~…;:.]|\d+(?:[.,]\d+)*|[^\W\d_]+(?:'[^\W\d_]+)*|&|\{\}")
_GAP = r"(?:[^\s.;:]+ ){0,18}?"
_NUMBER = r"(\d[\d.,]*) "
_LONGEST = 2_000
_SMALL = frozenset(
    "a an the of in on at to by for from per than that it is was … # ~ : ; {} "
    "year years month months week weeks day days".split()
)
"""Words that by themselves call nothing."""


@lru_cache(maxsize=2048)
def plain(text: str) -> str:
    """A text as lower-case words with single spaces, hyphens and commas gone: " small caps cost # "."""
    words = _WORD.findall(text[:_LONGEST].lower().replace("per cent", "percent").replace("'s ", " "))
    return f" {' '.join(words)} "


@dataclass(frozen=True, slots=True)
class Spelling:
    """One declared phrase, ready to be looked for; `size` counts its words, `places_figure` that it has a #."""

    text: str
    first: str
    size: int
    places_figure: bool
    pattern: re.Pattern[str]

    def found(self, text: str) -> re.Match[str] | None:
        """Where plain text says it first."""
        return self.pattern.search(text)


@lru_cache(maxsize=8192)
def spelling(phrase: str) -> Spelling:
    """A declared phrase as something to look for."""
    words = plain(phrase).split()
    parts = [_GAP if word == SOME else _NUMBER if word == "{}" else re.escape(word) + " " for word in words]
    literal = [word for word in words if word not in {FIGURE, OTHER, SOME, "{}"}]
    telling = [word for word in phrase.lower().split() if word.strip(",") not in _SMALL]
    return Spelling(
        phrase, literal[0] if literal else "", len(telling), FIGURE in words, re.compile(r"(?<!\S)" + "".join(parts))
    )


def marked(text: str, spans: Sequence[tuple[int, int]], at: int) -> str:
    """A text with the figure number `at` written #, those before it and after it ~."""
    out, last = [], 0
    for number, (start, end) in enumerate(spans):
        if start < last:
            continue
        out += [text[last:start], f" {FIGURE} " if number == at else f" {OTHER} "]
        last = end
    return "".join([*out, text[last:]])


def segment(text: str) -> str:
    """The words around the figure of a marked plain text, as far as the next figures and full stops."""
    before, _, after = text.partition(f" {FIGURE} ")
    lead = re.split(r" [~.;] ", f"{before} ")[-1]
    tail = re.split(r" [~.;] ", f" {after}")[0]
    return f" {lead.strip()} {FIGURE} {tail.strip()} "
