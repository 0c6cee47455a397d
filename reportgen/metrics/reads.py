"""What a metric read: the record a fact's origin, standing, tolerance and first publication follow from."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import date
from typing import TYPE_CHECKING

import numpy as np

from reportgen.model.dataset import Origin
from reportgen.model.facts import Input
from reportgen.model.units import Standing

if TYPE_CHECKING:
    from numpy.typing import NDArray


@dataclass(slots=True)
class Reads:
    """What one metric touched while it was computed."""

    inputs: list[Input] = field(default_factory=list)
    origins: dict[tuple[str, str], Origin] = field(default_factory=dict)
    standings: list[Standing] = field(default_factory=list)
    known: int = 1
    latest: int = 1
    tolerance: float = 0.0
    notes: dict[str, None] = field(default_factory=dict)

    def note(self, read: Input, origin: Origin) -> None:
        """Keep an input and where it came from."""
        self.inputs.append(read)
        self.origins[origin.dataset, origin.sha256] = origin
        self.standings.append(origin.standing)

    def mark(self, known: int, latest: int, tolerance: float) -> None:
        """Keep the latest day of publication and of the data, and add a tolerance."""
        self.known, self.latest = max(self.known, known), max(self.latest, latest)
        self.tolerance += tolerance


@dataclass(frozen=True, slots=True, eq=False)
class Stretch:
    """A run of a series as arrays: day ordinals and values, ascending."""

    days: NDArray[np.int32]
    values: NDArray[np.float64]

    def __len__(self) -> int:
        return len(self.days)

    def day(self, position: int) -> date:
        """The date at a position."""
        return date.fromordinal(int(self.days[position]))

    def until(self, day: date) -> Stretch:
        """The part up to and including a day."""
        high = int(np.searchsorted(self.days, day.toordinal(), side="right"))
        return replace(self, days=self.days[:high], values=self.values[:high])
