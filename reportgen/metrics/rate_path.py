"""The path of rates that federal funds futures imply: pure arithmetic, no data and no dates of today.

A contract prices the average effective rate of its month. Where a month holds a meeting,
`D * average = N * start + (D - N) * end`, with N days at the old rate of D in the month. Months without a
meeting have one rate only and anchor the others. Rates are fractions (0.0388). Source: CME Group,
"Understanding the CME Group FedWatch Tool methodology" and the "Fed Funds futures probability tree
calculator"; risk premia are ignored, as there.
"""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

LARGEST_MAGNIFICATION = 4.0
"""A rate is not solved from a month of which less than a quarter was spent at it: half a basis point in
the contract would be more than two in the rate, eight points in a probability."""


class Unsolved(ValueError):  # noqa: N818 - an answer: the reason reaches the reader
    """The contracts do not determine the rate; the message says why."""


def month_number(day: date) -> int:
    """Months since the year 0, so that the next month is one more."""
    return day.year * 12 + day.month - 1


def month_start(number: int) -> date:
    """The first day of a month by its number."""
    return date(number // 12, number % 12 + 1, 1)


def days_in(number: int) -> int:
    """The length of a month by its number."""
    return monthrange(number // 12, number % 12 + 1)[1]


def _named(number: int) -> str:
    return f"{month_start(number):%B %Y}"


@dataclass(frozen=True, slots=True)
class Rule:
    """The conventions in which published trees differ.

    `decision_day`: the decision day counts at the new rate (N = d - 1); the default keeps it at the old
    one (N = d), which reproduces the odds CME publishes. `forward`: in adjoining meeting months each
    contract gives the rate after its meeting; the default solves them backward, each giving the rate
    before. `realised`: the rate in force is the one observed, not the one the contract implies.
    """

    decision_day: bool = False
    forward: bool = False
    realised: bool = False


@dataclass(frozen=True, slots=True)
class Curve:
    """What is known of the months ahead.

    `averages` maps a month to the average rate its contract implies. `held` and `ahead` are the meetings
    behind and before the settlement; `known_until` is the last month whose meetings are known, so that a
    later month without one is no anchor. `in_force` is the effective rate last observed. `elapsed` are the
    effective rates of `current`, a day each from the first, weekends at the last business day's.
    """

    averages: Mapping[int, float]
    ahead: tuple[date, ...]
    known_until: int
    held: tuple[date, ...] = ()
    in_force: float | None = None
    current: int | None = None
    elapsed: tuple[float, ...] = ()


@dataclass(frozen=True, slots=True)
class Step:
    """One meeting and the effective rates implied before and after it.

    `forward` tells in which direction it was solved, `observed` whether the rate before it is the one in
    force, the contract telling too little.
    """

    day: date
    start: float
    end: float
    forward: bool = False
    observed: bool = False

    @property
    def change(self) -> float:
        """How far the meeting is priced to move the rate."""
        return self.end - self.start


@dataclass(frozen=True, slots=True)
class Path:
    """The meetings that could be solved, in order, and why no more could."""

    steps: tuple[Step, ...]
    stopped: str


@dataclass(frozen=True, slots=True)
class _Run:
    """Meetings in adjoining months, with the rates of the months without one on both sides."""

    meetings: tuple[date, ...]
    before: float | None
    after: float | None


@dataclass(slots=True)
class _Runs:
    """Runs while they are being gathered."""

    done: list[_Run] = field(default_factory=list)
    open: list[date] = field(default_factory=list)
    level: float | None = None

    def close(self, after: float | None) -> None:
        if self.open:
            self.done.append(_Run(tuple(self.open), self.level, after))
            self.open = []
            self.level = after


def rate_path(curve: Curve, rule: Rule) -> Path:
    """The rates implied around every meeting ahead, as far as contracts and calendar reach.

    The rate after a meeting is the rate before the next: the changes telescope, whatever the rule.
    """
    steps: list[Step] = []
    try:
        runs, stopped = _runs(curve, rule)
        for run in runs:
            steps += _solve(run, curve, rule)
    except Unsolved as reason:
        return Path(tuple(steps), str(reason))
    return Path(tuple(steps), stopped)


def _runs(curve: Curve, rule: Rule) -> tuple[list[_Run], str]:
    """The runs of meeting months, and what ended the last one."""
    ahead = {month_number(day): day for day in curve.ahead}
    held = {month_number(day) for day in curve.held}
    if len(ahead) < len(curve.ahead) or ahead.keys() & held:
        raise Unsolved("two meetings fall into one month, which one contract cannot tell apart")
    month = min(curve.averages, default=0)
    found = _Runs()
    if rule.realised:
        found.level = _in_force(curve)
    while month in curve.averages and month <= curve.known_until:
        if month in ahead:
            found.open.append(ahead[month])
        elif month in held:
            found.level = found.level if rule.realised else None
        else:
            _anchor(found, curve.averages[month], keep=rule.realised)
        month += 1
    found.close(None)
    if month > curve.known_until:
        return found.done, f"the meetings after {_named(curve.known_until)} are not known"
    return found.done, f"there is no contract for {_named(month)}"


def _anchor(found: _Runs, average: float, *, keep: bool) -> None:
    """A month without a meeting: it ends the run before it, or is the level the first one starts from."""
    if found.open:
        found.close(average)
    elif not found.done and not (keep and found.level is not None):
        found.level = average


def _in_force(curve: Curve) -> float | None:
    """The rate in force as observed: the rest of the current month once its meeting is past, else the last."""
    month = curve.current
    if month is None or month not in curve.averages or month in {month_number(day) for day in curve.ahead}:
        return curve.in_force
    decided = max((day.day for day in curve.held if month_number(day) == month), default=0)
    left = days_in(month) - len(curve.elapsed)
    if len(curve.elapsed) < decided or left * LARGEST_MAGNIFICATION < days_in(month):
        return curve.in_force
    return remaining(curve.averages[month], curve.elapsed, days_in(month))


def remaining(average: float, elapsed: Sequence[float], days: int) -> float:
    """The average of a month's days still to come, given its priced average and the days observed.

    Raises Unsolved where no day is left.
    """
    if len(elapsed) >= days:
        raise Unsolved("no day of the month is left")
    return (days * average - sum(elapsed)) / (days - len(elapsed))


# -- one run ---------------------------------------------------------------------------------------


def _solve(run: _Run, curve: Curve, rule: Rule) -> list[Step]:
    """The run in the rule's direction; in the other one where an end is missing or too few days tell."""
    ways = (_forward, _backward) if rule.forward else (_backward, _forward)
    try:
        return ways[0](run, curve, rule)
    except Unsolved as first:
        try:
            return ways[1](run, curve, rule)
        except Unsolved as second:
            raise Unsolved(f"{first}, and {second}") from None


def _backward(run: _Run, curve: Curve, rule: Rule) -> list[Step]:
    if run.after is None:
        raise Unsolved(f"no month without a meeting is priced after {_day(run.meetings[-1])}")
    steps: list[Step] = []
    end = run.after
    for day in reversed(run.meetings):
        start, observed = (run.before if day == run.meetings[0] else None), False
        if start is None:
            start, observed = _rate_before(day, end, curve, rule)
        steps.append(Step(day, start, end, observed=observed))
        end = start
    return steps[::-1]


def _forward(run: _Run, curve: Curve, rule: Rule) -> list[Step]:
    if run.before is None:
        raise Unsolved(f"the rate before {_day(run.meetings[0])} is not priced by itself")
    steps: list[Step] = []
    start = run.before
    for day in run.meetings:
        end = run.after if day == run.meetings[-1] else None
        if end is None:
            end = _rate_after(day, start, curve, rule)
        steps.append(Step(day, start, end, forward=True))
        start = end
    return steps


def _rate_before(day: date, end: float, curve: Curve, rule: Rule) -> tuple[float, bool]:
    """The rate before a meeting from its month's contract and the rate after it, and whether it was observed."""
    average, old, new = _split(day, curve, rule)
    if old * LARGEST_MAGNIFICATION < old + new:
        if curve.in_force is not None and day == curve.ahead[0]:
            return curve.in_force, True
        raise Unsolved(f"only {old} of the {old + new} days priced lie before {_day(day)}")
    return ((old + new) * average - new * end) / old, False


def _rate_after(day: date, start: float, curve: Curve, rule: Rule) -> float:
    """The rate after a meeting from its month's contract and the rate before it."""
    average, old, new = _split(day, curve, rule)
    if new * LARGEST_MAGNIFICATION < old + new:
        raise Unsolved(f"only {new} of the {old + new} days priced follow {_day(day)}")
    return ((old + new) * average - old * start) / new


def _split(day: date, curve: Curve, rule: Rule) -> tuple[float, int, int]:
    """The month's average, its days at the old rate and at the new; under `realised` of the days still to come."""
    month = month_number(day)
    length = days_in(month)
    old = day.day - 1 if rule.decision_day else day.day
    average = curve.averages[month]
    if rule.realised and month == curve.current and len(curve.elapsed) < length:
        average = remaining(average, curve.elapsed, length)
        return average, max(old - len(curve.elapsed), 0), length - max(old, len(curve.elapsed))
    return average, old, length - old


def _day(day: date) -> str:
    return f"{day.day} {day:%B %Y}"
