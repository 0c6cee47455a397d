"""How far a P/E discount hangs on one company or one sector: leave one out, compute again."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from reportgen.metrics.ask import Ask
from reportgen.metrics.declare import metric
from reportgen.metrics.found import Measured, Missing
from reportgen.metrics.valuation import AGGREGATES, asked, multiple, titled
from reportgen.metrics.valuation_relative import against
from reportgen.metrics.valuation_universe import Stake, snapshot, stakes
from reportgen.model.sectors import SLUGS, sector_name
from reportgen.model.units import Display, Unit

CHOICES = ("lowest", "highest", "furthest")


@dataclass(frozen=True, slots=True)
class Without:
    """The discount with one name left out."""

    name: str
    discount: float


@metric(
    "pe_discount_without",
    label="P/E discount with one left out",
    unit=Unit.FRACTION,
    display=Display.PERCENT,
    variants=(*AGGREGATES, (*CHOICES, *SLUGS)),
    window="none",
    kinds=("universe",),
    words=("without", "excluding"),
    example="smallcap.pe_discount_without.trailing.ex_negative.furthest",
)
def pe_discount_without(ask: Ask) -> Measured:
    """The P/E discount computed again with one company, or one sector on both sides, left out.

    Where both universes are company rows each company is left out in turn; where one is sums by sector, each
    sector. `lowest` and `highest` bound the discount, `furthest` names who moves it most; a sector's name
    leaves out that sector. Cases whose P/E is not meaningful are left aside and counted.
    """
    measure, convention = asked(ask)
    choice = ask.variants[2] if len(ask.variants) > 2 else "furthest"
    full = ask.fact(ask.sibling("pe_discount", measure, convention))
    own, theirs = _sides(ask, measure, convention)
    if choice in SLUGS:
        found = _without(choice, _less(own, choice), _less(theirs, choice))
        if found is None:
            raise Missing(f"not meaningful without {sector_name(choice)}")
    else:
        found = _choose(choice, list(_each(ask, own, theirs)), full.number)
    label = f"{titled(ask, 'P/E discount')}, without {found.name}"
    return Measured(found.discount, as_of=full.as_of, label=label, who=found.name)


def _sides(ask: Ask, measure: str, convention: str) -> tuple[tuple[Stake, ...], tuple[Stake, ...]]:
    """The stakes of both universes; their reads are recorded by the discount this rests on."""
    other = against(ask)
    own = stakes(ask, measure, convention, snapshot(ask))
    return own, stakes(ask, measure, convention, snapshot(ask, subject=other))


def _less(side: tuple[Stake, ...], sector: str) -> tuple[float, float]:
    kept = [stake for stake in side if stake.sector != sector]
    return sum(stake.cap for stake in kept), sum(stake.earnings for stake in kept)


def _without(name: str, own: tuple[float, float], theirs: tuple[float, float]) -> Without | None:
    try:
        return Without(sector_name(name) if name in SLUGS else name, 1 - multiple(*own) / multiple(*theirs))
    except Missing:
        return None


def _each(ask: Ask, own: tuple[Stake, ...], theirs: tuple[Stake, ...]) -> Iterator[Without | None]:
    """Every case in turn; None where a P/E is not meaningful."""
    if not (snapshot(ask).by_company and snapshot(ask, subject=against(ask)).by_company):
        both = {stake.sector for stake in own} | {stake.sector for stake in theirs}
        for sector in sorted(both & set(SLUGS)):
            yield _without(sector, _less(own, sector), _less(theirs, sector))
        return
    small, large = _less(own, ""), _less(theirs, "")
    for stake in own:
        yield _without(stake.name, (small[0] - stake.cap, small[1] - stake.earnings), large)
    for stake in theirs:
        yield _without(stake.name, small, (large[0] - stake.cap, large[1] - stake.earnings))


def _choose(choice: str, cases: list[Without | None], full: float) -> Without:
    usable = [case for case in cases if case is not None]
    if not usable:
        raise Missing("not meaningful with any one left out")
    if choice == "furthest":
        return max(usable, key=lambda case: (abs(case.discount - full), case.name))
    ordered = sorted(usable, key=lambda case: (case.discount, case.name))
    return ordered[0] if choice == "lowest" else ordered[-1]


ALL = (pe_discount_without,)
