"""Facts as a template asks for them, by keys whose subject may be a role of the report.

"subject", "benchmark" or "subject-benchmark" stand for the entities that play those roles, so a section
serves any report that fills them.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date as Day  # noqa: N812 - templates call a function date()

from reportgen.model.facts import Fact, Facts, Unavailable
from reportgen.model.printing import Style, on_paper
from reportgen.model.report import ReportSpec
from reportgen.narrative.sheet import Sheet


class Absent(Exception):  # noqa: N818 - an answer: the section is dropped with the reason
    """A template printed a fact that is unavailable."""

    def __init__(self, key: str, reason: str) -> None:
        self.key, self.reason = key, reason
        super().__init__(reason)


@dataclass
class Desk:
    """The report, its fact book, the sheet under the pen, the lead chosen; what was asked for in vain, and why."""

    report: ReportSpec
    book: Facts
    sheet: Sheet = field(default_factory=Sheet)
    missing: dict[str, str] = field(default_factory=dict)
    lead: str = ""

    @property
    def style(self) -> Style:
        """The house style of numbers and dates."""
        return self.report.style

    def resolve(self, key: str) -> str:
        """The key with roles replaced by entities. A word that is no role is left as it is."""
        head, dot, rest = key.partition(".")
        return "-".join(self.report.roles.get(part, part) for part in head.split("-")) + dot + rest

    def need(self, key: str) -> Fact:
        """The fact. Raises Absent where it is unavailable, UnknownKeyError where there is no such key."""
        answer = self.book.get(self.resolve(key))
        if isinstance(answer, Unavailable):
            raise Absent(answer.key, answer.reason)
        return answer

    def has(self, *keys: str) -> bool:
        """Whether every one of these facts is available; what is not is remembered with its reason."""
        found = True
        for key in keys:
            answer = self.book.get(self.resolve(key))
            if isinstance(answer, Unavailable):
                self.missing[answer.key] = answer.reason
                found = False
        return found

    def why(self, key: str) -> str:
        """Why a fact is unavailable, as a clause; empty where it is there."""
        answer = self.book.get(self.resolve(key))
        return self.sheet.ledger.token("reason", answer.reason) if isinstance(answer, Unavailable) else ""

    def value(self, key: str) -> float:
        """The number behind a fact, for tests in a template. It cannot be printed."""
        return self.need(key).number

    def on_paper(self, key: str) -> float:
        """The value as a reader sees it, rounded: what comparisons in words must agree with."""
        return on_paper(self.need(key))

    def up(self, key: str) -> bool:
        """Whether the printed figure is above zero."""
        return self.on_paper(key) > 0

    def down(self, key: str) -> bool:
        """Whether the printed figure is below zero."""
        return self.on_paper(key) < 0

    def flat(self, key: str) -> bool:
        """Whether the figure prints as zero."""
        return self.on_paper(key) == 0

    def start(self, key: str) -> Day:
        """The first day of a fact's window."""
        fact = self.need(key)
        return fact.start or fact.as_of

    def end(self, key: str) -> Day:
        """The last day of a fact's window; the value of a fact that is a date."""
        fact = self.need(key)
        if isinstance(fact.value, Day):
            return fact.value
        return fact.end or fact.as_of

    def noted(self, key: str) -> bool:
        """Whether a fact carries a note that must be told with it: a search through week-ends only, say."""
        return bool(self.need(key).notes)

    def leads_with(self, *names: str) -> bool:
        """Whether the edition's lead is one of these: what the headline says a section need not say again."""
        return self.lead in names

    def read_on(self, key: str) -> Day:
        """The last day a fact describes: that of a price, where its window is a meeting still ahead."""
        return self.need(key).as_of
