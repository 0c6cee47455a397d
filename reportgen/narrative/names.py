"""Names, dates and labels: digits that are no facts, typed as what they are."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date as Day  # noqa: N812 - templates call a function date()

from reportgen.model.dataset import Entity
from reportgen.model.printing import day, month
from reportgen.narrative.desk import Desk
from reportgen.narrative.ledger import Mark


@dataclass(frozen=True, slots=True)
class Names:
    """What prints a name or a date. A date is a day, or the key of a fact: the end of its window."""

    desk: Desk

    def entity(self, role: str) -> Entity:
        """The entity that plays a role. Raises LookupError naming the report's YAML where none does."""
        wanted = self.desk.report.roles.get(role, role)
        try:
            return self.desk.book.dataset.entities[wanted]
        except KeyError:
            raise LookupError(f"{self.desk.report.file}: roles names no {role!r} that the catalog has") from None

    def name(self, role: str) -> Mark:
        """A proper name, without article: "Russell 2000"."""
        return self._token("name", self.entity(role).name)

    def the(self, role: str) -> Mark:
        """A name as prose says it: "the Russell 2000"."""
        entity = self.entity(role)
        return Mark(("the " if entity.the else "") + self._token("name", entity.name))

    def short(self, role: str) -> Mark:
        """A short name for strips and tables."""
        return self._token("name", self.entity(role).short)

    def date(self, value: Day | str, *, year: bool = True) -> Mark:
        """A date in full: 21 August 2026."""
        return self._token("date", day(self._day(value), self.desk.style, year=year))

    def day(self, value: Day | str) -> Mark:
        """A date without its year where it is the edition's, with it where it is another."""
        when = self._day(value)
        return self.date(when, year=when.year != self.desk.book.as_of.year)

    def month(self, value: Day | str, *, year: bool | None = None) -> Mark:
        """A month: "August", with its year where that is not the edition's."""
        when = self._day(value)
        with_year = when.year != self.desk.book.as_of.year if year is None else year
        return self._token("date", month(when, year=with_year))

    def year(self, value: Day | str) -> Mark:
        """A year."""
        return self._token("date", str(self._day(value).year))

    def weekday(self, value: Day | str) -> str:
        """The name of a day of the week."""
        return f"{self._day(value):%A}"

    def label(self, text: str) -> Mark:
        """Digits that are no fact: a tenor, a rule's number, a count of sessions in a name."""
        return self._token("label", text)

    def label_of(self, key: str) -> Mark:
        """What a figure is, in the words of its metric, or of its source where it is quoted."""
        return self._token("label", self.desk.need(key).label)

    def attribution(self, key: str) -> Mark:
        """Whose figure a quoted one is, for use after "according to"; "its source" where it names none."""
        return self._token("source", self.desk.need(key).attribution or "its source")

    def _day(self, value: Day | str) -> Day:
        return self.desk.end(value) if isinstance(value, str) else value

    def _token(self, kind: str, text: str) -> Mark:
        return self.desk.sheet.ledger.token(kind, text)
