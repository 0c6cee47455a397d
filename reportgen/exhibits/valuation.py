"""What a universe costs under each rule: the headline depends on who counts the loss-makers."""

from __future__ import annotations

from reportgen.exhibits.common import Piece, Plan, line, name, need, quoted, role, source_line, want
from reportgen.exhibits.standing import told
from reportgen.exhibits.tables import Cells
from reportgen.model.dataset import Entity
from reportgen.model.exhibit import Bars, Column, DataTable, Figure, Panel, Role, TableRow, TableSpec
from reportgen.model.facts import Fact, Facts
from reportgen.model.prose import Inline

RULES = (
    ("trailing.ex_negative", "Trailing, loss-makers left out"),
    ("trailing.all", "Trailing, losses counted"),
    ("forward.ex_negative", "Forward, loss-makers left out"),
    ("forward.all", "Forward, losses counted"),
)
MORE_RULES = (
    ("trailing.zero_floored", "Trailing, losses as zero"),
    ("trailing.screened_estimates", "Trailing, plausible estimates added"),
    ("trailing.with_estimates", "Trailing, all estimates added"),
)
_SIDES: tuple[tuple[str, Role], ...] = (("small", "subject"), ("large", "benchmark"))


def compared(fact: Fact, other: Entity, plan: Plan) -> list[Piece]:
    """A discount in words: so much below, above, or level with the other."""
    shown = quoted(fact, plan.style, sign="none")
    if not shown.text.strip("0.,%"):
        return ["level with ", name(other)]
    return [shown, " below " if fact.number > 0 else " above ", name(other)]


def rules(book: Facts, plan: Plan) -> Figure:
    """P/E of both universes under each rule, and their earnings yields, which go through zero."""
    small, large = (role(book, plan, who) for who, _ in _SIDES)
    title, facts = _finding(book, plan, small, large)
    multiples, yields = _panel(book, plan, "pe"), _panel(book, plan, "earnings_yield")
    missing = [label for rule, label in RULES if want(book, f"{small.id}.pe.{rule}") is None]
    found = [fact for _, pairs in (multiples, yields) for fact in pairs]
    return Figure(
        id="valuation",
        title=line(*title, style=plan.style),
        subtitle=line(
            "Index P/E, market value over earnings (left); earnings yield, percent (right); ",
            name(small),
            " and ",
            name(large),
        ),
        alt=line("Bar charts. ", *title, ".", style=plan.style),
        source=source_line(origin for fact in found for origin in fact.origins),
        panels=(
            Panel(multiples[0], "multiple1", title="P/E", x_kind="category", horizontal=True),
            Panel(yields[0], "percent1", title="Earnings yield", x_kind="category", horizontal=True),
        ),
        columns=2,
        note=_not_meaningful(small, missing, told(found)),
        data=_table(multiples[0], yields[0]),
        keys=tuple(dict.fromkeys(fact.key for fact in (*facts, *found))),
    )


def _panel(book: Facts, plan: Plan, metric: str) -> tuple[tuple[Bars, ...], list[Fact]]:
    """Two bars a rule; none where the figure is not meaningful."""
    found: list[Fact] = []
    bars: list[Bars] = []
    for who, colour in _SIDES:
        entity = role(book, plan, who)
        facts = [want(book, f"{entity.id}.{metric}.{rule}") for rule, _ in RULES]
        found += [fact for fact in facts if fact is not None]
        heights = tuple(None if fact is None else fact.number for fact in facts)
        bars.append(Bars(entity.short, colour, tuple(label for _, label in RULES), heights, value_labels=True))
    return tuple(bars), found


def _finding(book: Facts, plan: Plan, small: Entity, large: Entity) -> tuple[list[Piece], list[Fact]]:
    discount = need(book, f"{small.id}.pe_discount.trailing.ex_negative")
    title: list[Piece] = ["Without loss-makers ", name(small), " trade ", *compared(discount, large, plan)]
    own, theirs = (want(book, f"{entity.id}.earnings_yield.trailing.all") for entity in (small, large))
    if own is None or theirs is None:
        return title, [discount]
    title += ["; with losses they yield ", quoted(own, plan.style), ", against ", quoted(theirs, plan.style)]
    return title, [discount, own, theirs]


def _not_meaningful(small: Entity, missing: list[str], also: str) -> tuple[Inline, ...]:
    if not missing:
        return line(also) if also else ()
    which = " and ".join(text[:1].lower() + text[1:] for text in missing)
    return line(also, "No P/E of ", name(small), " where earnings are too small for one to mean anything: ", which, ".")


def _table(multiples: tuple[Bars, ...], yields: tuple[Bars, ...]) -> DataTable:
    heads = [f"{what}, {bars.label}" for what, group in (("P/E", multiples), ("yield", yields)) for bars in group]
    columns = [bars.y for group in (multiples, yields) for bars in group]
    rows = zip(*columns, strict=True)
    return DataTable(
        ("rule", *heads),
        tuple(
            (label, *(None if value is None else round(value, 6) for value in row))
            for (_, label), row in zip(RULES, rows, strict=True)
        ),
    )


def table(book: Facts, plan: Plan) -> TableSpec:
    """Every rule in a row: both P/Es, the discount, both yields."""
    small, large = (role(book, plan, who) for who, _ in _SIDES)
    _finding(book, plan, small, large)  # where the chart cannot be drawn, its reason is this table's too
    cells = Cells(book, plan)
    rows = [
        cells.row(
            line(label),
            [
                f"{small.id}.pe.{rule}",
                f"{large.id}.pe.{rule}",
                f"{small.id}.pe_discount.{rule}",
                f"{small.id}.earnings_yield.{rule}",
                f"{large.id}.earnings_yield.{rule}",
            ],
        )
        for rule, label in (*RULES, *MORE_RULES)
    ]
    return TableSpec(
        id="valuation_rules",
        title=line("The same companies under every rule of counting"),
        subtitle=line("P/E, discount and earnings yield of the aggregate; a positive discount means cheaper"),
        columns=(
            Column("Rule", numeric=False),
            Column(f"{small.short}, P/E"),
            Column(f"{large.short}, P/E"),
            Column("Discount"),
            Column(f"{small.short}, yield", keep=False),
            Column(f"{large.short}, yield", keep=False),
        ),
        rows=tuple(_kept(rows)),
        source=source_line(cells.origins),
        note=line(
            "A dash: not meaningful under that rule, or not available. Estimates are the compiler's, from margins."
        ),
        keys=tuple(dict.fromkeys(cells.keys)),
    )


def _kept(rows: list[TableRow]) -> list[TableRow]:
    """Rows with at least one figure."""
    return [row for row in rows if len(row.absent) < len(row.cells) - 1]
