"""Quantities in a sentence: number, sign, hedge, currency, scale, unit, range."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from reportgen.audit.grammar.numerals import Numeral, numeral, scale
from reportgen.audit.grammar.quantity import Bound, Measure, Quantity
from reportgen.audit.lexicon.numbers import CURRENCIES, HEDGES, SPANS, UNIT_WORDS
from reportgen.audit.lexicon.verbs import BEING, LEVELS, MOVES
from reportgen.audit.text.tokens import Token, says

_RANGE_MARKS = frozenset({"-", "–", "—", "to", "and", "or"})


def quantity(tokens: Sequence[Token], at: int) -> Quantity | None:
    """The quantity that starts at a token, hedge and range included; None where none does."""
    first, bound = _hedge(tokens, at)
    between = tokens[at].low == "between" and bound is None
    start = at + 1 if between else first
    single = _single(tokens, start)
    if single is None:
        return None
    found = _range(tokens, single, between=between) or (None if between else single)
    if found is None:
        return None
    if found.measure is Measure.SPAN and bound in {Bound.OVER, Bound.UNDER} and len(tokens[at].low) < 6:
        return None
    if bound is None and says(tokens, found.last, "or") and says(tokens, found.last + 1, "so", "more", "less"):
        late = {"so": Bound.ABOUT, "more": Bound.AT_LEAST, "less": Bound.UP_TO}[tokens[found.last + 1].low]
        found = replace(found, last=found.last + 2, bound=late, noun="")
    return replace(found, first=at, bound=bound or found.bound)


_GOING = frozenset({*MOVES, *LEVELS, *BEING, "back", "again", "further", "slightly", "sharply"})
"""After these "up to" is a direction: `ticked up to 4.4%`."""


def _hedge(tokens: Sequence[Token], at: int) -> tuple[int, Bound | None]:
    low = tokens[at].low
    for words, bound in HEDGES:
        if words == ("up", "to") and at and tokens[at - 1].low in _GOING:
            continue
        if words[0] == low and all(says(tokens, at + k, word) for k, word in enumerate(words)):
            after = at + len(words)
            while says(tokens, after, "a", "an", "the") and numeral(tokens, after) is None:
                after += 1
            return after, bound
    return at, None


def _single(tokens: Sequence[Token], at: int) -> Quantity | None:
    """One number with sign, currency, scale and unit."""
    sign, at_number = _sign(tokens, at)
    money, at_number = _currency(tokens, at_number)
    if money and not sign:
        sign, at_number = _sign(tokens, at_number, glued_only=True)
    number = numeral(tokens, at_number)
    if number is None:
        return None
    factor, taken = scale(tokens, number.after, money=money is not None)
    after = number.after + taken
    measure, unit, last = _unit(tokens, after, worded=number.worded)
    if money:
        if measure not in {Measure.PLAIN, Measure.MONEY}:
            last = after
        measure, unit = money, 1.0
    if measure is Measure.PLAIN and number.half is not None and _of_value(tokens, last):
        measure = Measure.PERCENT
    noun = tokens[last - 1].low if measure is Measure.SPAN else _noun(tokens, last)
    value = number.value * factor * unit
    return Quantity(
        at, last, value, value, _half(number, factor, unit, measure), measure, number.places,
        sign=sign, noun=noun, worded=number.worded,
    )  # fmt: skip


def _of_value(tokens: Sequence[Token], at: int) -> bool:
    """Whether a fraction is a part of what something was worth: `a fifth lower`, `a third of its value`."""
    if says(tokens, at, "of") and says(tokens, at + 1, "its", "their", "the"):
        return says(tokens, at + 2, "value", "worth", "level", "price")
    return says(tokens, at, "lower", "higher", "down", "up", "below", "above", "off")


def _half(number: Numeral, factor: float, unit: float, measure: Measure) -> float:
    """Half the last printed unit; whole thousands count as rounded to thousands."""
    if number.half is not None:
        return number.half * factor * unit
    step = 10.0**-number.places
    whole = measure in {Measure.PLAIN, Measure.MONEY} and number.places == 0 and number.value >= 10_000
    while whole and number.value % (step * 10) == 0 and step < number.value / 100:
        step *= 10
    return 0.5 * step * factor * unit


def _sign(tokens: Sequence[Token], at: int, *, glued_only: bool = False) -> tuple[int, int]:
    if at + 1 >= len(tokens):
        return 0, at
    mark, following = tokens[at], tokens[at + 1]
    if mark.low in {"minus", "negative"} and not glued_only:
        return -1, at + 1
    if mark.low in {"plus", "positive"} and not glued_only and following.kind == "n":
        return 1, at + 1
    if mark.low not in {"+", "-", "–"} or not (following.glued or says(tokens, at + 1, "$")):
        return 0, at
    joined = mark.glued and at > 0 and tokens[at - 1].kind in {"w", "n"}
    if joined or (mark.glued and says(tokens, at - 1, "%", ")", "'s")):
        return 0, at
    return (1 if mark.low == "+" else -1), at + 1


def _currency(tokens: Sequence[Token], at: int) -> tuple[Measure | None, int]:
    if says(tokens, at, "us", "u.s") and says(tokens, at + 1, "$"):
        return Measure.MONEY, at + 2
    if at < len(tokens) and tokens[at].low in CURRENCIES:
        return CURRENCIES[tokens[at].low], at + 1
    if says(tokens, at, "usd") and at + 1 < len(tokens) and tokens[at + 1].kind == "n":
        return Measure.MONEY, at + 1
    return None, at


def _unit(tokens: Sequence[Token], at: int, *, worded: bool) -> tuple[Measure, float, int]:
    """The measure, its factor, and the first token after it."""
    start = at + 1 if says(tokens, at, "-", "–") and at + 1 < len(tokens) and tokens[at + 1].kind == "w" else at
    begin = _past_of(tokens, start) if worded else start
    for words, measure, factor in UNIT_WORDS:
        if all(says(tokens, begin + k, word) for k, word in enumerate(words)):
            if words == ("x",) and not tokens[begin].glued:
                continue
            if words[0] == "times" and says(tokens, begin + 1, "in", "when", "since", "over", "this", "before"):
                continue
            return measure, factor, begin + len(words)
    if start < len(tokens) and tokens[start].low in SPANS and not (worded and begin != start):
        return Measure.SPAN, 1.0, start + 1
    return Measure.PLAIN, 1.0, at


def _past_of(tokens: Sequence[Token], at: int) -> int:
    """Past the words between a fraction and its unit: `half a percent`, `a quarter of a percentage point`."""
    start = at
    if says(tokens, at, "of"):
        at += 1
    if says(tokens, at, "a", "one"):
        at += 1
    near = at < len(tokens) and tokens[at].low in {"percentage", "percent", "per", "point", "%", "basis"}
    return at if near else start


def _noun(tokens: Sequence[Token], at: int) -> str:
    return tokens[at].low if at < len(tokens) and tokens[at].kind == "w" else ""


def _range(tokens: Sequence[Token], left: Quantity, *, between: bool) -> Quantity | None:
    """`27% to 81.6%`, `5-6%`, `between 2% and 3%`; None where the number stands alone."""
    at = left.last
    if not (at < len(tokens) and tokens[at].low in _RANGE_MARKS):
        return None
    mark = tokens[at].low
    if (mark == "and") != between or (mark == "to" and says(tokens, left.first - 1, "from")):
        return None
    right = _single(tokens, at + 1)
    if right is None or right.sign:
        return None
    left = _shared_unit(left, right)
    if right.low < left.low * (0.0 if between else 1.0):
        return None
    if left.measure is not right.measure or (mark == "or" and right.low > 2 * left.low):
        return None
    if right.measure is Measure.PLAIN and (mark in {"to", "or"} or right.low > 5 * left.low):
        return None
    return replace(right, first=left.first, low=left.low, half=max(left.half, right.half), sign=left.sign)


def _shared_unit(left: Quantity, right: Quantity) -> Quantity:
    """The left end of `5-6%` takes the unit of the right end."""
    if left.measure is right.measure and left.measure is not Measure.MONEY:
        return left
    if left.measure is Measure.PLAIN and right.measure is not Measure.PLAIN:
        factor = {Measure.PERCENT: 0.01, Measure.POINTS: 0.01, Measure.BASIS: 0.0001}.get(right.measure, 1.0)
        return replace(left, low=left.low * factor, high=left.high * factor, half=left.half * factor,
                       measure=right.measure)  # fmt: skip
    return left
