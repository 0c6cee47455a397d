"""Tables: returns by window, levels and records, rates and macro."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from reportgen.exhibits.common import NotDrawnError, Plan, line, name, on, source_line, want
from reportgen.exhibits.performance import players
from reportgen.model.dataset import Entity, Origin
from reportgen.model.exhibit import Column, TableRow, TableSpec
from reportgen.model.facts import Answer, Fact, Facts, Unavailable
from reportgen.model.printing import printed
from reportgen.model.prose import Inline, Quoted, Text

WINDOWS = (
    ("1w", "Week"),
    ("mtd", "Month to date"),
    ("qtd", "Quarter to date"),
    ("ytd", "Year to date"),
    ("1y", "1 year"),
    ("3y", "3 years"),
    ("5y", "5 years"),
    ("10y", "10 years"),
)


class Cells:
    """Collects a table's cells with the facts and the reasons behind them."""

    def __init__(self, book: Facts, plan: Plan) -> None:
        self.book, self.plan = book, plan
        self.keys: list[str] = []
        self.origins: list[Origin] = []

    def cell(self, key: str, *, sign: bool = False) -> tuple[tuple[Inline, ...], str | None]:
        """A printed fact, or a dash with the reason."""
        answer: Answer = self.book.get(key)
        if isinstance(answer, Unavailable):
            return (Text("–"),), answer.reason
        self.keys.append(key)
        self.origins.extend(answer.origins)
        text = printed(answer, self.plan.style, short=True, sign="always" if sign else "auto")
        return (Quoted(key, text),), None

    def row(self, head: tuple[Inline, ...], keys: Sequence[str], *, sign: bool = False) -> TableRow:
        """A row of facts under its head."""
        made = [self.cell(key, sign=sign) for key in keys]
        absent = tuple((at + 1, reason) for at, (_, reason) in enumerate(made) if reason)
        return TableRow((head, *(cell for cell, _ in made)), absent=absent)

    def require(self) -> None:
        """Raises NotDrawnError where not one cell could be filled."""
        if not self.keys:
            raise NotDrawnError("none of its figures is available")


def returns(book: Facts, plan: Plan) -> TableSpec:
    """Price and total returns of every index compared, over the standard windows."""
    cells = Cells(book, plan)
    everyone = players(book, plan)
    rows: list[TableRow] = []
    for basis, words in (("price", "Price return"), ("total", "Total return")):
        block = [
            cells.row(
                line(name(entity, article=False, capital=True)),
                [f"{entity.id}.return.{basis}@{window}" for window, _ in WINDOWS],
            )
            for entity, _ in everyone
            if basis in entity.roles
        ]
        if block:
            rows.append(TableRow((line(words), *([()] * len(WINDOWS))), kind="group"))
            rows.extend(block)
    cells.require()
    return TableSpec(
        id="returns",
        title=line("Returns to ", on(book.as_of, plan.style)),
        subtitle=line("Percent; spans of more than a year are not annualised"),
        columns=_columns([head for _, head in WINDOWS], keep=(0, 3, 4)),
        rows=tuple(rows),
        source=source_line(cells.origins),
        note=_total_note(book, everyone, plan),
        keys=tuple(cells.keys),
    )


def _total_note(book: Facts, everyone: Iterable[tuple[Entity, object]], plan: Plan) -> tuple[Inline, ...]:
    """Where total returns end earlier than prices, the day they end on."""
    ends = {
        fact.end
        for entity, _ in everyone
        if isinstance(fact := book.get(f"{entity.id}.return.total@ytd"), Fact) and fact.end and fact.end < book.as_of
    }
    if not ends:
        return ()
    return line("Total returns run to ", on(max(ends), plan.style), ", the last month-end there is.")


def _columns(heads: Sequence[str], *, keep: Sequence[int] = ()) -> tuple[Column, ...]:
    """The row head and numeric columns; `keep` are those that survive a narrow screen (all, where empty)."""
    body = (Column(head, keep=not keep or at in keep) for at, head in enumerate(heads))
    return (Column("", numeric=False), *body)


def levels(book: Facts, plan: Plan) -> TableSpec:
    """Closing levels, record closes and the distance from them."""
    cells = Cells(book, plan)
    everyone = [entity for entity, _ in players(book, plan)]
    rows = [
        cells.row(
            line(name(entity, article=False, capital=True)),
            [
                f"{entity.id}.level.price",
                f"{entity.id}.record.level.price",
                f"{entity.id}.record.date.price",
                f"{entity.id}.drawdown.price",
            ],
        )
        for entity in everyone
    ]
    cells.require()
    return TableSpec(
        id="levels",
        title=line("Levels and record closes on ", on(book.as_of, plan.style)),
        subtitle=line("Index points; price indices; distance from the record in percent"),
        columns=_columns(["Close", "Record close", "Date of record", "From record"], keep=(0, 3)),
        rows=tuple(rows),
        source=source_line(cells.origins),
        keys=tuple(cells.keys),
    )


def macro(book: Facts, plan: Plan) -> TableSpec:
    """Rates, inflation and labour as last published."""
    cells = Cells(book, plan)
    roles = plan.roles
    wanted = [
        ("policy", "Upper bound of the policy rate", "target.upper", "target.change"),
        ("long_yield", "", "yield", "yield.change@1w"),
        ("short_yield", "", "yield", "yield.change@1w"),
        ("inflation", "Consumer prices, year on year", "yoy", "yoy.change"),
        ("unemployment", "", "rate", "rate.change"),
    ]
    rows = [
        cells.row(
            line(head) if head else line(name(book.dataset.entities[roles[who]], article=False, capital=True)),
            [f"{roles[who]}.{latest}", f"{roles[who]}.{change}"],
        )
        for who, head, latest, change in wanted
        if who in roles and latest.partition("@")[0] in book.metrics and change.partition("@")[0] in book.metrics
    ]
    cells.require()
    return TableSpec(
        id="macro",
        title=line("Rates and the economy as last published by ", on(book.as_of, plan.style)),
        subtitle=line("Percent; change in basis points (rates) or percentage points"),
        columns=_columns(["Latest", "Change"]),
        rows=tuple(row for row in rows if len(row.absent) < 2),
        source=source_line(cells.origins),
        note=line(
            "Changes: yields over a week, the policy rate at its last move, the others on the month. "
            "A year-on-year rate of the adjusted index may differ a little from the official one."
        ),
        keys=tuple(cells.keys),
    )


_SUMMARY = (
    ("return.price@1w", "Week"),
    ("return.price@mtd", "Month"),
    ("return.price@ytd", "Year"),
    ("return.price@1y", "12 months"),
    ("level.price", "Close"),
    ("drawdown.price", "From record"),
)
_KEPT = (_SUMMARY[0], _SUMMARY[2], _SUMMARY[4])


def summary(book: Facts, plan: Plan) -> TableSpec:
    """Returns and levels of every index compared, in one table that fits a brief; no column without a figure."""
    cells = Cells(book, plan)
    everyone = [entity for entity, _ in players(book, plan)]
    shown = [(key, head) for key, head in _SUMMARY if any(want(book, f"{entity.id}.{key}") for entity in everyone)]
    rows = [
        cells.row(line(name(entity, article=False, capital=True)), [f"{entity.id}.{key}" for key, _ in shown])
        for entity in everyone
    ]
    cells.require()
    return TableSpec(
        id="summary",
        title=line("Returns and levels on ", on(book.as_of, plan.style)),
        subtitle=line(
            "Price returns in percent, to date for month and year; index points; distance from the record close"
        ),
        columns=_columns([head for _, head in shown], keep=[at for at, one in enumerate(shown) if one in _KEPT]),
        rows=tuple(rows),
        source=source_line(cells.origins),
        keys=tuple(cells.keys),
    )
