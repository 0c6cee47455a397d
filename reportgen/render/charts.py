"""The charts of one edition: laid out and drawn once for each form, then written as SVG, PNG or PDF operators."""

from __future__ import annotations

from typing import Literal

from reportgen.model.exhibit import Figure
from reportgen.model.prose import plain
from reportgen.render import figures
from reportgen.render.chart.sketch import Sketch
from reportgen.render.chart.whole import Form, frame, sketch
from reportgen.render.colour import shade
from reportgen.render.figures import Record
from reportgen.render.svg import Told, svg
from reportgen.render.theme import Scheme, Theme

Variant = Literal["print", "light", "dark", "email"]


class Charts:
    """Draws on demand and remembers; one of these serves all formats of an edition."""

    def __init__(self, theme: Theme) -> None:
        self.theme = theme
        self._sketches: dict[tuple[str, Form, float], Sketch] = {}
        self._records: dict[tuple[str, Form, float], Record] = {}

    def sketch(self, figure: Figure, form: Form, taller: float = 0.0) -> Sketch:
        """The chart laid out."""
        key = (figure.id, form, taller)
        if key not in self._sketches:
            self._sketches[key] = sketch(figure, form, figures.measure(self.theme.sans), taller=taller)
        return self._sketches[key]

    def record(self, figure: Figure, form: Form = "page", taller: float = 0.0) -> Record:
        """The chart drawn, without colours."""
        key = (figure.id, form, taller)
        if key not in self._records:
            self._records[key] = figures.record(self.sketch(figure, form, taller), self.theme.sans, self.theme.light)
        return self._records[key]

    def inline(self, figure: Figure, form: Form = "page") -> str:
        """The chart for a page whose style sheet colours it: light, dark and print from one drawing."""
        return svg(self.record(figure, form), lambda role: f"var(--{role.replace('~', '-soft')})", "inherit")

    def file(self, figure: Figure, variant: Variant = "light") -> bytes:
        """The chart as an SVG file of its own, with title and description."""
        palette = self.theme.palette("dark" if variant == "dark" else "light")
        text = svg(
            self.record(figure),
            lambda role: shade(role, palette),
            self.theme.sans.stack.replace('"', "'"),
            Told(figure.id, plain(figure.title), plain(figure.alt)),
        )
        return text.encode()

    def png(self, figure: Figure, scheme: Scheme = "light") -> bytes:
        """The chart for a mail."""
        return figures.png(self.sketch(figure, "mail"), self.theme.sans, self.theme.palette(scheme))

    def needs_phone(self, figure: Figure) -> bool:
        """Whether the wide drawing would be too small to read on a telephone."""
        return frame(figure, "page").width > 300


def draw(figure: Figure, theme: Theme, variant: Variant = "light") -> bytes:
    """One chart as a file: SVG, or PNG for e-mail. The same spec and theme give the same bytes."""
    charts = Charts(theme)
    return charts.png(figure) if variant == "email" else charts.file(figure, variant)
