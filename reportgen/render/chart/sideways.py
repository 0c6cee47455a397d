"""A panel on its side: names on the left, first on top; values along the bottom."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from reportgen.model.exhibit import Bars, Panel
from reportgen.render.chart import marks
from reportgen.render.chart.axes import Plane, PositionAxis, Span, ValueAxis, names_of, shown, value_axis
from reportgen.render.chart.ends import broken
from reportgen.render.chart.grid import GRID, ZERO, tick_words, ticked
from reportgen.render.chart.hand import Hand
from reportgen.render.chart.sketch import Box, Item, Label, Stroke, Type
from reportgen.render.chart.ticks import printed

_MOST_NAME = 0.4
"""The share of the width that names may take before they are broken."""


def items(panel: Panel, box: Box, kind: Type, span: Span) -> Iterator[Item]:
    """Everything below the panel's head."""
    names = names_of(x for mark in panel.marks for x in mark.x)
    room = min(max((kind.measure(name, kind.size) for name in names), default=0.0) + 8, box.width * _MOST_NAME)
    plot = _plot(panel, box, kind, room)
    start = plot.left + (_value_room(panel, kind) if span[0] < 0 else 0.0)
    up = value_axis(span, start, plot.right, panel=panel, size=kind.size)
    across = PositionAxis("category", 0, 1, plot.top, plot.bottom, names)
    yield from _grid(panel, up, plot, kind)
    yield from _names(across, box.left, room - 8, kind)
    yield from _rules(panel, up, plot, kind)
    yield from marks.all_of(Hand(Plane(across, up, sideways=True), panel, plot, kind), [])


def _plot(panel: Panel, box: Box, kind: Type, room: float) -> Box:
    above = 1.5 if any(rule.label for rule in panel.rules) else 0.4
    below = 1.75 if ticked(panel) else 0.2
    right = box.right - _value_room(panel, kind)
    return Box(box.left + room, box.top + kind.size * above, right, box.bottom - kind.size * below)


def _value_room(panel: Panel, kind: Type) -> float:
    """The room a value needs beyond the end of its bar."""
    labelled = [mark for mark in panel.marks if isinstance(mark, Bars) and mark.value_labels]
    texts = [printed(y, panel.y_format) for mark in labelled for y in mark.y if y is not None and shown(y)]
    return max((kind.measure(text, kind.size) for text in texts), default=8.0) + 4


def _grid(panel: Panel, up: ValueAxis, plot: Box, kind: Type) -> Iterator[Item]:
    for value, text in zip(up.ticks, tick_words(panel, up), strict=True):
        x, zero = up.at(value), value == 0
        if zero or text:
            yield Stroke(((x, plot.top), (x, plot.bottom)), "rule" if zero else "grid", ZERO if zero else GRID)
        if text:
            yield Label(x, plot.bottom + kind.size * 1.35, text, "quiet", kind.size, anchor="middle")


def _names(across: PositionAxis, left: float, widest: float, kind: Type) -> Iterator[Item]:
    for name in across.names:
        lines = broken(name, kind.size, kind.measure, widest)
        for at, part in enumerate(lines):
            shift = (at - (len(lines) - 1) / 2) * kind.size * 1.15
            yield Label(left, across.at(name) + kind.size * 0.36 + shift, part, "ink", kind.size)


def _rules(panel: Panel, up: ValueAxis, plot: Box, kind: Type) -> Iterator[Item]:
    for rule in panel.rules:
        x = up.at(rule.y)
        if rule.y != 0:
            yield Stroke(((x, plot.top), (x, plot.bottom)), "quiet", 0.8, dashed=True)
        if rule.label:
            label = Label(x, plot.top - kind.size * 0.4, rule.label, "quiet", kind.size, anchor="middle", halo=True)
            yield replace(label, x=min(x, plot.right - kind.measure(rule.label, kind.size) / 2))
