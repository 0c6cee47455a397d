"""What a metric gives back: what it found, or why it found nothing."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from reportgen.model.facts import Value
from reportgen.model.units import Basis, Display, Standing, Unit


class Missing(Exception):  # noqa: N818 - an answer, not an error
    """Raised by a metric that cannot be computed; the reason reaches the reader as Unavailable."""

    def __init__(self, reason: str) -> None:
        self.reason = reason
        super().__init__(reason)


@dataclass(frozen=True, slots=True)
class Measured:
    """What a metric found. What is left None is taken from the metric's declaration or from the reads.

    `tolerance` is added to that of the facts it rests on only when given; else the sum of theirs stands.
    """

    value: Value
    start: date | None = None
    end: date | None = None
    as_of: date | None = None
    basis: Basis | None = None
    label: str | None = None
    display: Display | None = None
    precision: int | None = None
    tolerance: float | None = None
    standing: Standing | None = None
    notes: tuple[str, ...] = ()
    who: str = ""
    unit: Unit | None = None
    attribution: str = ""
    document: str = ""
