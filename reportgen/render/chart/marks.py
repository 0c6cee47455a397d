"""Lines, bars, areas, ranges and dots as strokes and shapes."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from reportgen.model.exhibit import Area, Bars, Dots, Line, Panel, Ranges
from reportgen.render.chart.axes import Plane, bar_room, shown
from reportgen.render.chart.labels import around, free, stacked
from reportgen.render.chart.sketch import Box, Disc, Item, Label, Measure, Point, Shape, Stroke, label_box
from reportgen.render.chart.ticks import printed

WEIGHTS = {"thin": 0.7, "normal": 1.4, "bold": 2.1}
_BAR_SHARE = 0.72


@dataclass(frozen=True, slots=True)
class Hand:
    """What drawing a mark needs beside the mark: axes, room, sizes and the width of words."""

    plane: Plane
    panel: Panel
    plot: Box
    size: float
    measure: Measure


def line(mark: Line, hand: Hand) -> Iterator[Item]:
    """A line, in as many strokes as it has unbroken runs; a run of one point is a dot."""
    for run in _runs(mark.x, mark.y, hand):
        points = _steps(run) if mark.step else run
        if len(points) == 1:
            yield Disc(*points[0], WEIGHTS[mark.weight], mark.role)
        else:
            yield Stroke(points, mark.role, WEIGHTS[mark.weight], dashed=mark.dashed, clip=hand.plot)


def _runs(xs: Sequence[object], ys: Sequence[float | None], hand: Hand) -> Iterator[list[Point]]:
    run: list[Point] = []
    for x, y in zip(xs, ys, strict=True):
        if y is None or not shown(y):
            if run:
                yield run
            run = []
        else:
            run.append(hand.plane.point(hand.plane.across.at(x), hand.plane.up.at(y)))  # type: ignore[arg-type]
    if run:
        yield run


def _steps(run: Sequence[Point]) -> list[Point]:
    """The run as stairs: a value holds until the next."""
    out = [run[0]]
    for point in run[1:]:
        out += [(point[0], out[-1][1]), point]
    return out


def area(mark: Area, hand: Hand) -> Iterator[Item]:
    """The area between zero and a line, and the line."""
    base = hand.plane.up.base
    for run in _runs(mark.x, mark.y, hand):
        feet = [hand.plane.point(point[hand.plane.sideways], base) for point in (run[-1], run[0])]
        yield Shape([*run, *feet], mark.role + "~", clip=hand.plot)
        if len(run) > 1:
            yield Stroke(run, mark.role, 1.0, clip=hand.plot)


def bars(panel: Panel, hand: Hand) -> Iterator[Item]:
    """All bars of a panel: stacked, or side by side."""
    marks = [mark for mark in panel.marks if isinstance(mark, Bars)]
    if not marks:
        return
    room = bar_room(hand.plane.across, [x for mark in marks for x in mark.x]) * _BAR_SHARE
    width = room if panel.stacked else room / len(marks)
    sums: dict[object, list[float]] = {}
    for rank, mark in enumerate(marks):
        shift = 0.0 if panel.stacked else (rank - (len(marks) - 1) / 2) * width
        for at, (x, y) in enumerate(zip(mark.x, mark.y, strict=True)):
            if y is None or not shown(y):
                continue
            foot = 0.0
            if panel.stacked:
                pair = sums.setdefault(x, [0.0, 0.0])
                foot = pair[y > 0]
                pair[y > 0] = y = foot + y
            middle = hand.plane.across.at(x) + shift
            role = mark.role if not mark.emphasis or at in mark.emphasis else mark.role + "~"
            yield _bar(middle, foot, y, width * (1.0 if panel.stacked or len(marks) == 1 else 0.9), role, hand)
            if mark.value_labels and not panel.stacked:
                yield from _bar_label(middle, y, mark, width, hand)


def _bar(middle: float, foot: float, top: float, width: float, role: str, hand: Hand) -> Item:  # noqa: PLR0913 - the edges of a bar
    up = hand.plane.up
    low = up.base if foot == 0 else up.at(foot)
    corners = ((-1, low), (1, low), (1, up.at(top)), (-1, up.at(top)))
    return Shape([hand.plane.point(middle + side * width / 2, end) for side, end in corners], role, clip=hand.plot)


def _bar_label(middle: float, value: float, mark: Bars, width: float, hand: Hand) -> Iterator[Item]:
    text = printed(value, hand.panel.y_format)
    end, size = hand.plane.up.at(value), hand.size
    if hand.plane.sideways:
        room = width >= size * 0.8
        anchor = "start" if value >= 0 else "end"
        if room:
            yield Label(end + (3 if value >= 0 else -3), middle + 0.36 * size, text, "ink", size, anchor=anchor)  # type: ignore[arg-type]
    elif hand.measure(text, size, False) <= width * 1.35:
        yield Label(middle, end - 3 if value >= 0 else end + size, text, "ink", size, anchor="middle")


def ranges(mark: Ranges, hand: Hand) -> Iterator[Item]:
    """For each category a bar from low to high, and a mark across it."""
    room = min(bar_room(hand.plane.across, mark.x) * 0.42, 14.0)
    up = hand.plane.up
    for at, (x, low, high) in enumerate(zip(mark.x, mark.low, mark.high, strict=True)):
        if not (shown(low) and shown(high)):
            continue
        middle = hand.plane.across.at(x)
        corners = ((-1, low), (1, low), (1, high), (-1, high))
        points = [hand.plane.point(middle + side * room / 2, up.at(end)) for side, end in corners]
        yield Shape(points, mark.role + "~", clip=hand.plot)
        value = mark.mark[at] if at < len(mark.mark) else None
        if value is not None and shown(value):
            ends = [hand.plane.point(middle + side * room * 0.75, up.at(value)) for side in (-1, 1)]
            yield Stroke(ends, mark.role, 2.2)


def dots(mark: Dots, hand: Hand, taken: list[Box]) -> Iterator[Item]:
    """Every dot, nudged off the others along the position axis where they would hide each other, then their names."""
    radius = 2.6
    places: list[tuple[int, Disc]] = []
    for at, (x, y) in enumerate(zip(mark.x, mark.y, strict=True)):
        if not shown(y):
            continue
        disc = _free(hand, x, y, radius, taken, Disc(0, 0, radius, mark.role, open=at in mark.open))
        taken.append(Box(disc.x - radius, disc.y - radius, disc.x + radius, disc.y + radius))
        places.append((at, disc))
    yield from (disc for _, disc in places)
    for at, disc in places:
        if at < len(mark.names) and mark.names[at]:
            label = Label(disc.x, disc.y, mark.names[at], "quiet", hand.size, halo=True)
            places = stacked(label, radius + 2, 2) if hand.plane.sideways else ()
            room = Box(hand.plot.left, hand.plot.top - hand.size, hand.plot.right + hand.size, hand.plot.bottom + hand.size)
            found = free((*places, *around(label, radius + 2)), taken, room, hand.measure)
            if found is not None:
                taken.append(label_box(found, hand.measure))
                yield found


def _free(hand: Hand, x: object, y: float, radius: float, taken: Sequence[Box], disc: Disc) -> Disc:  # noqa: PLR0913 - a dot and its surroundings
    """The dot, moved sideways from its row by whole diameters until it touches none drawn before."""
    across, value = hand.plane.across, hand.plane.up.at(y)
    limit = int(bar_room(across, [x]) * 0.42 / (2 * radius)) if across.kind == "category" else 0  # type: ignore[list-item]
    steps = [0, *(side * step for step in range(1, limit + 1) for side in (-1, 1))]
    for step in steps:
        px, py = hand.plane.point(across.at(x) + step * 2 * radius, value)  # type: ignore[arg-type]
        box = Box(px - radius, py - radius, px + radius, py + radius)
        if not any(box.meets(other, -0.6) for other in taken):
            return Disc(px, py, radius, disc.role, open=disc.open)
    px, py = hand.plane.point(across.at(x), value)  # type: ignore[arg-type]
    return Disc(px, py, radius, disc.role, open=disc.open)
