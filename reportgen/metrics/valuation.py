"""What a universe of companies costs: P/E under each convention, earnings yield, discount to another universe."""

from __future__ import annotations

from collections.abc import Callable

from reportgen.metrics.ask import Ask
from reportgen.metrics.declare import metric
from reportgen.metrics.found import Measured, Missing
from reportgen.metrics.valuation_universe import (
    CONVENTIONS,
    MEASURES,
    Snapshot,
    Stake,
    median_multiple,
    snapshot,
    stakes,
)
from reportgen.model.sectors import SLUGS, UNCLASSIFIED, sector_name
from reportgen.model.units import Display, Standing, Unit, weakest

MULTIPLES = (MEASURES, (*CONVENTIONS, "median"))
AGGREGATES = (MEASURES, CONVENTIONS)
PARTS = (*AGGREGATES, (*SLUGS, UNCLASSIFIED))
MEANINGFUL_YIELD = 0.01
"""Below an earnings yield of 1% a P/E passes 100 and jumps at the slightest change of earnings."""

_RULES = {
    "ex_negative": "loss-makers left out",
    "all": "loss-makers included",
    "zero_floored": "losses counted as zero",
    "median": "median of companies with earnings",
    "with_estimates": "profits estimated from margins added, unscreened",
    "screened_estimates": "believable estimated profits added",
}


def asked(ask: Ask) -> tuple[str, str]:
    """The measure and the convention asked for; trailing and ex_negative where none is named."""
    named = [word for word in ask.variants if word in {*MEASURES, *CONVENTIONS, "median"}]
    measure, convention = (*named, *("trailing", "ex_negative")[len(named) :])
    return measure, convention


def rule(convention: str) -> str:
    """What a convention does, for a label."""
    return _RULES[convention]


def titled(ask: Ask, what: str) -> str:
    """A label that names the subject, the measure and the convention."""
    measure, convention = asked(ask)
    return f"{ask.entity.name}: {measure} {what}, {_RULES[convention]}"


def _sum(ask: Ask, metric_name: str, one: Callable[[Stake], tuple[float, tuple[str, ...]]], what: str) -> Measured:
    measure, convention = asked(ask)
    found = snapshot(ask)
    chosen = stakes(ask, measure, convention, found)
    if not chosen:
        raise Missing(f"no company of {ask.entity.name} has {measure} earnings")
    label = titled(ask, what)
    if len(ask.variants) < 3:
        sectors = dict.fromkeys(stake.sector for stake in chosen)
        keys = [ask.sibling(metric_name, measure, convention, sector) for sector in sectors]
        total = sum(ask.fact(key).number for key in keys)
        ask.note(_coverage(ask, found, chosen))
        return Measured(total, as_of=found.day, label=label)
    chosen = tuple(stake for stake in chosen if stake.sector == ask.variants[2])
    if not chosen:
        raise Missing(f"no company of {ask.entity.name} in {sector_name(ask.variants[2])} has {measure} earnings")
    for stake in chosen:
        for column in one(stake)[1]:
            ask.row(found.table, stake.row, column)
    total = sum(one(stake)[0] for stake in chosen)
    standing = _standing(ask, found, chosen)
    label = f"{label}: {sector_name(ask.variants[2])}"
    return Measured(total, as_of=found.day, label=label, standing=standing)


def _standing(ask: Ask, found: Snapshot, chosen: tuple[Stake, ...]) -> Standing:
    """The table's own standing, or `estimated` where somebody's earnings are; then the note says so."""
    own = found.table.origin.standing
    if not any(stake.estimated for stake in chosen):
        return own
    ask.note(found.table.note or "Earnings of companies without a reported P/E are estimated from their margins.")
    return weakest(own, Standing.ESTIMATED)


def _coverage(ask: Ask, found: Snapshot, chosen: tuple[Stake, ...]) -> str:
    """How much of the universe a figure rests on."""
    counted = [stake.companies for stake in chosen]
    share = sum(stake.cap for stake in chosen) / found.market_cap
    some = "" if None in counted else f"{sum(filter(None, counted)):,} of {found.companies:,} companies, "
    name = ask.entity.name[0].upper() + ask.entity.name[1:]
    return f"{name}: {asked(ask)[0]} earnings counted for {some}{share * 100:.0f}% of the market value."


@metric(
    "market_cap",
    label="market value",
    unit=Unit.USD,
    display=Display.DOLLARS,
    variants=PARTS,
    window="none",
    kinds=("universe",),
    words=("market value", "market capitalisation"),
    example="smallcap.market_cap.trailing.ex_negative",
)
def market_cap(ask: Ask) -> Measured:
    """Sum of the market capitalisations that the P/E of the same name divides by earnings.

    A company counts where the rule admits its earnings: with earnings only (ex_negative), loss-makers as
    well (all, zero_floored). A third word keeps one sector.
    """
    return _sum(ask, "market_cap", lambda stake: (stake.cap, stake.cap_columns), "market value")


@metric(
    "earnings",
    label="earnings",
    unit=Unit.USD,
    display=Display.DOLLARS,
    variants=PARTS,
    window="none",
    kinds=("universe",),
    words=("earnings", "profits"),
    example="smallcap.earnings.trailing.all",
)
def earnings(ask: Ask) -> Measured:
    """Sum of a year's earnings: the reported last twelve months (trailing) or the consensus next twelve (forward).

    Earnings are market capitalisation over the vendor's P/E. A company without a trailing P/E made a loss;
    its size is estimated from its margin or return on equity and marks the sum as estimated. Margins beyond
    100% are refused, zero margins mean missing. Estimated profits enter only under the two rules named after
    them: with_estimates takes them all, screened_estimates refuses margins beyond 100% and profits beside a
    return on equity that is not positive.
    """
    return _sum(ask, "earnings", lambda stake: (stake.earnings, stake.earnings_columns), "earnings")


def _sums(ask: Ask, subject: str | None = None) -> tuple[float, float]:
    """Market value and earnings behind a multiple. Raises Missing where either is."""
    measure, convention = asked(ask)
    cap = ask.fact(ask.sibling("market_cap", measure, convention, subject=subject)).number
    return cap, ask.fact(ask.sibling("earnings", measure, convention, subject=subject)).number


def multiple(cap: float, earned: float) -> float:
    """Market value over earnings. Raises Missing where the earnings yield is under 1%."""
    if cap <= 0:
        raise Missing("no market value to compare with earnings")
    if (earnings_yield := earned / cap) < MEANINGFUL_YIELD:
        raise Missing(f"not meaningful: earnings yield {earnings_yield * 100:.1f}%".replace("-", "−"))
    return cap / earned


@metric(
    "pe",
    label="P/E",
    unit=Unit.RATIO,
    display=Display.RATIO,
    variants=MULTIPLES,
    window="none",
    kinds=("universe",),
    words=(
        "P/E",
        "price-earnings ratio",
        "price/earnings",
        "times earnings",
        "multiple",
        "cost # their profits",
        "# their earnings",
    ),
    example="smallcap.pe.trailing.ex_negative",
)
def pe(ask: Ask) -> Measured:
    """Aggregate price-earnings ratio: sum of market values over sum of earnings.

    This is the harmonic mean of the companies' P/Es weighted by market value. ex_negative leaves loss-makers
    out on both sides (FTSE Russell's and iShares' convention), all counts their losses (S&P, Birinyi),
    zero_floored keeps their price and drops the loss, median is the middle company with earnings. Where the
    earnings yield is under 1% the ratio is not meaningful and only the yield is given.
    """
    found = snapshot(ask)
    label = titled(ask, "P/E")
    if asked(ask)[1] != "median":
        return Measured(multiple(*_sums(ask)), as_of=found.day, label=label)
    if not found.by_company:
        raise Missing("a median needs company rows; the data are sums by sector")
    chosen = stakes(ask, asked(ask)[0], "ex_negative", found)
    if not chosen:
        raise Missing(f"no company of {ask.entity.name} has {asked(ask)[0]} earnings")
    for stake in chosen:
        for column in dict.fromkeys((*stake.cap_columns, *stake.earnings_columns)):
            ask.row(found.table, stake.row, column)
    ask.note(_coverage(ask, found, chosen))
    return Measured(median_multiple(chosen), as_of=found.day, label=label)


@metric(
    "earnings_yield",
    label="earnings yield",
    unit=Unit.FRACTION,
    display=Display.PERCENT,
    variants=AGGREGATES,
    window="none",
    kinds=("universe",),
    words=("earnings yield", "yield", "earn # of their price", "they yield #"),
    example="smallcap.earnings_yield.trailing.all",
)
def earnings_yield(ask: Ask) -> Measured:
    """Sum of earnings over sum of market values: the P/E turned over, continuous where earnings pass through zero."""
    cap, earned = _sums(ask)
    if cap <= 0:
        raise Missing("no market value to compare with earnings")
    return Measured(earned / cap, as_of=snapshot(ask).day, label=titled(ask, "earnings yield"))


@metric(
    "loss_maker_share",
    label="share of loss-makers",
    unit=Unit.FRACTION,
    display=Display.PERCENT,
    variants=(("count", "weight"),),
    window="none",
    kinds=("universe",),
    words=("loss-makers", "unprofitable companies", "loss-making", "companies that lose money : #"),
    example="smallcap.loss_maker_share.count",
)
def loss_maker_share(ask: Ask) -> Measured:
    """Companies that lost money in the last twelve months, of those whose result is reported or believably estimated.

    By count or by market value. A missing trailing P/E stands for a loss; without a usable estimate a company
    is on neither side.
    """
    found = snapshot(ask)
    by_weight = "weight" in ask.variants
    everyone, earning = stakes(ask, "trailing", "all", found), stakes(ask, "trailing", "ex_negative", found)
    label = f"{ask.entity.name}: loss-makers by {'market value' if by_weight else 'number'}"
    if not everyone:
        raise Missing(f"no company of {ask.entity.name} has trailing earnings")
    if by_weight:
        whole = ask.fact(ask.sibling("market_cap", "trailing", "all")).number
        profitable = ask.fact(ask.sibling("market_cap", "trailing", "ex_negative")).number
    else:
        whole, profitable = _count(ask, found, everyone), sum(stake.companies or 0 for stake in earning)
    standing = _standing(ask, found, everyone)
    return Measured(1 - profitable / whole, as_of=found.day, label=label, standing=standing)


def _count(ask: Ask, found: Snapshot, everyone: tuple[Stake, ...]) -> int:
    """How many companies have a result, recorded."""
    for stake in everyone:
        columns = stake.earnings_columns if found.by_company else ("with_reported_pe", "loss_makers_estimated")
        for column in columns:
            ask.row(found.table, stake.row, column)
    ask.note(_coverage(ask, found, everyone))
    return sum(stake.companies or 0 for stake in everyone)


ALL = (
    pe,
    earnings_yield,
    market_cap,
    earnings,
    loss_maker_share,
)
