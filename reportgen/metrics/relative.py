"""One subject against another: percentage points, geometric, and the line of their ratio."""

from __future__ import annotations

from reportgen.metrics.ask import Ask
from reportgen.metrics.closes import CLOSES, chosen
from reportgen.metrics.declare import metric
from reportgen.metrics.found import Measured, Missing
from reportgen.metrics.levels import highest, lowest
from reportgen.metrics.lines import history_of, line, stand_in, window_of
from reportgen.metrics.returns import BASES
from reportgen.model.facts import Fact
from reportgen.model.units import Display, Unit

PAIR = ("pair",)
BASES_AND_CLOSES = (*BASES, CLOSES)


def both(ask: Ask) -> tuple[Fact, Fact]:
    """The returns of the two sides between the same two days. Raises Missing where either has none.

    Where one series ends before the other, the window is the one the shorter series has.
    """
    closes = line(ask)
    window = window_of(ask, closes) if ask.window == "all" else ask.dates(closes.shortest)
    sides = [side.id for side in ask.pair]
    apart = any(ask.dates(line(ask, side).shortest) != window for side in sides)
    days = f"{window.start}..{window.end}" if apart else ask.window
    first, second = (ask.fact(ask.sibling("return", ask.basis.value, subject=side, window=days)) for side in sides)
    return first, second


@metric(
    "excess",
    label="excess return",
    unit=Unit.FRACTION_DIFFERENCE,
    display=Display.POINTS,
    variants=BASES,
    kinds=PAIR,
    words=(
        "ahead",
        "behind",
        "outperformed",
        "underperformed",
        "lagged",
        "outpaced",
        "led",
        "margin",
        "gap",
        "led over",
        "lagged over",
    ),
    example="rut-spx.excess.price@2025-08",
)
def excess(ask: Ask) -> Measured:
    """Return of the first less return of the second over the same days and on the same basis, percentage points.

    Adds up across names, not across time: over long windows the geometric relative return says more.
    """
    first, second = both(ask)
    return Measured(first.number - second.number, start=first.start, end=first.end, basis=ask.basis)


@metric(
    "relative",
    label="relative return",
    unit=Unit.FRACTION,
    display=Display.PERCENT,
    variants=BASES,
    kinds=PAIR,
    words=("relative return", "in relative terms", "lagged by", "relative to"),
    example="rut-spx.relative.price@5y",
)
def relative(ask: Ask) -> Measured:
    """Geometric relative return, (1 + first) / (1 + second) - 1: the change of the ratio of the two, percent.

    Compounds across time; "lagged by 45%" over years means this one.
    """
    first, second = both(ask)
    growth = (1 + first.number) / (1 + second.number)
    tolerance = (first.tolerance + growth * second.tolerance) / (1 + second.number)
    return Measured(growth - 1, start=first.start, end=first.end, basis=ask.basis, tolerance=tolerance)


@metric(
    "ratio",
    label="ratio of levels",
    unit=Unit.RATIO,
    display=Display.RATIO,
    precision=3,
    variants=BASES,
    window="optional",
    kinds=PAIR,
    words=("ratio", "of the level", "times the level"),
    example="rut-spx.ratio.price",
)
def ratio(ask: Ask) -> Measured:
    """Closing level of the first over that of the second, as of the same session.

    Its level depends on the two indices' bases and says nothing by itself; its changes are relative returns.
    """
    closes = line(ask)
    end = history_of(ask, closes).end
    value = closes.on(ask, end)
    standing = stand_in(ask, closes, closes.first_day, end, scale=value)
    return Measured(value, end=end, basis=ask.basis, standing=standing)


@metric(
    "ratio.low",
    label="lowest ratio of levels",
    unit=Unit.RATIO,
    display=Display.RATIO,
    precision=3,
    variants=BASES_AND_CLOSES,
    kinds=PAIR,
    words=("low", "lowest ratio", "relative low"),
    example="rut-spx.ratio.low.price@5y",
)
def ratio_low(ask: Ask) -> Measured:
    """The lowest ratio of closing levels inside the window, on days both have a close."""
    bottom = lowest(ask)
    return bottom.measured(ask, bottom.value, scale=bottom.value)


@metric(
    "ratio.high",
    label="highest ratio of levels",
    unit=Unit.RATIO,
    display=Display.RATIO,
    precision=3,
    variants=BASES_AND_CLOSES,
    kinds=PAIR,
    words=("high", "highest ratio", "relative high"),
    example="rut-spx.ratio.high.price@all",
)
def ratio_high(ask: Ask) -> Measured:
    """The highest ratio of closing levels inside the window, on days both have a close."""
    top = highest(ask)
    return top.measured(ask, top.value, scale=top.value)


@metric(
    "ratio.low_date",
    label="day of the lowest ratio of levels",
    unit=Unit.DATE,
    display=Display.DATE,
    variants=BASES_AND_CLOSES,
    kinds=PAIR,
    words=("low", "relative low"),
    example="rut-spx.ratio.low_date.price@5y",
)
def ratio_low_date(ask: Ask) -> Measured:
    """The day of the lowest ratio of closing levels inside the window; the last where several are equal."""
    bottom = lowest(ask)
    return bottom.measured(ask, bottom.day)


@metric(
    "ratio.high_date",
    label="day of the highest ratio of levels",
    unit=Unit.DATE,
    display=Display.DATE,
    variants=BASES_AND_CLOSES,
    kinds=PAIR,
    words=("high", "relative high"),
    example="rut-spx.ratio.high_date.price@all",
)
def ratio_high_date(ask: Ask) -> Measured:
    """The day of the highest ratio of closing levels inside the window; the last where several are equal."""
    top = highest(ask)
    return top.measured(ask, top.day)


@metric(
    "ratio.from_low",
    label="ratio of levels above its low",
    unit=Unit.FRACTION,
    display=Display.PERCENT,
    precision=0,
    variants=BASES_AND_CLOSES,
    kinds=PAIR,
    words=("above its low", "from its low", "up from", "ratio … # above its … low"),
    example="rut-spx.ratio.from_low.price@5y",
)
def ratio_from_low(ask: Ask) -> Measured:
    """The ratio at the window's end over its lowest inside the window, minus one.

    It is what the first gained on the second since then, geometrically.
    """
    bottom = lowest(ask)
    return bottom.measured(ask, bottom.closes.on(ask, bottom.window.end) / bottom.value - 1)


@metric(
    "ratio.from_high",
    label="ratio of levels below its high",
    unit=Unit.FRACTION,
    display=Display.PERCENT,
    precision=0,
    variants=BASES_AND_CLOSES,
    kinds=PAIR,
    words=("below its high", "from its high", "down from", "ratio … # below its … high"),
    example="rut-spx.ratio.from_high.price@2021-01-01..2026-08-21",
)
def ratio_from_high(ask: Ask) -> Measured:
    """The ratio at the window's end over its highest inside the window, minus one; negative below the high.

    It is what the first lost on the second since then, geometrically.
    """
    top = highest(ask)
    return top.measured(ask, top.closes.on(ask, top.window.end) / top.value - 1)


@metric(
    "ratio.percentile",
    label="ratio of levels in its own history",
    unit=Unit.FRACTION,
    display=Display.PERCENT,
    precision=0,
    variants=BASES,
    window="optional",
    kinds=PAIR,
    words=("percentile", "of its history", "of the time"),
    example="rut-spx.ratio.percentile.price@all",
)
def ratio_percentile(ask: Ask) -> Measured:
    """The share of month-end ratios inside the window (all, without one) that lay below the ratio at its end.

    Month-ends, so that years with daily closes weigh no more than years with fewer.
    """
    closes = line(ask)
    window = history_of(ask, closes) if ask.window is None else window_of(ask, closes)
    found = chosen(ask, closes, window.first, window.end, which="month_end")
    if len(found) < 12:
        raise Missing(f"{len(found)} month-ends are too few to rank a ratio among")
    value = float((found.values < closes.on(ask, window.end)).mean())
    standing = stand_in(ask, closes, window.start, window.end, scale=0.0)
    return Measured(value, start=window.start, end=window.end, basis=ask.basis, standing=standing)


ALL = (
    excess,
    relative,
    ratio,
    ratio_low,
    ratio_high,
    ratio_low_date,
    ratio_high_date,
    ratio_from_low,
    ratio_from_high,
    ratio_percentile,
)
