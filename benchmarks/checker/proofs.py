"""What every mutator needs: the mutant itself, the facts of a claim, the proof that a number misses them."""

from __future__ import annotations

import re
from dataclasses import dataclass

from reportgen.audit import Claim
from reportgen.model.facts import Fact, Facts


@dataclass(frozen=True, slots=True)
class Mutant:
    """A text with one error: its class, where it stands, what was and what is."""

    kind: str
    text: str
    start: int
    end: int
    before: str
    after: str


def made(kind: str, source: str, start: int, end: int, after: str) -> Mutant:
    """A mutant: the source with one piece replaced."""
    return Mutant(kind, source[:start] + after + source[end:], start, start + len(after), source[start:end], after)


def sentence_around(source: str, claim: Claim) -> tuple[int, int]:
    """The sentence a claim stands in, by full stops and line ends around it."""
    start = max(source.rfind("\n", 0, claim.start), source.rfind(". ", 0, claim.start) + 1)
    stop = re.compile(r"\.(?=\s)|\n").search(source, claim.end)
    return start + 1, stop.start() if stop else len(source)


def fact_of(book: Facts, key: str) -> Fact | None:
    """The fact of a key; None where the key asks for none."""
    try:
        answer = book.get(key)
    except Exception:  # noqa: BLE001 - a key that does not exist proves nothing
        return None
    return answer if isinstance(answer, Fact) else None


def misses(fact: Fact, value: float, half: float) -> bool:
    """Whether a number clearly misses a fact, tolerance and rounding allowed for."""
    return abs(abs(fact.number) - abs(value)) > half * 1.6 + fact.tolerance + 0.0004 * (abs(value) < 5)


def both_bases(claim: Claim) -> list[str]:
    """A claim's key on the price and on the total-return basis."""
    key = claim.fact or ""
    return [key.replace(".total", ".price"), key.replace(".price", ".total")] if claim.basis else [key]


def number_of(claim: Claim) -> tuple[re.Match[str], float] | None:
    """The digits of a claim and their value; None for a number in words."""
    if claim.text[:1].isalpha():
        return None
    hit = re.search(r"\d[\d,]*(?:\.\d+)?", claim.text)
    return (hit, float(hit[0].replace(",", ""))) if hit and isinstance(claim.stated, float) else None
