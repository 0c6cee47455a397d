"""When debt falls due: fiscal-year tables of single companies, moved into calendar years.

The role `debt` has a row a company: fiscal_year_end, total_debt, current_debt, and what falls due in the
five fiscal years after it (due_next_12m, due_year_2 ... due_year_5) and later (due_after).
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import cast

from reportgen.metrics.ask import Ask
from reportgen.metrics.debt import inside
from reportgen.metrics.found import Missing
from reportgen.metrics.valuation_universe import Snapshot, number, sector_of, snapshot
from reportgen.model.dataset import Row
from reportgen.model.printing import dollars
from reportgen.model.sectors import sector_name

DUE = ("due_next_12m", "due_year_2", "due_year_3", "due_year_4", "due_year_5")
FIFTEEN_MONTHS = 460
"""Days an annual report may describe the present: a year, and the filing deadline of the next."""


@dataclass(frozen=True, slots=True)
class Borrower:
    """A company's maturities: five amounts by fiscal year, the rest, and the month its fiscal year ended in.

    `month` counts months since year 0, so that 2025-12 is 2025 * 12 + 11. `moved` is what the balance sheet
    calls current beyond the table's first year.
    """

    row: Row
    month: int
    due: tuple[float, ...]
    later: float
    moved: float

    @property
    def whole(self) -> float:
        """Everything in the table, dollars."""
        return sum(self.due) + self.later

    @property
    def first(self) -> int:
        """The first month the table speaks of."""
        return self.month + 1

    @property
    def last(self) -> int:
        """The last month of the fifth fiscal year."""
        return self.month + 12 * len(self.due)

    def between(self, start: int, end: int) -> float:
        """What falls due from one month to another, both included, each fiscal year spread evenly."""
        total = 0.0
        for year, amount in enumerate(self.due):
            begins = self.first + 12 * year
            months = min(end, begins + 11) - max(start, begins) + 1
            total += amount * max(months, 0) / 12
        return total


@dataclass(frozen=True, slots=True)
class Borrowers:
    """The companies whose figures may still be quoted, and how many may not."""

    found: Snapshot
    rows: tuple[Row, ...]
    stale: int


def borrowers(ask: Ask, where: str = "all") -> Borrowers:
    """The companies of the role `debt` in a part of the universe. Raises Missing where there is none."""
    memo = f"borrowers:{ask.subject}"
    if memo not in ask.memo:
        found = snapshot(ask, "debt", limit=FIFTEEN_MONTHS)
        limit = found.table.stale_after_days or FIFTEEN_MONTHS
        fresh = tuple(row for row in found.rows if (ask.as_of - _year_end(row)).days <= limit)
        ask.memo[memo] = Borrowers(found, fresh, len(found.rows) - len(fresh))
    whole = cast("Borrowers", ask.memo[memo])
    rows = tuple(row for row in whole.rows if inside(where, sector_of(row)))
    if not rows:
        raise Missing(f"“{whole.found.table.origin.title}” has no company in {sector_name(where)}")
    if whole.stale:
        ask.note(f"Left out, their newest annual figures being too old: {whole.stale} of the companies.")
    return Borrowers(whole.found, rows, whole.stale)


def ladders(ask: Ask, who: Borrowers) -> tuple[Borrower, ...]:
    """The maturities of the companies that publish them, recorded. Raises Missing where none does."""
    made = tuple(borrower for row in who.rows if (borrower := _borrower(row)) is not None)
    if not made:
        raise Missing(f"“{who.found.table.origin.title}” has no maturity table")
    for borrower in made:
        for column in ("current_debt", *DUE, "due_after"):
            if number(borrower.row, column) is not None:
                ask.row(who.found.table, borrower.row, column)
        ask.touch(who.found.table, borrower.row, "fiscal_year_end")
    _tell(ask, who, made)
    return made


def _tell(ask: Ask, who: Borrowers, made: tuple[Borrower, ...]) -> None:
    if (without := len(who.rows) - len(made)) > 0:
        ask.note(f"Without a maturity table: {without} of {len(who.rows)} companies.")
    if moved := [borrower for borrower in made if borrower.moved > 0]:
        total = sum(borrower.moved for borrower in moved)
        ask.note(
            "More current debt on the balance sheet than in the table's first year: "
            f"{len(moved)} of {len(made)} companies; {dollars(total, 1)} moved there from later years."
        )
    if any(borrower.month % 12 != 11 for borrower in made):
        ask.note("Fiscal years that do not end in December are spread evenly over their months.")


def _year_end(row: Row) -> date:
    cell = row.cells.get("fiscal_year_end")
    return cell if isinstance(cell, date) else row.known


def _month_of(day: date) -> int:
    """The month a fiscal year ended in; one that ends in the first days of a month belongs to the one before."""
    month = day.year * 12 + day.month - 1
    return month - 1 if day.day <= 7 else month


def _borrower(row: Row) -> Borrower | None:
    table = [number(row, column) for column in DUE]
    if all(amount is None for amount in table):
        return None
    due = [amount or 0.0 for amount in table]
    later = number(row, "due_after") or 0.0
    moved = max((number(row, "current_debt") or 0.0) - due[0], 0.0)
    due, later, moved = _accelerated(due, later, moved)
    return Borrower(row, _month_of(_year_end(row)), tuple(due), later, moved)


def _accelerated(due: list[float], later: float, more: float) -> tuple[list[float], float, float]:
    """The table with more falling due in the first year, taken from the largest later maturity first.

    A lender who calls a loan calls the large one; the sum stays what the company owes.
    """
    rest = [*due[1:], later]
    moved = 0.0
    for at in sorted(range(len(rest)), key=lambda at: (-rest[at], at)):
        taken = min(rest[at], more - moved)
        rest[at] -= taken
        moved += taken
    # what the table does not hold at all (short-term borrowings) stays outside it
    return [due[0] + moved, *rest[:-1]], rest[-1], moved


# -- windows -----------------------------------------------------------------------------------------


def months_of(ask: Ask) -> tuple[int, int]:
    """First and last month of the calendar years asked for.

    Raises Missing for a window that is no calendar year or run of them: the tables know no finer dates.
    """
    window = ask.window or ""
    if window.isdigit():
        return int(window) * 12, int(window) * 12 + 11
    first, _, last = window.partition("..")
    if first.endswith("-01-01") and last.endswith("-12-31"):
        return int(first[:4]) * 12, int(last[:4]) * 12 + 11
    raise Missing("maturities are known by fiscal year; ask for a year (@2027) or a run (@2027-01-01..2028-12-31)")


def covered(ask: Ask, made: tuple[Borrower, ...], start: int, end: int) -> None:
    """Raises Missing where the tables do not reach those months; notes where some companies' do not."""
    whole = sum(borrower.whole for borrower in made)
    reach = sum(borrower.whole for borrower in made if borrower.first <= start and end <= borrower.last)
    if whole <= 0:
        raise Missing("the companies have no debt falling due")
    if reach < 0.5 * whole:
        first, last = min(borrower.first for borrower in made), max(borrower.last for borrower in made)
        span = f"{first // 12}-{first % 12 + 1:02d} to {last // 12}-{last % 12 + 1:02d}"
        raise Missing(f"the maturity tables reach from {span}, and for that window cover less than half the debt")
    if short := [b for b in made if (b.first > start or b.last < end) and b.whole > 0]:
        ask.note(f"Tables that cover the window only in part: {len(short)} of {len(made)} companies.")


def wall(made: tuple[Borrower, ...]) -> Iterator[tuple[int, float]]:
    """Calendar years the tables reach into, and what falls due in each."""
    for year in range(min(b.first for b in made) // 12, max(b.last for b in made) // 12 + 1):
        yield year, sum(borrower.between(year * 12, year * 12 + 11) for borrower in made)
