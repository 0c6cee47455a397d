"""Which return a text means: price, or total with dividends."""

from __future__ import annotations

import re
from collections.abc import Sequence

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


def house_rule(blocks: Sequence[Block]) -> str:
    """The basis a document declares for all its returns: "Returns are price returns unless stated"."""
    found = {hit[1].lower() for block in blocks for hit in _HOUSE_RULE.finditer(block.passage.text[:5000])}
    return found.pop() if len(found) == 1 else ""
