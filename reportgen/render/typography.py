"""The marks a typesetter sets where a keyboard has none: curly quotes and apostrophes in finished HTML."""

from __future__ import annotations

import re
from collections.abc import Iterator

_PARTS = re.compile(r"(<!--.*?-->|<(style|script|code|title)\b.*?</\2>|<[^>]*>)", re.DOTALL | re.IGNORECASE)
_NAMED = (("&#39;", "'"), ("&#34;", '"'), ("&quot;", '"'))
_OPENING = " \t\n\u00a0([\u2013\u2014/\u201c"
_TITLE = re.compile(r"(<title>)(.*?)(</title>)", re.DOTALL)


def typeset(html: str) -> str:
    """The page with its quotes curled in what is read; tags, styles, scripts and code stay as they are.

    A straight single quote is taken for an apostrophe: none is used for quoting here.
    """
    body = "".join(_pieces(html))
    return _TITLE.sub(lambda found: found[1] + curled(found[2]) + found[3], body, count=1)


def _pieces(html: str) -> Iterator[str]:
    before, at = " ", 0
    for tag in _PARTS.finditer(html):
        text = html[at : tag.start()]
        if text:
            yield curled(text, before)
            before = text[-1]
        yield tag.group()
        at = tag.end()
    yield curled(html[at:], before)


def curled(text: str, before: str = " ") -> str:
    """Words with typographic quotes; `before` is the letter they follow: it tells an opening from a closing quote."""
    if "'" not in text and '"' not in text and "&" not in text:
        return text
    for name, letter in _NAMED:
        text = text.replace(name, letter)
    out: list[str] = []
    for letter in text:
        out.append(_curl(letter, before))
        before = letter
    return "".join(out)


def _curl(letter: str, before: str) -> str:
    if letter == '"':
        return "\u201c" if before in _OPENING else "\u201d"
    return "\u2019" if letter == "'" else letter
