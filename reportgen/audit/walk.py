"""Walks through a reading, sentence by sentence, and puts each statement to the book."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import date

from reportgen.audit.basis import basis_in, basis_of
from reportgen.audit.declared.resolver import Declared
from reportgen.audit.declared.second import SecondReading
from reportgen.audit.declared.settle import Figures
from reportgen.audit.diagnose import Diagnosis, diagnose
from reportgen.audit.elsewhere import elsewhere
from reportgen.audit.grammar.clause import Clause
from reportgen.audit.grammar.marks import VERBS, Phrase, Tag
from reportgen.audit.grammar.sentence import parse, statements
from reportgen.audit.grammar.statement import Reach, Sort, Statement
from reportgen.audit.grammar.tagger import Tagger
from reportgen.audit.grammar.times import looks_back
from reportgen.audit.grammar.when import Scope, When
from reportgen.audit.grids import GridReader, Heading
from reportgen.audit.judged import Judged
from reportgen.audit.reading import Block, Grid, Kind
from reportgen.audit.resolve.antecedents import Memory, Who
from reportgen.audit.resolve.case import Case
from reportgen.audit.resolve.cells import fitted
from reportgen.audit.resolve.cited import cited
from reportgen.audit.resolve.clock import Clock
from reportgen.audit.resolve.definitions import Definitions
from reportgen.audit.resolve.resolution import Resolution
from reportgen.audit.resolve.resolver import resolve
from reportgen.audit.resolve.shelf import Shelf, evidence_of
from reportgen.audit.telling import label_in, short_lines, worth_telling
from reportgen.audit.text.sentences import sentences
from reportgen.audit.text.tokens import Token, tokens
from reportgen.audit.verdicts import Judgement, Verdict, judge

MOST_WORK = 10_000
"""How much of one text is weighed, in statements and stretches of words: a bound on time for texts that are none."""
_STRETCH = 8
"""So many words cost about as much as a statement."""
_LONG_AGO = 5
"""How many periods heard before are tried where a statement has none of its own."""
_LEAD_IN = 80
"""A line this short that ends with a colon speaks for the lines after it."""
_TOPIC = 5
_LATELY = tuple(
    When(Scope.THE, unit=unit, number=1, word="the") for unit in ("week", "month", "day", "quarter", "year")
)
"""What a change in a table without a period may be over."""
_CARRIED = frozenset({
    Scope.DAY, Scope.WEEKDAY, Scope.WEEK, Scope.MONTH, Scope.QUARTER, Scope.HALF, Scope.YEAR, Scope.THIS, Scope.THE,
    Scope.LAST, Scope.TO_DATE, Scope.ROLLING, Scope.BETWEEN, Scope.SINCE, Scope.FIRST_MONTHS,
})  # fmt: skip
_ASIDE = frozenset({"after", "before", "since", "versus", "than"})


@dataclass(slots=True)
class Walker:
    """One pass through a document: what has been named, which period was last spoken of."""

    shelf: Shelf
    clock: Clock
    tagger: Tagger
    basis: str = ""
    name: str = ""
    """The document's file name: what it states itself supports nothing in it."""
    memory: Memory = field(init=False)
    definitions: Definitions = field(init=False)
    second: SecondReading = field(init=False)
    section: When | None = None
    last: When | None = None
    heard: list[When] = field(default_factory=list)
    year: int | None = None
    rival: Who | None = None
    known_ends: set[tuple[str, date | None]] = field(default_factory=set)
    """Levels of the text that are right: a move to date that ends there and is wrong starts from a wrong base."""
    sentence_basis: str = ""
    basis_from: int = 0
    """The first clause it holds for: one said after two subjects' figures may be of the last alone."""
    topic: tuple[str, ...] = ()
    """The words of a very short first sentence: "Volatility." """
    label: Phrase | None = None
    """The name a line holds that says no more: whom the fragment after it is about."""
    labelled: Phrase | None = None
    before: list[str] = field(default_factory=list)
    """The last short lines: captions and subtitles of the table that follows."""
    weighed: int = 0
    """How many statements have been put to the book, told or not, and stretches of words read."""

    def __post_init__(self) -> None:
        self.memory = Memory(self.shelf)
        self.definitions = Definitions(self.shelf)
        self.second = SecondReading(Declared(self.shelf, self.clock, self.tagger, self.basis), self.name)

    def block(self, number: int, block: Block) -> Iterator[Judged]:
        """The judged statements of a block, in order."""
        every = tokens(block.passage.text)
        self.last, self.rival = None, None
        self.memory.begin()
        self.second.begin(block)
        self.before = short_lines(self.before, block.passage.text)
        self.topic = ()
        label, self.label = self.label, None
        for first, last in sentences(every):
            if self.weighed >= MOST_WORK:
                return
            words = every[first:last]
            self.weighed += 1 + len(words) // _STRETCH
            parsed = parse(words, self.tagger)
            self.labelled = label if last == len(every) and not first else None
            yield from self._sentence(number, block, words, parsed)
            if last == len(every) and not first:
                self.label = label_in(parsed)
            if last - first <= _TOPIC:
                self.topic = tuple(word.low for word in words if word.kind == "w")

    def grid(self, number: int, grid: Grid) -> Iterator[Judged]:
        """The judged figures of a table."""
        self.memory.begin()
        reader = GridReader(self.tagger, self._title(grid))
        around = self.second.around(grid, self.before)
        self.before = []
        for entry in reader.entries(grid):
            if self.weighed >= MOST_WORK:
                return
            judged = self.second.entry(self._judged(entry.said), entry, around)
            if judged is None:
                continue
            who, found, verdict, full = judged
            verdict, why = self._explained(full, found, verdict)
            span = (entry.start, entry.end)
            yield Judged(
                full, entry.passage, number, grid.page, *span, span, who, found, verdict, why.suggestion,
                entry.context, why.fitting,
            )  # fmt: skip

    def _title(self, grid: Grid) -> Heading:
        """What the caption says, or the line before the table."""
        reader = GridReader(self.tagger, Heading())
        text = " ".join(filter(None, (grid.caption.text if grid.caption else "", *self.before)))
        return reader.heading(text)

    def _sentence(
        self, number: int, block: Block, words: Sequence[Token], parsed: Sequence[Clause]
    ) -> Iterator[Judged]:
        span = (words[0].start, words[-1].end)
        self._notice_year(parsed)
        self.sentence_basis, self.basis_from = basis_of(parsed)
        places = [mark for clause in parsed for mark in clause.marks if mark.phrase is not None]
        heads = list(enumerate(parsed))
        every = statements(parsed)
        figures = Figures.of(every, words, block.passage.text[slice(*span)])
        for said in every:
            while heads and heads[0][0] < said.clause:
                self._notice(heads.pop(0)[1])
            while places and places[0].first < said.first:
                self.memory.mention(places.pop(0).phrase)
            judged = self.second.sentence(self._judged(said), said, figures)
            if judged is None:
                continue
            who, found, verdict, full = judged
            text = block.passage.text
            start, end = words[full.first].start, words[full.last - 1].end
            if self.definitions.holds(text[slice(*span)], text[start:end]):
                continue
            verdict = self._quoted(full, text[slice(*span)], verdict)
            verdict, why = self._explained(full, found, verdict)
            if verdict.verdict is Verdict.SUPPORTED and full.sort is Sort.LEVEL and verdict.evidence is not None:
                self.known_ends.add((found.subject, verdict.evidence.end))
            yield Judged(
                full, block.passage, number, block.page, start, end, span, who, found, verdict, why.suggestion,
                fitting=why.fitting,
            )  # fmt: skip
        for _, clause in heads:
            self._notice(clause)
        self.memory.end_sentence()
        for mark in places:
            self.memory.mention(mark.phrase)
        self._remember(block, parsed)

    def _notice(self, clause: Clause) -> None:
        """Remember a clause's own subject, unless it stands in brackets or only compares."""
        head = clause.subject
        says = bool(clause.verbs()) or bool(head and (head.ids or (head.owner and head.owner.ids)))
        if says and clause.own and not clause.inside and clause.opener not in _ASIDE:
            self.memory.notice(clause.subject)

    def _judged(self, said: Statement) -> tuple[Who, Resolution, Judgement, Statement] | None:
        """A statement put to the book; None for a remark without number that nothing can be said of."""
        self.weighed += 1
        said = self._with_context(said) if said.role != "cell" else self._in_grid(said)
        who = self.memory.resolve(said.subject)
        if said.subject is None and self.labelled is not None:
            who = replace(self.memory.resolve(self.labelled), sure=False)
        if said.role == "rival" and said.subject is None and self.rival is not None:
            who = self.rival
        other = self._rival(said, who)
        said, found, verdict = self._put(said, who, other) if not who.otherwise else self._either(said, who, other)
        if verdict.verdict is Verdict.UNVERIFIABLE and not worth_telling(said, who):
            return None
        return who, found, verdict, said

    def _in_grid(self, said: Statement) -> Statement:
        """A figure of a table takes a period from its heading at most."""
        if said.when is None and self.section is not None:
            loose = said.noun == "change"
            said = replace(said, when=self.section, reach=Reach.LOOSE if loose else Reach.BEFORE, restated=_LATELY)
        elif said.when is None:
            said = replace(said, when=_LATELY[0], restated=_LATELY[1:], reach=Reach.LOOSE)
        return replace(said, basis=said.basis or self.basis)

    def _rival(self, said: Statement, who: Who) -> Who | None:
        """Whom a comparison is made with: named, pointed back to, or the one of the sentence before."""
        if said.other is not None and not said.other.back:
            found = self.memory.resolve(said.other)
            if found.members:
                self.rival = found
            return found
        if said.other is not None:
            return self.rival or self.memory.rival_of(who)
        named = self.memory.other_of(said.names, who) if said.sort is Sort.EXCESS else None
        return named or (self.rival if said.sort in {Sort.EXCESS, Sort.ORDER} else None)

    def _either(self, said: Statement, who: Who, other: Who | None) -> tuple[Statement, Resolution, Judgement]:
        """A statement about a word that may mean several: wrong only where it is wrong of each."""
        meant = (who.members, *((ids,) for ids in who.otherwise))
        tried = [self._put(said, replace(who, sure=True, members=members), other) for members in meant]
        for one in tried:
            if one[2].verdict is Verdict.SUPPORTED:
                return one
        if all(one[2].verdict is Verdict.CONTRADICTED for one in tried):
            return tried[0]
        return self._put(said, replace(who, sure=False), other)

    def _put(self, said: Statement, who: Who, other: Who | None) -> tuple[Statement, Resolution, Judgement]:
        """A statement about one reading of its subject, resolved and judged."""
        case = fitted(Case(said, who, other, self.shelf, self.clock, self.year))
        found = resolve(case)
        if not said.basis and found.tried and (found.subject, found.tried[0].end) in self.known_ends:
            found = found.sharper()
        verdict = judge(case.said, found)
        headed = said.reach is Reach.BEFORE and said.when == self.section
        return elsewhere(case, (case.said, found, verdict), self.heard, headed=headed)

    def _with_context(self, said: Statement) -> Statement:
        """The statement with the period and basis its surroundings lend it."""
        if said.when is None or said.when.scope is Scope.SAME:
            carried = self.last or self.section
            if carried is not None:
                said = replace(said, when=carried, reach=Reach.BEFORE)
            elif self.heard:
                earlier = tuple(self.heard[-_LONG_AGO:-1])
                said = replace(said, when=self.heard[-1], reach=Reach.LOOSE, restated=(*said.restated, *earlier))
            else:
                said = replace(said, when=_LATELY[0], restated=(*said.restated, *_LATELY[1:]), reach=Reach.LOOSE)
        lead = (*self.topic, *said.lead)
        here = self.sentence_basis if said.clause >= self.basis_from else ""
        basis = said.basis or basis_in(said.words) or here or self.basis
        return replace(said, lead=lead, basis=basis)

    def _quoted(self, said: Statement, sentence: str, verdict: Judgement) -> Judgement:
        """A figure of somebody else's, quoted with its source, or of a note that the data carry themselves."""
        if verdict.verdict is not Verdict.UNVERIFIABLE or said.quantity is None:
            return verdict
        if (noted := self.shelf.noted(sentence)) is not None:
            return Judgement(Verdict.SUPPORTED, evidence_of(noted), "a note of the data says so")
        found = cited(said.quantity, sentence, self.name, self.shelf)
        return verdict if found is None else Judgement(Verdict.SUPPORTED, found, "quoted with its source")

    def _explained(self, said: Statement, found: Resolution, verdict: Judgement) -> tuple[Judgement, Diagnosis]:
        if verdict.verdict is not Verdict.CONTRADICTED or verdict.evidence is None or verdict.error == "negation":
            return verdict, Diagnosis("", "")
        why = diagnose(said, found, verdict.evidence, self.shelf, self.clock)
        end_known = (found.subject, verdict.evidence.end) in self.known_ends
        if (
            why.error in {"value", "rounding"}
            and said.when is not None
            and said.when.scope is Scope.TO_DATE
            and end_known
        ):
            why = replace(why, error="period", reason=f"its end is right, so it starts from a wrong base: {why.reason}")
        return replace(verdict, error=verdict.error or why.error, reason=verdict.reason or why.reason), why

    # -- what is carried on ------------------------------------------------------------------------

    def _notice_year(self, parsed: Sequence[Clause]) -> None:
        """A year named in the sentence dates the months and quarters that stand beside it without one."""
        scopes = {Scope.YEAR, Scope.MONTH, Scope.QUARTER, Scope.DAY}
        years = {
            mark.when.year for clause in parsed for mark in clause.marks
            if mark.when is not None and mark.when.year and mark.when.scope in scopes
        }  # fmt: skip
        self.year = years.pop() if len(years) == 1 else None

    def _remember(self, block: Block, parsed: Sequence[Clause]) -> None:
        """Keep the sentence's first period for those that name none."""
        periods = [
            mark.when for clause in parsed for at, mark in enumerate(clause.marks)
            if mark.tag is Tag.PERIOD and mark.when and mark.when.scope in _CARRIED and clause.opener not in _ASIDE
            and not looks_back(clause.marks, at)
        ]  # fmt: skip
        if not _says(parsed):
            periods = [when for when in periods if not _dates(when, self.clock.today)]
        if not periods:
            return
        self.heard.extend(periods)
        lead_in = block.passage.text.rstrip().endswith(":") and len(block.passage.text) < _LEAD_IN
        if block.kind is Kind.HEADING or lead_in:
            self.section = periods[0]
        else:
            self.last = periods[0]


def _says(parsed: Sequence[Clause]) -> bool:
    """Whether a sentence tells of anything: a dateline such as "The Week, 21 August 2026" does not."""
    return any(mark.tag is Tag.QUANTITY or mark.tag in VERBS for clause in parsed for mark in clause.marks)


def _dates(when: When, today: date) -> bool:
    """Whether a period is the day the text is dated."""
    return when.scope is Scope.DAY and (when.year, when.month, when.day) == (today.year, today.month, today.day)
