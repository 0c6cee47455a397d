"""Debt: what falls due when, and how the burden compares."""

from __future__ import annotations

from reportgen.exhibits.common import (
    NotDrawnError,
    Piece,
    Plan,
    label,
    line,
    name,
    need,
    on,
    quoted,
    role,
    source_line,
    want,
)
from reportgen.exhibits.standing import told
from reportgen.exhibits.tables import Cells
from reportgen.model.dataset import Entity
from reportgen.model.exhibit import Bars, Column, DataTable, Figure, Panel, TableRow, TableSpec
from reportgen.model.facts import Fact, Facts
from reportgen.model.prose import Inline, quoted_keys
from reportgen.model.units import Standing

YEARS_BACK, YEARS_AHEAD = 1, 10
BURDEN = (
    ("debt.total", "Debt"),
    ("debt.net", "Debt less cash"),
    ("net_debt_to_ebitda.aggregate.ex_financials", "Net debt to EBITDA, aggregate, without financials and real estate"),
    ("net_debt_to_ebitda.median.all", "Net debt to EBITDA, median company"),
    ("debt.no_ebitda_share", "Companies with EBITDA at or below zero"),
    ("debt.net_cash_share", "Companies with more cash than debt"),
    ("interest_coverage.aggregate", "EBIT to interest, aggregate"),
    ("debt.uncovered_share", "Companies whose EBIT does not cover interest"),
    ("debt.effective_rate", "Effective interest rate"),
    ("debt.floating_share", "Debt at floating rates, before hedges"),
    ("debt.zero_rate_share", "Debt issued at near-zero policy rates"),
)


def wall(book: Facts, plan: Plan) -> Figure:
    """Principal falling due by calendar year, the largest year marked, what comes later at the end."""
    entity = role(book, plan, "small")
    peak = need(book, f"{entity.id}.debt.maturing_peak")
    first = book.as_of.year - YEARS_BACK
    years = [str(year) for year in range(first, first + YEARS_AHEAD)]
    found = [(year, fact) for year in years if (fact := want(book, f"{entity.id}.debt.maturing@{year}")) is not None]
    if len(found) < 2:
        raise NotDrawnError("the maturity tables do not cover two calendar years")
    later = want(book, f"{entity.id}.debt.maturing_later")
    shown = [*found, *([("Later", later)] if later is not None else [])]
    share = want(book, f"{entity.id}.debt.maturing_share@{peak.who}")
    title = _finding(peak, share, plan)
    facts = [fact for _, fact in shown]
    return Figure(
        id="maturity_wall",
        title=line(*title, style=plan.style),
        subtitle=_measured(entity, peak, plan),
        alt=line("Bar chart. ", *title, ".", style=plan.style),
        source=source_line(origin for fact in facts for origin in fact.origins),
        panels=(_bars(entity, shown, peak.who),),
        note=line(told(facts), "Later: after the fifth fiscal year of each company's table."),
        data=DataTable(("year", "falling due, USD"), tuple((year, round(fact.number)) for year, fact in shown)),
        keys=tuple(fact.key for fact in (peak, *([share] if share else []), *facts)),
    )


def _finding(peak: Fact, share: Fact | None, plan: Plan) -> list[Piece]:
    title: list[Piece] = ["No year sees more debt fall due than ", label(peak.who), ": ", quoted(peak, plan.style)]
    if share is not None:
        title += [", ", quoted(share, plan.style), " of the whole"]
    if peak.standing is Standing.ILLUSTRATIVE:
        title = ["In the made-up sample no year sees more debt fall due than ", *title[1:]]
    return title


def _measured(entity: Entity, peak: Fact, plan: Plan) -> tuple[Inline, ...]:
    who: Piece = "fictitious companies" if peak.standing is Standing.ILLUSTRATIVE else name(entity)
    return line(
        "Principal by calendar year of maturity, dollars; ", who, ", annual reports to ", on(peak.as_of, plan.style)
    )


def _bars(entity: Entity, shown: list[tuple[str, Fact]], peak: str) -> Panel:
    made_up = any(fact.standing is Standing.ILLUSTRATIVE for _, fact in shown)
    years = tuple(year for year, _ in shown)
    bars = Bars(
        "Made-up companies" if made_up else entity.short,
        "subject",
        years,
        tuple(fact.number for _, fact in shown),
        value_labels=True,
        emphasis=tuple(at for at, year in enumerate(years) if year == peak),
    )
    return Panel((bars,), "dollars", x_kind="category")


def burden(book: Facts, plan: Plan) -> TableSpec:
    """Debt, leverage, coverage and exposure to rates, small beside large."""
    sides = [role(book, plan, who) for who in ("small", "large")]
    cells = Cells(book, plan)
    rows = [cells.row(line(head), [f"{entity.id}.{metric}" for entity in sides]) for metric, head in BURDEN]
    cells.require()
    title, keys = _compared(book, plan, *sides)
    kept = [row for row in rows if len(row.absent) < len(sides)]
    found = [fact for key in cells.keys if (fact := want(book, key)) is not None]
    return TableSpec(
        id="debt_burden",
        title=title,
        subtitle=line("As reported at the newest date there is; multiples in times, shares of companies or of debt"),
        columns=(Column("", numeric=False), *(Column(entity.short) for entity in sides)),
        rows=(*_of(book, kept, real=True), *_of(book, kept, real=False)),
        source=source_line(cells.origins),
        note=line(told(found), "A dash: no data in the catalog."),
        keys=tuple(dict.fromkeys((*cells.keys, *keys))),
    )


def _of(book: Facts, rows: list[TableRow], *, real: bool) -> list[TableRow]:
    """The rows of observed companies, or those of made-up ones under a head that says so."""
    chosen = [row for row in rows if _made_up(book, row) != real]
    if real or not chosen:
        return chosen
    blank = [() for _ in chosen[0].cells[1:]]
    return [TableRow((line("Made-up companies, for illustration"), *blank), kind="group"), *chosen]


def _made_up(book: Facts, row: TableRow) -> bool:
    keys = [key for cell in row.cells for key in quoted_keys(cell)]
    return any((fact := want(book, key)) is not None and fact.standing is Standing.ILLUSTRATIVE for key in keys)


def _compared(book: Facts, plan: Plan, small: Entity, large: Entity) -> tuple[tuple[Inline, ...], list[str]]:
    """Leverage of one against the other, or plain words where it is not known."""
    facts = [want(book, f"{entity.id}.net_debt_to_ebitda.aggregate.ex_financials") for entity in (small, large)]
    own, other = facts
    if own is None or other is None:
        return line("What is known of the debt of ", name(small), " and ", name(large)), []
    title: list[Piece] = [name(small, capital=True), " owe ", quoted(own, plan.style), " their EBITDA net of cash, "]
    title += [name(large), " ", quoted(other, plan.style)]
    return line(*title, style=plan.style), [own.key, other.key]
