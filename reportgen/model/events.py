"""Events that a report declares in advance, for what followed earlier ones."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal


@dataclass(frozen=True, slots=True)
class EventRule:
    """A pre-registered event definition for historical analogues.

    `rule` is "record_close" (first record close after `gap_days` without one), "high_52w" or
    "cycle_end"; `subject` is whose closes are watched, `basis` on which return basis.
    """

    id: str
    rule: Literal["record_close", "high_52w", "cycle_end"]
    subject: str
    label: str
    gap_days: int = 365
    basis: str = "price"
    benchmark: str | None = None
    reversal: float = 0.20
    minimum_months: int = 12
