"""What an audit comes to: claims with their verdicts, findings, a summary."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date

from reportgen.audit.reading import Reading
from reportgen.audit.verdicts import Verdict
from reportgen.model.evidence import Gallery


@dataclass(frozen=True, slots=True)
class Claim:
    """One claim of a text with its verdict. Fields without an answer are None.

    `stated` is in the unit named (fractions for per cents, points and yields). `start` and `end` count
    code points of the reading's source; `window` is the period the fact covers.
    """

    text: str
    start: int
    end: int
    line: int
    page: int | None
    sentence: str
    subject: str | None
    metric: str | None
    basis: str | None
    window: tuple[date | None, date | None]
    stated: float | tuple[float, float] | None
    unit: str | None
    verdict: Verdict
    error: str | None = None
    reason: str | None = None
    expected: str | None = None
    fact: str | None = None
    suggestion: str | None = None
    sort: str = ""
    fitting: str | None = None
    """The key of the fact the stated number belongs to, where that is another than it was held to."""


@dataclass(frozen=True, slots=True)
class Finding:
    """Something wrong with how figures are used, beyond a single figure: mixed bases, arithmetic, a chosen window."""

    kind: str
    text: str
    start: int
    end: int
    line: int
    message: str


@dataclass(frozen=True, slots=True)
class Audit:
    """The audit of one document as of one day."""

    reading: Reading
    as_of: date
    claims: tuple[Claim, ...]
    findings: tuple[Finding, ...] = ()
    words: int = 0
    gallery: Gallery = field(default_factory=Gallery, compare=False)

    def count(self, verdict: Verdict) -> int:
        """How many claims got a verdict."""
        return sum(claim.verdict is verdict for claim in self.claims)

    @property
    def contradicted(self) -> tuple[Claim, ...]:
        """The claims the data contradict."""
        return tuple(claim for claim in self.claims if claim.verdict is Verdict.CONTRADICTED)

    @property
    def summary(self) -> dict[str, object]:
        """Counts by verdict, how many figures were resolved, and the findings."""
        figures = [claim for claim in self.claims if claim.stated is not None]
        return {
            "claims": len(self.claims),
            "supported": self.count(Verdict.SUPPORTED),
            "contradicted": self.count(Verdict.CONTRADICTED),
            "unverifiable": self.count(Verdict.UNVERIFIABLE),
            "figures": len(figures),
            "figures_resolved": sum(claim.verdict is not Verdict.UNVERIFIABLE for claim in figures),
            "words": self.words,
            "findings": [
                {"kind": one.kind, "text": one.text, "span": {"start": one.start, "end": one.end}, "line": one.line,
                 "message": one.message}
                for one in self.findings
            ],
        }  # fmt: skip

    def line(self) -> str:
        """One line: "8 claims: 6 contradicted, 1 supported, 1 could not be checked"."""
        if not self.claims:
            return "no claims found"
        parts = [f"{number:,} {words}" for verdict, words in _COUNTED if (number := self.count(verdict))]
        return f"{len(self.claims):,} claim{'' if len(self.claims) == 1 else 's'}: {', '.join(parts)}"


_COUNTED = (
    (Verdict.CONTRADICTED, "contradicted"),
    (Verdict.SUPPORTED, "supported"),
    (Verdict.UNVERIFIABLE, "could not be checked"),
)
