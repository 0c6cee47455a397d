"""The guard: reads finished prose and refuses what no template may print.

A digit outside a fact or a typed token; a minus after a falling verb; a verb that contradicts the sign
of the fact it governs. Each problem names section and line.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from reportgen.errors import Problem
from reportgen.model.facts import Fact
from reportgen.model.printing import MINUS
from reportgen.model.units import Display
from reportgen.narrative.ledger import MARK, Entry, Ledger
from reportgen.narrative.wording import FALLING, RISING

_DIGIT = re.compile(r"\S*\d\S*")
_NUMERAL = re.compile(r"\d+(?:[.,]\d+)*")
_CLAUSE_END = re.compile(r"\n\s*\n|[,;:.!?()—–]|\b(?:and|but|while|whereas|against|after|before|than|from|to|with|since)\b")
_WORD = re.compile(r"[A-Za-z]+(?:-[A-Za-z]+)*")
_CHANGES = (Display.PERCENT, Display.POINTS, Display.BASIS_POINTS)
_SIGNED = ("return", "excess", "relative", "change", "drawdown", "yield.change", "level.change", "ratio.from")


def loose_digits(text: str) -> Iterator[str]:
    """Words with digits that stand outside every mark."""
    for match in _DIGIT.finditer(MARK.sub(" ", text)):
        yield match.group().strip(".,;:!?()[]\"'“”‘’")


def clashes(pieces: Iterable[str | Entry]) -> Iterator[tuple[Entry, str]]:
    """Facts whose sign contradicts the verb that governs them in the same clause."""
    heading: str | None = None
    for piece in pieces:
        if isinstance(piece, str):
            heading = _direction(piece, heading)
            continue
        if piece.fact is None:
            continue
        if reason := _clash(piece, heading):
            yield piece, reason
        heading = None


def _direction(text: str, heading: str | None) -> str | None:
    """The last directed word of the clause that reaches the end of this text."""
    for match in re.finditer(rf"{_CLAUSE_END.pattern}|{_WORD.pattern}", text):
        word = match.group().lower()
        if _CLAUSE_END.fullmatch(word):
            heading = None
        elif word in RISING or word in FALLING:
            heading = word
    return heading


def _clash(entry: Entry, heading: str | None) -> str | None:
    fact = entry.fact
    if heading is None or fact is None or not _is_signed_change(fact) or not isinstance(fact.value, float):
        return None
    shown = getattr(entry.piece, "text", "")
    if heading in FALLING and (shown.startswith((MINUS, "-"))):
        return f"prints a minus after {heading!r}: use size({fact.key!r})"
    if heading in RISING and shown.startswith((MINUS, "-")):
        return f"{heading!r} stands beside {shown}"
    if entry.sign == "none" and heading in RISING and fact.value < 0:
        return f"{heading!r} stands beside {fact.key}, which is negative"
    if entry.sign == "none" and heading in FALLING and fact.value > 0:
        return f"{heading!r} stands beside {fact.key}, which is positive"
    return None


def _is_signed_change(fact: Fact) -> bool:
    return fact.display in _CHANGES and fact.metric.startswith(_SIGNED)


def inspect(text: str, ledger: Ledger, *, where: str, source: str) -> list[Problem]:
    """Every problem of one rendered section, with the template's line."""
    problems = []
    for word in loose_digits(text):
        line = _line_of(word, source)
        problems.append(
            Problem(
                where,
                f"prints {word!r}, a digit that is neither a fact nor a typed token.",
                "Print figures with fact(), names with name(), dates with date(), other digits with label().",
                row=line,
            )
        )
    problems.extend(
        Problem(where, reason + ".", "Let move() or updown() choose the word.", row=entry.line or None)
        for entry, reason in clashes(ledger.split(text))
    )
    return problems


def _line_of(word: str, source: str) -> int | None:
    """The first line of the template that holds the word, or its digits; None where an expression made them."""
    digits = _NUMERAL.search(word)
    for wanted in (word, digits.group() if digits else word):
        for number, line in enumerate(source.splitlines(), 1):
            if wanted in line:
                return number
    return None
