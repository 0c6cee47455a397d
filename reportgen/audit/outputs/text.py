"""The audit for a terminal: the contradictions first, then what could not be told, then a line of counts."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from textwrap import wrap

from reportgen.audit.outputs.words import checked, number_of, sentence, sentences, wrong
from reportgen.audit.result import Audit, Claim, Finding
from reportgen.audit.verdicts import Verdict

_WIDTH = 96
_LONGEST = 200
"""A longer sentence is shown only around the words that are wrong."""
_BOLD, _RED, _YELLOW, _GREEN, _QUIET = "1", "1;31", "33", "32", "2"


def render(audits: Sequence[Audit], *, colour: bool = False) -> str:
    """A report to read, file by file; `colour` sets it for a terminal that shows colours."""
    paper = _Paper(colour=colour)
    lines = [line for audit in audits for line in (*_file(audit, paper), "")]
    if len(audits) > 1:
        lines += [paper.set(_total(audits), _BOLD), ""]
    return "\n".join(lines[:-1]) + "\n"


@dataclass(frozen=True, slots=True)
class _Paper:
    """What is written on: with colours or without."""

    colour: bool

    def set(self, text: str, code: str) -> str:
        return f"\x1b[{code}m{text}\x1b[0m" if self.colour else text


def _file(audit: Audit, paper: _Paper) -> Iterator[str]:
    yield paper.set(f"{audit.reading.name}, checked {checked(audit)}", _BOLD)
    yield ""
    for told in _by_sentence(audit):
        yield from _sentence(told, paper)
    unknown = [claim for claim in audit.claims if claim.verdict is Verdict.UNVERIFIABLE]
    if unknown:
        yield paper.set("  Could not be checked:", _YELLOW)
        for claim in unknown:
            yield from _wrapped(f"{_place(claim)}: {claim.text}: {claim.reason or 'no data'}", 4, hang=4)
        yield ""
    yield paper.set(f"  {audit.line()}.", _RED if audit.contradicted else _GREEN)


def _total(audits: Sequence[Audit]) -> str:
    wrong_ones = sum(len(audit.contradicted) for audit in audits)
    claims = number_of(sum(len(audit.claims) for audit in audits), "claim")
    return f"{number_of(len(audits), 'file')}, {claims}, {wrong_ones:,} contradicted."


def _by_sentence(audit: Audit) -> list[list[Claim | Finding]]:
    """Contradictions and findings in the order of the text: for each sentence its claims, then what else is found."""
    spots = {claim.start: claim.sentence for claim in audit.claims}
    groups: dict[tuple[int, str], list[Claim | Finding]] = {}
    every: list[Claim | Finding] = [*audit.contradicted, *audit.findings]
    for one in sorted(every, key=lambda one: one.start):
        sentence = one.sentence if isinstance(one, Claim) else spots.get(one.start, "")
        groups.setdefault((one.line, sentence), []).append(one)
    return [sorted(group, key=lambda one: isinstance(one, Finding)) for group in groups.values()]


def _sentence(told: Sequence[Claim | Finding], paper: _Paper) -> Iterator[str]:
    """One sentence of the text, and under it everything that is wrong with it."""
    claims = [one for one in told if isinstance(one, Claim)]
    place = _place(claims[0]) if claims else f"line {told[0].line}"
    quoted = f"{place}: \u201c{_short(claims[0])}\u201d" if claims else f"{place}: {told[0].text}"
    yield from _wrapped(quoted, 2)
    for one in told:
        if isinstance(one, Finding):
            yield from _headed(paper.set(one.kind, _YELLOW), [sentence(one.message)])
        else:
            head = f"{paper.set(one.text, _RED)} is contradicted: {wrong(one)}"
            yield from _headed(head, list(sentences(one)))
            if one.fact:
                yield " " * 8 + paper.set(one.fact, _QUIET)
    yield ""


def _headed(head: str, told: Sequence[str]) -> Iterator[str]:
    yield f"    {head}"
    for one in told:
        yield from _wrapped(one, 8)


def _place(claim: Claim) -> str:
    return f"page {claim.page}" if claim.page else f"line {claim.line}"


def _short(claim: Claim) -> str:
    sentence = claim.sentence
    if len(sentence) <= _LONGEST:
        return sentence
    at = max(0, sentence.find(claim.text) - 80)
    tail = "..." if at + _LONGEST - 10 < len(sentence) else ""
    return ("..." if at else "") + sentence[at : at + _LONGEST - 10] + tail


def _wrapped(text: str, indent: int, *, hang: int = 0) -> Iterator[str]:
    blank = " " * indent
    yield from wrap(text, _WIDTH, initial_indent=blank, subsequent_indent=blank + " " * hang)
