"""Returns of an index or a fund over a window, price and total."""

from __future__ import annotations

from datetime import date

from reportgen.metrics.ask import Ask
from reportgen.metrics.declare import metric
from reportgen.metrics.found import Measured, Missing
from reportgen.metrics.lines import line, stand_in
from reportgen.metrics.published import published
from reportgen.metrics.windows import Window, months_before
from reportgen.model.printing import day as spelt
from reportgen.model.units import Display, Unit

BASES = (("price", "total"),)
KINDS = ("index", "fund")


@metric(
    "return",
    label="return",
    unit=Unit.FRACTION,
    display=Display.PERCENT,
    variants=BASES,
    kinds=KINDS,
    words=("return", "gain", "loss", "rise", "fall"),
    example="rut.return.price@2025-08",
)
def simple_return(ask: Ask) -> Measured:
    """Level at the last session of the window over the level at the last session before it, minus one.

    Price return leaves dividends out; total return reinvests them in the index on the ex-date. Where a
    proxy stands in for the total return and the index's own was published for that period, the published
    figure is given and cited.
    Source: S&P Dow Jones Indices, Index Mathematics Methodology, "Total Return Calculations";
    FTSE Russell, Guide to Calculation.
    """
    return _return(ask, _window(ask))


def _window(ask: Ask) -> Window:
    """The window asked for; a series of month-ends that is shorter than it ends it."""
    return ask.dates(line(ask).shortest)


def _return(ask: Ask, window: Window) -> Measured:
    """The return between two closes; over more than a year a proxy's error grows with the level."""
    closes = line(ask)
    if quoted := published(ask, closes, window):
        return quoted
    growth = closes.on(ask, window.end) / closes.on(ask, window.start)
    carried = growth if months_before(window.end, 12) > window.start else 1.0
    standing = stand_in(ask, closes, window.start, window.end, scale=max(1.0, carried))
    return Measured(growth - 1, start=window.start, end=window.end, basis=ask.basis, standing=standing)


@metric(
    "return.daily",
    label="one-day return",
    unit=Unit.FRACTION,
    display=Display.PERCENT,
    variants=BASES,
    window="optional",
    kinds=KINDS,
    words=("day", "daily move", "one-day gain", "one-day fall"),
    example="rut.return.daily.price@2025-04-09",
)
def daily_return(ask: Ask) -> Measured:
    """Close of a session over the close of the session before it, minus one.

    The session is the day named, the as-of session without one. Needs both closes: where the data
    hold week-ends only there is no daily return.
    """
    end = _session(ask)
    return _return(ask, Window(ask.sessions.before(end), end, end))


def _session(ask: Ask) -> date:
    if ask.window is None:
        return ask.today()
    end = ask.dates().end
    if ask.window != end.isoformat():
        raise Missing(f"{ask.window} is no session; a daily return takes one, such as @{end.isoformat()}")
    return end


@metric(
    "return.annualised",
    label="annualised return",
    unit=Unit.FRACTION,
    display=Display.PERCENT,
    variants=BASES,
    kinds=KINDS,
    words=("a year", "annualised", "annualized", "per year", "compound annual", "CAGR"),
    example="rut.return.annualised.total@2014-12-31..2024-12-31",
)
def annualised_return(ask: Ask) -> Measured:
    """The yearly rate that compounds to the return of the window: (1 + return) ** (1 / years) - 1.

    Years are days / 365.25, or a whole number where the window runs from one year's last session to
    another's. Not given for less than a year. It is no average of yearly returns, which is higher.
    Source: GIPS standards 2020 (no annualising of periods under a year).
    """
    window = _window(ask)
    years = _years(ask, window)
    whole = ask.fact(ask.sibling("return", ask.basis.value, window=f"{window.start}..{window.end}"))
    rate = (1 + whole.number) ** (1 / years) - 1
    slope = (1 + rate) / (1 + whole.number) / years
    return Measured(rate, start=window.start, end=window.end, basis=ask.basis, tolerance=whole.tolerance * slope)


def _years(ask: Ask, window: Window) -> float:
    ends = [day for day in (window.start, window.end) if day.month == 12 and ask.sessions.ends_month(day)]
    if len(ends) == 2:
        return float(window.end.year - window.start.year)
    if months_before(window.end, 12) < window.start:
        raise Missing(
            f"{spelt(window.start)} to {spelt(window.end)} is less than a year: such a return is not annualised"
        )
    return (window.end - window.start).days / 365.25


ALL = (
    simple_return,
    daily_return,
    annualised_return,
)
