"""Federal funds futures: the rate each contract implies, and the path of rates over the meetings ahead."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from reportgen.metrics.ask import Ask
from reportgen.metrics.declare import metric
from reportgen.metrics.found import Measured, Missing
from reportgen.metrics.meetings import Calendar, calendar, decided, period
from reportgen.metrics.observed_rate import read_observed, with_observed
from reportgen.metrics.policy import KINDS, announced, decisions
from reportgen.metrics.rate_path import Curve, Path, Rule, Step, month_number, month_start, rate_path
from reportgen.metrics.windows import MEETING, MONTH
from reportgen.model.dataset import Row
from reportgen.model.printing import day as spelt
from reportgen.model.printing import month as named
from reportgen.model.units import Display, Unit

LONGEST_WAIT = timedelta(days=4)
"""A settlement older than a long week-end is not today's: odds move by the day."""
RULES = ("decision_day", "forward", "realised")
CONVENTIONS = (RULES, RULES)


# -- contracts -------------------------------------------------------------------------------------


def settled_on(ask: Ask) -> date:
    """The day of the latest settlement at hand.

    Raises Missing where it is too old, or where the committee has decided since.
    """
    days = [day for row in ask.table("futures").rows if isinstance(day := row["settlement_date"], date)]
    settled = max(days)
    if ask.as_of - settled > LONGEST_WAIT:
        raise Missing(f"the latest settlement of futures is of {spelt(settled)}, too long before {spelt(ask.as_of)}")
    for row in decisions(ask).rows:
        if settled < announced(row) <= ask.as_of:
            raise Missing(f"the futures settled on {spelt(settled)}, before the decision of {spelt(announced(row))}")
    return settled


def _contracts(ask: Ask, settled: date) -> Mapping[int, Row]:
    """The contracts of a settlement by month."""

    def collect() -> Mapping[int, Row]:
        rows = (row for row in ask.table("futures").rows if row["settlement_date"] == settled)
        return {month_number(month): row for row in rows if isinstance(month := row["contract_month"], date)}

    return ask.recall(f"contracts {ask.subject} {settled}", collect)


@metric(
    "futures_settlement",
    label="settlement the odds rest on",
    unit=Unit.DATE,
    display=Display.DATE,
    window="none",
    kinds=KINDS,
    words=("settled on", "settlement"),
    example="fed.futures_settlement",
)
def futures_settlement(ask: Ask) -> Measured:
    """Day of the latest settlement of federal funds futures; not given once it is more than four days old."""
    settled = settled_on(ask)
    table = ask.table("futures")
    ask.touch(table, next(iter(_contracts(ask, settled).values())), "settlement_date")
    return Measured(settled, end=settled)


@metric(
    "futures_rate",
    label="average rate implied by the futures contract",
    unit=Unit.FRACTION,
    display=Display.PERCENT,
    precision=3,
    kinds=KINDS,
    words=("futures", "implied rate", "contract"),
    example="fed.futures_rate@2026-12",
)
def futures_rate(ask: Ask) -> Measured:
    """100 less the settlement price of the month's contract, in percent: the average effective rate it prices.

    Settlement prices, not last trades. Source: CBOT rulebook, chapter 22, 30-day federal funds futures.
    """
    if not MONTH.fullmatch(ask.window or ""):
        raise Missing(f"contracts are for months: write @2026-12 instead of @{ask.window}")
    first, last = period(ask)
    settled = settled_on(ask)
    row = _contracts(ask, settled).get(month_number(first))
    if row is None:
        raise Missing(f"no contract for {named(first)} settled on {spelt(settled)}")
    price = ask.row(ask.table("futures"), row, "settle")
    return Measured((100 - price) / 100, start=first, end=last, as_of=settled)


# -- the path --------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Outlook:
    """The rates implied around every meeting up to the one asked for."""

    ask: Ask
    settled: date
    meeting: date
    rule: Rule
    steps: tuple[Step, ...]

    @property
    def step(self) -> Step:
        """The meeting asked for."""
        return self.steps[-1]

    def measured(self, value: float, label: str) -> Measured:
        """The value as of the settlement, with the conventions it rests on told."""
        self.ask.note(f"federal funds futures settled on {spelt(self.settled)}")
        self.ask.note(_convention(self.rule))
        for step in self.steps:
            if step.observed:
                self.ask.note(f"the rate before {spelt(step.day)} is the one last observed")
        if self.step.forward and not self.rule.forward:
            self.ask.note(f"no later contract anchors the meeting of {spelt(self.meeting)}: solved from its own month")
        return Measured(value, end=self.meeting, as_of=self.settled, label=f"{self.ask.entity.name}: {label}")


def _convention(rule: Rule) -> str:
    day = "new" if rule.decision_day else "old"
    way = "forward from the month before" if rule.forward else "backward from the month after"
    start = "; the rate in force as observed" if rule.realised else ""
    return f"the day of a decision counts at the {day} rate; adjoining meeting months are solved {way}{start}"


def outlook(ask: Ask, rule: Rule | None = None) -> Outlook:
    """The path up to the meeting asked for, by the rule among the variants unless one is given.

    Raises Missing where contracts or calendar do not reach it.
    """
    chosen = rule or Rule(*(word in ask.variants for word in RULES))
    settled = settled_on(ask)
    known = calendar(ask)
    meeting = _meeting(ask, known)
    curve = _curve(ask, known, settled, meeting)
    observed = with_observed(ask, curve, settled)
    if chosen.realised and observed.in_force is None:
        raise Missing(f"the effective rate in force on {spelt(settled)} is not among the data")
    path = rate_path(observed, chosen)
    steps = _until(path, meeting)
    if chosen.realised or any(step.observed for step in steps):
        read_observed(ask, settled)
    for step in steps:
        known.read(next(row for row in known.regular if decided(row) == step.day))
    return Outlook(ask, settled, meeting, chosen, steps)


def _meeting(ask: Ask, known: Calendar) -> date:
    """The meeting asked for: the day after "meeting:", or the last one of a month, quarter or year."""
    token = ask.window or ""
    ahead = [decided(row) for row in known.ahead()]
    if match := MEETING.fullmatch(token):
        day = date.fromisoformat(match[1])
        if day in ahead:
            return day
        if day <= ask.as_of:
            raise Missing(f"{spelt(day)} is past on {spelt(ask.as_of)}: odds are of meetings ahead")
        known.require(day.year)
        raise Missing(f"no regular meeting ends on {spelt(day)}; the next is of {spelt(ahead[0])}")
    first, last = period(ask)
    known.require(last.year)
    inside = [day for day in ahead if first <= day <= last]
    if not inside:
        raise Missing(f"no meeting lies ahead in {token}")
    return inside[-1]


def _curve(ask: Ask, known: Calendar, settled: date, meeting: date) -> Curve:
    """Contracts from the first to the first month without a meeting after the one asked for."""
    contracts = _contracts(ask, settled)
    ahead = tuple(decided(row) for row in known.ahead())
    held = tuple(decided(row) for row in known.held())
    busy = {month_number(day) for day in (*ahead, *held)}
    until = (known.covered[-1] + 1) * 12 - 1
    last = month_number(meeting)
    while last in busy and last < until:
        last += 1
    months = [month for month in sorted(contracts) if month <= last]
    averages = {month: ask.fact(ask.sibling("futures_rate", window=_token(month))).number for month in months}
    within = tuple(day for day in ahead if month_number(day) <= last)
    return Curve(averages, within, until, tuple(day for day in held if day <= settled), current=month_number(settled))


def _token(month: int) -> str:
    return f"{month_start(month):%Y-%m}"


def _until(path: Path, meeting: date) -> tuple[Step, ...]:
    steps = tuple(step for step in path.steps if step.day <= meeting)
    if not steps or steps[-1].day != meeting:
        raise Missing(f"the odds do not reach the meeting of {spelt(meeting)}: {path.stopped}")
    return steps


# -- the rate after a meeting ----------------------------------------------------------------------


@metric(
    "implied_rate",
    label="effective rate implied after the meeting",
    unit=Unit.FRACTION,
    display=Display.PERCENT,
    precision=2,
    variants=CONVENTIONS,
    kinds=KINDS,
    words=("implied rate", "priced in", "expected rate"),
    example="fed.implied_rate@meeting:2026-12-09",
)
def implied_rate(ask: Ask) -> Measured:
    """Effective federal funds rate that futures imply for the time after the meeting, or the last one of a year.

    Of a month (@2026-12) it is the average its contract prices. Method and conventions as for the odds.
    """
    if MONTH.fullmatch(ask.window or ""):
        rate = ask.fact(ask.sibling("futures_rate"))
        return Measured(rate.number, start=rate.start, end=rate.end, as_of=rate.as_of)
    found = outlook(ask)
    return found.measured(found.step.end, f"rate implied after the meeting of {spelt(found.meeting)}")


ALL = (futures_settlement, futures_rate, implied_rate)
