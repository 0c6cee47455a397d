"""What the verb before a quantity makes of it: "rose 2%", "closed at 2,410", "was 4.4%"."""

from __future__ import annotations

from reportgen.audit.grammar.marks import Mark, Phrase, Tag
from reportgen.audit.grammar.named import name_after, rival_after
from reportgen.audit.grammar.quantity import PERCENT_LIKE, Measure
from reportgen.audit.grammar.site import Site, anchor_after
from reportgen.audit.grammar.stated import state
from reportgen.audit.grammar.statement import Sort, Statement

VERSUS = frozenset({"versus", "vs", "against", "than", "compared"})


def after_move(site: Site, mark: Mark, preposition: str) -> Statement | None:
    """`rose 2%`, `fell by 2%`, `rose to 4.5%`."""
    if not preposition and (line := _line(site)):
        return state(site, Sort.LEVEL, role=line, noun=mark.low)
    if preposition in {"", "by"}:
        return state(site, Sort.CHANGE, sign=direction_of(site, mark), anchor=anchor_after(site), noun=mark.low)
    return standing(site, mark, preposition)


def _line(site: Site) -> str:
    """The side of a line crossed: `climbed above 3,386.15`; empty where the quantity is an amount."""
    quantity, word = site.mark.quantity, site.mark.low.split(" ")[0]
    level = quantity is not None and quantity.measure is Measure.PLAIN and quantity.value >= _LEAST_LEVEL
    return word if level and word in {"above", "below", "over", "under"} else ""


_LEAST_LEVEL = 300


def direction_of(site: Site, mark: Mark) -> int:
    """The verb's direction, or that of the word that completes it: `edged 2% lower`, `edged up 2%`."""
    if mark.sign or mark.tag is not Tag.MOVE:
        return mark.sign
    for other in site.clause.marks:
        if other.tag is Tag.WAY:
            return other.sign
    return 0


def standing(site: Site, mark: Mark, preposition: str) -> Statement | None:
    """`rose to 4.5%`, `closed at 2,410`, `fell from 4.7%`."""
    if preposition in {"to", "at", "near", "around", "above", "below", "over", "under", "past", "through", "toward"}:
        role = "at" if preposition in {"at", "to"} else preposition
        return state(site, Sort.LEVEL, role="to" if preposition == "to" else role, noun=mark.low)
    if preposition == "from":
        return state(site, Sort.LEVEL, role="from", noun=mark.low)
    return None


def after_way(site: Site, mark: Mark, preposition: str) -> Statement | None:
    """`up 2%`, `down to 2,410`."""
    if preposition in {"", "by"}:
        taken = _taken(site, mark)
        more = {"subject": taken} if taken is not None else {}
        return state(site, Sort.CHANGE, sign=mark.sign, anchor=anchor_after(site), noun=mark.low, **more)
    return standing(site, mark, preposition)


def _taken(site: Site, way: Mark) -> Phrase | None:
    """`the rout took the S&P 500 down 2.7%`: the name right before the direction."""
    marks = site.clause.marks
    place = list(marks).index(way) - 1
    phrase = marks[place].phrase if place > 0 else None
    if phrase is None or not phrase.ids or phrase.possessive or phrase.measure:
        return None
    return phrase if marks[place - 1].tag in {Tag.LIGHT, Tag.MOVE, Tag.LEVEL} else None


def after_return(site: Site, mark: Mark, preposition: str) -> Statement | None:
    """`returned 2%`, `a return of 2%`."""
    if preposition in {"", "of"} and mark.tag is Tag.RETURN:
        return state(site, Sort.CHANGE, noun="return", sign=0 if site.mark.quantity and site.mark.quantity.sign else 1)
    return None


def after_light(site: Site, mark: Mark, preposition: str) -> Statement | None:
    """`posted 2.0%`, `averaging 15%`: what the quantity measures is said elsewhere."""
    if preposition:
        return standing(site, mark, preposition)
    quantity = site.mark.quantity
    if mark.low in {"take", "bring"} and (loser := name_after(site.clause.marks, site.at + 1)) is not None:
        return state(site, Sort.CHANGE, sign=-1, subject=loser, noun="fall")
    if quantity is not None and quantity.measure in PERCENT_LIKE and mark.low == "yield":
        return state(site, Sort.LEVEL, role="at", noun="be")
    if quantity is not None and quantity.measure in PERCENT_LIKE:
        noun = "average" if mark.low == "average" else "return"
        return state(site, Sort.CHANGE if noun == "return" else Sort.OTHER, noun=noun)
    return None


def after_level(site: Site, mark: Mark, preposition: str) -> Statement | None:
    """`closed at 2,410`, `hit 2,410`, `ended 2% higher`."""
    quantity = site.mark.quantity
    if preposition:
        return standing(site, mark, preposition)
    if quantity is not None and quantity.measure in PERCENT_LIKE and mark.low in {"close", "finish", "end", "settle"}:
        return state(site, Sort.CHANGE, sign=0, noun="return")
    if mark.low in {"hit", "reach", "touch", "cross", "top"}:
        return state(site, Sort.LEVEL, role="hit", noun=mark.low)
    return state(site, Sort.LEVEL, role="at", noun=mark.low) if mark.low in {"close", "end", "settle"} else None


def after_be(site: Site, _mark: Mark, preposition: str) -> Statement | None:
    """`was 4.4%`, `was at 4.4%`."""
    if preposition not in {"", "at", "near", "around", "above", "below"}:
        return None
    subject = site.clause.subject
    if subject is not None and subject.measure == "return":
        return state(site, Sort.CHANGE, subject=subject.owner or subject, noun="return")
    if subject is not None and subject.measure:
        owner = subject.owner or name_after(site.clause.marks, site.at + 1)
        return state(site, Sort.MEASURE, noun=subject.measure, subject=owner or subject)
    return state(site, Sort.LEVEL, role="at", noun="be")


def after_compare(site: Site, mark: Mark, preposition: str) -> Statement | None:
    """`outperformed by 5 points`, `outpaced the S&P 500 by 5 points`, `led by 2%`."""
    if preposition == "by" or (preposition == "" and mark.form != "adj" and mark.low not in _LINES):
        other = rival_after(site.clause.marks, list(site.clause.marks).index(mark) + 1)
        return state(site, Sort.EXCESS, sign=mark.sign, other=other, noun=mark.low)
    return None


_LINES = frozenset({"exceed", "top", "surpass", "beat", "eclipse", "best"})
"""Verbs that take a number as a line to cross, not as a lead."""
