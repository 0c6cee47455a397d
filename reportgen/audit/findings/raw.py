"""A finding before it has its place in the source."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby

from reportgen.audit.judged import Judged


@dataclass(frozen=True, slots=True)
class Raw:
    """Its kind, the statement it hangs on, what to tell the reader.

    `error` is set where the statement itself is wrong for this reason, `expected` what it should say.
    """

    kind: str
    at: Judged
    message: str
    error: str = ""
    expected: str = ""


def by_sentence(judged: Sequence[Judged]) -> Iterator[list[Judged]]:
    """The statements of each sentence, tables left out."""
    plain = [one for one in judged if not one.context]
    for _, group in groupby(plain, key=lambda one: (one.block, one.sentence)):
        yield list(group)


def by_block(judged: Sequence[Judged]) -> Iterator[list[Judged]]:
    """The statements of each paragraph, tables left out."""
    plain = [one for one in judged if not one.context]
    for _, group in groupby(plain, key=lambda one: one.block):
        yield list(group)


def member(one: Judged) -> str:
    """The one entity a statement is about, empty where there is none or several."""
    members = one.who.members
    return members[0][0] if len(members) == 1 and members[0] else ""
