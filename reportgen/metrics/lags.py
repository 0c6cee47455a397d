"""How often one side of a pair was ahead, and for how many years in a row it has been behind."""

from __future__ import annotations

import numpy as np

from reportgen.metrics.ask import Ask
from reportgen.metrics.declare import metric
from reportgen.metrics.found import Measured, Missing
from reportgen.metrics.lines import history_of, line, stand_in
from reportgen.metrics.moves import Moves, moves
from reportgen.metrics.periods import PERIODS
from reportgen.metrics.relative import PAIR
from reportgen.metrics.returns import BASES
from reportgen.metrics.streaks import Streak, as_long, history, streak_in
from reportgen.model.printing import day as spelt
from reportgen.model.units import Display, Unit

SLOTS = (*BASES, PERIODS)


def _lag(ask: Ask) -> Streak:
    """The run of calendar years behind. Raises Missing where the first side led in the last whole year."""
    found = streak_in(history(ask, "years"))
    if found.run.sign > 0:
        raise Missing(f"{ask.pair[0].name} was ahead in {found.history.end(found.run.last).year}")
    return found


@metric(
    "years_lagging",
    label="calendar years behind in a row",
    unit=Unit.COUNT,
    display=Display.COUNT,
    precision=0,
    variants=BASES,
    window="optional",
    kinds=PAIR,
    words=("straight years", "years in a row", "consecutive years", "years of underperformance", "lagged"),
    example="rut-spx.years_lagging.total",
)
def years_lagging(ask: Ask) -> Measured:
    """How many calendar years in a row, up to the last whole one, the first side returned less than the second.

    0 where it was ahead in the last whole year. The year still running is not counted.
    """
    found = history(ask, "years")
    if found.values[-1] >= 0:
        return Measured(0.0, start=found.start(-1), end=found.end(-1), basis=ask.basis)
    current = streak_in(found)
    return current.measured(ask, float(current.run.length))


@metric(
    "years_lagging.longest",
    label="longest earlier run of calendar years behind",
    unit=Unit.COUNT,
    display=Display.COUNT,
    precision=0,
    variants=BASES,
    window="optional",
    kinds=PAIR,
    words=("longest", "longest on record"),
    example="rut-spx.years_lagging.longest.total@2025-12-31",
)
def years_longest(ask: Ask) -> Measured:
    """Length of the longest run of years behind that ended before the present one began; 0 if there was none.

    "The longest on record" is true only where the present run is longer than this.
    """
    found = _lag(ask)
    return found.measured(ask, float(max((run.length for run in found.earlier), default=0)))


@metric(
    "years_lagging.ties",
    label="earlier runs of as many calendar years behind",
    unit=Unit.COUNT,
    display=Display.COUNT,
    precision=0,
    variants=BASES,
    window="optional",
    kinds=PAIR,
    words=("ties",),
    example="rut-spx.years_lagging.ties.total@2025-12-31",
)
def years_ties(ask: Ask) -> Measured:
    """How many earlier runs of years behind were exactly as long as the present one."""
    found = _lag(ask)
    return found.measured(ask, float(sum(run.length == found.run.length for run in found.earlier)))


@metric(
    "years_lagging.start",
    label="first of the calendar years behind",
    unit=Unit.DATE,
    display=Display.DATE,
    variants=BASES,
    window="optional",
    kinds=PAIR,
    words=("since", "from"),
    example="rut-spx.years_lagging.start.total@2025-12-31",
)
def years_start(ask: Ask) -> Measured:
    """The last session of the first year of the present run of years behind."""
    found = _lag(ask)
    return found.measured(ask, found.history.end(found.run.first))


@metric(
    "years_lagging.since_start",
    label="first year of the last run as long",
    unit=Unit.DATE,
    display=Display.DATE,
    variants=BASES,
    window="optional",
    kinds=PAIR,
    words=("longest since",),
    example="rut-spx.years_lagging.since_start.total@2025-12-31",
)
def years_since_start(ask: Ask) -> Measured:
    """The last session of the first year of the latest earlier run of years behind that was at least as long."""
    found = _lag(ask)
    return found.measured(ask, found.history.end(as_long(found).first))


@metric(
    "years_lagging.since_end",
    label="last year of the last run as long",
    unit=Unit.DATE,
    display=Display.DATE,
    variants=BASES,
    window="optional",
    kinds=PAIR,
    words=("longest since",),
    example="rut-spx.years_lagging.since_end.total@2025-12-31",
)
def years_since_end(ask: Ask) -> Measured:
    """The last session of the last year of the latest earlier run of years behind that was at least as long."""
    found = _lag(ask)
    return found.measured(ask, found.history.end(as_long(found).last))


def _within(ask: Ask) -> Moves:
    """The whole periods inside the window; all there are without one. Raises Missing where there is none."""
    closes = line(ask)
    window = history_of(ask, closes)
    kind = next((word for word in ask.variants if word in PERIODS), "months")
    found = moves(ask, kind).until(window.end)
    found = found.where(found.starts >= window.start.toordinal()).known
    if not len(found):
        raise Missing(f"no whole {kind[:-1]} between {spelt(window.start)} and {spelt(window.end)}")
    return found


def _counted(ask: Ask, found: Moves, value: int) -> Measured:
    start, end = found.start(0), found.end(-1)
    standing = stand_in(ask, line(ask), start, end, scale=0.0)
    return Measured(float(value), start=start, end=end, basis=ask.basis, standing=standing)


@metric(
    "excess.wins",
    label="periods ahead",
    unit=Unit.COUNT,
    display=Display.COUNT,
    precision=0,
    variants=SLOTS,
    window="optional",
    kinds=PAIR,
    words=("ahead in", "beat", "won"),
    example="rut-spx.excess.wins.total.years@all",
)
def wins(ask: Ask) -> Measured:
    """In how many whole months (weeks, quarters, years) inside the window the first side returned more."""
    found = _within(ask)
    return _counted(ask, found, int(np.count_nonzero(found.values > 0)))


@metric(
    "excess.periods",
    label="periods compared",
    unit=Unit.COUNT,
    display=Display.COUNT,
    precision=0,
    variants=SLOTS,
    window="optional",
    kinds=PAIR,
    words=("of all",),
    example="rut-spx.excess.periods.total.years@all",
)
def periods_compared(ask: Ask) -> Measured:
    """How many whole months (weeks, quarters, years) inside the window have a return on both sides."""
    found = _within(ask)
    return _counted(ask, found, len(found))


ALL = (
    years_lagging,
    years_longest,
    years_ties,
    years_start,
    years_since_start,
    years_since_end,
    wins,
    periods_compared,
)
