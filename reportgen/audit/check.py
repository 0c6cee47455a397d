"""The audit of one reading: which day, which claims, which findings."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from datetime import date, timedelta
from itertools import islice

from reportgen.audit.basis import house_rule
from reportgen.audit.cards import gathered
from reportgen.audit.findings import findings
from reportgen.audit.findings.raw import Raw
from reportgen.audit.focus import focus_of, speaks_intraday, speaks_of_intraday
from reportgen.audit.grammar.names import Names
from reportgen.audit.grammar.quantity import Quantity
from reportgen.audit.grammar.tagger import Tagger
from reportgen.audit.judged import Judged
from reportgen.audit.reading import Block, Reading
from reportgen.audit.resolve.clock import Clock
from reportgen.audit.resolve.shelf import Shelf
from reportgen.audit.result import Audit, Claim, Finding
from reportgen.audit.unsettled import settled
from reportgen.audit.verdicts import Judgement, Verdict
from reportgen.audit.walk import MOST_WORK, Walker
from reportgen.audit.wording import places_of, shown, unit_of
from reportgen.model.dataset import Entity
from reportgen.model.facts import Facts
from reportgen.model.sessions import Sessions

_PUBLICATION = timedelta(days=21)
"""A text may quote a figure before the catalog counts it as public: it is looked up this much later."""
_END_OF_TIME = date(2100, 12, 31)
MOST_CLAIMS = 4_000
"""How many claims of one text are read: a bound on time for texts that are none."""
BookFor = Callable[[date], Facts]


def tagger_of(entities: Mapping[str, Entity]) -> Tagger:
    """What reads texts against the names of a catalog; several checks over one catalog may share it."""
    return Tagger(Names(entities))


def check(reading: Reading, book_for: BookFor, as_of: date | None = None, tagger: Tagger | None = None) -> Audit:
    """The audit of a reading.

    The day is the one given, else the text's own date, else the newest session of the data.
    """
    book = book_for(as_of or reading.dated or _newest(book_for))
    shelf = Shelf(book, lambda: book_for(book.as_of + _PUBLICATION))
    blocks = [piece for piece in reading.pieces if isinstance(piece, Block)]
    walker = Walker(
        shelf, clock_of(blocks, book), tagger or tagger_of(shelf.entities), house_rule(blocks), reading.name
    )
    judged: list[Judged] = []
    words = 0
    for number, piece in enumerate(gathered(reading.pieces)):
        if len(judged) >= MOST_CLAIMS or walker.weighed >= MOST_WORK:
            break
        room = MOST_CLAIMS - len(judged)
        if isinstance(piece, Block):
            judged.extend(islice(walker.block(number, piece), room))
            words += len(piece.passage.text.split())
        else:
            judged.extend(islice(walker.grid(number, piece), room))
            words += sum(len(cell.passage.text.split()) for row in piece.rows for cell in row)
    judged = settled(judged, walker.clock)
    raw = findings(judged, shelf, walker.clock)
    claims = tuple(_claim(reading, one) for one in _with_errors(judged, raw))
    found = tuple(_finding(reading, one) for one in raw)
    return Audit(reading, book.as_of, claims, (*found, *_cut_short(reading, claims, walker.weighed)), words)


def _cut_short(reading: Reading, claims: tuple[Claim, ...], weighed: int) -> tuple[Finding, ...]:
    """What to say of a text that was not read to its end, at the last place that was."""
    if len(claims) < MOST_CLAIMS and weighed < MOST_WORK:
        return ()
    what = f"the first {MOST_CLAIMS:,} claims were" if len(claims) >= MOST_CLAIMS else "its first part was"
    message = f"only {what} read: split the text to have the rest checked"
    last = claims[-1] if claims else None
    span = (last.start, last.end) if last else (0, 0)
    return (Finding("length", last.text if last else "", *span, reading.line(span[0]), message),)


def _with_errors(judged: Sequence[Judged], raw: Sequence[Raw]) -> list[Judged]:
    """The statements, with those that a finding shows to be wrong marked so."""
    errors = {id(one.at): one for one in raw if one.error}
    out: list[Judged] = []
    for one in judged:
        found = errors.get(id(one))
        known = one.judgement.verdict is Verdict.CONTRADICTED
        if found is not None and (not known or one.judgement.error == found.error):
            wrong = Judgement(Verdict.CONTRADICTED, one.judgement.evidence, found.message, found.error)
            out.append(replace(one, judgement=wrong, expected=found.expected))
        else:
            out.append(one)
    return out


def _finding(reading: Reading, raw: Raw) -> Finding:
    start, end = raw.at.passage.span(raw.at.start, raw.at.end)
    return Finding(raw.kind, _clean(raw.at.text()), start, end, reading.line(start), raw.message)


def _newest(book_for: BookFor) -> date:
    """The newest session that the price data cover."""
    every = [series for series in book_for(_END_OF_TIME).dataset.series.values() if len(series)]
    prices = [series.last_day for series in every if series.frequency in {"session", "daily"}]
    return max(prices or [series.last_day for series in every])


def clock_of(blocks: Sequence[Block], book: Facts) -> Clock:
    """The day the text speaks from, the period it reports on, and whether it speaks from within a session."""
    return Clock(
        book.as_of,
        _sessions(book),
        focus=focus_of(blocks, book.as_of),
        intraday=speaks_intraday(blocks),
        within_days=speaks_of_intraday(blocks),
    )


def _sessions(book: Facts) -> Sessions:
    """The calendar most of the catalog's entities count in."""
    names = [entity.calendar for entity in book.dataset.entities.values() if entity.kind in {"index", "fund"}]
    for name in sorted(set(names), key=lambda one: (-names.count(one), one)):
        if name in book.dataset.sessions:
            return book.dataset.sessions[name]
    return next(iter(book.dataset.sessions.values()))


def _claim(reading: Reading, one: Judged) -> Claim:
    start, end = one.passage.span(one.start, one.end)
    evidence, quantity, verdict = one.judgement.evidence, one.said.quantity, one.judgement.verdict
    decided = verdict is not Verdict.UNVERIFIABLE
    sentence = one.context or one.passage.text[slice(*one.sentence)]
    return Claim(
        text=_clean(one.passage.text[one.start : one.end]), start=start, end=end,
        line=reading.line(start), page=one.page, sentence=_clean(sentence),
        subject=one.found.subject or None, metric=one.found.metric or None,
        basis=evidence.basis.value if evidence and evidence.basis else (one.said.basis or None),
        window=(evidence.start, evidence.end) if evidence else (None, None),
        stated=_stated(quantity, one.said.sign), unit=unit_of(quantity, evidence) if quantity else None,
        verdict=verdict, error=one.judgement.error or None, reason=one.judgement.reason or None,
        expected=_expected(one) if verdict is Verdict.CONTRADICTED else None,
        fact=evidence.key if evidence and decided else None,
        suggestion=one.suggestion or None, sort=one.said.sort.value,
        fitting=one.fitting.key if one.fitting and verdict is Verdict.CONTRADICTED else None,
    )  # fmt: skip


def _expected(one: Judged) -> str | None:
    evidence, quantity = one.judgement.evidence, one.said.quantity
    if one.expected or evidence is None:
        return one.expected or None
    places = evidence.precision if quantity is None else places_of(quantity, evidence)
    return shown(evidence, places=places)


def _stated(quantity: Quantity | None, sign: int) -> float | tuple[float, float] | None:
    if quantity is None:
        return None
    factor = -1 if sign < 0 else 1
    if quantity.is_range:
        return (quantity.low * factor, quantity.high * factor)
    return quantity.low * factor


def _clean(text: str) -> str:
    return " ".join(text.split())
