"""A fact: the only form in which a number may reach a reader."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Protocol

from reportgen.model.dataset import Dataset, Origin
from reportgen.model.events import EventRule
from reportgen.model.units import Basis, Display, Standing, Unit

Value = float | date


@dataclass(frozen=True, slots=True)
class Observation:
    """One value read from a source: series or table id, line of the file, day, value."""

    source: str
    row: int
    day: date
    value: float | str


@dataclass(frozen=True, slots=True)
class Span:
    """A run of values read from a source: all from `start` to `end`, `count` of them."""

    source: str
    start: date
    end: date
    count: int


Input = Observation | Span | str
"""What a fact was computed from; a string is the key of another fact."""


@dataclass(frozen=True, slots=True)
class Fact:
    """A number with everything a reader may ask about it.

    `value` is unrounded; `display` and `precision` say how it is printed (decimals of the printed
    form: 1 for 7.1%). `as_of` is the last day it describes, `known_at` the first on which it could
    be computed. `tolerance` is in the value's own unit. `notes` must be told wherever the method is.
    `who` names the one the value belongs to where the fact picks one of several (the cheapest sector).
    `attribution` says whose figure a cited one is: prose prints it "according to" them. `document` names
    the text it was taken from, which it never supports.
    """

    key: str
    value: Value
    unit: Unit
    display: Display
    precision: int
    label: str
    subject: str
    metric: str
    method: str
    as_of: date
    known_at: date
    standing: Standing
    variants: tuple[str, ...] = ()
    basis: Basis | None = None
    window: str | None = None
    start: date | None = None
    end: date | None = None
    tolerance: float = 0.0
    origins: tuple[Origin, ...] = ()
    inputs: tuple[Input, ...] = ()
    notes: tuple[str, ...] = ()
    who: str = ""
    attribution: str = ""
    document: str = ""

    @property
    def number(self) -> float:
        """The value as a number. Raises TypeError for a date."""
        if isinstance(self.value, date):
            raise TypeError(f"{self.key} is a date, not a number")
        return float(self.value)


@dataclass(frozen=True, slots=True)
class Unavailable:
    """The answer where a fact cannot be computed, with the reason a reader can be given."""

    key: str
    reason: str


Answer = Fact | Unavailable


@dataclass(frozen=True, slots=True)
class MetricInfo:
    """What a metric says of itself; the appendix, the docs and the checker are made from it.

    `variants` lists, slot by slot, the words each variant may take; an empty slot takes any word.
    `window` is "required", "none" or "optional". With `rest` the last slot takes all that is left of the
    key, points included.

    `words` are what prose and tables call it; `opposite` what they say where its value is negative (dearer,
    outflow), so that the number follows without its sign. `spoken` gives each variant its phrases. In all of
    them # is the figure itself, ~ another figure before it, … a few words; in a variant {} is its number.
    """

    name: str
    family: str
    label: str
    unit: Unit
    display: Display
    precision: int
    method: str
    variants: tuple[tuple[str, ...], ...] = ()
    window: str = "required"
    kinds: tuple[str, ...] = ("index",)
    words: tuple[str, ...] = ()
    example: str = ""
    rest: bool = False
    opposite: tuple[str, ...] = ()
    spoken: tuple[tuple[str, tuple[str, ...]], ...] = ()


class Facts(Protocol):
    """The fact book as every later stage sees it."""

    @property
    def as_of(self) -> date:
        """The day the book is read on."""

    @property
    def dataset(self) -> Dataset:
        """The data as known on that day."""

    @property
    def metrics(self) -> Mapping[str, MetricInfo]:
        """Every metric by name."""

    @property
    def events(self) -> Mapping[str, EventRule]:
        """The events that reports declare, by id, the first declared first."""

    def get(self, key: str) -> Answer:
        """The fact of that key, or why there is none. Raises UnknownKeyError for a key of no metric."""

    def nearest(
        self, value: float, *, subject: str | None = None, metric: str | None = None, within: float
    ) -> tuple[Fact, ...]:
        """Facts whose value lies within `within` of the one given, the nearest first."""

    def asked(self) -> tuple[Answer, ...]:
        """Every answer given so far, by key."""
