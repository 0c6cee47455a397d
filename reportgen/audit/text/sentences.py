"""Where sentences end, which is not at every full stop."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from reportgen.audit.text.tokens import Token

_NEVER_LAST = frozenset(
    "jan feb mar apr jun jul aug sep sept oct nov dec mon tue tues wed thu thur thurs fri sat sun mr mrs ms dr prof st "
    "vs v approx ca cf eg e.g i.e no nos fig figs vol est gov sen rep gen pres dept jr sr".split()
)
_SELDOM_LAST = frozenset("inc corp co ltd plc llc etc u.s u.k e.u a.m p.m bn mn pct bps".split())
_OPENERS = frozenset(
    "the a an in on it its this that these those they we our for with while after before as at by from since over "
    "however but and meanwhile small large stocks shares investors treasury markets during both all still not".split()
)
LONGEST = 400
"""Tokens after which a sentence is cut: no one writes longer ones, hostile input does."""


def sentences(tokens: Sequence[Token]) -> Iterator[tuple[int, int]]:
    """The sentences as spans of token positions."""
    start = 0
    for at, token in enumerate(tokens):
        if at + 1 - start >= LONGEST or (token.low in {".", "!", "?", "..."} and _ends(tokens, at)):
            yield start, at + 1
            start = at + 1
    if start < len(tokens):
        yield start, len(tokens)


def _ends(tokens: Sequence[Token], at: int) -> bool:
    """Whether the mark at this position ends a sentence."""
    following = at + 1
    while following < len(tokens) and tokens[following].low in {'"', "'", ")", "]"} and tokens[following].glued:
        following += 1
    if following >= len(tokens):
        return True
    after = tokens[following]
    if after.glued and following == at + 1:
        return _glued_sentence(tokens, at)
    if not (after.text[:1].isupper() or after.kind in {"n", "p", "x"}):
        return tokens[at].low in {"!", "?"}
    if tokens[at].low != ".":
        return True
    return not _abbreviates(tokens, at, after)


def _glued_sentence(tokens: Sequence[Token], at: int) -> bool:
    """`...of the year.Then`: a lost space after a long lower-case word, before a capital."""
    before, after = tokens[at - 1], tokens[at + 1]
    return (
        at > 0 and tokens[at].low == "." and before.kind == "w" and len(before.text) > 3 and before.text.islower()
        and after.kind == "w" and after.text[:1].isupper() and len(after.text) > 1
    )  # fmt: skip


def _abbreviates(tokens: Sequence[Token], at: int, after: Token) -> bool:
    if at == 0 or not tokens[at].glued:
        return False
    before = tokens[at - 1]
    if before.kind != "w":
        return False
    word = before.low
    if word in _NEVER_LAST:
        return not (word in {"no", "sat", "sun", "mar", "v"} and after.low in _OPENERS)
    dotted = len(word) == 1 and at > 1 and tokens[at - 2].low == "." and before.glued
    if word in _SELDOM_LAST or dotted:
        return after.low not in _OPENERS
    return len(word) == 1 and before.text.isupper() and after.kind == "w" and after.low not in _OPENERS
