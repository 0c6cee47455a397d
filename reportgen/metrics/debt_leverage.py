"""Debt beside what pays for it: net debt to EBITDA, companies that earn nothing, companies with net cash."""

from __future__ import annotations

from statistics import median

from reportgen.metrics.ask import Ask
from reportgen.metrics.debt import SCOPES, SUMMED, balance_sheets, inside, net_of, place, scope
from reportgen.metrics.declare import metric
from reportgen.metrics.found import Measured, Missing
from reportgen.metrics.valuation_universe import Snapshot, number, sector_of, text
from reportgen.model.dataset import Row
from reportgen.model.units import Display, Unit

AVERAGES = ("aggregate", "median")
_READ = ("total_debt", "cash", "ebitda")


@metric(
    "net_debt_to_ebitda",
    label="net debt to EBITDA",
    unit=Unit.RATIO,
    display=Display.MULTIPLE,
    variants=(AVERAGES, SUMMED),
    window="none",
    kinds=("universe",),
    words=(
        "net debt to EBITDA",
        "net debt/EBITDA",
        "leverage",
        "times EBITDA",
        "# a year's operating profit before depreciation",
        "owe # their EBITDA net of cash",
    ),
    example="smallcap.net_debt_to_ebitda.aggregate.ex_financials",
)
def net_debt_to_ebitda(ask: Ask) -> Measured:
    """Leverage: sum of net debt over sum of EBITDA (aggregate), or the median of companies with positive EBITDA.

    Companies whose EBITDA is unknown are on neither side. Compare without financials and real estate.
    """
    found, where = balance_sheets(ask), scope(ask)
    _left_out(ask, found, where)
    label = f"{place(ask, where, found)}: net debt to EBITDA"
    if "median" in ask.variants:
        return Measured(_median(ask, found, where), as_of=found.day, label=f"{label}, median company")
    owed = ask.fact(ask.sibling("debt.net_with_ebitda", where)).number
    earned = ask.fact(ask.sibling("debt.ebitda", where)).number
    if earned <= 0:
        raise Missing("not meaningful: EBITDA at or below zero")
    return Measured(owed / earned, as_of=found.day, label=f"{label}, aggregate")


def _median(ask: Ask, found: Snapshot, where: str) -> float:
    if not found.by_company:
        row = _row_of_sums(found, where)
        return ask.row(found.table, row, "median_net_debt_to_positive_ebitda")
    ratios = []
    for row in found.rows:
        owed, earned = net_of(row), number(row, "ebitda")
        if inside(where, sector_of(row)) and owed is not None and earned is not None and earned > 0:
            ratios.append(owed / earned)
            for column in _READ:
                ask.row(found.table, row, column)
    if not ratios:
        raise Missing("no company has positive EBITDA")
    return median(ratios)


def _row_of_sums(found: Snapshot, where: str) -> Row:
    """The row that speaks for a sector, or the total row for a scope: a median cannot be summed."""
    if where not in SCOPES:
        rows = [row for row in found.rows if sector_of(row) == where]
    else:
        rows = [row for row in found.totals if (" ex" in text(row, "sector").lower()) is (where == "ex_financials")]
    if not rows:
        raise Missing(
            f"“{found.table.origin.title}” has no median for {where.replace('_', ' ')}; it needs company rows"
        )
    return rows[0]


def _left_out(ask: Ask, found: Snapshot, where: str) -> None:
    """Notes how many companies' EBITDA was left out as being in another currency."""
    rows = [row for row in found.rows if inside(where, sector_of(row))]
    if found.by_company:
        count = sum("EBITDA" in text(row, "screened") for row in rows)
    else:
        count = int(sum(number(row, "ebitda_excluded_currency") or 0 for row in rows))
    if count:
        word = "company" if count == 1 else "companies"
        ask.note(f"EBITDA of {count} {word} left out: above the market value, as where it is in another currency.")


def _share(ask: Ask, part: str, whole: str, label: str) -> Measured:
    found, where = balance_sheets(ask), scope(ask)
    some = ask.fact(ask.sibling(f"debt.{part}", where))
    everyone = ask.fact(ask.sibling(f"debt.{whole}", where))
    if everyone.number <= 0:
        raise Missing("no companies to take a share of")
    return Measured(some.number / everyone.number, as_of=some.as_of, label=f"{place(ask, where, found)}: {label}")


@metric(
    "debt.no_ebitda_share",
    label="share of companies with EBITDA at or below zero",
    unit=Unit.FRACTION,
    display=Display.PERCENT,
    variants=(SUMMED,),
    window="none",
    kinds=("universe",),
    words=(
        "EBITDA at or below zero",
        "negative EBITDA",
        "# of the companies have no such profit",
        "# have no such profit",
    ),
    example="smallcap.debt.no_ebitda_share.ex_financials",
)
def no_ebitda_share(ask: Ask) -> Measured:
    """Companies with EBITDA at or below zero, of those whose EBITDA is known, by number."""
    return _share(ask, "ebitda_not_positive", "with_ebitda", "companies with EBITDA at or below zero")


@metric(
    "debt.net_cash_share",
    label="share of companies with more cash than debt",
    unit=Unit.FRACTION,
    display=Display.PERCENT,
    variants=(SUMMED,),
    window="none",
    kinds=("universe",),
    words=("net cash", "more cash than debt", "# hold more cash than debt"),
    example="smallcap.debt.net_cash_share.ex_financials",
)
def net_cash_share(ask: Ask) -> Measured:
    """Companies with more cash than debt, of all companies of the universe, by number."""
    found, where = balance_sheets(ask), scope(ask)
    some = ask.fact(ask.sibling("debt.net_cash_companies", where))
    rows = [row for row in found.rows if inside(where, sector_of(row))]
    ask.extent(found.table, rows, "ticker" if found.by_company else "companies")
    everyone = len(rows) if found.by_company else sum(number(row, "companies") or 0 for row in rows)
    label = f"{place(ask, where, found)}: companies with more cash than debt"
    return Measured(some.number / everyone, as_of=found.day, label=label)


ALL = (
    net_debt_to_ebitda,
    no_ebitda_share,
    net_cash_share,
)
