"""A whole chart laid out: its panels on a grid, sharing a scale where the spec says so."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Literal

from reportgen.model.exhibit import Bars, Dots, Figure, Panel
from reportgen.render.chart.axes import Span, names_of, value_span
from reportgen.render.chart.panel import lay_out
from reportgen.render.chart.sketch import Box, Item, Measure, Sketch, Type

Form = Literal["page", "phone", "mail"]
"""What a drawing is made for: paper and a wide screen, a telephone, a mail."""

_WIDTHS = {"full": 504.0, "measure": 336.0, "half": 246.0, "strip": 504.0}
_GAP = 16.0
_SIDEWAYS_ROW = 15.0
_DOTTED_ROW = 48.0
_SIZE = 7.6
"""The size of labels on paper, in points."""


@dataclass(frozen=True, slots=True)
class Frame:
    """The size of a drawing: its width, the height of a row of panels, panels in a row, size of labels."""

    width: float
    row: float
    columns: int
    size: float


def frame(figure: Figure, form: Form) -> Frame:
    """The size a chart is drawn at."""
    columns = min(figure.columns, len(figure.panels)) or 1
    if form == "phone":
        crowded = 1.35 if any(isinstance(m, Dots) and m.names for p in figure.panels for m in p.marks) else 1.0
        high = _row(figure, 340.0, 1, 200.0, size=10.0) * crowded
        return Frame(340.0, high, min(columns, 2) if columns > 2 else 1, 10.0)
    if form == "mail":
        columns = min(columns, 2)
        return Frame(460.0, _row(figure, 460.0, columns, 245.0, size=12.0), columns, 12.0)
    width = _WIDTHS[figure.size]
    wanted = {"full": 178.0, "measure": 190.0, "half": 92.0, "strip": 112.0}[figure.size]
    return Frame(width, _row(figure, width, columns, wanted), columns, _SIZE)


def _row(figure: Figure, width: float, columns: int, wanted: float, *, size: float = _SIZE) -> float:
    """The height of a row of panels: flatter for several rows, and room for every name of a sideways panel."""
    height = wanted if columns == 1 else max(min(wanted, width / columns * 0.85), 96.0)
    rows = [_sideways(panel) * (size / _SIZE) for panel in figure.panels if panel.horizontal]
    return max(rows) if rows else height


def _sideways(panel: Panel) -> float:
    """The height of a panel on its side: so much for every name, more where dots carry names of their own."""
    names = len(names_of(x for mark in panel.marks for x in mark.x))
    grouped = sum(isinstance(mark, Bars) for mark in panel.marks) or 1
    each = _DOTTED_ROW if any(isinstance(mark, Dots) and mark.names for mark in panel.marks) else _SIDEWAYS_ROW
    return names * (each + (grouped - 1) * 7.0 * (not panel.stacked)) + 34.0 + 12.0 * (grouped > 1)


def sketch(figure: Figure, form: Form, measure: Measure, *, taller: float = 0.0) -> Sketch:
    """Every line and label of a chart in its place; `taller` adds to the height of every row of panels."""
    size = frame(figure, form)
    size = replace(size, row=max(size.row + (0.0 if _fixed(figure) else taller), 60.0))
    panels = figure.panels
    rows = -(-len(panels) // size.columns) if panels else 1
    span = _shared(figure) if figure.same_scale else None
    width = (size.width - _GAP * (size.columns - 1)) / size.columns
    items: list[Item] = []
    for at, panel in enumerate(panels):
        left = (at % size.columns) * (width + _GAP)
        top = (at // size.columns) * (size.row + _GAP * 0.75)
        box = Box(left, top, left + width, top + size.row)
        items += lay_out(panel, box, Type(size.size, measure), span)
    return Sketch(size.width, size.row * rows + _GAP * 0.75 * (rows - 1), tuple(items))


def _fixed(figure: Figure) -> bool:
    """Whether the chart's height follows from its content."""
    return any(panel.horizontal for panel in figure.panels)


def _shared(figure: Figure) -> Span | None:
    spans = [span for panel in figure.panels if (span := value_span(panel)) is not None]
    return (min(low for low, _ in spans), max(high for _, high in spans)) if spans else None
