"""Sector by sector: what each costs beside the same sector of the universe it is compared with."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from reportgen.metrics.ask import Ask
from reportgen.metrics.declare import metric
from reportgen.metrics.found import Measured, Missing
from reportgen.metrics.valuation import multiple, rule
from reportgen.metrics.valuation_relative import against, comparable
from reportgen.metrics.valuation_universe import CONVENTIONS, MEASURES, snapshot, text
from reportgen.model.sectors import SLUGS, schemes, sector_name
from reportgen.model.units import Display, Unit

BY_SECTOR = (MEASURES, SLUGS, CONVENTIONS)
ENDS = ("largest", "smallest")


def chosen(ask: Ask, words: Iterable[str], default: str) -> str:
    """The variant that is one of these words, or the default."""
    return next((word for word in ask.variants if word in set(words)), default)


def sector(ask: Ask) -> str:
    """The sector asked for. Raises Missing where none is named."""
    found = chosen(ask, SLUGS, "")
    if not found:
        raise Missing(f"{ask.info.name} needs a sector, such as {ask.info.example}")
    return found


def _parts(ask: Ask, subject: str | None = None) -> tuple[float, float]:
    """Market value and earnings of the sector."""
    words = (chosen(ask, MEASURES, "trailing"), chosen(ask, CONVENTIONS, "ex_negative"), sector(ask))
    cap = ask.fact(ask.sibling("market_cap", *words, subject=subject)).number
    return cap, ask.fact(ask.sibling("earnings", *words, subject=subject)).number


def _titled(ask: Ask, what: str) -> str:
    measure, convention = chosen(ask, MEASURES, "trailing"), chosen(ask, CONVENTIONS, "ex_negative")
    return f"{ask.entity.name}, {sector_name(sector(ask))}: {measure} {what}, {rule(convention)}"


@metric(
    "sector_pe",
    label="sector P/E",
    unit=Unit.RATIO,
    display=Display.RATIO,
    variants=BY_SECTOR,
    window="none",
    kinds=("universe",),
    words=("P/E", "multiple"),
    example="smallcap.sector_pe.trailing.industrials",
)
def sector_pe(ask: Ask) -> Measured:
    """Aggregate price-earnings ratio of one sector: sum of market values over sum of earnings.

    Loss-makers are left out on both sides unless another rule is named. Not meaningful where the sector's
    earnings yield is under 1%.
    """
    return Measured(multiple(*_parts(ask)), as_of=snapshot(ask).day, label=_titled(ask, "P/E"))


@metric(
    "sector_earnings_yield",
    label="sector earnings yield",
    unit=Unit.FRACTION,
    display=Display.PERCENT,
    variants=BY_SECTOR,
    window="none",
    kinds=("universe",),
    words=("earnings yield",),
    example="smallcap.sector_earnings_yield.trailing.health_care.all",
)
def sector_earnings_yield(ask: Ask) -> Measured:
    """Sum of a sector's earnings over the sum of its market values."""
    cap, earned = _parts(ask)
    if cap <= 0:
        raise Missing(f"no market value in {sector_name(sector(ask))}")
    return Measured(earned / cap, as_of=snapshot(ask).day, label=_titled(ask, "earnings yield"))


@metric(
    "sector_pe_discount",
    label="sector P/E discount",
    unit=Unit.FRACTION,
    display=Display.PERCENT,
    variants=BY_SECTOR,
    window="none",
    kinds=("universe",),
    words=("discount", "sector discount", "P/E discount", "valuation discount"),
    example="smallcap.sector_pe_discount.trailing.industrials",
)
def sector_pe_discount(ask: Ask) -> Measured:
    """One less the sector's P/E over that of the same sector of the other universe; positive means cheaper.

    Both follow the same rule. Sector names are matched across GICS, ICB and Morningstar; companies are left
    where their source puts them.
    """
    other = against(ask)
    comparable(snapshot(ask), snapshot(ask, subject=other))
    same_scheme(ask, "fundamentals")
    words = (chosen(ask, MEASURES, "trailing"), sector(ask), chosen(ask, CONVENTIONS, "ex_negative"))
    own = ask.fact(ask.sibling("sector_pe", *words))
    theirs = ask.fact(ask.sibling("sector_pe", *words, subject=other))
    label = _titled(ask, f"P/E discount to {ask.entity_of(other).name}")
    return Measured(1 - own.number / theirs.number, as_of=min(own.as_of, theirs.as_of), label=label)


def same_scheme(ask: Ask, role: str) -> None:
    """Notes where the two universes are classified under different schemes."""
    sides = [snapshot(ask, role, subject=who) for who in (ask.subject, against(ask))]
    names = [schemes(text(row, "sector") for row in side.rows) for side in sides]
    if all(names) and not names[0] & names[1]:
        first, second = (" or ".join(sorted(found)) for found in names)
        ask.note(f"The two universes are classified under different schemes, {first} and {second}.")


# -- ranking -----------------------------------------------------------------------------------------


def ranked(ask: Ask, keys: Mapping[str, str]) -> list[tuple[str, float]]:
    """Sectors and their values, the largest first; those without one are left out and named.

    `keys` maps a sector to the fact that is ranked. Raises Missing with the first reason where none has one.
    """
    found: list[tuple[str, float]] = []
    without: dict[str, str] = {}
    for slug, key in keys.items():
        try:
            found.append((slug, ask.fact(key).number))
        except Missing as missing:
            without[slug] = missing.reason
    if not found:
        raise Missing(next(iter(without.values())))
    for slug, reason in without.items():
        ask.note(f"{sector_name(slug)} is not ranked: {reason}.")
    return sorted(found, key=lambda pair: (-pair[1], pair[0]))


def _discounts(ask: Ask) -> list[tuple[str, float]]:
    measure = chosen(ask, MEASURES, "trailing")
    convention = chosen(ask, CONVENTIONS, "ex_negative")
    return ranked(ask, {slug: ask.sibling("sector_pe_discount", measure, slug, convention) for slug in SLUGS})


def extreme(ask: Ask, pairs: list[tuple[str, float]], what: str) -> Measured:
    """The largest or smallest of the ranked sectors, as asked; `who` names it."""
    end = chosen(ask, ENDS, "largest")
    slug, value = pairs[0] if end == "largest" else pairs[-1]
    label = f"{ask.entity.name}: {end} {what} of {len(pairs)} sectors, {sector_name(slug)}"
    return Measured(value, label=label, who=sector_name(slug))


def place(ask: Ask, pairs: list[tuple[str, float]], what: str) -> Measured:
    """The place of the sector asked for among the ranked ones, 1 for the largest. Raises Missing where it has none."""
    slugs = [slug for slug, _ in pairs]
    if sector(ask) not in slugs:
        raise Missing(f"{sector_name(sector(ask))} is not ranked")
    label = f"{ask.entity.name}, {sector_name(sector(ask))}: place among {len(slugs)} sectors by {what}, largest first"
    return Measured(slugs.index(sector(ask)) + 1, label=label)


@metric(
    "sector_pe_discount_extreme",
    label="largest or smallest sector P/E discount",
    unit=Unit.FRACTION,
    display=Display.PERCENT,
    variants=(MEASURES, ENDS, CONVENTIONS),
    window="none",
    kinds=("universe",),
    words=(
        "cheapest sector",
        "largest discount",
        "smallest discount",
        "by # in … the most",
        "at the top with #",
        "at the foot … at #",
        "at the foot with #",
    ),
    opposite=("at the foot … cost # more",),
    example="smallcap.sector_pe_discount_extreme.trailing.largest",
)
def sector_pe_discount_extreme(ask: Ask) -> Measured:
    """The largest or smallest P/E discount of a sector to the same sector of the other universe, and whose it is.

    Sectors whose P/E is not meaningful on either side are left out and named.
    """
    return extreme(ask, _discounts(ask), "P/E discount")


@metric(
    "sector_pe_discount_rank",
    label="place of a sector by P/E discount",
    unit=Unit.COUNT,
    display=Display.COUNT,
    precision=0,
    variants=BY_SECTOR,
    window="none",
    kinds=("universe",),
    words=("rank",),
    example="smallcap.sector_pe_discount_rank.trailing.industrials",
)
def sector_pe_discount_rank(ask: Ask) -> Measured:
    """Place of a sector when sectors are ordered by P/E discount, the largest discount first."""
    return place(ask, _discounts(ask), "P/E discount")


@metric(
    "sector_pe_discount_range",
    label="spread of sector P/E discounts",
    unit=Unit.FRACTION_DIFFERENCE,
    display=Display.POINTS,
    variants=(MEASURES, CONVENTIONS),
    window="none",
    kinds=("universe",),
    words=("range of discounts",),
    example="smallcap.sector_pe_discount_range.trailing",
)
def sector_pe_discount_range(ask: Ask) -> Measured:
    """Largest less smallest sector P/E discount, in percentage points."""
    pairs = _discounts(ask)
    label = f"{ask.entity.name}: spread of P/E discounts over {len(pairs)} sectors"
    return Measured(pairs[0][1] - pairs[-1][1], label=label)


@metric(
    "sector_pe_discount_count",
    label="number of sectors at a P/E discount",
    unit=Unit.COUNT,
    display=Display.COUNT,
    precision=0,
    variants=(MEASURES, ("cheaper", "dearer", "compared"), CONVENTIONS),
    window="none",
    kinds=("universe",),
    words=("sectors", "cost less … in # of ~ sectors"),
    example="smallcap.sector_pe_discount_count.trailing.cheaper",
)
def sector_pe_discount_count(ask: Ask) -> Measured:
    """How many sectors trade below (cheaper) or above (dearer) their counterpart, or can be compared."""
    pairs = _discounts(ask)
    which = chosen(ask, ("cheaper", "dearer", "compared"), "cheaper")
    counts = {
        "cheaper": sum(value > 0 for _, value in pairs),
        "dearer": sum(value < 0 for _, value in pairs),
        "compared": len(pairs),
    }
    label = f"{ask.entity.name}: sectors {which}, by P/E, of {len(pairs)}"
    return Measured(counts[which], label=label)


ALL = (
    sector_pe,
    sector_earnings_yield,
    sector_pe_discount,
    sector_pe_discount_extreme,
    sector_pe_discount_rank,
    sector_pe_discount_range,
    sector_pe_discount_count,
)
