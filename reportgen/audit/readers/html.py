"""HTML: what a reader of the page sees, block by block, tables as grids, with alternative texts."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field

from reportgen.audit.readers.markup import Tag, Text, parts, pieces
from reportgen.audit.reading import Block, Cell, Grid, Kind, Piece
from reportgen.audit.text.passage import Passage, Scribe, passage_of

_BLOCKS = frozenset(
    "td th p div section article header footer main nav aside ul ol dl table thead tbody tfoot tr figure form fieldset "
    "hr pre address details summary body html center".split()
)
_KINDS = {"li": Kind.ITEM, "dt": Kind.ITEM, "dd": Kind.ITEM, "blockquote": Kind.QUOTE, "figcaption": Kind.CAPTION,
          "caption": Kind.CAPTION, "title": Kind.HEADING}  # fmt: skip
_HIDDEN = frozenset("script style template noscript head svg math select option button iframe object".split())
_VOID = frozenset("area base br col embed hr img input link meta source track wbr".split())
_NOTES = frozenset({"sup"})


@dataclass(slots=True)
class _Table:
    """A table being read; a nested one is read as text of its cell's neighbours."""

    rows: list[list[Cell]] = field(default_factory=list)
    caption: Passage | None = None
    head: bool = False


@dataclass(slots=True)
class Page:
    """The state of one pass over a page."""

    source: str
    pieces: list[Piece] = field(default_factory=list)
    meta: dict[str, str] = field(default_factory=dict)
    title: str = ""
    scribe: Scribe = field(default_factory=Scribe)
    kinds: list[tuple[str, Kind, int]] = field(default_factory=list)
    open: Counter[str] = field(default_factory=Counter)
    stack: list[tuple[str, bool]] = field(default_factory=list)
    """Open elements, each with whether it hides what is inside."""
    hidden: int = 0
    place: int = 0
    seam: bool = False
    """Whether an element has just ended and the next began without a space: parted by style, not by words."""
    table: _Table | None = None

    def read(self) -> None:
        """Walk through the whole page."""
        for part in parts(self.source):
            self.place = part.start
            if isinstance(part, Text):
                self._text(part)
            elif part.closing:
                self._closed(part)
                self.seam = bool(self.scribe) and not self.hidden
            else:
                self._opened(part)
                self.seam = self.seam and part.name in {"span", "a", "b", "strong", "em", "i"}
        self._flush()
        self._end_table()

    # -- text ----------------------------------------------------------------------------------

    def _text(self, part: Text) -> None:
        if self.open["title"] and not self.open["svg"]:
            self.title += self.source[part.start : part.end]
        if self.hidden:
            return
        if self.seam and self.source[part.start].isupper():
            self._flush()
        self.seam = False
        for text, place, literal in pieces(self.source, part.start, part.end):
            if literal:
                self.scribe.add(text, place)
            else:
                self.scribe.put(text.replace("\u00a0", " "), place)

    def _flush(self) -> None:
        """Close the block being read. Inside a table's cell blocks are only parted by a space."""
        if self.table is not None and (self.open["td"] or self.open["th"]):
            self.scribe.put(" ", self.place)
            return
        passage, self.scribe = self.scribe.passage(), Scribe()
        if not passage.text.strip():
            return
        _, kind, level = self.kinds[-1] if self.kinds else ("", Kind.PARAGRAPH, 0)
        if self.table is not None and kind is Kind.CAPTION and self.table.caption is None:
            self.table.caption = passage
        else:
            self.pieces.append(Block(kind, passage, level))

    def _cell(self, passage: Passage) -> None:
        if self.table is None:
            return
        if not self.table.rows:
            self.table.rows.append([])
        self.table.rows[-1].append(Cell(passage, self.table.head))

    # -- tags ----------------------------------------------------------------------------------

    def _opened(self, tag: Tag) -> None:
        name = tag.name
        if name == "meta":
            self._meta(tag.attributes())
        elif name == "time" and not self.hidden:
            self.meta.setdefault("time", tag.attributes().get("datetime", ""))
        elif name == "img" and not self.hidden:
            self._image(tag)
        if name == "br" and not self.hidden and self.table is None:
            self._flush()
        elif name == "br":
            self.scribe.put(" ", tag.start)
        if name in _VOID or tag.alone:
            if name in _BLOCKS:
                self._flush()
            return
        self._push(tag)

    def _push(self, tag: Tag) -> None:
        name = tag.name
        attributes = tag.attributes()
        unseen = name in _HIDDEN or name in _NOTES or _unseen(attributes)
        if label := attributes.get("aria-label", "") if attributes.get("role") == "img" else "":
            self._spoken(label, tag)
        self.stack.append((name, unseen))
        self.open[name] += 1
        self.hidden += unseen
        if name in {"table", "tr", "td", "th", "caption"} and not self.hidden:
            self._table_tag(tag, attributes)
        level = int(name[1]) if len(name) == 2 and name[0] == "h" and name[1] in "123456" else 0
        kind = Kind.HEADING if level else _KINDS.get(name)
        if kind is not None or name in _BLOCKS:
            self._flush()
        if kind is not None:
            self.kinds.append((name, kind, level))

    def _closed(self, tag: Tag) -> None:
        if not self.open[tag.name]:
            return
        while self.stack:
            name, unseen = self.stack.pop()
            self._popped(name)
            self.hidden -= unseen
            if name == tag.name:
                return

    def _popped(self, name: str) -> None:
        if name in {"td", "th"} and self.open[name] and self.table is not None and not self.hidden:
            self._end_cell()
        elif name in _BLOCKS or name in _KINDS or (len(name) == 2 and name[0] == "h" and name[1].isdigit()):
            self._flush()
        self.open[name] -= 1
        if self.kinds and self.kinds[-1][0] == name:
            self.kinds.pop()
        if name == "table":
            self._end_table()

    def _meta(self, attributes: dict[str, str]) -> None:
        name = (attributes.get("property") or attributes.get("name") or attributes.get("itemprop") or "").lower()
        if name and attributes.get("content"):
            self.meta.setdefault(name, attributes["content"])

    def _image(self, tag: Tag) -> None:
        """An alternative text is read like a caption; its place is that of the tag's attribute."""
        self._spoken(tag.attributes().get("alt", ""), tag)

    def _spoken(self, words: str, tag: Tag) -> None:
        """Words that stand for a drawing."""
        if not words.strip() or self.hidden:
            return
        place = self.source.find(words[:20], tag.start, tag.end)
        self._flush()
        self.pieces.append(Block(Kind.CAPTION, passage_of(words, place if place >= 0 else tag.start)))

    # -- tables --------------------------------------------------------------------------------

    def _table_tag(self, tag: Tag, attributes: dict[str, str]) -> None:
        if tag.name == "table" and attributes.get("role") in {"presentation", "none"}:
            self._lay_out()
        elif tag.name == "table" and self.table is not None:
            self._lay_out()
            self.table = _Table()
        elif tag.name == "table":
            self._flush()
            self.table = _Table()
        elif self.table is not None and tag.name == "tr":
            self._flush()
            self.table.rows.append([])
        elif self.table is not None and tag.name in {"td", "th"}:
            self.scribe = Scribe()
            self.table.head = tag.name == "th"

    def _lay_out(self) -> None:
        """A table that only lays a page out: its cells are read as blocks."""
        self._flush()
        if self.table is not None:
            cells = [cell for row in self.table.rows for cell in row]
            self.pieces.extend(Block(Kind.PARAGRAPH, cell.passage) for cell in cells if cell.passage.text.strip())
            self.table = None

    def _end_cell(self) -> None:
        passage, self.scribe = self.scribe.passage(), Scribe()
        self._cell(passage)

    def _end_table(self) -> None:
        if self.table is None or self.open["table"] > 0:
            return
        rows = tuple(tuple(row) for row in self.table.rows if row)
        if rows:
            self.pieces.append(Grid(rows, self.table.caption))
        self.table = None


def _unseen(attributes: dict[str, str]) -> bool:
    """Whether an element is hidden from a reader of the page as it opens."""
    style = attributes.get("style", "").replace(" ", "").lower()
    return "hidden" in attributes or attributes.get("aria-hidden") == "true" or "display:none" in style


def page(source: str) -> Page:
    """The page, read."""
    found = Page(source)
    found.read()
    return found
