"""Which return a text means: price, or total with dividends."""

from __future__ import annotations

import re
from collections.abc import Sequence

from reportgen.audit.grammar.clause import Clause
from reportgen.audit.grammar.marks import Tag
from reportgen.audit.reading import Block

_TOTAL = ("total return", "total-return", "total returns", "dividends reinvested", "including dividends", " tr index",
          "dividends included", "with dividends", "including reinvested", "reinvested dividends")  # fmt: skip
_PRICE = ("price return", "price-return", "excluding dividends", "before dividends", "price terms",
          "without dividends", "price alone", "price basis", "price only", "price index",
          "price change", "dividends excluded", "on price")  # fmt: skip
_HOUSE_RULE = re.compile(
    r"\b(?:returns?|figures|performance|moves|changes)\b[^.]{0,60}\b(?:are|is|refers? to|means?|in|on a)\b[^.]{0,30}"
    r"\b(price|total)[ -](?:returns?|terms|basis|index)\b",
    re.IGNORECASE,
)


def basis_in(words: Sequence[str]) -> str:
    """The basis some words name: "price return", "with dividends reinvested"; empty where they name none or both."""
    text = " ".join(words)
    total = any(mark in text for mark in _TOTAL)
    price = any(mark in text for mark in _PRICE)
    return "" if total == price else "total" if total else "price"


def basis_of(sentence: Sequence[Clause]) -> tuple[str, int]:
    """The basis a sentence names, and the first clause it holds for.

    Said in a later clause with a subject and a figure of its own, it may be of that one alone.
    """
    found = basis_in([word for clause in sentence for word in (clause.opener, *(mark.low for mark in clause.marks))])
    if not found:
        return "", 0
    for number, clause in enumerate(sentence):
        stated = any(mark.tag is Tag.QUANTITY for mark in clause.marks)
        if (
            basis_in([mark.low for mark in clause.marks])
            and clause.own
            and stated
            and clause.opener in {"and", "while", "but"}
        ):
            return found, number
    return found, 0


def house_rule(blocks: Sequence[Block]) -> str:
    """The basis a document declares for all its returns: "Returns are price returns unless stated"."""
    found = {hit[1].lower() for block in blocks for hit in _HOUSE_RULE.finditer(block.passage.text[:5000])}
    return found.pop() if len(found) == 1 else ""
