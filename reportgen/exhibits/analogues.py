"""What followed earlier events: every outcome as a dot, every path as a line."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from typing import Any

import numpy as np

from reportgen.exhibits.common import (
    NotDrawnError,
    Piece,
    Plan,
    given_away,
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
from reportgen.exhibits.usual import colour, explained, usual
from reportgen.model.dataset import Entity, Series
from reportgen.model.events import EventRule
from reportgen.model.exhibit import DataTable, Dots, Figure, Line, Panel, Role, Rule
from reportgen.model.facts import Fact, Facts
from reportgen.model.prose import Token, quoted_keys

NEAR = 7
HORIZONS = (("1m", "1 month"), ("3m", "3 months"), ("6m", "6 months"), ("1y", "1 year"))
_SPANS = {"1m": "a month", "3m": "three months", "6m": "six months", "1y": "a year"}
_PLURALS = {"1m": "one-month periods", "3m": "three-month periods", "6m": "six-month periods", "1y": "one-year periods"}


@dataclass(frozen=True, slots=True)
class Question:
    """Which event, whose returns afterwards, on what basis and horizon; from the report's `analogue` settings."""

    event: EventRule
    watched: Entity
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
    def name(self) -> Token:
        """The event in a sentence: with an article, and the name of whose event it is."""
        words = self.event.label
        text = words if words.split(" ", 1)[0] in {"a", "an", "the"} else f"the {words}"
        whose = ("the " if self.watched.the else "") + self.watched.name
        return label(text if self.watched.name in text else f"{text} of {whose}")

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
        watched=_watched(book, rules[wanted]),
        of=role(book, plan, str(asked.get("of", "benchmark"))),
        basis=str(asked.get("basis", "price")),
        terms=tuple(str(term) for term in asked.get("terms", ())),
        window=str(asked.get("window", "1y")),
    )


def _watched(book: Facts, rule: EventRule) -> Entity:
    entity = book.dataset.entities.get(rule.subject)
    if entity is None:
        raise NotDrawnError(f"the catalog has no {rule.subject}, whose closes the event {rule.id} watches")
    return entity


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
        raise NotDrawnError(f"no outcome is known yet after {asked.name.text}")
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
    """Every outcome at every horizon as a dot with its year; what is still open is hollow."""
    asked = question(book, plan)
    rows = [(head, row) for window, head in HORIZONS if (row := _row(book, asked, window))]
    series = series_of(book, asked.of, asked.basis)
    heads = {head for head, _ in rows}
    every = usual(series, [(window, head) for window, head in HORIZONS if head in heads])
    main = outcomes(book, asked)
    title, facts = finding(book, asked, plan)
    spread = line(*_spread(book, asked, plan), style=plan.style)
    drawn = [one.gain for _, row in rows for one in row]
    return Figure(
        id="analogue_outcomes",
        title=line(*title, style=plan.style),
        subtitle=line(f"{asked.basis.capitalize()} return of ", name(asked.of), " after ", asked.name, ", percent"),
        alt=line("Dot chart. ", *title, ". ", *spread, style=plan.style),
        source=source_line(origin for fact in drawn for origin in fact.origins),
        panels=(
            Panel(
                (_dots(colour(asked.of, plan), rows), *((every,) if every else ())),
                "percent0",
                x_kind="category",
                horizontal=True,
            ),
        ),
        note=(*(line(*explained(series)) if every else ()), *_open_note(main, plan)),
        data=DataTable(
            ("event", "horizon", "return", "open"),
            tuple(
                (one.date.isoformat(), head, round(one.gain.number, 8), "yes" if one.open else "")
                for head, row in rows
                for one in row
            ),
        ),
        keys=tuple(dict.fromkeys((*(fact.key for fact in (*facts, *drawn)), *quoted_keys(spread)))),
    )


def _row(book: Facts, asked: Question, window: str) -> list[Outcome]:
    """The outcomes at one horizon; an open one only where the title speaks of that horizon."""
    try:
        found = outcomes(book, replace(asked, window=window))
    except NotDrawnError:
        return []
    return [one for one in found if not one.open or window == asked.window]


def _dots(role: Role, rows: list[tuple[str, list[Outcome]]]) -> Dots:
    flat = [(head, one) for head, row in rows for one in row]
    return Dots(
        "After an event",
        role,
        tuple(head for head, _ in flat),
        tuple(one.gain.number for _, one in flat),
        names=tuple(str(one.date.year) for _, one in flat),
        open=tuple(at for at, (_, one) in enumerate(flat) if one.open),
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
            asked.name,
        ),
        alt=line("Line chart with one line for each event. ", *title, ".", style=plan.style),
        source=source_line(origin for one in shown for origin in one.gain.origins),
        panels=(Panel(tuple(marks), "count", x_kind="number", rules=(Rule(100.0),)),),
        note=_bold_note(latest, plan),
        data=given_away(
            (origin for one in shown for origin in one.gain.origins),
            ("week", *(mark.label for mark in marks)),
            ((week, *(_at(mark, week) for mark in marks)) for week in range(max(len(mark.y) for mark in marks) - 1)),
        ),
        keys=tuple(fact.key for fact in (worst, best, *(one.gain for one in shown))),
    )


def _bold_note(latest: Outcome, plan: Plan) -> tuple[Any, ...]:
    return line("Bold: the event of ", on(latest.date, plan.style), ". Earlier paths are history, not a forecast.")


def _path(series: Series, one: Outcome, *, newest: bool) -> Line | None:
    """Weekly closes after the event over its close, times 100, to the day its outcome is counted on."""
    start, end = one.gain.start, one.gain.end
    base = series.value_on(start) if start else None
    if start is None or end is None or base is None:
        return None
    days, values = np.asarray(series.days), np.asarray(series.values)
    weeks: list[float] = []
    levels: list[float | None] = []
    for week in range((end - start).days // 7 + 1):
        due = start.toordinal() + 7 * week
        at = int(np.searchsorted(days, due, side="right")) - 1
        weeks.append(float(week))
        levels.append(round(float(values[at]) / base * 100, 4) if due - int(days[at]) < NEAR else None)
    weeks.append(round((end - start).days / 7, 4))
    levels.append(round(100 * (1 + one.gain.number), 4))
    role_, weight = ("subject", "bold") if newest else ("muted", "thin")
    return Line(str(one.date.year), role_, tuple(weeks), tuple(levels), weight=weight)  # type: ignore[arg-type]


def _at(mark: Line, week: int) -> float | None:
    return mark.y[week] if week < len(mark.y) - 1 else None
