"""Analogues as tables: event by event, and definition by definition."""

from __future__ import annotations

from dataclasses import replace

from reportgen.exhibits.analogues import HORIZONS, Question, outcomes, question
from reportgen.exhibits.common import NotDrawnError, Piece, Plan, label, line, name, quoted, source_line, want
from reportgen.exhibits.tables import Cells
from reportgen.model.exhibit import Column, TableRow, TableSpec
from reportgen.model.facts import Fact, Facts
from reportgen.model.prose import Inline, Text

GAPS = (180, 250, 500, 730)

Cell = tuple[Inline, ...]


def events(book: Facts, plan: Plan) -> TableSpec:
    """Every event with its wait, the fall before it and what followed; then counts, averages and the base."""
    asked, cells = question(book, plan), Cells(book, plan)
    shown = outcomes(book, asked)
    rows = [_event(cells, asked, one.number) for one in shown]
    rows += _totals(cells, asked)
    cells.require()
    return TableSpec(
        id="analogue_events",
        title=line("Every event, what came before it and what followed"),
        subtitle=line(f"{asked.basis.capitalize()} return of ", name(asked.of), " after ", asked.name, ", percent"),
        columns=(
            Column("Event", numeric=False),
            Column("Days before", keep=False),
            Column("Fall before", keep=False),
            *(Column(head, keep=window in {"6m", "1y"}) for window, head in HORIZONS),
        ),
        rows=tuple(rows),
        source=source_line(cells.origins),
        note=line(
            "Days before: since the high that the event exceeded. ",
            "A dash: not known yet, or drawn from too few outcomes.",
        ),
        keys=tuple(dict.fromkeys(cells.keys)),
    )


def _event(cells: Cells, asked: Question, number: int) -> TableRow:
    head, _ = cells.cell(asked.own("date", str(number)))
    before = [asked.own(what, str(number)) for what in ("gap", "depth")]
    after = [asked.key("event", str(number), window=window) for window, _ in HORIZONS]
    return cells.row(head, [*before, *after])


def _totals(cells: Cells, asked: Question) -> list[TableRow]:
    """Counts and averages over the events, and the same over all periods."""
    higher = [_of(cells, asked, window=window) for window, _ in HORIZONS]
    blank: Cell = ()
    rows = [TableRow((line("Higher"), blank, blank, *higher), kind="total")]
    for head, what in (
        ("Average", "mean"),
        ("Median", "median"),
        ("All periods: higher", "base_rate"),
        ("All periods: average", "base_mean"),
        ("Chance of as good an average", "p_mean"),
    ):
        made = [cells.cell(asked.key(what, window=window)) for window, _ in HORIZONS]
        absent = tuple((at + 3, reason) for at, (_, reason) in enumerate(made) if reason)
        rows.append(TableRow((line(head), blank, blank, *(cell for cell, _ in made)), kind="total", absent=absent))
    return rows


def _of(cells: Cells, asked: Question, *, window: str) -> Cell:
    """Hits and count in one cell: ten of eleven."""
    (hits, missing), (count, _) = (cells.cell(asked.key(what, window=window)) for what in ("hits", "count"))
    return hits if missing else (*hits, Text(" of "), *count)


def sensitivity(book: Facts, plan: Plan) -> TableSpec:
    """The same count under every other definition tried: gaps, other events, entry, basis, the subject itself."""
    asked, cells = question(book, plan), Cells(book, plan)
    tried = [(head, other) for head, other in _definitions(book, plan, asked) if want(book, other.key("hits"))]
    if not tried:
        raise NotDrawnError(f"no outcome is known yet after {asked.name.text}")
    rows = [_definition(cells, head, other) for head, other in tried]
    return TableSpec(
        id="analogue_sensitivity",
        title=line(*_range(book, plan, [other for _, other in tried]), style=plan.style),
        subtitle=line(
            "Returns of ",
            name(asked.of),
            f" over {asked.span} after the event, percent; every definition tried is shown",
        ),
        columns=(
            Column("Definition", numeric=False),
            Column("Higher"),
            Column("Average"),
            Column("Median", keep=False),
            Column("All periods higher"),
            Column("Chance of as many", keep=False),
        ),
        rows=tuple(rows),
        source=source_line(cells.origins),
        note=line(
            "Chance of as many: how often random dates were higher as often. ",
            "No average is drawn from fewer than five outcomes.",
        ),
        keys=tuple(dict.fromkeys(cells.keys)),
    )


def _definitions(book: Facts, plan: Plan, asked: Question) -> list[tuple[Cell, Question]]:
    """The report's own definition first, then its neighbours."""
    rule, gaps = asked.event, plan.settings.get("analogue", {}).get("gaps", GAPS)
    found = [(line("As declared: ", label(rule.label)), asked)]
    if rule.rule != "cycle_end":
        found += [
            (line("After ", label(str(gap)), " days without one"), _vary(asked, f"gap_{gap}"))
            for gap in gaps
            if gap != rule.gap_days
        ]
    found += [(line("Entry at the next close"), _vary(asked, "next_close"))]
    found += [
        (
            line(label(other.label[:1].upper() + other.label[1:])),
            _with(asked, event=other, watched=book.dataset.entities[other.subject]),
        )
        for other in plan.events
        if other.id != rule.id and other.subject in book.dataset.entities
    ]
    found += _other_returns(book, asked)
    return found


def _other_returns(book: Facts, asked: Question) -> list[tuple[Cell, Question]]:
    """The other basis, and the entity whose closes the event watches."""
    other = "total" if asked.basis == "price" else "price"
    found = [(line(f"The same, {other} return"), _with(asked, basis=other))]
    if want(book, found[0][1].key("hits")) is None:
        monthly = _vary(_with(asked, basis=other), "month_end")
        found = [(line(f"From the month-end after, {other} return"), monthly)]
    if asked.watched.id != asked.of.id:
        found.append((line(name(asked.watched, capital=True), " itself"), _with(asked, of=asked.watched)))
    return found


def _vary(asked: Question, term: str) -> Question:
    return _with(asked, terms=(*asked.terms, term))


def _with(asked: Question, **changes: object) -> Question:
    return replace(asked, **changes)  # type: ignore[arg-type]


def _definition(cells: Cells, head: Cell, asked: Question) -> TableRow:
    made = [cells.cell(asked.key(what)) for what in ("mean", "median", "base_rate", "p_hits")]
    absent = tuple((at + 2, reason) for at, (_, reason) in enumerate(made) if reason)
    return TableRow((head, _of(cells, asked, window=asked.window), *(cell for cell, _ in made)), absent=absent)


def _range(book: Facts, plan: Plan, tried: list[Question]) -> list[Piece]:
    """The lowest and the highest count among the definitions."""
    pairs = [(want(book, one.key("hits")), want(book, one.key("count"))) for one in tried]
    known = [(hits, count) for hits, count in pairs if hits is not None and count is not None and count.number >= 5]
    if len(known) < 2:
        return ["How the count changes with the definition"]
    low, high = (pick(known, key=_share) for pick in (min, max))
    if _share(low) == _share(high):
        return ["Every definition tried gives the same share"]
    words: list[Piece] = ["The count runs from ", quoted(low[0], plan.style), " of ", quoted(low[1], plan.style)]
    return [*words, " to ", quoted(high[0], plan.style), " of ", quoted(high[1], plan.style), " with the definition"]


def _share(pair: tuple[Fact, Fact]) -> float:
    return pair[0].number / pair[1].number
