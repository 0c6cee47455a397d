"""What debt costs and whether profits cover it: effective rate, interest coverage, companies that cannot pay."""

from __future__ import annotations

from datetime import date
from statistics import median

from reportgen.metrics.ask import Ask
from reportgen.metrics.debt import SUMMED, place, scope
from reportgen.metrics.debt_ladder import Borrowers, borrowers
from reportgen.metrics.debt_leverage import AVERAGES
from reportgen.metrics.declare import metric
from reportgen.metrics.found import Measured, Missing
from reportgen.metrics.valuation_universe import number, text
from reportgen.model.dataset import Row
from reportgen.model.units import Display, Unit

_ZOMBIE_YEARS = 3
_ZOMBIE_AGE = 10


def payers(ask: Ask, who: Borrowers) -> list[Row]:
    """Companies with EBIT and an interest expense, recorded. Raises Missing where there is none."""
    rows = [row for row in who.rows if number(row, "ebit") is not None and (number(row, "interest_expense") or 0) > 0]
    if not rows:
        raise Missing(f"“{who.found.table.origin.title}” has no company with both EBIT and an interest expense")
    for row in rows:
        ask.row(who.found.table, row, "ebit")
        ask.row(who.found.table, row, "interest_expense")
    if len(rows) < len(who.rows):
        ask.note(f"Known for {len(rows)} of {len(who.rows)} companies.")
    for kind in sorted({text(row, "interest_source") for row in rows} - {""}):
        count = sum(text(row, "interest_source") == kind for row in rows)
        ask.note(f"In place of interest expense, {kind}: {count} of {len(rows)} companies.")
    return rows


def _coverage(row: Row) -> float:
    return (number(row, "ebit") or 0.0) / (number(row, "interest_expense") or 1.0)


@metric(
    "interest_coverage",
    label="interest coverage",
    unit=Unit.RATIO,
    display=Display.MULTIPLE,
    variants=(AVERAGES, SUMMED),
    window="none",
    kinds=("universe",),
    words=("interest coverage", "times interest", "EBIT to interest", "covers interest #"),
    example="smallcap.interest_coverage.aggregate.ex_financials",
)
def interest_coverage(ask: Ask) -> Measured:
    """EBIT over interest expense: sum over sum (aggregate), or the median of the companies that pay interest."""
    where = scope(ask)
    who = borrowers(ask, where)
    rows = payers(ask, who)
    label = f"{place(ask, where, who.found)}: EBIT to interest"
    if "median" in ask.variants:
        return Measured(median(map(_coverage, rows)), as_of=who.found.day, label=f"{label}, median company")
    earned = sum(number(row, "ebit") or 0.0 for row in rows)
    paid = sum(number(row, "interest_expense") or 0.0 for row in rows)
    return Measured(earned / paid, as_of=who.found.day, label=f"{label}, aggregate")


@metric(
    "debt.uncovered_share",
    label="share of companies whose EBIT does not cover interest",
    unit=Unit.FRACTION,
    display=Display.PERCENT,
    variants=(SUMMED,),
    window="none",
    kinds=("universe",),
    words=("cannot cover interest", "fail to cover interest", "EBIT does not cover interest"),
    example="smallcap.debt.uncovered_share.ex_financials",
)
def uncovered_share(ask: Ask) -> Measured:
    """Companies whose EBIT is below their interest expense in the last fiscal year, of those that pay interest."""
    where = scope(ask)
    who = borrowers(ask, where)
    rows = payers(ask, who)
    share = sum(_coverage(row) < 1 for row in rows) / len(rows)
    return Measured(share, as_of=who.found.day, label=f"{place(ask, where, who.found)}: EBIT below interest")


@metric(
    "debt.effective_rate",
    label="effective interest rate",
    unit=Unit.FRACTION,
    display=Display.PERCENT,
    variants=(SUMMED,),
    window="none",
    kinds=("universe",),
    words=("effective rate", "average interest rate"),
    example="smallcap.debt.effective_rate.ex_financials",
)
def effective_rate(ask: Ask) -> Measured:
    """Interest expense over average debt: the mean of the fiscal year's first and last day, summed over companies.

    Where the debt of the year before is not in the data, that of the year's end stands for the average.
    """
    where = scope(ask)
    who = borrowers(ask, where)
    owed = paid = 0.0
    year_end_only = 0
    for row in who.rows:
        if number(row, "interest_expense") is None or not number(row, "total_debt"):
            continue
        paid += ask.row(who.found.table, row, "interest_expense")
        debts = [ask.row(who.found.table, row, "total_debt")]
        if before := year_before(who.found.table.rows, row):
            debts.append(ask.row(who.found.table, before, "total_debt"))
        year_end_only += len(debts) == 1
        owed += sum(debts) / len(debts)
    if not owed:
        raise Missing(f"“{who.found.table.origin.title}” has no company with both debt and interest")
    if year_end_only:
        ask.note(f"Debt at the year's end stands for the year's average: {year_end_only} of the companies.")
    return Measured(paid / owed, as_of=who.found.day, label=f"{place(ask, where, who.found)}: interest over debt")


def year_before(rows: tuple[Row, ...], row: Row) -> Row | None:
    """The same company's row of the fiscal year before, with debt; None where there is none."""
    day = row.cells.get("fiscal_year_end")
    found = [
        (other.cells["fiscal_year_end"], other.known, other)
        for other in rows
        if text(other, "ticker") == text(row, "ticker") and number(other, "total_debt") is not None
    ]
    earlier = [
        (end, known, other)
        for end, known, other in found
        if isinstance(end, date) and isinstance(day, date) and 350 <= (day - end).days <= 380
    ]
    return max(earlier, key=lambda item: item[:2])[2] if earlier else None


@metric(
    "debt.zombie_share",
    label="share of zombie companies",
    unit=Unit.FRACTION,
    display=Display.PERCENT,
    variants=(SUMMED,),
    window="none",
    kinds=("universe",),
    words=("zombie", "zombies", "zombie companies"),
    example="smallcap.debt.zombie_share.ex_financials",
)
def zombie_share(ask: Ask) -> Measured:
    """Companies at least ten years old whose EBIT was below interest in three fiscal years running.

    Of the companies whose age (column founded, a year) and three years of figures are known. Source of the
    definition: Banerjee and Hofmann, "The rise of zombie firms", BIS Quarterly Review, September 2018.
    """
    where = scope(ask)
    who = borrowers(ask, where)
    known, zombies = 0, 0
    for row in who.rows:
        run = _run(who.found.table.rows, row)
        founded = number(row, "founded")
        if len(run) < _ZOMBIE_YEARS or founded is None:
            continue
        known += 1
        ask.row(who.found.table, row, "founded")
        for one in run:
            ask.row(who.found.table, one, "ebit")
            ask.row(who.found.table, one, "interest_expense")
        zombies += who.found.day.year - founded >= _ZOMBIE_AGE and all(_coverage(one) < 1 for one in run)
    if not known:
        raise Missing("no company has three fiscal years of EBIT and interest and a known age")
    ask.note(f"Known for {known} of {len(who.rows)} companies.")
    return Measured(zombies / known, as_of=who.found.day, label=f"{place(ask, where, who.found)}: zombie companies")


def _run(rows: tuple[Row, ...], row: Row) -> list[Row]:
    """The company's last three fiscal years in a row, the newest first, as far as they pay interest."""
    run = [row]
    while len(run) < _ZOMBIE_YEARS and (before := year_before(rows, run[-1])) is not None:
        run.append(before)
    return [one for one in run if number(one, "ebit") is not None and (number(one, "interest_expense") or 0) > 0]


ALL = (
    interest_coverage,
    uncovered_share,
    effective_rate,
    zombie_share,
)
