"""The shape of `catalog.yaml`, as pydantic models. `catalog` turns them into the frozen model."""

from __future__ import annotations

import re
from calendar import monthrange
from datetime import date
from typing import Annotated, Any

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, model_validator

from reportgen.model.catalog import CellType, Dating, Frequency, Period, Sign
from reportgen.model.units import Basis, Standing, Unit

SCALES = {
    "percent": 0.01,
    "basis_points": 0.0001,
    "thousands": 1e3,
    "millions": 1e6,
    "billions": 1e9,
    "trillions": 1e12,
}


class Shape(BaseModel):
    """A mapping in which every key is known."""

    model_config = ConfigDict(extra="forbid", frozen=True, arbitrary_types_allowed=True)


def _period(value: Any) -> Period:
    if isinstance(value, Period):
        return value
    if isinstance(value, date):
        return Period(value, value)
    match = re.fullmatch(r"(\d{4})-(\d{2})", str(value))
    if not match or not 1 <= int(match[2]) <= 12:
        raise ValueError(f"{value!r} is neither a day (2025-01-09) nor a month (2025-10).")
    year, month = int(match[1]), int(match[2])
    return Period(date(year, month, 1), date(year, month, monthrange(year, month)[1]))


def _scale(value: Any) -> float:
    if isinstance(value, str) and value in SCALES:
        return SCALES[value]
    if isinstance(value, int | float) and not isinstance(value, bool) and value:
        return float(value)
    raise ValueError(f"{value!r} is no scale; write a number or one of {', '.join(SCALES)}.")


def _month_day(value: Any) -> str:
    try:
        date.fromisoformat(f"2001-{value}")
    except ValueError:
        raise ValueError(f'{value!r} is no day of every year; write it as "08-31", in quotes.') from None
    return str(value)


def _address(value: Any) -> str:
    if not re.fullmatch(r"https?://[^\s<>\"'`\\^{|}]+", str(value)):
        raise ValueError(f"{str(value)[:80]!r} is no address of a page; write https://example.org/page.")
    return str(value)


def _text(value: Any) -> str:
    if value is None or isinstance(value, dict | list):
        raise ValueError("needs a text.")
    return str(value)


PeriodField = Annotated[Period, BeforeValidator(_period)]
ScaleField = Annotated[float, BeforeValidator(_scale)]
Text = Annotated[str, BeforeValidator(_text)]
MonthDay = Annotated[str, BeforeValidator(_month_day)]
Address = Annotated[str, BeforeValidator(_address)]
CellField = date | bool | int | float | str | None


class ReleaseShape(Shape):
    """`release:` of a dataset or column."""

    days_after: int = 0
    days_after_period: int | None = None
    column: str | None = None
    known: date | None = None
    year_before: Annotated[str, BeforeValidator(_month_day)] | None = None
    by_year: dict[int, date] = {}
    by: str | None = None
    cases: dict[str, ReleaseShape] = {}

    @model_validator(mode="after")
    def _one_rule(self) -> ReleaseShape:
        rules = self.model_fields_set - {"cases", "by_year"}
        if len(rules) > 1:
            raise ValueError(f"{' and '.join(sorted(rules))} contradict each other. Keep one.")
        if (self.by is None) != (not self.cases):
            raise ValueError("`by` and `cases` belong together.")
        if self.by_year and self.year_before is None:
            raise ValueError("`by_year` needs `year_before` for the other years.")
        return self


class OriginShape(Shape):
    """`origin:` of a dataset or column."""

    publisher: str
    title: str
    url: Address | None = None
    retrieved: date | None = None
    vintage: Text | None = None


class LicenceShape(Shape):
    """`licence:` of a dataset."""

    text: str = ""
    attribution: str = ""
    may_publish_levels: bool = True
    may_publish_series: bool = True


class ProxyShape(Shape):
    """`proxy:` of a column: how far it may lie from what it stands for."""

    since: date
    base: float = Field(ge=0)
    per_year: float = Field(default=0.0, ge=0)


class ColumnShape(Shape):
    """One column; a bare word is its type (`sector: text`)."""

    header: Text | None = None
    type: CellType = "number"
    unit: Unit | None = None
    scale: ScaleField = 1.0
    basis: Basis | None = None
    sign: Sign | None = None
    limits: tuple[float, float] | None = None
    max_move: Annotated[float, Field(gt=0)] | None = None
    known_moves: list[PeriodField] = []
    known_holes: list[PeriodField] = []
    missing: list[Text] = []
    required: bool = False
    value: CellField = None
    compound: bool = False
    release: ReleaseShape | None = None
    origin: OriginShape | None = None
    tolerance: float = Field(default=0.0, ge=0)
    proxy: ProxyShape | None = None
    note: str = ""

    @model_validator(mode="before")
    @classmethod
    def _bare_word(cls, value: Any) -> Any:
        return {"type": value} if isinstance(value, str) else value

    @model_validator(mode="after")
    def _unit_of_a_number(self) -> ColumnShape:
        if self.unit is not None and self.type != "number":
            raise ValueError(f"a column of type {self.type} has no unit. Remove `unit` or `type`.")
        if self.limits is not None and self.limits[0] >= self.limits[1]:
            raise ValueError("`limits` are [lowest, highest].")
        if self.compound and self.unit is not Unit.INDEX_POINTS:
            raise ValueError("`compound` makes a level of returns. Declare `unit: index_points`.")
        return self


class ProviderShape(Shape):
    """`provider:` of a live dataset."""

    name: str
    series: Text
    first: date | None = Field(default=None, alias="from")


class DatasetShape(Shape):
    """One entry under `datasets:`."""

    file: str | None = None
    provider: ProviderShape | None = None
    format: str | None = None
    kind: str | None = None
    date_column: str | None = Field(default=None, alias="date")
    frequency: Frequency = "irregular"
    calendar: str | None = None
    dated: Dating | None = None
    first: date | None = Field(default=None, alias="from")
    dense_from: date | None = None
    release: ReleaseShape = ReleaseShape()
    exceptions: str | None = None
    columns: dict[str, ColumnShape] = Field(min_length=1)
    origin: OriginShape
    licence: LicenceShape = LicenceShape()
    standing: Standing = Standing.COMPUTED
    stale_after_days: Annotated[int, Field(gt=0)] | None = None
    known_holes: list[PeriodField] = []
    missing: list[Text] = []
    unique: list[str] = []
    options: dict[str, CellField] = {}
    note: str = ""

    @model_validator(mode="after")
    def _one_source(self) -> DatasetShape:
        if (self.file is None) == (self.provider is None):
            raise ValueError("needs a `file` or a `provider`, one of them.")
        return self


class EntityShape(Shape):
    """One entry under `entities:`."""

    kind: str
    names: list[str] = Field(min_length=1)
    short: str | None = None
    the: bool = True
    calendar: str = "XNYS"
    roles: dict[str, str] = {}
    not_names: list[str] = []
    backtested_until: date | None = None
    notes: list[str] = []
    options: dict[str, CellField] = {}


class CatalogShape(Shape):
    """The whole file."""

    title: str
    calendars: dict[str, date] = {}
    datasets: dict[str, DatasetShape] = Field(min_length=1)
    entities: dict[str, EntityShape] = {}
