"""The audit as JSON, in the shape that others build on."""

from __future__ import annotations

import json
from collections.abc import Sequence
from datetime import date

from reportgen.audit.result import Audit, Claim


def render(audits: Sequence[Audit]) -> str:
    """`{"files": [{"file", "as_of", "claims", "summary"}]}`."""
    files = [
        {
            "file": audit.reading.name,
            "as_of": audit.as_of.isoformat(),
            "claims": [claim_dict(claim) for claim in audit.claims],
            "summary": audit.summary,
        }
        for audit in audits
    ]
    return json.dumps({"files": files}, indent=2, ensure_ascii=False) + "\n"


def claim_dict(claim: Claim) -> dict[str, object]:
    """One claim; what has no answer is null."""
    start, end = claim.window
    return {
        "text": claim.text,
        "span": {"start": claim.start, "end": claim.end},
        "line": claim.line,
        "page": claim.page,
        "sentence": claim.sentence,
        "subject": claim.subject,
        "metric": claim.metric,
        "basis": claim.basis,
        "window": {"start": _day(start), "end": _day(end)},
        "stated": [round(one, 12) for one in claim.stated] if isinstance(claim.stated, tuple) else _round(claim.stated),
        "unit": claim.unit,
        "verdict": claim.verdict.value,
        "error": claim.error,
        "reason": claim.reason,
        "expected": claim.expected,
        "fact": claim.fact,
        "suggestion": claim.suggestion,
    }


def _round(value: float | None) -> float | None:
    return None if value is None else round(value, 12)


def _day(value: date | None) -> str | None:
    return None if value is None else value.isoformat()
