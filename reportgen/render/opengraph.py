"""The picture a link to the edition is shown with: who, what, and the leading chart, 1200 by 630 pixels."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial

from reportgen.model.prose import plain
from reportgen.render import figures
from reportgen.render.chart.axes import value_span
from reportgen.render.chart.ends import broken
from reportgen.render.chart.panel import lay_out
from reportgen.render.chart.sketch import Box, Item, Label, Sketch, Stroke, Type
from reportgen.render.job import Job, all_figures
from reportgen.render.typography import curled

_WIDTH, _HEIGHT, _EDGE = 600.0, 315.0, 28.0
_TITLE, _LINES = 23.0, 3


def card(job: Job) -> bytes:
    """The picture as PNG."""
    sketch = Sketch(_WIDTH, _HEIGHT, tuple(_items(job)))
    return figures.png(sketch, job.theme.sans, job.theme.light, scale=2.0)


def _items(job: Job) -> Iterator[Item]:
    masthead, measure = job.document.masthead, figures.measure(job.theme.sans)
    name = job.theme.brand.name or masthead.publisher
    yield Stroke(((0, 3), (_WIDTH, 3)), "subject", 6.0)
    yield Label(_EDGE, 36, name, "subject", 11.5, bold=True)
    yield Label(_EDGE + measure(name, 11.5, bold=True) + 12, 36, masthead.report_title, "ink", 11.5)
    yield Label(_WIDTH - _EDGE, 36, masthead.as_of_text, "quiet", 11.5, anchor="end")
    lines = broken(curled(plain(masthead.headline)), _TITLE, partial(measure, bold=True), _WIDTH - 2.3 * _EDGE)
    for at, line in enumerate(lines[:_LINES]):
        cut = at == _LINES - 1 and len(lines) > _LINES
        yield Label(_EDGE, 70 + at * _TITLE * 1.2, line + ("…" if cut else ""), "ink", _TITLE, bold=True)
    top = 70 + (min(len(lines), _LINES) - 1) * _TITLE * 1.2 + 14
    figure = next((f for f in all_figures(job.document) if f.panels), None)
    if figure is not None:
        panel = figure.panels[0]
        yield from lay_out(panel, Box(_EDGE, top, _WIDTH - _EDGE, _HEIGHT - 14), Type(10.5, measure), value_span(panel))
