"""The policy rate: its range, its moves, and the odds that markets give the next one."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from reportgen.audit.grammar.quantity import PERCENT_LIKE, Measure
from reportgen.audit.grammar.statement import Reach, Sort, Statement
from reportgen.audit.grammar.when import Scope, When
from reportgen.audit.resolve.clock import Clock
from reportgen.audit.resolve.resolution import Resolution, unresolved
from reportgen.audit.resolve.returns import Subject
from reportgen.audit.resolve.shelf import Evidence, Shelf

_OUTCOMES: tuple[tuple[str, frozenset[str]], ...] = (
    ("hold", frozenset("hold holding unchanged pause pausing steady change stand pat".split())),
    ("cut", frozenset("cut cuts cutting lower easing ease reduction lowering reduce".split())),
    ("hike", frozenset("hike hikes raise raising higher increase tightening rise tighten".split())),
)
_YEAR_END = ("by year", "end of the year", "by the end", "before the end", "this year")


_MOVES = frozenset({"cut", "raise", "lower", "hike", "lift", "reduce", "trim", "slash", "increase"})
_NO_MOVE = 0.06
_NO_RATE = 0.25
"""A percentage above it, said of the central bank, is something else: the odds of a move, a share of votes."""


def target(said: Statement, about: Subject, days: tuple[date, ...], shelf: Shelf) -> Resolution:
    """`the policy rate stands at 3.50% to 3.75%`, `the upper bound is 3.75%`."""
    quantity = said.quantity
    if quantity is None or quantity.measure is not Measure.PERCENT:
        return unresolved("a policy rate is stated in per cent", subject=about.who, metric="target.upper")
    if quantity.high > _NO_RATE:
        return unresolved("no policy rate is as high", subject=about.who, metric="target.upper")
    words = [day.isoformat() for day in days] or [""]
    lower, upper = (shelf.each(about.who, f"target.{side}", ("",), words) for side in ("lower", "upper"))
    if quantity.is_range:
        tried = [_as_range(low, high) for low, high in zip(lower, upper, strict=False)]
    else:
        tried = [*upper, *lower]
    missing = tuple(filter(None, (shelf.reason(f"{about.who}.target.upper@{word}") for word in words)))
    return Resolution(tuple(tried), missing=missing, firm=about.firm, subject=about.who, metric="target.upper")


def _as_range(low: Evidence, high: Evidence) -> Evidence:
    """The range as its middle, tight enough that both ends must agree."""
    return replace(high, value=(low.value + high.value) / 2, ends=(low.value, high.value), made_of=(low.key, high.key))


def move(said: Statement, about: Subject, shelf: Shelf) -> Resolution:
    """`cut rates by a quarter of a point`, `raised the target range by 75 basis points`."""
    quantity = said.quantity
    if quantity is None or quantity.measure not in PERCENT_LIKE:
        return unresolved("a move of the policy rate is stated in points", subject=about.who, metric="target.change")
    if said.role == "cell" and quantity.high > _NO_MOVE:
        return unresolved("no policy rate moves so far", subject=about.who, metric="target.change")
    own = said.reach in {Reach.OWN, Reach.SENTENCE} and said.when is not None and said.when.scope is not Scope.VAGUE
    words = about.times.words if own else ()
    tried = shelf.each(about.who, "target.change", ("",), (*words, ""))
    return Resolution(tuple(tried), firm=about.firm or (about.sure and not words), signed=said.sign, subject=about.who,
                      metric="target.change")  # fmt: skip


def turn(said: Statement, about: Subject, shelf: Shelf) -> Resolution:
    """`the Fed raised its benchmark rate on Wednesday`: the direction of the move."""
    if said.noun not in _MOVES:
        return unresolved("no move of a policy rate", subject=about.who, metric="target.change")
    own = said.reach in {Reach.OWN, Reach.SENTENCE} and said.when is not None and said.when.scope is not Scope.VAGUE
    words = about.times.words if own else ()
    tried = [one for one in shelf.each(about.who, "target.change", ("",), (*words, "")) if one.value]
    return Resolution(tuple(tried), firm=about.firm or about.sure, subject=about.who, metric="target.change",
                      order=said.sign)  # fmt: skip


def odds(said: Statement, who: str, whens: tuple[When, ...], shelf: Shelf, clock: Clock) -> Resolution:
    """`58.1% for no change at the meeting of 16 September`, `an 80% probability of a December cut`."""
    outcome = outcome_of(said)
    text = " ".join((*said.lead, *said.tail))
    if not outcome:
        return unresolved("the text does not say the probability of what", subject=who, metric="cut_probability")
    meetings = meetings_of(whens, who, shelf, clock)
    keys: list[str] = []
    if any(mark in text for mark in _YEAR_END):
        year = clock.today.year
        keys = [f"{who}.cumulative_{outcome}_probability@{year}", f"{who}.cumulative_{outcome}_probability.ever@{year}"]
    for day in meetings:
        keys.extend(_meeting_keys(who, outcome, day, shelf))
    tried = [found for key in keys if (found := _evidence(shelf, key))]
    reasons = tuple(dict.fromkeys(filter(None, map(shelf.reason, keys))))
    named = len(meetings) == 1 or any(mark in text for mark in _YEAR_END)
    return Resolution(tuple(tried), missing=reasons or ("the text does not say at which meeting",),
                      firm=named and not said.future, subject=who, metric=f"{outcome}_probability")  # fmt: skip


def _evidence(shelf: Shelf, key: str) -> Evidence | None:
    metric = key.partition("@")[0].partition(".")[2]
    known = metric in shelf.metrics or metric.rpartition(".")[0] in shelf.metrics
    return shelf.evidence(key) if known else None


def _meeting_keys(who: str, outcome: str, day: date, shelf: Shelf) -> list[str]:
    window = f"@meeting:{day.isoformat()}"
    keys = [f"{who}.{outcome}_probability{window}", f"{who}.{outcome}_probability.alone{window}"]
    event = {"hold": "event_hold_probability", "cut": "event_move_probability"}.get(outcome)
    if event in shelf.metrics:
        keys.extend(f"{who}.{event}.{market}{window}" for market in ("kalshi", "polymarket"))
    return keys


def outcome_of(said: Statement) -> str:
    """What the probability is of: the outcome named after the number, else the last before it."""
    for words in (said.tail, tuple(reversed(said.lead))):
        for word in words:
            for piece in word.replace("-", " ").split():
                for outcome, names in _OUTCOMES:
                    if piece in names:
                        return outcome
    return ""


def meetings_of(whens: tuple[When, ...], who: str, shelf: Shelf, clock: Clock) -> tuple[date, ...]:
    """The meetings a text may mean: on a day it names, in a month it names, or the next one."""
    every = _meeting_days(who, shelf)
    for when in whens:
        if when.scope is Scope.DAY and when.month and when.day:
            found = [day for day in every if (day.month, day.day) == (when.month, when.day)]
            found = [day for day in found if when.year in {None, day.year}]
            if found:
                return (min(found, key=lambda day: abs((day - clock.today).days)),)
        if when.scope is Scope.MONTH and when.month:
            found = [day for day in every if day.month == when.month and (when.year in {None, day.year})]
            ahead = [day for day in found if day >= clock.today]
            if ahead or found:
                return (min(ahead),) if ahead else (max(found),)
    coming = [day for day in every if day >= clock.today]
    return tuple(coming[:1])


def _meeting_days(who: str, shelf: Shelf) -> list[date]:
    entity = shelf.entities.get(who)
    source = entity.roles.get("meetings") if entity else None
    table = shelf.book.dataset.tables.get(source) if source else None
    if table is None:
        return []
    return [day for row in table.rows if isinstance(day := row.cells.get("end_date"), date)]


def is_odds(said: Statement) -> bool:
    """Whether a statement gives a probability."""
    return said.noun == "probability" and said.sort in {Sort.MEASURE, Sort.LEVEL, Sort.OTHER}
