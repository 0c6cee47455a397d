"""Front matter: the few lines at the head of a Markdown file that give its title and date."""

from __future__ import annotations

import re

_FENCE = re.compile(r"\A\ufeff?---[ \t]*\r?\n")
_LINE = re.compile(r"([A-Za-z][A-Za-z0-9_ -]{0,40}):[ \t]*(.*)")
LONGEST = 20_000


def front_matter(source: str) -> tuple[dict[str, str], int]:
    """The plain `key: value` lines and the place where the text begins."""
    start = _FENCE.match(source)
    if start is None:
        return {}, 0
    end = source.find("\n---", start.end() - 1, LONGEST)
    if end < 0:
        return {}, 0
    following = source.find("\n", end + 1)
    lines = source[start.end() : end].splitlines()
    pairs = (_LINE.fullmatch(line.strip()) for line in lines)
    fields = {hit[1].strip().lower(): hit[2].strip().strip("\"'") for hit in pairs if hit}
    return fields, len(source) if following < 0 else following + 1
