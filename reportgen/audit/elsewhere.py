"""Other periods that a number without one of its own may be of.

News says "added 0.2% to close at 6,047" and means the day, whatever month the sentence before spoke of. Where a
number takes its period from its surroundings, it is wrong only if no period that such a text commonly speaks of
fits either.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from reportgen.audit.grammar.quantity import Bound
from reportgen.audit.grammar.statement import Reach, Sort, Statement
from reportgen.audit.grammar.when import Scope, When
from reportgen.audit.resolve.case import Case
from reportgen.audit.resolve.resolution import Resolution
from reportgen.audit.resolve.resolver import resolve
from reportgen.audit.verdicts import Judgement, Verdict, judge

Reading = tuple[Statement, Resolution, Judgement]
_OPEN = "the text does not say over which period"
_WITHIN = "the text speaks from within a session"
_MOST_HEARD = 6
_DAY = When(Scope.THE, unit="day", number=1, word="the")
_COMMON = (
    _DAY,
    *(When(Scope.THE, unit=unit, number=1, word="the") for unit in ("week", "month", "quarter")),
    When(Scope.TO_DATE, unit="year"),
)
_BOUNDS = frozenset({Bound.OVER, Bound.AT_LEAST, Bound.UNDER, Bound.UP_TO})
_MEASURED = frozenset({Sort.CHANGE, Sort.EXCESS})


def elsewhere(case: Case, first: Reading, heard: Sequence[When], *, headed: bool) -> Reading:
    """What becomes of a number called wrong whose period is borrowed, where another period fits it."""
    kinds = {case.shelf.kind(who) for ids in case.who.members for who in ids}
    evidence = first[2].evidence
    wrong = first[2].verdict is Verdict.CONTRADICTED
    if not wrong or not borrows(case.said) or not kinds & {"index", "fund", "rate"}:
        return first
    if case.clock.intraday:
        return case.said, first[1], Judgement(Verdict.UNVERIFIABLE, evidence, _WITHIN)
    for said in readings(case.said, heard, headed=headed):
        found = resolve(replace(case, said=said))
        if case.said.reach is Reach.LOOSE and (not found.tried or found.gap):
            return case.said, first[1], Judgement(Verdict.UNVERIFIABLE, evidence, _OPEN)
        good = judge(said, found)
        if good.verdict is Verdict.SUPPORTED:
            return said, found, Judgement(Verdict.UNVERIFIABLE, good.evidence, _OPEN) if is_bound(said) else good
    return first


def is_bound(said: Statement) -> bool:
    """Whether a number is only a bound ("more than 6%"): that another period meets it says little."""
    return said.quantity is not None and said.quantity.bound in _BOUNDS


def borrows(said: Statement) -> bool:
    """Whether a number takes its period from what was said of something else."""
    if said.sort not in _MEASURED or said.quantity is None or said.anchor is not None or said.role == "cell":
        return False
    return said.lent or said.reach in {Reach.BEFORE, Reach.LOOSE}


def readings(said: Statement, heard: Sequence[When], *, headed: bool) -> Iterator[Statement]:
    """The statement with each other period it may mean; none for one that names its own.

    Under a heading that names the period ("For the week:") only the day is another.
    """
    if not borrows(said):
        return
    others = (_DAY,) if headed else (*_COMMON, *said.restated, *reversed(heard[-_MOST_HEARD:]))
    for when in dict.fromkeys(others):
        if when != said.when:
            yield replace(said, when=when, reach=Reach.OWN, restated=(), times=())
