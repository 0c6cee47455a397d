"""What both kinds of panel know of their value axis: how thick its lines are, and whether it has words."""

from __future__ import annotations

from reportgen.model.exhibit import Bars, Panel
from reportgen.render.chart.axes import ValueAxis
from reportgen.render.chart.ticks import axis_labels

GRID, ZERO = 0.5, 0.9


def ticked(panel: Panel) -> bool:
    """Whether the value axis has words: it needs none where every bar says its own value."""
    return panel.stacked or not all(isinstance(mark, Bars) and mark.value_labels for mark in panel.marks)


def tick_words(panel: Panel, up: ValueAxis) -> tuple[str, ...]:
    """The words of the value axis, empty where it has none."""
    return axis_labels(up.ticks, panel.y_format) if ticked(panel) else tuple("" for _ in up.ticks)
