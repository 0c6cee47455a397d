"""What followed each event: entries, exits and base dates of an analogue study.

The convention, one for events and base alike: entry at the event's close; exit at the last close on or
before the same day of the month so many months later, provided it lies at most seven days before that
day (week-end closes are accepted, an older one never is). An event whose horizon has not passed is open.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import TYPE_CHECKING

import numpy as np

from reportgen.metrics.analogues_events import (
    Event,
    as_dates,
    cycle_ends,
    last_of_each,
    record_closes,
    yearly_highs,
)
from reportgen.metrics.ask import Ask
from reportgen.metrics.found import Missing
from reportgen.metrics.reads import Stretch
from reportgen.model.dataset import Series
from reportgen.model.events import EventRule

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Positions = NDArray[np.int64]

OPEN, ABSENT = -1, -2
"""In place of a position: the horizon has not passed; there is no close where one is needed."""

NEAR = 7
"""How many days before the horizon the last close may lie."""

_GAP = re.compile(r"gap_(\d{1,5})")
_SPAN = re.compile(r"(\d{1,2})([my])")
_ENTRIES = ("next_close", "sessions", "month_end")


@dataclass(frozen=True, slots=True)
class Terms:
    """How outcomes are measured, from the words after the event's id in a key."""

    gap: int | None = None
    words: frozenset[str] = frozenset()

    @classmethod
    def of(cls, words: Sequence[str]) -> Terms:
        """The terms those words ask for. Raises Missing for a word that is none."""
        gap: int | None = None
        kept: set[str] = set()
        for word in words:
            if match := _GAP.fullmatch(word):
                gap = int(match[1])
            elif word in _ENTRIES:
                kept.add(word)
            else:
                raise Missing(f"an analogue has no variant {word!r}, only gap_<days>, {', '.join(_ENTRIES)}")
        return cls(gap, frozenset(kept))

    @property
    def name(self) -> str:
        """The terms as one word."""
        return " ".join((str(self.gap), *sorted(self.words)))

    @property
    def dense(self) -> bool:
        """Whether the terms count sessions, so that only daily closes will do."""
        return bool(self.words & {"next_close", "sessions"})


@dataclass(frozen=True, slots=True, eq=False)
class Study:
    """A declared event in one set of terms: its rule and every event known on the day."""

    rule: EventRule
    terms: Terms
    events: tuple[Event, ...]
    series: Series

    @property
    def began(self) -> date:
        """The first close that is watched."""
        return self.series.first_day

    def event(self, number: str) -> Event:
        """The n-th event, counted from one, or that of a day. Raises Missing where there is none."""
        return self.events[self.place(number)]

    def place(self, number: str) -> int:
        """The place, from zero, of the event with that number or on that day. Raises Missing where there is none."""
        for at, event in enumerate(self.events):
            if event.day.isoformat() == number:
                return at
        if not number.isdigit() or not 1 <= int(number) <= len(self.events):
            raise Missing(f"{self.rule.label}: there is no event {number}, only {len(self.events)}")
        return int(number) - 1


@dataclass(frozen=True, slots=True, eq=False)
class Outcomes:
    """Positions in the subject's closes: each event's entry and exit, and those of every base date."""

    series: Series
    closes: Stretch
    entries: Positions
    exits: Positions
    base: NDArray[np.float64] = field(repr=False)
    base_days: Positions = field(repr=False)

    @property
    def closed(self) -> Positions:
        """Numbers (from zero) of the events whose outcome is known."""
        return np.flatnonzero((self.entries >= 0) & (self.exits >= 0))

    @property
    def open(self) -> Positions:
        """Numbers of the events whose horizon has not passed."""
        return np.flatnonzero((self.entries >= 0) & (self.exits == OPEN))

    @property
    def unmeasured(self) -> Positions:
        """Numbers of the events the subject has no closes for."""
        return np.flatnonzero((self.entries < 0) | (self.exits == ABSENT))


def study_of(ask: Ask, event: str, words: Sequence[str]) -> Study:
    """The declared event and its occurrences. Raises Missing where none is declared or has data."""
    rule = ask.events.get(event)
    if rule is None:
        declared = ", ".join(sorted(ask.events)) or "none"
        raise Missing(f"no event {event!r} is declared (declared: {declared})")
    terms = Terms.of(words)
    name = f"analogue {event} {terms.name}"
    if name not in ask.memo:
        series = ask.series(rule.basis, rule.subject)
        ask.memo[name] = Study(rule, terms, _detect(ask, rule, series, terms.gap), series)
    found = ask.memo[name]
    assert isinstance(found, Study)
    return found


def _detect(ask: Ask, rule: EventRule, series: Series, gap: int | None) -> tuple[Event, ...]:
    closes = stretch(series)
    days = rule.gap_days if gap is None else gap
    match rule.rule:
        case "record_close":
            return record_closes(closes.days, closes.values, days)
        case "high_52w":
            return yearly_highs(closes.days, closes.values, days)
        case "cycle_end":
            return _cycles(ask, rule, closes, gap)


def _cycles(ask: Ask, rule: EventRule, closes: Stretch, gap: int | None) -> tuple[Event, ...]:
    if gap is not None:
        raise Missing(f"{rule.label}: a cycle's end has no gap in days")
    if rule.benchmark is None:
        raise Missing(f"{rule.label}: a cycle's end needs a benchmark in the report's event")
    other = stretch(ask.series(rule.basis, rule.benchmark))
    days, mine, theirs = np.intersect1d(closes.days, other.days, return_indices=True)
    ends = last_of_each("month", days)
    if len(ends) and not _month_over(ask, rule.subject, int(days[ends[-1]])):
        ends = ends[:-1]
    ratio = closes.values[mine][ends] / other.values[theirs][ends]
    return cycle_ends(days[ends], ratio, rule.reversal, rule.minimum_months) if len(ends) else ()


def _month_over(ask: Ask, subject: str, day: int) -> bool:
    """Whether that close is its month's last session, or the month is past."""
    close = date.fromordinal(day)
    if (ask.as_of.year, ask.as_of.month) > (close.year, close.month):
        return True
    sessions = ask.data.sessions.get(ask.entity_of(subject).calendar)
    try:
        return sessions is not None and sessions.last_of_month(close.year, close.month) <= close
    except LookupError:
        return False


def outcomes_of(ask: Ask, study: Study) -> Outcomes:
    """Entries, exits and base of the asked subject, basis and window, computed once a book."""
    name = f"analogue {ask.subject} {ask.basis} {study.rule.id} {study.terms.name} {ask.window}"
    if name not in ask.memo:
        ask.memo[name] = _measure(ask, study)
    found = ask.memo[name]
    assert isinstance(found, Outcomes)
    return found


def _measure(ask: Ask, study: Study) -> Outcomes:
    months = months_of(ask.window)
    series = ask.series(ask.basis.value)
    closes, terms = stretch(series), study.terms
    starts = np.array([event.day.toordinal() for event in study.events], dtype=np.int64)
    if terms.dense and sparse(closes.days[closes.days >= study.began.toordinal()]):
        raise Missing(f"{ask.entity.name} has no daily closes throughout: sessions cannot be counted")
    if series.frequency == "monthly" and "month_end" not in terms.words:
        raise Missing(f"{ask.entity.name} has month-end {ask.basis} returns only: ask the variant month_end")
    entries = _entries(closes, starts, terms)
    base = _base_entries(closes, study.began, terms)
    base_exits = _exits(closes, base, months, terms, ask.as_of)
    known = base_exits >= 0
    gains = closes.values[base_exits[known]] / closes.values[base[known]] - 1
    exits = _exits(closes, entries, months, terms, ask.as_of)
    return Outcomes(series, closes, entries, exits, gains, closes.days[base[known]].astype(np.int64))


def months_of(window: str | None) -> int:
    """The horizon in months. Raises Missing for a window that is no span of months or years."""
    match = _SPAN.fullmatch(window or "")
    if not match:
        raise Missing("an analogue looks 1m, 3m, 6m or 1y ahead")
    return int(match[1]) * (12 if match[2] == "y" else 1)


def _entries(closes: Stretch, starts: Positions, terms: Terms) -> Positions:
    if "month_end" in terms.words:
        ends = last_of_each("month", closes.days)
        at = np.searchsorted(closes.days[ends], starts)
        near = np.append(closes.days[ends], 0)[at] - starts
        return np.where((at < len(ends)) & (near <= 31), np.append(ends, ABSENT)[at], ABSENT)
    at = np.searchsorted(closes.days, starts)
    on = np.append(closes.days, 0)[at] == starts
    at = at + 1 if "next_close" in terms.words else at
    return np.where(on & (at < len(closes)), at, ABSENT)


def _base_entries(closes: Stretch, began: date, terms: Terms) -> Positions:
    """Every close since the events are watched; the last of each week where closes are not daily throughout."""
    if "month_end" in terms.words:
        every = last_of_each("month", closes.days)
    elif sparse(closes.days[closes.days >= began.toordinal()]):
        every = last_of_each("week", closes.days)
    else:
        every = np.arange(len(closes), dtype=np.int64)
    return every[closes.days[every] >= began.toordinal()]


def sparse(days: NDArray[np.int32]) -> bool:
    """Whether more than a tenth of the weekdays have no close."""
    if len(days) < 2:
        return True
    first, last = as_dates(days[[0, -1]])
    return len(days) < 0.9 * float(np.busday_count(first, last))


def _exits(closes: Stretch, entries: Positions, months: int, terms: Terms, as_of: date) -> Positions:
    known = entries >= 0
    begin = np.where(known, entries, 0)
    if "sessions" in terms.words:
        at = begin + 21 * months
        exits = np.where(at < len(closes), at, OPEN)
    else:
        due = _later(closes.days[begin], months, whole="month_end" in terms.words)
        at = np.searchsorted(closes.days, due, side="right") - 1
        near = (due - closes.days[at] <= NEAR) & (at > begin)
        exits = np.where(due > as_of.toordinal(), OPEN, np.where(near, at, ABSENT))
    return np.where(known, exits, ABSENT).astype(np.int64)


def _later(days: NDArray[np.int32], months: int, *, whole: bool) -> Positions:
    """The same day of the month so many months later, clipped to the month's length; `whole`: its last day."""
    dates = as_dates(days)
    month = dates.astype("datetime64[M]")
    first = (month + np.timedelta64(months, "M")).astype("datetime64[D]")
    last = (month + np.timedelta64(months + 1, "M")).astype("datetime64[D]") - np.timedelta64(1, "D")
    due = last if whole else np.minimum(first + (dates - month.astype("datetime64[D]")), last)
    return due.astype(np.int64) + date(1970, 1, 1).toordinal()


def horizon(day: date, months: int) -> date:
    """The day an outcome is due, for one entry."""
    return date.fromordinal(int(_later(np.array([day.toordinal()], dtype=np.int32), months, whole=False)[0]))


def stretch(series: Series) -> Stretch:
    """A series as arrays, unrecorded."""
    return Stretch(np.asarray(series.days), np.asarray(series.values))
