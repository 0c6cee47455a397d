"""What the sources hand to the metrics: series, tables, entities, sessions."""

from __future__ import annotations

from array import array
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any

from reportgen.errors import Problem
from reportgen.model.sessions import Sessions
from reportgen.model.units import Standing, Unit

Cell = str | float | int | date | None


@dataclass(frozen=True, slots=True)
class Origin:
    """Where data come from and what may be done with them. `sha256` is that of the file's bytes."""

    dataset: str
    publisher: str
    title: str
    file: str
    sha256: str
    url: str | None = None
    retrieved: date | None = None
    licence: str = ""
    attribution: str = ""
    may_publish_levels: bool = True
    may_publish_series: bool = True
    standing: Standing = Standing.COMPUTED
    vintage: str | None = None


@dataclass(frozen=True, slots=True)
class ProxyTolerance:
    """How far a proxy may lie from what it stands for: `base + per_year * years` after `since`."""

    since: date
    base: float
    per_year: float

    def over(self, start: date, end: date) -> float:
        """The tolerance of a return from start to end, a fraction; 0 before the proxy begins."""
        if end <= self.since:
            return 0.0
        return self.base + self.per_year * (end - max(start, self.since)).days / 365.25


def _ints(values: Iterable[int]) -> memoryview[int]:
    """Whole numbers as a read-only buffer: numpy reads it without a copy, nothing can write it."""
    return memoryview(array("i", values).tobytes()).cast("i")


def _floats(values: Iterable[float]) -> memoryview[float]:
    """Numbers as a read-only buffer."""
    return memoryview(array("d", values).tobytes()).cast("d")


@dataclass(frozen=True, slots=True, eq=False)
class Series:
    """One column over time.

    `days`, `known` ('i') and `rows` ('i') hold day ordinals, the day each value was first public,
    and the line of the file it stands on; `values` ('d') the values. All ascending in `days`.
    A monthly series is dated by the last calendar day of its month. `stale_after_days` is how long its
    newest value may be called the latest.
    """

    id: str
    unit: Unit
    frequency: str
    origin: Origin
    days: memoryview[int]
    values: memoryview[float]
    known: memoryview[int]
    rows: memoryview[int]
    calendar: str | None = None
    tolerance: float = 0.0
    proxy: ProxyTolerance | None = None
    known_holes: frozenset[date] = frozenset()
    dense_from: date | None = None
    note: str = ""
    stale_after_days: int | None = None

    @classmethod
    def of(  # noqa: PLR0913 - the one constructor from plain lists
        cls,
        id: str,  # noqa: A002 - the field's name
        days: Sequence[date],
        values: Sequence[float],
        *,
        origin: Origin,
        unit: Unit = Unit.INDEX_POINTS,
        frequency: str = "daily",
        known: Sequence[date] | None = None,
        rows: Sequence[int] | None = None,
        **more: Any,
    ) -> Series:
        """A series from dates and values; `known` defaults to the dates, `rows` to the file's order."""
        ordinals = [day.toordinal() for day in days]
        return cls(
            id=id,
            unit=unit,
            frequency=frequency,
            origin=origin,
            days=_ints(ordinals),
            values=_floats(list(values)),
            known=_ints(ordinals if known is None else [day.toordinal() for day in known]),
            rows=_ints(list(range(2, len(ordinals) + 2)) if rows is None else list(rows)),
            **more,
        )

    def __len__(self) -> int:
        return len(self.days)

    @property
    def first_day(self) -> date:
        """The date of the first value. Raises IndexError on an empty series."""
        return date.fromordinal(self.days[0])

    @property
    def last_day(self) -> date:
        """The date of the last value. Raises IndexError on an empty series."""
        return date.fromordinal(self.days[-1])

    def index_on(self, day: date) -> int | None:
        """The position of the value of exactly that day, None where there is none."""
        at = bisect_left(self.days, day.toordinal())
        return at if at < len(self.days) and self.days[at] == day.toordinal() else None

    def index_on_or_before(self, day: date) -> int | None:
        """The position of the last value on or before that day, None where there is none."""
        at = bisect_right(self.days, day.toordinal()) - 1
        return at if at >= 0 else None

    def value_on(self, day: date) -> float | None:
        """The value of exactly that day, None where there is none."""
        at = self.index_on(day)
        return None if at is None else float(self.values[at])

    def known_on(self, day: date) -> Series:
        """The series as it could be read at the close of that day."""
        limit = day.toordinal()
        if not len(self) or (max(self.known) <= limit and self.days[-1] <= limit):
            return self
        keep = [at for at in range(len(self)) if self.known[at] <= limit and self.days[at] <= limit]
        return replace(
            self,
            days=_ints([self.days[at] for at in keep]),
            values=_floats([self.values[at] for at in keep]),
            known=_ints([self.known[at] for at in keep]),
            rows=_ints([self.rows[at] for at in keep]),
        )


@dataclass(frozen=True, slots=True)
class Row:
    """One line of a table: its number in the file, the day it became public, its cells."""

    number: int
    known: date
    cells: Mapping[str, Cell]

    def __getitem__(self, column: str) -> Cell:
        return self.cells[column]


@dataclass(frozen=True, slots=True, eq=False)
class Table:
    """Rows that are no plain time series: fundamentals, meetings, settlements, cited figures.

    `stale_after_days` is how long its newest row may be quoted, counted from the day it describes.
    """

    id: str
    kind: str
    columns: tuple[str, ...]
    rows: tuple[Row, ...]
    origin: Origin
    known_holes: frozenset[date] = frozenset()
    note: str = ""
    stale_after_days: int | None = None

    def known_on(self, day: date) -> Table:
        """The table as it could be read at the close of that day."""
        return replace(self, rows=tuple(row for row in self.rows if row.known <= day))


@dataclass(frozen=True, slots=True)
class Entity:
    """A subject facts can be about.

    `roles` says which series or table plays which part ("price", "total", "level", "flows" ...).
    `names` are what a text may call it, the first being its proper name; `short` fits a table head.
    `the` tells whether prose says "the Russell 2000" or plain "unemployment".
    """

    id: str
    kind: str
    names: tuple[str, ...]
    short: str
    roles: Mapping[str, str] = field(default_factory=dict)
    the: bool = True
    calendar: str = "XNYS"
    not_names: tuple[str, ...] = ()
    backtested_until: date | None = None
    notes: tuple[str, ...] = ()
    options: Mapping[str, Cell] = field(default_factory=dict)

    @property
    def name(self) -> str:
        """Its proper name, without an article."""
        return self.names[0]


@dataclass(frozen=True, slots=True, eq=False)
class Dataset:
    """Everything one catalog declares, after its checks.

    `quarantined` maps the id of a series or table that failed its checks to the reason;
    what stands there is in neither `series` nor `tables`.
    """

    series: Mapping[str, Series]
    tables: Mapping[str, Table]
    entities: Mapping[str, Entity]
    sessions: Mapping[str, Sessions]
    quarantined: Mapping[str, str] = field(default_factory=dict)
    problems: tuple[Problem, ...] = ()
    digest: str = ""
    title: str = ""

    def known_on(self, day: date) -> Dataset:
        """The same data as they could be read at the close of that day."""
        return replace(
            self,
            series={key: series.known_on(day) for key, series in self.series.items()},
            tables={key: table.known_on(day) for key, table in self.tables.items()},
        )
