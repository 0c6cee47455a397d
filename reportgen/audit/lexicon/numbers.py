"""Number words, scales, units and hedges."""

from __future__ import annotations

from reportgen.audit.grammar.quantity import Bound, Measure

UNITS = {
    "zero": 0, "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8, "nine": 9,
    "ten": 10, "eleven": 11, "twelve": 12, "thirteen": 13, "fourteen": 14, "fifteen": 15, "sixteen": 16,
    "seventeen": 17, "eighteen": 18, "nineteen": 19,
}  # fmt: skip
TENS = {
    "twenty": 20, "thirty": 30, "forty": 40, "fifty": 50, "sixty": 60, "seventy": 70, "eighty": 80, "ninety": 90,
}  # fmt: skip
HUNDREDS = {"hundred": 100, "thousand": 1_000}
ORDINALS = {
    "first": 1, "second": 2, "third": 3, "fourth": 4, "fifth": 5, "sixth": 6, "seventh": 7, "eighth": 8, "ninth": 9,
    "tenth": 10, "eleventh": 11, "twelfth": 12, "thirteenth": 13, "fourteenth": 14, "fifteenth": 15,
    "sixteenth": 16, "seventeenth": 17, "eighteenth": 18, "nineteenth": 19, "twentieth": 20, "thirtieth": 30,
}  # fmt: skip
FRACTIONS = {
    "half": 0.5, "halves": 0.5, "third": 1 / 3, "thirds": 1 / 3, "quarter": 0.25, "quarters": 0.25, "fifth": 0.2,
    "fifths": 0.2, "sixth": 1 / 6, "eighth": 0.125, "tenth": 0.1, "tenths": 0.1,
}  # fmt: skip
SCALES = {
    "thousand": 1e3, "k": 1e3, "million": 1e6, "mn": 1e6, "mln": 1e6, "mm": 1e6, "m": 1e6, "billion": 1e9, "bn": 1e9,
    "bln": 1e9, "b": 1e9, "trillion": 1e12, "tn": 1e12, "trn": 1e12, "t": 1e12,
}  # fmt: skip
SHORT_SCALES = frozenset({"k", "m", "b", "t"})
"""Scales of one letter: only glued to their number, and only after a currency or in capitals."""
CURRENCIES = {"$": Measure.MONEY, "€": Measure.FOREIGN_MONEY, "£": Measure.FOREIGN_MONEY, "¥": Measure.FOREIGN_MONEY}
UNIT_WORDS: tuple[tuple[tuple[str, ...], Measure, float], ...] = (
    (("percentage", "-", "point"), Measure.POINTS, 0.01),
    (("percentage", "-", "points"), Measure.POINTS, 0.01),
    (("percentage", "points"), Measure.POINTS, 0.01),
    (("percentage", "point"), Measure.POINTS, 0.01),
    (("percent", "points"), Measure.POINTS, 0.01),
    (("percent", "point"), Measure.POINTS, 0.01),
    (("%", "-", "points"), Measure.POINTS, 0.01),
    (("%", "points"), Measure.POINTS, 0.01),
    (("%", "pts"), Measure.POINTS, 0.01),
    (("p", ".", "p", "."), Measure.POINTS, 0.01),
    (("pp",), Measure.POINTS, 0.01),
    (("ppt",), Measure.POINTS, 0.01),
    (("ppts",), Measure.POINTS, 0.01),
    (("pps",), Measure.POINTS, 0.01),
    (("basis", "-", "points"), Measure.BASIS, 0.0001),
    (("basis", "-", "point"), Measure.BASIS, 0.0001),
    (("basis", "points"), Measure.BASIS, 0.0001),
    (("basis", "point"), Measure.BASIS, 0.0001),
    (("bps",), Measure.BASIS, 0.0001),
    (("bp",), Measure.BASIS, 0.0001),
    (("bips",), Measure.BASIS, 0.0001),
    (("per", "cent"), Measure.PERCENT, 0.01),
    (("percent",), Measure.PERCENT, 0.01),
    (("pct",), Measure.PERCENT, 0.01),
    (("pc",), Measure.PERCENT, 0.01),
    (("%",), Measure.PERCENT, 0.01),
    (("points",), Measure.BARE_POINTS, 1.0),
    (("point",), Measure.BARE_POINTS, 1.0),
    (("pts",), Measure.BARE_POINTS, 1.0),
    (("times",), Measure.TIMES, 1.0),
    (("fold",), Measure.TIMES, 1.0),
    (("x",), Measure.TIMES, 1.0),
    (("dollars",), Measure.MONEY, 1.0),
    (("dollar",), Measure.MONEY, 1.0),
    (("euros",), Measure.FOREIGN_MONEY, 1.0),
    (("pounds",), Measure.FOREIGN_MONEY, 1.0),
    (("yen",), Measure.FOREIGN_MONEY, 1.0),
)
SPANS = frozenset(
    f"{word}{s}" for word in ("session", "day", "week", "month", "quarter", "year", "decade", "hour", "minute")
    for s in ("", "s")
)  # fmt: skip
HEDGES: tuple[tuple[tuple[str, ...], Bound], ...] = (
    (("no", "more", "than"), Bound.UP_TO),
    (("not", "more", "than"), Bound.UP_TO),
    (("no", "less", "than"), Bound.AT_LEAST),
    (("no", "fewer", "than"), Bound.AT_LEAST),
    (("slightly", "more", "than"), Bound.OVER),
    (("a", "little", "over"), Bound.OVER),
    (("a", "little", "more", "than"), Bound.OVER),
    (("a", "bit", "more", "than"), Bound.OVER),
    (("just", "shy", "of"), Bound.NEARLY),
    (("a", "little", "under"), Bound.NEARLY),
    (("in", "excess", "of"), Bound.OVER),
    (("greater", "than"), Bound.OVER),
    (("better", "than"), Bound.OVER),
    (("more", "than"), Bound.OVER),
    (("less", "than"), Bound.UNDER),
    (("lower", "than"), Bound.UNDER),
    (("fewer", "than"), Bound.UNDER),
    (("just", "under"), Bound.NEARLY),
    (("just", "below"), Bound.NEARLY),
    (("just", "over"), Bound.OVER),
    (("just", "above"), Bound.OVER),
    (("slightly", "over"), Bound.OVER),
    (("slightly", "under"), Bound.NEARLY),
    (("well", "over"), Bound.OVER),
    (("upwards", "of"), Bound.OVER),
    (("upward", "of"), Bound.OVER),
    (("close", "to"), Bound.ABOUT),
    (("as", "much", "as"), Bound.UP_TO),
    (("as", "many", "as"), Bound.UP_TO),
    (("as", "high", "as"), Bound.UP_TO),
    (("as", "little", "as"), Bound.AT_LEAST),
    (("up", "to"), Bound.UP_TO),
    (("at", "least"), Bound.AT_LEAST),
    (("at", "most"), Bound.UP_TO),
    (("sub", "-"), Bound.UNDER),
    (("an", "estimated"), Bound.ABOUT),
    (("nearly",), Bound.NEARLY),
    (("almost",), Bound.NEARLY),
    (("virtually",), Bound.NEARLY),
    (("about",), Bound.ABOUT),
    (("around",), Bound.ABOUT),
    (("roughly",), Bound.ABOUT),
    (("approximately",), Bound.ABOUT),
    (("approx",), Bound.ABOUT),
    (("circa",), Bound.ABOUT),
    (("near",), Bound.ABOUT),
    (("some",), Bound.ABOUT),
    (("~",), Bound.ABOUT),
    (("over",), Bound.OVER),
    (("above",), Bound.OVER),
    (("exceeding",), Bound.OVER),
    (("topping",), Bound.OVER),
    (("under",), Bound.UNDER),
    (("below",), Bound.UNDER),
    ((">",), Bound.OVER),
    (("<",), Bound.UNDER),
)
