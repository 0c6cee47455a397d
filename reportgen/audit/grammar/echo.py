"""Quantities that repeat the predicate of the one before: "2%, 3% and 4%", "versus 2.0% for the S&P 500"."""

from __future__ import annotations

from reportgen.audit.grammar.governed import after_compare, standing
from reportgen.audit.grammar.marks import Mark, Phrase, Tag
from reportgen.audit.grammar.named import name_after, rival_after
from reportgen.audit.grammar.quantity import PERCENT_LIKE, Measure, Quantity
from reportgen.audit.grammar.site import Site, anchor_after, verb_before
from reportgen.audit.grammar.stated import state
from reportgen.audit.grammar.statement import Sort, Statement


def restated(site: Site) -> Statement | None:
    """`down 276.50 points, or 2%`, `climbed 14.15 points, 0.8%`: the same move in another unit."""
    before, quantity = site.previous, site.mark.quantity
    if before is None or before.sort is not Sort.CHANGE or quantity is None or before.quantity is None:
        return None
    head = [mark for mark in site.clause.marks[: site.at] if mark.tag is not Tag.ADVERB]
    bare = not head or (len(head) == 1 and head[0].low == "or")
    units = {before.quantity.measure, quantity.measure}
    if not bare or site.clause.opener not in {",", "("} or Measure.PERCENT not in units or not units & {
        Measure.BARE_POINTS, Measure.MONEY, Measure.PLAIN,
    }:  # fmt: skip
        return None
    if quantity.sign and before.sign and quantity.sign != before.sign:
        return None
    return state(site, Sort.CHANGE, subject=before.subject, sign=before.sign, noun=before.noun, role="restated")


def beside(site: Site, phrase: Phrase) -> Statement | None:
    """`the S&P 500's 2.0%`, `the Nasdaq 3%`: the same measure as what was said before."""
    verb = verb_before(site)
    if verb is not None and verb.tag is Tag.COMPARE and not phrase.measure:
        kind = site.previous.sort if site.previous and site.previous.sort is Sort.LEVEL else Sort.CHANGE
        return state(site, kind, subject=phrase, role="beside", negated=False)
    return _like_previous(site, phrase)


def _like_previous(site: Site, subject: Phrase | None, role: str = "beside") -> Statement | None:
    """A quantity that repeats the predicate of the one before it."""
    before, quantity = site.previous, site.mark.quantity
    if (
        quantity is not None
        and quantity.measure is Measure.PLAIN
        and subject is not None
        and subject.measure == "level"
    ):
        return state(site, Sort.LEVEL, subject=subject, role="at", noun="close")
    if role == "beside" and subject is not None and subject.ids and _is_level(quantity) and not _levelled(before):
        return state(site, Sort.LEVEL, subject=subject, role="at", noun="close")
    if quantity is None or (quantity.measure in {Measure.SPAN, Measure.PLAIN} and before is None):
        return None
    if before is not None and _repeatable(before, quantity):
        signed = before.sign if role == "continued" or site.clause.opener in {"and", ","} else 0
        sort = Sort.CHANGE if before.sort is Sort.EXCESS and role == "beside" else before.sort
        return state(site, sort, subject=subject, noun=before.noun, role=role, sign=quantity.sign or signed,
                     anchor=anchor_after(site))  # fmt: skip
    if before is not None and before.sort is Sort.OTHER and role == "continued":
        return None
    if quantity.measure == Measure.PERCENT:
        return state(site, Sort.CHANGE, subject=subject, role=role)
    return None


def _repeatable(before: Statement, quantity: Quantity) -> bool:
    """Whether a quantity may say again what the statement before it says."""
    said_of_whom = before.sort in {Sort.CHANGE, Sort.LEVEL, Sort.MEASURE, Sort.EXCESS}
    return said_of_whom and before.quantity is not None and _akin(before.quantity, quantity)


_LEAST_LEVEL = 300


def _is_level(quantity: Quantity | None) -> bool:
    """`S&P 500 7,674.37`: a number printed as closes are."""
    plain = quantity is not None and quantity.measure is Measure.PLAIN and quantity.places == 2
    return plain and quantity is not None and quantity.value >= _LEAST_LEVEL


def _levelled(before: Statement | None) -> bool:
    return before is not None and before.sort is Sort.LEVEL


def _akin(left: Quantity, right: Quantity) -> bool:
    """Whether two quantities may say the same kind of thing."""
    return left.measure is right.measure or {left.measure, right.measure} <= PERCENT_LIKE


def continued(site: Site, preposition: str) -> Statement | None:
    """`rose 2%, 3% and 4%`; `3.0% for the month and 21.6% for the year`; `from 4.3% to 4.4%`."""
    if preposition in {"to", "from"}:
        verb = verb_before(site)
        return standing(site, verb, preposition) if verb else state(site, Sort.LEVEL, role=preposition)
    if preposition == "of":
        return None
    verb = verb_before(site)
    if preposition == "by" and verb is not None and verb.tag is Tag.COMPARE:
        return after_compare(site, verb, preposition)
    subject = name_after(site.clause.marks, site.at + 1) if preposition == "" else None
    before = site.previous
    same_clause = before is not None and any(mark.first == before.first for mark in site.clause.marks)
    if subject is None and same_clause and before is not None:
        subject = before.subject
    return _like_previous(site, subject or site.clause.subject, role="continued")


def without_verb(site: Site, preposition: str) -> Statement | None:
    """A quantity that opens its clause: `(2.0%)`, `versus 2.0% for the S&P 500`, `13% above its low`."""
    before = site.previous
    if preposition == "by" and (found := by_how_much(site)):
        return found
    if before is not None and before.sort is Sort.EXCESS and site.clause.opener in {":", "(", "—", "-"}:
        return state(site, Sort.CHANGE, subject=before.subject, other=before.other, role="pair", noun="return")
    if before is not None and before.role == "pair" and site.clause.opener in {"versus", "vs", "against", "to"}:
        return state(site, Sort.CHANGE, subject=before.other, role="rival", noun="return")
    subject = name_after(site.clause.marks, site.at + 1)
    if preposition in {"to", "from"}:
        return state(site, Sort.LEVEL, role=preposition, subject=subject or site.clause.subject)
    if subject is not None:
        return _like_previous(site, subject, role="beside")
    if site.clause.inside or site.clause.opener in {"versus", "vs", "against", "than", "compared", "and", ",", ":", "—",
                                                    "or", "-", "–", "while", "but"}:  # fmt: skip
        side = site.clause.opener in {"versus", "vs", "against", "than", "compared"} and not site.clause.own
        role = "continued" if site.clause.opener in {"and", ",", "or", "but"} else "beside"
        return _like_previous(site, None if side else site.clause.subject, role=role)
    if site.clause.opener == "after" and site.clause.subject is not None:
        return _like_previous(site, site.clause.subject, role="continued")
    return _like_previous(site, site.clause.subject) if site.clause.own else None


def by_how_much(site: Site) -> Statement | None:
    """`trailed the S&P 500, which climbed 24%, by 9.1 points`; `all fell: the Russell 2000 by 24%`."""
    verbs = [(clause, at, mark) for clause in reversed(site.before) for at, mark in enumerate(clause.marks)]
    quantity = site.mark.quantity
    points = quantity is not None and quantity.measure in {Measure.POINTS, Measure.BASIS, Measure.BARE_POINTS}
    for clause, at, mark in verbs:
        if mark.tag is Tag.COMPARE and mark.form != "adj":
            other = rival_after(clause.marks, at + 1)
            return state(site, Sort.EXCESS, sign=mark.sign, other=other, subject=clause.subject, noun=mark.low)
        if mark.tag is Tag.MOVE and mark.sign and not points:
            return state(site, Sort.CHANGE, sign=mark.sign, noun=mark.low)
    moved = next((mark for _, _, mark in verbs if mark.tag is Tag.MOVE and mark.sign), None)
    return state(site, Sort.CHANGE, sign=moved.sign, noun=moved.low) if moved is not None else None


def after_and(site: Site, _mark: Mark, preposition: str) -> Statement | None:
    """A quantity after "and" or a comma: it goes on from the one before."""
    return continued(site, preposition)
