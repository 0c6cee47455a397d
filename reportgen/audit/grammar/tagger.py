"""From tokens to marks: names first, then periods, quantities and the words of the lexicon."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from reportgen.audit.grammar.anchors import anchor
from reportgen.audit.grammar.dates import year_at
from reportgen.audit.grammar.ellipsis import filled
from reportgen.audit.grammar.marks import Mark, Tag
from reportgen.audit.grammar.names import Name, Names
from reportgen.audit.grammar.periods import period
from reportgen.audit.grammar.quantities import quantity
from reportgen.audit.grammar.quantity import Measure
from reportgen.audit.grammar.when import Scope, Stretch
from reportgen.audit.grammar.words import word_mark
from reportgen.audit.lexicon.calendar import HIGHS, LOWS, MONTHS
from reportgen.audit.lexicon.words import GENERIC_HEADS
from reportgen.audit.text.tokens import Token, says, says_all

_ANCHOR_OPENERS = frozenset({"from", "above", "below", "off", "of", "since", "under", "over", "to", "than", "short",
                             "its", "at", "near", "toward", "towards", "within", "the"})  # fmt: skip
_DISTANCES = frozenset({"above", "below", "over", "under", "near", "around"})
_BARE_SPAN_OPENERS = (
    "over",
    "in",
    "for",
    "within",
    "during",
    "of",
    "after",
    "every",
    "than",
    "least",
    "nearly",
    "about",
)


_NO_PERIOD = ("high", "low", "highs", "lows", "close", "chart", "charts", "recap", "review", "report", "update", "data",
              "jobless", "newsletter", "note", "letter", "meeting", "basis")  # fmt: skip
_KEPT = 20_000
"""How many wordings are remembered: an edition says the same in every output."""


class Tagger:
    """Reads sentences against one catalog's names, each wording once."""

    def __init__(self, names: Names) -> None:
        self._names = names
        self._known: dict[tuple[tuple[str, str, bool], ...], tuple[Mark, ...]] = {}

    def marks(self, tokens: Sequence[Token]) -> list[Mark]:
        """The marks of a sentence, in order, covering every token."""
        wording = tuple((token.kind, token.text, token.glued) for token in tokens)
        found = self._known.get(wording)
        if found is None:
            found = tuple(filled(self._read(tokens)))
            if len(self._known) < _KEPT:
                self._known[wording] = found
        return list(found)

    def _read(self, tokens: Sequence[Token]) -> list[Mark]:
        out: list[Mark] = []
        title = title_case(tokens)
        at = 0
        while at < len(tokens):
            mark = self._name(tokens, at) or (None if title else _proper(tokens, at, out))
            mark = mark or self._special(tokens, at, out) or _inner_stop(tokens, at) or word_mark(tokens, at, out)
            out.append(mark)
            at = mark.last
        return out

    def _name(self, tokens: Sequence[Token], at: int) -> Mark | None:
        if at and tokens[at].glued and tokens[at - 1].kind == "w" and tokens[at].kind == "w":
            return None
        found = self._names.at(tokens, at)
        if found is None or (
            says(tokens, found.last - 1, "year", "y", "yr", "s") and _span_of_years(tokens, at, found)
        ):
            return None
        found = self._lengthened(tokens, at, found)
        low = " ".join(token.low for token in tokens[at : found.last])
        tag = Tag.NAME if found.ids else Tag.ALIEN
        form = "adj" if found.adjective else ""
        mark = Mark(tag, at, found.last, low, form=form, ids=found.ids, capital=tokens[at].text[:1].isupper())
        return _extended(tokens, mark) if found.ids else mark

    def _lengthened(self, tokens: Sequence[Token], at: int, found: Name) -> Name:
        """`tech-heavy Nasdaq` + `Composite`: a longer name of the same entity that begins inside the first."""
        for inner in range(at + 1, found.last):
            longer = self._names.at(tokens, inner)
            if longer is not None and longer.last > found.last and set(longer.ids) & set(found.ids):
                return longer
        return found

    def _special(self, tokens: Sequence[Token], at: int, before: Sequence[Mark]) -> Mark | None:
        """A period, an anchor or a quantity."""
        if says(tokens, at, "the", "its", "a") and at + 1 < len(tokens) and self._name(tokens, at + 1):
            return None
        if tokens[at].kind == "p" and tokens[at].low not in {"+", "-", "–", "$", "€", "£", "¥", ".", "~", "<", ">"}:
            return None
        opened = bool(before) and before[-1].low in _ANCHOR_OPENERS
        if opened and (high := anchor(tokens, at)) and _worth(tokens, high, before):
            return Mark(Tag.ANCHOR, high.first, high.last, when=high.when)
        if (time := period(tokens, at)) and _is_time(tokens, time):
            return Mark(Tag.PERIOD, time.first, time.last, _text(tokens, time), when=time.when)
        if says(tokens, at, "a", "an", "one") and not says(tokens, at, "one") and not _counts(tokens, at):
            return None
        if before and before[-1].tag is Tag.QUANTITY and tokens[at].low in _DISTANCES:
            return None
        if tokens[at].low in {"near", "around"} and _stood(tokens, at, before):
            return None
        stated = quantity(tokens, at)
        if stated is None or _no_amount(tokens, stated.first, stated.last) or _over_a_year(tokens, stated.last, before):
            return None
        return Mark(Tag.QUANTITY, at, stated.last, _words(tokens, at, stated.last), quantity=stated)


def _stood(tokens: Sequence[Token], at: int, before: Sequence[Mark]) -> bool:
    """`finished December near 3.88%`: after a verb of level "near" says where; `near 2% higher` how far."""
    verb = [mark for mark in before[-2:] if mark.tag is not Tag.PERIOD]
    return (
        bool(verb)
        and verb[-1].tag is Tag.LEVEL
        and not any(
            says(tokens, after, "higher", "lower", "up", "down", "firmer", "weaker") for after in range(at + 2, at + 5)
        )
    )


def _over_a_year(tokens: Sequence[Token], last: int, before: Sequence[Mark]) -> bool:
    """`Over 2023 it had trailed`: a stretch of time, unless a verb of level or movement makes it a height."""
    opened = last >= 2 and tokens[last - 2].low == "over" and year_at(tokens, last - 1) is not None
    return opened and not any(mark.tag in {Tag.LEVEL, Tag.MOVE, Tag.WAY} for mark in before[-3:])


def _span_of_years(tokens: Sequence[Token], at: int, found: Name) -> bool:
    """`the two-year gain`, `a 10-year high`: a span of time, no bond; `10s` and `2y` only where they are glued."""
    short = found.last - at == 2
    after = found.last
    run = after < len(tokens) and tokens[after].glued and tokens[after].kind == "n"
    if short and (not tokens[at + 1].glued or run or (at and tokens[at].glued and tokens[at - 1].kind == "w")):
        return True
    if short and tokens[at].kind == "n" and says(tokens, at - 1, "the", "late", "early", "mid", "'"):
        return True
    return found.last - at <= 3 and tokens[at].kind in {"n", "w"} and says(tokens, found.last, *_SPANNED)


_SPANNED = tuple(
    "gain gains return returns loss losses high low highs lows average averages period run rally bull bear stretch "
    "span streak history anniversary winning losing total annualized annualised price performance "
    "rise decline drop advance "
    "underperformance outperformance slump record old cycle horizon track plan deal lead view moving gap "
    "peak".split()
)


def _inner_stop(tokens: Sequence[Token], at: int) -> Mark | None:
    """A full stop inside a sentence, as in `U.S.`: it parts nothing."""
    if tokens[at].low == "." and at + 1 < len(tokens):
        return Mark(Tag.QUOTE, at, at + 1, ".")
    return None


def title_case(tokens: Sequence[Token]) -> bool:
    """Whether nearly every long word has a capital and no full stop ends them, as in headlines."""
    if tokens and tokens[-1].text == ".":
        return False
    long = [token for token in tokens if token.kind == "w" and len(token.text) > 3]
    return len(long) > 2 and sum(token.text[0].isupper() for token in long) > 0.7 * len(long)


def _proper(tokens: Sequence[Token], at: int, before: Sequence[Mark]) -> Mark | None:
    """The rest of somebody's name: `Growth` in Russell 1000 Growth, `225` in Nikkei 225."""
    last = before[-1] if before else None
    if last is None or last.tag is not Tag.WORD or not last.capital or (len(before) < 2 and last.low in {"a", "an"}):
        return None
    token = tokens[at]
    name = token.kind == "w" and token.text[0].isupper() and not token.glued
    if name and token.low not in MONTHS and token.low not in GENERIC_HEADS:
        return Mark(Tag.WORD, at, at + 1, token.low, capital=True)
    if token.kind == "n" and token.text.isdigit() and not 1950 <= int(token.text[:5]) <= 2100:
        unit = says(
            tokens, at + 1, "%", "percent", "basis", "points", "point", "bps", "bp", "x", "times", "per", "million"
        )
        return None if unit else Mark(Tag.WORD, at, at + 1, token.low, capital=True)
    return None


def _text(tokens: Sequence[Token], found: Stretch) -> str:
    return _words(tokens, found.first, found.last)


def _words(tokens: Sequence[Token], first: int, last: int) -> str:
    return " ".join(token.low for token in tokens[first:last])


def _extended(tokens: Sequence[Token], name: Mark) -> Mark:
    """A name glued to more (`Nasdaq-100`, `S&P 500-listed`) or followed by a number is another's."""
    after = name.last
    glued = says(tokens, after, "-") and tokens[after].glued and after + 1 < len(tokens) and tokens[after + 1].glued
    if (
        glued
        and tokens[after + 1].kind == "n"
        and tokens[after + 1].text.isdigit()
        and not says(tokens, after + 2, "%")
    ):
        return replace(name, tag=Tag.ALIEN, last=after + 2, ids=())
    if glued and says(tokens, after + 1, "listed", "linked", "tracking", "traded", "based", "like", "only"):
        return replace(name, tag=Tag.ALIEN, last=after + 2, ids=())
    return name


def _worth(tokens: Sequence[Token], found: Stretch, before: Sequence[Mark]) -> bool:
    """Whether a high or low is a place to measure from: dated, owned, or after a word of distance."""
    words = {token.low for token in tokens[found.first : found.last]}
    distance = before[-1].low in {"from", "above", "below", "off", "since", "under", "short", "within", "than"}
    if before[-1].low == "the" and len(before) > 1:
        distance = before[-2].low in {"from", "above", "below", "off", "since", "under", "of"}
    return bool(words & (LOWS | HIGHS | {"record", "close"})) and distance


def _is_time(tokens: Sequence[Token], found: Stretch) -> bool:
    """Whether an expression really is a period where it stands."""
    when = found.when
    if when.scope is Scope.ROLLING and when.word == "bare":
        return says(tokens, found.first - 1, *_BARE_SPAN_OPENERS) or when.end is not None
    if when.scope is Scope.EVERY and says(tokens, found.last, *_NO_PERIOD):
        return False
    if when.scope is Scope.THE and when.unit == "day":
        return says(tokens, found.first - 1, "on", "for", "during", "ended", "finished", "closed")
    return True


def _counts(tokens: Sequence[Token], at: int) -> bool:
    """Whether "a" begins an amount: `a third of`, `a quarter point`, `a dozen`."""
    return says(tokens, at + 1, "third", "quarter", "half", "fifth", "tenth", "hundred", "dozen", "little", "bit")


def _no_amount(tokens: Sequence[Token], first: int, last: int) -> bool:
    """Numerals that state nothing: times of day, list marks, `one of`, footnotes, versions."""
    if says(tokens, last, ":") and last + 1 < len(tokens) and tokens[last + 1].kind == "n" and tokens[last].glued:
        return True
    if says(tokens, first - 1, ":") and tokens[first].glued and first > 1 and tokens[first - 2].kind == "n":
        return True
    if (
        says(tokens, last, "a.m", "p.m", "am", "pm")
        or says_all(tokens, last, "a", ".", "m")
        or says_all(tokens, last, "p", ".", "m")
    ):
        return True
    if _part_of_word(tokens, first, last) or _reference(tokens, first, last):
        return True
    if says_all(tokens, first - 1, "at", "one", "point") or says_all(tokens, first - 1, "at", "one", "time"):
        return True
    one = says_all(tokens, first, "one", "of") or says_all(tokens, first, "one", "another")
    return one or (says(tokens, first, "one") and last == first + 1 and not says(tokens, last, "of", "in"))


def _reference(tokens: Sequence[Token], first: int, last: int) -> bool:
    """A number of a note or source: alone in square brackets, or in a list of such, `[5, 11]`."""
    start, end = first - 1, last
    while start >= 0 and (tokens[start].low in {",", "-"} or tokens[start].text.isdigit()):
        start -= 1
    while end < len(tokens) and (tokens[end].low in {",", "-"} or tokens[end].text.isdigit()):
        end += 1
    return says(tokens, start, "[") and says(tokens, end, "]")


def _part_of_word(tokens: Sequence[Token], first: int, last: int) -> bool:
    """The number of `COVID-19` or `F-16`: glued to letters by a dash, without a unit."""
    if last != first + 1 or first < 2 or not (tokens[first].glued and says(tokens, first - 1, "-")):
        return False
    return tokens[first - 1].glued and tokens[first - 2].kind == "w"


def is_plain(mark: Mark) -> bool:
    """Whether a mark is a number without a unit."""
    return mark.quantity is not None and mark.quantity.measure is Measure.PLAIN
