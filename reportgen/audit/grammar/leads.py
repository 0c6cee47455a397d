"""Leads and lags told as something one has: "its lead has shrunk to 9.5 points", "their lag is now 2 points"."""

from __future__ import annotations

from reportgen.audit.grammar.marks import Phrase, Tag
from reportgen.audit.grammar.named import name_after
from reportgen.audit.grammar.quantity import PERCENT_LIKE
from reportgen.audit.grammar.site import Site
from reportgen.audit.grammar.stated import state
from reportgen.audit.grammar.statement import Sort, Statement

_OWNERS = {"its": "it", "their": "they"}


def lead_kept(site: Site) -> Statement | None:
    """The gap a quantity says somebody's lead or lag to be, or to have become."""
    quantity, marks = site.mark.quantity, site.clause.marks
    if quantity is None or quantity.measure not in PERCENT_LIKE or not _becomes(site):
        return None
    for at in range(site.at - 1, 0, -1):
        if marks[at].tag is Tag.QUANTITY:
            return None
        if marks[at].tag in {Tag.LEAD_NOUN, Tag.GAP_NOUN} and (owner := _owner(site, at)):
            other = name_after(marks, at + 1, over=True)
            return state(site, Sort.EXCESS, sign=marks[at].sign, subject=owner, other=other, noun=marks[at].low)
    return None


def _becomes(site: Site) -> bool:
    """Whether the quantity is where the lead stands, not by how much it changed or from where."""
    for mark in reversed(site.clause.marks[: site.at]):
        if mark.tag is not Tag.ADVERB:
            return mark.tag in {Tag.TO, Tag.BE} or mark.low in {"at", "to"}
    return False


def _owner(site: Site, noun: int) -> Phrase | None:
    """Whose lead it is."""
    before = site.clause.marks[noun - 1]
    if before.low in _OWNERS:
        return Phrase(back=_OWNERS[before.low])
    return before.phrase if before.phrase is not None and before.phrase.possessive else None
