"""Analyst price targets as a stand-in for fair value, always beside the same sector of the other universe."""

from __future__ import annotations

from reportgen.metrics.ask import Ask
from reportgen.metrics.declare import metric
from reportgen.metrics.found import Measured, Missing
from reportgen.metrics.sectors import ENDS, chosen, extreme, ranked, same_scheme, sector
from reportgen.metrics.valuation_relative import against, comparable
from reportgen.metrics.valuation_universe import sector_of, snapshot
from reportgen.model.sectors import SLUGS, sector_name
from reportgen.model.units import Display, Standing, Unit, weakest

AVERAGES = ("median", "weighted")
_COLUMNS = {"median": "median_discount_to_target", "weighted": "cap_weighted_discount_to_target"}
_STALE_AFTER = 180


@metric(
    "target_price_discount",
    label="discount of price to analyst target",
    unit=Unit.FRACTION,
    display=Display.PERCENT,
    variants=(SLUGS, AVERAGES),
    window="none",
    kinds=("universe",),
    words=("discount to price target", "discount to analyst targets"),
    example="smallcap.target_price_discount.industrials.median",
)
def target_price_discount(ask: Ask) -> Measured:
    """One less price over analysts' target price: the median company of a sector, or weighted by market value.

    A proxy for fair value, so marked as estimated: most shares trade below their target in most years, and
    only the difference from the same sector of another universe says something. Stale targets are refused.
    """
    found = snapshot(ask, "targets", limit=_STALE_AFTER)
    average = chosen(ask, AVERAGES, "median")
    rows = [row for row in found.rows if sector_of(row) == sector(ask)]
    if not rows:
        raise Missing(f"“{found.table.origin.title}” has no {sector_name(sector(ask))} for {ask.entity.name}")
    value = ask.row(found.table, rows[0], _COLUMNS[average])
    if found.table.note:
        ask.note(found.table.note)
    words = "median" if average == "median" else "weighted by market value"
    label = f"{ask.entity.name}, {sector_name(sector(ask))}: discount of price to analyst target, {words}"
    standing = weakest(Standing.ESTIMATED, found.table.origin.standing)
    return Measured(value, as_of=found.day, label=label, standing=standing)


@metric(
    "target_price_gap",
    label="discount to analyst target less that of the same sector of the other universe",
    unit=Unit.FRACTION_DIFFERENCE,
    display=Display.POINTS,
    variants=(SLUGS, AVERAGES),
    window="none",
    kinds=("universe",),
    words=("gap to large-cap discount",),
    example="smallcap.target_price_gap.industrials.median",
)
def target_price_gap(ask: Ask) -> Measured:
    """A sector's discount to analyst targets less that of the same sector of the other universe, percentage points."""
    other, words = against(ask), (sector(ask), chosen(ask, AVERAGES, "median"))
    comparable(snapshot(ask, "targets"), snapshot(ask, "targets", subject=other))
    same_scheme(ask, "targets")
    own = ask.fact(ask.sibling("target_price_discount", *words)).number
    theirs = ask.fact(ask.sibling("target_price_discount", *words, subject=other)).number
    name = f"{ask.entity.name}, {sector_name(sector(ask))}"
    label = f"{name}: discount to analyst target less that of {ask.entity_of(other).name}"
    return Measured(own - theirs, label=label)


@metric(
    "target_price_gap_extreme",
    label="largest or smallest gap between sectors' discounts to analyst targets",
    unit=Unit.FRACTION_DIFFERENCE,
    display=Display.POINTS,
    variants=(ENDS, AVERAGES),
    window="none",
    kinds=("universe",),
    words=("largest gap",),
    example="smallcap.target_price_gap_extreme.largest.median",
)
def target_price_gap_extreme(ask: Ask) -> Measured:
    """The sector whose discount to analyst targets exceeds that of its counterpart most, or least."""
    average = chosen(ask, AVERAGES, "median")
    pairs = ranked(ask, {slug: ask.sibling("target_price_gap", slug, average) for slug in SLUGS})
    return extreme(ask, pairs, "gap in discounts to analyst targets")


ALL = (
    target_price_discount,
    target_price_gap,
    target_price_gap_extreme,
)
