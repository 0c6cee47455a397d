"""What every form of an audit says of a claim, in whole sentences."""

from __future__ import annotations

from collections.abc import Iterator

from reportgen.audit.result import Audit, Claim
from reportgen.audit.verdicts import Verdict
from reportgen.model.printing import day

LABELS = {
    Verdict.SUPPORTED: "Supported",
    Verdict.CONTRADICTED: "Contradicted",
    Verdict.UNVERIFIABLE: "Could not be checked",
}

ERRORS = {
    "period": "wrong period", "subject": "wrong subject", "direction": "wrong direction", "basis": "wrong basis",
    "unit": "wrong unit", "scale": "wrong scale", "rounding": "wrong rounding", "value": "wrong value",
    "count": "wrong count", "superlative": "no such record",
    "negation": "wrong denial", "probability": "no probability",
}  # fmt: skip
"""The classes of error as a reader hears them."""


def wrong(claim: Claim) -> str:
    """What is wrong with a contradicted claim, in two words."""
    return ERRORS.get(claim.error or "", claim.error or "wrong")


def sentences(claim: Claim) -> Iterator[str]:
    """Why the verdict, what the data say, and where the figure belongs: a sentence each."""
    if claim.reason:
        yield sentence(claim.reason)
    elif claim.verdict is Verdict.UNVERIFIABLE:
        yield "No data."
    if claim.expected and claim.expected.lstrip("+\u2212") not in (claim.reason or ""):
        yield sentence(f"the data say {claim.expected}")
    if claim.suggestion:
        yield sentence(claim.suggestion)


def sentence(text: str) -> str:
    """The text with a capital and a full stop."""
    return f"{text[:1].upper()}{text[1:]}" + ("" if text.endswith((".", "!", "?")) else ".")


def checked(audit: Audit) -> str:
    """As of which day a text was checked, and what tells so: "as of 10 December 2025"."""
    return f"as of {day(audit.as_of)}"


def number_of(count: int, singular: str, plural: str = "") -> str:
    """A count with its noun: 1 figure, 2 figures."""
    return f"{count:,} {singular if count == 1 else plural or singular + 's'}"
