"""Odds of the policy rate: meeting by meeting, and range by range."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from itertools import pairwise

from reportgen.exhibits.common import (
    NotDrawnError,
    Piece,
    Plan,
    line,
    name,
    need,
    on,
    quoted,
    role,
    source_line,
    want,
)
from reportgen.exhibits.standing import told
from reportgen.model.dataset import Entity
from reportgen.model.exhibit import Bars, Column, DataTable, Figure, Panel, Role, TableRow, TableSpec
from reportgen.model.facts import Fact, Facts
from reportgen.model.printing import number
from reportgen.model.prose import Inline, Text

STEP = 0.0025
MEETINGS = 8
HORIZON = timedelta(days=372)
SMALLEST = 0.005
SIDES: tuple[tuple[str, str, str, Role], ...] = (
    ("cut_probability", "Lower than today", "a lower target range", "subject"),
    ("hold_probability", "As today", "today's target range", "muted"),
    ("hike_probability", "Higher than today", "a higher target range", "third"),
)


@dataclass(frozen=True, slots=True)
class Meeting:
    """A meeting ahead and the odds of each side after it."""

    day: date
    odds: tuple[Fact, ...]


def meetings(book: Facts, policy: Entity) -> list[Meeting]:
    """The meetings within a year whose odds are known. Raises NotDrawnError with the first reason where none is."""
    found: list[Meeting] = []
    reason = "no meeting ahead is known"
    for at in range(1, MEETINGS + 1):
        asked = want(book, f"{policy.id}.next_meeting" + (f".{at}" if at > 1 else ""))
        if asked is None or not isinstance(asked.value, date) or asked.value > book.as_of + HORIZON:
            break
        odds = [want(book, f"{policy.id}.{side}@meeting:{asked.value}") for side, *_ in SIDES]
        if all(odds):
            found.append(Meeting(asked.value, tuple(fact for fact in odds if fact is not None)))
        elif not found:
            reason = _why(book, f"{policy.id}.{SIDES[0][0]}@meeting:{asked.value}", reason)
    if not found:
        raise NotDrawnError(reason)
    return found


def _why(book: Facts, key: str, otherwise: str) -> str:
    try:
        need(book, key)
    except NotDrawnError as missing:
        return missing.reason
    return otherwise


def by_meeting(book: Facts, plan: Plan) -> Figure:
    """Lower, as today or higher: the odds after each meeting of the year ahead, stacked to one."""
    policy = role(book, plan, "policy")
    found = meetings(book, policy)
    title, spoken = finding(found, book.as_of)
    facts = [fact for meeting in found for fact in meeting.odds]
    heads = tuple(_short(meeting.day) for meeting in found)
    told_of = tuple(at for at, meeting in enumerate(found) if spoken in meeting.odds)
    bars = tuple(
        Bars(
            head,
            colour,
            heads,
            tuple(meeting.odds[at].number for meeting in found),
            emphasis=_stressed(colour, told_of),
        )
        for at, (_, head, _, colour) in enumerate(SIDES)
        if any(meeting.odds[at].number >= SMALLEST for meeting in found)
    )
    return Figure(
        id="odds",
        title=line(*title, style=plan.style),
        subtitle=_measured(policy, facts, plan),
        alt=line("Stacked bars. ", *title, ".", style=plan.style),
        source=source_line(origin for fact in facts for origin in fact.origins),
        panels=(Panel(bars, "percent0", x_kind="category", stacked=True, y_range=(0.0, 1.0)),),
        note=_premium(facts),
        data=DataTable(
            ("meeting", *(head for _, head, _, _ in SIDES)),
            tuple((meeting.day.isoformat(), *(round(fact.number, 6) for fact in meeting.odds)) for meeting in found),
        ),
        keys=tuple(dict.fromkeys((spoken.key, *(fact.key for fact in facts)))),
    )


def _stressed(colour: Role, told_of: tuple[int, ...]) -> tuple[int, ...]:
    """The bars in full colour: those the title speaks of; what stays as it is has a colour of no weight anyway."""
    return () if colour == "muted" else told_of


def finding(found: list[Meeting], as_of: date) -> tuple[list[Piece], Fact]:
    """The likeliest side after the last meeting of the year (of those known, where none of this year is left)."""
    this_year = [meeting for meeting in found if meeting.day.year == as_of.year]
    last = (this_year or found)[-1]
    at = max(range(len(SIDES)), key=lambda side: last.odds[side].number)
    words: list[Piece] = ["Futures put the odds of ", SIDES[at][2], " after ", on(last.day), " at "]
    return [*words, quoted(last.odds[at])], last.odds[at]


def _short(day: date) -> str:
    return f"{day.day} {day:%b %Y}"


def _measured(policy: Entity, facts: list[Fact], plan: Plan) -> tuple[Inline, ...]:
    return line(
        "Market-implied odds of the target range of ",
        name(policy),
        " after each meeting, percent; settlements of ",
        on(max(fact.as_of for fact in facts), plan.style),
    )


def _premium(facts: list[Fact]) -> tuple[Inline, ...]:
    return line(told(facts), "From federal funds futures: prices, not forecasts; a premium for risk is not taken out.")


def by_range(book: Facts, plan: Plan) -> TableSpec:
    """Every target range with odds, meeting by meeting: what the exchange's own tool publishes."""
    policy = role(book, plan, "policy")
    found = meetings(book, policy)
    ranges = _ranges(book, policy, found)
    cells = [[want(book, f"{policy.id}.rate_odds.{text}@meeting:{one.day}") for text in ranges] for one in found]
    shown = [at for at in range(len(ranges)) if any(row[at] and row[at].number >= SMALLEST for row in cells)]  # type: ignore[union-attr]
    facts = [fact for row in cells for fact in row if fact is not None]
    likeliest = sorted(shown, key=lambda at: max(row[at].number if row[at] else 0.0 for row in cells))[-3:]  # type: ignore[union-attr]
    return TableSpec(
        id="odds_ranges",
        title=line("The odds of each target range, meeting by meeting"),
        subtitle=_measured(policy, facts, plan),
        columns=(
            Column("Meeting", numeric=False),
            *(Column(ranges[at].replace("-", "–"), keep=at in likeliest) for at in shown),
        ),
        rows=tuple(_row(one, [row[at] for at in shown], plan) for one, row in zip(found, cells, strict=True)),
        source=source_line(origin for fact in facts for origin in fact.origins),
        note=line(
            *_premium(facts),
            " Ranges in percent; those with next to no odds everywhere are left out; rows may not sum due to rounding.",
        ),
        keys=tuple(dict.fromkeys(fact.key for row in cells for fact in _some(row, shown))),
    )


def _some(row: list[Fact | None], shown: list[int]) -> list[Fact]:
    return [fact for at in shown if (fact := row[at]) is not None]


def _ranges(book: Facts, policy: Entity, found: list[Meeting]) -> list[str]:
    """The target ranges from the lowest to the highest with odds, as keys write them."""
    lows = [want(book, f"{policy.id}.odds_range.lowest@meeting:{one.day}") for one in found]
    highs = [want(book, f"{policy.id}.odds_range.highest@meeting:{one.day}") for one in found]
    low = min((fact.number for fact in lows if fact is not None), default=None)
    high = max((fact.number for fact in highs if fact is not None), default=None)
    if low is None or high is None:
        raise NotDrawnError("no target range has odds")
    steps = round((high - low) / STEP)
    bounds = [low + STEP * at for at in range(steps + 1)]
    return [f"{number(a * 100, 2)}-{number(b * 100, 2)}" for a, b in pairwise(bounds)]


def _row(one: Meeting, facts: list[Fact | None], plan: Plan) -> TableRow:
    cells = [(quoted(fact, plan.style, short=True),) if fact else (Text("–"),) for fact in facts]
    return TableRow((line(on(one.day, plan.style)), *cells))
