"""The audit for a terminal: the contradictions first, then what could not be told, then a line of counts."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from textwrap import wrap

from reportgen.audit.result import Audit, Claim
from reportgen.audit.verdicts import Verdict

_WIDTH = 96


def render(audits: Sequence[Audit]) -> str:
    """A report to read, file by file."""
    return "\n".join(line for audit in audits for line in _file(audit)) + "\n"


def _file(audit: Audit) -> Iterator[str]:
    yield f"{audit.reading.name}, checked as of {audit.as_of.isoformat()}"
    yield ""
    for claim in audit.contradicted:
        yield from _contradiction(claim)
    for finding in audit.findings:
        yield f"  line {finding.line}: {finding.kind}"
        yield from _indented(finding.message)
        yield ""
    unknown = [claim for claim in audit.claims if claim.verdict is Verdict.UNVERIFIABLE]
    if unknown:
        yield "  Could not be checked:"
        for claim in unknown:
            yield from wrap(f"line {claim.line}: {claim.text} - {claim.reason or 'no data'}", _WIDTH,
                            initial_indent="    ", subsequent_indent="        ")  # fmt: skip
        yield ""
    yield f"  {audit.line()}."


def _contradiction(claim: Claim) -> Iterator[str]:
    yield f"  line {claim.line}: {claim.text} - CONTRADICTED ({claim.error})"
    yield from _indented(f"\u201c{_short(claim)}\u201d")
    yield from _indented(f"{claim.reason}.")
    if claim.suggestion:
        yield from _indented(f"{claim.suggestion}.")
    if claim.fact:
        yield from _indented(f"fact: {claim.fact}")
    yield ""


def _short(claim: Claim) -> str:
    sentence = claim.sentence
    if len(sentence) <= 200:
        return sentence
    at = max(0, sentence.find(claim.text) - 80)
    return ("..." if at else "") + sentence[at : at + 190] + "..."


def _indented(text: str) -> Iterator[str]:
    yield from wrap(text, _WIDTH, initial_indent="    ", subsequent_indent="    ")
