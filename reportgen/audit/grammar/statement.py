"""A statement: what a text asserts in one place, before any data are asked."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from reportgen.audit.grammar.marks import Phrase
from reportgen.audit.grammar.quantity import Quantity
from reportgen.audit.grammar.when import When


class Sort(StrEnum):
    """What kind of assertion it is."""

    CHANGE = "change"
    """The subject moved by the quantity."""
    LEVEL = "level"
    """The subject stood at the quantity."""
    EXCESS = "excess"
    """The subject came out ahead of the other by the quantity."""
    ORDER = "order"
    """The subject came out ahead of, or behind, the other; no number."""
    DIRECTION = "direction"
    """The subject rose or fell; no number."""
    MEASURE = "measure"
    """The quantity measures what `noun` says: a discount, a flow, a probability."""
    EXTREME = "extreme"
    """The best, worst, highest of its kind since some time."""
    STREAK = "streak"
    """So many in a row."""
    SHARE = "share"
    """So many of so many."""
    OTHER = "other"
    """A number the grammar does not understand."""


class Reach(StrEnum):
    """How far the period of a statement was fetched."""

    OWN = "own"
    SENTENCE = "sentence"
    BEFORE = "before"
    LOOSE = "loose"
    NONE = "none"


@dataclass(frozen=True, slots=True)
class Statement:
    """One assertion, in positions of marks' tokens.

    `sign` is the direction the words give the quantity: +1, -1 or 0 where they give none. `negated` turns
    it round. `extreme` describes a superlative or a run.
    """

    sort: Sort
    first: int
    last: int
    quantity: Quantity | None = None
    subject: Phrase | None = None
    other: Phrase | None = None
    sign: int = 0
    negated: bool = False
    future: bool = False
    when: When | None = None
    reach: Reach = Reach.NONE
    anchor: When | None = None
    basis: str = ""
    noun: str = ""
    role: str = ""
    extreme: Extreme | None = None
    number: int = 0
    """How many in a row a streak claims."""
    clause: int = 0
    clear: bool = True
    """Whether the sentence leaves no doubt that the number belongs to its subject and period."""
    aside: bool = False
    """Whether it is said of another moment: "when it had gained 17.6% for the year"."""
    words: tuple[str, ...] = ()
    """The words of the clause, for metrics that are recognised by theirs."""
    times: tuple[When, ...] = ()
    """All periods of the quantity's own stretch of the clause: "in September from a year earlier"."""
    names: tuple[tuple[str, ...], ...] = ()
    """Every name of the sentence, the nearest to the quantity first."""
    lead: tuple[str, ...] = ()
    """The words between the quantity before and this one."""
    tail: tuple[str, ...] = ()
    """The words after it, to the next quantity or the end of its clause."""
    named: bool = False
    """Whether its own clause names the subject."""
    lent: bool = False
    """Whether its period is that of another clause, which says something else of it."""
    restated: tuple[When, ...] = ()
    """Other periods of the same sentence, tried where the nearest does not fit."""


@dataclass(frozen=True, slots=True)
class Extreme:
    """A superlative: what is extreme (`sign`), of which unit, since when or over what."""

    sign: int
    unit: str
    kind: str
    """"return", "close", "level", "excess", "streak"."""
    since: When | None = None
    record: bool = False
    """For a superlative: over all the data; for a run: exactly so many."""
    month: int = 0
