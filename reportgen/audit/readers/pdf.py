"""PDF: the text of each page, its lines put together by where they stand."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from reportgen.audit.readers.layout import Line, cut, turns
from reportgen.audit.readers.raised import raised

MOST_PAGES = 400
MOST_CHARACTERS = 2_000_000


@dataclass(frozen=True, slots=True)
class PageText:
    """One page: its number from 1, its text, its lines."""

    number: int
    text: str
    lines: tuple[Line, ...]


def pages(content: bytes) -> tuple[PageText, ...]:
    """The pages of a PDF. Raises ValueError for a file that is none or is locked."""
    import pypdfium2

    try:
        document = pypdfium2.PdfDocument(content)
    except pypdfium2.PdfiumError as error:
        raise ValueError(f"it cannot be opened as a PDF ({error})") from None
    out: list[PageText] = []
    total = 0
    try:
        for index in range(min(len(document), MOST_PAGES)):
            text, lines = _read(document[index].get_textpage())
            total += len(text)
            out.append(PageText(index + 1, text, lines))
            if total > MOST_CHARACTERS:
                break
    except pypdfium2.PdfiumError as error:
        raise ValueError(f"page {len(out) + 1} cannot be read ({error})") from None
    finally:
        document.close()
    return tuple(out)


def _read(page: Any) -> tuple[str, tuple[Line, ...]]:
    """A page's text with one character for each of its letters, and its lines."""
    count = min(page.count_chars(), MOST_CHARACTERS)
    letters = [page.get_text_range(at, 1)[:1] or " " for at in range(count)]
    text = "".join("\n" if letter in "\r\n" else letter for letter in letters)
    boxes = [_box(page, at) if letter.strip() else None for at, letter in enumerate(text)]
    text = raised(text, boxes)
    lines: list[Line] = []
    start = 0
    ends = {*(at for at, letter in enumerate(text) if letter == "\n"), *turns(boxes), count}
    for end in sorted(ends):
        if end > start and (line := cut(start, end, boxes, text)):
            lines.append(line)
        start = end + (text[end : end + 1] == "\n")
    return text, tuple(lines)


def _box(page: Any, at: int) -> tuple[float, float, float, float] | None:
    left, bottom, right, top = page.get_charbox(at, loose=True)
    return (left, bottom, right, top) if right > left else None
