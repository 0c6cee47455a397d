"""What is usual: the middle of all periods of a length, against which the outcomes of a few events are seen."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from reportgen.exhibits.common import Piece, Plan, label
from reportgen.exhibits.lines import monthly, stretch
from reportgen.model.dataset import Entity, Series
from reportgen.model.exhibit import Ranges, Role

LOW, HIGH = 10, 90
LEAST = 60
"""Fewer periods than this tell nothing of what is usual."""
_MONTHS = {"1m": 1, "3m": 3, "6m": 6, "1y": 12}


def usual(series: Series, horizons: Sequence[tuple[str, str]]) -> Ranges | None:
    """From the tenth to the ninetieth percentile of all periods between month-ends, their median marked.

    `horizons` are windows with the words they go by. None where the history is too short for any of them.
    """
    _, values = monthly(*stretch(series, series.first_day, series.last_day))
    closes = values[:-1]  # the newest may stand in the middle of its month
    found = [(head, closes[_MONTHS[w] :] / closes[: -_MONTHS[w]] - 1) for w, head in horizons if w in _MONTHS]
    told = [(head, np.percentile(gains, [LOW, 50, HIGH])) for head, gains in found if len(gains) >= LEAST]
    if not told:
        return None
    low, middle, high = (tuple(float(shares[at]) for _, shares in told) for at in range(3))
    return Ranges("All periods", "muted", tuple(head for head, _ in told), low, high, middle)


def explained(series: Series) -> tuple[Piece, ...]:
    """What the bars are, for the note."""
    since = label(str(series.first_day.year))
    return ("Bars: the middle eight in ten of all periods between month-ends since ", since, ", their median marked. ")


def colour(entity: Entity, plan: Plan) -> Role:
    """The colour an entity has in every chart of the report."""
    return "benchmark" if entity.id == plan.roles.get("benchmark") else "subject"
