"""A universe of companies, read from company rows or from sums by sector, seen as the same stakes.

A stake is what one row of the table adds to an aggregate under one convention. Company rows and sector
sums give stakes of the same kind, so every aggregate above them is one piece of code.

Company rows hold market_cap, trailing_pe, forward_pe and, where the file has them, net_income, eps and
price (reported), net_income_estimate, profit_margin, return_on_equity (estimated). Sector sums hold the
columns named in `_SUMS` below and may carry rows called "All ...", which are totals and never a sector.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from statistics import median
from typing import cast

from reportgen.metrics.ask import Ask
from reportgen.metrics.found import Missing
from reportgen.model.dataset import Entity, Row, Table
from reportgen.model.printing import day as spelt
from reportgen.model.sectors import UNCLASSIFIED, sector_name, sector_slug

MEASURES = ("trailing", "forward")
CONVENTIONS = ("ex_negative", "all", "zero_floored", "with_estimates", "screened_estimates")
GROUP_COLUMNS = ("index", "group", "universe")
Group = tuple[str, str]
"""The column that tells universes apart, and the one wanted."""
_MARGIN_LIMIT = 1.0
"""A profit or loss larger than the sales it is made from is no estimate of earnings."""


@dataclass(frozen=True, slots=True)
class Stake:
    """What one row adds: market value and earnings in dollars, and the columns they came from.

    `companies` is None where a sum does not say how many it holds under this convention.
    """

    row: Row
    sector: str
    name: str
    cap: float
    earnings: float
    cap_columns: tuple[str, ...]
    earnings_columns: tuple[str, ...]
    companies: int | None = 1
    estimated: bool = False


@dataclass(frozen=True, slots=True, eq=False)
class Snapshot:
    """The newest rows of a universe, totals left out, and the day they describe."""

    table: Table
    rows: tuple[Row, ...]
    totals: tuple[Row, ...]
    day: date
    group: Group | None

    @property
    def by_company(self) -> bool:
        """Whether a row is a company; else it is the sum of a sector's companies."""
        return "companies" not in self.table.columns

    @property
    def companies(self) -> int:
        """How many companies stand behind the rows."""
        return len(self.rows) if self.by_company else int(sum(number(row, "companies") or 0 for row in self.rows))

    @property
    def market_cap(self) -> float:
        """The market value of all of them, dollars."""
        return sum(number(row, "market_cap") or 0.0 for row in self.rows)


def number(row: Row, column: str) -> float | None:
    """A numeric cell; None where it is empty or the table has no such column."""
    cell = row.cells.get(column)
    return float(cell) if isinstance(cell, (int, float)) else None


def text(row: Row, column: str) -> str:
    """A text cell; empty where there is none."""
    cell = row.cells.get(column)
    return cell if isinstance(cell, str) else ""


def sector_of(row: Row) -> str:
    """The slug of the row's sector."""
    return sector_slug(text(row, "sector")) or UNCLASSIFIED


# -- which rows --------------------------------------------------------------------------------------


def snapshot(
    ask: Ask,
    role: str = "fundamentals",
    *,
    subject: str | None = None,
    day: date | None = None,
    limit: int | None = None,
) -> Snapshot:
    """The newest rows of the subject's universe, or those of `day`.

    Raises Missing where the catalog has none, none was public, or they are stale: older than the table says,
    or than `limit` days where it says nothing.
    """
    table = ask.table(role, subject)
    group = group_of(table, ask.entity_of(subject or ask.subject))
    memo = f"universe:{table.id}:{group}:{day}"
    if memo not in ask.memo:
        ask.memo[memo] = _snapshot(table, group, day)
    found = cast("Snapshot", ask.memo[memo])
    if day is None:
        fresh(ask, table, found.day, limit)
    return found


def group_of(table: Table, entity: Entity) -> Group | None:
    """The entity's rows in a table that holds several universes: an option named after the column says which."""
    for column in GROUP_COLUMNS:
        if column in table.columns and column in entity.options:
            return column, str(entity.options[column])
    return None


def fresh(ask: Ask, table: Table, day: date, limit: int | None = None) -> None:
    """Raises Missing where figures of that day may no longer be quoted."""
    limit = table.stale_after_days if table.stale_after_days is not None else limit
    if limit is not None and (age := (ask.as_of - day).days) > limit:
        raise Missing(f"“{table.origin.title}” is of {spelt(day)}: {age} days old, stale after {limit}")


def days_of(table: Table, group: Group | None) -> tuple[date, ...]:
    """The days the table has rows of the group for, ascending."""
    return tuple(sorted({_day(row) for row in table.rows if in_group(row, group)}))


def _snapshot(table: Table, group: Group | None, day: date | None) -> Snapshot:
    rows = [row for row in table.rows if in_group(row, group)]
    if day is not None:
        rows = [row for row in rows if _day(row) == day]
    elif "as_of" in table.columns and rows:
        last = max(_day(row) for row in rows)
        rows = [row for row in rows if _day(row) == last]
    if not rows:
        raise Missing(f"“{table.origin.title}” has no rows" + (f" of {group[1]}" if group else ""))
    rows = _newest_filing(rows)
    parts = tuple(row for row in rows if not _is_total(row))
    totals = tuple(row for row in rows if _is_total(row))
    return Snapshot(table, parts, totals, max(_day(row) for row in rows), group)


def _newest_filing(rows: list[Row]) -> list[Row]:
    """One row a company: the newest fiscal year, and of that the filing that became public last."""
    newest: dict[str, Row] = {}
    for row in sorted(rows, key=lambda row: (_day(row), row.known)):
        newest[text(row, "ticker") or f"row {row.number}"] = row
    return sorted(newest.values(), key=lambda row: row.number)


def in_group(row: Row, group: Group | None) -> bool:
    """Whether the row belongs to the universe wanted."""
    return group is None or row.cells.get(group[0]) == group[1]


def _day(row: Row) -> date:
    for column in ("as_of", "fiscal_year_end"):
        if isinstance(cell := row.cells.get(column), date):
            return cell
    return row.known


def _is_total(row: Row) -> bool:
    return text(row, "sector").lower().startswith("all") and sector_slug(text(row, "sector")) is None


# -- what they add -----------------------------------------------------------------------------------

_BOTH = ("market_cap_reported_pe", "market_cap_loss_makers")
_COUNTED = ("with_reported_pe", "loss_makers_estimated")
_SUMS: Mapping[tuple[str, str], tuple[tuple[str, ...], tuple[str, ...], tuple[str, ...]]] = {
    ("trailing", "ex_negative"): (("market_cap_reported_pe",), ("earnings_reported_pe",), ("with_reported_pe",)),
    ("trailing", "all"): (_BOTH, ("earnings_reported_pe", "losses_estimated"), _COUNTED),
    ("trailing", "zero_floored"): (_BOTH, ("earnings_reported_pe",), _COUNTED),
    ("forward", "ex_negative"): (("market_cap_forward_positive",), ("earnings_forward_positive",), ()),
    ("forward", "all"): (("market_cap_forward",), ("earnings_forward",), ("with_forward_pe",)),
    ("forward", "zero_floored"): (("market_cap_forward",), ("earnings_forward_positive",), ("with_forward_pe",)),
}
"""Columns of market value, of earnings, and of the number of companies, by measure and convention."""


def stakes(ask: Ask, measure: str, convention: str, found: Snapshot) -> tuple[Stake, ...]:
    """What every row of the snapshot adds under a convention. Raises Missing where the rows cannot say."""
    memo = f"stakes:{found.table.id}:{found.group}:{found.day}:{measure}:{convention}"
    if memo not in ask.memo:
        make = _company_stake if found.by_company else _sum_stake
        made = (make(row, measure, convention) for row in found.rows)
        ask.memo[memo] = tuple(stake for stake in made if stake is not None)
    return cast("tuple[Stake, ...]", ask.memo[memo])


def _sum_stake(row: Row, measure: str, convention: str) -> Stake | None:
    if (measure, convention) not in _SUMS:
        raise Missing(f"sums by sector cannot give the {convention.replace('_', ' ')} rule: it needs company rows")
    caps, earnings, counts = _SUMS[measure, convention]
    if any(number(row, column) is None for column in (*caps, *earnings)):
        return None
    losses = number(row, "losses_estimated") or 0.0
    return Stake(
        row,
        sector_of(row),
        sector_name(sector_of(row)),
        sum(number(row, column) or 0.0 for column in caps),
        sum(number(row, column) or 0.0 for column in earnings),
        caps,
        earnings,
        int(sum(number(row, column) or 0 for column in counts)) if counts else None,
        caps is _BOTH and losses != 0.0,
    )


@dataclass(frozen=True, slots=True)
class _Earned:
    """A company's earnings over a year: dollars, the columns they rest on, whether and how well estimated."""

    amount: float
    columns: tuple[str, ...]
    estimated: bool = False
    believable: bool = True


def _company_stake(row: Row, measure: str, convention: str) -> Stake | None:
    cap = number(row, "market_cap")
    if cap is None or cap <= 0:
        return None
    earned = _forward(row, cap) if measure == "forward" else (_reported(row, cap) or _estimated(row))
    if earned is None or not _ADMITS[convention](earned):
        return None
    name, columns = text(row, "ticker") or text(row, "name"), ("market_cap",)
    stake = Stake(row, sector_of(row), name, cap, earned.amount, columns, earned.columns, 1, earned.estimated)
    return replace(stake, earnings=0.0, earnings_columns=()) if _floored(convention, earned) else stake


_ADMITS: Mapping[str, Callable[[_Earned], bool]] = {
    "ex_negative": lambda earned: earned.amount > 0 and not earned.estimated,
    "all": lambda earned: not earned.estimated or (earned.believable and earned.amount < 0),
    "zero_floored": lambda earned: not earned.estimated or (earned.believable and earned.amount < 0),
    "with_estimates": lambda earned: earned.amount > 0,
    "screened_estimates": lambda earned: earned.amount > 0 and earned.believable,
}


def _floored(convention: str, earned: _Earned) -> bool:
    return convention == "zero_floored" and earned.amount < 0


def _forward(row: Row, cap: float) -> _Earned | None:
    multiple = number(row, "forward_pe")
    return _Earned(cap / multiple, ("market_cap", "forward_pe")) if multiple else None


def _reported(row: Row, cap: float) -> _Earned | None:
    multiple = number(row, "trailing_pe")
    if multiple is not None and multiple != 0:
        return _Earned(cap / multiple, ("market_cap", "trailing_pe"))
    if (net := number(row, "net_income")) is not None:
        return _Earned(net, ("net_income",))
    eps, price = number(row, "eps"), number(row, "price")
    if eps is not None and price is not None and price > 0:
        return _Earned(cap * eps / price, ("market_cap", "eps", "price"))
    return None


def _estimated(row: Row) -> _Earned | None:
    """Earnings somebody derived from a margin or a return on equity, and whether they can be believed.

    Refused are margins beyond 100% either way, and profits beside a return on equity that is not positive
    (negative equity turns a loss into a "profit").
    """
    amount = number(row, "net_income_estimate")
    if amount is None:
        return None
    margin, on_equity = number(row, "profit_margin"), number(row, "return_on_equity")
    believable = margin is None or abs(margin) <= _MARGIN_LIMIT
    if amount > 0 and not (on_equity is not None and on_equity > 0):
        believable = False
    return _Earned(amount, ("net_income_estimate",), estimated=True, believable=believable)


def median_multiple(chosen: tuple[Stake, ...]) -> float:
    """The median of market value over earnings, company by company."""
    return median(stake.cap / stake.earnings for stake in chosen)
