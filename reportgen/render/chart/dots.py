"""A distribution: every event a dot, and beside each dot the words it goes by."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from reportgen.model.exhibit import Dots, X
from reportgen.render.chart.axes import bar_room, shown
from reportgen.render.chart.hand import Hand
from reportgen.render.chart.labels import around, free, spread
from reportgen.render.chart.sketch import Box, Disc, Item, Label, Stroke, label_box

_RADIUS = 2.6


def dots(mark: Dots, hand: Hand, taken: list[Box]) -> Iterator[Item]:
    """Every dot, nudged off the others where they would hide each other, and their names."""
    rows: dict[X, list[tuple[Disc, str]]] = {}
    for at, (x, y) in enumerate(zip(mark.x, mark.y, strict=True)):
        if shown(y):
            disc = replace(_free_disc(x, y, mark.role, hand, taken), open=at in mark.open)
            taken.append(_room(disc))
            rows.setdefault(x if hand.plane.sideways else "", []).append((disc, _name(mark, at)))
    named = [pair for pairs in rows.values() for pair in pairs]
    if hand.plane.sideways:
        for pairs in rows.values():
            yield from _row_names(pairs, hand, taken)
    yield from (disc for disc, _ in named)
    if not hand.plane.sideways:
        for disc, name in named:
            yield from _single_name(disc, name, hand, taken)


def _name(mark: Dots, at: int) -> str:
    return mark.names[at] if at < len(mark.names) else ""


def _row_names(pairs: Sequence[tuple[Disc, str]], hand: Hand, taken: list[Box]) -> Iterator[Item]:
    """The names of a row in lanes above and below, two or as many as it takes, with hair lines to their dots."""
    ordered = sorted((pair for pair in pairs if pair[1]), key=lambda pair: (pair[0].x, pair[0].y))
    size = hand.kind.size
    top, bottom = min(d.y for d, _ in pairs) - _RADIUS, max(d.y for d, _ in pairs) + _RADIUS
    width = sum(hand.kind.measure(name, size) + size * 0.45 for _, name in ordered)
    lanes = 2 * max(1, -(-int(width) // max(int(2 * (hand.plot.width + size)), 1)))
    for rank in range(lanes):
        lane, step = ordered[rank::lanes], rank // 2 * size * 1.05
        edge, baseline = (
            (top - 3 - step, top - 4 - step) if rank % 2 else (bottom + 4 + step, bottom + 4 + step + 0.76 * size)
        )
        widths = [hand.kind.measure(name, size) + size * 0.45 for _, name in lane]
        middles = spread([disc.x for disc, _ in lane], widths, hand.plot.left - size, hand.plot.right + size)
        for (disc, name), middle in zip(lane, middles, strict=True):
            if abs(middle - disc.x) > 1.5 or abs(edge - disc.y) > _RADIUS + 5:
                yield Stroke(((disc.x, disc.y), (middle, edge)), "muted", 0.4)
            label = Label(middle, baseline, name, "quiet", size, anchor="middle", halo=True)
            taken.append(label_box(label, hand.kind.measure))
            yield label


def _single_name(disc: Disc, name: str, hand: Hand, taken: list[Box]) -> Iterator[Item]:
    """The name of one dot where there is room for it."""
    size, plot = hand.kind.size, hand.plot
    room = Box(plot.left, plot.top - size, plot.right + size, plot.bottom + size)
    label = Label(disc.x, disc.y, name, "quiet", size, halo=True)
    found = free(around(label, _RADIUS + 2), taken, room, hand.kind.measure) if name else None
    if found is not None:
        taken.append(label_box(found, hand.kind.measure))
        yield found


def _free_disc(x: X, y: float, role: str, hand: Hand, taken: Sequence[Box]) -> Disc:
    """The dot, moved off its row by whole diameters until it touches none drawn before."""
    across, value = hand.plane.across, hand.plane.up.at(y)
    limit = int(bar_room(across, [x]) * 0.3 / (2 * _RADIUS)) if across.kind == "category" else 0
    for step in (0, *(side * step for step in range(1, limit + 1) for side in (-1, 1))):
        disc = Disc(*hand.plane.point(across.at(x) + step * 2 * _RADIUS, value), _RADIUS, role)
        if not any(_room(disc).meets(other, -0.6) for other in taken):
            return disc
    return Disc(*hand.plane.point(across.at(x), value), _RADIUS, role)


def _room(disc: Disc) -> Box:
    return Box(disc.x - disc.radius, disc.y - disc.radius, disc.x + disc.radius, disc.y + disc.radius)
