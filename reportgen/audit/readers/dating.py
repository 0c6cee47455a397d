"""The day a document speaks from: front matter, page data, a byline, "as of"."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date

from reportgen.audit.grammar.dates import calendar_date
from reportgen.audit.grammar.when import Scope, When
from reportgen.audit.reading import Block, Kind, Piece
from reportgen.audit.resolve.times import month_end
from reportgen.audit.text.tokens import Token, says, tokens

_FIELDS = (
    "as_of", "as-of", "as of", "asof", "date", "published", "publish_date", "publication_date",
    "article:published_time", "dcterms.date", "dc.date", "datepublished", "pubdate", "created", "updated",
    "article:modified_time", "time",
)  # fmt: skip
_HEAD_BLOCKS = 12
_HEAD_TOKENS = 60


def dated(fields: Mapping[str, str], pieces: Sequence[Piece]) -> tuple[date | None, str]:
    """The document's date and what gave it away; (None, "") where nothing does."""
    for name in _FIELDS:
        if (value := fields.get(name)) and (day := _day_in(tokens(value[:80]), 0)):
            return day, name
    blocks = [piece for piece in pieces if isinstance(piece, Block)]
    return _byline(blocks) or _as_of(blocks) or _month_title(blocks) or (None, "")


def _byline(blocks: Sequence[Block]) -> tuple[date, str] | None:
    """A full date in one of the first short blocks, or at the head of the first paragraphs."""
    for block in blocks[:_HEAD_BLOCKS]:
        words = tokens(block.passage.text[:600])
        reach = len(words) if len(words) <= 40 else 12
        for at in range(min(reach, _HEAD_TOKENS)):
            if (day := _day_in(words, at)) and _speaks(words, at):
                return day, "byline"
    return None


def _speaks(words: Sequence[Token], at: int) -> bool:
    """Whether a date says when the text was written, not what it is about."""
    before = words[at - 1].low if at else ""
    return before not in {
        "since",
        "from",
        "to",
        "through",
        "until",
        "between",
        "by",
        "after",
        "before",
        "on",
        "in",
        "of",
    } or (before == "of" and says(words, at - 2, "as"))


def _as_of(blocks: Sequence[Block]) -> tuple[date, str] | None:
    for block in blocks:
        words = tokens(block.passage.text[:4000])
        for at, token in enumerate(words):
            if token.low == "as" and says(words, at + 1, "of") and (day := _day_in(words, at + 2)):
                return day, "as of"
    return None


def _month_title(blocks: Sequence[Block]) -> tuple[date, str] | None:
    """`September 2025 Market Review`: written when the month had ended."""
    for block in blocks[:4]:
        if block.kind is not Kind.HEADING:
            continue
        words = tokens(block.passage.text[:200])
        for at in range(len(words)):
            found = calendar_date(words, at)
            if found and (day := _end_of(found.when)):
                return day, "title"
    return None


def _end_of(when: When) -> date | None:
    if when.year is None:
        return None
    if when.scope is Scope.MONTH and when.month:
        return month_end(when.year, when.month)
    if when.scope is Scope.QUARTER:
        return month_end(when.year, when.number * 3)
    return None


def _day_in(words: Sequence[Token], at: int) -> date | None:
    found = calendar_date(words, at)
    if found is None or found.when.scope is not Scope.DAY or found.when.year is None:
        return None
    try:
        return date(found.when.year, found.when.month or 1, found.when.day or 1)
    except ValueError:
        return None
