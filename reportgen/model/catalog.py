"""What a catalog declares: datasets, their columns, when they became public, who owns them, the entities.

`config` reads `catalog.yaml` into these; `sources` loads what they name.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Literal

from reportgen.model.dataset import Cell, Entity, ProxyTolerance
from reportgen.model.units import Basis, Standing, Unit

Frequency = Literal["session", "daily", "weekly", "monthly", "annual", "irregular"]
Dating = Literal["as_written", "month_end", "month_end_session"]
CellType = Literal["number", "text", "date", "month"]
Sign = Literal["positive", "not_negative", "any"]


@dataclass(frozen=True, slots=True)
class Period:
    """A run of calendar days, both included: one day, or a month written 2025-10."""

    first: date
    last: date

    def __contains__(self, day: date) -> bool:
        return self.first <= day <= self.last


@dataclass(frozen=True, slots=True)
class ReleaseSpec:
    """When a row became public. Exactly one rule holds, in this order of precedence.

    `by` names a column whose text chooses one of `cases`. `column` names the column holding the day.
    `known` is one day for all rows. `year_before` is a day (MM-DD) of the year before the row's own, for
    what is announced a year at a time; `by_year` names the day for single years of it.
    `days_after_period` counts from the last day of the row's month, `days_after` from the row's date.
    """

    days_after: int = 0
    days_after_period: int | None = None
    column: str | None = None
    known: date | None = None
    year_before: str | None = None
    by_year: Mapping[int, date] = field(default_factory=dict)
    by: str | None = None
    cases: Mapping[str, ReleaseSpec] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class OriginSpec:
    """Who publishes the figures, under which title, where, and when they were fetched."""

    publisher: str
    title: str
    url: str | None = None
    retrieved: date | None = None
    vintage: str | None = None


@dataclass(frozen=True, slots=True)
class LicenceSpec:
    """What may be done with the figures and what must be said."""

    text: str = ""
    attribution: str = ""
    may_publish_levels: bool = True
    may_publish_series: bool = True


@dataclass(frozen=True, slots=True)
class ProviderSpec:
    """A live provider, and what to ask it for: the provider's own name of the series."""

    name: str
    series: str
    first: date | None = None


@dataclass(frozen=True, slots=True)
class ColumnSpec:
    """One column of a dataset.

    `header` is its name in the file. A value is the file's number times `scale`. `value` is a constant
    for every row of a table and needs no column in the file. `max_move` is the largest change from one
    row to the next that is believed without being declared in `known_moves`: relative for levels,
    absolute for fractions. `limits` bound the value, in its own unit. With `compound` the file holds
    returns and the series is the level they build, from 100 the period before.
    """

    id: str
    header: str
    type: CellType = "number"
    unit: Unit = Unit.COUNT
    scale: float = 1.0
    basis: Basis | None = None
    sign: Sign = "any"
    limits: tuple[float, float] | None = None
    max_move: float | None = None
    known_moves: tuple[Period, ...] = ()
    known_holes: tuple[Period, ...] = ()
    missing: tuple[str, ...] = ()
    required: bool = False
    value: Cell = None
    compound: bool = False
    release: ReleaseSpec | None = None
    origin: OriginSpec | None = None
    tolerance: float = 0.0
    proxy: ProxyTolerance | None = None
    note: str = ""


@dataclass(frozen=True, slots=True)
class DatasetSpec:
    """One file of the catalog, or one live series, and how to read it.

    With a `kind` it becomes a table, without one a series for each column. `dated` says which day a row
    is given: the day written, or the last calendar day or session of its month. `dense_from` is the
    first day from which every session must be present. `exceptions` names a file with columns series,
    month, released; an empty `released` means the figure was never collected. `missing` are texts that
    stand for no value, beside the reader's own. `options` are the reader's. A dataset with a `provider`
    is read from what was fetched last; its `file` is only what messages call it.
    """

    id: str
    file: str
    format: str
    columns: Mapping[str, ColumnSpec]
    origin: OriginSpec
    kind: str | None = None
    date_column: str | None = None
    frequency: Frequency = "irregular"
    calendar: str | None = None
    dated: Dating = "as_written"
    first: date | None = None
    dense_from: date | None = None
    release: ReleaseSpec = ReleaseSpec()
    exceptions: str | None = None
    licence: LicenceSpec = LicenceSpec()
    standing: Standing = Standing.COMPUTED
    stale_after_days: int | None = None
    missing: tuple[str, ...] = ()
    unique: tuple[str, ...] = ()
    options: Mapping[str, Cell] = field(default_factory=dict)
    provider: ProviderSpec | None = None
    note: str = ""


@dataclass(frozen=True, slots=True)
class CatalogSpec:
    """A catalog after its checks. `calendars` maps an exchange to the first day its sessions are needed."""

    title: str
    file: str
    digest: str
    datasets: Mapping[str, DatasetSpec]
    entities: Mapping[str, Entity]
    calendars: Mapping[str, date] = field(default_factory=dict)
