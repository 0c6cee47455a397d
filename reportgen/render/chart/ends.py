"""The names and last values of lines, set beside their ends."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from reportgen.model.exhibit import Area, Bars, Line, Panel
from reportgen.render.chart.axes import Plane, shown
from reportgen.render.chart.hand import Hand
from reportgen.render.chart.labels import before, free, spread
from reportgen.render.chart.sketch import Box, Disc, Item, Label, Measure, Point, Stroke, Type, label_box
from reportgen.render.chart.ticks import end_value

_GAP = 5.0
_LEADING = 1.18
_EARLY = 0.1
"""A line that stops this share of the plot before its right edge is named where it stops."""


@dataclass(frozen=True, slots=True)
class EndLabel:
    """The words at the end of one line: its name on one or more lines, its last value in bold."""

    mark: Line | Area | Bars
    name: tuple[str, ...]
    value: str
    at: int


@dataclass(frozen=True, slots=True)
class Setting:
    """How end labels are set: their size, whether the value stands under the name, the width of words."""

    kind: Type
    stacked: bool

    @property
    def size(self) -> float:
        """The size of the words, in points."""
        return self.kind.size

    def height(self, label: EndLabel) -> float:
        """The room a label needs from top to bottom."""
        return max(len(label.name) + (1 if self.stacked else 0), 1) * self.size * _LEADING

    def width(self, label: EndLabel) -> float:
        """The room a label needs from left to right."""
        names = [self.kind.measure(part, self.size) for part in label.name]
        value = self.kind.measure(label.value, self.size, bold=True)
        if self.stacked:
            return max([*names, value])
        return max([*names[:-1], (names[-1] + self.size * 0.45 if names else 0.0) + value])

    def gutter(self, labels: Sequence[EndLabel]) -> float:
        """The room right of the plot the labels need."""
        return max((self.width(label) + _GAP + 3 for label in labels), default=0.0)


def end_labels(panel: Panel, setting: Setting, widest: float, *, named: bool) -> tuple[EndLabel, ...]:
    """The labels of a panel's lines and areas; names are broken to fit `widest`, and left out unless `named`.

    A mark that stands alone needs no name: the chart's own title says what it is.
    """
    found: list[EndLabel] = []
    areas, several = sum(isinstance(mark, Area) for mark in panel.marks), len(panel.marks) > 1
    for mark in panel.marks:
        if not isinstance(mark, Line | Area | Bars) or not _labelled(mark, panel):
            continue
        last = next((at for at in range(len(mark.y) - 1, -1, -1) if shown(mark.y[at])), None)
        if last is None:
            continue
        tells = named and mark.label and (areas > 1 if isinstance(mark, Area) else isinstance(mark, Line) and several)
        name = broken(mark.label, setting.size, setting.kind.measure, widest) if tells else ()
        found.append(EndLabel(mark, name, end_value(mark.y[last] or 0.0, panel.y_format), last))
    return tuple(found)


def _labelled(mark: Line | Area | Bars, panel: Panel) -> bool:
    """Whether a mark's newest value is told at its end: of bars only where they are one row in time."""
    if isinstance(mark, Bars):
        alone = sum(isinstance(other, Bars) for other in panel.marks) == 1
        return panel.x_kind == "time" and alone and not mark.value_labels
    return mark.end_label if isinstance(mark, Line) else True


def broken(text: str, size: float, measure: Measure, widest: float) -> tuple[str, ...]:
    """The text on as many lines as it takes to keep each within `widest` where its words allow."""
    lines: list[str] = []
    for word in text.split():
        trial = f"{lines[-1]} {word}" if lines else word
        if lines and measure(trial, size) <= widest:
            lines[-1] = trial
        else:
            lines.append(word)
    return tuple(lines)


def early(label: EndLabel, plane: Plane, plot: Box) -> bool:
    """Whether the line stops well before the plot does."""
    return plot.right - _end(label, plane)[0] > _EARLY * plot.width


def place(labels: Sequence[EndLabel], hand: Hand, setting: Setting, taken: list[Box]) -> Iterator[Item]:
    """Every label beside its line's end, in the gutter or in the plot, none touching another."""
    late = [label for label in labels if not early(label, hand.plane, hand.plot)]
    yield from _in_gutter(_affordable(late, hand.plot.height + setting.size, setting), hand, setting)
    for label in labels:
        if label not in late:
            yield from _in_plot(label, hand, setting, taken)


def _affordable(labels: Sequence[EndLabel], room: float, setting: Setting) -> list[EndLabel]:
    """The labels there is room for one below the other: what is drawn for context gives way first."""
    kept: list[EndLabel] = []
    for label in sorted(labels, key=lambda label: label.mark.role == "muted"):
        room -= setting.height(label)
        if room >= 0 or not kept:
            kept.append(label)
    return [label for label in labels if label in kept]


def _in_gutter(labels: Sequence[EndLabel], hand: Hand, setting: Setting) -> Iterator[Item]:
    plot, size = hand.plot, setting.size
    points = [_end(label, hand.plane) for label in labels]
    heights = [setting.height(label) for label in labels]
    centres = spread([y for _, y in points], heights, plot.top - size * 0.6, plot.bottom + size * 0.6)
    left = plot.right + _GAP
    for label, (x, y), centre, height in zip(labels, points, centres, heights, strict=True):
        if not isinstance(label.mark, Bars):
            yield Disc(x, y, 2.0, label.mark.role)
        if abs(centre - y) > size * 0.7 or plot.right - x > 3:
            yield Stroke(((x + 2.5, y), (plot.right + 1, centre), (left - 1.5, centre)), label.mark.role, 0.4)
        yield from _words(label, left, centre - height / 2, setting)


def _in_plot(label: EndLabel, hand: Hand, setting: Setting, taken: list[Box]) -> Iterator[Item]:
    x, y = _end(label, hand.plane)
    text = f"{' '.join(label.name)} {label.value}".strip()
    words = Label(x, y, text, label.mark.role, setting.size, bold=True, halo=True)
    found = free(before(words, 5.0), taken, hand.plot, setting.kind.measure)
    yield Disc(x, y, 2.0, label.mark.role)
    if found is not None:
        taken.append(label_box(found, setting.kind.measure))
        yield found


def _end(label: EndLabel, plane: Plane) -> Point:
    if isinstance(label.mark, Bars):
        return plane.point(plane.across.end, plane.up.at(label.mark.y[label.at] or 0.0))
    return plane.point(plane.across.at(label.mark.x[label.at]), plane.up.at(label.mark.y[label.at] or 0.0))


def _words(label: EndLabel, left: float, top: float, setting: Setting) -> Iterator[Label]:
    size, role = setting.size, label.mark.role
    baseline = top + size * 0.92
    for at, part in enumerate(label.name):
        yield Label(left, baseline + at * size * _LEADING, part, role, size, halo=True)
    row = len(label.name) if setting.stacked else max(len(label.name) - 1, 0)
    beside_name = label.name and not setting.stacked
    start = left + (setting.kind.measure(label.name[-1], size) + size * 0.45 if beside_name else 0.0)
    yield Label(start, baseline + row * size * _LEADING, label.value, role, size, bold=True, halo=True)
