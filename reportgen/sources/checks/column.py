"""What a rule examines: one column with its declaration, and how it complains."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from reportgen.errors import Problem
from reportgen.model.catalog import ColumnSpec, DatasetSpec
from reportgen.model.sessions import Sessions

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Ints = NDArray[np.int64]
    Floats = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Column:
    """The values of a column that are there, with day and line of each.

    `holes` are days (of months: their last) without a value that are no fault. `last` is the last day on
    which any column of the file has a value. A table without dates has days of 0.
    """

    dataset: DatasetSpec
    spec: ColumnSpec
    days: Ints
    values: Floats
    lines: Ints
    sessions: Sessions | None = None
    holes: frozenset[int] = frozenset()
    last: int = 0

    def problem(self, at: int, what: str, mend: str) -> Problem:
        """A problem at a position."""
        return Problem(self.dataset.file, what, mend, row=int(self.lines[at]), key=self.spec.id)

    def day(self, at: int) -> date:
        """The day at a position. Raises ValueError where there are no dates."""
        return date.fromordinal(int(self.days[at]))

    def on(self, at: int) -> str:
        """The words " on 2025-01-31" for a position, nothing where there are no dates."""
        return f" on {self.day(at)}" if self.days[at] > 0 else ""


Rule = Callable[[Column], Problem | None]


def others(count: int, what: str = "row") -> str:
    """How many more break the rule; nothing where it is the only one."""
    if count < 2:
        return ""
    return f" So do {count - 1} more {what}s." if count > 2 else f" So does 1 more {what}."
