"""Clauses: a sentence cut where one statement ends and the next begins, each with its subject and verbs."""

from __future__ import annotations

import itertools
from collections.abc import Sequence
from dataclasses import dataclass, replace

from reportgen.audit.grammar.marks import VERBS, Mark, Phrase, Tag

_ADJUNCTS = frozenset({"after", "before", "despite", "with", "amid", "following", "without", "as"})
_HARD = frozenset({Tag.SEMI, Tag.COLON, Tag.DASH, Tag.OPEN, Tag.CLOSE, Tag.STOP, Tag.COMMA})


@dataclass(frozen=True, slots=True)
class Clause:
    """A run of marks with one subject.

    `opener` is the word that began it ("while", "which", "versus", "(", ...). `subject` is what its verbs
    are about, None where nothing says; `own` tells whether the clause names it itself.
    """

    marks: tuple[Mark, ...]
    opener: str = ""
    inside: bool = False
    subject: Phrase | None = None
    own: bool = False
    negated: bool = False
    future: bool = False
    condition: bool = False

    def verbs(self) -> list[int]:
        """The positions of its verbs and words of direction."""
        return [k for k, mark in enumerate(self.marks) if mark.tag in VERBS or mark.tag is Tag.WAY]


def clauses(marks: Sequence[Mark]) -> list[Clause]:
    """The clauses of a sentence, in order, each with the subject it has or inherits."""
    pieces: list[Clause] = []
    start, opener, depth = 0, "", 0
    for at, mark in enumerate(marks):
        cut = _cuts(marks, start, at)
        if not cut:
            continue
        _close(pieces, marks[start:at], opener, depth)
        depth = max(0, depth + (mark.tag is Tag.OPEN) - (mark.tag is Tag.CLOSE))
        swallow = (
            mark.tag in _HARD or mark.tag in {Tag.OPENER, Tag.RELATIVE, Tag.VERSUS} or (mark.tag in {Tag.PREP, Tag.AND})
        )
        start, opener = (at + 1 if swallow else at), mark.low
    _close(pieces, marks[start:], opener, depth)
    return _inherit(pieces)


def _close(pieces: list[Clause], marks: Sequence[Mark], opener: str, depth: int) -> None:
    if any(mark.tag is not Tag.QUOTE for mark in marks) or opener in {"(", "which", "who"}:
        pieces.append(_with_subject(Clause(tuple(marks), opener, inside=depth > 0)))


# -- where to cut ----------------------------------------------------------------------------------


def _cuts(marks: Sequence[Mark], start: int, at: int) -> bool:
    mark = marks[at]
    if mark.tag is Tag.COMMA:
        return not _inner_comma(marks, at)
    if mark.tag in _HARD or mark.tag in {Tag.OPENER, Tag.RELATIVE}:
        return True
    if mark.tag is Tag.VERSUS:
        return _compares(marks, at)
    if mark.tag is Tag.AND:
        return _begins_clause(marks, at + 1)
    if mark.tag is Tag.PREP and mark.low in _ADJUNCTS:
        return _adjunct(marks, at)
    if at > start and mark.form == "ing" and mark.tag in VERBS:
        return _new_participle(marks, start, at)
    return False


def _inner_comma(marks: Sequence[Mark], at: int) -> bool:
    """A comma inside a list of quantities: `2%, 3% and 4%`."""
    before, after = _at(marks, at - 1), _at(marks, at + 1)
    if after is not None and after.tag is Tag.AND:
        after = _at(marks, at + 2)
    return bool(before and after and before.tag is Tag.QUANTITY and after.tag is Tag.QUANTITY)


def _compares(marks: Sequence[Mark], at: int) -> bool:
    """`versus`, `compared with`, `than`: the start of the other side."""
    return marks[at].low not in {"compared", "relative"} or _at(marks, at + 1) is not None


def _adjunct(marks: Sequence[Mark], at: int) -> bool:
    """Whether a preposition opens a clause of its own: `after falling 3%`, `with the index up 2%`."""
    low, after = marks[at].low, _at(marks, at + 1)
    if after is None:
        return False
    if low == "as":
        return _has_verb(marks, at + 1, 2) and after.tag is Tag.PHRASE
    return low in {"after", "before", "following", "despite", "without", "with", "amid"}


def _has_verb(marks: Sequence[Mark], at: int, reach: int) -> bool:
    """Whether a verb or a word of direction comes within reach, before anything else but adverbs."""
    for mark in marks[at : at + reach + 3]:
        if mark.tag in VERBS or mark.tag in {Tag.WAY, Tag.MODAL, Tag.AUX}:
            return True
        if mark.tag not in {Tag.PHRASE, Tag.ADVERB, Tag.NOT, Tag.PERIOD, Tag.PREP, Tag.DET}:
            return False
    return False


def _begins_clause(marks: Sequence[Mark], at: int) -> bool:
    """Whether a verb, a subject with its verb, or a name with its number follows "and"."""
    while (mark := _at(marks, at)) is not None and mark.tag in {Tag.ADVERB, Tag.NOT, Tag.DET}:
        at += 1
    if mark is None:
        return False
    if mark.tag in VERBS or mark.tag in {Tag.WAY, Tag.MODAL, Tag.VERSUS, Tag.OPENER, Tag.AUX}:
        return True
    if mark.tag is Tag.PREP and mark.low in {"by", "to", "for", "at", "from"}:
        return False
    if mark.tag is Tag.PHRASE:
        return _subject_follows(marks, at)
    return False


def _subject_follows(marks: Sequence[Mark], at: int) -> bool:
    after = at + 1
    while (mark := _at(marks, after)) is not None and mark.tag in {
        Tag.PHRASE,
        Tag.PREP,
        Tag.ADVERB,
        Tag.PERIOD,
        Tag.DET,
    }:
        after += 1
    if mark is None:
        return False
    return mark.tag in VERBS or mark.tag in {Tag.WAY, Tag.MODAL, Tag.AUX, Tag.QUANTITY, Tag.NOT, Tag.OPEN}


def _new_participle(marks: Sequence[Mark], start: int, at: int) -> bool:
    """`surged 7.1% outpacing`: a participle after a complete statement."""
    before = marks[at - 1]
    if before.tag in {Tag.BE, Tag.AUX, Tag.PREP, Tag.TO, Tag.PHRASE, Tag.NOT, Tag.VERSUS} or before.form:
        return before.tag is Tag.PHRASE and any(mark.tag is Tag.QUANTITY for mark in marks[start:at])
    if before.tag is Tag.ADVERB and at - 2 >= start and marks[at - 2].tag in {Tag.BE, Tag.AUX}:
        return False
    return any(mark.tag in VERBS or mark.tag is Tag.QUANTITY for mark in marks[start:at])


def _at(marks: Sequence[Mark], at: int) -> Mark | None:
    return marks[at] if 0 <= at < len(marks) else None


# -- subjects --------------------------------------------------------------------------------------


def _with_subject(clause: Clause) -> Clause:
    """The clause with the subject its own words give it, its negation and its mood."""
    marks = clause.marks
    verbs = clause.verbs()
    first = verbs[0] if verbs else len(marks)
    subject = _own_subject(marks[:first]) if verbs else _bare_subject(marks)
    group = marks[max(0, first - 4) : (verbs[-1] + 3 if verbs else 0)]
    negated = any(mark.tag is Tag.NOT and mark.low != "no" for mark in group) and not _not_only(marks)
    future = any(
        (mark.tag is Tag.MODAL) or (mark.tag is Tag.SAY and mark.form == "fore") for mark in marks
    ) or _bound_to(marks)  # fmt: skip
    return replace(
        clause, subject=subject, own=subject is not None, negated=negated, future=future,
        condition=clause.opener in {"if", "unless"},
    )  # fmt: skip


def _not_only(marks: Sequence[Mark]) -> bool:
    """`not only`, `not just`, `no more than`: no denial."""
    for here, after in itertools.pairwise(marks):
        if here.tag is Tag.NOT and after.low in {"only", "just", "merely", "simply", "all", "alone"}:
            return True
    return False


def _bound_to(marks: Sequence[Mark]) -> bool:
    """`set to`, `poised to`, `likely to`, `going to`, `on track`."""
    for here, after in itertools.pairwise(marks):
        if after.tag is Tag.TO and here.low.split(" ")[-1] in {
            "set", "poised", "likely", "going", "track", "expected", "positioned", "primed", "due", "able", "aims",
            "unlikely", "need", "needs", "want", "wants",
        }:  # fmt: skip
            return True
    return False


def _own_subject(before: Sequence[Mark]) -> Phrase | None:
    """The noun phrase before a verb that no preposition governs, with the names its prepositions add."""
    head: Phrase | None = _return_of(before)
    if head is not None:
        return head
    for at, mark in enumerate(before):
        if mark.phrase is None or not _says_something(mark.phrase) or _participle(before, at):
            continue
        governor = _governor(before, at)
        if governor is None:
            if head is None or head.possessive or (not head.ids and not head.measure and mark.phrase.ids):
                head = _owned(head, mark.phrase)
        elif head is not None and governor in {"of", "in", "on", "for", "by", "from", "to", "against"}:
            head = _completed(head, mark.phrase, governor, before[max(0, at - 2)])
    return head


def _return_of(before: Sequence[Mark]) -> Phrase | None:
    """`the total return of the Russell 2000`, `that of the S&P 500`: what a name's return is said to be."""
    for at, mark in enumerate(before[:-2]):
        name = before[at + 2].phrase
        if name is None or not name.ids or before[at + 1].low not in {"of", "for", "on"}:
            continue
        if mark.tag is Tag.MOVE_NOUN and not mark.sign:
            return Phrase(measure="return", owner=name)
        if mark.low in {"that", "those"}:
            return name
    return None


def _participle(before: Sequence[Mark], at: int) -> bool:
    """`tracking smaller companies`, `driven by hopes`: an unknown verb at the head of its clause."""
    phrase = before[at].phrase
    first = before[at].low.split(" ")[0]
    return at == 0 and phrase is not None and bool(phrase.alien) and len(first) > 4 and first.endswith(("ing", "ed"))


def _says_something(phrase: Phrase) -> bool:
    return bool(phrase.ids or phrase.measure or phrase.back or phrase.alien)


def _governor(before: Sequence[Mark], at: int) -> str | None:
    """The preposition a phrase depends on, None where it stands free."""
    place = at - 1
    while place >= 0 and before[place].tag in {Tag.ADVERB, Tag.QUANTITY, Tag.ORDINAL, Tag.SUPERLATIVE, Tag.DET}:
        place -= 1
    if place >= 0 and before[place].phrase is not None and before[place].phrase.possessive:  # type: ignore[union-attr]
        return _governor(before, place)
    if place >= 0 and before[place].tag in {Tag.PREP, Tag.VERSUS, Tag.TO}:
        return before[place].low
    return None


def _owned(owner: Phrase | None, phrase: Phrase) -> Phrase:
    """`the S&P 500's` + `forward P/E`."""
    if owner is None or not owner.possessive:
        return phrase
    if phrase.measure:
        return replace(phrase, owner=owner)
    return phrase if phrase.ids else Phrase(alien=phrase.alien or "?", owner=owner)


def _completed(head: Phrase, inner: Phrase, governor: str, before: Mark) -> Phrase:
    """`the yield` + `on the 10-year note`; `small caps` + `as measured by the Russell 2000`."""
    if head.measure and head.owner is None:
        return replace(head, owner=inner)
    if governor == "by" and inner.ids and "measured" in before.low + head.alien:
        return inner
    if governor == "of" and head.alien in {"shares", "stocks", "index of", "value"} and inner.ids:
        return head
    return head


def _bare_subject(marks: Sequence[Mark]) -> Phrase | None:
    """The subject of a clause without a verb: a name beside a number, or alone."""
    for at, mark in enumerate(marks):
        phrase = mark.phrase
        if phrase is None or not _says_something(phrase):
            continue
        if phrase.alien and (_participle(marks, at) or _describes(marks, at)):
            continue
        if _governor(marks, at) is None and (phrase.ids or phrase.back or phrase.measure or _heads(marks, at)):
            if phrase.back and phrase.back not in {"it", "they", "both", "all"} and at > 0:
                continue
            return _with_complement(marks, at, phrase)
    return None


def _with_complement(marks: Sequence[Mark], at: int, phrase: Phrase) -> Phrase:
    """`the record close` + `of the Russell 2000`."""
    after = marks[at + 2].phrase if at + 2 < len(marks) else None
    if after is not None and phrase.measure and phrase.owner is None and marks[at + 1].low in {"of", "for", "on"}:
        return replace(phrase, owner=after)
    return phrase


def _heads(marks: Sequence[Mark], at: int) -> bool:
    """Whether a phrase opens its clause, articles apart."""
    return all(mark.tag in {Tag.DET, Tag.QUOTE} for mark in marks[:at])


def _describes(marks: Sequence[Mark], at: int) -> bool:
    """`a staggering loss`, `the smallest gain`: a phrase that only describes the noun after it."""
    after = marks[at + 1] if at + 1 < len(marks) else None
    return after is not None and after.tag in {
        Tag.MOVE_NOUN,
        Tag.LEAD_NOUN,
        Tag.GAP_NOUN,
        Tag.QUANTITY,
        Tag.SUPERLATIVE,
    }


# -- inheritance -----------------------------------------------------------------------------------


def _inherit(pieces: list[Clause]) -> list[Clause]:
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
        if before.subject is not None and (
            before.verbs()
            or before.subject.ids
            or (before.subject.alien and before.subject.proper and before.own)
            or before.subject.back in {"it", "they"}
            or _quantified(before)
        ):
            return before.subject
    if not done or not any(before.subject for before in done):
        for after in pieces[at + 1 :]:
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
        if mark.phrase is not None and _says_something(mark.phrase):
            return replace(mark.phrase, possessive=False)
        if mark.tag in VERBS:
            return None
    return None
