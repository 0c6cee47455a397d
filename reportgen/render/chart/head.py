"""What stands above a panel: its title, and the names of marks that cannot be named where they end."""

from __future__ import annotations

from collections.abc import Iterator

from reportgen.model.exhibit import Area, Line, Panel
from reportgen.render.chart.sketch import Box, Item, Label, Type

NARROW = 170.0
"""A panel narrower than this names its lines above itself; its gutter holds values alone."""

_LINE = 1.45
_ROW = 1.3


def height(panel: Panel, box: Box, kind: Type) -> float:
    """The room the words above take."""
    return kind.size * (_LINE * bool(panel.title) + _ROW * _rows(panel, box, kind))


def words(panel: Panel, box: Box, kind: Type) -> Iterator[Item]:
    """The title in bold, then the key."""
    baseline = box.top + kind.size
    if panel.title:
        yield Label(box.left, baseline, panel.title, "ink", kind.size, bold=True)
        baseline += kind.size * _LINE
    for x, row, text, role in _placed(panel, box, kind):
        yield Label(x, baseline + row * kind.size * _ROW, text, role, kind.size, bold=True)


def key(panel: Panel, box: Box) -> tuple[tuple[str, str], ...]:
    """Names and colours of marks without an end of their own, where there are several to tell apart.

    Lines are named at their ends but in a narrow panel; a mark that bears the panel's own title needs no other name.
    """
    wide = box.width >= NARROW
    named = [m for m in panel.marks if m.label and not isinstance(m, Area) and (not isinstance(m, Line) or not wide)]
    lines = wide and any(isinstance(mark, Line) for mark in panel.marks)
    if len(named) + lines < 2:
        return ()
    return tuple(dict.fromkeys((mark.label, mark.role) for mark in named if mark.label != panel.title))


def _placed(panel: Panel, box: Box, kind: Type) -> Iterator[tuple[float, int, str, str]]:
    """Where each name of the key stands, and in which row."""
    x, row = box.left, 0
    for text, role in key(panel, box):
        width = kind.measure(text, kind.size, bold=True)
        if x > box.left and x + width > box.right:
            x, row = box.left, row + 1
        yield x, row, text, role
        x += width + kind.size * 1.2


def _rows(panel: Panel, box: Box, kind: Type) -> int:
    return max((row for _, row, _, _ in _placed(panel, box, kind)), default=-1) + 1
