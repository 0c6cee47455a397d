"""Charts of levels and returns: rebased lines, drawdown, monthly bars."""

from __future__ import annotations

from datetime import date

import numpy as np

from reportgen.exhibits.common import (
    NotDrawnError,
    Piece,
    Plan,
    given_away,
    in_month,
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
from reportgen.exhibits.cycles import policy_moves, recessions, shaded
from reportgen.exhibits.lines import floats, monthly, stretch, updown, weekly
from reportgen.model.dataset import Entity
from reportgen.model.exhibit import Area as AreaMark
from reportgen.model.exhibit import Bars, Event, Figure, Line, Panel, Role
from reportgen.model.facts import Fact, Facts

COLOURS: tuple[tuple[str, Role], ...] = (("subject", "subject"), ("benchmark", "benchmark"), ("third", "third"))


def players(book: Facts, plan: Plan) -> list[tuple[Entity, Role]]:
    """The entities compared, each with its colour; a role the report does not fill is left out."""
    return [(role(book, plan, who), colour) for who, colour in COLOURS if who in plan.roles]


def rebased(book: Facts, plan: Plan) -> Figure:
    """The change of every index compared over one window, as lines from a common start."""
    facts: list[Fact] = []
    marks: list[Line] = []
    everyone = players(book, plan)
    window = _window(book, everyone[0][0], plan)
    for entity, colour in everyone:
        fact = need(book, f"{entity.id}.return.price@{window}")
        days, values = stretch(series_of(book, entity, "price"), _start(fact), _end(fact))
        if len(days) > 400:
            days, values = weekly(days, values)
        marks.append(Line(entity.short, colour, days, floats(values / values[0] - 1)))
        facts.append(fact)
    subject, *others = facts
    own, *rest = (entity for entity, _ in everyone)
    title: list[Piece] = [name(own, capital=True), " is ", updown(subject), quoted(subject, plan.style, sign="none")]
    told = subject
    for at, (fact, entity) in enumerate(zip(others, rest, strict=True)):
        joint = ", against " if at == 0 else " and "
        title += [joint, *_against(fact, told, plan), " for ", name(entity)]
        told = told if round(fact.number, 3) == 0 else fact
    title += [" since ", on(_start(subject), plan.style)]
    origins = [origin for fact in facts for origin in fact.origins]
    events, recorded = policy_moves(book, plan, _start(subject), _end(subject))
    rows = zip(marks[0].x, *(mark.y for mark in marks), strict=False)
    return Figure(
        id="rebased",
        title=line(*title, style=plan.style),
        subtitle=line(
            "Change since the close of ",
            on(_start(subject), plan.style),
            ", price index, to ",
            on(_end(subject), plan.style),
        ),
        alt=line("Line chart. ", *title, ".", style=plan.style),
        source=source_line((*origins, *recorded)),
        panels=(Panel(tuple(marks), "percent0", events=events),),
        data=given_away(
            origins,
            ("date", *(mark.label for mark in marks)),
            ((str(day), *(None if v is None else round(v, 6) for v in values)) for day, *values in rows),
        ),
        keys=tuple(fact.key for fact in facts),
    )


LEAST_DAYS = 28
"""Fewer days than this make no line."""


def _window(book: Facts, entity: Entity, plan: Plan) -> str:
    """The window the report asks for; the year to date where the data do not reach back so far."""
    asked = str(plan.settings.get("rebased_window", "1y"))
    key = f"{entity.id}.return.price@"
    year = want(book, f"{key}ytd")
    if want(book, key + asked) or year is None or (_end(year) - _start(year)).days < LEAST_DAYS:
        return asked
    return "ytd"


def _against(fact: Fact, told: Fact, plan: Plan) -> list[Piece]:
    """A figure beside the one told before it: its size where both moved the same way, else with a word for its way."""
    size = quoted(fact, plan.style, sign="none")
    if (fact.number > 0) == (told.number > 0) or round(fact.number, 3) == 0:
        return [size]
    return ["a gain of " if fact.number > 0 else "a loss of ", size]


def _start(fact: Fact) -> date:
    if fact.start is None:
        raise NotDrawnError(f"{fact.key} has no window")
    return fact.start


def _end(fact: Fact) -> date:
    return fact.end or fact.as_of


def drawdown(book: Facts, plan: Plan) -> Figure:
    """How far the subject stands below its record close, over all history known."""
    entity = role(book, plan, "subject")
    series = series_of(book, entity, "price")
    now = need(book, f"{entity.id}.drawdown.price")
    first = _since(series.last_day, int(plan.settings.get("drawdown_years", 20)))
    peak = np.maximum.accumulate(np.asarray(series.values))
    below = np.asarray(series.values) / peak - 1
    days = tuple(date.fromordinal(day) for day in series.days)
    at = next((i for i, day in enumerate(days) if day >= first), 0)
    shown, values = weekly(days[at:], below[at:])
    low = int(np.argmin(values))
    bands, dated = recessions(book, shown[0], shown[-1])
    title = _drawdown_title(entity, now, plan)
    return Figure(
        id="drawdown",
        size="half",
        title=line(*title, style=plan.style),
        subtitle=line(
            "Distance from the last record close, price index, week-end closes since ",
            label(str(first.year)),
            shaded(bands),
        ),
        alt=line("Area chart. ", *title, ".", style=plan.style),
        source=source_line((*now.origins, *dated)),
        panels=(
            Panel(
                (AreaMark(entity.short, "subject", shown, floats(values)),),
                "percent0",
                events=(Event(shown[low], f"deepest, {shown[low].year}"),),
                bands=bands,
            ),
        ),
        data=given_away(
            now.origins,
            ("date", "drawdown"),
            ((str(d), round(float(v), 6)) for d, v in zip(shown, values, strict=True)),
        ),
        keys=(now.key,),
    )


def _since(day: date, years: int) -> date:
    return date(day.year - years, 1, 1)


def _drawdown_title(entity: Entity, now: Fact, plan: Plan) -> list[Piece]:
    if round(now.number, 3) == 0:
        return [name(entity, capital=True), " stands at its record close"]
    return [name(entity, capital=True), " stands ", quoted(now, plan.style, sign="none"), " below its record close"]


def monthly_excess(book: Facts, plan: Plan) -> Figure:
    """The subject's lead or lag over the benchmark, month by month, two years of whole months."""
    subject, benchmark = role(book, plan, "subject"), role(book, plan, "benchmark")
    months = _whole_months(book.as_of, int(plan.settings.get("monthly_bars", 24)))
    facts = [
        fact
        for month in months
        if (fact := want(book, f"{subject.id}-{benchmark.id}.excess.price@{month}")) is not None
    ]
    if len(facts) < 2:
        raise NotDrawnError("there are no whole months to compare")
    last = facts[-1]
    title = [name(subject, capital=True), *_beside(last, benchmark, plan), " in ", in_month(_end(last))]
    return Figure(
        id="monthly",
        size="half",
        title=line(*title),
        subtitle=line("Monthly price return less that of ", name(benchmark), ", percentage points"),
        alt=line("Bar chart. ", *title, "."),
        source=source_line(last.origins),
        panels=(
            Panel(
                (Bars("difference", "subject", tuple(_end(f) for f in facts), tuple(f.number for f in facts)),),
                "points1",
            ),
        ),
        data=given_away(last.origins, ("month", "difference"), ((f.window, round(f.number, 6)) for f in facts)),
        keys=(last.key,),
    )


def _beside(gap: Fact, benchmark: Entity, plan: Plan) -> list[Piece]:
    """Led or lagged the benchmark by so much, or kept pace with it."""
    shown = quoted(gap, plan.style, sign="none")
    if round(gap.number, 3) == 0:
        return [" kept pace with ", name(benchmark)]
    return [" led " if gap.number > 0 else " lagged ", name(benchmark), " by ", shown]


def _whole_months(as_of: date, count: int) -> list[str]:
    last = as_of.year * 12 + as_of.month - 1
    return [f"{at // 12:04d}-{at % 12 + 1:02d}" for at in range(last - count, last + 1)]


def thin_monthly(days: tuple[date, ...], values: np.ndarray) -> tuple[tuple[date, ...], tuple[float | None, ...]]:
    """Month-end values for a mark."""
    kept, thinned = monthly(days, values)
    return kept, floats(thinned)
