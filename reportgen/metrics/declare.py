"""How a metric is declared, and what it gives back."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from reportgen.model.facts import MetricInfo, Value
from reportgen.model.units import Basis, Display, Standing, Unit

if TYPE_CHECKING:
    from reportgen.metrics.ask import Ask


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


MetricFunction = Callable[["Ask"], Measured]


@dataclass(frozen=True, slots=True)
class Metric:
    """A metric: its declaration and the function that computes it."""

    info: MetricInfo
    function: MetricFunction


def metric(  # noqa: PLR0913 - a declaration
    name: str,
    *,
    label: str,
    unit: Unit,
    display: Display,
    precision: int = 1,
    variants: tuple[tuple[str, ...], ...] = (),
    window: str = "required",
    kinds: tuple[str, ...] = ("index",),
    words: tuple[str, ...] = (),
    example: str = "",
    rest: bool = False,
) -> Callable[[MetricFunction], Metric]:
    """Declare a metric beside its function. Registers nothing: the table in `metrics/__init__` does.

    `words` are what prose calls it (the checker reads them); `example` is a key that works on the sample.
    The function's docstring is its method and is printed in the methodology appendix.
    """

    def declare(function: MetricFunction) -> Metric:
        method = " ".join((function.__doc__ or "").split())
        family = function.__module__.rpartition(".")[2]
        info = MetricInfo(
            name, family, label, unit, display, precision, method, variants, window, kinds, words, example, rest
        )
        return Metric(info, function)

    return declare
