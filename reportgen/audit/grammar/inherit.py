"""Gives each clause without a subject the one it is about."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from reportgen.audit.grammar.clause import Clause
from reportgen.audit.grammar.marks import VERBS, Phrase, Tag
from reportgen.audit.grammar.subjects import says_something


def inherit(pieces: list[Clause]) -> list[Clause]:
    """Give each clause without a subject the one it is about."""
    out: list[Clause] = []
    for at, clause in enumerate(pieces):
        if clause.own:
            out.append(clause)
            continue
        out.append(replace(clause, subject=_inherited(pieces, out, at)))
    return out


def _inherited(pieces: Sequence[Clause], done: Sequence[Clause], at: int) -> Phrase | None:
    clause = pieces[at]
    timed = any(mark.tag is Tag.PERIOD for mark in clause.marks)
    if clause.opener in _COMPARERS and not timed and not clause.verbs():
        return None
    if clause.opener in {"which", "who", "that", "whose"} and done:
        return _last_phrase(done[-1]) or done[-1].subject
    if clause.inside and clause.opener in {"(", "["} and done:
        return _last_phrase(done[-1]) or done[-1].subject
    for before in reversed(done):
        if before.inside and not clause.inside:
            continue
        if before.opener in {"which", "who", "versus", "than", "vs", "against", "compared"}:
            continue
        if before.subject is not None and _lends(before, before.subject):
            return before.subject
    return None if any(before.subject for before in done) else _main_subject(pieces[at + 1 :])


def _lends(clause: Clause, subject: Phrase) -> bool:
    """Whether a clause lends its subject to those after it."""
    named = subject.ids or (subject.alien and subject.proper and clause.own) or subject.back in {"it", "they"}
    return bool(clause.verbs() or named or _quantified(clause))


def _main_subject(following: Sequence[Clause]) -> Phrase | None:
    """The subject of the main clause after an opening one: `Down 2% for the week, the index ...`."""
    for after in following:
        if after.own and after.subject and not after.inside and after.opener not in _RELATIVE_OPENERS:
            return after.subject
    return None


_COMPARERS = frozenset({"versus", "vs", "against", "than", "compared"})

_RELATIVE_OPENERS = frozenset({"which", "who", "where", "whose", "when", "that"})


def _quantified(clause: Clause) -> bool:
    return any(mark.tag is Tag.QUANTITY for mark in clause.marks)


def _last_phrase(clause: Clause) -> Phrase | None:
    """The last noun phrase of a clause, the one a relative or a parenthesis hangs on."""
    for mark in reversed(clause.marks):
        if mark.phrase is not None and says_something(mark.phrase):
            return replace(mark.phrase, possessive=False)
        if mark.tag in VERBS:
            return None
    return None
