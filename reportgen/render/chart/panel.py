"""One panel laid out: the words above it, then upright or on its side."""

from __future__ import annotations

from dataclasses import replace

from reportgen.model.exhibit import Panel
from reportgen.render.chart import head, sideways, upright
from reportgen.render.chart.axes import Span, position_axis, value_span
from reportgen.render.chart.sketch import Box, Item, Label, Type


def lay_out(panel: Panel, box: Box, kind: Type, span: Span | None = None) -> tuple[Item, ...]:
    """A panel inside its box. `span` is the scale it shares with others, None for its own."""
    above = tuple(head.words(panel, box, kind))
    inner = replace(box, top=box.top + head.height(panel, box, kind))
    span = span or value_span(panel)
    if span is None or position_axis(panel, 0, 1) is None:
        middle = (inner.top + inner.bottom) / 2
        return (*above, Label((box.left + box.right) / 2, middle, "No data", "quiet", kind.size, anchor="middle"))
    draw = sideways.items if panel.horizontal else upright.items
    return (*above, *draw(panel, inner, kind, span))
