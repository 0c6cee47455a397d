"""Which way a sentence leans: counted from its verbs and nouns of movement, comparison and judgement."""

from __future__ import annotations

import re
from dataclasses import dataclass

from reportgen.audit.house.proof import Proof, Sentence
from reportgen.audit.lexicon.verbs import (
    AHEAD_NOUNS,
    BEHIND_NOUNS,
    COMPARES,
    DOWN_NOUNS,
    DOWN_WORDS,
    MOVES,
    TRANSITIVE,
    UP_NOUNS,
    UP_WORDS,
)

_MOVERS = {form: sign for form, (_, sign, verb) in MOVES.items() if verb not in TRANSITIVE}
_SIGNS = {**_MOVERS, **{form: sign for form, (_, sign, _) in COMPARES.items()}}
_POLICY = frozenset("cut cuts hike hikes reduction".split())
BULLISH = (
    frozenset(form for form, sign in _SIGNS.items() if sign > 0) | UP_WORDS | UP_NOUNS | AHEAD_NOUNS
    | frozenset(
        "ahead above bullish optimism optimistic opportunity opportunities attractive strong stronger strongest upside "
        "benefit benefits improve improved improving improvement cheap cheaper cheapest undervalued better robust "
        "healthy favourable favorable".split()
    )
) - _POLICY  # fmt: skip
BEARISH = (
    frozenset(form for form, sign in _SIGNS.items() if sign < 0) | DOWN_WORDS | DOWN_NOUNS | BEHIND_NOUNS
    | frozenset(
        "behind below bearish pessimism pessimistic risk risks weak weaker weakest downside expensive overvalued worse "
        "worst bear volatile uncertain uncertainty caution loss-makers recession fragile".split()
    )
) - _POLICY  # fmt: skip
_WORD = re.compile(r"[A-Za-z]+(?:-[A-Za-z]+)*|[+\u2212](?=\d)")
_RECORD = re.compile(r"\b(?:at|a|new|another|first|fresh|to) record\b", re.IGNORECASE)
_GIVEN_BACK = re.compile(r"\bg(?:ave|ives?|iving|iven) (?:back|up)\b", re.IGNORECASE)
_ECONOMY = ("yield", "rate", "yoy", "mom", "target", "level.change", "spread", "sahm", "change", "annualised_", "next_",
            "cut_", "hike_", "hold_", "cumulative_", "rate_odds", "implied_", "likeliest_", "event_")  # fmt: skip
_OF_THE_ECONOMY = re.compile(
    r"\b(?:yields?|unemployment|jobless|inflation|consumer prices|interest rates?|policy rate|payrolls|wages)\b",
    re.IGNORECASE,
)
_OF_MARKETS = re.compile(
    r"\b(?:caps|shares|stocks|equit(?:y|ies)|ind(?:ex|ices)|nasdaq|s&p|russell|dow)\b", re.IGNORECASE
)


@dataclass(frozen=True, slots=True)
class Lean:
    """How many words of a text speak for, how many against."""

    bull: int
    bear: int

    @property
    def side(self) -> int:
        """1 bullish, -1 bearish, 0 neither."""
        return (self.bull > self.bear) - (self.bull < self.bear)


def lean(sentence: Sentence, proof: Proof) -> Lean:
    """The lean of a sentence about markets; none where it is of rates, prices and jobs."""
    if _economic(sentence, proof):
        return Lean(0, 0)
    found = [hit.group().lower() for hit in _WORD.finditer(sentence.words)]
    bull = sum(1 for word in found if word in BULLISH or word == "+") + len(_RECORD.findall(sentence.words))
    bear = sum(1 for word in found if word in BEARISH or word == "\u2212") + len(_GIVEN_BACK.findall(sentence.words))
    return Lean(bull, bear)


def _economic(sentence: Sentence, proof: Proof) -> bool:
    """Whether the economy's figures move in it, not a market's: by its facts, else by its words."""
    facts = proof.facts(sentence.keys)
    if facts:
        return all(fact.metric.startswith(_ECONOMY) for fact in facts)
    return _OF_THE_ECONOMY.search(sentence.words) is not None and _OF_MARKETS.search(sentence.words) is None
