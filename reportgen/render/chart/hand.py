"""What drawing a mark needs beside the mark itself."""

from __future__ import annotations

from dataclasses import dataclass

from reportgen.model.exhibit import Panel
from reportgen.render.chart.axes import Plane
from reportgen.render.chart.sketch import Box, Type


@dataclass(frozen=True, slots=True)
class Hand:
    """Axes, panel, the room of the drawing, and its type."""

    plane: Plane
    panel: Panel
    plot: Box
    kind: Type
