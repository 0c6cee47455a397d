"""The guard: reads finished prose and refuses what no template may print.

A digit outside a fact or a typed token, be it a fraction, a superscript or the words for a percentage; a minus
after a falling verb; a verb that contradicts the sign of the fact it governs; a mark that stands for nothing.
Each problem names section and line.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from unicodedata import category

from reportgen.errors import Problem
from reportgen.model.document import Block
from reportgen.model.facts import Fact
from reportgen.model.printing import MINUS
from reportgen.model.prose import Break, Emphasis, Inline, Link, Quoted, Strong, Text, Token
from reportgen.model.units import Display
from reportgen.narrative.gather import runs
from reportgen.narrative.ledger import MARK, Entry, Ledger
from reportgen.narrative.wording import FALLING, RISING

_WORDS = re.compile(r"\S+")
_DIGITS = {"Nd", "Nl", "No"}
"""Unicode's kinds of numerals: digits of any script, Roman ones, fractions and superscripts."""
_SPELT = re.compile(
    r"\b(?:\w*(?:one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|teen|twenty|thirty|forty|fifty"
    r"|sixty|seventy|eighty|ninety|hundred|thousand)|half|quarter|third)(?:\s+of)?(?:\s+an?)?"
    r"\s+(?:per\s?cent|percent\w*|(?:percentage|basis)\s+points?|[mbtr]+illion)\b",
    re.IGNORECASE,
)
_PRIVATE = re.compile("[\ue000-\ue0ff\uf700-\uf8ff]")
_NUMERAL = re.compile(r"\d+(?:[.,]\d+)*")
_CLAUSE_END = re.compile(
    r"\n\s*\n|[,;:.!?()—–]|\b(?:and|but|while|whereas|against|after|before|than|from|to|with|since)\b"
)
_WORD = re.compile(r"[A-Za-z]+(?:-[A-Za-z]+)*")
_CHANGES = (Display.PERCENT, Display.POINTS, Display.BASIS_POINTS)
_SIGNED = ("return", "excess", "relative", "change", "drawdown", "yield.change", "level.change", "ratio.from")


def loose_digits(text: str) -> Iterator[str]:
    """Words with numerals that stand outside every mark, and figures spelt out in words."""
    bare = MARK.sub(" ", text)
    for match in _WORDS.finditer(bare):
        if any(category(letter) in _DIGITS for letter in match.group()):
            yield match.group().strip(".,;:!?()[]\"'“”‘’")
    yield from (match.group() for match in _SPELT.finditer(bare))


def loose(blocks: Iterable[Block], *, where: str) -> list[Problem]:
    """Numerals in the plain words of finished blocks: what neither the page nor an exhibit may hold."""
    words = (word for block in blocks for run in runs(block) for text in _texts(run) for word in loose_digits(text))
    return [_loose(word, where, None) for word in dict.fromkeys(words)]


def _texts(parts: Iterable[Inline]) -> Iterator[str]:
    for part in parts:
        match part:
            case Text():
                yield part.text
            case Strong() | Emphasis() | Link():
                yield from _texts(part.parts)
            case Quoted() | Token() | Break():
                pass


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
    problems = [_loose(word, where, _line_of(word, source)) for word in loose_digits(text)]
    known = {match.group() for match in ledger.marks(text)}
    if _PRIVATE.search(MARK.sub(lambda mark: "" if mark.group() in known else mark.group(), text)):
        problems.append(Problem(where, "prints a character of Unicode's private use.", "Leave it out."))
    problems.extend(
        Problem(where, reason + ".", "Let move() or updown() choose the word.", row=entry.line or None)
        for entry, reason in clashes(ledger.split(text))
    )
    return problems


def _loose(word: str, where: str, row: int | None) -> Problem:
    return Problem(
        where,
        f"prints {word!r}, a digit that is neither a fact nor a typed token.",
        "Print figures with fact(), names with name(), dates with date(), other digits with label().",
        row=row,
    )


def _line_of(word: str, source: str) -> int | None:
    """The first line of the template that holds the word, or its digits; None where an expression made them."""
    digits = _NUMERAL.search(word)
    for wanted in (word, digits.group() if digits else word):
        for number, line in enumerate(source.splitlines(), 1):
            if wanted in line:
                return number
    return None
