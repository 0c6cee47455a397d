"""Markdown: headings, paragraphs, items, quotes and tables, marks taken off, each glyph mapped to the file."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from reportgen.audit.readers.markup import Tag, parts, pieces
from reportgen.audit.reading import Block, Cell, Grid, Kind, Piece
from reportgen.audit.text.passage import Passage, Scribe, passage_of

_HEADING = re.compile(r" {0,3}(#{1,6})[ \t]+")
_ITEM = re.compile(r"[ \t]*(?:[-*+\u2022]|\d{1,3}[.)])[ \t]+")
_QUOTE = re.compile(r" {0,3}>[ \t]?")
_FENCE = re.compile(r" {0,3}(`{3,}|~{3,})")
_NOTE = re.compile(r"\[\^[^\]\s]{1,60}\]:[ \t]*")
_RULE = re.compile(r" {0,3}(?:[-*_][ \t]*){3,}$|=+$")
_DASHES = re.compile(r"[ \t]*\|?[ \t]*:?-{1,}:?[ \t]*(?:\|[ \t]*:?-{1,}:?[ \t]*)*\|?[ \t]*$")
_LINK_END = re.compile(r"\]\([^()\s]{0,2000}(?:[ \t]+\"[^\"]{0,500}\")?\)(?:\{[^}]{0,200}\})?|\]\[[^\]]{0,200}\]")
_NOTE_MARK = re.compile(r"\[\^[^\]\s]{1,60}\]")
_ATTRIBUTES = re.compile(r"\{[:#.][^}]{0,200}\}")


@dataclass(slots=True)
class _State:
    """The blocks read so far and the one being read."""

    pieces: list[Piece] = field(default_factory=list)
    lines: list[tuple[str, int]] = field(default_factory=list)
    kind: Kind = Kind.PARAGRAPH
    level: int = 0

    def flush(self) -> None:
        """Close the block being read."""
        scribe = Scribe()
        alts: list[Passage] = []
        for line, place in self.lines:
            inline(line, place, scribe, alts)
            scribe.put(" ", place + len(line))
        passage = scribe.passage()
        if passage.text.strip():
            self.pieces.append(Block(self.kind, passage, self.level))
        self.pieces.extend(Block(Kind.CAPTION, alt) for alt in alts)
        self.lines, self.kind, self.level = [], Kind.PARAGRAPH, 0


def blocks(source: str, start: int = 0) -> tuple[Piece, ...]:
    """The blocks of a Markdown text from a place on."""
    state = _State()
    lines = _numbered(source, start)
    at, fence = 0, ""
    while at < len(lines):
        line, place = lines[at]
        mark = _FENCE.match(line)
        if fence or mark:
            state.flush()
            fence = _fenced(fence, mark, line)
            at += 1
            continue
        taken = _table(state, lines, at)
        if not taken:
            _line(state, line, place)
        at += max(1, taken)
    state.flush()
    return tuple(state.pieces)


def _numbered(source: str, start: int) -> list[tuple[str, int]]:
    out: list[tuple[str, int]] = []
    at = start
    for line in source[start:].splitlines(keepends=True):
        out.append((line.rstrip("\r\n"), at))
        at += len(line)
    return out


def _fenced(fence: str, mark: re.Match[str] | None, line: str) -> str:
    """The fence that is open after a line."""
    if not fence:
        return mark[1] if mark else ""
    return "" if mark and mark[1][0] == fence[0] and len(mark[1]) >= len(fence) and not line.strip(" `~") else fence


def _break(state: _State, line: str) -> None:
    """An empty line or a rule: the block ends; a rule under one line makes that a heading."""
    if line.strip().startswith(("=", "---")) and len(state.lines) == 1 and state.kind is Kind.PARAGRAPH:
        state.kind, state.level = Kind.HEADING, 1
    state.flush()


def _line(state: _State, line: str, place: int) -> None:
    """Take in one line outside tables and fences."""
    if not line.strip() or _RULE.match(line):
        _break(state, line)
        return
    quote = _QUOTE.match(line)
    if quote:
        if state.kind is not Kind.QUOTE:
            state.flush()
        line, place = line[quote.end() :], place + quote.end()
        if not line.strip():
            state.flush()
            return
    for pattern, kind in ((_HEADING, Kind.HEADING), (_NOTE, Kind.NOTE), (_ITEM, Kind.ITEM)):
        if hit := pattern.match(line):
            state.flush()
            state.kind = kind
            state.level = len(hit[1]) if kind is Kind.HEADING else 0
            state.lines.append(
                (line[hit.end() :].rstrip("# ") if kind is Kind.HEADING else line[hit.end() :], place + hit.end())
            )
            if kind is Kind.HEADING:
                state.flush()
            return
    if quote and not state.lines:
        state.kind = Kind.QUOTE
    hard = line.endswith(("\\", "  ")) and bool(line.strip(" \\"))
    state.lines.append((line.rstrip("\\"), place))
    if hard:
        kind = state.kind
        state.flush()
        state.kind = kind


# -- tables ----------------------------------------------------------------------------------------


def _table(state: _State, lines: list[tuple[str, int]], at: int) -> int:
    """How many lines a table takes that starts here; 0 where none does."""
    head, rule = lines[at][0], lines[at + 1][0] if at + 1 < len(lines) else ""
    if "|" not in head or "-" not in rule or not _DASHES.match(rule) or "|" not in rule:
        return 0
    caption = _caption(state)
    state.flush()
    rows = [_row(*lines[at], head=True)]
    after = at + 2
    while after < len(lines) and "|" in lines[after][0] and lines[after][0].strip():
        rows.append(_row(*lines[after], head=False))
        after += 1
    state.pieces.append(Grid(tuple(rows), caption))
    return after - at


def _caption(state: _State) -> Passage | None:
    """The bold or plain line straight above a table."""
    last = state.pieces[-1] if state.pieces else None
    return last.passage if isinstance(last, Block) and last.kind in {Kind.CAPTION, Kind.HEADING} else None


def _row(line: str, place: int, *, head: bool) -> tuple[Cell, ...]:
    cells: list[Cell] = []
    at = 0
    text = line
    if text.strip().startswith("|"):
        at = text.index("|") + 1
    while at <= len(text):
        end = _cell_end(text, at)
        if end >= len(text) and not text[at:].strip():
            break
        scribe = Scribe()
        inline(text[at:end], place + at, scribe, [])
        cells.append(Cell(scribe.passage(), head))
        at = end + 1
    return tuple(cells)


def _cell_end(text: str, at: int) -> int:
    while True:
        end = text.find("|", at)
        if end < 0:
            return len(text)
        if end > 0 and text[end - 1] == "\\":
            at = end + 1
            continue
        return end


# -- inline ----------------------------------------------------------------------------------------


def inline(line: str, place: int, scribe: Scribe, alts: list[Passage]) -> None:
    """Take in a line's words without its marks: emphasis, links, notes, code ticks, HTML tags."""
    for part in parts(line):
        if isinstance(part, Tag):
            continue
        _words(line, (part.start, part.end), place, scribe, alts)


def _words(line: str, span: tuple[int, int], place: int, scribe: Scribe, alts: list[Passage]) -> None:
    at, end = span
    while at < end:
        step = _mark(line, at, end, place, alts)
        if step:
            at += step
            continue
        following = at + 1
        while following < end and line[following] not in "\\*_`[]!{~":
            following += 1
        for text, where, literal in pieces(line, at, following):
            if literal:
                scribe.add(text, place + where)
            else:
                scribe.put(text.replace("\u00a0", " "), place + where)
        at = following


def _mark(line: str, at: int, end: int, place: int, alts: list[Passage]) -> int:
    """How many characters of mark-up stand here; 0 for plain text."""
    char = line[at]
    if char == "\\" and at + 1 < end and not line[at + 1].isalnum():
        return 1
    if char in "*`" or (char == "~" and line[at : at + 2] == "~~"):
        return 2 if line[at : at + 2] in {"**", "~~"} else 1
    if char == "_" and not (at and line[at - 1].isalnum() and at + 1 < end and line[at + 1].isalnum()):
        return 1
    if char == "!" and line[at + 1 : at + 2] == "[":
        closing = line.find("](", at, at + 4000)
        if closing > 0:
            alts.append(passage_of(line[at + 2 : closing], place + at + 2))
            hit = _LINK_END.match(line, closing)
            return (hit.end() if hit else closing + 2) - at
    if char == "[":
        hit = _NOTE_MARK.match(line, at)
        return hit.end() - at if hit else 1
    if char == "]":
        hit = _LINK_END.match(line, at)
        return hit.end() - at if hit else 1
    if char == "{" and (hit := _ATTRIBUTES.match(line, at)):
        return hit.end() - at
    return 0
