"""The parts of docs/ that are made from the code, between `<!-- made: NAME -->` and `<!-- end -->`."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from pathlib import Path

from scripts.docs import commands, libraries, metrics, rules, writing

ROOT = Path(__file__).resolve().parent.parent.parent
PARTS: Mapping[str, Callable[[], str]] = {
    "metrics": metrics.definitions,
    "variant lists": metrics.lists,
    "commands": commands.reference,
    "libraries": libraries.libraries,
    "rules": rules.rules,
    "exhibits": writing.exhibits,
    "sections": writing.sections,
    "functions": writing.functions,
    "mistakes": writing.mistakes,
    "ladder": writing.ladder,
}
_PART = re.compile(r"(<!-- made: ([a-z ]+) -->\n).*?(<!-- end -->)", re.DOTALL)


def filled(text: str) -> str:
    """The document with every part of it made anew. Raises KeyError for a part that nothing makes."""
    return _PART.sub(lambda found: f"{found[1]}\n{PARTS[found[2]]().strip()}\n\n{found[3]}", text)


def documents() -> tuple[Path, ...]:
    """The documents that hold such parts."""
    return tuple(path for path in sorted((ROOT / "docs").glob("*.md")) if _PART.search(path.read_text("utf-8")))
