"""Keeping labels apart: along a line, and around dots."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from reportgen.render.chart.sketch import Box, Label, Measure, label_box


def spread(wanted: Sequence[float], heights: Sequence[float], low: float, high: float) -> tuple[float, ...]:
    """Centres as near to the wanted ones as can be without overlap, inside low and high, in the same order.

    Neighbours that would touch are pooled and share the mean of what they wanted (isotonic regression by
    pool adjacent violators, which minimises the squared shifts). When all together are taller than the room,
    they are spaced evenly.
    """
    if not wanted:
        return ()
    if sum(heights) > high - low:
        return _even(wanted, heights, low, high)
    order = sorted(range(len(wanted)), key=lambda at: (wanted[at], at))
    offsets, below = [], 0.0
    for at in order:
        offsets.append(below + heights[at] / 2)
        below += heights[at]
    pools: list[tuple[float, int]] = []
    for at, offset in zip(order, offsets, strict=True):
        pools.append((wanted[at] - offset, 1))
        while len(pools) > 1 and pools[-2][0] > pools[-1][0]:
            (one, n), (two, m) = pools[-2:]
            pools[-2:] = [((one * n + two * m) / (n + m), n + m)]
    starts = [start for start, count in pools for _ in range(count)]
    out = [0.0] * len(wanted)
    for at, start, offset in zip(order, starts, offsets, strict=True):
        out[at] = min(max(start, low), high - below) + offset
    return tuple(out)


def _even(wanted: Sequence[float], heights: Sequence[float], low: float, high: float) -> tuple[float, ...]:
    order = sorted(range(len(wanted)), key=lambda at: (wanted[at], at))
    first, last = low + heights[order[0]] / 2, high - heights[order[-1]] / 2
    step = (last - first) / max(len(order) - 1, 1)
    out = [0.0] * len(wanted)
    for rank, at in enumerate(order):
        out[at] = first + rank * step
    return tuple(out)


def around(label: Label, reach: float) -> tuple[Label, ...]:
    """Right, left, above and below the label's own point."""
    rise = label.size * 0.27
    return (
        replace(label, x=label.x + reach, y=label.y + rise, anchor="start"),
        replace(label, x=label.x - reach, y=label.y + rise, anchor="end"),
        *stacked(label, reach, 1),
    )


def stacked(label: Label, reach: float, levels: int) -> tuple[Label, ...]:
    """Above and below the label's own point, then a line further away, and so on."""
    out: list[Label] = []
    for level in range(levels):
        step = level * label.size * 1.02
        out.append(replace(label, y=label.y - reach - step, anchor="middle"))
        out.append(replace(label, y=label.y + reach + 0.76 * label.size + step, anchor="middle"))
    return tuple(out)


def before(label: Label, reach: float) -> tuple[Label, ...]:
    """Above and below the end of a line, ending where it ends."""
    above, below = label.y - reach, label.y + reach + 0.76 * label.size
    return (replace(label, y=above, anchor="end"), replace(label, y=below, anchor="end"), *around(label, reach))


def free(places: Sequence[Label], taken: Sequence[Box], inside: Box, measure: Measure) -> Label | None:
    """The first place that lies inside and touches nothing; None where there is none."""
    for place in places:
        box = label_box(place, measure)
        if _within(box, inside) and not any(box.meets(other, 0.5) for other in taken):
            return place
    return None


def _within(box: Box, inside: Box) -> bool:
    across = box.left >= inside.left and box.right <= inside.right
    return across and box.top >= inside.top and box.bottom <= inside.bottom


def rows_of(boxes: Sequence[tuple[float, float]], gap: float) -> tuple[int, ...]:
    """For spans along a line, the first row in which each has room, taken from left to right."""
    ends: list[float] = []
    out = [0] * len(boxes)
    for at in sorted(range(len(boxes)), key=lambda at: boxes[at]):
        left, right = boxes[at]
        row = next((r for r, end in enumerate(ends) if end + gap <= left), len(ends))
        if row == len(ends):
            ends.append(right)
        ends[row] = right
        out[at] = row
    return tuple(out)
