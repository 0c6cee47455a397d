"""Text cells -> numbers, with a problem for every cell that is neither a number nor declared missing."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from reportgen.errors import Problem
from reportgen.model.catalog import ColumnSpec
from reportgen.sources.readers import Parsed

if TYPE_CHECKING:
    from numpy.typing import NDArray


@dataclass(frozen=True, slots=True)
class Numbers:
    """A column's values in its own unit, NaN where the file has none, and what is wrong with its cells."""

    values: NDArray[np.float64]
    problems: tuple[Problem, ...]


def numbers(file: str, column: ColumnSpec, parsed: Parsed, missing: tuple[str, ...]) -> Numbers:
    """The numbers of a column, scaled to its unit."""
    import pandas as pd

    texts = pd.Series(parsed.cells[column.header], dtype=object)
    absent = (texts == "").to_numpy()
    words = {*parsed.missing, *missing, *column.missing}
    if words:
        absent = absent | texts.isin(words).to_numpy()
    raw = pd.to_numeric(texts.where(~absent), errors="coerce").to_numpy(dtype=np.float64)
    for word in words:
        if _is_number(word):
            absent = absent | (raw == float(word))
    values = np.where(absent, np.nan, scaled(raw, column.scale))
    wrong = ~absent & ~np.isfinite(raw)
    return Numbers(values, _no_numbers(file, column, parsed, wrong))


def scaled(raw: NDArray[np.float64], scale: float) -> NDArray[np.float64]:
    """Numbers in the unit declared, rid of what the multiplication adds (4.1% is 0.041, not 0.040999...)."""
    if scale == 1:
        return raw
    rounded: NDArray[np.float64] = np.round(raw * scale, 12 if abs(scale) < 1 else 4)
    return rounded


def _is_number(word: str) -> bool:
    try:
        float(word)
    except ValueError:
        return False
    return True


def _no_numbers(file: str, column: ColumnSpec, parsed: Parsed, wrong: NDArray[np.bool_]) -> tuple[Problem, ...]:
    at = np.flatnonzero(wrong)
    if not len(at):
        return ()
    text = parsed.cells[column.header][at[0]]
    more = f", and {len(at) - 1} more cells are none either" if len(at) > 1 else ""
    what = f"{text!r} is no number{more}."
    mend = f"Write the number, leave the cell empty, or declare `missing: [{text!r}]`."
    return (Problem(file, what, mend, row=parsed.lines[at[0]], key=column.id),)
