"""Which side the facts speak for, by rules a report declares before it looks."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal

from reportgen.model.facts import Answer, Fact, Facts
from reportgen.model.report import StanceRule

Side = Literal["bull", "bear", "mixed"]
MARGIN = 2
"""How many more rules must speak for a side than against it; below that the picture is mixed."""


@dataclass(frozen=True, slots=True)
class Verdict:
    """One rule and the answer it was put to."""

    rule: StanceRule
    answer: Answer

    @property
    def fired(self) -> bool | None:
        """Whether the rule's test holds; None where its fact is unavailable or a date."""
        if not isinstance(self.answer, Fact) or not isinstance(self.answer.value, float | int):
            return None
        value, limit = self.answer.number, self.rule.threshold
        return value > limit if self.rule.test == "above" else value < limit


@dataclass(frozen=True, slots=True)
class Stance:
    """The verdicts in the order the report declares its rules, and where they lean."""

    verdicts: tuple[Verdict, ...]

    def count(self, side: Literal["bull", "bear"]) -> int:
        """How many rules of that side fired."""
        return sum(1 for one in self.verdicts if one.fired and one.rule.side == side)

    @property
    def undecided(self) -> int:
        """How many rules could not be put to the test."""
        return sum(1 for one in self.verdicts if one.fired is None)

    @property
    def side(self) -> Side:
        """Bull or bear where `MARGIN` more rules speak for that side, else mixed."""
        lead = self.count("bull") - self.count("bear")
        return "bull" if lead >= MARGIN else "bear" if lead <= -MARGIN else "mixed"


def weigh(rules: Iterable[StanceRule], book: Facts) -> Stance:
    """The declared rules put to the facts. Raises UnknownKeyError for a rule whose key is of no metric."""
    return Stance(tuple(Verdict(rule, book.get(rule.key)) for rule in rules))
