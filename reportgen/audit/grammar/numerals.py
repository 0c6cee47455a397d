"""Numbers in digits and words: where one starts, its value, how exactly it is printed."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from reportgen.audit.lexicon.numbers import FRACTIONS, HUNDREDS, SCALES, SHORT_SCALES, TENS, UNITS
from reportgen.audit.text.tokens import Token, says

LONGEST_NUMBER = 18
"""Digits beyond which a number means nothing in a market."""


@dataclass(frozen=True, slots=True)
class Numeral:
    """A number at a token position: its value, decimals, the first token after it."""

    value: float
    places: int
    after: int
    worded: bool = False
    half: float | None = None


def numeral(tokens: Sequence[Token], at: int) -> Numeral | None:
    """The number that starts at a token, None where none does."""
    if at >= len(tokens):
        return None
    token = tokens[at]
    if token.kind == "n":
        return _digits(tokens, at)
    if token.low == "." and not token.glued:
        return _bare_decimal(tokens, at)
    if token.kind == "w":
        return _fraction(tokens, at) or _words(tokens, at)
    return None


def _digits(tokens: Sequence[Token], at: int) -> Numeral | None:
    text = tokens[at].text
    if len(text) > LONGEST_NUMBER:
        return None
    plain = text.replace(",", "")
    _, dot, decimals = plain.partition(".")
    after, value = at + 1, float(plain)
    if not dot and says(tokens, after, ".") and tokens[after].glued and _kind(tokens, after + 1) == "n":
        following = tokens[after + 1]
        if following.glued and "," not in following.text and "." not in following.text:
            return Numeral(float(f"{plain}.{following.text[:6]}"), len(following.text), after + 2)
    if mixed := _mixed(tokens, after):
        return Numeral(value + mixed, 2, after + 3)
    dashed = says(tokens, after, "-") and tokens[after].glued and not dot
    if dashed and (mixed := _mixed(tokens, after + 1)):
        return Numeral(value + mixed, 2, after + 4)
    return Numeral(value, len(decimals) if dot else 0, after)


def _mixed(tokens: Sequence[Token], at: int) -> float | None:
    """The fraction of `4 1/2`."""
    if _kind(tokens, at) != "n" or not says(tokens, at + 1, "/") or _kind(tokens, at + 2) != "n":
        return None
    top, bottom = tokens[at].text, tokens[at + 2].text
    if not (top.isdigit() and bottom.isdigit() and int(bottom[:4]) in {2, 4, 8, 16} and int(top[:4]) < int(bottom)):
        return None
    return int(top) / int(bottom)


def _bare_decimal(tokens: Sequence[Token], at: int) -> Numeral | None:
    """`.5` and the like."""
    if _kind(tokens, at + 1) != "n" or not tokens[at + 1].glued or not tokens[at + 1].text.isdigit():
        return None
    text = tokens[at + 1].text[:8]
    return Numeral(float(f"0.{text}"), len(text), at + 2)


def _fraction(tokens: Sequence[Token], at: int) -> Numeral | None:
    """`a third`, `two-thirds`, `half`, `three quarters`, `one half`."""
    first = tokens[at].low
    if first == "half" and not says(tokens, at - 1, "first", "second", "-"):
        return Numeral(0.5, 0, at + 1, worded=True, half=0.02)
    if (
        first == "quarter"
        and says(tokens, at + 1, "-", "percentage", "of")
        and says(tokens, at + 2, "point", "percentage", "a", "point")
    ):
        return Numeral(0.25, 0, at + 1, worded=True, half=0.02)
    count = 1 if first in {"a", "an"} else UNITS.get(first, 0)
    if not 1 <= count <= 9:
        return None
    dash = 1 if says(tokens, at + 1, "-") else 0
    part = tokens[at + 1 + dash].low if at + 1 + dash < len(tokens) else ""
    if part not in FRACTIONS or (count > 1) != part.endswith(("s", "ves")):
        return None
    following = tokens[at + 2 + dash] if at + 2 + dash < len(tokens) else None
    if following is not None and following.kind == "w" and following.low not in _AFTER_FRACTION:
        return None
    if part == "half" and first == "a":
        return Numeral(0.5, 0, at + 2 + dash, worded=True, half=0.02)
    if part in {"quarter", "quarters"} and not _part_of_something(tokens, at + 2 + dash):
        return None
    return Numeral(count * FRACTIONS[part], 0, at + 2 + dash, worded=True, half=0.02)


_AFTER_FRACTION = frozenset(
    "of lower higher off below above since in over this last on from to by for during and or as while more less after "
    "at between percentage percent per point points its their the when so".split()
)


def _part_of_something(tokens: Sequence[Token], at: int) -> bool:
    """Whether "a quarter" is a part of something, not three months."""
    return says(tokens, at, "of", "percentage", "percent", "point", "-")


def _words(tokens: Sequence[Token], at: int) -> Numeral | None:
    """`seven`, `twenty-five`, `two hundred`, `two and a half`."""
    low = tokens[at].low
    if low in TENS:
        value, after = float(TENS[low]), at + 1
        dash = 1 if says(tokens, after, "-") else 0
        ones = tokens[after + dash].low if after + dash < len(tokens) else ""
        if 0 < UNITS.get(ones, 0) < 10:
            value, after = value + UNITS[ones], after + dash + 1
    elif low in UNITS or (low == "a" and says(tokens, at + 1, "hundred", "dozen")):
        value, after = float(UNITS.get(low, 1)), at + 1
    else:
        return None
    return _larger(tokens, value, after)


def _larger(tokens: Sequence[Token], value: float, after: int) -> Numeral:
    while after < len(tokens) and tokens[after].low in {*HUNDREDS, "dozen"}:
        value, after = value * HUNDREDS.get(tokens[after].low, 12), after + 1
    if says(tokens, after, "point") and after + 1 < len(tokens) and tokens[after + 1].low in UNITS:
        return Numeral(value + UNITS[tokens[after + 1].low] / 10, 1, after + 2, worded=True)
    if says(tokens, after, "and") and says(tokens, after + 1, "a") and says(tokens, after + 2, "half"):
        return Numeral(value + 0.5, 1, after + 3, worded=True)
    return Numeral(value, 0, after, worded=True)


def scale(tokens: Sequence[Token], at: int, *, money: bool) -> tuple[float, int]:
    """The scale word at a position and how many tokens it takes: (1e9, 1) for "billion"."""
    at_dash = at
    if says(tokens, at, "-") and at + 1 < len(tokens) and tokens[at + 1].low in {"billion", "million", "trillion"}:
        at_dash = at + 1
    if at_dash >= len(tokens) or tokens[at_dash].low not in SCALES:
        return 1.0, 0
    token = tokens[at_dash]
    if token.low in SHORT_SCALES and not (token.glued and (money or (token.text.isupper() and token.low != "t"))):
        return 1.0, 0
    return SCALES[token.low], at_dash + 1 - at


def _kind(tokens: Sequence[Token], at: int) -> str:
    return tokens[at].kind if 0 <= at < len(tokens) else ""
