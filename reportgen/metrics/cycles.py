"""Leadership cycles of a pair: the long phases in which one side led the other."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from reportgen.metrics.ask import Ask
from reportgen.metrics.closes import chosen
from reportgen.metrics.declare import metric
from reportgen.metrics.found import Measured, Missing
from reportgen.metrics.lines import Line, history_of, line, stand_in
from reportgen.metrics.periods import month_numbers
from reportgen.metrics.reads import Stretch
from reportgen.metrics.relative import PAIR
from reportgen.metrics.returns import BASES
from reportgen.model.cycles import Turn, turning_points
from reportgen.model.dataset import Cell
from reportgen.model.facts import Value
from reportgen.model.printing import day as spelt
from reportgen.model.units import Display, Unit

PHASES = ("running", *(str(back) for back in range(1, 10)))
"""Which phase: the one still running, or so many before it."""

SLOTS = (*BASES, PHASES)
REVERSAL, SHORTEST = 0.2, 12


@dataclass(frozen=True, slots=True)
class Phase:
    """One phase: the month-end ratios of the whole line, the turns at its two ends, whether it is running."""

    closes: Line
    found: Stretch
    first: Turn
    far: Turn
    running: bool

    @property
    def last(self) -> int:
        """The month-end at which it ended, or the last there is."""
        return len(self.found) - 1 if self.running else self.far.position

    def day(self, position: int) -> date:
        """A month-end."""
        return self.found.day(position)

    def months(self, position: int) -> int:
        """Whole months from the phase's beginning to a month-end."""
        numbers = month_numbers(self.found.days)
        return int(numbers[position] - numbers[self.first.position])

    def change(self, position: int) -> float:
        """What the first side gained on the second by then, geometrically."""
        return float(self.found.values[position]) / self.first.value - 1

    def measured(self, ask: Ask, value: Value, *, scale: float = 0.0) -> Measured:
        """A value that rests on it."""
        start, end = self.day(self.first.position), self.day(self.last)
        standing = stand_in(ask, self.closes, start, end, scale=scale)
        return Measured(value, start=start, end=end, basis=ask.basis, standing=standing)


def _rule(ask: Ask) -> tuple[float, int]:
    """The reversal and the shortest phase: the first side's options, else a fifth and twelve months."""
    options = ask.pair[0].options
    return _number(options.get("cycle_reversal"), REVERSAL), round(_number(options.get("cycle_months"), SHORTEST))


def _number(cell: Cell, otherwise: float) -> float:
    return float(cell) if isinstance(cell, (int, float)) else otherwise


def turns(ask: Ask) -> tuple[Line, Stretch, tuple[Turn, ...]]:
    """The ratio at month-ends and its turning points. Raises Missing where it never reversed."""
    closes = line(ask)
    found = chosen(ask, closes, closes.first_day, history_of(ask, closes).end, which="month_end")
    reversal, shortest = _rule(ask)
    ask.note(f"a phase ends when the month-end ratio reverses by {reversal:.0%}; it lasts {shortest} months or more")
    points = turning_points(
        month_numbers(found.days).tolist(), found.values.tolist(), reversal=reversal, shortest=shortest
    )
    if len(points) < 2:
        raise Missing(f"the ratio never reversed by {reversal:.0%} for {shortest} months")
    return closes, found, points


def phase(ask: Ask) -> Phase:
    """The phase asked for. Raises Missing where there are not so many."""
    closes, found, points = turns(ask)
    word = next((word for word in ask.variants if word in PHASES), PHASES[0])
    back = PHASES.index(word)
    if back > len(points) - 2:
        raise Missing(f"the ratio shows {len(points) - 1} phases since {spelt(found.day(0))}, not {back + 1}")
    first, far = points[-2 - back], points[-1 - back]
    if not first.position:
        ask.note(f"the data begin on {spelt(found.day(0))}: the phase may be older")
    return Phase(closes, found, first, far, running=not back)


@metric(
    "cycle.start",
    label="start of the leadership phase",
    unit=Unit.DATE,
    display=Display.DATE,
    variants=SLOTS,
    window="optional",
    kinds=PAIR,
    words=("since", "cycle", "began to lag", "began to lead"),
    example="rut-spx.cycle.start.price",
)
def cycle_start(ask: Ask) -> Measured:
    """The month-end at which the phase began: a peak of the ratio for a lag, a trough for a lead.

    Phases alternate: each ends once the month-end ratio of closing levels has come back by 20% from its
    extreme and lasts at least 12 months (both can be set for a subject); shorter swings are merged. The
    running phase is judged by what was known on the day. Adapted from Bry and Boschan (NBER 1971).
    """
    found = phase(ask)
    return found.measured(ask, found.day(found.first.position))


@metric(
    "cycle.end",
    label="end of the leadership phase",
    unit=Unit.DATE,
    display=Display.DATE,
    variants=SLOTS,
    window="optional",
    kinds=PAIR,
    words=("until", "ended"),
    example="rut-spx.cycle.end.price.1",
)
def cycle_end(ask: Ask) -> Measured:
    """The month-end at which a past phase ended and the next began; the running phase has none."""
    found = phase(ask)
    if found.running:
        raise Missing("the running phase has not ended")
    return found.measured(ask, found.day(found.far.position))


@metric(
    "cycle.length",
    label="months of the leadership phase",
    unit=Unit.COUNT,
    display=Display.COUNT,
    precision=0,
    variants=SLOTS,
    window="optional",
    kinds=PAIR,
    words=("months", "cycle"),
    example="rut-spx.cycle.length.price",
)
def cycle_length(ask: Ask) -> Measured:
    """Months from the phase's start to its end, or to the last month-end while it is running."""
    found = phase(ask)
    return found.measured(ask, float(found.months(found.last)))


@metric(
    "cycle.change",
    label="relative return of the leadership phase",
    unit=Unit.FRACTION,
    display=Display.PERCENT,
    variants=SLOTS,
    window="optional",
    kinds=PAIR,
    words=("lagged by", "led by", "relative", "cycle", "cycle … brought … # against"),
    opposite=("cycle … cost … # against",),
    example="rut-spx.cycle.change.price",
)
def cycle_change(ask: Ask) -> Measured:
    """Change of the ratio from the phase's start to its end, or to the last month-end while it is running."""
    found = phase(ask)
    return found.measured(ask, found.change(found.last), scale=1.0)


@metric(
    "cycle.extreme",
    label="relative return to the phase's extreme",
    unit=Unit.FRACTION,
    display=Display.PERCENT,
    variants=SLOTS,
    window="optional",
    kinds=PAIR,
    words=("lagged by", "led by", "at its widest"),
    example="rut-spx.cycle.extreme.price",
)
def cycle_extreme(ask: Ask) -> Measured:
    """Change of the ratio from the phase's start to its lowest (of a lead, highest) month-end."""
    found = phase(ask)
    return found.measured(ask, found.change(found.far.position), scale=1.0)


@metric(
    "cycle.extreme_date",
    label="extreme of the leadership phase",
    unit=Unit.DATE,
    display=Display.DATE,
    variants=SLOTS,
    window="optional",
    kinds=PAIR,
    words=("low", "high"),
    example="rut-spx.cycle.extreme_date.price",
)
def cycle_extreme_date(ask: Ask) -> Measured:
    """The month-end of the phase's lowest (of a lead, highest) ratio; while it is running it may yet move."""
    found = phase(ask)
    return found.measured(ask, found.day(found.far.position))


@metric(
    "cycle.reversal",
    label="move of the ratio back from the phase's extreme",
    unit=Unit.FRACTION,
    display=Display.PERCENT,
    variants=BASES,
    window="optional",
    kinds=PAIR,
    words=("recovered", "turned", "came back"),
    example="rut-spx.cycle.reversal.price",
)
def cycle_reversal(ask: Ask) -> Measured:
    """Change of the ratio from the running phase's extreme to the last month-end: how far it has turned."""
    found = phase(ask)
    value = float(found.found.values[found.last]) / found.far.value - 1
    return found.measured(ask, value, scale=1.0)


@metric(
    "cycle.kind",
    label="lead or lag",
    unit=Unit.COUNT,
    display=Display.COUNT,
    precision=0,
    variants=SLOTS,
    window="optional",
    kinds=PAIR,
    words=("leading", "lagging"),
    example="rut-spx.cycle.kind.price",
)
def cycle_kind(ask: Ask) -> Measured:
    """1 for a phase in which the first side led, -1 for one in which it lagged."""
    found = phase(ask)
    return found.measured(ask, 1.0 if found.far.peak else -1.0)


@metric(
    "cycle.count",
    label="leadership phases",
    unit=Unit.COUNT,
    display=Display.COUNT,
    precision=0,
    variants=BASES,
    window="optional",
    kinds=PAIR,
    words=("cycles", "phases"),
    example="rut-spx.cycle.count.price",
)
def cycle_count(ask: Ask) -> Measured:
    """How many phases the ratio has shown since the data begin, the running one included."""
    closes, found, points = turns(ask)
    standing = stand_in(ask, closes, found.day(0), found.day(-1), scale=0.0)
    count = float(len(points) - 1)
    return Measured(count, start=found.day(0), end=found.day(-1), basis=ask.basis, standing=standing)


ALL = (
    cycle_start,
    cycle_end,
    cycle_length,
    cycle_change,
    cycle_extreme,
    cycle_extreme_date,
    cycle_reversal,
    cycle_kind,
    cycle_count,
)
