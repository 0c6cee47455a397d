"""A quantity where it stands in its sentence, and what can be seen from there."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from reportgen.audit.grammar.clause import Clause
from reportgen.audit.grammar.marks import VERBS, Mark, Tag
from reportgen.audit.grammar.statement import Statement
from reportgen.audit.grammar.when import When

PASSED = frozenset({Tag.DET, Tag.ADVERB, Tag.PERIOD, Tag.SUPERLATIVE, Tag.STRAIGHT, Tag.ORDINAL, Tag.QUOTE})

ADJECTIVES = frozenset(
    "total price net gross cumulative annualized annualised average additional further combined impressive respectable "
    "modest strong solid robust healthy whopping mere meager meagre further single double digit point full similar "
    "relative valuation trailing forward - outsized sizable sizeable steep sharp big large small slight hefty record "
    "one day two three week month year dividend inclusive etf fund short brief decent handsome stellar blistering p/e "
    "implied market median mean compound aggregate nominal real index stock share equity peak trough to maximum max "
    "weighted excess active benchmark intraday closing".split()
)


@dataclass(frozen=True, slots=True)
class Site:
    """A quantity in its clause: the clause, its position, what was said just before."""

    clause: Clause
    at: int
    previous: Statement | None = None
    before: tuple[Clause, ...] = ()

    @property
    def mark(self) -> Mark:
        """The quantity's mark."""
        return self.clause.marks[self.at]

    def on(self, step: int) -> Mark | None:
        """The mark some steps away."""
        place = self.at + step
        return self.clause.marks[place] if 0 <= place < len(self.clause.marks) else None


def verb_before(site: Site) -> Mark | None:
    """The verb or word of direction that governs the quantity: the nearest before it."""
    for mark in reversed(site.clause.marks[: site.at]):
        if mark.tag in VERBS or mark.tag is Tag.WAY:
            return mark
    return None


def anchor_after(site: Site) -> When | None:
    """The high or low after the quantity, in its clause."""
    for mark in site.clause.marks[site.at + 1 :]:
        if mark.tag is Tag.ANCHOR:
            return mark.when
        if mark.tag is Tag.QUANTITY:
            return None
    return None


def direct(site: Site) -> tuple[Mark | None, str]:
    """What stands before the quantity once adverbs and periods are passed: (mark, preposition passed)."""
    place, preposition = site.at - 1, ""
    marks = site.clause.marks
    while place >= 0:
        mark = marks[place]
        empty = mark.phrase is not None and (
            not mark.phrase.ids
            and not mark.phrase.measure
            and (set(mark.phrase.alien.split()) <= ADJECTIVES | {"another"} or _one_adjective(mark, place, site.at))
        )
        if mark.tag in PASSED or empty:
            place -= 1
        elif mark.tag in {Tag.PREP, Tag.TO} and not preposition and place == _nearest(marks, site.at):
            preposition, place = mark.low, place - 1
        elif mark.tag == Tag.PREP and place > 0 and marks[place + 1].tag is Tag.PERIOD:
            place -= 1
        else:
            return mark, preposition
    return None, preposition


def _one_adjective(mark: Mark, place: int, at: int) -> bool:
    """`by an incredible 2.99%`: one small word between an article and the amount."""
    words = mark.low.split(" ")
    return place == at - 1 and len(words) == 2 and words[0] in {"a", "an"} and not mark.capital


def _nearest(marks: Sequence[Mark], at: int) -> int:
    place = at - 1
    while place >= 0 and (
        marks[place].tag in {Tag.ADVERB, Tag.QUOTE, Tag.DET}
        or _empty(marks[place])
        or _one_adjective(marks[place], place, at)
    ):
        place -= 1
    return place


def _empty(mark: Mark) -> bool:
    return mark.phrase is not None and not (
        mark.phrase.ids or mark.phrase.measure or mark.phrase.back or mark.phrase.alien.strip("?")
    )
