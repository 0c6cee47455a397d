"""What a rule found: where, what is wrong, how to mend it."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from reportgen.audit.house.proof import Proof, Sentence


@dataclass(frozen=True, slots=True)
class Finding:
    """One breach of one rule: the section it stands in, what is wrong, the remedy."""

    where: str
    what: str
    mend: str


Check = Callable[[Proof], Iterator[Finding]]
LONGEST = 240


def quoted(sentence: Sentence, why: str, mend: str) -> Finding:
    """A finding about one sentence, which is quoted in it."""
    return Finding(sentence.passage.section, f"“{clipped(sentence.text)}” {why}", mend)


def clipped(text: str) -> str:
    """The text on one line, its end cut where it is long."""
    line = " ".join(text.split())
    return line if len(line) <= LONGEST else line[: LONGEST - 1].rstrip() + "…"


def words(*phrases: str) -> re.Pattern[str]:
    """A pattern for any of the phrases as whole words, in either case."""
    return re.compile(rf"(?<![\w-])(?:{'|'.join(phrases)})(?![\w])", re.IGNORECASE)
