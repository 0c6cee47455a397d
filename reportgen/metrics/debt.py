"""What a universe of companies owes: total and net debt, leverage, who earns nothing to pay it with.

Reads company rows (total_debt, cash, ebitda) or sums by sector, from the role `balance_sheets`, else
`fundamentals`, else `debt` (the role of companies with maturity ladders).
Whole universes are sums of sector facts, so every figure leads to the rows of its sectors.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from reportgen.metrics.ask import Ask
from reportgen.metrics.declare import Metric, metric
from reportgen.metrics.found import Measured, Missing
from reportgen.metrics.valuation_universe import Snapshot, number, sector_of, snapshot
from reportgen.model.dataset import Row
from reportgen.model.sectors import LEVERED_BY_TRADE, SLUGS, UNCLASSIFIED, sector_name
from reportgen.model.units import Display, Standing, Unit

SCOPES = ("all", "ex_financials")
SUMMED = (*SCOPES, *SLUGS, UNCLASSIFIED)
_SCOPE_WORDS = {"all": "", "ex_financials": ", without financials and real estate"}


@dataclass(frozen=True, slots=True)
class Quantity:
    """Something summed over companies: from which columns of a company row, from which column of sums."""

    of_company: Callable[[Row], float | None]
    columns: tuple[str, ...]
    of_sums: str


def net_of(row: Row) -> float | None:
    """A company's debt less its cash; None where either is unknown."""
    debt, cash = number(row, "total_debt"), number(row, "cash")
    return None if debt is None or cash is None else debt - cash


def _net_beside_ebitda(row: Row) -> float | None:
    return None if number(row, "ebitda") is None else net_of(row)


def _ebitda_beside_debt(row: Row) -> float | None:
    return None if net_of(row) is None else number(row, "ebitda")


def _counted(condition: Callable[[Row], bool | None]) -> Callable[[Row], float | None]:
    def count(row: Row) -> float | None:
        answer = condition(row)
        return None if answer is None else float(answer)

    return count


def _net_cash(row: Row) -> bool | None:
    net = net_of(row)
    return None if net is None else net < 0


def _earns_nothing(row: Row) -> bool | None:
    earned = _ebitda_beside_debt(row)
    return None if earned is None else earned <= 0


def _has_ebitda(row: Row) -> bool | None:
    return _ebitda_beside_debt(row) is not None or None


_NET = ("total_debt", "cash")
QUANTITIES = {
    "total": Quantity(lambda row: number(row, "total_debt"), ("total_debt",), "total_debt"),
    "cash": Quantity(lambda row: number(row, "cash"), ("cash",), "cash"),
    "ebitda": Quantity(_ebitda_beside_debt, ("ebitda",), "ebitda"),
    "net_with_ebitda": Quantity(_net_beside_ebitda, _NET, "net_debt_with_ebitda"),
    "with_ebitda": Quantity(_counted(_has_ebitda), ("ebitda",), "with_ebitda"),
    "ebitda_not_positive": Quantity(_counted(_earns_nothing), ("ebitda",), "ebitda_not_positive"),
    "net_cash_companies": Quantity(_counted(_net_cash), _NET, "net_cash_companies"),
}


def balance_sheets(ask: Ask) -> Snapshot:
    """The rows debt is read from. Raises Missing where the catalog gives the universe none."""
    roles = ask.entity.roles
    role = next((name for name in ("balance_sheets", "fundamentals", "debt") if name in roles), "balance_sheets")
    return snapshot(ask, role)


def scope(ask: Ask) -> str:
    """The part of the universe asked for."""
    return next((word for word in ask.variants if word in SUMMED), "all")


def inside(where: str, sector: str) -> bool:
    """Whether a sector belongs to the part asked for."""
    return where in {"all", sector} or (where == "ex_financials" and sector not in LEVERED_BY_TRADE)


def place(ask: Ask, where: str, found: Snapshot) -> str:
    """Whose debt it is and which part of it, for a label; invented companies are called that."""
    words = _SCOPE_WORDS.get(where)
    invented = found.table.origin.standing is Standing.ILLUSTRATIVE
    if invented and found.table.note:
        ask.note(found.table.note)
    count = sum(inside(where, sector_of(row)) for row in found.rows)
    name = f"{count} illustrative companies" if invented else ask.entity.name
    return f"{name}{f', {sector_name(where)}' if words is None else words}"


def _total(ask: Ask, name: str, label: str) -> Measured:
    found, where = balance_sheets(ask), scope(ask)
    label = f"{place(ask, where, found)}: {label}"
    if where in SCOPES:
        sectors = dict.fromkeys(sector_of(row) for row in found.rows)
        keys = [ask.sibling(f"debt.{name}", sector) for sector in sectors if inside(where, sector)]
        return Measured(sum(_present(ask, keys)), as_of=found.day, label=label)
    quantity = QUANTITIES[name]
    total, counted = 0.0, 0
    for row in found.rows:
        amount = quantity.of_company(row) if found.by_company else number(row, quantity.of_sums)
        if sector_of(row) != where or amount is None:
            continue
        for column in quantity.columns if found.by_company else (quantity.of_sums,):
            ask.row(found.table, row, column)
        total, counted = total + amount, counted + 1
    if not counted:
        raise Missing(f"“{found.table.origin.title}” has none for {sector_name(where)}")
    return Measured(total, as_of=found.day, label=label)


def _present(ask: Ask, keys: list[str]) -> list[float]:
    """The values of the facts there are. Raises Missing where there is none."""
    found: list[float] = []
    reason = "no sectors"
    for key in keys:
        try:
            found.append(ask.fact(key).number)
        except Missing as missing:
            reason = missing.reason
    if not found:
        raise Missing(reason)
    return found


def _summed(name: str, label: str, method: str, *, words: tuple[str, ...] = (), display: Display) -> Metric:
    """A metric that sums a quantity over companies."""

    def function(ask: Ask) -> Measured:
        return _total(ask, name, label)

    function.__doc__ = method
    unit = Unit.USD if display is Display.DOLLARS else Unit.COUNT
    return metric(
        f"debt.{name}",
        label=label,
        unit=unit,
        display=display,
        precision=1 if unit is Unit.USD else 0,
        variants=(SUMMED,),
        window="none",
        kinds=("universe",),
        words=words,
        example=f"smallcap.debt.{name}",
    )(function)


total = _summed(
    "total",
    "debt",
    "Sum of the companies' debt: long-term debt, its current part and short-term borrowings; leases where the "
    "source counts them. ex_financials leaves out financials and real estate, whose debt is their raw material.",
    words=("debt", "debt outstanding", "total debt", "owe #"),
    display=Display.DOLLARS,
)
cash = _summed(
    "cash",
    "cash",
    "Sum of the companies' cash and short-term investments.",
    words=("cash",),
    display=Display.DOLLARS,
)
ebitda = _summed(
    "ebitda",
    "EBITDA",
    "Sum of EBITDA over companies that report it beside debt and cash. EBITDA above the market value is left "
    "out as being in another currency.",
    words=("EBITDA",),
    display=Display.DOLLARS,
)
net_with_ebitda = _summed(
    "net_with_ebitda",
    "net debt of companies with EBITDA",
    "Debt less cash of the companies whose EBITDA is known: what is divided in net debt to EBITDA.",
    display=Display.DOLLARS,
)
with_ebitda = _summed(
    "with_ebitda",
    "companies with EBITDA",
    "How many companies report EBITDA beside debt and cash.",
    display=Display.COUNT,
)
ebitda_not_positive = _summed(
    "ebitda_not_positive",
    "companies with EBITDA at or below zero",
    "How many companies have EBITDA at or below zero: nothing to pay interest with.",
    display=Display.COUNT,
)
net_cash_companies = _summed(
    "net_cash_companies",
    "companies with more cash than debt",
    "How many companies hold more cash than debt.",
    display=Display.COUNT,
)


@metric(
    "debt.net",
    label="net debt",
    unit=Unit.USD,
    display=Display.DOLLARS,
    variants=(SUMMED,),
    window="none",
    kinds=("universe",),
    words=("net debt", "debt less cash", "# after cash"),
    example="smallcap.debt.net.ex_financials",
)
def net(ask: Ask) -> Measured:
    """Debt less cash and short-term investments, summed over companies; negative means more cash than debt."""
    found, where = balance_sheets(ask), scope(ask)
    owed, held = (ask.fact(ask.sibling(name, where)) for name in ("debt.total", "debt.cash"))
    return Measured(owed.number - held.number, as_of=owed.as_of, label=f"{place(ask, where, found)}: net debt")


ALL = (
    total,
    cash,
    net,
    ebitda,
    net_with_ebitda,
    with_ebitda,
    ebitda_not_positive,
    net_cash_companies,
)
