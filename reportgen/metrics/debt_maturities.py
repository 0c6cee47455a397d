"""The maturity wall, and how much of the debt floats or dates from the years of zero rates."""

from __future__ import annotations

from datetime import date

from reportgen.metrics.ask import Ask
from reportgen.metrics.debt import SUMMED, place, scope
from reportgen.metrics.debt_ladder import borrowers, covered, ladders, months_of, wall
from reportgen.metrics.declare import metric
from reportgen.metrics.found import Measured, Missing
from reportgen.metrics.valuation_universe import number
from reportgen.model.units import Display, Unit


def _window(start: int, end: int) -> tuple[date, date]:
    """The first and last calendar day of a run of whole years."""
    return date(start // 12, 1, 1), date(end // 12, 12, 31)


def years(start: int, end: int) -> str:
    """The calendar years of a run of months, for a label."""
    return str(start // 12) if start // 12 == end // 12 else f"{start // 12} to {end // 12}"


def _maturing(ask: Ask) -> tuple[float, float, Measured]:
    """What falls due in the window, what the tables hold in all, and a measure to fill in."""
    where = scope(ask)
    start, end = months_of(ask)
    who = borrowers(ask, where)
    made = ladders(ask, who)
    covered(ask, made, start, end)
    first, last = _window(start, end)
    label = f"{place(ask, where, who.found)}: debt falling due in {years(start, end)}"
    measured = Measured(0.0, start=first, end=last, as_of=who.found.day, label=label)
    return sum(one.between(start, end) for one in made), sum(one.whole for one in made), measured


@metric(
    "debt.maturing",
    label="debt falling due",
    unit=Unit.USD,
    display=Display.DOLLARS,
    variants=(SUMMED,),
    kinds=("universe",),
    words=("maturing", "falling due", "maturity wall", "matures"),
    example="smallcap.debt.maturing@2027",
)
def maturing(ask: Ask) -> Measured:
    """Principal that falls due in a calendar year, from the five-year tables of annual reports.

    Fiscal years are moved into calendar years month by month, each spread evenly. Where the balance sheet
    shows more current debt than the table has for its first year (a loan called, say), the balance sheet is
    followed and the difference taken from the largest later maturity. Tables are up to fifteen months old.
    """
    amount, _, found = _maturing(ask)
    return Measured(amount, start=found.start, end=found.end, as_of=found.as_of, label=found.label)


@metric(
    "debt.maturing_share",
    label="share of debt falling due",
    unit=Unit.FRACTION,
    display=Display.PERCENT,
    variants=(SUMMED,),
    kinds=("universe",),
    words=("share of debt maturing", "more debt fall due than … : ~ # of the whole"),
    example="smallcap.debt.maturing_share@2027",
)
def maturing_share(ask: Ask) -> Measured:
    """Principal that falls due in a calendar year over all principal in the companies' maturity tables."""
    amount, whole, found = _maturing(ask)
    label = f"{found.label}, share of all"
    return Measured(amount / whole, start=found.start, end=found.end, as_of=found.as_of, label=label)


@metric(
    "debt.maturing_later",
    label="debt falling due after the fifth fiscal year",
    unit=Unit.USD,
    display=Display.DOLLARS,
    variants=(SUMMED,),
    window="none",
    kinds=("universe",),
    words=("due later",),
    example="smallcap.debt.maturing_later",
)
def maturing_later(ask: Ask) -> Measured:
    """Principal that falls due after the fifth fiscal year of each company's table."""
    where = scope(ask)
    who = borrowers(ask, where)
    label = f"{place(ask, where, who.found)}: debt falling due after the fifth fiscal year"
    return Measured(sum(one.later for one in ladders(ask, who)), as_of=who.found.day, label=label)


@metric(
    "debt.maturing_peak",
    label="largest amount falling due in one calendar year",
    unit=Unit.USD,
    display=Display.DOLLARS,
    variants=(SUMMED,),
    window="none",
    kinds=("universe",),
    words=("peak of the maturity wall", "more debt fall due than … : #"),
    example="smallcap.debt.maturing_peak",
)
def maturing_peak(ask: Ask) -> Measured:
    """The largest amount that falls due in any calendar year the tables cover, and which year it is."""
    where = scope(ask)
    who = borrowers(ask, where)
    year, amount = max(wall(ladders(ask, who)), key=lambda pair: (pair[1], -pair[0]))
    label = f"{place(ask, where, who.found)}: most debt falling due in one year, {year}"
    return Measured(amount, as_of=who.found.day, label=label, who=str(year))


def _share(ask: Ask, part: str, label: str) -> Measured:
    """A column over total debt, for the companies that have both."""
    where = scope(ask)
    who = borrowers(ask, where)
    both = [row for row in who.rows if None not in (number(row, part), number(row, "total_debt"))]
    if not both:
        raise Missing(f"“{who.found.table.origin.title}” does not say so of any company")
    some = sum(ask.row(who.found.table, row, part) for row in both)
    everything = sum(ask.row(who.found.table, row, "total_debt") for row in both)
    if everything <= 0:
        raise Missing("the companies have no debt")
    if len(both) < len(who.rows):
        ask.note(f"Known for {len(both)} of {len(who.rows)} companies.")
    label = f"{place(ask, where, who.found)}: {label}"
    return Measured(some / everything, as_of=who.found.day, label=label)


@metric(
    "debt.floating_share",
    label="share of debt at floating rates",
    unit=Unit.FRACTION,
    display=Display.PERCENT,
    variants=(SUMMED,),
    window="none",
    kinds=("universe",),
    words=("floating", "floating-rate debt", "variable-rate debt", "debt at floating rates", "# floats"),
    example="smallcap.debt.floating_share.ex_financials",
)
def floating_share(ask: Ask) -> Measured:
    """Debt at variable rates over total debt, before interest rate swaps and other hedges."""
    return _share(ask, "floating_debt", "debt at floating rates, before hedges")


@metric(
    "debt.zero_rate_share",
    label="share of debt issued in 2020 and 2021",
    unit=Unit.FRACTION,
    display=Display.PERCENT,
    variants=(SUMMED,),
    window="none",
    kinds=("universe",),
    words=(
        "issued during the zero-rate era",
        "zero-rate debt",
        "issued at near-zero policy rates",
        "# was issued when money cost almost nothing",
    ),
    example="smallcap.debt.zero_rate_share.ex_financials",
)
def zero_rate_share(ask: Ask) -> Measured:
    """Debt issued in 2020 and 2021, while the federal funds target stood at 0 to 0.25%, over total debt.

    Only companies whose issue dates are known count.
    """
    return _share(ask, "issued_2020_2021", "debt issued in 2020 and 2021, at near-zero policy rates")


ALL = (
    maturing,
    maturing_share,
    maturing_later,
    maturing_peak,
    floating_share,
    zero_rate_share,
)
