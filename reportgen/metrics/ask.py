"""The metric contract: what a metric is asked and how it reads.

A metric is a plain function `(Ask) -> Measured`. It reads only through its Ask, which notes every
row, span and fact it touched; origin, standing, tolerance and first publication follow from that, so
no metric can forget them.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from typing import Protocol, TypeVar, cast

import numpy as np

from reportgen.metrics.found import Missing
from reportgen.metrics.reads import Reads, Stretch
from reportgen.metrics.windows import Window, Windows
from reportgen.model.dataset import Dataset, Entity, Row, Series, Table
from reportgen.model.events import EventRule
from reportgen.model.facts import Answer, Fact, MetricInfo, Observation, Span, Unavailable
from reportgen.model.printing import day as spelt
from reportgen.model.sessions import Sessions, month_end
from reportgen.model.units import Basis

T = TypeVar("T")


class Library(Protocol):
    """What an Ask needs of the fact book behind it."""

    windows: Windows
    memo: dict[str, object]
    events: Mapping[str, EventRule]

    @property
    def as_of(self) -> date:
        """The day the book is read on."""

    @property
    def dataset(self) -> Dataset:
        """The data known on that day."""

    def compute(self, key: str) -> Answer:
        """Another fact, or why there is none."""


class Ask:
    """One question to a metric: subject, variants and window, with recording access to the data."""

    __slots__ = ("_book", "info", "key", "reads", "subject", "variants", "window")

    def __init__(  # noqa: PLR0913, PLR0917
        self,
        book: Library,
        info: MetricInfo,
        key: str,
        subject: str,
        variants: tuple[str, ...],
        window: str | None,
    ) -> None:
        self._book, self.info, self.key = book, info, key
        self.subject, self.variants, self.window = subject, variants, window
        self.reads = Reads()

    # -- what is asked -------------------------------------------------------------------------

    @property
    def as_of(self) -> date:
        """The day the book is read on."""
        return self._book.as_of

    @property
    def data(self) -> Dataset:
        """The data known on that day. Reading it directly records nothing: prefer the methods below."""
        return self._book.dataset

    @property
    def events(self) -> Mapping[str, EventRule]:
        """The event rules the report declares, by id."""
        return self._book.events

    @property
    def memo(self) -> dict[str, object]:
        """Intermediate results a family shares between its facts; holds nothing that was recorded."""
        return self._book.memo

    def recall(self, name: str, make: Callable[[], T]) -> T:
        """What `make` returned the first time this book was asked for that name."""
        if name not in self.memo:
            self.memo[name] = make()
        return cast("T", self.memo[name])

    @property
    def entity(self) -> Entity:
        """The subject. Raises Missing for a pair."""
        return self.entity_of(self.subject)

    @property
    def pair(self) -> tuple[Entity, Entity]:
        """The two sides of a pair `a-b`. Raises Missing for a single subject."""
        left, dash, right = self.subject.partition("-")
        if not dash:
            raise Missing(f"{self.info.name} compares two subjects, such as {self.subject}-other")
        return self.entity_of(left), self.entity_of(right)

    def entity_of(self, subject: str) -> Entity:
        """An entity of the catalog by id. Raises Missing where there is none."""
        try:
            return self.data.entities[subject]
        except KeyError:
            raise Missing(f"the catalog has no {subject}") from None

    @property
    def sessions(self) -> Sessions:
        """The sessions of the subject's exchange. Raises Missing where the data carry none."""
        return self._book.windows.calendar(self.calendar)

    @property
    def basis(self) -> Basis:
        """The return basis among the variants; price where none is named."""
        return Basis.TOTAL if Basis.TOTAL in self.variants else Basis.PRICE

    def sibling(self, metric: str, *variants: str, subject: str | None = None, window: str | None = "") -> str:
        """The key of another metric, on the same subject and window unless given."""
        chosen = self.window if window == "" else window
        key = ".".join((subject or self.subject, metric, *variants))
        return f"{key}@{chosen}" if chosen else key

    # -- where it looks ------------------------------------------------------------------------

    def series(self, role: str, subject: str | None = None) -> Series:
        """The series that plays a role for the subject. Raises Missing with the reason where it cannot."""
        entity = self.entity_of(subject or self.subject)
        source = entity.roles.get(role)
        if source is None:
            raise Missing(f"the catalog has no {role} series for {entity.name}")
        return self.series_named(source)

    def series_named(self, source: str) -> Series:
        """A series by its id. Raises Missing where it is quarantined, absent or empty."""
        if source in self.data.quarantined:
            raise Missing(self.data.quarantined[source])
        found = self.data.series.get(source)
        if found is None:
            raise Missing(f"the catalog has no series {source}")
        if not len(found):
            raise Missing(f"“{found.origin.title}” had not been published by {spelt(self.as_of)}")
        return found

    def table(self, role: str, subject: str | None = None) -> Table:
        """The table that plays a role for the subject. Raises Missing with the reason where it cannot."""
        entity = self.entity_of(subject or self.subject)
        source = entity.roles.get(role)
        if source is None:
            raise Missing(f"the catalog has no {role} table for {entity.name}")
        if source in self.data.quarantined:
            raise Missing(self.data.quarantined[source])
        found = self.data.tables.get(source)
        if found is None:
            raise Missing(f"the catalog has no table {source}")
        if not found.rows:
            raise Missing(f"“{found.origin.title}” had not been published by {spelt(self.as_of)}")
        return found

    def dates(self, series: Series | None = None) -> Window:
        """The window's boundary days for this subject; `series` lets a short one print its own end."""
        return self._book.windows.resolve(self.window, self.as_of, calendar=self.calendar, series=series)

    def resolve(self, token: str, subject: str, series: Series | None = None) -> Window:
        """The boundary days another window has for a subject. Raises Missing."""
        calendar = self.entity_of(subject.partition("-")[0]).calendar
        return self._book.windows.resolve(token, self.as_of, calendar=calendar, series=series)

    def session(self, day: date) -> date:
        """The last session on or before a day. Raises Missing where it lies ahead or outside the calendar."""
        return self._book.windows.on(day, self.as_of, calendar=self.calendar)

    def today(self, series: Series | None = None) -> date:
        """The as-of session; the end of `series` where that has month-end values only and ends earlier."""
        return self._book.windows.today(self.as_of, calendar=self.calendar, series=series)

    @property
    def calendar(self) -> str:
        """The exchange calendar of the subject (of a pair's first side)."""
        return self.entity_of(self.subject.partition("-")[0]).calendar

    # -- reading, recorded ---------------------------------------------------------------------

    def close(self, series: Series, day: date) -> float:
        """The value of exactly that day. Raises Missing("no close on ...") where there is none.

        A monthly series dated by calendar months answers for the last session of its month.
        """
        at = series.index_on(day)
        if at is None and series.frequency == "monthly" and self.sessions.ends_month(day):
            at = series.index_on(month_end(day))
        if at is None:
            raise Missing(f"no close on {spelt(day)} in {self._name_of(series)}")
        return self.at(series, at)

    def _name_of(self, series: Series) -> str:
        """What a reader calls a series: its place among its owner's."""
        for entity in self.data.entities.values():
            for role, source in entity.roles.items():
                if source == series.id:
                    return f"the {role} series of {'the ' if entity.the else ''}{entity.name}"
        return series.id

    def at(self, series: Series, position: int) -> float:
        """The value at a position of the series, recorded as an observation."""
        position = range(len(series))[position]
        day, value = date.fromordinal(series.days[position]), float(series.values[position])
        self.reads.note(Observation(series.id, series.rows[position], day, value), series.origin)
        self.reads.mark(series.known[position], series.days[position], series.tolerance)
        if series.note:
            self.note(series.note)
        return value

    def span(self, series: Series, start: date | None = None, end: date | None = None) -> Stretch:
        """All values from start to end (both included; open where None), recorded as a span.

        Raises Missing where there is none.
        """
        low = 0 if start is None else (series.index_on_or_before(start) or 0)
        if start is not None and series.days[low] < start.toordinal():
            low += 1
        high = len(series) - 1 if end is None else series.index_on_or_before(end)
        if high is None or high < low:
            raise Missing(f"{series.id} has no values in that window")
        days = np.asarray(series.days)[low : high + 1]
        values = np.asarray(series.values)[low : high + 1]
        first, last = date.fromordinal(int(days[0])), date.fromordinal(int(days[-1]))
        self.reads.note(Span(series.id, first, last, len(days)), series.origin)
        self.reads.mark(int(np.asarray(series.known)[low : high + 1].max()), int(days[-1]), series.tolerance)
        if series.note:
            self.note(series.note)
        return Stretch(days, values)

    def fact(self, key: str) -> Fact:
        """Another fact. Raises Missing with its reason where it is unavailable."""
        answer = self._book.compute(key)
        if isinstance(answer, Unavailable):
            raise Missing(answer.reason)
        self.reads.inputs.append(key)
        for origin in answer.origins:
            self.reads.origins[origin.dataset, origin.sha256] = origin
        self.reads.standings.append(answer.standing)
        self.reads.mark(answer.known_at.toordinal(), answer.as_of.toordinal(), answer.tolerance)
        for note in answer.notes:
            self.note(note)
        return answer

    def row(self, table: Table, row: Row, column: str) -> float:
        """A number from a table's row, recorded. Raises Missing where the cell is empty."""
        cell = row[column]
        if cell is None or isinstance(cell, (str, date)):
            raise Missing(f"{table.id}, row {row.number}: no {column}")
        self.reads.note(Observation(f"{table.id}.{column}", row.number, row.known, float(cell)), table.origin)
        self.reads.mark(row.known.toordinal(), 1, 0.0)
        return float(cell)

    def touch(self, table: Table, row: Row, column: str) -> None:
        """Record a cell that is text or a date."""
        self.reads.note(Observation(f"{table.id}.{column}", row.number, row.known, str(row[column])), table.origin)
        self.reads.mark(row.known.toordinal(), 1, 0.0)

    def extent(self, table: Table, rows: Sequence[Row], column: str) -> None:
        """Record a column of many rows at once, as a span: history another fact is compared with."""
        days = [row.known for row in rows]
        self.reads.note(Span(f"{table.id}.{column}", min(days), max(days), len(rows)), table.origin)
        self.reads.mark(max(days).toordinal(), 1, 0.0)

    def note(self, text: str) -> None:
        """A remark that must be told wherever the method is."""
        self.reads.notes[text] = None

    def tolerate(self, more: float) -> None:
        """Widen the fact's tolerance, in the value's own unit."""
        self.reads.tolerance += more
