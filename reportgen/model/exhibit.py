"""Charts and tables as specifications: what is shown, never how it is drawn."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Literal

from reportgen.model.prose import Inline

Role = Literal["subject", "benchmark", "third", "fourth", "muted", "warning", "positive"]
"""What a mark stands for; the theme gives it a colour."""

Format = Literal[
    "percent0", "percent1", "points1", "level", "ratio2", "multiple1", "dollars", "rate1", "rate2", "count"
]
"""How an axis and its end labels print a value."""

X = date | float | str


@dataclass(frozen=True, slots=True)
class Line:
    """A line over time or over a number; a None breaks it. `dashed` marks a forecast or scenario."""

    label: str
    role: Role
    x: tuple[X, ...]
    y: tuple[float | None, ...]
    dashed: bool = False
    step: bool = False
    weight: Literal["normal", "thin", "bold"] = "normal"
    end_label: bool = True


@dataclass(frozen=True, slots=True)
class Bars:
    """One bar for each category; several Bars in a panel stand side by side or are stacked."""

    label: str
    role: Role
    x: tuple[X, ...]
    y: tuple[float | None, ...]
    value_labels: bool = False
    emphasis: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Dots:
    """One dot for each event, with the words that stand beside it (its year, say)."""

    label: str
    role: Role
    x: tuple[X, ...]
    y: tuple[float, ...]
    names: tuple[str, ...] = ()
    open: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Ranges:
    """For each category a bar from `low` to `high`, with an optional mark between."""

    label: str
    role: Role
    x: tuple[X, ...]
    low: tuple[float, ...]
    high: tuple[float, ...]
    mark: tuple[float | None, ...] = ()


@dataclass(frozen=True, slots=True)
class Area:
    """The area between zero and a line over time (a drawdown, say)."""

    label: str
    role: Role
    x: tuple[X, ...]
    y: tuple[float | None, ...]


Mark = Line | Bars | Dots | Ranges | Area


@dataclass(frozen=True, slots=True)
class Band:
    """A shaded stretch of time: a recession, a cycle."""

    start: date
    end: date
    kind: Literal["recession", "cycle", "highlight"]
    label: str = ""


@dataclass(frozen=True, slots=True)
class Event:
    """A thin vertical line with two words."""

    at: X
    label: str


@dataclass(frozen=True, slots=True)
class Rule:
    """A horizontal line at a value, with a word beside it."""

    y: float
    label: str = ""


@dataclass(frozen=True, slots=True)
class Panel:
    """One set of axes. `horizontal` lays bars, ranges and dots on their side, first category on top."""

    marks: tuple[Mark, ...]
    y_format: Format
    title: str = ""
    x_kind: Literal["time", "category", "number"] = "time"
    x_format: Format = "count"
    log: bool = False
    horizontal: bool = False
    stacked: bool = False
    y_range: tuple[float, float] | None = None
    bands: tuple[Band, ...] = ()
    events: tuple[Event, ...] = ()
    rules: tuple[Rule, ...] = ()


@dataclass(frozen=True, slots=True)
class DataTable:
    """The numbers behind a chart as they may be given away: column names and rows of plain values."""

    columns: tuple[str, ...]
    rows: tuple[tuple[str | float | None, ...], ...]


@dataclass(frozen=True, slots=True)
class Figure:
    """A chart. `title` is the finding, `subtitle` measure, unit, basis, frequency and span.

    `source` is never empty. `data` is None where the licence lets no series out.
    """

    id: str
    title: tuple[Inline, ...]
    subtitle: tuple[Inline, ...]
    alt: tuple[Inline, ...]
    source: str
    panels: tuple[Panel, ...]
    note: tuple[Inline, ...] = ()
    columns: int = 1
    same_scale: bool = False
    size: Literal["full", "measure", "half", "strip"] = "full"
    data: DataTable | None = None
    keys: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Column:
    """A table's column; `numeric` ones are aligned on the decimal. `keep` survives a narrow screen."""

    head: str
    numeric: bool = True
    keep: bool = True


@dataclass(frozen=True, slots=True)
class TableRow:
    """A row: its cells as inline text (an absent figure is a dash with its reason in `absent`)."""

    cells: tuple[tuple[Inline, ...], ...]
    kind: Literal["body", "group", "total"] = "body"
    absent: tuple[tuple[int, str], ...] = ()


@dataclass(frozen=True, slots=True)
class TableSpec:
    """A table with the anatomy a reader needs: finding, measure, columns, rows, source, note."""

    id: str
    title: tuple[Inline, ...]
    subtitle: tuple[Inline, ...]
    columns: tuple[Column, ...]
    rows: tuple[TableRow, ...]
    source: str
    note: tuple[Inline, ...] = ()
    keys: tuple[str, ...] = ()
