"""Printed figures: a fact's value as prose writes it, tied to the fact."""

from __future__ import annotations

from dataclasses import dataclass

from reportgen.model.printing import printed
from reportgen.narrative import wording
from reportgen.narrative.desk import Desk
from reportgen.narrative.ledger import Mark


@dataclass(frozen=True, slots=True)
class Figures:
    """What prints a number. Every function takes a fact key."""

    desk: Desk

    def fact(self, key: str, *, decimals: int | None = None, short: bool = False) -> Mark:
        """The figure in full, with its sign and unit."""
        found = self.desk.need(key)
        return self.desk.sheet.ledger.quote(found, printed(found, self.desk.style, decimals=decimals, short=short))

    def size(self, key: str, *, decimals: int | None = None, short: bool = False) -> Mark:
        """The figure without its sign, for use after a word that carries the direction."""
        found = self.desk.need(key)
        text = printed(found, self.desk.style, sign="none", decimals=decimals, short=short)
        return self.desk.sheet.ledger.quote(found, text, sign="none")

    def signed(self, key: str, *, decimals: int | None = None) -> Mark:
        """The figure with a plus or a minus."""
        found = self.desk.need(key)
        return self.desk.sheet.ledger.quote(found, printed(found, self.desk.style, sign="always", decimals=decimals))

    def count(self, key: str) -> Mark:
        """A count in words up to ninety-nine, still tied to its fact."""
        found = self.desk.need(key)
        return self.desk.sheet.ledger.quote(found, wording.cardinal(abs(round(found.number))), sign="none")

    def rank(self, key: str) -> Mark:
        """A rank in words: "third"."""
        found = self.desk.need(key)
        return self.desk.sheet.ledger.quote(found, wording.ordinal(abs(round(found.number))), sign="none")
