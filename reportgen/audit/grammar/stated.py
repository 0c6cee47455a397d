"""Makes the statement of a quantity from its site."""

from __future__ import annotations

from reportgen.audit.grammar.marks import Phrase, Tag
from reportgen.audit.grammar.site import Site
from reportgen.audit.grammar.statement import Sort, Statement


def state(site: Site, sort: Sort, **more: object) -> Statement:
    """The statement of a site's quantity, with what its clause says and more."""
    quantity = site.mark.quantity
    clause = site.clause
    before = site.previous
    points = clause.subject is not None and clause.subject.back in {"that", "this"} and not clause.own
    if (left := _left_object(site)) is not None:
        more.setdefault("subject", left)
    elif points and before is not None and before.subject is not None:
        more.setdefault("subject", before.subject)
    fields: dict[str, object] = {
        "quantity": quantity, "subject": clause.subject, "negated": clause.negated,
        "future": clause.future or clause.condition,
        "words": tuple(mark.low for mark in clause.marks), "aside": clause.opener in {"when", "until", "once"}, **more,
    }  # fmt: skip
    fields["named"] = clause.own or fields["subject"] is not clause.subject
    if quantity is not None and quantity.sign and not fields.get("sign"):
        fields["sign"] = quantity.sign
    return Statement(sort, site.mark.first, site.mark.last, **fields)  # type: ignore[arg-type]


_TAKING = frozenset({"leave", "put", "bring", "push", "pull", "lift", "take"})


def _left_object(site: Site) -> Phrase | None:
    """`which leaves it 2% below its high`: the object of the verb is what the number is about."""
    marks = site.clause.marks
    for at, mark in enumerate(marks[: site.at]):
        if mark.tag in {Tag.LIGHT, Tag.MOVE} and mark.low in _TAKING and at + 1 < site.at:
            phrase = marks[at + 1].phrase
            return phrase if phrase is not None and (phrase.back or phrase.ids) and not phrase.possessive else None
    return None
