"""The names and last values of lines, set beside their ends."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from reportgen.model.exhibit import Line, Panel
from reportgen.render.chart.axes import Plane, shown
from reportgen.render.chart.labels import spread
from reportgen.render.chart.sketch import Box, Disc, Item, Label, Measure, Stroke
from reportgen.render.chart.ticks import printed

_GAP = 5.0


@dataclass(frozen=True, slots=True)
class EndLabel:
    """The words at the end of one line: its name on one or more lines, its last value in bold."""

    mark: Line
    name: tuple[str, ...]
    value: str
    at: int

    def height(self, size: float, *, stacked: bool) -> float:
        """The room it needs from top to bottom."""
        lines = len(self.name) + (1 if stacked else 0)
        return max(lines, 1) * size * 1.18

    def width(self, size: float, measure: Measure, *, stacked: bool) -> float:
        """The room it needs from left to right."""
        names = max((measure(part, size, False) for part in self.name), default=0.0)
        value = measure(self.value, size, True)
        if stacked:
            return max(names, value)
        return names + value + (size * 0.35 if self.name else 0.0)


def end_labels(panel: Panel, size: float, measure: Measure, widest: float) -> tuple[EndLabel, ...]:
    """The labels of a panel's lines; names longer than `widest` are broken at spaces."""
    found: list[EndLabel] = []
    for mark in panel.marks:
        if not isinstance(mark, Line) or not mark.end_label:
            continue
        last = next((at for at in range(len(mark.y) - 1, -1, -1) if shown(mark.y[at])), None)
        if last is None:
            continue
        value = mark.y[last]
        assert value is not None
        name = broken(mark.label, size, measure, widest) if mark.label else ()
        found.append(EndLabel(mark, name, printed(value, panel.y_format), last))
    return tuple(found)


def broken(text: str, size: float, measure: Measure, widest: float) -> tuple[str, ...]:
    """The text on as many lines as it takes to keep each within `widest` where its words allow."""
    lines: list[str] = []
    for word in text.split():
        trial = f"{lines[-1]} {word}" if lines else word
        if lines and measure(trial, size, False) <= widest:
            lines[-1] = trial
        else:
            lines.append(word)
    return tuple(lines)


def gutter(labels: Sequence[EndLabel], size: float, measure: Measure, *, stacked: bool) -> float:
    """The room right of the plot the labels need."""
    widths = [label.width(size, measure, stacked=stacked) for label in labels]
    return max(widths, default=0.0) + (_GAP + 3 if widths else 0.0)


def place(  # noqa: PLR0913 - axes, room and type
    labels: Sequence[EndLabel], plane: Plane, plot: Box, size: float, measure: Measure, *, stacked: bool
) -> Iterator[Item]:
    """The labels in the gutter, none touching another; a hair line leads back where one had to move."""
    ends = [_end(label, plane) for label in labels]
    heights = [label.height(size, stacked=stacked) for label in labels]
    centres = spread([y for _, y in ends], heights, plot.top - size * 0.6, plot.bottom + size * 0.6)
    for label, (x, y), centre, height in zip(labels, ends, centres, heights, strict=True):
        role = label.mark.role
        yield Disc(x, y, 2.0, role)
        left = plot.right + _GAP
        if abs(centre - y) > size * 0.7 or plot.right - x > 2:
            yield Stroke(((x + 2.5, y), (plot.right + 1, centre), (left - 1.5, centre)), role, 0.4)
        yield from _words(label, left, centre - height / 2, size, measure, stacked=stacked)


def _end(label: EndLabel, plane: Plane) -> tuple[float, float]:
    value = label.mark.y[label.at]
    assert value is not None
    return plane.point(plane.across.at(label.mark.x[label.at]), plane.up.at(value))


def _words(  # noqa: PLR0913 - where, what and in which type
    label: EndLabel, left: float, top: float, size: float, measure: Measure, *, stacked: bool
) -> Iterator[Label]:
    role, step = label.mark.role, size * 1.18
    baseline = top + size * 0.92
    for at, part in enumerate(label.name):
        yield Label(left, baseline + at * step, part, role, size, halo=True)
    if stacked:
        yield Label(left, baseline + len(label.name) * step, label.value, role, size, bold=True, halo=True)
    else:
        last = label.name[-1] if label.name else ""
        start = left + (measure(last, size, False) + size * 0.35 if last else 0.0)
        row = max(len(label.name) - 1, 0)
        yield Label(start, baseline + row * step, label.value, role, size, bold=True, halo=True)
