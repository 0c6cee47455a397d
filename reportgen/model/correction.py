"""What a correction says: which edition it replaces, why, and which figures were restated."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class Changed:
    """One figure: its key, its printed form before and after, None where it is absent; what it is in words."""

    key: str
    before: str | None
    after: str | None
    label: str = ""


@dataclass(frozen=True, slots=True)
class Correction:
    """The edition corrected, the day of the correction, its reason in words for readers, the figures restated."""

    edition: str
    day: date
    reason: str
    figures: Sequence[Changed] = ()
