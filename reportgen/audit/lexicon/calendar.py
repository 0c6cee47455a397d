"""Names of months, weekdays, units and the words that point to them."""

from __future__ import annotations

_LONG = "january february march april may june july august september october november december".split()
MONTHS: dict[str, int] = {name: k for k, name in enumerate(_LONG, 1)} | {name[:3]: k for k, name in enumerate(_LONG, 1)}
MONTHS["sept"] = 9
DOUBTFUL_MONTHS = frozenset(
    {"may", "march", "mar", "sep", "dec", "jan", "jun", "jul", "oct", "nov", "feb", "apr", "aug"}
)
"""Words that are months only with a capital."""
WEEKDAYS: dict[str, int] = {
    "monday": 0, "tuesday": 1, "wednesday": 2, "thursday": 3, "friday": 4, "saturday": 5, "sunday": 6,
    "mon": 0, "tue": 1, "tues": 1, "wed": 2, "thu": 3, "thur": 3, "thurs": 3, "fri": 4, "sat": 5, "sun": 6,
}  # fmt: skip
SHORT_WEEKDAYS = frozenset({"mon", "tue", "tues", "wed", "thu", "thur", "thurs", "fri", "sat", "sun"})
UNITS = {
    "session": "day", "sessions": "day", "day": "day", "days": "day", "week": "week", "weeks": "week",
    "month": "month", "months": "month", "quarter": "quarter", "quarters": "quarter", "year": "year", "years": "year",
    "decade": "decade", "decades": "decade", "half": "half", "halves": "half", "yr": "year", "yrs": "year",
    "mo": "month", "mos": "month",
}  # fmt: skip
EVERY = {
    "daily": "day", "weekly": "week", "monthly": "month", "quarterly": "quarter", "annual": "year", "yearly": "year",
    "annually": "year",
}  # fmt: skip
LOWS = frozenset("low lows bottom bottoms trough troughs nadir".split())
HIGHS = frozenset("high highs peak peaks top tops zenith".split())
DATED_WORDS = frozenset("in of during for since from to through until by on at over and between before after".split())
EARLY = {"early": "start", "mid": "middle", "late": "end", "middle": "middle"}
EDGES = {
    "end": "end", "close": "end", "start": "start", "beginning": "start", "turn": "start", "middle": "middle",
    "outset": "start",
}  # fmt: skip
