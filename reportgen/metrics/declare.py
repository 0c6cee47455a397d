"""How a metric is declared."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from reportgen.metrics.ask import Ask
from reportgen.metrics.found import Measured
from reportgen.metrics.spoken import spoken_of
from reportgen.model.facts import MetricInfo
from reportgen.model.units import Display, Unit

MetricFunction = Callable[[Ask], Measured]


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
    opposite: tuple[str, ...] = (),
    spoken: Mapping[str, tuple[str, ...]] | None = None,
) -> Callable[[MetricFunction], Metric]:
    """Declare a metric beside its function.

    Registers nothing: the table in `metrics/__init__` does, and gives the metric its family.

    `words`, `opposite` and `spoken` are what prose calls it and its variants (the checker reads them);
    `example` is a key that works on the sample.
    The function's docstring is its method and is printed in the methodology appendix.
    """

    def declare(function: MetricFunction) -> Metric:
        method = " ".join((function.__doc__ or "").split())
        info = MetricInfo(
            name, "", label, unit, display, precision, method, variants, window, kinds, words, example, rest,
            opposite, spoken_of(variants, spoken),
        )  # fmt: skip
        return Metric(info, function)

    return declare
