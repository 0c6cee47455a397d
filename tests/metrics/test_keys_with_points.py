"""Variants with points inside: ranges of rates, and the names others' figures go by."""

from __future__ import annotations

import pytest

from reportgen.errors import UnknownKeyError
from reportgen.metrics.ask import Ask
from reportgen.metrics.declare import Metric, metric
from reportgen.metrics.found import Measured
from reportgen.metrics.keys import parse
from reportgen.model.dataset import Entity
from reportgen.model.units import Display, Unit


def declared(name: str, *slots: tuple[str, ...], rest: bool = False) -> Metric:
    @metric(name, label=name, unit=Unit.RATIO, display=Display.RATIO, variants=slots, window="optional", rest=rest)
    def nothing(ask: Ask) -> Measured:
        return Measured(0.0)

    return nothing


METRICS = {
    entry.info.name: entry
    for entry in (
        declared("rate_odds", (), ("forward",)),
        declared("event", (), ("1m", "12m")),
        declared("figure", (), rest=True),
    )
}
ENTITIES = {"fed": Entity("fed", "policy", ("Fed",), "Fed")}


@pytest.mark.parametrize(
    ("rest", "name", "variants"),
    [
        ("rate_odds.3.75-4.00", "rate_odds", ("3.75-4.00",)),
        ("rate_odds.3.75-4.00.forward", "rate_odds", ("3.75-4.00", "forward")),
        ("rate_odds.-0.25-0.00", "rate_odds", ("-0.25-0.00",)),
        ("rate_odds.-0.50--0.25", "rate_odds", ("-0.50--0.25",)),
        ("event.record365.12m", "event", ("record365", "12m")),
        ("event.365.12m", "event", ("365", "12m")),
        ("figure.article.russell_2000_return", "figure", ("article.russell_2000_return",)),
        ("figure.plain", "figure", ("plain",)),
        ("figure.a.b.c.2.5", "figure", ("a.b.c.2.5",)),
        ("figure", "figure", ()),
    ],
)
def test_points_inside_a_variant_stay_there(rest: str, name: str, variants: tuple[str, ...]) -> None:
    key = parse(f"fed.{rest}@meeting:2026-12-09", METRICS, ENTITIES)
    assert (key.metric, key.variants, key.window) == (name, variants, "meeting:2026-12-09")


@pytest.mark.parametrize("rest", ["rate_odds.3.75-4.00.backwards", "event.record365.12m.1m", "event.record365.", ""])
def test_a_variant_too_many_or_unknown_is_still_refused(rest: str) -> None:
    with pytest.raises(UnknownKeyError):
        parse(f"fed.{rest}", METRICS, ENTITIES)
