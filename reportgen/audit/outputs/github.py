"""The audit as annotations that a code host shows beside the lines of a change."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from reportgen.audit.outputs.words import sentence, sentences, wrong
from reportgen.audit.result import Audit, Claim, Finding


def render(audits: Sequence[Audit]) -> str:
    """One `::error` for each contradiction, one `::warning` for each finding, a `::notice` with the counts."""
    return "".join(f"{line}\n" for audit in audits for line in _lines(audit))


def _lines(audit: Audit) -> Iterator[str]:
    for claim in audit.contradicted:
        title = _property(f"{claim.text}: {wrong(claim)}")
        yield f"::error {_place(audit, claim)},title={title}::{_data(' '.join(sentences(claim)))}"
    for finding in audit.findings:
        yield f"::warning {_place(audit, finding)},title={_property(finding.kind)}::{_data(sentence(finding.message))}"
    yield f"::notice file={_property(audit.reading.name)}::{_data(audit.line())}."


def _place(audit: Audit, one: Claim | Finding) -> str:
    """File, line and columns; columns count from 1, and only within one line."""
    source = audit.reading.source
    column = one.start - source.rfind("\n", 0, one.start)
    ends = f",endColumn={column + one.end - one.start}" if "\n" not in source[one.start : one.end] else ""
    return f"file={_property(audit.reading.name)},line={one.line},col={column}{ends}"


def _data(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _data(text).replace(":", "%3A").replace(",", "%2C")
