"""Lists: "X and Y rose 2% and 3%, respectively" is two statements."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from reportgen.audit.grammar.clause import Clause
from reportgen.audit.grammar.marks import Phrase, Tag
from reportgen.audit.grammar.quantity import PERCENT_LIKE
from reportgen.audit.grammar.statement import Reach, Sort, Statement

_PAIRED = frozenset({Sort.CHANGE, Sort.LEVEL, Sort.MEASURE})


def spread(clause: Clause, found: Sequence[Statement]) -> list[Statement]:
    """The statements of a clause with lists of subjects, and lists of periods, dealt out one by one."""
    out: list[Statement] = []
    at = 0
    while at < len(found):
        run = _run(found, at)
        subject = found[at].subject
        if subject is not None and len(subject.ids) > 1:
            out.extend(_dealt(run, subject))
        else:
            out.extend(_by_periods(clause, run))
        at += len(run)
    return out


def _run(found: Sequence[Statement], at: int) -> Sequence[Statement]:
    """Statements in a row about the same subject in the same way."""
    first, after = found[at], at + 1
    if first.sort not in _PAIRED or first.quantity is None:
        return found[at:after]
    while after < len(found):
        said = found[after]
        same = said.sort is first.sort and said.subject == first.subject and said.quantity is not None
        if (
            not same
            or said.quantity is None
            or not (
                said.quantity.measure is first.quantity.measure
                or {said.quantity.measure, first.quantity.measure} <= PERCENT_LIKE
            )
        ):
            break
        after += 1
    return found[at:after]


def _dealt(run: Sequence[Statement], subject: Phrase) -> list[Statement]:
    """One quantity for each member, or one quantity for all of them."""
    members = [Phrase(ids=(ids,)) if ids else Phrase(alien="?") for ids in subject.ids]
    if len(run) == len(members):
        return [
            replace(said, subject=member, sign=said.sign or run[0].sign)
            for said, member in zip(run, members, strict=True)
        ]
    if len(run) == 1:
        return [replace(run[0], subject=member) for member in members]
    return [replace(said, subject=Phrase(alien="?")) for said in run]


def _by_periods(clause: Clause, run: Sequence[Statement]) -> Sequence[Statement]:
    """`rose 2%, 3% and 4% in July, August and September`."""
    times = [mark.when for mark in clause.marks if mark.tag is Tag.PERIOD and mark.when]
    if len(run) < 2 or len(times) != len(run) or clause.marks[-1].tag is Tag.QUANTITY:
        return run
    last = max(said.last for said in run)
    first_time = min(mark.first for mark in clause.marks if mark.tag is Tag.PERIOD)
    if first_time < last:
        return run
    return [replace(said, when=when, reach=Reach.OWN) for said, when in zip(run, times, strict=True)]
