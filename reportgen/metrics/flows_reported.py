"""Flows somebody reports: a table or series of monthly or daily amounts, blanks kept apart from zeros.

A table of role `flows` has rows of fund (option `fund` says which), month or date, net_flow_usd, and for
months optionally days, the number of sessions the figure rests on. A series of role `flows` holds one fund.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta
from statistics import fmean

from reportgen.metrics.ask import Ask
from reportgen.metrics.flows_windows import Period, month_number
from reportgen.metrics.found import Missing
from reportgen.metrics.valuation_universe import number
from reportgen.model.dataset import Row, Series, Table
from reportgen.model.printing import day as spelt
from reportgen.model.printing import month as named
from reportgen.model.sessions import month_end

ENOUGH = 0.9
"""A sum over fewer than nine in ten sessions is no sum."""


@dataclass(frozen=True, slots=True)
class Reported:
    """A fund's reported flows, by day (a month by its last day): the amount, None where it is blank.

    `sessions` is what a monthly figure says it rests on. `read` records the amount at a position. `limit` is
    how many days old the newest may be for a window to date.
    """

    monthly: bool
    days: tuple[date, ...]
    amounts: tuple[float | None, ...]
    sessions: tuple[float | None, ...]
    read: Callable[[int], float]
    limit: int | None = None

    @property
    def last(self) -> date:
        """The last day with an amount. Raises Missing where there is none."""
        for day, amount in zip(reversed(self.days), reversed(self.amounts), strict=True):
            if amount is not None:
                return day
        raise Missing("every reported flow is blank")


def reported(ask: Ask) -> Reported:
    """The subject's flows of role `flows`. Raises Missing where there are none."""
    source = ask.entity.roles.get("flows", "")
    if source in ask.data.tables or source in ask.data.quarantined:
        table = ask.table("flows")
        return _of_table(ask, table)
    return _of_series(ask, ask.series("flows"))


def _of_table(ask: Ask, table: Table) -> Reported:
    fund = ask.entity.options.get("fund")
    rows = [row for row in table.rows if "fund" not in table.columns or row.cells.get("fund") == fund]
    monthly = "month" in table.columns
    dated = sorted((_day(row, monthly=monthly), row.known, row) for row in rows)
    newest = {day: row for day, _, row in dated}
    if not newest:
        raise Missing(f"“{table.origin.title}” has no {fund or ask.entity.name}")
    days, kept = tuple(newest), tuple(newest.values())
    return Reported(
        monthly,
        days,
        tuple(number(row, "net_flow_usd") for row in kept),
        tuple(number(row, "days") for row in kept),
        lambda at: ask.row(table, kept[at], "net_flow_usd"),
        table.stale_after_days,
    )


def _day(row: Row, *, monthly: bool) -> date:
    cell = row.cells.get("month" if monthly else "date")
    day = cell if isinstance(cell, date) else row.known
    return month_end(day) if monthly else day


def _of_series(ask: Ask, series: Series) -> Reported:
    days = tuple(map(date.fromordinal, series.days))
    amounts = tuple(float(value) for value in series.values)
    return Reported(series.frequency == "monthly", days, amounts, (None,) * len(days), lambda at: ask.at(series, at))


def sum_of(ask: Ask, flows: Reported, period: Period) -> float:
    """What flowed in a period. Raises Missing where months or too many sessions have no figure."""
    return _by_month(ask, flows, period) if flows.monthly else _by_day(ask, flows, period)


def _by_month(ask: Ask, flows: Reported, period: Period) -> float:
    if not period.whole_months:
        raise Missing("the flows are monthly: ask for whole months, quarters or years")
    at = {month_number(day): position for position, day in enumerate(flows.days)}
    total = 0.0
    for month in range(month_number(period.first), month_number(period.end) + 1):
        position = at.get(month)
        last = month_end(date(month // 12, month % 12 + 1, 1))
        if position is None or flows.amounts[position] is None:
            raise Missing(f"no net flow of {ask.entity.name} is reported for {named(last)}")
        _enough_sessions(ask, flows.sessions[position], last)
        total += flows.read(position)
    return total


def _enough_sessions(ask: Ask, with_data: float | None, last: date) -> None:
    """Raises Missing where a month rests on too few sessions; notes where one or two are missing."""
    if with_data is None:
        return
    whole = len(ask.sessions.between(last.replace(day=1), last))
    if with_data < ENOUGH * whole:
        raise Missing(f"the flow of {named(last)} rests on {with_data:.0f} of {whole} sessions")
    if with_data < whole:
        ask.note(f"{named(last)} rests on {with_data:.0f} of {whole} sessions; the others are blank, not zero.")


def _by_day(ask: Ask, flows: Reported, period: Period) -> float:
    sessions = ask.sessions.between(period.after + timedelta(days=1), period.end)
    at = {day: position for position, day in enumerate(flows.days) if flows.amounts[position] is not None}
    present = [at[day] for day in sessions if day in at]
    blank = len(sessions) - len(present)
    if not sessions or len(present) < ENOUGH * len(sessions):
        raise Missing(
            f"flows of {ask.entity.name} are blank on {blank} of {len(sessions)} sessions to {spelt(period.end)}; "
            "blank is not zero"
        )
    amounts = [flows.read(position) for position in present]
    if blank:
        ask.note(f"Rests on {len(present)} of {len(sessions)} sessions; the others are blank, not zero.")
        ask.tolerate(blank * fmean(map(abs, amounts)))
    return sum(amounts)
