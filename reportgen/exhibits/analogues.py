"""What followed earlier events: every outcome as a dot, every path as a line."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

import numpy as np

from reportgen.exhibits.common import (
    NotDrawnError,
    Piece,
    Plan,
    label,
    line,
    name,
    need,
    on,
    quoted,
    role,
    series_of,
    source_line,
    want,
)
from reportgen.model.dataset import Entity, Series
from reportgen.model.exhibit import DataTable, Dots, Figure, Line, Panel, Rule
from reportgen.model.facts import Fact, Facts
from reportgen.model.prose import quoted_keys
from reportgen.model.report import EventRule

WEEKS = 52
NEAR = 7
_SPANS = {"1m": "a month", "3m": "three months", "6m": "six months", "1y": "a year"}
_PLURALS = {"1m": "one-month periods", "3m": "three-month periods", "6m": "six-month periods", "1y": "one-year periods"}


@dataclass(frozen=True, slots=True)
class Question:
    """Which event, whose returns afterwards, on what basis and horizon; from the report's `analogue` settings."""

    event: EventRule
    of: Entity
    basis: str
    terms: tuple[str, ...]
    window: str

    def key(self, what: str, *more: str, window: str | None = None) -> str:
        """The key of a figure over all outcomes."""
        words = (self.of.id, "analogue", what, self.basis, self.event.id, *more, *self.terms)
        return ".".join(words) + f"@{window or self.window}"

    def own(self, what: str, *more: str) -> str:
        """The key of a figure about the events themselves."""
        gaps = (term for term in self.terms if term.startswith("gap_"))
        return ".".join((self.event.subject, "analogue", what, self.event.id, *more, *gaps))

    @property
    def since(self) -> str:
        """The key of the return since the newest event."""
        gaps = (term for term in self.terms if term.startswith("gap_"))
        return ".".join((self.of.id, "analogue.since", self.basis, self.event.id, *gaps))

    @property
    def span(self) -> str:
        """The horizon in words."""
        return _SPANS.get(self.window, "the period")

    @property
    def periods(self) -> str:
        """The base in words: all years, all six-month periods."""
        return "all " + _PLURALS.get(self.window, "such periods")


def question(book: Facts, plan: Plan) -> Question:
    """What the report asks. Raises NotDrawnError where it declares no event or names no such entity."""
    asked: dict[str, Any] = dict(plan.settings.get("analogue", {}))
    rules = {rule.id: rule for rule in plan.events}
    wanted = asked.get("event", next(iter(rules), None))
    if wanted not in rules:
        raise NotDrawnError("the report declares no event to compare with")
    return Question(
        event=rules[wanted],
        of=role(book, plan, str(asked.get("of", "benchmark"))),
        basis=str(asked.get("basis", "price")),
        terms=tuple(str(term) for term in asked.get("terms", ())),
        window=str(asked.get("window", "1y")),
    )


@dataclass(frozen=True, slots=True)
class Outcome:
    """One event: its day, the fact of its outcome where known, else of the return so far."""

    number: int
    day: Fact
    gain: Fact
    open: bool

    @property
    def date(self) -> date:
        """The day of the event."""
        assert isinstance(self.day.value, date)
        return self.day.value


def outcomes(book: Facts, asked: Question) -> list[Outcome]:
    """Every event with its outcome; the newest, while open, with what it has brought so far."""
    count = int(need(book, asked.own("event_count")).number)
    found: list[Outcome] = []
    for number in range(1, count + 1):
        day, gain = want(book, asked.own("date", str(number))), want(book, asked.key("event", str(number)))
        if day is not None and gain is not None:
            found.append(Outcome(number, day, gain, open=False))
        elif day is not None and number == count and (so_far := want(book, asked.since)) is not None:
            found.append(Outcome(number, day, so_far, open=True))
    if not any(not one.open for one in found):
        raise NotDrawnError(f"no outcome is known yet after {asked.event.label}")
    return found


def finding(book: Facts, asked: Question, plan: Plan) -> tuple[list[Piece], list[Fact]]:
    """How many of how many, beside all periods: true whatever the numbers."""
    hits, count = need(book, asked.key("hits")), need(book, asked.key("count"))
    base = want(book, asked.key("base_rate"))
    pieces: list[Piece] = [name(asked.of, capital=True), f" was higher {asked.span} later in "]
    pieces += [quoted(hits, plan.style), " of ", quoted(count, plan.style), " cases"]
    if base is not None:
        pieces += [", against ", quoted(base, plan.style), f" of {asked.periods}"]
    return pieces, [fact for fact in (hits, count, base) if fact is not None]


def distribution(book: Facts, plan: Plan) -> Figure:
    """The outcome of every event as a dot at its date, with its year; an open one hollow."""
    asked = question(book, plan)
    shown = outcomes(book, asked)
    title, facts = finding(book, asked, plan)
    averages = [
        (fact, word)
        for fact, word in (
            (want(book, asked.key("mean")), "average"),
            (want(book, asked.key("base_mean")), "all periods"),
        )
        if fact is not None
    ]
    spread = line(*_spread(book, asked, plan), style=plan.style)
    drawn = (*facts, *(fact for fact, _ in averages), *(one.gain for one in shown))
    return Figure(
        id="analogue_outcomes",
        title=line(*title, style=plan.style),
        subtitle=line(
            f"{asked.basis.capitalize()} return over {asked.span} after ",
            label(asked.event.label),
            ", percent, by event",
        ),
        alt=line("Dot chart. ", *title, ". ", *spread, style=plan.style),
        source=source_line(origin for one in shown for origin in one.gain.origins),
        panels=(
            Panel(
                (_dots(asked.of.short, shown),),
                "percent0",
                rules=tuple(Rule(fact.number, word) for fact, word in averages),
            ),
        ),
        note=_open_note(shown, plan),
        data=DataTable(
            ("event", "return", "open"),
            tuple((one.date.isoformat(), round(one.gain.number, 6), "yes" if one.open else "") for one in shown),
        ),
        keys=tuple(dict.fromkeys((*(fact.key for fact in drawn), *quoted_keys(spread)))),
    )


def _dots(label_text: str, shown: list[Outcome]) -> Dots:
    return Dots(
        label_text,
        "subject",
        tuple(one.date for one in shown),
        tuple(one.gain.number for one in shown),
        names=tuple(str(one.date.year) for one in shown),
        open=tuple(at for at, one in enumerate(shown) if one.open),
    )


def _spread(book: Facts, asked: Question, plan: Plan) -> list[Piece]:
    worst, best, middle = (want(book, asked.key(what)) for what in ("worst", "best", "median"))
    if worst is None or best is None:
        return []
    pieces: list[Piece] = ["Outcomes run from ", quoted(worst, plan.style), " to ", quoted(best, plan.style)]
    return [*pieces, *((", median ", quoted(middle, plan.style)) if middle is not None else ()), "."]


def _open_note(shown: list[Outcome], plan: Plan) -> tuple[Any, ...]:
    still = [one for one in shown if one.open]
    if not still:
        return ()
    one = still[-1]
    end = one.gain.end or one.gain.as_of
    return line(
        "Hollow: the event of ",
        on(one.date, plan.style),
        ", still open and not counted; ",
        quoted(one.gain, plan.style, sign="always"),
        " to ",
        on(end, plan.style),
        ".",
        style=plan.style,
    )


def paths(book: Facts, plan: Plan) -> Figure:
    """The path after every event, week by week, rebased to 100; the newest in bold."""
    asked = question(book, plan)
    series = series_of(book, asked.of, asked.basis)
    shown = outcomes(book, asked)
    marks = [mark for one in shown if (mark := _path(series, one, newest=one is shown[-1])) is not None]
    if len(marks) < 2:
        raise NotDrawnError(f"{asked.of.name} has too few closes after the events to draw their paths")
    worst, best = need(book, asked.key("worst")), need(book, asked.key("best"))
    title: list[Piece] = [f"{asked.span.capitalize()} later ", name(asked.of), " stood anywhere from "]
    title += [quoted(worst, plan.style, sign="always"), " to ", quoted(best, plan.style, sign="always")]
    latest = shown[-1]
    if latest.open:
        title += ["; the newest path is at ", quoted(latest.gain, plan.style, sign="always"), " so far"]
    return Figure(
        id="analogue_paths",
        title=line(*title, style=plan.style),
        subtitle=line(
            f"{asked.basis.capitalize()} level, close of the event's day = ",
            label("100"),
            ", weeks after ",
            label(asked.event.label),
        ),
        alt=line("Line chart with one line for each event. ", *title, ".", style=plan.style),
        source=source_line(origin for one in shown for origin in one.gain.origins),
        panels=(Panel(tuple(marks), "count", x_kind="number", rules=(Rule(100.0),)),),
        note=_bold_note(latest, plan),
        data=DataTable(
            ("week", *(mark.label for mark in marks)),
            tuple((week, *(_at(mark, week) for mark in marks)) for week in range(WEEKS + 1)),
        ),
        keys=tuple(fact.key for fact in (worst, best, *(one.gain for one in shown))),
    )


def _bold_note(latest: Outcome, plan: Plan) -> tuple[Any, ...]:
    return line("Bold: the event of ", on(latest.date, plan.style), ". Earlier paths are history, not a forecast.")


def _path(series: Series, one: Outcome, *, newest: bool) -> Line | None:
    """Weekly closes after the event over its close, times 100; None without a close on its day."""
    start, base = one.date.toordinal(), series.value_on(one.date)
    if base is None:
        return None
    days, values = np.asarray(series.days), np.asarray(series.values)
    weeks: list[float] = []
    levels: list[float | None] = []
    for week in range(WEEKS + 1):
        at = int(np.searchsorted(days, start + 7 * week, side="right")) - 1
        if start + 7 * week > int(days[-1]):
            break
        near = start + 7 * week - int(days[at]) < NEAR
        weeks.append(float(week))
        levels.append(round(float(values[at]) / base * 100, 4) if near else None)
    return Line(
        str(one.date.year),
        "subject" if newest else "muted",
        tuple(weeks),
        tuple(levels),
        weight="bold" if newest else "thin",
    )


def _at(mark: Line, week: int) -> float | None:
    return mark.y[week] if week < len(mark.y) else None
