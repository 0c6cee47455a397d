"""Marks: the units a sentence is parsed in. A name, a quantity, a period, a verb, a small word."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from reportgen.audit.grammar.quantity import Quantity
from reportgen.audit.grammar.when import When


class Tag(StrEnum):
    """What a mark does in its sentence."""

    NAME = "name"
    ALIEN = "alien"
    """A name the catalog says is none of its own."""
    QUANTITY = "quantity"
    PERIOD = "period"
    ANCHOR = "anchor"
    MOVE = "move"
    RETURN = "return"
    COMPARE = "compare"
    LIGHT = "light"
    LEVEL = "level"
    BE = "be"
    HAVE = "have"
    SAY = "say"
    FACTOR = "factor"
    AUX = "aux"
    MODAL = "modal"
    WAY = "way"
    """A word of direction: up, lower, flat."""
    MOVE_NOUN = "move noun"
    LEAD_NOUN = "lead noun"
    GAP_NOUN = "gap noun"
    MEASURE = "measure"
    ORDINAL = "ordinal"
    SUPERLATIVE = "superlative"
    STRAIGHT = "straight"
    HEAD = "head"
    DET = "det"
    PREP = "prep"
    VERSUS = "versus"
    AND = "and"
    OPENER = "opener"
    RELATIVE = "relative"
    PRONOUN = "pronoun"
    NOT = "not"
    ADVERB = "adverb"
    TO = "to"
    COMMA = "comma"
    SEMI = "semi"
    COLON = "colon"
    DASH = "dash"
    OPEN = "open"
    CLOSE = "close"
    QUOTE = "quote"
    STOP = "stop"
    POSSESSIVE = "possessive"
    WORD = "word"
    PHRASE = "phrase"
    """A noun phrase, once the chunker has been there."""


VERBS = frozenset({Tag.MOVE, Tag.RETURN, Tag.COMPARE, Tag.LIGHT, Tag.LEVEL, Tag.BE, Tag.HAVE, Tag.SAY, Tag.FACTOR})


@dataclass(frozen=True, slots=True)
class Mark:
    """One unit of a sentence: tokens `first` to `last`, the last one excluded.

    `low` is its text in lower case (a verb's base form for verbs), `sign` a direction, `form` the kind of
    verb form ("base", "s", "ed", "ing"), `ids` the entities a name may mean.
    """

    tag: Tag
    first: int
    last: int
    low: str = ""
    sign: int = 0
    form: str = ""
    ids: tuple[str, ...] = ()
    quantity: Quantity | None = None
    when: When | None = None
    capital: bool = False
    phrase: Phrase | None = None


@dataclass(frozen=True, slots=True)
class Phrase:
    """A noun phrase: what it names, what it measures, and whether it points back.

    `ids` are the entities of one name, or of several where `listed`; `measure` what its head measures;
    `alien` the words of a head the catalog does not know; `back` the head of one that points back
    ("index", "it"); `owner` the possessor's phrase.
    """

    ids: tuple[tuple[str, ...], ...] = ()
    measure: str = ""
    alien: str = ""
    back: str = ""
    count: int = 1
    owner: Phrase | None = None
    modifiers: tuple[str, ...] = ()
    possessive: bool = False
    proper: bool = False
    """Whether a capital inside marks it as somebody's name."""
    aliens: int = 0
    """How many members of a list the catalog does not know; they keep their place in `ids` as ()."""
