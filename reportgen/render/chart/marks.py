"""Lines, bars, areas, ranges and dots as strokes and shapes."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from reportgen.model.exhibit import Area, Bars, Dots, Line, Ranges, X
from reportgen.render.chart.axes import bar_room, shown
from reportgen.render.chart.dots import dots
from reportgen.render.chart.hand import Hand
from reportgen.render.chart.sketch import Box, Disc, Item, Label, Point, Shape, Stroke
from reportgen.render.chart.ticks import printed

WEIGHTS = {"thin": 0.7, "normal": 1.4, "bold": 2.1}
_BAR_SHARE = 0.72
_STACK_SHARE = 0.5
"""A stack is read by its heights; wide ones are a wall of colour."""


def all_of(hand: Hand, taken: list[Box]) -> Iterator[Item]:
    """Areas and ranges lie at the bottom, then bars, lines, dots: what is finest stays in sight."""
    for mark in hand.panel.marks:
        if isinstance(mark, Area):
            yield from area(mark, hand)
        elif isinstance(mark, Ranges):
            yield from ranges(mark, hand)
    yield from bars(hand)
    lines = [mark for mark in hand.panel.marks if isinstance(mark, Line)]
    for mark in sorted(lines, key=lambda line: (line.role == "subject", WEIGHTS[line.weight])):
        yield from line(mark, hand)
    for dotted in hand.panel.marks:
        if isinstance(dotted, Dots):
            yield from dots(dotted, hand, taken)


# ------------------------------------------------------------------------------------ lines, areas


def line(mark: Line, hand: Hand) -> Iterator[Item]:
    """A line, in as many strokes as it has unbroken runs; a run of one point is a dot."""
    for run in _runs(mark.x, mark.y, hand):
        points = _steps(run) if mark.step else run
        if len(points) == 1:
            yield Disc(*points[0], WEIGHTS[mark.weight], mark.role)
        else:
            yield Stroke(points, mark.role, WEIGHTS[mark.weight], dashed=mark.dashed, clip=hand.plot)


def area(mark: Area, hand: Hand) -> Iterator[Item]:
    """The area between zero and a line, and the line."""
    base, sideways = hand.plane.up.base, hand.plane.sideways
    for run in _runs(mark.x, mark.y, hand):
        feet = [hand.plane.point(point[sideways], base) for point in (run[-1], run[0])]
        yield Shape([*run, *feet], mark.role + "~", clip=hand.plot)
        if len(run) > 1:
            yield Stroke(run, mark.role, 1.0, clip=hand.plot)


def _runs(xs: Sequence[X], ys: Sequence[float | None], hand: Hand) -> Iterator[list[Point]]:
    run: list[Point] = []
    for x, y in zip(xs, ys, strict=True):
        if y is not None and shown(y):
            run.append(hand.plane.point(hand.plane.across.at(x), hand.plane.up.at(y)))
        elif run:
            yield run
            run = []
    if run:
        yield run


def _steps(run: Sequence[Point]) -> list[Point]:
    """The run as stairs: a value holds until the next."""
    out = [run[0]]
    for point in run[1:]:
        out += [(point[0], out[-1][1]), point]
    return out


# ------------------------------------------------------------------------------------ bars, ranges


@dataclass(frozen=True, slots=True)
class _Bar:
    """One bar: the middle and width of its foot along the axis, the values it reaches from and to."""

    middle: float
    width: float
    foot: float
    top: float


def bars(hand: Hand) -> Iterator[Item]:
    """All bars of a panel: stacked, or side by side."""
    panel = hand.panel
    found = [mark for mark in panel.marks if isinstance(mark, Bars)]
    if not found:
        return
    share = _STACK_SHARE if panel.stacked else _BAR_SHARE
    room = bar_room(hand.plane.across, [x for mark in found for x in mark.x]) * share
    width = room if panel.stacked else room / len(found)
    sums: dict[X, list[float]] = {}
    drawn: list[tuple[_Bar, Bars]] = []
    for rank, mark in enumerate(found):
        shift = 0.0 if panel.stacked else (rank - (len(found) - 1) / 2) * width
        for at, (x, y) in enumerate(zip(mark.x, mark.y, strict=True)):
            if y is None or not shown(y):
                yield from _none(mark, hand.plane.across.at(x) + shift, width, hand)
                continue
            pair = sums.setdefault(x, [0.0, 0.0])
            foot = pair[y > 0] if panel.stacked else 0.0
            pair[y > 0] += y
            bar = _Bar(hand.plane.across.at(x) + shift, width, foot, foot + y)
            drawn.append((bar, mark))
            yield _drawn(bar, mark, at, hand)
    if not panel.stacked:
        yield from _bar_labels(drawn, hand)


def _none(mark: Bars, middle: float, width: float, hand: Hand) -> Iterator[Item]:
    """A dash where a bar of a row that tells its values has none: what is missing is not nought."""
    size = hand.kind.size
    if mark.value_labels and hand.plane.sideways and width >= size * 0.8:
        yield Label(hand.plane.up.base + 3, middle + 0.36 * size, "–", "quiet", size)


def _drawn(bar: _Bar, mark: Bars, at: int, hand: Hand) -> Shape:
    up, single = hand.plane.up, hand.panel.stacked or sum(isinstance(m, Bars) for m in hand.panel.marks) == 1
    half = bar.width * (0.5 if single else 0.45)
    low = up.base if bar.foot == 0 else up.at(bar.foot)
    corners = ((-half, low), (half, low), (half, up.at(bar.top)), (-half, up.at(bar.top)))
    role = mark.role if not mark.emphasis or at in mark.emphasis else mark.role + "~"
    return Shape([hand.plane.point(bar.middle + side, end) for side, end in corners], role, clip=hand.plot)


def _bar_labels(drawn: list[tuple[_Bar, Bars]], hand: Hand) -> Iterator[Item]:
    """The value of every bar that asks for it, but for those that would stand on another bar or another value."""
    others, told = [bar for bar, _ in drawn], list[Label]()
    for bar in (bar for bar, mark in drawn if mark.value_labels):
        for label in _bar_label(bar, hand):
            if not _hides(label, bar, others, hand) and not any(_meet(label, one, hand) for one in told):
                told.append(label)
                yield label


def _meet(label: Label, other: Label, hand: Hand) -> bool:
    """Whether two values under or over bars touch."""
    wide = (hand.kind.measure(label.text, label.size) + hand.kind.measure(other.text, other.size)) / 2
    return not hand.plane.sideways and abs(label.x - other.x) < wide and abs(label.y - other.y) < 0.8 * label.size


def _hides(label: Label, bar: _Bar, others: list[_Bar], hand: Hand) -> bool:
    """Whether an upright bar's label reaches over a bar beside it that goes as far the same way."""
    if hand.plane.sideways:
        return False
    half = hand.kind.measure(label.text, label.size) / 2
    near = (one for one in others if one is not bar and abs(one.middle - bar.middle) < half + one.width * 0.45 - 1.5)
    return any(one.top > bar.top >= 0 or one.top < bar.top < 0 for one in near)


def _bar_label(bar: _Bar, hand: Hand) -> Iterator[Label]:
    """The bar's value beyond its end, where there is room for it."""
    text, size = printed(bar.top, hand.panel.y_format), hand.kind.size
    end, above = hand.plane.up.at(bar.top), bar.top >= 0
    if hand.plane.sideways and bar.width >= size * 0.8:
        label = Label(end + (3 if above else -3), bar.middle + 0.36 * size, text, "ink", size)
        yield label if above else replace(label, anchor="end")
    elif not hand.plane.sideways and hand.kind.measure(text, size) <= bar.width * 1.35:
        yield Label(bar.middle, end - 3 if above else end + size, text, "ink", size, anchor="middle")


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
