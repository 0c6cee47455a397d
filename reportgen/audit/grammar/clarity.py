"""Whether a sentence is plain enough to call its number wrong.

The grammar reads more than it can be sure of. A number whose clause names a stranger first, or speaks of
averages or of parts, may well belong to something else: such a statement can be supported, not contradicted.
"""

from __future__ import annotations

from collections.abc import Sequence

from reportgen.audit.grammar.clause import Clause
from reportgen.audit.grammar.marks import Mark, Tag
from reportgen.audit.grammar.statement import Sort, Statement
from reportgen.audit.grammar.when import Scope

_DOUBTFUL = frozenset(
    "average averaged averaging averages combined each apiece per-share target targets median typical typically mean "
    "contributed contributing contribution respect attributed accounted accounting weighting relative rolling".split()
)
_APART = frozenset({"below", "above", "under", "beneath", "off"})
_POLICY = frozenset({"range", "funds", "fed", "policy", "rate"})
"""In a phrase with one of these a target is the central bank's."""
_FROM_A_POINT = frozenset({Scope.SINCE, Scope.BETWEEN, Scope.ANCHOR})


def is_clear(said: Statement, sentence: Sequence[Clause], number: int, at: int) -> bool:
    """Whether nothing in the quantity's clause points elsewhere."""
    marks = sentence[number].marks
    if _doubtful(marks, at) or _stranger_before(said, marks, at):
        return False
    if said.anchor is None and said.noun != "distance" and at + 1 < len(marks) and marks[at + 1].low in _APART:
        return False
    following = sentence[number + 1].marks if number + 1 < len(sentence) else ()
    if following and sentence[number + 1].opener == "with" and following[0].low == "respect":
        return False
    if said.sort is Sort.CHANGE and _than_then(sentence, number, at):
        return False
    if said.sort is Sort.CHANGE and said.anchor is None and any(mark.low == "since" for mark in marks):
        return said.when is not None and said.when.scope in _FROM_A_POINT
    return True


def _than_then(sentence: Sequence[Clause], number: int, at: int) -> bool:
    """`236 basis points higher than a year before`, after a period of its own: the base is the other time."""
    following = sentence[number + 1] if number + 1 < len(sentence) else None
    if following is None or following.opener != "than" or not following.marks:
        return False
    timed = following.marks[0].tag is Tag.PERIOD or any(mark.tag is Tag.PERIOD for mark in following.marks[1:3])
    own = any(mark.tag is Tag.PERIOD for mark in sentence[number].marks[:at])
    return own and timed and not any(mark.tag is Tag.QUANTITY for mark in following.marks)


def _doubtful(marks: Sequence[Mark], at: int) -> bool:
    """Words near the quantity that make it an average, a part or an aim."""
    near = [*marks[max(0, at - 5) : at], *marks[at + 1 : at + 4]]
    words = [word for mark in near if not _POLICY & set(mark.low.split()) for word in mark.low.split()]
    return bool(_DOUBTFUL.intersection(words))


def _stranger_before(said: Statement, marks: Sequence[Mark], at: int) -> bool:
    """A name the catalog does not know between the head of the clause and the quantity."""
    own = said.subject
    for place, mark in enumerate(marks[:at]):
        phrase = mark.phrase
        if phrase is None or phrase is own or not phrase.alien or not phrase.proper:
            continue
        governor = marks[place - 1] if place else None
        if governor is None or governor.tag not in {Tag.PREP, Tag.VERSUS} or governor.low in {"for", "by"}:
            return True
    return False
