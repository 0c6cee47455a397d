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
_NARROW = 170.0
"""A panel narrower than this names its lines above itself; its gutter holds values alone."""
_STACKED = 300.0
"""A panel narrower than this sets a line's value under its name."""


@dataclass(frozen=True, slots=True)
class Type:
    """The size of a chart's labels in points, and how wide words come out."""

    size: float
    measure: Measure


def lay_out(panel: Panel, box: Box, kind: Type, span: Span | None) -> tuple[Item, ...]:
    """A panel inside its box. `span` is the scale it shares with others, None for its own."""
    head = tuple(_head(panel, box, kind))
    inner = replace(box, top=box.top + _head_height(panel, box, kind))
    span = span or value_span(panel)
    if span is None or position_axis(panel, 0, 1) is None:
        middle = (inner.top + inner.bottom) / 2
        return (*head, Label((box.left + box.right) / 2, middle, "No data", "quiet", kind.size, anchor="middle"))
    draw = _sideways if panel.horizontal else _upright
    return (*head, *draw(panel, inner, kind, span))


def _head_height(panel: Panel, box: Box, kind: Type) -> float:
    return kind.size * 1.45 * (bool(panel.title) + _key_rows(panel, box, kind))


def _head(panel: Panel, box: Box, kind: Type) -> Iterator[Item]:
    baseline = box.top + kind.size
    if panel.title:
        yield Label(box.left, baseline, panel.title, "ink", kind.size, bold=True)
        baseline += kind.size * 1.45
    for x, row, text, role in _key_words(panel, box, kind):
        yield Label(x, baseline + row * kind.size * 1.3, text, role, kind.size, bold=True)


def _key_words(panel: Panel, box: Box, kind: Type) -> Iterator[tuple[float, int, str, str]]:
    """Where each name of the key stands, and in which row."""
    x, row = box.left, 0
    for text, role in _key(panel, box):
        width = kind.measure(text, kind.size, True)
        if x > box.left and x + width > box.right:
            x, row = box.left, row + 1
        yield x, row, text, role
        x += width + kind.size * 1.2


def _key_rows(panel: Panel, box: Box, kind: Type) -> int:
    return max((row for _, row, _, _ in _key_words(panel, box, kind)), default=-1) + 1


def _key(panel: Panel, box: Box) -> tuple[tuple[str, str], ...]:
    """The names of marks that cannot be named at their end, each in its own colour, where there are several."""
    wide = box.width >= _NARROW
    named = [m for m in panel.marks if m.label and (not isinstance(m, Line | Area) or (isinstance(m, Line) and not wide))]
    named = [mark for mark in named if mark.label != panel.title or len(named) == 1]
    if len(named) > 1 or (named and not wide and panel.title) or (named and any(isinstance(mark, Line) for mark in panel.marks) and wide):
        return tuple(dict.fromkeys((mark.label, mark.role) for mark in named))
    return ()


# ------------------------------------------------------------------------------------- upright


def _upright(panel: Panel, box: Box, kind: Type, span: Span) -> Iterator[Item]:
    size = kind.size
    setting = ends.Setting(size, box.width < _STACKED, kind.measure)
    labels = ends.end_labels(panel, setting, box.width * 0.28, named=box.width >= _NARROW)
    rows = _event_rows(panel, box, kind)
    plot = _plot(panel, box, kind, (setting, labels), span)
    top = plot.top + size * 1.25 * (max((row for _, row in rows), default=-1) + 1)
    plot = replace(plot, top=min(top, plot.bottom - size))
    up = value_axis(span, plot.bottom, plot.top, panel=panel)
    across = position_axis(panel, plot.left, plot.right)
    assert across is not None
    hand = marks.Hand(Plane(across, up, sideways=False), panel, plot, size, kind.measure)
    yield from _bands(panel, across, plot, kind)
    yield from _grid(panel, up, plot, box.right, kind)
    yield from _events(panel, rows, across, plot, box.right, kind)
    taken: list[Box] = []
    yield from _marks(panel, hand, taken)
    yield from _rules(panel, up, plot, kind)
    yield from _band_words(panel, across, plot, kind)
    yield from ends.place(labels, hand, setting, taken)
    yield from _foot(panel, across, plot, box, kind)


def _plot(
    panel: Panel, box: Box, kind: Type, names: tuple[ends.Setting, Sequence[ends.EndLabel]], span: Span
) -> Box:
    """The room left for the drawing when the words around it have theirs."""
    setting, labels = names
    ticks = _tick_words(panel, value_axis(span, 1, 0, panel=panel))
    tick_width = max((kind.measure(text, kind.size, False) for text in ticks), default=0.0)
    plot = Box(box.left, box.top + kind.size * 1.1, box.right - tick_width - 3, box.bottom - kind.size * 1.75)
    across = position_axis(panel, plot.left, plot.right)
    up = value_axis(span, plot.bottom, plot.top, panel=panel)
    late = [at for at in labels if across and not ends.early(at, Plane(across, up, sideways=False), plot)]
    right = plot.right - setting.gutter(late)
    return replace(plot, right=max(right, box.left + box.width * 0.3))


def _tick_words(panel: Panel, up: ValueAxis) -> tuple[str, ...]:
    """The words of the value axis: none where every bar says its own value."""
    return axis_labels(up.ticks, panel.y_format) if _ticked(panel) else tuple("" for _ in up.ticks)


def _ticked(panel: Panel) -> bool:
    return panel.stacked or not all(isinstance(mark, Bars) and mark.value_labels for mark in panel.marks)


def _grid(panel: Panel, up: ValueAxis, plot: Box, right: float, kind: Type) -> Iterator[Item]:
    for value, text in zip(up.ticks, _tick_words(panel, up), strict=True):
        y = up.at(value)
        if value == 0:
            yield Stroke(((plot.left, y), (right, y)), "rule", _ZERO)
        elif text:
            yield Stroke(((plot.left, y), (right, y)), "grid", _GRID)
        if text:
            yield Label(right, y - 2, text, "quiet", kind.size, anchor="end", halo=True)


def _marks(panel: Panel, hand: marks.Hand, taken: list[Box]) -> Iterator[Item]:
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
    for dotted in panel.marks:
        if isinstance(dotted, Dots):
            yield from marks.dots(dotted, hand, taken)


def _band_boxes(panel: Panel, across: PositionAxis, plot: Box) -> Iterator[tuple[str, Box]]:
    for band in panel.bands if across.kind == "time" else ():
        left, right = (min(max(across.at(day), plot.left), plot.right) for day in (band.start, band.end))
        if right > left:
            yield band.label, Box(left, plot.top, right, plot.bottom)


def _bands(panel: Panel, across: PositionAxis, plot: Box, kind: Type) -> Iterator[Item]:
    for _, box in _band_boxes(panel, across, plot):
        yield Shape(rectangle(box), "band")


def _band_words(panel: Panel, across: PositionAxis, plot: Box, kind: Type) -> Iterator[Item]:
    """The word of a band at its top, inside where it fits; a word said once is not said again."""
    taken: list[Box] = []
    for text, box in _band_boxes(panel, across, plot):
        fits = kind.measure(text, kind.size, False) <= box.width - 5
        middle = Label((box.left + box.right) / 2, plot.top + kind.size, text, "quiet", kind.size, anchor="middle", halo=True)
        label = replace(middle, x=box.left + 3, anchor="start") if fits else middle
        room = label_box(label, kind.measure)
        if text and not any(room.meets(other, 2) for other in taken) and room.left >= plot.left:
            taken.append(room)
            yield label


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
        if any(label_box(label, kind.measure).meets(other, kind.size * 0.9) for other in taken):
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
    room = min(max((kind.measure(name, size, False) for name in names), default=0.0) + 8, box.width * 0.4)
    value_room = _value_room(panel, kind)
    top = box.top + size * (1.5 if any(rule.label for rule in panel.rules) else 0.4)
    plot = Box(box.left + room, top, box.right - value_room, box.bottom - size * (1.75 if _ticked(panel) else 0.2))
    up = value_axis(span, plot.left + (value_room if span[0] < 0 else 0.0), plot.right, panel=panel)
    across = PositionAxis("category", 0, 1, plot.top, plot.bottom, names)
    hand = marks.Hand(Plane(across, up, sideways=True), panel, plot, size, kind.measure)
    yield from _upright_grid(panel, up, plot, kind)
    for name in names:
        for at, part in enumerate(lines := ends.broken(name, size, kind.measure, room - 8)):
            shift = (at - (len(lines) - 1) / 2) * size * 1.15
            yield Label(box.left, across.at(name) + size * 0.36 + shift, part, "ink", size)
    yield from _upright_rules(panel, up, plot, kind)
    yield from _marks(panel, hand, [])


def _upright_grid(panel: Panel, up: ValueAxis, plot: Box, kind: Type) -> Iterator[Item]:
    for value, text in zip(up.ticks, _tick_words(panel, up), strict=True):
        x, zero = up.at(value), value == 0
        if zero or text:
            yield Stroke(((x, plot.top), (x, plot.bottom)), "rule" if zero else "grid", _ZERO if zero else _GRID)
        if text:
            yield Label(x, plot.bottom + kind.size * 1.35, text, "quiet", kind.size, anchor="middle")


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
            yield Label(x, plot.top - kind.size * 0.4, rule.label, "quiet", kind.size, anchor="middle", halo=True)
