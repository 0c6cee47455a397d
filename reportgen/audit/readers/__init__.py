"""Readers: bytes -> blocks of text with a map to the source. One file per format."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence

from reportgen.audit.readers import docx, html, layout, mail, markdown, pdf, plain, wrapped
from reportgen.audit.readers.dating import dated
from reportgen.audit.readers.frontmatter import front_matter
from reportgen.audit.readers.sniff import decoded, sniff
from reportgen.audit.reading import Block, Cell, Grid, Kind, Piece, Reading
from reportgen.audit.text.passage import Passage, Scribe, passage_of

MOST_CHARACTERS = 2_000_000
"""Of a longer text the rest is not read."""


def read(name: str, content: bytes) -> Reading:
    """The document in a file's bytes. Raises ValueError with a reason for a PDF or DOCX that cannot be opened."""
    kind = sniff(name, content)
    return _READERS[kind](name, content)


def _markdown(name: str, content: bytes) -> Reading:
    source = decoded(content)[:MOST_CHARACTERS]
    fields, start = front_matter(source)
    pieces = markdown.blocks(source, start)
    return _reading(name, "md", source, pieces, fields)


def _plain(name: str, content: bytes) -> Reading:
    source = decoded(content)[:MOST_CHARACTERS]
    return _reading(name, "txt", source, plain.blocks(source), {})


def _html(name: str, content: bytes) -> Reading:
    source = decoded(content)[:MOST_CHARACTERS]
    page = html.page(source)
    return _reading(name, "html", source, tuple(page.pieces), {**page.meta, "title": page.title.strip()})


def _mail(name: str, content: bytes) -> Reading:
    letter = mail.letter(content[: 8 * MOST_CHARACTERS])
    text, source = mail.placed(letter, decoded(content)[:MOST_CHARACTERS])
    text = text[:MOST_CHARACTERS]
    pieces: tuple[Piece, ...] = tuple(html.page(text).pieces) if letter.html else plain.blocks(text)
    fields = {"title": letter.subject}
    if letter.sent is not None:
        fields["date"] = letter.sent.isoformat()
    return _reading(name, "eml", source, pieces, fields)


def _pdf(name: str, content: bytes) -> Reading:
    source, pieces = "", list[Piece]()
    for page in pdf.pages(content):
        done = 0
        for first, last, rows in wrapped.tables(page.lines):
            pieces.extend(_printed(page.lines[done:first], page, len(source)))
            pieces.append(_printed_table(rows, page, len(source)))
            done = last
        pieces.extend(_printed(page.lines[done:], page, len(source)))
        source += page.text + "\n\f\n"
    return _reading(name, "pdf", source, tuple(pieces), {})


def _printed(lines: Sequence[layout.Line], page: pdf.PageText, base: int) -> Iterator[Piece]:
    """Lines of a page as paragraphs, and as tables where each line is a row."""
    for run in layout.paragraphs(lines, page.text):
        if layout.is_table(run):
            rows = [[[piece] if piece else [] for piece in row] for row in layout.columns(run)]
            yield _printed_table(rows, page, base)
        else:
            spans = [(line.start, line.end) for line in run]
            yield plain.block_of(_joined(spans, page, base), page.number)


def _printed_table(rows: Sequence[wrapped.Row], page: pdf.PageText, base: int) -> Grid:
    return Grid(
        tuple(
            tuple(Cell(_joined([(one.start, one.end) for one in cell], page, base), head=number == 0) for cell in row)
            for number, row in enumerate(rows)
        ),
        page=page.number,
    )


_BROKEN = "\ufffe"
"""What the reader of PDFs puts for a hyphen at the end of a line: the word goes on in the next."""


def _joined(spans: Sequence[tuple[int, int]], page: pdf.PageText, base: int) -> Passage:
    """Stretches of a page's text with spaces between them."""
    scribe = Scribe()
    for start, end in spans:
        scribe.add(page.text[start:end], base + start)
        if _BROKEN not in page.text[end - 1 : end + 1]:
            scribe.put(" ", base + end)
    return scribe.passage()


def _docx(name: str, content: bytes) -> Reading:
    source, pieces = "", list[Piece]()
    for part in docx.body(content):
        if isinstance(part, docx.Paragraph):
            if part.text.strip():
                pieces.append(Block(_style(part.style), passage_of(part.text, len(source))))
            source += part.text + "\n"
            continue
        rows: list[tuple[Cell, ...]] = []
        for number, row in enumerate(part):
            cells: list[Cell] = []
            for text in row:
                cells.append(Cell(passage_of(text, len(source)), head=number == 0))
                source += text + "\t"
            rows.append(tuple(cells))
            source += "\n"
        pieces.append(Grid(tuple(rows)))
    return _reading(name, "docx", source, tuple(pieces), {})


def _style(style: str) -> Kind:
    low = style.lower()
    if low.startswith(("heading", "title", "subtitle")):
        return Kind.HEADING
    return Kind.CAPTION if low == "caption" else Kind.ITEM if low.startswith("list") else Kind.PARAGRAPH


def _reading(name: str, kind: str, source: str, pieces: tuple[Piece, ...], fields: Mapping[str, str]) -> Reading:
    day, origin = dated(fields, pieces)
    first = next((piece.passage.text.strip() for piece in pieces if isinstance(piece, Block)), "")
    return Reading(name, kind, source, pieces, fields.get("title") or first[:200], day, origin)


_READERS: Mapping[str, Callable[[str, bytes], Reading]] = {
    "md": _markdown,
    "txt": _plain,
    "html": _html,
    "eml": _mail,
    "pdf": _pdf,
    "docx": _docx,
}
