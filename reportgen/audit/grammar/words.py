"""The mark of a single word: what the lexicon says, decided by the words beside it where it says two things."""

from __future__ import annotations

from collections.abc import Sequence

from reportgen.audit.grammar.marks import Mark, Tag
from reportgen.audit.lexicon import verbs
from reportgen.audit.lexicon.nouns import MEASURES
from reportgen.audit.lexicon.numbers import ORDINALS
from reportgen.audit.lexicon.words import (
    AUXILIARIES,
    CLAUSE_OPENERS,
    COMPARATORS,
    DETERMINERS,
    GENERIC_HEADS,
    MODALS,
    NEGATIONS,
    PLAIN_ADVERBS,
    PREPOSITIONS,
    PRONOUNS,
    RELATIVES,
)
from reportgen.audit.text.tokens import Token, says, says_all

_MARKS = {
    ",": Tag.COMMA, ";": Tag.SEMI, ":": Tag.COLON, "—": Tag.DASH, "–": Tag.DASH, "(": Tag.OPEN, "[": Tag.OPEN,
    ")": Tag.CLOSE, "]": Tag.CLOSE, '"': Tag.QUOTE, ".": Tag.STOP, "!": Tag.STOP, "?": Tag.STOP, "...": Tag.DASH,
    "'s": Tag.POSSESSIVE, "'": Tag.POSSESSIVE, "|": Tag.SEMI, "&": Tag.AND, "/": Tag.AND,
}  # fmt: skip
_SUPERLATIVES: dict[str, int] = {
    "best": 1, "worst": -1, "highest": 1, "lowest": -1, "largest": 1, "biggest": 1, "strongest": 1, "weakest": -1,
    "smallest": -1, "widest": 1, "narrowest": -1, "longest": 1, "shortest": -1, "steepest": 1, "sharpest": 1,
    "record": 1, "greatest": 1, "fastest": 1, "cheapest": -1, "fewest": -1, "deepest": 1, "slowest": -1,
}  # fmt: skip
_NOUN_MAKERS = frozenset({Tag.DET, Tag.POSSESSIVE, Tag.QUANTITY, Tag.PERIOD, Tag.SUPERLATIVE, Tag.ORDINAL, Tag.STRAIGHT,
                          Tag.WORD, Tag.MEASURE, Tag.MOVE_NOUN, Tag.WAY})  # fmt: skip


def word_mark(tokens: Sequence[Token], at: int, before: Sequence[Mark]) -> Mark:
    """The mark of one token (a few fixed pairs take two or three)."""
    token = tokens[at]
    if token.low == "-":
        return Mark(Tag.DASH if not token.glued or _lone_dash(tokens, at) else Tag.WORD, at, at + 1, "-")
    if token.low in _MARKS:
        return Mark(_MARKS[token.low], at, at + 1, token.low)
    if token.kind != "w":
        return Mark(Tag.WORD, at, at + 1, token.low)
    return _pair(tokens, at, before) or _predicate(tokens, at, before) or _small(tokens, at)


def _lone_dash(tokens: Sequence[Token], at: int) -> bool:
    """A dash between words of a clause: `alone-outpacing`, `megacap rally-are`."""
    after = at + 1
    if after >= len(tokens):
        return True
    low = tokens[after].low
    verb = low in verbs.COMPARES and verbs.COMPARES[low][0] == "ing"
    return not tokens[after].glued or verb or low in {"the", "are", "is", "and", "a", "offers", "it"}


_COMING = frozenset("came comes coming come clocked checked weighed landed".split())


_PUT = frozenset("put puts putting tack tacks tacked tacking pile piles piled piling".split())


_BEFORE_AMOUNT = frozenset({*"only just about nearly almost roughly another a more than over around some by".split(),
                            '"', "+", "-", "$"})  # fmt: skip


def _amount(tokens: Sequence[Token], at: int) -> bool:
    """Whether an amount follows, hedge and currency passed."""
    while at < len(tokens) and tokens[at].low in _BEFORE_AMOUNT:
        at += 1
    return at < len(tokens) and tokens[at].kind == "n"


_KINDS_OF_RETURN = frozenset("total price net gross cumulative annualized annualised overall".split())
"""Words that say which return is meant, and name nobody: "the index's total return"."""


def before_is(before: Sequence[Mark], *tags: Tag) -> bool:
    """Whether the mark before has one of the tags."""
    return bool(before) and before[-1].tag in tags


def _pair(tokens: Sequence[Token], at: int, before: Sequence[Mark]) -> Mark | None:
    """Words that mean something only together."""
    low = tokens[at].low
    if low in _KINDS_OF_RETURN and says(tokens, at + 1, "return", "returns"):
        return Mark(Tag.ADVERB, at, at + 1, low)
    if low == "little" and says(tokens, at + 1, "changed"):
        return Mark(Tag.WAY, at, at + 2, "flat")
    if low in {"fall", "falls", "fell", "fallen", "falling"} and says(tokens, at + 1, "behind"):
        return Mark(Tag.COMPARE, at, at + 2, "fall behind", -1, "ed")
    if (low in {"ahead", "in"} and says_all(tokens, at, low, "front", "of")) or says_all(tokens, at, "ahead", "of"):
        return Mark(Tag.COMPARE, at, at + (3 if says(tokens, at + 1, "front") else 2), "ahead", 1, "adj")
    if low == "behind" and not says(tokens, at - 1, "left"):
        return Mark(Tag.COMPARE, at, at + 1, "behind", -1, "adj")
    if (
        low == "off"
        and not before_is(before, Tag.QUANTITY, Tag.PREP, Tag.MOVE, Tag.WORD, Tag.PHRASE, Tag.DASH)
        and at + 1 < len(tokens)
        and (tokens[at + 1].kind == "n" or says(tokens, at + 1, "by", "about", "more", "nearly", "roughly", "around"))
    ):
        return Mark(Tag.WAY, at, at + 1, "down", -1)
    if low in {"most", "least"} and before_is(before, Tag.DET) and says(tokens, at + 1, "since", "in", "on"):
        return Mark(Tag.SUPERLATIVE, at, at + 1, low, 1 if low == "most" else -1)
    return _verb_pair(tokens, at) or _noun_pair(tokens, at)


def _verb_pair(tokens: Sequence[Token], at: int) -> Mark | None:
    """`came in at`, `gave back`, `pulled back`, `failed to`."""
    low = tokens[at].low
    if low in _COMING and says(tokens, at + 1, "in") and says(tokens, at + 2, "at"):
        return Mark(Tag.LEVEL, at, at + 2, "stand", 0, "ed")
    if low in {"gave", "give", "given", "gives", "giving"} and says(tokens, at + 1, "back", "up"):
        return Mark(Tag.MOVE, at, at + 2, "give back", -1, "ed")
    if low in _PUT and says(tokens, at + 1, "on") and at + 2 < len(tokens) and _amount(tokens, at + 2):
        return Mark(Tag.MOVE, at, at + 2, "put on", 1, "ed")
    if low in {"did", "does"} and _amount(tokens, at + 1):
        return Mark(Tag.RETURN, at, at + 1, "return", 0, "ed")
    if low in {"backed", "back", "backing"} and says(tokens, at + 1, "up") and _amount(tokens, at + 2):
        return Mark(Tag.MOVE, at, at + 2, "back up", 1, "ed")
    if low in {"racked", "rack", "racks", "racking"} and says(tokens, at + 1, "up"):
        return Mark(Tag.LIGHT, at, at + 2, "post", 0, "ed")
    if low in {"pulled", "pulls", "pulling", "sold", "sells"} and says(tokens, at + 1, "back", "off"):
        return Mark(Tag.MOVE, at, at + 2, "pull back", -1, "ed")
    if low in {"failed", "fails", "failing", "unable"} and says(tokens, at + 1, "to"):
        return Mark(Tag.NOT, at, at + 2, "failed to")
    return None


def _noun_pair(tokens: Sequence[Token], at: int) -> Mark | None:
    """`sell-off`, `all-time`, `P/E`."""
    if says_all(tokens, at, "sell", "-", "off") or says_all(tokens, at, "pull", "-", "back"):
        return Mark(Tag.MOVE_NOUN, at, at + 3, "selloff", -1)
    if says_all(tokens, at, "all", "-", "time") or says_all(tokens, at, "all", "time"):
        return Mark(Tag.SUPERLATIVE, at, at + (3 if says(tokens, at + 1, "-") else 2), "record", 1)
    if says_all(tokens, at, "p", "/", "e") or says_all(tokens, at, "price", "-", "to"):
        last = at + (5 if says(tokens, at, "price") else 3)
        return Mark(Tag.MEASURE, at, min(last, len(tokens)), "multiple")
    return None


def _predicate(tokens: Sequence[Token], at: int, before: Sequence[Mark]) -> Mark | None:
    """Verbs, nouns of movement and words of direction."""
    token = tokens[at]
    low = token.low
    if token.text[:1].isupper() and low in GENERIC_HEADS and before and before[-1].capital:
        return Mark(Tag.HEAD, at, at + 1, low, capital=True)
    if _adjective_here(low, before, tokens, at):
        return Mark(Tag.WORD, at, at + 1, low)
    noun = _noun_here(tokens, at, before)
    if noun and (found := _noun(low, at)):
        return found
    return _verb(low, at) or _noun(low, at)


def _adjective_here(low: str, before: Sequence[Mark], tokens: Sequence[Token], at: int) -> bool:
    """A participle before its noun (`the widely anticipated index`), a verb's form as a noun (`its start`)."""
    last = before[-1] if before else None
    if last is not None and last.tag is Tag.ADVERB and len(before) > 1:
        last = before[-2]
    if last is None or last.tag not in {Tag.DET, Tag.POSSESSIVE}:
        return False
    if last.low in {"that", "this"} and low in verbs.LIGHTS and verbs.LIGHTS[low][0] in {"ed", "s"}:
        return False
    forms = {table[low][0] for table in (verbs.LEVELS, verbs.LIGHTS) if low in table}
    if low in verbs.SAYINGS or low in verbs.FORESEEINGS or low in verbs.MOVES or low in verbs.COMPARES:
        if low in verbs.FORESEEINGS and not low.endswith(("ed", "ing", "s")):
            return True
        return low.endswith(("ed", "ing")) and at + 1 < len(tokens) and tokens[at + 1].kind in {"w", "n"}
    if "s" in forms and last.low in {"that", "this", "it"}:
        return False
    return bool(forms) and low not in MEASURES and low not in _SUPERLATIVES


def _verb(low: str, at: int) -> Mark | None:
    if low in verbs.BEING:
        return Mark(Tag.BE, at, at + 1, "be", form=verbs.BEING[low])
    if low in verbs.FACTORS:
        return Mark(Tag.FACTOR, at, at + 1, low, 1 if verbs.FACTORS[low] > 1 else -1, "ed")
    if low in verbs.COMPARES:
        form, sign, verb = verbs.COMPARES[low]
        return Mark(Tag.COMPARE, at, at + 1, verb, sign, form)
    if low in verbs.RETURNS:
        return Mark(Tag.RETURN, at, at + 1, "return", 0, verbs.RETURNS[low])
    if low in verbs.MOVES:
        form, sign, verb = verbs.MOVES[low]
        return Mark(Tag.MOVE, at, at + 1, verb, sign, form)
    if low in verbs.LEVELS:
        form, verb = verbs.LEVELS[low]
        return Mark(Tag.LEVEL, at, at + 1, verb, 0, form)
    if low in verbs.LIGHTS and low not in AUXILIARIES:
        form, verb = verbs.LIGHTS[low]
        return Mark(Tag.LIGHT, at, at + 1, verb, 0, form)
    if low in verbs.SAYINGS or low in verbs.FORESEEINGS:
        return Mark(Tag.SAY, at, at + 1, low, form="fore" if low in verbs.FORESEEINGS else "say")
    return None


def _noun(low: str, at: int) -> Mark | None:
    if low in verbs.AHEAD_NOUNS or low in verbs.BEHIND_NOUNS:
        return Mark(Tag.LEAD_NOUN, at, at + 1, low, 1 if low in verbs.AHEAD_NOUNS else -1)
    if low in verbs.GAP_NOUNS:
        return Mark(Tag.GAP_NOUN, at, at + 1, low)
    if low in verbs.MOVE_NOUNS:
        return Mark(Tag.MOVE_NOUN, at, at + 1, low, verbs.MOVE_NOUNS[low])
    if low in _SUPERLATIVES:
        return Mark(Tag.SUPERLATIVE, at, at + 1, low, _SUPERLATIVES[low])
    if low in MEASURES:
        return Mark(Tag.MEASURE, at, at + 1, MEASURES[low])
    return None


def _noun_here(tokens: Sequence[Token], at: int, before: Sequence[Mark]) -> bool:
    """Whether a word that may be noun or verb is a noun where it stands."""
    low = tokens[at].low
    form = verbs.MOVES.get(low, verbs.COMPARES.get(low, ("", 0, "")))[0] or verbs.RETURNS.get(low, "")
    if form in {"ed", "ing"} and low not in {"cut", "cuts", "lead"}:
        return False
    if low in MEASURES and at + 1 < len(tokens) and tokens[at + 1].low in verbs.BEING:
        return True
    if low in _SUPERLATIVES:
        return not (low == "record" and before and before[-1].tag in {Tag.NAME, Tag.MODAL, Tag.TO})
    if says(tokens, at + 1, "of") or not before:
        return says(tokens, at + 1, "of", "in", "for")
    last = before[-1]
    if last.tag is Tag.ADVERB and len(before) > 1:
        last = before[-2]
    if last.tag in {Tag.MODAL, Tag.TO, Tag.AUX, Tag.PRONOUN, Tag.NAME, Tag.HEAD, Tag.NOT}:
        return False
    if last.tag in {Tag.PREP, Tag.VERSUS}:
        return True
    if last.tag is Tag.WORD:
        return (
            not says(tokens, at + 1, "by")
            and (last.low == "-" or low in verbs.MOVE_NOUNS)
            and last.low.islower()
            and (_nounish(tokens, at))
        )
    return last.tag in _NOUN_MAKERS


def _nounish(tokens: Sequence[Token], at: int) -> bool:
    """Whether what follows fits a noun: `of`, `in`, a verb, a stop; not an amount."""
    following = tokens[at + 1] if at + 1 < len(tokens) else None
    return following is None or not (
        following.kind == "n" or following.low in {"$", "+", "by", "more", "nearly", "about"}
    )


def _small(tokens: Sequence[Token], at: int) -> Mark:
    """The words that hold a sentence together."""
    token = tokens[at]
    low = token.low
    if low in verbs.UP_WORDS or low in verbs.DOWN_WORDS or low in verbs.FLAT_WORDS:
        sign = 1 if low in verbs.UP_WORDS else -1 if low in verbs.DOWN_WORDS else 0
        return Mark(Tag.WAY, at, at + 1, "flat" if sign == 0 else low, sign)
    if low == "to":
        return Mark(Tag.TO, at, at + 1, "to")
    if low in NEGATIONS or low.endswith("n't"):
        return Mark(Tag.NOT, at, at + 1, low)
    if low in MODALS:
        return Mark(Tag.MODAL, at, at + 1, low)
    for tag, words in _SMALL_WORDS:
        if low in words:
            return Mark(tag, at, at + 1, low)
    if low in ORDINALS:
        return Mark(Tag.ORDINAL, at, at + 1, low)
    if low.endswith("ly") and len(low) > 4 and low not in {"family", "rally", "supply", "reply", "monthly", "italy"}:
        return Mark(Tag.ADVERB, at, at + 1, low)
    return Mark(Tag.WORD, at, at + 1, low, capital=token.text[:1].isupper())


_SMALL_WORDS: tuple[tuple[Tag, frozenset[str]], ...] = (
    (Tag.AND, frozenset({"and", "or"})),
    (Tag.VERSUS, COMPARATORS),
    (Tag.OPENER, CLAUSE_OPENERS),
    (Tag.RELATIVE, RELATIVES - {"that"}),
    (Tag.STRAIGHT, frozenset({"straight", "consecutive", "successive", "row", "running"})),
    (Tag.AUX, AUXILIARIES),
    (Tag.DET, DETERMINERS),
    (Tag.PRONOUN, PRONOUNS),
    (Tag.PREP, PREPOSITIONS),
    (Tag.HEAD, GENERIC_HEADS),
    (Tag.ADVERB, PLAIN_ADVERBS),
)
