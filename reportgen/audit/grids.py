"""Tables: each figure is a statement made by its row, its column and the caption."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace

from reportgen.audit.grammar.marks import Mark, Phrase, Tag
from reportgen.audit.grammar.phrases import chunk
from reportgen.audit.grammar.quantities import quantity
from reportgen.audit.grammar.quantity import PERCENT_LIKE, Measure, Quantity
from reportgen.audit.grammar.statement import Reach, Sort, Statement
from reportgen.audit.grammar.tagger import Tagger
from reportgen.audit.grammar.when import Scope, When
from reportgen.audit.reading import Cell, Grid
from reportgen.audit.text.passage import Passage
from reportgen.audit.text.tokens import Token, tokens

_DISTANCE_WORDS = frozenset({"below", "above", "off", "from"})
_LEVEL_WORDS = frozenset({"close", "level", "latest", "value", "closing", "last", "current", "price", "points"})
_CHANGE_WORDS = frozenset({"change", "chg", "move", "return", "returns", "gain", "performance", "ytd", "mtd", "qtd"})


@dataclass(frozen=True, slots=True)
class Heading:
    """What a header, a row label or a caption says: names, periods, words."""

    words: frozenset[str] = frozenset()
    phrase: Phrase | None = None
    whens: tuple[When, ...] = ()
    basis: str = ""
    record: bool = False


@dataclass(frozen=True, slots=True)
class Entry:
    """One figure of a table as a statement, with the passage it stands in and the words that explain it."""

    said: Statement
    passage: Passage
    start: int
    end: int
    context: str
    labels: tuple[str, ...] = ()
    """What its row, its column and the head of its group say."""
    raw: Quantity | None = None
    """The figure as its cell alone prints it."""

    @property
    def column(self) -> str:
        """The head of its column."""
        return self.labels[1] if len(self.labels) > 1 else ""


_WORDY = 4
"""A cell of more tokens than a figure and its unit says something itself."""
_FIGURE = re.compile(r"\d\s?(?:%|percentage points|basis points)|[$€£]\s?\d")
"""What no head of a column says: a first row with it is a row like any other."""
_QUOTES = frozenset({"stated", "said", "claimed", "quoted", "as stated", "as claimed", "the original", "original"})
_PASSED = frozenset({"above", "below"})
_LINES = frozenset({"test", "threshold", "limit", "criterion", "condition", "trigger"})


def is_quoted(entry: Entry) -> bool:
    """Whether its column says that the figure is somebody else's."""
    return entry.column.lower() in _QUOTES


def is_line(entry: Entry) -> bool:
    """Whether it is a line to be passed, such as "above 15%": what a test asks is no claim of fact."""
    own = entry.passage.text.split(maxsplit=1)
    return entry.column.lower() in _LINES or (bool(own) and own[0].lower() in _PASSED)


def _row_label(row: Sequence[Cell], at: int) -> str:
    """What a row says before a cell: its first cell, and the words or spans in those between."""
    words = [cell.passage.text.strip() for cell in row[1:at] if _says_words(cell.passage.text)]
    return ", ".join((row[0].passage.text.strip(), *words))


def _says_words(text: str) -> bool:
    every = tokens(text[:80])
    figure = any(word.low in {"%", "$"} for word in every)
    return not figure and any(word.kind == "w" and len(word.text) > 3 for word in every)


@dataclass(slots=True)
class GridReader:
    """Reads one table; a row whose other cells are empty speaks for the rows after it."""

    tagger: Tagger
    title: Heading
    band: Heading = field(default_factory=Heading)
    band_text: str = ""
    prints_units: bool = False
    """Whether cells print their own per cent signs: then a bare number is none."""

    def entries(self, grid: Grid) -> Iterator[Entry]:
        """The figures of the table, row by row."""
        heads = [self.heading(cell.passage.text) for cell in _header(grid)]
        labels = [cell.passage.text.strip() for cell in _header(grid)]
        self.prints_units = any("%" in cell.passage.text for row in grid.rows[1:] for cell in row[1:])
        for row in grid.rows:
            if all(cell.head for cell in row) and len(row) > 1:
                continue
            label = self.heading(row[0].passage.text) if row else Heading()
            if row and not any(cell.passage.text.strip(" -–—") for cell in row[1:]):
                self.band, self.band_text = label, row[0].passage.text.strip()
                continue
            for at, cell in enumerate(row[1:], 1):
                head = heads[at] if at < len(heads) else Heading()
                name = labels[at] if at < len(labels) else ""
                yield from self._cell(cell, label, head, (_row_label(row, at), name))

    def heading(self, text: str) -> Heading:
        """What a label says."""
        words = tokens(text[:400])
        marks = chunk(self.tagger.marks(words), title=True)
        phrase = _subject([mark.phrase for mark in marks if mark.phrase is not None and _names(mark.phrase)])
        whens = tuple(mark.when for mark in _timed(self.tagger.marks(words)) if mark.when is not None)
        lows = frozenset(
            word.low for at, word in enumerate(words) if not (word.low == "%" and at and words[at - 1].kind == "n")
        )
        whens = whens or (_span_label(words) if phrase is None or not (phrase.ids or phrase.measure) else ())
        return Heading(lows, phrase, whens, _basis(text.lower()), bool(lows & {"record", "high"}))

    def _cell(self, cell: Cell, label: Heading, head: Heading, labels: tuple[str, str]) -> Iterator[Entry]:
        text = cell.passage.text
        words = tokens(text)
        marks = self.tagger.marks(words)
        if any(mark.tag is Tag.PERIOD for mark in marks) or not words:
            return
        for at in range(len(words)):
            stated = quantity(words, at)
            if stated is None:
                continue
            raw = _accounting(stated, words)
            stated = self._measured(raw, label, head)
            said = self._said(stated, label, head)
            start, end = words[_sign_start(words, stated)].start, words[stated.last - 1].end
            own = text[: text.rfind(words[stated.first].text)] if len(words) > _WORDY else ""
            yield Entry(said, cell.passage, start, end, ", ".join(labels), (*labels, self.band_text, own), raw)
            return

    def _measured(self, stated: Quantity, label: Heading, head: Heading) -> Quantity:
        """The quantity with the unit that its header or caption gives it."""
        if stated.measure is not Measure.PLAIN or self.prints_units:
            return stated
        for words in (head.words, label.words, self.title.words):
            if {"basis", "percentage"} <= words:
                return stated
            if words & {"%", "percent", "pct"} and not head.words & _LEVEL_WORDS - {"latest"}:
                return _scaled(stated, Measure.PERCENT, 0.01)
            if words & {"bp", "bps"} or {"basis", "points"} <= words:
                return _scaled(stated, Measure.BASIS, 0.0001)
        return stated

    def _said(self, stated: Quantity, label: Heading, head: Heading) -> Statement:
        """The statement of a cell: row and column share out who, when and what."""
        subject = label.phrase or head.phrase or self.band.phrase
        whens = head.whens or label.whens or self.band.whens or self.title.whens
        basis = head.basis or label.basis or self.band.basis or self.title.basis
        words = head.words | label.words | self.title.words
        sort, noun, anchor = self._sort(stated, label, head)
        if sort is Sort.CHANGE:
            whens = tuple(when for when in whens if when.scope is not Scope.UNTIL)
        sign = stated.sign or (1 if sort is Sort.CHANGE and anchor is None else 0)
        return Statement(
            sort, stated.first, stated.last, quantity=stated, subject=subject, sign=sign, basis=basis, noun=noun,
            when=whens[0] if whens else None, reach=Reach.OWN if whens else Reach.NONE, times=whens, anchor=anchor,
            words=tuple(sorted(words)), role="cell",
        )  # fmt: skip

    def _sort(self, stated: Quantity, label: Heading, head: Heading) -> tuple[Sort, str, When | None]:
        percent = stated.measure in PERCENT_LIKE
        if (head.words | label.words) & _DISTANCE_WORDS and (head.record or label.record) and percent:
            return Sort.CHANGE, "distance", When(Scope.ANCHOR, word="record")
        if head.record or label.record:
            return Sort.LEVEL, "close", When(Scope.ANCHOR, word="record")
        if (head.words | label.words) & {"probability", "odds", "chance"} and percent:
            return Sort.MEASURE, "probability", None
        if head.words & _CHANGE_WORDS:
            return Sort.CHANGE, "change", None
        if head.words & _LEVEL_WORDS or (not percent and stated.measure is not Measure.MONEY):
            return Sort.LEVEL, "close", None
        return Sort.CHANGE, "" if not head.whens else "return", None


_PARTS = frozenset({"upper bound", "lower bound", "midpoint", "yield", "level"})


def _subject(phrases: Sequence[Phrase]) -> Phrase | None:
    """The first name of a label; what only names a part of the next (`upper bound of ...`) is passed over."""
    for phrase in phrases:
        if not (phrase.alien in _PARTS and len(phrases) > 1):
            return phrase
    return None


def _names(phrase: Phrase) -> bool:
    return bool(phrase.ids or phrase.alien or (phrase.measure and phrase.owner))


def _header(grid: Grid) -> Sequence[Cell]:
    first = grid.rows[0] if grid.rows else ()
    if any(_FIGURE.search(cell.passage.text) for cell in first[1:]):
        return ()
    return first if first and (all(cell.head for cell in first) or len(grid.rows) > 1) else ()


def _timed(marks: Sequence[Mark]) -> list[Mark]:
    return [mark for mark in marks if mark.tag is Tag.PERIOD and mark.when and mark.when.scope is not Scope.EVERY]


def _span_label(words: Sequence[Token]) -> tuple[When, ...]:
    """`1 year`, `3Y`, `6M`, `Week`, `Month`, `weekly`: column heads that name a span without more words."""
    lows = [word.low for word in words if word.kind != "p"]
    units = {"y": "year", "yr": "year", "year": "year", "years": "year", "m": "month", "mo": "month", "month": "month",
             "months": "month", "w": "week", "wk": "week", "week": "week", "weeks": "week", "d": "day", "day": "day",
             "quarter": "quarter", "quarters": "quarter", "q": "quarter"}  # fmt: skip
    if len(lows) >= 2 and lows[0].isdigit() and lows[1] in units and int(lows[0][:3]) < 200:
        return (When(Scope.ROLLING, number=int(lows[0][:3]), unit=units[lows[1]], word="past"),)
    every = {"weekly": "week", "monthly": "month", "quarterly": "quarter", "daily": "day", "annual": "year"}
    for low in lows[:3]:
        if low in every or (low in units and len(low) > 2):
            return (When(Scope.THE, unit=every.get(low, units.get(low, "")), number=1, word="the"),)
    return ()


def _basis(text: str) -> str:
    if "total return" in text or "total-return" in text or "dividends included" in text:
        return "total"
    return "price" if "price return" in text or "price ind" in text else ""


def _accounting(stated: Quantity, words: Sequence[Token]) -> Quantity:
    """`(2.0)` and `(2.0%)`: brackets are a minus in a table."""
    before = words[stated.first - 1].low if stated.first else ""
    after = words[stated.last].low if stated.last < len(words) else ""
    closed = after == ")" or (after == "%" and stated.last + 1 < len(words) and words[stated.last + 1].low == ")")
    return replace(stated, sign=-1) if before == "(" and closed and not stated.sign and stated.first <= 2 else stated


def _scaled(stated: Quantity, measure: Measure, factor: float) -> Quantity:
    return replace(
        stated, measure=measure, low=stated.low * factor, high=stated.high * factor, half=stated.half * factor
    )


def _sign_start(words: Sequence[Token], stated: Quantity) -> int:
    return stated.first if stated.first < len(words) else 0
