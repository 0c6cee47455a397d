"""Sectors ranked by what they cost beside the same sector of the other universe."""

from __future__ import annotations

from collections.abc import Sequence

from reportgen.exhibits.common import NotDrawnError, Piece, Plan, line, name, need, on, quoted, role, source_line, want
from reportgen.exhibits.standing import told
from reportgen.model.dataset import Entity
from reportgen.model.exhibit import Bars, DataTable, Figure, Panel
from reportgen.model.facts import Fact, Facts
from reportgen.model.prose import Inline
from reportgen.model.sectors import SECTORS

Ranked = list[tuple[str, Fact]]


def _ranked(book: Facts, stem: str, tail: str = "") -> Ranked:
    """Each sector's name and fact, the largest first; sectors without one are left out."""
    asked = ((title, want(book, f"{stem}.{slug}{tail}")) for slug, title in SECTORS.items())
    found = [(title, fact) for title, fact in asked if fact is not None]
    return sorted(found, key=lambda pair: (-pair[1].number, pair[0]))


def pe_discounts(book: Facts, plan: Plan) -> Figure:
    """P/E discount of each sector to the same sector of the other universe, the largest first."""
    small, large = role(book, plan, "small"), role(book, plan, "large")
    measure = str(plan.settings.get("sector_measure", "trailing"))
    cheaper = need(book, f"{small.id}.sector_pe_discount_count.{measure}.cheaper")
    compared = need(book, f"{small.id}.sector_pe_discount_count.{measure}.compared")
    ends = [need(book, f"{small.id}.sector_pe_discount_extreme.{measure}.{end}") for end in ("largest", "smallest")]
    shown = _ranked(book, f"{small.id}.sector_pe_discount.{measure}")
    title: list[Piece] = [name(small, capital=True), " cost less than ", name(large), " in "]
    title += [quoted(cheaper, plan.style), " of ", quoted(compared, plan.style), " sectors"]
    if ends[0].number > 0:
        title += [", by ", quoted(ends[0], plan.style), f" in {ends[0].who}, the most"]
    facts = [cheaper, compared, *ends]
    return Figure(
        id="sector_discounts",
        title=line(*title, style=plan.style),
        subtitle=line(
            f"{measure.capitalize()} P/E below that of the same sector of ",
            name(large),
            ", percent, loss-makers left out",
        ),
        alt=line("Ranked bars. ", *title, ". ", *_ends(ends, plan), style=plan.style),
        source=source_line(origin for _, fact in shown for origin in fact.origins),
        panels=(_ranking(small, shown),),
        note=_note(book, small, shown, plan, f"sector_pe_discount.{measure}"),
        data=_given(("sector", "discount"), [(title_, fact.number) for title_, fact in shown]),
        keys=tuple(fact.key for fact in (*facts, *(fact for _, fact in shown))),
    )


def _ends(ends: Sequence[Fact], plan: Plan) -> list[Piece]:
    """The two ends of the ranking, each with its sector."""
    most, least = ends
    words: list[Piece] = [f"{most.who} stands at the top with ", quoted(most, plan.style)]
    return [*words, f", {least.who} at the foot with ", quoted(least, plan.style), "."]


def _ranking(small: Entity, shown: Ranked) -> Panel:
    bars = Bars(
        small.short,
        "subject",
        tuple(title for title, _ in shown),
        tuple(fact.number for _, fact in shown),
        value_labels=True,
    )
    return Panel((bars,), "percent0", x_kind="category", horizontal=True)


def _note(book: Facts, small: Entity, shown: Ranked, plan: Plan, metric: str) -> tuple[Inline, ...]:
    """What a bar left of zero means, which sectors are missing, and the day."""
    ranked = {title for title, _ in shown}
    missing = [title for slug, title in SECTORS.items() if title not in ranked and _asked(book, small, metric, slug)]
    pieces: list[Piece] = [told(fact for _, fact in shown), "Right of zero: cheaper"]
    if any(fact.number < 0 for _, fact in shown):
        pieces += ["; left: dearer"]
    pieces += [". Data of ", on(max(fact.as_of for _, fact in shown), plan.style), "."]
    if missing:
        pieces += [f" Not meaningful: {', '.join(missing)}."]
    return line(*pieces)


def _asked(book: Facts, small: Entity, metric: str, slug: str) -> bool:
    return want(book, f"{small.id}.{metric}.{slug}") is None


def _given(columns: tuple[str, ...], rows: list[tuple[str, float]]) -> DataTable:
    return DataTable(columns, tuple((title, round(value, 6)) for title, value in rows))


def target_gaps(book: Facts, plan: Plan) -> Figure:
    """Median discount to analyst targets, sector by sector, always beside the same large-cap sector."""
    small, large = role(book, plan, "small"), role(book, plan, "large")
    widest = need(book, f"{small.id}.target_price_gap_extreme.largest.median")
    gaps = _ranked(book, f"{small.id}.target_price_gap", ".median")
    sides = [_side(book, entity, gaps) for entity in (small, large)]
    pairs = [(title, own, other) for (title, _), own, other in zip(gaps, *sides, strict=True) if own and other]
    if not pairs:
        raise NotDrawnError("no sector has targets on both sides")
    title = _widest(small, large, widest, plan)
    facts = [fact for _, own, other in pairs for fact in (own, other)]
    return Figure(
        id="sector_targets",
        title=line(*title, style=plan.style),
        subtitle=line("Median discount of price to analyst target by sector, percent: a proxy for fair value"),
        alt=line("Paired bars. ", *title, ".", style=plan.style),
        source=source_line(origin for fact in facts for origin in fact.origins),
        panels=(_pairs(small, large, pairs),),
        note=line(
            told(facts),
            "Most shares trade below their target in most years; only the difference between the bars says something. ",
            "Data of ",
            on(max(fact.as_of for fact in facts), plan.style),
            ".",
        ),
        data=DataTable(
            ("sector", small.short, large.short),
            tuple((title_, round(own.number, 6), round(other.number, 6)) for title_, own, other in pairs),
        ),
        keys=(widest.key, *(fact.key for fact in facts)),
    )


def _widest(small: Entity, large: Entity, widest: Fact, plan: Plan) -> list[Piece]:
    if widest.number <= 0:
        return ["In no sector do ", name(small), " lie further below their targets than ", name(large)]
    words: list[Piece] = [f"{widest.who} lies furthest below its targets beside ", name(large), ": by "]
    return [*words, quoted(widest, plan.style), " more"]


def _side(book: Facts, entity: Entity, gaps: Ranked) -> list[Fact | None]:
    slugs = {title: slug for slug, title in SECTORS.items()}
    return [want(book, f"{entity.id}.target_price_discount.{slugs[title]}.median") for title, _ in gaps]


def _pairs(small: Entity, large: Entity, pairs: list[tuple[str, Fact, Fact]]) -> Panel:
    heads = tuple(title for title, _, _ in pairs)
    own = Bars(small.short, "subject", heads, tuple(fact.number for _, fact, _ in pairs), value_labels=True)
    other = Bars(large.short, "benchmark", heads, tuple(fact.number for _, _, fact in pairs), value_labels=True)
    return Panel((own, other), "percent0", x_kind="category", horizontal=True)
