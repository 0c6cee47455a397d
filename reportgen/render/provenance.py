"""Where a number comes from, in a reader's words: period, basis, method, source, standing."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from reportgen.model.facts import Fact
from reportgen.model.printing import period_of
from reportgen.model.units import Display, Standing
from reportgen.render.job import MEANINGS

_BASES = {"price": "price return, dividends left out", "total": "total return, dividends reinvested"}
_SHIFT = {Display.PERCENT: 2, Display.POINTS: 2, Display.BASIS_POINTS: 4}


@dataclass(frozen=True, slots=True)
class Provenance:
    """The lines of a number's card: name and words of each."""

    label: str
    lines: tuple[tuple[str, str], ...]


def machine(fact: Fact) -> str:
    """The value as a machine reads it, rounded as it is printed: no more digits than the reader is shown."""
    if isinstance(fact.value, date):
        return fact.value.isoformat()
    places = 0 if fact.display == Display.DOLLARS else fact.precision + _SHIFT.get(fact.display, 0)
    text = f"{fact.value:.{places}f}"
    return text[1:] if text.startswith("-") and not text.strip("-0.") else text


def provenance(fact: Fact) -> Provenance:
    """What a reader is told when asking where the number comes from."""
    lines = [("Period", period_of(fact))]
    if fact.basis is not None:
        lines.append(("Basis", _BASES[fact.basis]))
    lines.append(("Method", first_sentence(fact.method)))
    lines.append(("Source", "; ".join(dict.fromkeys(f"{o.publisher}, {o.title}" for o in fact.origins)) or "none"))
    if fact.standing != Standing.COMPUTED:
        lines.append(("Standing", MEANINGS[fact.standing]))
    lines += [("Note", note) for note in fact.notes]
    return Provenance(fact.label, tuple(lines))


def first_sentence(text: str) -> str:
    """The first sentence of a method, on one line."""
    flat = " ".join(text.split())
    for at, letter in enumerate(flat):
        if letter == "." and (at + 1 == len(flat) or (flat[at + 1] == " " and flat[at + 2 : at + 3].isupper())):
            return flat[: at + 1]
    return flat
