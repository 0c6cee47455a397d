"""Running text as Markdown and as plain words."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import assert_never

from reportgen.model.prose import Break, Emphasis, Inline, Link, Quoted, Strong, Text, Token
from reportgen.render.markup import safe_url

_SPECIAL = re.compile(r"([\\`*_\[\]<>|~])")
_LINE_END = re.compile(r"\s*[\r\n]\s*")
_OPENING = re.compile(r"^(\s*)([#+-]|\d+[.)])(?=\s)")


def escaped(text: str) -> str:
    """Words on one line, with what Markdown would take for mark-up set behind a backslash."""
    return _SPECIAL.sub(r"\\\1", _LINE_END.sub(" ", text))


def markdown(parts: Iterable[Inline]) -> str:
    """Running text as Markdown."""
    return "".join(_markdown(part) for part in parts)


def paragraph(parts: Iterable[Inline]) -> str:
    """A paragraph as Markdown: what would begin a heading or a list at its start is disarmed."""
    return _OPENING.sub(lambda m: f"{m[1]}{m[2][:-1]}\\{m[2][-1]}", markdown(parts))


def _markdown(part: Inline) -> str:
    match part:
        case Text() | Quoted() | Token():
            return escaped(part.text)
        case Strong():
            return f"**{markdown(part.parts)}**"
        case Emphasis():
            return f"*{markdown(part.parts)}*"
        case Link():
            return f"[{markdown(part.parts)}](<{safe_url(part.url)}>)"
        case Break():
            return "\\\n"
        case _:
            assert_never(part)
