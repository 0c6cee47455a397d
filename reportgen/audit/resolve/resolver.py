"""Decides which resolver answers a statement: by what it asserts and what kind of thing it is about."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from reportgen.audit.grammar.quantity import Measure
from reportgen.audit.grammar.statement import Statement
from reportgen.audit.resolve.antecedents import Who
from reportgen.audit.resolve.case import Case, when_times
from reportgen.audit.resolve.economy import economy_says, policy_says, rate_says
from reportgen.audit.resolve.gauges import gauge
from reportgen.audit.resolve.indices import index_says
from reportgen.audit.resolve.policy import is_odds
from reportgen.audit.resolve.resolution import Resolution, unresolved
from reportgen.audit.resolve.shelf import Shelf
from reportgen.audit.resolve.times import joined


def resolve(case: Case) -> Resolution:
    """What the data say to a statement."""
    who, said = case.who, case.said
    if is_odds(said) and (policy := case.shelf.of_kind("policy")):
        return policy_says(case, policy[0]) or unresolved("the data hold no such odds")
    if not who.members and _is_policy_move(said) and (policy := case.shelf.of_kind("policy")):
        return policy_says(replace(case, who=Who((policy[:1],))), policy[0]) or unresolved("no move of a policy rate")
    if who.stranger:
        return unresolved(f"the data do not cover {who.stranger.strip('?') or 'its subject'}")
    if not who.members:
        return called(case) or unresolved("the text does not say of whom")
    for entity in who.members[0]:
        resolver = _BY_KIND.get(case.shelf.kind(entity))
        if resolver is not None:
            found = resolver(case, entity)
            if found is not None:
                return found
    return called(case) or unresolved("the data measure no such thing", subject=who.members[0][0])


def _is_policy_move(said: Statement) -> bool:
    """`its first 75 basis point interest rate hike`: a move of the policy rate, whoever is named before it."""
    quantity, words = said.quantity, " ".join((*said.tail, said.noun))
    points = quantity is not None and quantity.measure in {Measure.BASIS, Measure.POINTS}
    moves = {"hike", "hikes", "cut", "cuts", "increase", "reduction"} & set(words.split())
    wished = _WISHES & set(" ".join((*said.lead, *said.words)).split())
    return points and bool(moves) and "rate" in " ".join(said.tail).split() and not wished and not said.future


_WISHES = frozenset("favor favour wanted want preferred preferring vote votes voted voting dissent dissents dissented "
                    "advocated called calling odds chance probability pricing priced likelihood".split())  # fmt: skip


def called(case: Case) -> Resolution | None:
    """The metric that the statement's words call, for its subject or a name beside it."""
    said = case.said
    if said.quantity is None:
        return None
    own = [entity for ids in case.who.members for entity in ids]
    names = tuple(dict.fromkeys((*own, *(entity for ids in said.names for entity in ids))))
    linked = [one for name in names for one in _universes(case.shelf, name)]
    times = joined(*(when_times(case, when, own[0] if own else "") for when in filter(None, (said.when, *said.times))))
    found = gauge(said, (*names, *linked), times, case.shelf, sure=case.who.sure and not said.future)
    return found if found is None or own else replace(found, firm=False)


def _universes(shelf: Shelf, name: str) -> tuple[str, ...]:
    """The companies behind an index, where the catalog has them."""
    return tuple(
        who for who, entity in shelf.entities.items()
        if entity.kind == "universe" and entity.options.get("index_entity") == name
    )  # fmt: skip


_BY_KIND: dict[str, Callable[[Case, str], Resolution | None]] = {
    "index": index_says,
    "fund": index_says,
    "rate": rate_says,
    "macro": economy_says,
    "policy": policy_says,
}
