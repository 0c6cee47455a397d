"""Metrics: pure functions from data to facts, one family per file.

To add one: write the function in its family's file and name it in `FAMILIES`.
"""

from __future__ import annotations

from collections.abc import Mapping

from reportgen.metrics import returns
from reportgen.metrics.ask import Metric

FAMILIES: Mapping[str, tuple[Metric, ...]] = {
    "returns": (returns.simple_return,),
}

TABLE: Mapping[str, Metric] = {
    metric.info.name: metric for family in FAMILIES.values() for metric in family
}
