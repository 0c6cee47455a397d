"""DOCX: paragraphs and tables of the main document, headings by their style."""

from __future__ import annotations

import zipfile
import zlib
from dataclasses import dataclass
from io import BytesIO
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from lxml import etree

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
MOST_BYTES = 24_000_000
"""More text than this is no document; what is unpacked and taken apart stays within a few hundred megabytes."""


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph's text and style."""

    text: str
    style: str


Row = tuple[str, ...]


def body(content: bytes) -> tuple[Paragraph | tuple[Row, ...], ...]:
    """Paragraphs and tables in order. Raises ValueError for a file that is no DOCX."""
    from lxml import etree

    try:
        with zipfile.ZipFile(BytesIO(content)) as archive:
            info = archive.getinfo("word/document.xml")
            if info.file_size > MOST_BYTES:
                raise ValueError("its text is larger than 24 MB")
            xml = archive.read(info)
    except (zipfile.BadZipFile, KeyError, RuntimeError, NotImplementedError, zlib.error, EOFError) as error:
        raise ValueError(f"it is no Word document ({str(error).strip(chr(39))})") from None
    parser = etree.XMLParser(resolve_entities=False, no_network=True, huge_tree=False, recover=True)
    try:
        root = etree.fromstring(xml, parser)
    except etree.XMLSyntaxError as error:
        raise ValueError(f"it is no Word document ({error})") from None
    main = root.find(f"{_W}body") if root is not None else None
    return tuple(_piece(child) for child in main if child.tag in {f"{_W}p", f"{_W}tbl"}) if main is not None else ()


def _piece(element: etree._Element) -> Paragraph | tuple[Row, ...]:
    if element.tag == f"{_W}p":
        style = element.find(f"{_W}pPr/{_W}pStyle")
        return Paragraph(_text(element), "" if style is None else str(style.get(f"{_W}val", "")))
    return tuple(
        tuple(" ".join(_text(p) for p in cell.iter(f"{_W}p")) for cell in row.iterfind(f"{_W}tc"))
        for row in element.iterfind(f"{_W}tr")
    )


def _text(paragraph: etree._Element) -> str:
    out: list[str] = []
    for node in paragraph.iter(f"{_W}t", f"{_W}tab", f"{_W}br", f"{_W}noBreakHyphen"):
        name = str(node.tag).removeprefix(_W)
        out.append((node.text or "") if name == "t" else "-" if name == "noBreakHyphen" else " ")
    return "".join(out)
