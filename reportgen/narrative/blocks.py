"""Finished Markdown to blocks: python-markdown reads it, this file turns its tree into the closed union."""

from __future__ import annotations

import html
from collections.abc import Callable, Iterator, Mapping
from xml.etree.ElementTree import Element

from reportgen.model.document import Block, Bullets, Callout, Heading, Prose
from reportgen.model.prose import Break, Emphasis, Inline, Link, Strong, Text
from reportgen.narrative.ledger import Ledger

_FIRST_SLOT = 0xE100
"""The first of the private-use characters that stand for blocks a template put into its text."""

Slots = Mapping[int, Block]


def parse(markdown_text: str, ledger: Ledger, slots: Slots) -> tuple[Block, ...]:
    """The blocks of a section's finished Markdown.

    Raw HTML is not passed through: it is printed as the characters it is. Raises ValueError for a
    construct that has no block (a table or an image typed into prose).
    """
    return tuple(block for element in _tree(markdown_text) for block in _blocks(element, ledger, slots))


def inline(markdown_text: str, ledger: Ledger) -> tuple[Inline, ...]:
    """One run of inline text: a title, a headline, a table cell."""
    parts: list[Inline] = []
    for element in _tree(markdown_text):
        parts.extend(_inline(element, ledger))
    return tuple(parts)


def _tree(text: str) -> Element:
    """The parsed tree, before it is serialised: text nodes still hold the marks."""
    import markdown
    from markdown.treeprocessors import Treeprocessor

    kept: list[Element] = []

    class Keep(Treeprocessor):
        def run(self, root: Element) -> None:
            kept.append(root)

    reader = markdown.Markdown(extensions=["sane_lists"], output_format="html")
    reader.preprocessors.deregister("html_block")
    reader.inlinePatterns.deregister("html")
    reader.inlinePatterns.deregister("entity")
    reader.treeprocessors.register(Keep(reader), "keep", -100)
    reader.convert(text)
    return kept[0] if kept else Element("div")


def _blocks(element: Element, ledger: Ledger, slots: Slots) -> Iterator[Block]:
    slot = _slot(element, slots)
    if slot is not None:
        yield slot
    elif element.tag in {"h1", "h2", "h3", "h4", "h5", "h6"}:
        yield Heading(_inline(element, ledger), max(3, int(element.tag[1])))
    elif element.tag == "p":
        if text := _inline(element, ledger):
            yield Prose(text)
    elif element.tag in {"ul", "ol"}:
        yield Bullets(tuple(_item(item, ledger) for item in element), ordered=element.tag == "ol")
    elif element.tag == "blockquote":
        inner = tuple(b for child in element for b in _blocks(child, ledger, slots) if isinstance(b, Prose | Bullets))
        yield Callout("comment", (), inner)
    elif element.tag != "hr":
        raise ValueError(f"a <{element.tag}> has no place in a section")


def _slot(element: Element, slots: Slots) -> Block | None:
    text = (element.text or "").strip()
    if element.tag == "p" and len(text) == 1 and ord(text) >= _FIRST_SLOT:
        return slots.get(ord(text) - _FIRST_SLOT)
    return None


def slot_mark(number: int) -> str:
    """The character that stands for a block until the text is parsed."""
    return chr(_FIRST_SLOT + number)


def _item(item: Element, ledger: Ledger) -> tuple[Inline, ...]:
    paragraphs = [child for child in item if child.tag == "p"] or [item]
    return tuple(part for child in paragraphs for part in _inline(child, ledger))


_WRAPPERS: Mapping[str, Callable[[tuple[Inline, ...]], Inline]] = {"strong": Strong, "em": Emphasis}


def _inline(element: Element, ledger: Ledger) -> tuple[Inline, ...]:
    parts: list[Inline] = list(_text(element.text, ledger))
    for child in element:
        if child.tag in _WRAPPERS:
            parts.append(_WRAPPERS[child.tag](_inline(child, ledger)))
        elif child.tag == "a":
            parts.append(Link(_inline(child, ledger), child.get("href", "")))
        elif child.tag == "br":
            parts.append(Break())
        elif child.tag == "img":
            raise ValueError("an image has no place in a section: show() puts an exhibit there")
        else:
            parts.extend(_inline(child, ledger))
        parts.extend(_text(child.tail, ledger))
    return _trimmed(parts)


def _text(text: str | None, ledger: Ledger) -> Iterator[Inline]:
    for piece in ledger.split(html.unescape(text or "")):
        if isinstance(piece, str):
            yield Text(" ".join(piece.split("\n")))
        else:
            yield piece.piece


def _trimmed(parts: list[Inline]) -> tuple[Inline, ...]:
    return tuple(part for part in parts if not isinstance(part, Text) or part.text)
