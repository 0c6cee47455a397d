"""Price to fair value, from estimates the user holds: aggregate and median, with what they cover.

The table of role `fair_values` has a row a company: ticker, sector, price, fve (fair value estimate a
share), fve_date, and market_cap where the file has it; else the market value comes from the company rows
of role `fundamentals`.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from statistics import median
from typing import cast

from reportgen.metrics.ask import Ask
from reportgen.metrics.declare import metric
from reportgen.metrics.found import Measured, Missing
from reportgen.metrics.sectors import ENDS, chosen, extreme, ranked
from reportgen.metrics.valuation_relative import against
from reportgen.metrics.valuation_universe import group_of, in_group, number, sector_of, snapshot, text
from reportgen.model.dataset import Row, Table
from reportgen.model.printing import day as spelt
from reportgen.model.sectors import SLUGS, sector_name
from reportgen.model.units import Display, Unit

AVERAGES = ("aggregate", "median")
WHERE = (*SLUGS, "all")
_STALE_AFTER = 180
"""Days a fair value estimate is quoted where the catalog does not say otherwise."""


@dataclass(frozen=True, slots=True)
class Estimate:
    """A company's price over fair value, its market value in dollars where known, and the rows behind both."""

    row: Row
    sector: str
    ticker: str
    ratio: float
    cap: float | None
    cap_row: Row | None


@dataclass(frozen=True, slots=True)
class Estimates:
    """The usable estimates of a universe, and how many were refused as stale."""

    table: Table
    companies: tuple[Estimate, ...]
    stale: int
    newest: date | None
    limit: int


def estimates(ask: Ask, subject: str | None = None) -> Estimates:
    """A universe's fair values that may still be quoted. Raises Missing where none may, or there are none."""
    table = ask.table("fair_values", subject)
    entity = ask.entity_of(subject or ask.subject)
    memo = f"fair_values:{entity.id}"
    if memo not in ask.memo:
        ask.memo[memo] = _estimates(ask, table, entity.id)
    found = cast("Estimates", ask.memo[memo])
    if not found.companies:
        when = "have no date" if found.newest is None else f"are stale: the newest is of {spelt(found.newest)}"
        raise Missing(f"the fair values in “{table.origin.title}” {when}, and {found.limit} days are allowed")
    if found.stale:
        ask.note(f"{found.stale} fair values older than {found.limit} days, or without a date, are refused.")
    return found


def _estimates(ask: Ask, table: Table, subject: str) -> Estimates:
    limit = table.stale_after_days or _STALE_AFTER
    group = group_of(table, ask.entity_of(subject))
    rows = [row for row in table.rows if in_group(row, group) and (number(row, "fve") or 0) > 0]
    newest: dict[str, Row] = {}
    for row in sorted(rows, key=lambda row: _dated(row) or date.min):
        newest[text(row, "ticker")] = row
    fresh = [row for row in newest.values() if (day := _dated(row)) and (ask.as_of - day).days <= limit]
    caps = _market_caps(ask, subject)
    companies = tuple(_estimate(row, caps.get(text(row, "ticker"))) for row in fresh if number(row, "price"))
    last = max((day for row in newest.values() if (day := _dated(row))), default=None)
    return Estimates(table, companies, len(newest) - len(fresh), last, limit)


def _dated(row: Row) -> date | None:
    cell = row.cells.get("fve_date")
    return cell if isinstance(cell, date) else None


def _market_caps(ask: Ask, subject: str) -> dict[str, Row]:
    """The universe's company rows by ticker; none where it has only sums."""
    try:
        found = snapshot(ask, subject=subject)
    except Missing:
        return {}
    return {text(row, "ticker"): row for row in found.rows} if found.by_company else {}


def _estimate(row: Row, company: Row | None) -> Estimate:
    own = number(row, "market_cap")
    cap = own if own is not None else (number(company, "market_cap") if company is not None else None)
    cap_row = row if own is not None else company
    ratio = (number(row, "price") or 0.0) / (number(row, "fve") or 1.0)
    return Estimate(row, sector_of(row), text(row, "ticker"), ratio, cap, cap_row)


def _measure(ask: Ask) -> tuple[float, date, str]:
    """Price over fair value of the sector asked for, or of all, the newest estimate's day, and a label."""
    found, where, average = estimates(ask), chosen(ask, WHERE, "all"), chosen(ask, AVERAGES, "aggregate")
    inside = [one for one in found.companies if where in {"all", one.sector}]
    if average == "aggregate":
        inside = [one for one in inside if one.cap]
    place = "" if where == "all" else f", {sector_name(where)}"
    if not inside:
        lacking = " with a market value" if average == "aggregate" else ""
        raise Missing(f"no fair value{lacking} for {ask.entity.name}{place}")
    for one in inside:
        _record(ask, found.table, one, with_cap=average == "aggregate")
    ask.note(f"Rests on {len(inside)} compan{'y' if len(inside) == 1 else 'ies'} with a fair value.")
    words = "aggregate" if average == "aggregate" else "median company"
    label = f"{ask.entity.name}{place}: price to fair value, {words}"
    day = max(_dated(one.row) or date.min for one in inside)
    if average == "median":
        return median(one.ratio for one in inside), day, label
    worth = sum((one.cap or 0.0) / one.ratio for one in inside)
    return sum(one.cap or 0.0 for one in inside) / worth, day, label


def _record(ask: Ask, table: Table, one: Estimate, *, with_cap: bool) -> None:
    ask.row(table, one.row, "price")
    ask.row(table, one.row, "fve")
    ask.touch(table, one.row, "fve_date")
    if with_cap and one.cap_row is not None:
        ask.row(table if one.cap_row is one.row else snapshot(ask).table, one.cap_row, "market_cap")


@metric(
    "price_to_fair_value",
    label="price to fair value",
    unit=Unit.RATIO,
    display=Display.RATIO,
    precision=2,
    variants=(WHERE, AVERAGES),
    window="none",
    kinds=("universe",),
    words=("price to fair value", "price/fair value"),
    example="smallcap.price_to_fair_value.industrials.aggregate",
)
def price_to_fair_value(ask: Ask) -> Measured:
    """Price over an estimate of fair value; under 1 means cheap.

    aggregate is total market value over total fair value, the harmonic mean weighted by market value
    (Morningstar's composite); median is the middle company. Estimates older than the catalog allows (180 days
    where it does not say) are refused. Coverage is a fact of its own.
    """
    value, day, label = _measure(ask)
    return Measured(value, as_of=day, label=label)


@metric(
    "fair_value_discount",
    label="discount to fair value",
    unit=Unit.FRACTION,
    display=Display.PERCENT,
    variants=(WHERE, AVERAGES),
    window="none",
    kinds=("universe",),
    words=("discount to fair value", "undervalued", "below fair value"),
    example="smallcap.fair_value_discount.industrials.aggregate",
)
def fair_value_discount(ask: Ask) -> Measured:
    """One less price over fair value; positive means below fair value. A discount of 6.5% is an upside of 7.0%."""
    value, day, label = _measure(ask)
    return Measured(1 - value, as_of=day, label=label.replace("price to fair value", "discount to fair value"))


@metric(
    "fair_value_upside",
    label="upside to fair value",
    unit=Unit.FRACTION,
    display=Display.PERCENT,
    variants=(WHERE, AVERAGES),
    window="none",
    kinds=("universe",),
    words=("upside to fair value",),
    example="smallcap.fair_value_upside.industrials.aggregate",
)
def fair_value_upside(ask: Ask) -> Measured:
    """Fair value over price, less one: how far prices would have to rise to reach it."""
    value, day, label = _measure(ask)
    return Measured(1 / value - 1, as_of=day, label=label.replace("price to fair value", "upside to fair value"))


@metric(
    "fair_value_coverage",
    label="share of the universe with a fair value",
    unit=Unit.FRACTION,
    display=Display.PERCENT,
    precision=0,
    variants=(("count", "weight"),),
    window="none",
    kinds=("universe",),
    words=("coverage",),
    example="smallcap.fair_value_coverage.weight",
)
def fair_value_coverage(ask: Ask) -> Measured:
    """Companies with a usable fair value over all companies of the universe, by number or by market value."""
    found, whole = estimates(ask), snapshot(ask)
    by_weight = "weight" in ask.variants
    if by_weight and not all(one.cap for one in found.companies):
        raise Missing(f"not every fair value in “{found.table.origin.title}” has a market value beside it")
    for one in found.companies:
        _record(ask, found.table, one, with_cap=by_weight)
    column = "market_cap" if by_weight else ("ticker" if whole.by_company else "companies")
    ask.extent(whole.table, whole.rows, column)
    part = sum(one.cap or 0.0 for one in found.companies) if by_weight else len(found.companies)
    label = f"{ask.entity.name}: fair values by {'market value' if by_weight else 'number'} covered"
    return Measured(part / (whole.market_cap if by_weight else whole.companies), as_of=whole.day, label=label)


@metric(
    "fair_value_gap",
    label="discount to fair value less that of the other universe",
    unit=Unit.FRACTION_DIFFERENCE,
    display=Display.POINTS,
    variants=(WHERE, AVERAGES),
    window="none",
    kinds=("universe",),
    words=("gap to large-cap discount",),
    example="smallcap.fair_value_gap.industrials.aggregate",
)
def fair_value_gap(ask: Ask) -> Measured:
    """A discount to fair value less that of the same sector of the other universe, in percentage points."""
    other, words = against(ask), (chosen(ask, WHERE, "all"), chosen(ask, AVERAGES, "aggregate"))
    own = ask.fact(ask.sibling("fair_value_discount", *words))
    theirs = ask.fact(ask.sibling("fair_value_discount", *words, subject=other))
    return Measured(own.number - theirs.number, label=f"{own.label}, less that of {ask.entity_of(other).name}")


@metric(
    "fair_value_extreme",
    label="largest or smallest sector discount to fair value",
    unit=Unit.FRACTION,
    display=Display.PERCENT,
    variants=(ENDS, AVERAGES),
    window="none",
    kinds=("universe",),
    words=("cheapest sector", "largest discount to fair value"),
    example="smallcap.fair_value_extreme.largest.aggregate",
)
def fair_value_extreme(ask: Ask) -> Measured:
    """The sector with the largest or smallest discount to fair value, and whose it is."""
    average = chosen(ask, AVERAGES, "aggregate")
    pairs = ranked(ask, {slug: ask.sibling("fair_value_discount", slug, average) for slug in SLUGS})
    return extreme(ask, pairs, "discount to fair value")


ALL = (
    price_to_fair_value,
    fair_value_discount,
    fair_value_upside,
    fair_value_coverage,
    fair_value_gap,
    fair_value_extreme,
)
