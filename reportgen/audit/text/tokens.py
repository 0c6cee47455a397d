"""Tokens: words, numerals and marks, each with its place in the passage.

Letters and digits never share a token (`Q3` is two, glued), so that names, quarters and amounts are
spelt the same way wherever they occur. The expression has no nested repetition: it is linear.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

_TOKEN = re.compile(
    r"(?P<n>\d{1,3}(?:,\d{3})+(?!\d)(?:\.\d+)?|\d+(?:\.\d+)?)"
    r"|(?P<w>[^\W\d_]+(?:'[^\W\d_]+)?)"
    r"|(?P<p>\.\.\.|'s(?![^\W\d_])|[^\w\s]|_)"
)
LONGEST = 64
"""A longer run of letters or digits is no word and no figure."""


@dataclass(frozen=True, slots=True)
class Token:
    """A word ("w"), a numeral ("n"), a mark ("p"), or something too long to be either ("x")."""

    kind: str
    text: str
    low: str
    start: int
    end: int
    glued: bool
    """Whether it follows the token before it without a space."""


def tokens(text: str) -> list[Token]:
    """The tokens of a text. The possessive 's is a token of its own."""
    out: list[Token] = []
    last = -1
    for hit in _TOKEN.finditer(text):
        kind, start, end = str(hit.lastgroup), hit.start(), hit.end()
        if end - start > LONGEST:
            out.append(Token("x", "", "", start, end, start == last))
        else:
            _append(out, kind, text[start:end], start, glued=start == last)
        last = end
    return out


def _append(out: list[Token], kind: str, word: str, start: int, *, glued: bool) -> None:
    low = word.lower()
    if kind == "w" and low.endswith("'s") and len(word) > 2:
        cut = len(word) - 2
        out.append(Token("w", word[:cut], low[:cut], start, start + cut, glued))
        out.append(Token("p", "'s", "'s", start + cut, start + len(word), glued=True))
    else:
        out.append(Token(kind, word, low, start, start + len(word), glued))


def says(tokens: Sequence[Token], at: int, *words: str) -> bool:
    """Whether the token at a position is one of the words."""
    return 0 <= at < len(tokens) and tokens[at].low in words


def says_all(tokens: Sequence[Token], at: int, *words: str) -> bool:
    """Whether the tokens from a position on are the words, in order."""
    return 0 <= at <= len(tokens) - len(words) and all(tokens[at + k].low == word for k, word in enumerate(words))
