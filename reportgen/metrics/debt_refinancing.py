"""A scenario: what debt that falls due or floats would cost at given rates.

The rates are inputs somebody declares, never forecasts: in the entity's options (refinancing_rate,
reference_rate_change, floating_rate) or as variants of the key (new_750bp, ref_-50bp).
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from reportgen.metrics.ask import Ask
from reportgen.metrics.debt import SCOPES, place
from reportgen.metrics.debt_ladder import Borrower, Borrowers, borrowers, covered, ladders, months_of
from reportgen.metrics.debt_maturities import years
from reportgen.metrics.declare import metric
from reportgen.metrics.found import Measured, Missing
from reportgen.metrics.valuation_universe import number
from reportgen.model.units import Display, Unit

_WORD = re.compile(r"(new|ref)_(-?\d+)bp")
ANY: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Scenario:
    """Rates as fractions: what maturing debt is renewed at, how the reference rate moves, what floating debt pays now.

    `floating_rate` None means: what floating debt pays is not known, the company's effective rate stands for it.
    """

    new_rate: float
    reference_change: float
    floating_rate: float | None = None


@dataclass(frozen=True, slots=True)
class Loan:
    """A company's year: dollars of debt, of its floating part, of what falls due, and of interest paid."""

    total: float
    floating: float
    maturing: float
    interest: float


def change(loan: Loan, scenario: Scenario) -> float:
    """More interest a year, dollars: `maturing * (new - old) + floating * change of the reference rate`.

    What falls due is taken to be fixed-rate debt first; its old rate is what the interest leaves for it.
    """
    fixed = max(loan.total - loan.floating, 0.0)
    repriced = min(loan.maturing, fixed)
    if scenario.floating_rate is None or not fixed:
        old = loan.interest / loan.total if loan.total else 0.0
    else:
        old = (loan.interest - loan.floating * scenario.floating_rate) / fixed
    return repriced * (scenario.new_rate - old) + loan.floating * scenario.reference_change


def scenario_of(ask: Ask) -> Scenario:
    """The declared rates. Raises Missing where none are declared."""
    options, words = ask.entity.options, {}
    for word in ask.variants:
        if word in SCOPES:
            continue
        match = _WORD.fullmatch(word)
        if match is None:
            raise Missing(
                f"{word} is no rate; write new_750bp for renewal at 7.5%, ref_-50bp for a cut of half a point"
            )
        words[match[1]] = int(match[2]) / 10_000
    new, reference = words.get("new", options.get("refinancing_rate")), words.get("ref")
    if not isinstance(new, (int, float)):
        raise Missing("no refinancing rate is declared (option `refinancing_rate`, or a variant such as new_750bp)")
    declared = options.get("reference_rate_change")
    moved = reference if reference is not None else (declared if isinstance(declared, (int, float)) else 0.0)
    floating = options.get("floating_rate")
    return Scenario(float(new), float(moved), float(floating) if isinstance(floating, (int, float)) else None)


@dataclass(frozen=True, slots=True)
class _Outcome:
    more: float
    interest: float
    ebit: float | None
    who: Borrowers
    label: str


def _run(ask: Ask, what: str) -> _Outcome:
    """The scenario over every company whose debt, interest and maturities are known."""
    scenario, where = scenario_of(ask), next((word for word in ask.variants if word in SCOPES), "all")
    start, end = months_of(ask)
    who = borrowers(ask, where)
    made = ladders(ask, who)
    covered(ask, made, start, end)
    usable = [one for one in made if number(one.row, "interest_expense") is not None and number(one.row, "total_debt")]
    if not usable:
        raise Missing(f"“{who.found.table.origin.title}” has no company with debt, interest and maturities")
    loans = [_loan(ask, who, one, one.between(start, end)) for one in usable]
    ebits = [number(one.row, "ebit") for one in usable]
    label = f"{place(ask, where, who.found)}: {what}, debt due in {years(start, end)} renewed {_words(scenario)}"
    _tell(ask, scenario, len(usable), len(who.rows))
    return _Outcome(
        sum(change(loan, scenario) for loan in loans),
        sum(loan.interest for loan in loans),
        None if None in ebits else sum(filter(None, ebits)),
        who,
        label,
    )


def _loan(ask: Ask, who: Borrowers, one: Borrower, maturing: float) -> Loan:
    table = who.found.table
    floating = ask.row(table, one.row, "floating_debt") if number(one.row, "floating_debt") is not None else 0.0
    if number(one.row, "ebit") is not None:
        ask.row(table, one.row, "ebit")
    return Loan(ask.row(table, one.row, "total_debt"), floating, maturing, ask.row(table, one.row, "interest_expense"))


def _words(scenario: Scenario) -> str:
    moved = scenario.reference_change
    way = "unchanged" if not moved else f"{abs(moved) * 100:.2f} points {'lower' if moved < 0 else 'higher'}"
    return f"at {scenario.new_rate * 100:.2f}%, reference rate {way}"


def _tell(ask: Ask, scenario: Scenario, usable: int, everyone: int) -> None:
    ask.note(f"A scenario, no forecast: maturing debt is renewed {_words(scenario)}; fixed-rate debt falls due first.")
    if scenario.floating_rate is None:
        ask.note("Maturing debt is taken to cost the company's effective rate today.")
    if usable < everyone:
        ask.note(f"Known for {usable} of {everyone} companies.")


@metric(
    "debt.refinancing_cost",
    label="more interest a year after refinancing",
    unit=Unit.USD,
    display=Display.DOLLARS,
    variants=(SCOPES, ANY, ANY),
    kinds=("universe",),
    words=("refinancing cost", "extra interest"),
    example="smallcap.debt.refinancing_cost@2027",
)
def refinancing_cost(ask: Ask) -> Measured:
    """More interest a year once debt due in the window is renewed at a declared rate and floating debt has repriced.

    Sum over companies of maturing debt times (new rate less old rate) plus floating debt times the change of
    the reference rate. The rates are declared, not forecast.
    """
    found = _run(ask, "more interest a year")
    return Measured(found.more, as_of=found.who.found.day, label=found.label)


@metric(
    "debt.refinancing_share",
    label="more interest after refinancing, share of interest paid",
    unit=Unit.FRACTION,
    display=Display.PERCENT,
    variants=(SCOPES, ANY, ANY),
    kinds=("universe",),
    words=("rise in interest",),
    example="smallcap.debt.refinancing_share@2027",
)
def refinancing_share(ask: Ask) -> Measured:
    """The scenario's additional interest over the interest of the last fiscal year."""
    found = _run(ask, "rise in interest")
    if found.interest <= 0:
        raise Missing("the companies pay no interest")
    return Measured(found.more / found.interest, as_of=found.who.found.day, label=found.label)


@metric(
    "debt.refinancing_coverage",
    label="interest coverage after refinancing",
    unit=Unit.RATIO,
    display=Display.MULTIPLE,
    variants=(SCOPES, ANY, ANY),
    kinds=("universe",),
    words=("interest coverage after refinancing",),
    example="smallcap.debt.refinancing_coverage@2027",
)
def refinancing_coverage(ask: Ask) -> Measured:
    """EBIT over the scenario's interest: sum over sum, with EBIT as it was in the last fiscal year."""
    found = _run(ask, "EBIT to interest")
    if found.ebit is None:
        raise Missing("EBIT is not known for every company of the scenario")
    after = found.interest + found.more
    if after <= 0:
        raise Missing("the scenario leaves no interest to cover")
    return Measured(found.ebit / after, as_of=found.who.found.day, label=found.label)


ALL = (
    refinancing_cost,
    refinancing_share,
    refinancing_coverage,
)
