"""Windows chosen so that the claim holds: it turns round when the start moves a little."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date, timedelta

from reportgen.audit.findings.raw import Raw, member
from reportgen.audit.grammar.statement import Sort
from reportgen.audit.grammar.when import Scope
from reportgen.audit.judged import Judged
from reportgen.audit.resolve.clock import Clock
from reportgen.audit.resolve.shelf import Evidence, Shelf
from reportgen.audit.resolve.times import months_back, span_word
from reportgen.audit.verdicts import Verdict
from reportgen.model.printing import day, number

_SHIFTS = (-12, -6, -3, 3)
_SHORTEST = 40
"""Days below which a window is no choice of a start."""


def chosen(judged: Sequence[Judged], shelf: Shelf, clock: Clock) -> Iterator[Raw]:
    """A move or a lead since a day of the writer's choosing that reverses from most starting points around it."""
    for one in judged:
        found = one.judgement.evidence
        if one.judgement.verdict is not Verdict.SUPPORTED or found is None or not _picked(one):
            continue
        if found.start is None or found.end is None or (found.end - found.start).days < _SHORTEST:
            continue
        if _month_edge(found.start) and _month_edge(found.end):
            continue
        others = list(_shifted(found, shelf, clock))
        turned = [(start, value) for start, value in others if value * found.value < 0]
        if len(others) >= 3 and 2 * len(turned) > len(others):
            start, value = turned[0]
            yield Raw(
                "chosen window", one,
                f"the direction depends on the start: from {day(start)} instead of {day(found.start)} "
                f"it is {number(100 * value, 1)}%",
            )  # fmt: skip


def _month_edge(day: date) -> bool:
    """Whether a day closes its month, a weekend or a holiday left aside: whole months are nobody's choice of a day."""
    return (day + timedelta(days=4)).month != day.month


def _picked(one: Judged) -> bool:
    """Whether the text starts its window at a day or an extreme rather than at a period's edge."""
    if one.said.sort not in {Sort.CHANGE, Sort.EXCESS, Sort.ORDER, Sort.DIRECTION} or not member(one):
        return False
    when = one.said.when
    start = when.start if when is not None and when.scope in {Scope.SINCE, Scope.BETWEEN} else None
    points = {Scope.ANCHOR, Scope.DAY}
    return one.said.noun == "rebound" or (start is not None and start.scope in points)


def _shifted(found: Evidence, shelf: Shelf, clock: Clock) -> Iterator[tuple[date, float]]:
    """The same measure from starts some months earlier and later."""
    if found.start is None or found.end is None or "@" not in found.key:
        return
    stem = found.key.partition("@")[0]
    for months in _SHIFTS:
        start = clock.session(months_back(found.start, -months))
        if (
            start is not None
            and start < found.end
            and (near := shelf.evidence(f"{stem}@{span_word(start, found.end)}"))
        ):
            yield start, near.value
