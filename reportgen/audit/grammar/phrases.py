"""Noun phrases: what a run of words names, measures, or points back to."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from reportgen.audit.grammar.marks import VERBS, Mark, Phrase, Tag
from reportgen.audit.lexicon.nouns import FOREIGN_HEADS
from reportgen.audit.lexicon.words import CHANGES_IDENTITY, GENERIC_HEADS, HARMLESS, PLURAL_HEADS

_NOUNY = frozenset({Tag.DET, Tag.NAME, Tag.ALIEN, Tag.WORD, Tag.HEAD, Tag.MEASURE, Tag.PRONOUN})


def chunk(marks: Sequence[Mark], *, title: bool = False) -> list[Mark]:
    """The marks with noun phrases put together; lists of names become one phrase."""
    out: list[Mark] = []
    at = 0
    while at < len(marks):
        mark = marks[at]
        if mark.tag is Tag.PRONOUN and not (at + 1 < len(marks) and marks[at + 1].tag in {Tag.NAME, Tag.HEAD, Tag.DET}):
            out.append(_as_mark(marks[at : at + 1], Phrase(back=mark.low, count=2 if mark.low in _MANY else 1)))
            at += 1
        elif mark.tag in _NOUNY:
            after = _run_end(marks, at)
            if all(one.tag is Tag.DET and one.low not in _POINTING for one in marks[at:after]):
                out.extend(marks[at:after])
                at = after
                continue
            out.append(_as_mark(marks[at:after], _phrase(marks[at:after], first=at == 0 or title)))
            at = after
        else:
            out.append(mark)
            at += 1
    return _lists(out)


_POINTING = frozenset({"this", "that", "these", "those", "both", "all", "each", "any", "another"})
_MANY = frozenset({"they", "both", "these", "those", "all", "them"})


def _as_mark(run: Sequence[Mark], phrase: Phrase) -> Mark:
    low = " ".join(mark.low for mark in run)
    return Mark(Tag.PHRASE, run[0].first, run[-1].last, low, capital=run[0].capital, phrase=phrase)


def _run_end(marks: Sequence[Mark], at: int) -> int:
    """The end of the noun phrase that starts at a mark. A possessive ends it, and belongs to it."""
    after = at
    named = False
    while after < len(marks):
        mark = marks[after]
        if mark.tag is Tag.POSSESSIVE and after > at:
            return after + 1
        if mark.tag is Tag.QUOTE and mark.low == "." and after > at and len(marks[after - 1].low) < 3:
            after += 1
            continue
        if mark.tag not in _NOUNY or (mark.tag is Tag.DET and after > at and marks[after - 1].tag is not Tag.DET):
            break
        if named and mark.tag is Tag.WORD and _verb_like(marks, after):
            break
        if named and mark.low in _SUBJECTS:
            break
        named = named or (mark.tag is Tag.NAME and mark.form != "adj")
        after += 1
    return max(after, at + 1)


_SUBJECTS = frozenset({"it", "they", "he", "she", "we", "you", "i"})
"""Pronouns that begin a noun phrase of their own: `against the S&P 500 | it rose`."""


def _verb_like(marks: Sequence[Mark], at: int) -> bool:
    """Whether an unknown word after a name looks like its verb: no verb follows, and it has a verb's ending."""
    low = marks[at].low
    after = marks[at + 1] if at + 1 < len(marks) else None
    if after is not None and (after.tag in VERBS or after.tag in {Tag.MODAL, Tag.AUX, Tag.POSSESSIVE}):
        return False
    return low.endswith(("ed", "ing")) and low not in CHANGES_IDENTITY and not low.endswith("weighted")


def _phrase(run: Sequence[Mark], *, first: bool) -> Phrase:
    possessive = run[-1].tag is Tag.POSSESSIVE
    body = [mark for mark in run if mark.tag not in {Tag.DET, Tag.POSSESSIVE, Tag.QUOTE}]
    determiners = {mark.low for mark in run if mark.tag is Tag.DET}
    found = _named(body, first=first) or _measured(body) or _pointing(body, determiners) or _unknown(body)
    proper = any(mark.capital for mark in body[1 if first else 0 :])
    return replace(found, possessive=possessive, proper=proper)


def _named(body: Sequence[Mark], *, first: bool) -> Phrase | None:
    """A phrase around a name of the catalog, or around one the catalog disowns."""
    places = [k for k, mark in enumerate(body) if mark.tag is Tag.NAME and mark.form != "adj"]
    if any(mark.tag is Tag.ALIEN for mark in body):
        return Phrase(alien=_words(body))
    if not places:
        return None
    last = places[-1]
    name = body[last]
    before = [mark for mark in _without_compounds(body[:last]) if not _harmless(mark) and mark.ids != name.ids]
    after = [mark for mark in body[last + 1 :] if not _harmless(mark)]
    if measures := [mark for mark in after if mark.tag is Tag.MEASURE]:
        modifiers = tuple(mark.low for mark in body[last + 1 :] if mark.tag is Tag.WORD)
        return Phrase(measure=measures[-1].low, owner=Phrase(ids=(name.ids,)), modifiers=modifiers)
    capitals = [mark for k, mark in enumerate(before) if mark.capital and not (first and k == 0)]
    changed = {mark.low for mark in (*before, *after)} & CHANGES_IDENTITY
    if after or capitals or changed:
        return Phrase(alien=_words(body))
    return Phrase(ids=(name.ids,), modifiers=tuple(mark.low for mark in before))


_COMPOUND_TAILS = frozenset(
    "heavy oriented focused laden rich sensitive tracking cap led tilted leaning centric".split()
)


def _without_compounds(body: Sequence[Mark]) -> list[Mark]:
    """Without adjectives such as `tech-oriented`, which leave a name what it is."""
    out = list(body)
    at = 0
    while at + 2 < len(out):
        if out[at + 1].low == "-" and out[at + 2].low in _COMPOUND_TAILS:
            del out[at : at + 3]
        else:
            at += 1
    return out


def _harmless(mark: Mark) -> bool:
    if mark.tag is Tag.HEAD or (mark.tag is Tag.NAME and mark.form == "adj"):
        return True
    return mark.tag is Tag.PRONOUN or (mark.tag is Tag.WORD and (mark.low in HARMLESS or mark.low == "-"))


def _measured(body: Sequence[Mark]) -> Phrase | None:
    """A phrase whose head measures something: "the yield", "small-cap valuation discount"."""
    places = [k for k, mark in enumerate(body) if mark.tag is Tag.MEASURE]
    if not places:
        return None
    rest = [mark.low for mark in body[places[-1] + 1 :] if not _harmless(mark)]
    if any(word in FOREIGN_HEADS for word in rest) or len(rest) > 1:
        return Phrase(alien=_words(body))
    adjectives = [mark for mark in body if mark.tag is Tag.NAME]
    owner = Phrase(ids=(adjectives[-1].ids,)) if adjectives else None
    modifiers = tuple(mark.low for mark in body if mark.tag is Tag.WORD and mark.low != "-")
    kinds = {body[place].low for place in places}
    measure = "multiple" if "multiple" in kinds else body[places[-1]].low
    return Phrase(measure=measure, owner=owner, modifiers=modifiers)


_POINTERS = frozenset("index indexes indices benchmark benchmarks gauge gauges average averages barometer".split())


def _pointing(body: Sequence[Mark], determiners: set[str]) -> Phrase | None:
    """A phrase that points back: "the index", "both benchmarks", "the small-cap gauge"."""
    if not body:
        return Phrase(back=min(determiners), count=2 if determiners & _MANY else 1) if determiners & {
            "this", "that", "these", "those", "both", "all", "each"
        } else Phrase(alien="")  # fmt: skip
    head = body[-1]
    if head.low not in _POINTERS or any(mark.low in FOREIGN_HEADS or mark.low in CHANGES_IDENTITY for mark in body):
        return None
    adjectives = [mark for mark in body if mark.tag is Tag.NAME]
    modifiers = tuple(mark.low for mark in body[:-1] if mark.low != "-" and mark.tag is Tag.WORD)
    strange = [word for word in modifiers if word not in HARMLESS and word not in GENERIC_HEADS]
    if adjectives and not strange:
        return Phrase(ids=(adjectives[-1].ids,), modifiers=modifiers)
    if strange or (not determiners and head.low not in PLURAL_HEADS):
        return None
    return Phrase(back=head.low, count=2 if head.low in PLURAL_HEADS or determiners & _MANY else 1, modifiers=modifiers)


def _unknown(body: Sequence[Mark]) -> Phrase:
    adjectives = [mark for mark in body if mark.tag is Tag.NAME]
    if adjectives and body[-1] is adjectives[-1]:
        return Phrase(ids=(adjectives[-1].ids,), modifiers=("adjective",))
    return Phrase(alien=_words(body) or "?")


def _words(body: Sequence[Mark]) -> str:
    return " ".join(mark.low for mark in body).replace(" - ", "-")


# -- lists -----------------------------------------------------------------------------------------


def _lists(marks: Sequence[Mark]) -> list[Mark]:
    """`the Dow, the S&P 500 and the Nasdaq` as one phrase."""
    out: list[Mark] = []
    at = 0
    while at < len(marks):
        after = _list_end(marks, at)
        if after > at + 1:
            members = [mark.phrase for mark in marks[at:after] if mark.phrase is not None]
            out.append(_joined(marks[at:after], members))
        else:
            out.append(marks[at])
        at = after
    return out


def _list_end(marks: Sequence[Mark], at: int) -> int:
    if not _listable(marks[at]):
        return at + 1
    place, last = at, at + 1
    while True:
        step = place + 1
        comma = step < len(marks) and marks[step].tag is Tag.COMMA
        step += comma
        conjunction = step < len(marks) and marks[step].tag is Tag.AND and marks[step].low in {"and", "&", "or"}
        step += conjunction
        if not (comma or conjunction) or step >= len(marks) or not _listable(marks[step]):
            return last
        place = step
        if conjunction:
            return at + 1 if _other_clause(marks, at, place) else place + 1


def _listable(mark: Mark) -> bool:
    phrase = mark.phrase
    return bool(phrase and not phrase.measure and not phrase.back and not phrase.possessive and (
        phrase.ids or phrase.alien
    ))  # fmt: skip


def _other_clause(marks: Sequence[Mark], at: int, place: int) -> bool:
    """Whether the last member is the subject of a clause of its own, the first the object of a preposition."""
    governed = at > 0 and marks[at - 1].tag in {Tag.PREP, Tag.VERSUS, *VERBS}
    after = marks[place + 1] if place + 1 < len(marks) else None
    if after is not None and after.tag is Tag.ADVERB and place + 2 < len(marks):
        after = marks[place + 2]
    follows = after is not None and (after.tag in VERBS or after.tag in {Tag.MODAL, Tag.AUX})
    return governed and follows and marks[at - 1].low != "both"


def _joined(run: Sequence[Mark], members: Sequence[Phrase]) -> Mark:
    ids: list[tuple[str, ...]] = []
    for member in members:
        ids.extend(member.ids or ((),))
    if not any(ids):
        return replace(_as_mark(run, Phrase(alien=run[0].low)), phrase=Phrase(alien=" ".join(m.low for m in run)))
    strangers = sum(1 for one in ids if not one)
    return _as_mark(run, Phrase(ids=tuple(ids), count=len(ids), aliens=strangers))
