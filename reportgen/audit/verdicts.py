"""Verdicts: supported, contradicted, unverifiable. One rule decides: do the stated interval and the fact's meet?"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from reportgen.audit.grammar.quantity import Bound, Measure, Quantity
from reportgen.audit.grammar.statement import Sort, Statement
from reportgen.audit.resolve.resolution import Resolution
from reportgen.audit.resolve.shelf import Evidence
from reportgen.model.units import Unit

_MAY_BE = "it may count dividends, or start on another day, which the data do not tell"


_RANGE = 0.0006
"""How exactly both ends of a range of a policy rate must be right: they move by quarters of a point."""


class Verdict(StrEnum):
    """What the data say of a claim."""

    SUPPORTED = "supported"
    CONTRADICTED = "contradicted"
    UNVERIFIABLE = "unverifiable"


@dataclass(frozen=True, slots=True)
class Judgement:
    """A verdict with its evidence: the fact that supports, or the one the statement should have matched."""

    verdict: Verdict
    evidence: Evidence | None = None
    reason: str = ""
    error: str = ""


def judge(said: Statement, found: Resolution) -> Judgement:
    """The verdict on a statement."""
    if said.sort in {Sort.ORDER, Sort.DIRECTION}:
        return _by_sign(said, found)
    if said.sort in {Sort.EXTREME, Sort.STREAK}:
        return _by_history(said, found)
    if said.quantity is not None and not found.tried and found.bounds:
        return _bounded(said, found)
    if said.quantity is None or not found.tried:
        reason = found.missing[0] if found.missing else "the data measure no such thing"
        return Judgement(Verdict.UNVERIFIABLE, None, found.loose or reason)
    matching = [one for one in found.tried if fits(said.quantity, one, found)]
    if said.negated:
        return _denied(found, matching)
    if matching:
        return Judgement(Verdict.SUPPORTED, matching[0], "")
    if passing := _passing(said.quantity, found):
        return Judgement(Verdict.SUPPORTED, passing[0], "true as a bound")
    best = closest(said.quantity, found)
    return _excused(said, said.quantity, found, best) or Judgement(Verdict.CONTRADICTED, best)


def _excused(said: Statement, quantity: Quantity, found: Resolution, best: Evidence) -> Judgement | None:
    """Why a figure that no reading supports may still not be wrong; None where nothing excuses it."""
    if any(kind == "variant" and fits(quantity, one, found) for kind, one in found.beside):
        return Judgement(Verdict.UNVERIFIABLE, best, "it fits under another convention than the text names")
    if said.future:
        return Judgement(Verdict.UNVERIFIABLE, None, "a forecast, or a supposition")
    if not found.firm:
        return Judgement(Verdict.UNVERIFIABLE, best, found.loose or "the text leaves open what exactly is meant")
    if found.gap:
        return Judgement(Verdict.UNVERIFIABLE, best, found.gap)
    unit = any(kind == "unit" and fits(quantity, one, found) for kind, one in found.beside)
    if within_slack(quantity, found) and not unit:
        return Judgement(Verdict.UNVERIFIABLE, best, found.may_be or _MAY_BE)
    return _near(quantity, found, best)


def _near(quantity: Quantity, found: Resolution, best: Evidence) -> Judgement | None:
    """Whether a figure misses by no more than a high within the day or a bound may explain."""
    if found.blur and abs((1 + (found.signed or 1) * quantity.value) / (1 + best.value) - 1) <= found.blur:
        return Judgement(Verdict.UNVERIFIABLE, best, "it may be measured from a high or low within the day")
    if _understated(quantity, best):
        return Judgement(Verdict.UNVERIFIABLE, best, "true as a bound, but far from the figure")
    return None


def _denied(found: Resolution, matching: list[Evidence]) -> Judgement:
    """A denial: "did not gain 2.0%" is wrong where the data say it did."""
    if matching and found.firm:
        return Judgement(Verdict.CONTRADICTED, matching[0], "the text denies what the data say", "negation")
    return Judgement(Verdict.UNVERIFIABLE, found.tried[0], "a denial of a number says little")


# -- numbers ---------------------------------------------------------------------------------------


def fits(quantity: Quantity, evidence: Evidence, found: Resolution) -> bool:
    """Whether the stated interval meets the fact and its tolerance."""
    if evidence.ends is not None and quantity.is_range:
        room = min(quantity.half, _RANGE) + evidence.tolerance + 1e-9
        return abs(quantity.low - evidence.ends[0]) <= room and abs(quantity.high - evidence.ends[1]) <= room
    if found.threshold:
        edge = evidence.value * found.threshold + evidence.tolerance
        return edge >= min(quantity.low * found.threshold, quantity.high * found.threshold) - quantity.half
    return any(_meets(quantity, evidence, sign) for sign in _signs(found.signed))


def _signs(signed: int) -> tuple[int, ...]:
    return (signed,) if signed else (1, -1)


def _meets(quantity: Quantity, evidence: Evidence, sign: int) -> bool:
    low, high = quantity.interval()
    if (
        evidence.unit is Unit.INDEX_POINTS
        and quantity.measure in {Measure.PLAIN, Measure.BARE_POINTS}
        and quantity.places == 0
        and quantity.bound is Bound.EXACT
    ):
        high = quantity.high + 2 * quantity.half
    if sign < 0:
        low, high = -high, -low
    slack = evidence.tolerance + 1e-9 * max(1.0, abs(evidence.value))
    return low - slack <= evidence.value <= high + slack


def closest(quantity: Quantity, found: Resolution) -> Evidence:
    """The evidence of the likeliest period that the statement comes nearest to."""
    sign = found.signed or 1
    likeliest = found.tried[0].key.partition("@")[2]
    same = [one for one in found.tried if one.key.partition("@")[2] == likeliest]
    same = [one for one in same if not one.estimated] or same
    return min(same, key=lambda one: abs(one.value - sign * quantity.value))


def within_slack(quantity: Quantity, found: Resolution) -> bool:
    """Whether dividends the data do not hold could make the difference."""
    low, high = quantity.interval()
    if found.signed < 0:
        low, high = -high, -low
    return any(low <= most and high >= least for _, least, most in found.bounds)


def _bounded(said: Statement, found: Resolution) -> Judgement:
    """A total return that the data do not hold: wrong where the price return leaves no room for it."""
    quantity, nearest = said.quantity, found.bounds[0][0]
    if quantity is None or said.future or said.negated or not found.firm or within_slack(quantity, found):
        return Judgement(
            Verdict.UNVERIFIABLE, None, found.missing[0] if found.missing else "no total return of that window"
        )
    return Judgement(Verdict.CONTRADICTED, nearest, "", "value")


def _passing(quantity: Quantity, found: Resolution) -> list[Evidence]:
    """The readings that pass a round line put in words: "a quarter point or more", "at least a tenth"."""
    if quantity.bound is not Bound.AT_LEAST or not quantity.worded or not found.signed:
        return []
    return [one for one in found.tried if one.value * found.signed >= quantity.low - quantity.half]


def _understated(quantity: Quantity, evidence: Evidence) -> bool:
    """A bound that holds, though the figure lies far beyond it."""
    value = abs(evidence.value)
    if quantity.bound in {Bound.OVER, Bound.AT_LEAST}:
        return value >= quantity.low
    return quantity.bound in {Bound.UNDER, Bound.UP_TO} and value <= quantity.high


# -- signs -----------------------------------------------------------------------------------------


def _by_sign(said: Statement, found: Resolution) -> Judgement:
    """Statements without a number: every reading must agree before one is called wrong."""
    if not found.tried:
        return Judgement(Verdict.UNVERIFIABLE, None, found.missing[0] if found.missing else "no data")
    wanted = -found.order if said.negated else found.order
    agreeing = [one for one in found.tried if one.value * wanted > 0]
    against = [one for one in found.tried if one.value * wanted < -one.tolerance and abs(one.value) > 0.00005]
    if said.future:
        return Judgement(Verdict.UNVERIFIABLE, found.tried[0], "a forecast, or a supposition")
    if agreeing and not against:
        return Judgement(Verdict.SUPPORTED, agreeing[0])
    if against and not agreeing and found.firm:
        worst = max(against, key=lambda one: abs(one.value))
        return Judgement(Verdict.CONTRADICTED, worst, "", "negation" if said.negated else "direction")
    if agreeing:
        return Judgement(Verdict.UNVERIFIABLE, found.tried[0], "true of some readings, not of others")
    return Judgement(Verdict.UNVERIFIABLE, found.tried[0], "the text leaves open what exactly is meant")


def _by_history(said: Statement, found: Resolution) -> Judgement:
    """Superlatives and runs: one reading that holds is enough, all must fail for a contradiction."""
    if not found.tried:
        return Judgement(Verdict.UNVERIFIABLE, None, found.loose or (found.missing[0] if found.missing else "no data"))
    holding = [one for one in found.tried if one.value > 0]
    if said.future:
        return Judgement(Verdict.UNVERIFIABLE, found.tried[0], "a forecast, or a supposition")
    if bool(holding) != said.negated:
        return Judgement(Verdict.SUPPORTED, (holding or list(found.tried))[0])
    if not found.firm:
        return Judgement(
            Verdict.UNVERIFIABLE, found.tried[0], found.loose or "the text leaves open what exactly is meant"
        )
    error = "negation" if said.negated else "superlative" if said.sort is Sort.EXTREME else "count"
    return Judgement(Verdict.CONTRADICTED, found.tried[0], "", error)


def is_percent(quantity: Quantity) -> bool:
    """Whether a quantity is printed in per cent."""
    return quantity.measure is Measure.PERCENT
