"""Whom a phrase means: names, what points back, and names said only in part."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from reportgen.audit.grammar.marks import Phrase
from reportgen.audit.resolve.shelf import Shelf

_INDEX_WORDS = frozenset({"index", "benchmark", "gauge", "average", "barometer", "indexes", "indices", "benchmarks",
                          "gauges", "averages", "market", "group", "measure"})  # fmt: skip
_PRONOUNS = frozenset({"it", "they", "them", "this", "that", "these", "those", "both", "all", "each", "its", "their"})


@dataclass(frozen=True, slots=True)
class Who:
    """The subjects of a statement: for each member the entities it may mean; what the text measures of them.

    `sure` is False where the text left the subject to be guessed.
    """

    members: tuple[tuple[str, ...], ...] = ()
    measure: str = ""
    sure: bool = True
    stranger: str = ""
    modifiers: tuple[str, ...] = ()
    otherwise: tuple[tuple[str, ...], ...] = ()
    """Whom a pronoun, or "the benchmark", may mean instead."""

    def of_kind(self, shelf: Shelf, *kinds: str) -> str | None:
        """The first entity of the first member that is of one of the kinds."""
        for who in self.members[0] if self.members else ():
            if shelf.kind(who) in kinds:
                return who
        return None


@dataclass(slots=True)
class Memory:
    """What a text has spoken of so far."""

    shelf: Shelf
    subjects: list[tuple[str, ...]] = field(default_factory=list)
    """Subjects in order; a stranger is the empty tuple."""
    strangers: list[Phrase] = field(default_factory=list)
    """The strangers among them, in order."""
    listed: tuple[tuple[str, ...], ...] = ()
    named: dict[str, None] = field(default_factory=dict)
    here: dict[str, None] = field(default_factory=dict)
    """The names of the present block, the latest last."""
    opened: int = 0
    topic: tuple[str, ...] = ()
    """The first subject of the sentence before: what "it" takes up."""
    topic_here: bool = False
    sentence: int = 0

    def end_sentence(self) -> None:
        """Keep the sentence's first subject as the topic of the next."""
        spoken = [ids for ids in self.subjects[self.sentence :] if ids]
        if spoken:
            self.topic, self.topic_here = spoken[0], True
        self.sentence = len(self.subjects)

    def begin(self) -> None:
        """A new block: pronouns look for their subject in it first."""
        self.opened, self.topic_here = len(self.subjects), False
        self.here.clear()

    def notice(self, phrase: Phrase | None) -> None:
        """Remember the subject of a statement or the name in a sentence."""
        if phrase is None:
            return
        if phrase.owner is not None:
            self.notice(phrase.owner)
        if phrase.ids:
            known = tuple(ids for ids in phrase.ids if ids)
            for ids in known:
                for who in ids:
                    self.named[who] = None
            if len(known) > 1:
                self.listed = known
            self.subjects.append(known[0])
        elif phrase.alien:
            self.subjects.append(())
            self.strangers.append(phrase)

    def mention(self, phrase: Phrase | None) -> None:
        """Remember the names of a phrase, whatever part it plays."""
        for ids in phrase.ids if phrase is not None else ():
            for who in ids:
                for names in (self.named, self.here):
                    names.pop(who, None)
                    names[who] = None

    def resolve(self, phrase: Phrase | None) -> Who:
        """The entities a phrase means. Strangers and lost pronouns come back without members."""
        if phrase is None:
            return Who(sure=False)
        if phrase.measure:
            owner = self.resolve(phrase.owner) if phrase.owner else self._measured(phrase)
            return Who(owner.members, phrase.measure, owner.sure, owner.stranger, phrase.modifiers)
        if phrase.ids:
            return Who(phrase.ids, modifiers=phrase.modifiers)
        if phrase.back:
            return self._back(phrase)
        if whole := self._partial(phrase.alien):
            return Who((whole,))
        return Who(stranger=phrase.alien or "?")

    def _measured(self, phrase: Phrase) -> Who:
        """`the yield`, `the rate` without an owner: the last subject that has one."""
        kinds = {"yield": ("rate",), "rate": ("rate", "macro"), "inflation": ("macro",)}.get(phrase.measure)
        for ids in reversed(self.subjects):
            if ids and (kinds is None or any(self.shelf.kind(who) in kinds for who in ids)):
                return Who((ids,), sure=False)
        return Who(sure=False)

    def _back(self, phrase: Phrase) -> Who:
        """The last subject that agrees with what points back to it: an index with an index, one with one."""
        if phrase.count > 1 and self.listed:
            return Who(self.listed)
        index_like = phrase.back in _INDEX_WORDS
        strangers = list(self.strangers)
        fresh = self.topic_here or not self.here
        if (
            fresh
            and phrase.back == "it"
            and self.topic
            and len(self.subjects) == self.sentence
            and self.subjects[-1:] != [()]
        ):
            last = next((ids for ids in reversed(self.subjects) if ids), self.topic)
            return Who((self.topic,), sure=last == self.topic, otherwise=(last,) if last != self.topic else ())
        if len(self.subjects) == self.opened and self.here:
            return Who(((next(reversed(self.here)),),), sure=phrase.count == 1)
        if index_like and phrase.count == 1 and (rivals := self._rivals()):
            return Who((rivals[0],), sure=False, otherwise=rivals[1:])
        for ids in reversed(self.subjects):
            if not ids:
                stranger = strangers.pop()
                if stranger.proper if index_like else _singular(stranger):
                    return Who(stranger=phrase.back)
            elif not index_like or any(self.shelf.kind(who) in {"index", "fund"} for who in ids):
                first = self.topic if index_like and fresh and self.topic_here and self.topic != ids else ()
                return Who((first or ids,), sure=phrase.count == 1 and not first, otherwise=(ids,) if first else ())
        return self._mentioned(phrase, index_like=index_like)

    def _rivals(self) -> tuple[tuple[str, ...], ...]:
        """The indices of the present block, the latest first, where there are several: any may be "the benchmark"."""
        spoken = [*((who,) for who in self.here), *self.subjects[self.opened :]]
        found = dict.fromkeys(ids for ids in reversed(spoken) if ids and self.shelf.kind(ids[0]) == "index")
        return tuple(found) if len(found) > 1 else ()

    def _mentioned(self, phrase: Phrase, *, index_like: bool) -> Who:
        """The last index named at all, where no subject fits."""
        if index_like and phrase.count == 1:
            for who in reversed(self.named):
                if self.shelf.kind(who) == "index":
                    return Who(((who,),))
        return Who(sure=False, stranger="" if phrase.back in _PRONOUNS else phrase.back)

    def rival_of(self, who: Who) -> Who | None:
        """The last index named that is not the subject."""
        own = {one for ids in who.members for one in ids}
        for name in reversed(self.named):
            if name not in own and self.shelf.kind(name) == "index":
                return Who(((name,),))
        return None

    def other_of(self, names: Sequence[tuple[str, ...]], who: Who) -> Who | None:
        """The one other index that a sentence names."""
        own = {one for ids in who.members for one in ids}
        found = {one for ids in names for one in ids if self.shelf.kind(one) == "index"} - own
        return Who(((found.pop(),),)) if len(found) == 1 and own else None

    def _partial(self, alien: str) -> tuple[str, ...] | None:
        """`the Russell` after `the Russell 2000`."""
        word = alien.strip()
        if not word or " " in word:
            return None
        found = [who for who in self.named if self._begins(who, word)]
        return (found[0],) if len(found) == 1 else None

    def _begins(self, who: str, word: str) -> bool:
        entity = self.shelf.entities.get(who)
        return bool(entity) and any(name.lower().split(" ")[0] == word for name in entity.names[:2])  # type: ignore[union-attr]


def _singular(stranger: Phrase) -> bool:
    """Whether "it" may mean a stranger: his name is no plural."""
    return not stranger.alien.endswith("s") or stranger.proper


def every_index(shelf: Shelf, but: Sequence[str]) -> tuple[str, ...]:
    """The indices of the catalog apart from some: what "lagged" without an object compares with."""
    return tuple(who for who in shelf.of_kind("index") if who not in but and shelf.series(who, "price"))
