"""PDF: the text of each page, in reading order, lines joined to paragraphs."""

from __future__ import annotations

from dataclasses import dataclass

MOST_PAGES = 400
MOST_CHARACTERS = 4_000_000


@dataclass(frozen=True, slots=True)
class PageText:
    """One page's text, and its number from 1."""

    number: int
    text: str


def pages(content: bytes) -> tuple[PageText, ...]:
    """The text of a PDF, page by page. Raises ValueError for a file that is none or is locked."""
    import pypdfium2

    try:
        document = pypdfium2.PdfDocument(content)
    except pypdfium2.PdfiumError as error:
        raise ValueError(str(error)) from None
    out: list[PageText] = []
    total = 0
    try:
        for index in range(min(len(document), MOST_PAGES)):
            page = document[index]
            text = page.get_textpage().get_text_bounded().replace("\r\n", "\n").replace("\r", "\n")
            total += len(text)
            out.append(PageText(index + 1, text))
            if total > MOST_CHARACTERS:
                break
    finally:
        document.close()
    return tuple(out)
