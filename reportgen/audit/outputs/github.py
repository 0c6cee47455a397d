"""The audit as annotations that a code host shows beside the lines of a change."""

from __future__ import annotations

from collections.abc import Sequence

from reportgen.audit.result import Audit, Claim
from reportgen.audit.verdicts import Verdict


def render(audits: Sequence[Audit]) -> str:
    """One `::error` for each contradiction, one `::warning` for each finding."""
    lines: list[str] = []
    for audit in audits:
        name = _property(audit.reading.name)
        for claim in audit.contradicted:
            title = _property(f"{claim.error or 'contradicted'}: {claim.text}")
            lines.append(f"::error file={name},line={claim.line},title={title}::{_data(_message(claim))}")
        lines.extend(
            f"::warning file={name},line={one.line},title={_property(one.kind)}::{_data(one.message)}"
            for one in audit.findings
        )
        lines.append(f"::notice file={name}::{_data(audit.line())}")
    return "\n".join(lines) + "\n"


def _message(claim: Claim) -> str:
    parts = [claim.reason or "", claim.suggestion or ""]
    return ". ".join(part for part in parts if part) + "."


def _data(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _data(text).replace(":", "%3A").replace(",", "%2C")


def verdict_mark(verdict: Verdict) -> str:
    """One letter for a verdict."""
    return {"supported": "+", "contradicted": "x", "unverifiable": "?"}[verdict.value]
