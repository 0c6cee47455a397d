"""Where the words of a PDF stand, after Poppler: pages, lines and their boxes, in points from the top left."""

from __future__ import annotations

import functools
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from lxml import etree

from tests.full import tools

FOOT = 40.0
"""The lowest points of a page belong to its running foot."""


@dataclass(frozen=True, slots=True)
class Line:
    """A line of text and its box."""

    text: str
    left: float
    top: float
    right: float
    bottom: float


@dataclass(frozen=True, slots=True)
class Page:
    """A page: its size and the lines above its foot."""

    width: float
    height: float
    lines: tuple[Line, ...]

    @property
    def filled(self) -> float:
        """How far down the page its last line stands, from 0 to 1."""
        return max((line.bottom for line in self.lines), default=0.0) / (self.height - FOOT)

    def ending(self, line: Line, most: int = 4) -> list[str]:
        """The texts that end with this line: itself, and itself with the lines right above it."""
        texts, upper = [line.text], line
        while len(texts) < most and (above := self._above(upper)) is not None:
            texts.append(f"{above.text} {texts[-1]}")
            upper = above
        return texts

    def _above(self, line: Line) -> Line | None:
        near = (other for other in self.lines if abs(other.left - line.left) < 2 and -4 < line.top - other.bottom < 4)
        return next(iter(near), None)

    def below(self, line: Line, within: float = 48.0) -> list[Line]:
        """The lines that stand under this one in its column."""
        return [
            other
            for other in self.lines
            if line.top < other.top <= line.bottom + within and other.left < line.right and other.right > line.left
        ]


def pages(pdf: Path) -> list[Page]:
    """Every page of a PDF."""
    tree = etree.fromstring(tools.poppler("pdftotext", "-bbox-layout", pdf, "-").encode())
    return [_page(page) for page in tree.iter("{*}page")]


def _page(page: Any) -> Page:
    height = float(page.get("height"))
    lines = [_line(line) for line in page.iter("{*}line")]
    return Page(float(page.get("width")), height, tuple(line for line in lines if line.bottom < height - FOOT))


def _line(line: Any) -> Line:
    left, top, right, bottom = (float(line.get(side)) for side in ("xMin", "yMin", "xMax", "yMax"))
    return Line(" ".join(word.text or "" for word in line.iter("{*}word")), left, top, right, bottom)


@functools.cache
def spoken(pdf: Path) -> str:
    """The words in the order in which the tags give them to a screen reader."""
    tagged = tools.poppler("pdfinfo", "-struct-text", pdf)
    texts = (line.strip() for line in tagged.splitlines())
    return " ".join(text[1:-1] for text in texts if len(text) > 1 and text[0] == text[-1] == '"')


def alternatives(pdf: Path) -> list[str]:
    """The alternative text of every figure in the structure tree."""
    import pikepdf

    with pikepdf.open(pdf) as document:
        return [str(node.get("/Alt", "")) for node in document.objects if _is_figure(node)]


def _is_figure(node: Any) -> bool:
    import pikepdf

    return isinstance(node, pikepdf.Dictionary) and node.get("/S") == "/Figure"
