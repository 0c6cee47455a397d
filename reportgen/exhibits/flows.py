"""Net flows of funds, month by month."""

from __future__ import annotations

from datetime import date

from reportgen.exhibits.common import (
    NotDrawnError,
    Piece,
    Plan,
    in_month,
    label,
    line,
    name,
    need,
    quoted,
    role,
    source_line,
    want,
)
from reportgen.exhibits.standing import told
from reportgen.exhibits.tables import Cells
from reportgen.model.dataset import Entity
from reportgen.model.exhibit import Bars, Column, DataTable, Figure, Panel, Role, TableSpec
from reportgen.model.facts import Fact, Facts
from reportgen.model.printing import month as spelt

COLOURS: tuple[Role, ...] = ("subject", "benchmark", "third", "fourth", "muted")
LOOK_BACK, SHOWN = 24, 12
_QUARTERS = ("first", "second", "third", "fourth")


def funds(book: Facts, plan: Plan) -> list[Entity]:
    """The report's fund first, then the others whose flows the catalog holds, as many as there are colours."""
    own = role(book, plan, "fund")
    named = plan.settings.get("flow_funds")
    others = [book.dataset.entities.get(str(each)) for each in named] if named else book.dataset.entities.values()
    rest = [entity for entity in others if entity and entity.id != own.id and "flows" in entity.roles]
    return [own, *rest][: len(COLOURS)]


def months(book: Facts, everyone: list[Entity]) -> list[str]:
    """The newest months for which any of the funds has a net flow, oldest first. Raises NotDrawnError without one."""
    last = book.as_of.year * 12 + book.as_of.month - 1
    asked = [f"{at // 12:04d}-{at % 12 + 1:02d}" for at in range(last - LOOK_BACK, last + 1)]
    found = [month for month in asked if any(want(book, f"{fund.id}.net_flow@{month}") for fund in everyone)]
    if not found:
        need(book, f"{everyone[0].id}.net_flow@{asked[-2]}")
        raise NotDrawnError("no fund's monthly flows are known")
    return found[-SHOWN:]


def by_month(book: Facts, plan: Plan) -> Figure:
    """Bars for each fund and month; the title speaks of the report's own fund."""
    everyone = funds(book, plan)
    shown = months(book, everyone)
    facts = {(fund.id, month): want(book, f"{fund.id}.net_flow@{month}") for fund in everyone for month in shown}
    known = [fact for fact in facts.values() if fact is not None]
    title, spoken = finding(book, plan, everyone[0], shown)
    heads = tuple(_short(month) for month in shown)
    alone = len(everyone) == 1
    bars = tuple(
        Bars(fund.short, colour, heads, tuple(_number(facts[fund.id, month]) for month in shown), value_labels=alone)
        for fund, colour in zip(everyone, COLOURS, strict=False)
    )
    return Figure(
        id="flows",
        title=line(*title, style=plan.style),
        subtitle=line("Net flows by month, dollars; creations less redemptions"),
        alt=line("Grouped bars. ", *title, ".", style=plan.style),
        source=source_line(origin for fact in known for origin in fact.origins),
        panels=(Panel(bars, "dollars", x_kind="category"),),
        note=line(
            told(known),
            "Flows are no verdict: funds are also used to hedge and to lend. Data end in ",
            _end(shown),
            ".",
        ),
        data=_given(everyone, shown, facts, known),
        keys=tuple(dict.fromkeys((spoken.key, *(fact.key for fact in known)))),
    )


def _number(fact: Fact | None) -> float | None:
    return None if fact is None else fact.number


def _day(month: str) -> date:
    return date(int(month[:4]), int(month[5:]), 1)


def _short(month: str) -> str:
    return f"{_day(month):%b %Y}"


def _end(shown: list[str]) -> Piece:
    return in_month(_day(shown[-1]))


def _given(
    everyone: list[Entity], shown: list[str], facts: dict[tuple[str, str], Fact | None], known: list[Fact]
) -> DataTable | None:
    """The monthly sums, where their owners let a series out."""
    if not all(origin.may_publish_series for fact in known for origin in fact.origins):
        return None
    rows = ((month, *(_number(facts[fund.id, month]) for fund in everyone)) for month in shown)
    return DataTable(("month", *(fund.short for fund in everyone)), tuple(rows))


def finding(book: Facts, plan: Plan, own: Entity, shown: list[str]) -> tuple[list[Piece], Fact]:
    """Net inflows or outflows of the report's fund over the newest quarter there is, else the newest month."""
    last = _day(shown[-1])
    quarter = (last.month - 1) // 3
    fact = want(book, f"{own.id}.net_flow@{last.year}Q{quarter + 1}")
    when: list[Piece] = [f"the {_QUARTERS[quarter]} quarter of ", label(str(last.year))]
    if fact is None:
        fact, when = want(book, f"{own.id}.net_flow@{shown[-1]}"), [in_month(last)]
    if fact is None:
        raise NotDrawnError(f"there are no flows of {own.name} for {spelt(last)}")
    if fact.number == 0:
        return [name(own, capital=True), " saw neither net inflows nor net outflows in ", *when], fact
    word = "inflows" if fact.number > 0 else "outflows"
    words: list[Piece] = [
        name(own, capital=True),
        f" had net {word} of ",
        quoted(fact, plan.style, sign="none"),
        " in ",
    ]
    return [*words, *when], fact


def table(book: Facts, plan: Plan) -> TableSpec:
    """Net flows of each fund by month and over the whole quarters and the year to date, as far as known."""
    everyone = funds(book, plan)
    shown, cells = months(book, everyone)[-3:], Cells(book, plan)
    last = _day(shown[-1])
    quarter = (last.month - 1) // 3 + 1
    heads = {month: _short(month) for month in shown} | {f"{last.year}Q{quarter}": f"Q{quarter} {last.year}"}
    heads["ytd"] = "Year to date"
    spans = [span for span in heads if any(want(book, f"{fund.id}.net_flow@{span}") for fund in everyone)]
    rows = [
        cells.row(line(name(fund, article=False)), [f"{fund.id}.net_flow@{span}" for span in spans])
        for fund in everyone
    ]
    cells.require()
    return TableSpec(
        id="flows_table",
        title=line("Money into and out of each fund"),
        subtitle=line("Net flows, dollars; creations less redemptions"),
        columns=(
            Column("Fund", numeric=False),
            *(Column(heads[span], keep=span not in shown) for span in spans),
        ),
        rows=tuple(row for row in rows if len(row.absent) < len(spans)),
        source=source_line(cells.origins),
        note=line("A dash: not every day of the period has data."),
        keys=tuple(dict.fromkeys(cells.keys)),
    )
