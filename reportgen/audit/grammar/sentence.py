"""The statements of one sentence: quantities, comparisons and directions, with their periods."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from reportgen.audit.grammar.bind import Site, bind
from reportgen.audit.grammar.clauses import Clause, clauses
from reportgen.audit.grammar.marks import Mark, Tag
from reportgen.audit.grammar.phrases import chunk
from reportgen.audit.grammar.spread import spread
from reportgen.audit.grammar.statement import Reach, Statement
from reportgen.audit.grammar.tagger import Tagger, title_case
from reportgen.audit.grammar.times import fetched_time, other_times, own_time, zone
from reportgen.audit.grammar.when import Scope
from reportgen.audit.grammar.wordless import wordless
from reportgen.audit.text.tokens import Token


def parse(tokens: Sequence[Token], tagger: Tagger) -> list[Clause]:
    """The clauses of a sentence."""
    return clauses(chunk(tagger.marks(tokens), title=title_case(tokens)))


def statements(sentence: Sequence[Clause]) -> list[Statement]:
    """Every statement of a sentence, in the order of the text."""
    out: list[Statement] = []
    previous: Statement | None = None
    for number, clause in enumerate(sentence):
        found: list[Statement] = []
        for at, mark in enumerate(clause.marks):
            if mark.tag is not Tag.QUANTITY:
                continue
            said = bind(Site(clause, at, previous))
            said = _timed(replace(said, clause=number), sentence, number, at)
            found.append(said)
            previous = said
        found.extend(
            _timed(replace(said, clause=number), sentence, number, at) for said, at in wordless(sentence, number, found)
        )
        out.extend(spread(clause, found))
    return sorted(out, key=lambda said: (said.first, said.last))


def _timed(said: Statement, sentence: Sequence[Clause], number: int, at: int) -> Statement:
    """The statement with its period, and how far it was fetched."""
    own = own_time(sentence[number], at)
    if own is not None and own.scope is not Scope.SAME:
        near = zone(sentence[number], at)
        return replace(said, when=own, reach=Reach.OWN, times=near, restated=other_times(sentence, own))
    fetched, reach = fetched_time(sentence, number)
    return replace(said, when=fetched, reach=reach, restated=other_times(sentence, fetched))


def quantities(sentence: Sequence[Clause]) -> list[Mark]:
    """Every quantity of a sentence."""
    return [mark for clause in sentence for mark in clause.marks if mark.tag is Tag.QUANTITY]
