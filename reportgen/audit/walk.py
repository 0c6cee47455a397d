"""Walks through a reading, sentence by sentence, and puts each statement to the book."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace

from reportgen.audit.diagnose import diagnose
from reportgen.audit.grammar.clauses import Clause
from reportgen.audit.grammar.marks import Tag
from reportgen.audit.grammar.sentence import parse, statements
from reportgen.audit.grammar.statement import Reach, Sort, Statement
from reportgen.audit.grammar.tagger import Tagger
from reportgen.audit.grammar.when import Scope, When
from reportgen.audit.reading import Block, Kind
from reportgen.audit.resolve.antecedents import Memory, Who
from reportgen.audit.resolve.clock import Clock
from reportgen.audit.resolve.resolution import Resolution
from reportgen.audit.resolve.resolver import Case, resolve
from reportgen.audit.resolve.shelf import Shelf
from reportgen.audit.text.passage import Passage
from reportgen.audit.text.sentences import sentences
from reportgen.audit.text.tokens import Token, tokens
from reportgen.audit.verdicts import Judgement, Verdict, judge


@dataclass(frozen=True, slots=True)
class Judged:
    """A statement with everything found out about it, still in its passage."""

    said: Statement
    passage: Passage
    block: int
    page: int | None
    start: int
    end: int
    sentence: tuple[int, int]
    who: Who
    found: Resolution
    judgement: Judgement
    suggestion: str = ""


@dataclass(slots=True)
class Walker:
    """One pass through a document: what has been named, which period was last spoken of."""

    shelf: Shelf
    clock: Clock
    tagger: Tagger
    basis: str = ""
    memory: Memory = field(init=False)
    heading: When | None = None
    last: When | None = None
    year: int | None = None

    def __post_init__(self) -> None:
        self.memory = Memory(self.shelf)

    def block(self, number: int, block: Block) -> Iterator[Judged]:
        """The judged statements of a block, in order."""
        every = tokens(block.passage.text)
        if block.kind is Kind.HEADING:
            self.last = None
        for first, last in sentences(every):
            words = every[first:last]
            parsed = parse(words, self.tagger)
            yield from self._sentence(number, block, words, parsed)

    def _sentence(
        self, number: int, block: Block, words: Sequence[Token], parsed: Sequence[Clause]
    ) -> Iterator[Judged]:
        span = (words[0].start, words[-1].end)
        self._notice_year(parsed)
        for said in statements(parsed):
            said = self._with_context(said)
            who = self.memory.resolve(said.subject)
            other = self.memory.resolve(said.other) if said.other is not None else None
            self.memory.notice(said.subject)
            case = Case(said, who, other, self.shelf, self.clock, self.year)
            found = resolve(case)
            verdict = judge(said, found)
            if said.quantity is None and verdict.verdict is Verdict.UNVERIFIABLE and said.reach is not Reach.OWN:
                continue
            verdict, suggestion = self._explained(said, found, verdict)
            yield Judged(said, block.passage, number, block.page, words[said.first].start, words[said.last - 1].end,
                         span, who, found, verdict, suggestion)  # fmt: skip
        self._remember(block, parsed)

    def _with_context(self, said: Statement) -> Statement:
        if said.when is None:
            carried = self.last or self.heading
            if carried is not None:
                said = replace(said, when=carried, reach=Reach.BEFORE)
        return replace(said, basis=said.basis or basis_in(said.words) or self.basis)

    def _explained(self, said: Statement, found: Resolution, verdict: Judgement) -> tuple[Judgement, str]:
        if verdict.verdict is not Verdict.CONTRADICTED or verdict.evidence is None:
            return verdict, ""
        if verdict.error == "negation":
            return verdict, ""
        why = diagnose(said, found, verdict.evidence, self.shelf, self.clock)
        return replace(verdict, error=verdict.error or why.error, reason=verdict.reason or why.reason), why.suggestion

    # -- what is carried on ------------------------------------------------------------------------

    def _notice_year(self, parsed: Sequence[Clause]) -> None:
        """A year named in the sentence dates the months and quarters that stand beside it without one."""
        years = {mark.when.year for clause in parsed for mark in clause.marks if mark.when and mark.when.year
                 and mark.when.scope in {Scope.YEAR, Scope.MONTH, Scope.QUARTER, Scope.DAY}}  # fmt: skip
        self.year = years.pop() if len(years) == 1 else None

    def _remember(self, block: Block, parsed: Sequence[Clause]) -> None:
        for clause in parsed:
            for mark in clause.marks:
                if mark.phrase is not None:
                    self._named(mark.phrase.ids)
        periods = [
            mark.when for clause in parsed for mark in clause.marks
            if mark.tag is Tag.PERIOD and mark.when and mark.when.scope in _CARRIED
            and clause.opener not in {"after", "before", "since", "versus", "than"}
        ]  # fmt: skip
        if periods and block.kind is Kind.HEADING:
            self.heading = periods[0]
        elif periods:
            self.last = periods[0]

    def _named(self, ids: tuple[tuple[str, ...], ...]) -> None:
        for member in ids:
            for who in member:
                self.memory.named[who] = None


_CARRIED = frozenset({Scope.DAY, Scope.WEEKDAY, Scope.WEEK, Scope.MONTH, Scope.QUARTER, Scope.HALF, Scope.YEAR, Scope.THIS,
                      Scope.THE, Scope.LAST, Scope.TO_DATE, Scope.BETWEEN, Scope.SINCE, Scope.FIRST_MONTHS})  # fmt: skip


def basis_in(words: Sequence[str]) -> str:
    """The basis a clause names: "price return", "with dividends reinvested"."""
    text = " ".join(words)
    if (
        "total return" in text
        or "dividends reinvested" in text
        or "including dividends" in text
        or "total-return" in text
    ):
        return "total"
    if "price return" in text or "excluding dividends" in text or "before dividends" in text or "price terms" in text:
        return "price"
    return ""


def numberless(judged: Judged) -> bool:
    """Whether a claim states no number of its own."""
    return judged.said.sort in {Sort.ORDER, Sort.DIRECTION}
