"""One universe's valuation beside another's: relative P/E, discount, gap in yields, place in its own history."""

from __future__ import annotations

from datetime import date

from reportgen.metrics.ask import Ask
from reportgen.metrics.declare import metric
from reportgen.metrics.found import Measured, Missing
from reportgen.metrics.valuation import AGGREGATES, MULTIPLES, asked, multiple, titled
from reportgen.metrics.valuation_universe import Snapshot, days_of, median_multiple, snapshot, stakes
from reportgen.model.printing import day as spelt
from reportgen.model.units import Display, Unit

ENOUGH_HISTORY = 12
"""Fewer earlier dates than this say nothing about where a value stands."""


def against(ask: Ask) -> str:
    """The universe the subject is compared with, from the catalog's option `against`."""
    other = ask.entity.options.get("against")
    if not isinstance(other, str):
        raise Missing(f"the catalog names no universe to compare {ask.entity.name} with (option `against`)")
    return other


def comparable(first: Snapshot, second: Snapshot) -> None:
    """Raises Missing where two snapshots lie more than a week apart."""
    if abs((first.day - second.day).days) > 7:
        raise Missing(f"the two universes are of different dates, {spelt(first.day)} and {spelt(second.day)}")


@metric(
    "earnings_yield_gap",
    label="earnings yield less that of the universe it is compared with",
    unit=Unit.FRACTION_DIFFERENCE,
    display=Display.POINTS,
    variants=AGGREGATES,
    window="none",
    kinds=("universe",),
    words=("gap in earnings yields", "earn # more on their price"),
    opposite=("earn # less on their price", "earn less per dollar", "forecasts narrow that to #"),
    example="smallcap.earnings_yield_gap.trailing.all",
)
def earnings_yield_gap(ask: Ask) -> Measured:
    """Earnings yield less the other universe's under the same rule, in percentage points; positive means cheaper."""
    other = against(ask)
    comparable(snapshot(ask), snapshot(ask, subject=other))
    own = ask.fact(ask.sibling("earnings_yield", *asked(ask)))
    theirs = ask.fact(ask.sibling("earnings_yield", *asked(ask), subject=other))
    name = ask.entity_of(other).name
    label = titled(ask, f"earnings yield less that of {name}")
    return Measured(own.number - theirs.number, as_of=min(own.as_of, theirs.as_of), label=label)


def _relative(ask: Ask, what: str) -> tuple[float, date, str]:
    """This P/E over the other universe's, the day they describe, and a label."""
    other = against(ask)
    comparable(snapshot(ask), snapshot(ask, subject=other))
    own = ask.fact(ask.sibling("pe", *asked(ask)))
    theirs = ask.fact(ask.sibling("pe", *asked(ask), subject=other))
    return own.number / theirs.number, min(own.as_of, theirs.as_of), titled(ask, f"{what} {ask.entity_of(other).name}")


@metric(
    "relative_pe",
    label="P/E over that of the universe it is compared with",
    unit=Unit.RATIO,
    display=Display.RATIO,
    precision=2,
    variants=MULTIPLES,
    window="none",
    kinds=("universe",),
    words=("relative P/E", "relative multiple"),
    example="smallcap.relative_pe.trailing.ex_negative",
)
def relative_pe(ask: Ask) -> Measured:
    """P/E over the other universe's P/E under the same rule and of the same date; under 1 means cheaper."""
    ratio, day, label = _relative(ask, "P/E over that of")
    return Measured(ratio, as_of=day, label=label)


@metric(
    "pe_discount",
    label="P/E discount",
    unit=Unit.FRACTION,
    display=Display.PERCENT,
    variants=MULTIPLES,
    window="none",
    kinds=("universe",),
    words=(
        "valuation discount",
        "P/E discount",
        "discount",
        "# less per dollar of profit",
        "cost # less",
        "cost … less",
        "trade # below",
    ),
    opposite=("# more per dollar of profit", "cost # more", "trade # above"),
    example="smallcap.pe_discount.trailing.ex_negative",
)
def pe_discount(ask: Ask) -> Measured:
    """One less the relative P/E: how far below the other universe's multiple this one's lies; positive means cheaper.

    Both sides follow the same rule. A discount of 20% is not a premium of 20% the other way round (25%).
    """
    ratio, day, label = _relative(ask, "P/E discount to")
    return Measured(1 - ratio, as_of=day, label=label)


@metric(
    "pe_percentile",
    label="P/E: share of its own earlier values at or below it",
    unit=Unit.FRACTION,
    display=Display.PERCENT,
    precision=0,
    variants=MULTIPLES,
    window="none",
    kinds=("universe",),
    words=("percentile of its history",),
    example="smallcap.pe_percentile.trailing.ex_negative",
)
def pe_percentile(ask: Ask) -> Measured:
    """Share of the universe's earlier P/Es, same rule and same source, at or below the present one.

    Needs at least twelve earlier dates in the fundamentals table; dates whose P/E is not meaningful are
    left out and counted in the notes.
    """
    present = ask.fact(ask.sibling("pe", *asked(ask)))
    found = snapshot(ask)
    earlier = _earlier(ask, found, ask.subject)
    return _place(ask, present.number, [_multiple_on(ask, ask.subject, day) for day in earlier], found)


@metric(
    "pe_discount_percentile",
    label="P/E discount: share of its own earlier values at or below it",
    unit=Unit.FRACTION,
    display=Display.PERCENT,
    precision=0,
    variants=MULTIPLES,
    window="none",
    kinds=("universe",),
    words=("percentile of its history",),
    example="smallcap.pe_discount_percentile.trailing.ex_negative",
)
def pe_discount_percentile(ask: Ask) -> Measured:
    """Share of the earlier discounts to the same universe, same rule and source, at or below the present one.

    Needs at least twelve earlier dates that both universes have.
    """
    present = ask.fact(ask.sibling("pe_discount", *asked(ask)))
    other, found = against(ask), snapshot(ask)
    theirs = _earlier(ask, snapshot(ask, subject=other), other)
    days = [day for day in _earlier(ask, found, ask.subject) if day in theirs]
    pairs = [(_multiple_on(ask, ask.subject, day), _multiple_on(ask, other, day)) for day in days]
    values = [1 - own / their if own is not None and their is not None else None for own, their in pairs]
    return _place(ask, present.number, values, found)


def _earlier(ask: Ask, found: Snapshot, subject: str) -> tuple[date, ...]:
    """The dates before the snapshot's, recorded. Raises Missing where they are too few."""
    earlier = tuple(day for day in days_of(found.table, found.group) if day < found.day)
    if len(earlier) < ENOUGH_HISTORY:
        name = ask.entity_of(subject).name
        raise Missing(
            f"“{found.table.origin.title}” has {len(earlier) or 'no'} earlier date{'' if len(earlier) == 1 else 's'} "
            f"for {name}; its own history needs {ENOUGH_HISTORY}"
        )
    rows = [row for day in earlier for row in snapshot(ask, subject=subject, day=day).rows]
    ask.extent(found.table, rows, "market_cap")
    return earlier


def _multiple_on(ask: Ask, subject: str, day: date) -> float | None:
    """The P/E of an earlier date; None where it was not meaningful."""
    measure, convention = asked(ask)
    found = snapshot(ask, subject=subject, day=day)
    chosen = stakes(ask, measure, "ex_negative" if convention == "median" else convention, found)
    if convention == "median":
        return median_multiple(chosen) if chosen else None
    try:
        return multiple(sum(stake.cap for stake in chosen), sum(stake.earnings for stake in chosen))
    except Missing:
        return None


def _place(ask: Ask, present: float, values: list[float | None], found: Snapshot) -> Measured:
    usable = [value for value in values if value is not None]
    if len(usable) < ENOUGH_HISTORY:
        raise Missing(f"only {len(usable)} of {len(values)} earlier dates have a meaningful value")
    ask.note(f"Compared with {len(usable)} earlier dates; {len(values) - len(usable)} were not meaningful.")
    share = sum(value <= present for value in usable) / len(usable)
    return Measured(share, as_of=found.day, label=titled(ask, "valuation in its own history"))


ALL = (
    pe_discount,
    relative_pe,
    earnings_yield_gap,
    pe_percentile,
    pe_discount_percentile,
)
