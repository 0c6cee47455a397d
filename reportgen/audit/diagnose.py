"""Names the error in a contradicted claim, and finds where its number does belong."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from reportgen.audit.grammar.quantity import PERCENT_LIKE, Bound, Quantity
from reportgen.audit.grammar.statement import Sort, Statement
from reportgen.audit.resolve.clock import Clock
from reportgen.audit.resolve.resolution import Resolution
from reportgen.audit.resolve.shelf import Evidence, Shelf, evidence_of
from reportgen.audit.resolve.turns import turns
from reportgen.audit.verdicts import fits
from reportgen.audit.wording import places_of, shown, told, what_of
from reportgen.model.printing import MINUS, day, is_move

_FAR = 400
"""Days beyond which a number that fits is a coincidence rather than a period confused with the one stated."""


@dataclass(frozen=True, slots=True)
class Diagnosis:
    """The class of an error, a sentence of explanation, and where the stated number fits."""

    error: str
    reason: str
    suggestion: str = ""
    fitting: Evidence | None = None


def diagnose(said: Statement, found: Resolution, best: Evidence, shelf: Shelf, clock: Clock) -> Diagnosis:
    """What is wrong with a contradicted number. Tests go from the certain to the suggestive."""
    quantity = said.quantity
    if said.sort is Sort.EXTREME:
        return Diagnosis("superlative", _history_reason(said, best, shelf))
    if said.sort is Sort.STREAK:
        until = f" up to {day(best.end)}" if best.end else ""
        text = f"{shelf.name(best.subject)}: {best.label}{until}"
        return Diagnosis("count", text)
    if quantity is None:
        return Diagnosis("direction", told(best, found, shelf, said.basis))
    plain = replace(quantity, bound=Bound.EXACT) if quantity.bound is not Bound.EXACT else quantity
    suggestion, fitting = _belongs(said, plain, found, shelf, clock)
    fact = told(best, found, shelf, said.basis, places=places_of(quantity, best))
    if any(fits(plain, one, replace(found, signed=-found.signed)) for one in found.tried if found.signed):
        return Diagnosis("direction", f"the direction is wrong. {_capital(fact)}", suggestion, fitting)
    for kind, one in found.beside:
        if fits(plain, one, found):
            return Diagnosis(
                kind, f"{_BESIDE.get(kind, '')}{_capital(fact)}", f"{_stated(plain)} is {what_of(one, shelf)}", one
            )
    if scaled := _scale(plain, found):
        return Diagnosis(scaled, f"the unit or scale is wrong. {_capital(fact)}", suggestion, fitting)
    if _rounding(plain, best, found):
        return Diagnosis("rounding", f"close, but not what it rounds to. {_capital(fact)}", "", None)
    if fitting is not None:
        same = fitting.subject == best.subject
        return Diagnosis("period" if same else "subject", fact, suggestion, fitting)
    return Diagnosis("value", fact)


def _history_reason(said: Statement, best: Evidence, shelf: Shelf) -> str:
    """Since when a superlative really holds."""
    name = shelf.name(best.subject)
    what = (
        "the close"
        if said.extreme is not None and said.extreme.kind == "close"
        else f"the return to {day(best.end)}"
        if (best.end)
        else "it"
    )
    if best.when is None:
        return f"{name}: nothing in the data surpasses {what}"
    return f"{name}: {what} was last surpassed on {day(best.when)}"


_BESIDE = {
    "basis": "the basis is wrong. ",
    "unit": "the unit is wrong, for percentage points are not per cent. ",
    "period": "that is another period. ",
}


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]


def _stated(quantity: Quantity) -> str:
    places = quantity.places
    if quantity.measure in PERCENT_LIKE:
        factor = 10_000 if quantity.measure.value == "basis points" else 100
        unit = {"percent": "%", "percentage points": " percentage points", "basis points": " basis points"}
        return f"{quantity.value * factor:,.{places}f}{unit[quantity.measure.value]}"
    return f"{quantity.value:,.{places}f}"


def _scale(quantity: Quantity, found: Resolution) -> str:
    """A number right but for its unit: per cent for basis points, millions for billions, a lost digit."""
    for factor in (100, 0.01, 10_000, 0.0001, 10, 0.1, 1000, 0.001, 1e6, 1e-6):
        scaled = replace(quantity, low=quantity.low * factor, high=quantity.high * factor, half=quantity.half * factor)
        if any(fits(scaled, one, found) and abs(one.value) > 3 * scaled.half for one in found.tried):
            return "unit" if factor in {100, 0.01, 10_000, 0.0001} and quantity.measure in PERCENT_LIKE else "scale"
    return ""


def _rounding(quantity: Quantity, best: Evidence, found: Resolution) -> bool:
    gap = abs(best.value - (found.signed or 1) * quantity.value)
    return gap <= 3.2 * quantity.half + best.tolerance


# -- where the number belongs ----------------------------------------------------------------------


def _belongs(
    said: Statement, quantity: Quantity, found: Resolution, shelf: Shelf, clock: Clock
) -> tuple[str, Evidence | None]:
    """The fact of another period, basis or subject that has the stated value, the nearest period first."""
    metric = found.metric
    if metric not in shelf.metrics or said.sort not in {Sort.CHANGE, Sort.EXCESS, Sort.MEASURE}:
        return "", None
    if quantity.places == 0 and quantity.value < 0.10 and quantity.measure in PERCENT_LIKE:
        return "", None
    wanted = quantity.value * (found.signed or 1)
    own = list(_nearest(wanted, quantity, found.subject, metric, shelf))
    own.extend(one for one in _turns(found.subject, shelf, clock) if fits(quantity, one, found))
    chosen = _choose(own, found)
    if chosen is None and metric == "return":
        others = [who for who in shelf.of_kind("index") if who != found.subject]
        words = {one.key.partition("@")[2] for one in found.tried}
        same = [
            one for who in others for word in sorted(words) for basis in ("price", "total")
            if (one := shelf.evidence(f"{who}.return.{basis}@{word}")) and fits(quantity, one, found)
        ]  # fmt: skip
        chosen = same[0] if same else None
    if chosen is None:
        return "", None
    name = "" if chosen.subject == found.subject else f" of {shelf.name(chosen.subject)}"
    near = abs(abs(chosen.value) - quantity.value) <= 1.01 * quantity.half
    value = "" if near else f", {shown(chosen, places=quantity.places)}"
    minus = MINUS if found.signed < 0 and is_move(metric) else ""
    return f"{minus}{_stated(quantity)} {'is' if near else 'is close to'} {what_of(chosen, shelf)}{name}{value}", chosen


def _nearest(wanted: float, quantity: Quantity, subject: str, metric: str, shelf: Shelf) -> Iterator[Evidence]:
    for fact in shelf.book.nearest(wanted, subject=subject, metric=metric, within=quantity.half):
        found = evidence_of(fact)
        if abs(found.value - wanted) <= 1.5 * quantity.half or not found.estimated:
            yield found


def _turns(subject: str, shelf: Shelf, clock: Clock) -> Iterator[Evidence]:
    """Moves to and from the year's low and high: the windows a text may have confused a quarter with."""
    for word in turns(subject, shelf, clock):
        yield from shelf.each(subject, "return", ("price", "total"), (word,))


def _choose(own: list[Evidence], found: Resolution) -> Evidence | None:
    """The likeliest confusion: a period of the same kind, near the one stated."""
    if not own:
        return None
    stated = next((one for one in found.tried if one.start and one.end), None)
    if stated is None or stated.start is None or stated.end is None:
        return own[0]
    length, end = (stated.end - stated.start).days, stated.end

    def distance(one: Evidence) -> tuple[float, int]:
        if one.start is None or one.end is None:
            return (9e9, 0)
        size = (one.end - one.start).days
        unlike = 0.0 if abs(size - length) <= max(3, length // 8) else 400.0
        return (unlike + abs((one.end - end).days), 0 if one.basis == stated.basis else 1)

    best = min(own, key=distance)
    return best if best.end is not None and abs((best.end - end).days) <= max(_FAR, 2 * length) else None
