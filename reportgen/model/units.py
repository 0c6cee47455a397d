"""Units, displays and standings: the closed vocabularies a fact is typed with."""

from __future__ import annotations

from enum import StrEnum


class Unit(StrEnum):
    """What a value is measured in. Fractions are 0.0714 for 7.14%, yields and rates included."""

    FRACTION = "fraction"
    FRACTION_DIFFERENCE = "fraction_difference"
    RATIO = "ratio"
    INDEX_POINTS = "index_points"
    USD = "usd"
    COUNT = "count"
    DAYS = "days"
    DATE = "date"


class Display(StrEnum):
    """How a value is printed for a reader; the unit stays what it is."""

    PERCENT = "percent"
    POINTS = "percentage points"
    BASIS_POINTS = "basis points"
    RATIO = "ratio"
    MULTIPLE = "times"
    LEVEL = "level"
    DOLLARS = "dollars"
    COUNT = "count"
    DAYS = "days"
    DATE = "date"


class Basis(StrEnum):
    """Price return leaves dividends out, total return reinvests them."""

    PRICE = "price"
    TOTAL = "total"


class Standing(StrEnum):
    """How far a figure can be trusted; `weakest` orders them."""

    COMPUTED = "computed"
    ESTIMATED = "estimated"
    CITED = "cited"
    ILLUSTRATIVE = "illustrative"


_STRENGTH = (Standing.COMPUTED, Standing.ESTIMATED, Standing.CITED, Standing.ILLUSTRATIVE)


def weakest(*standings: Standing) -> Standing:
    """The weakest of the standings given; `computed` when there is none."""
    return max(standings, key=_STRENGTH.index, default=Standing.COMPUTED)
