"""Returns of an index over a window, price and total."""

from __future__ import annotations

from reportgen.metrics.ask import Ask, Measured, metric
from reportgen.model.units import Basis, Display, Unit

BASES = (("price", "total"),)


@metric(
    "return",
    label="return",
    unit=Unit.FRACTION,
    display=Display.PERCENT,
    variants=BASES,
    kinds=("index", "fund"),
    words=("return", "gain", "loss", "rise", "fall"),
    example="rut.return.price@2025-08",
)
def simple_return(ask: Ask) -> Measured:
    """Level at the last session of the window over the level at the last session before it, minus one.

    Price return leaves dividends out; total return reinvests them in the index on the ex-date.
    Source: S&P Dow Jones Indices, Index Mathematics Methodology, "Total Return Calculations";
    FTSE Russell, Guide to Calculation.
    """
    basis = ask.basis
    series = ask.series(basis.value)
    window = ask.dates(series if basis is Basis.TOTAL else None)
    value = ask.close(series, window.end) / ask.close(series, window.start) - 1
    if series.proxy is not None:
        ask.tolerate(series.proxy.over(window.start, window.end))
    return Measured(value, start=window.start, end=window.end, basis=basis)
