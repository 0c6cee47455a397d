"""Text cells -> numbers, with a problem for every cell that is neither a number nor declared missing."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from reportgen.errors import Problem
from reportgen.model.catalog import ColumnSpec
from reportgen.sources.readers import Cells, Parsed

if TYPE_CHECKING:
    from numpy.typing import NDArray


@dataclass(frozen=True, slots=True)
class Numbers:
    """A column's values in its own unit, NaN where the file has none, and what is wrong with its cells."""

    values: NDArray[np.float64]
    problems: tuple[Problem, ...]


def numbers(file: str, column: ColumnSpec, parsed: Parsed, missing: tuple[str, ...]) -> Numbers:
    """The numbers of a column, scaled to its unit."""
    cells = parsed.cells[column.header]
    words = {*parsed.missing, *missing, *column.missing}
    found = None if words else _plain(cells)
    absent, raw = found or _parsed(cells, words)
    values = np.where(absent, np.nan, scaled(raw, column.scale))
    wrong = ~absent & ~np.isfinite(raw)
    return Numbers(values, _no_numbers(file, column, parsed, wrong))


def _plain(cells: Cells) -> tuple[NDArray[np.bool_], NDArray[np.float64]] | None:
    """Which cells are empty, and the numbers of the others; None where any is something else.

    Most files are as clean as this, and need not wait for pandas to load.
    """
    text = "".join(cells)
    if not text.isascii() or "_" in text:  # float() reads 1_000 and figures of other scripts
        return None
    try:
        raw = np.array([float(cell) if cell else np.nan for cell in cells], dtype=np.float64)
    except ValueError:
        return None
    return np.array([not cell for cell in cells], dtype=np.bool_), raw


def _parsed(cells: Cells, words: set[str]) -> tuple[NDArray[np.bool_], NDArray[np.float64]]:
    """The same for cells of any kind: what stands for no value is absent, what is no number NaN."""
    import pandas as pd

    texts = pd.Series(cells, dtype=object)
    absent = (texts == "").to_numpy()
    if words:
        absent = absent | texts.isin(words).to_numpy()
    raw = pd.to_numeric(texts.where(~absent), errors="coerce").to_numpy(dtype=np.float64)
    for word in words:
        if _is_number(word):
            absent = absent | (raw == float(word))
    return absent, raw


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
