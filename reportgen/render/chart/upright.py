"""A panel as most are: time, numbers or categories along the bottom, values on the right."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date

from reportgen.model.exhibit import Panel
from reportgen.render.chart import ends, marks
from reportgen.render.chart.axes import Plane, PositionAxis, Span, ValueAxis, ordinal, position_axis, value_axis
from reportgen.render.chart.grid import GRID, ZERO, tick_words
from reportgen.render.chart.hand import Hand
from reportgen.render.chart.head import NARROW
from reportgen.render.chart.labels import rows_of
from reportgen.render.chart.sketch import Box, Item, Label, Shape, Stroke, Type, label_box, rectangle
from reportgen.render.chart.ticks import axis_labels, day_label, inner_ticks, monthly, time_ticks

_STACKED = 300.0
"""A panel narrower than this sets a line's value under its name."""

_EVENT_ROW = 1.25
_FOOT = 1.75


@dataclass(frozen=True, slots=True)
class Scene:
    """A panel with its room, its axes and its type: what every part of it is placed by."""

    panel: Panel
    box: Box
    plot: Box
    up: ValueAxis
    across: PositionAxis
    kind: Type

    def words(self, x: float, y: float, text: str) -> Label:
        """Quiet words at a point."""
        return Label(x, y, text, "quiet", self.kind.size)


def items(panel: Panel, box: Box, kind: Type, span: Span) -> Iterator[Item]:
    """Everything below the panel's head, from the ground up."""
    setting = ends.Setting(kind, stacked=box.width < _STACKED)
    labels = ends.end_labels(panel, setting, box.width * 0.28, named=box.width >= NARROW)
    rows = _event_rows(panel, box, kind)
    right = _right(panel, box, (setting, labels), span)
    lower = replace(box, top=box.top + kind.size * _EVENT_ROW * len(set(rows.values())))
    scene = _scene(panel, lower, kind, span, right)
    hand = Hand(Plane(scene.across, scene.up, sideways=False), panel, scene.plot, kind)
    taken: list[Box] = []
    drawn = tuple(marks.all_of(hand, taken))
    told = tuple(ends.place(labels, hand, setting, taken))
    yield from (Shape(rectangle(room), "band") for _, room in _band_rooms(scene))
    yield from _grid(scene, [label_box(item, kind.measure) for item in told if isinstance(item, Label)])
    yield from _events(scene, rows)
    yield from drawn
    yield from _rules(scene)
    yield from _band_words(scene)
    yield from told
    yield from _foot(scene)


def _scene(panel: Panel, box: Box, kind: Type, span: Span, right: float) -> Scene:
    bottom = box.bottom - kind.size * _FOOT
    top = min(box.top + kind.size * 1.1, bottom - kind.size)
    plot = Box(box.left, top, right, bottom)
    across = position_axis(panel, plot.left, plot.right)
    assert across is not None
    return Scene(panel, box, plot, value_axis(span, plot.bottom, plot.top, panel=panel, size=kind.size), across, kind)


def _right(panel: Panel, box: Box, names: tuple[ends.Setting, Sequence[ends.EndLabel]], span: Span) -> float:
    """Where the plot ends when the words to its right have their room."""
    setting, labels = names
    kind = setting.kind
    ticks = tick_words(panel, value_axis(span, box.bottom, box.top, panel=panel, size=kind.size))
    width = max((kind.measure(text, kind.size) for text in ticks), default=0.0)
    trial = _scene(panel, box, kind, span, box.right - width - 3)
    plane = Plane(trial.across, trial.up, sideways=False)
    late = [label for label in labels if not ends.early(label, plane, trial.plot)]
    apart = kind.size * 0.9 if late and width else 0.0
    return max(trial.plot.right - setting.gutter(late) - apart, box.left + box.width * 0.3)


def _grid(scene: Scene, words: Sequence[Box]) -> Iterator[Item]:
    """Every tick's line and words; a line stops short of words that stand in its way."""
    right = scene.box.right
    for value, text in zip(scene.up.ticks, tick_words(scene.panel, scene.up), strict=True):
        y = scene.up.at(value)
        if value == 0 or text:
            role, width = ("rule", ZERO) if value == 0 else ("grid", GRID)
            yield from (Stroke(((a, y), (b, y)), role, width) for a, b in _clear(y, scene, words))
        if text:
            yield replace(scene.words(right, y - 2, text), anchor="end", halo=True)


def _clear(y: float, scene: Scene, words: Sequence[Box]) -> Iterator[Span]:
    """The stretches of a line across the panel that touch no words to the right of the plot."""
    gutter = [box for box in words if box.left >= scene.plot.right and box.top - 1 < y < box.bottom + 1]
    if not gutter:
        yield scene.plot.left, scene.box.right
        return
    yield scene.plot.left, scene.plot.right
    if (after := max(box.right for box in gutter) + 2) < scene.box.right:
        yield after, scene.box.right


def _rules(scene: Scene) -> Iterator[Item]:
    for rule in scene.panel.rules:
        y = scene.up.at(rule.y)
        if rule.y != 0:
            yield Stroke(((scene.plot.left, y), (scene.plot.right, y)), "quiet", 0.8, dashed=True)
        if rule.label:
            yield replace(scene.words(scene.plot.left + 2, y - 3, rule.label), halo=True)


# --------------------------------------------------------------------------------- bands, events


def _band_rooms(scene: Scene) -> Iterator[tuple[str, Box]]:
    plot = scene.plot
    for band in scene.panel.bands if scene.across.kind == "time" else ():
        left, right = (min(max(scene.across.at(day), plot.left), plot.right) for day in (band.start, band.end))
        if right > left:
            yield band.label, Box(left, plot.top, right, plot.bottom)


def _band_words(scene: Scene) -> Iterator[Item]:
    """The word of a band at its top, inside it where it fits; where two would touch, the first stays."""
    taken: list[Box] = []
    for text, room in _band_rooms(scene):
        baseline = scene.plot.top + scene.kind.size
        label = replace(scene.words((room.left + room.right) / 2, baseline, text), anchor="middle", halo=True)
        if scene.kind.measure(text, scene.kind.size) <= room.width - 5:
            label = replace(label, x=room.left + 3, anchor="start")
        place = label_box(label, scene.kind.measure)
        if text and not any(place.meets(other, 2) for other in taken) and place.left >= scene.plot.left:
            taken.append(place)
            yield label


def _event_rows(panel: Panel, box: Box, kind: Type) -> dict[int, int]:
    """Which events are shown, by number, and in which row above the plot the words of each stand."""
    across = position_axis(panel, box.left, box.right - box.width * 0.2)
    if across is None or across.kind == "category":
        return {}
    seen = [at for at, event in enumerate(panel.events) if across.low <= ordinal(event.at) <= across.high]
    spans = []
    for at in seen:
        x, width = across.at(panel.events[at].at), kind.measure(panel.events[at].label, kind.size)
        spans.append((x, x + width) if x + width < box.right else (x - width, x))
    return dict(zip(seen, rows_of(spans, kind.size * 1.2), strict=True))


def _events(scene: Scene, rows: dict[int, int]) -> Iterator[Item]:
    """The lines of all events, then their words, so that no line runs through another's words."""
    size, words = scene.kind.size, list[Label]()
    for at, row in rows.items():
        event = scene.panel.events[at]
        x, baseline = scene.across.at(event.at), scene.plot.top - size * (0.55 + _EVENT_ROW * row)
        yield Stroke(((x, scene.plot.bottom), (x, baseline + size * 0.15)), "rule", 0.5)
        fits = x + scene.kind.measure(event.label, size) < scene.box.right
        words.append(replace(scene.words(x, baseline, event.label), anchor="start" if fits else "end", halo=True))
    yield from words


# ------------------------------------------------------------------------------------- the foot


def _foot(scene: Scene) -> Iterator[Item]:
    """The axis below, with as many words as fit without touching; the last date comes first."""
    plot, size = scene.plot, scene.kind.size
    yield Stroke(((plot.left, plot.bottom), (plot.right, plot.bottom)), "rule", 0.6)
    taken: list[Box] = []
    for mark in sorted(_foot_marks(scene), key=lambda mark: not mark.bold):
        label = _inside(mark, scene)
        if any(label_box(label, scene.kind.measure).meets(other, size * 0.9) for other in taken):
            continue
        taken.append(label_box(label, scene.kind.measure))
        if scene.across.kind != "category":
            yield Stroke(((mark.x, plot.bottom), (mark.x, plot.bottom + 3)), "rule", 0.6)
        yield label


def _inside(label: Label, scene: Scene) -> Label:
    """The label moved so that it does not leave the panel on the left, nor the last date its plot on the right."""
    width = scene.kind.measure(label.text, label.size, bold=label.bold)
    if label.bold:
        return replace(label, x=max(min(label.x, scene.plot.right), scene.plot.left + width), anchor="end")
    if label.x - width / 2 < scene.box.left:
        return replace(label, x=max(label.x, scene.box.left), anchor="start")
    return replace(label, anchor="middle")


def _foot_marks(scene: Scene) -> list[Label]:
    """The words below the axis, each at its own place; the bold one is the date the data end on."""
    across, baseline = scene.across, scene.plot.bottom + scene.kind.size * 1.5
    if across.kind == "category":
        return [replace(scene.words(across.at(name), baseline, name), role="ink") for name in across.names]
    if across.kind == "number":
        values = inner_ticks(across.low, across.high, 6)
        texts = axis_labels(values, scene.panel.x_format)
        return [scene.words(across.at(v), baseline, t) for v, t in zip(values, texts, strict=True)]
    days = [x for mark in scene.panel.marks for x in mark.x if isinstance(x, date)]
    first, last = min(days), max(days)
    room = int(scene.plot.width / (scene.kind.size * 4.2))
    found = [scene.words(across.at(day), baseline, text) for day, text in time_ticks(first, last, room)]
    text = day_label(last, month=monthly(days))
    return [*found, replace(scene.words(across.at(last), baseline, text), role="ink", bold=True)]
