"""What is true of a made-up market, found by brute force from its closes alone."""

from __future__ import annotations

import itertools
from dataclasses import dataclass
from datetime import date

from tests.narrative.walks import Market


@dataclass(frozen=True)
class Truth:
    """One market looked at on its edition's day."""

    market: Market

    def closes(self, subject: str) -> dict[date, float]:
        """The closes known on the day."""
        return {day: level for day, level in self.market.closes[subject].items() if day <= self.market.as_of}

    def change(self, subject: str, start: date, end: date) -> float | None:
        """The return between two closes of a subject or a pair; None where one is missing."""
        moves = []
        for side in subject.split("-"):
            closes = self.closes(side)
            if start not in closes or end not in closes:
                return None
            moves.append(closes[end] / closes[start] - 1)
        return moves[0] if len(moves) == 1 else moves[0] - moves[1]

    def weeks(self, subject: str) -> list[tuple[date, float]]:
        """Every whole week with a close at both ends: its last session and its return."""
        ends = self.market.week_ends
        found = ((end, self.change(subject, start, end)) for start, end in itertools.pairwise(ends))
        return [(end, move) for end, move in found if move is not None]

    def months(self, subject: str) -> list[tuple[date, float]]:
        """Every whole month with a close at both ends."""
        last = {(day.year, day.month): day for day in self.market.sessions}
        ends = sorted(day for day in last.values() if day <= self.market.as_of)
        found = ((end, self.change(subject, start, end)) for start, end in itertools.pairwise(ends))
        return [(end, move) for end, move in found if move is not None]

    def records(self) -> list[date]:
        """The days whose close exceeded every earlier one, the first close left out."""
        found, top = [], 0.0
        for day, level in sorted(self.closes("alpha").items()):
            if level > top and top:
                found.append(day)
            top = max(top, level)
        return found

    def record_day(self) -> date:
        """The first day of the highest close."""
        closes = self.closes("alpha")
        return max(sorted(closes), key=closes.__getitem__)

    def ratios(self) -> dict[date, float]:
        """Alpha's level over beta's on the days both have."""
        own, other = self.closes("alpha"), self.closes("beta")
        return {day: own[day] / other[day] for day in sorted(own) if day in other}

    def run(self) -> int:
        """Consecutive whole weeks of one sign up to the day, negative for falls; a missing week ends it."""
        ends = self.market.week_ends
        moves = [self.change("alpha", start, end) for start, end in itertools.pairwise(ends)]
        length = 0
        for move in reversed(moves):
            if not move or (length and (move > 0) != (length > 0)):
                break
            length += 1 if move > 0 else -1
        return length
