"""Figures stated by others: quoted with their source, never computed, never mixed with what is."""

from __future__ import annotations

from datetime import date
from difflib import get_close_matches

from reportgen.metrics.ask import Ask
from reportgen.metrics.declare import metric
from reportgen.metrics.found import Measured, Missing
from reportgen.model.dataset import Row, Table
from reportgen.model.units import Display, Standing, Unit

_DISPLAYS = {
    Unit.FRACTION: (Display.PERCENT, 100.0),
    Unit.FRACTION_DIFFERENCE: (Display.POINTS, 100.0),
    Unit.RATIO: (Display.RATIO, 1.0),
    Unit.INDEX_POINTS: (Display.LEVEL, 1.0),
    Unit.USD: (Display.DOLLARS, 1.0),
    Unit.COUNT: (Display.COUNT, 1.0),
    Unit.DAYS: (Display.DAYS, 1.0),
}
_DOLLAR_SCALES = (1e12, 1e9, 1e6)
_MOST_DECIMALS = 3


@metric(
    "figure",
    label="figure stated by others",
    unit=Unit.RATIO,
    display=Display.RATIO,
    precision=2,
    variants=((),),
    window="none",
    kinds=("cited",),
    example="cited.figure.morningstar.us_market_discount",
    rest=True,
)
def figure(ask: Ask) -> Measured:
    """A figure as its source stated it, in the unit it was stated in, with the source named beside it.

    Not computed and not checked. A figure taken from a document never supports a claim of that document.
    """
    table = ask.table("figures")
    row = _row(ask, table)
    unit = _unit(row)
    display, factor = _DISPLAYS[unit]
    value = ask.row(table, row, "value")
    for column in ("subject", "statement", "source"):
        ask.touch(table, row, column)
    source, day = str(row["source"]), row["as_of"]
    return Measured(
        value,
        end=day if isinstance(day, date) else None,
        unit=unit,
        display=display,
        precision=_decimals(value * factor, dollars=unit is Unit.USD),
        label=f"{row['subject']}: {row['statement']}",
        standing=Standing.CITED,
        notes=(f"according to {source}",),
        attribution=source,
        document=str(row["document"] or ""),
    )


def _row(ask: Ask, table: Table) -> Row:
    """The row of the key asked for, the last one where a later corrects it. Raises Missing."""
    if not ask.variants:
        raise Missing("name the figure, such as cited.figure." + str(table.rows[0]["key"]))
    name = ask.variants[0]
    rows = [row for row in table.rows if row["key"] == name]
    if rows:
        return rows[-1]
    near = get_close_matches(name, [str(row["key"]) for row in table.rows], n=1)
    raise Missing(f"nobody is quoted on {name!r}" + (f"; there is {near[0]}" if near else ""))


def _unit(row: Row) -> Unit:
    try:
        unit = Unit(str(row["unit"]))
        _DISPLAYS[unit]
    except (ValueError, KeyError):
        raise Missing(f"row {row.number} of the cited figures has no unit {row['unit']!r}") from None
    return unit


def _decimals(shown: float, *, dollars: bool) -> int:
    """The decimals the source gave: the fewest that print the figure in full at its scale."""
    if dollars:
        shown /= next((scale for scale in _DOLLAR_SCALES if abs(shown) >= scale), 1.0)
    return next(
        (places for places in range(_MOST_DECIMALS) if abs(round(shown, places) - shown) < 1e-9), _MOST_DECIMALS
    )


ALL = (figure,)
