"""One panel laid out: title, grid, bands, marks, events, and the labels of both axes."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date

from reportgen.model.exhibit import Area, Bars, Dots, Line, Panel, Ranges
from reportgen.render.chart import ends, marks
from reportgen.render.chart.axes import (
    Plane,
    PositionAxis,
    Span,
    ValueAxis,
    names_of,
    ordinal,
    position_axis,
    value_axis,
    value_span,
)
from reportgen.render.chart.labels import rows_of
from reportgen.render.chart.sketch import Box, Item, Label, Measure, Shape, Stroke, label_box, rectangle
from reportgen.render.chart.ticks import axis_labels, day_label, inner_ticks, month_end, printed, time_ticks

_GRID, _ZERO = 0.5, 0.9


@dataclass(frozen=True, slots=True)
class Type:
    """The size of a chart's labels in points, and how wide words come out."""

    size: float
    measure: Measure


def lay_out(panel: Panel, box: Box, kind: Type, span: Span | None) -> tuple[Item, ...]:
    """A panel inside its box. `span` is the scale it shares with others, None for its own."""
    head = tuple(_head(panel, box, kind))
    inner = replace(box, top=box.top + _head_height(panel, kind))
    span = span or value_span(panel)
    if span is None or position_axis(panel, 0, 1) is None:
        middle = (inner.top + inner.bottom) / 2
        return (*head, Label((box.left + box.right) / 2, middle, "No data", "quiet", kind.size, anchor="middle"))
    draw = _sideways if panel.horizontal else _upright
    return (*head, *draw(panel, inner, kind, span))


def _head_height(panel: Panel, kind: Type) -> float:
    return kind.size * 1.45 * (bool(panel.title) + bool(_key(panel)))


def _head(panel: Panel, box: Box, kind: Type) -> Iterator[Item]:
    baseline = box.top + kind.size
    if panel.title:
        yield Label(box.left, baseline, panel.title, "ink", kind.size, bold=True)
        baseline += kind.size * 1.45
    x = box.left
    for text, role in _key(panel):
        yield Label(x, baseline, text, role, kind.size, bold=True)
        x += kind.measure(text, kind.size, True) + kind.size * 1.2


def _key(panel: Panel) -> tuple[tuple[str, str], ...]:
    """The names of marks that have no end to be named at, in their own colours, where there are several."""
    named = [mark for mark in panel.marks if isinstance(mark, Bars | Ranges | Dots | Area) and mark.label]
    lines = [mark for mark in panel.marks if isinstance(mark, Line)]
    return tuple((mark.label, mark.role) for mark in named) if len(named) > 1 or (named and lines) else ()


# ------------------------------------------------------------------------------------- upright


def _upright(panel: Panel, box: Box, kind: Type, span: Span) -> Iterator[Item]:
    size = kind.size
    stacked = box.width < 300
    labels = ends.end_labels(panel, size, kind.measure, box.width * (0.24 if stacked else 0.3))
    rows = _event_rows(panel, box, kind)
    top = box.top + size * (0.6 + 1.25 * (max((row for _, row in rows), default=-1) + 1)) + size * 0.5
    trial = value_axis(span, box.bottom, top, panel=panel)
    ticks = axis_labels(trial.ticks, panel.y_format)
    tick_width = max((kind.measure(text, size, False) for text in ticks), default=0.0)
    right = box.right - tick_width - 3 - ends.gutter(labels, size, kind.measure, stacked=stacked)
    plot = Box(box.left, top, max(right, box.left + box.width * 0.3), box.bottom - size * 1.75)
    up = value_axis(span, plot.bottom, plot.top, panel=panel)
    across = position_axis(panel, plot.left, plot.right)
    assert across is not None
    hand = marks.Hand(Plane(across, up, sideways=False), panel, plot, size, kind.measure)
    yield from _bands(panel, across, plot, kind)
    yield from _grid(up, ticks, plot, box.right, kind)
    yield from _events(panel, rows, across, plot, box.right, kind)
    yield from _marks(panel, hand)
    yield from _rules(panel, up, plot, kind)
    yield from ends.place(labels, hand.plane, plot, size, kind.measure, stacked=stacked)
    yield from _foot(panel, across, plot, box, kind)


def _grid(up: ValueAxis, ticks: Sequence[str], plot: Box, right: float, kind: Type) -> Iterator[Item]:
    for value, text in zip(up.ticks, ticks, strict=True):
        y = up.at(value)
        zero = value == 0
        yield Stroke(((plot.left, y), (right, y)), "rule" if zero else "grid", _ZERO if zero else _GRID)
        yield Label(right, y - 2, text, "quiet", kind.size, anchor="end", halo=True)


def _marks(panel: Panel, hand: marks.Hand) -> Iterator[Item]:
    """Areas and ranges lie at the bottom, then bars, lines, dots: what is finest stays in sight."""
    for mark in panel.marks:
        if isinstance(mark, Area):
            yield from marks.area(mark, hand)
        elif isinstance(mark, Ranges):
            yield from marks.ranges(mark, hand)
    yield from marks.bars(panel, hand)
    lines = [mark for mark in panel.marks if isinstance(mark, Line)]
    for mark in sorted(lines, key=lambda line: (line.role == "subject", marks.WEIGHTS[line.weight])):
        yield from marks.line(mark, hand)
    taken: list[Box] = []
    for dotted in panel.marks:
        if isinstance(dotted, Dots):
            yield from marks.dots(dotted, hand, taken)


def _bands(panel: Panel, across: PositionAxis, plot: Box, kind: Type) -> Iterator[Item]:
    if across.kind != "time":
        return
    for band in panel.bands:
        left, right = (min(max(across.at(day), plot.left), plot.right) for day in (band.start, band.end))
        if right <= left:
            continue
        yield Shape(rectangle(Box(left, plot.top, right, plot.bottom)), "band")
        if band.label and kind.measure(band.label, kind.size, False) <= right - left - 4:
            yield Label(left + 3, plot.top + kind.size, band.label, "quiet", kind.size)


def _event_rows(panel: Panel, box: Box, kind: Type) -> tuple[tuple[int, int], ...]:
    """Which events are shown, by number, and in which row above the plot their words stand."""
    across = position_axis(panel, box.left, box.right - box.width * 0.2)
    if across is None or across.kind == "category":
        return ()
    seen = [at for at, event in enumerate(panel.events) if across.low <= ordinal(event.at) <= across.high]
    spans = []
    for at in seen:
        x, width = across.at(panel.events[at].at), kind.measure(panel.events[at].label, kind.size, False)
        spans.append((x, x + width) if x + width < box.right else (x - width, x))
    return tuple(zip(seen, rows_of(spans, kind.size * 0.6), strict=True))


def _events(
    panel: Panel, rows: Sequence[tuple[int, int]], across: PositionAxis, plot: Box, right: float, kind: Type
) -> Iterator[Item]:  # fmt: skip
    for at, row in rows:
        event, x = panel.events[at], across.at(panel.events[at].at)
        baseline = plot.top - kind.size * (0.55 + 1.25 * row)
        yield Stroke(((x, plot.bottom), (x, baseline + kind.size * 0.15)), "quiet", 0.5)
        fits = x + kind.measure(event.label, kind.size, False) < right
        yield Label(x if fits else x, baseline, event.label, "quiet", kind.size, anchor="start" if fits else "end")


def _rules(panel: Panel, up: ValueAxis, plot: Box, kind: Type) -> Iterator[Item]:
    for rule in panel.rules:
        y = up.at(rule.y)
        yield Stroke(((plot.left, y), (plot.right, y)), "quiet", 0.8, dashed=True)
        if rule.label:
            yield Label(plot.left + 2, y - 3, rule.label, "quiet", kind.size, halo=True)


def _foot(panel: Panel, across: PositionAxis, plot: Box, box: Box, kind: Type) -> Iterator[Item]:
    """The axis below: a line where no zero is, and as many words as fit without touching."""
    yield Stroke(((plot.left, plot.bottom), (plot.right, plot.bottom)), "rule", 0.6)
    baseline = plot.bottom + kind.size * 1.5
    marked = _foot_marks(panel, across, plot, kind)
    taken: list[Box] = []
    for x, text, bold in sorted(marked, key=lambda mark: not mark[2]):
        label = _inside(Label(x, baseline, text, "ink" if bold else "quiet", kind.size, bold=bold), plot, box, kind)
        if any(label_box(label, kind.measure).meets(other, kind.size * 0.5) for other in taken):
            continue
        taken.append(label_box(label, kind.measure))
        if across.kind != "category":
            yield Stroke(((x, plot.bottom), (x, plot.bottom + 3)), "rule", 0.6)
        yield label


def _inside(label: Label, plot: Box, box: Box, kind: Type) -> Label:
    half = kind.measure(label.text, label.size, label.bold) / 2
    if label.bold:
        return replace(label, x=max(min(label.x, plot.right), plot.left + 2 * half), anchor="end")
    if label.x - half < box.left:
        return replace(label, x=max(label.x, box.left), anchor="start")
    return replace(label, anchor="middle")


def _foot_marks(panel: Panel, across: PositionAxis, plot: Box, kind: Type) -> list[tuple[float, str, bool]]:
    if across.kind == "category":
        return [(across.at(name), name, False) for name in across.names]
    if across.kind == "number":
        values = inner_ticks(across.low, across.high, 6)
        return [(across.at(v), t, False) for v, t in zip(values, axis_labels(values, panel.x_format), strict=True)]
    return _time_marks(panel, across, plot, kind)


def _time_marks(panel: Panel, across: PositionAxis, plot: Box, kind: Type) -> list[tuple[float, str, bool]]:
    days = [x for mark in panel.marks for x in mark.x if isinstance(x, date)]
    first, last = min(days), max(days)
    room = int(plot.width / (kind.size * 4.2))
    marked = [(across.at(day), text, False) for day, text in time_ticks(first, last, room)]
    monthly = all(month_end(day) for day in days[-12:])
    return [*marked, (across.at(last), day_label(last, monthly=monthly), True)]


# ------------------------------------------------------------------------------------ sideways


def _sideways(panel: Panel, box: Box, kind: Type, span: Span) -> Iterator[Item]:
    """Bars, ranges and dots on their side: names on the left, values along the bottom."""
    size = kind.size
    names = names_of(x for mark in panel.marks for x in mark.x)
    widest = max((kind.measure(name, size, False) for name in names), default=0.0)
    left = box.left + min(widest + 6, box.width * 0.42)
    ends_room = _value_room(panel, kind)
    plot = Box(left, box.top + size * 0.4, box.right - ends_room, box.bottom - size * 1.75)
    up = value_axis(span, plot.left + (ends_room if span[0] < 0 else 0), plot.right, panel=panel)
    across = replace(position_axis(panel, plot.top, plot.bottom) or PositionAxis("category", 0, 1, 0, 1), names=names)
    across = replace(across, kind="category", start=plot.top, end=plot.bottom)
    hand = marks.Hand(Plane(across, up, sideways=True), panel, plot, size, kind.measure)
    for value, text in zip(up.ticks, axis_labels(up.ticks, panel.y_format), strict=True):
        x, zero = up.at(value), value == 0
        yield Stroke(((x, plot.top), (x, plot.bottom)), "rule" if zero else "grid", _ZERO if zero else _GRID)
        yield Label(x, plot.bottom + size * 1.35, text, "quiet", size, anchor="middle")
    for name in names:
        for at, part in enumerate(lines := ends.broken(name, size, kind.measure, left - box.left - 6)):
            shift = (at - (len(lines) - 1) / 2) * size * 1.15
            yield Label(left - 6, across.at(name) + size * 0.36 + shift, part, "ink", size, anchor="end")
    yield from _marks(panel, hand)
    yield from _upright_rules(panel, up, plot, kind)


def _value_room(panel: Panel, kind: Type) -> float:
    texts = [
        printed(y, panel.y_format)
        for mark in panel.marks
        if isinstance(mark, Bars) and mark.value_labels
        for y in mark.y
        if y is not None
    ]
    return max((kind.measure(text, kind.size, False) for text in texts), default=8.0) + 4


def _upright_rules(panel: Panel, up: ValueAxis, plot: Box, kind: Type) -> Iterator[Item]:
    for rule in panel.rules:
        x = up.at(rule.y)
        yield Stroke(((x, plot.top), (x, plot.bottom)), "quiet", 0.8, dashed=True)
        if rule.label:
            yield Label(x + 3, plot.top + kind.size, rule.label, "quiet", kind.size, halo=True)
