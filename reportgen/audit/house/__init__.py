"""The rules of the house, put to an edition's finished text: disclosures, balance, words.

To add one: write its check, name it in `CHECKS` here and what it demands in `model.house.RULES`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Any

from reportgen.audit.house import balance, claims, dealings, disclosed, exhibits, forecasts, outputs, promises
from reportgen.audit.house.balance import Measures, measured
from reportgen.audit.house.finding import Check, Finding
from reportgen.audit.house.proof import Proof
from reportgen.errors import Problem
from reportgen.model.document import Document
from reportgen.model.edition import Artifact
from reportgen.model.house import RULES, limit_of, severity_of
from reportgen.model.report import ReportSpec

CHECKS: Mapping[str, Check] = {
    **disclosed.CHECKS,
    "disclosure.exhibits": exhibits.sourced,
    "balance.risk_section": balance.risk_section,
    "balance.risk_share": balance.risk_share,
    "balance.risk_count": balance.risk_count,
    "balance.headline": balance.headline,
    "balance.tilt": balance.tilt,
    "balance.analogue_title": balance.analogue_title,
    "words.promissory": promises.promissory,
    "words.forecast": forecasts.forecast,
    "words.superlative": claims.superlative,
    "words.valuation": claims.valuation,
    "words.history": claims.history,
    "words.causal": claims.causal,
    "words.call_to_action": dealings.call_to_action,
    "words.impersonal": dealings.impersonal,
    "words.own_performance": dealings.own_performance,
    "words.single_issuer": dealings.single_issuer,
    "words.options": dealings.options,
    "words.annualised": dealings.annualised,
}
PRINTED: Mapping[str, Callable[[Proof, Mapping[str, str]], Iterator[Finding]]] = {
    "disclosure.printed": outputs.unprinted,
    "balance.printed": outputs.riskless,
}
"""The checks of the bytes that go out, by output."""


@dataclass(frozen=True, slots=True)
class Examined:
    """What the house rules found in one edition, and what its balance comes to."""

    document: Document
    report: ReportSpec
    problems: tuple[Problem, ...]
    measures: Measures

    @property
    def errors(self) -> tuple[Problem, ...]:
        """The findings that fail a build."""
        return tuple(problem for problem in self.problems if problem.severity == "error")

    @property
    def warnings(self) -> tuple[Problem, ...]:
        """The findings that are told and fail nothing."""
        return tuple(problem for problem in self.problems if problem.severity == "warning")

    def as_json(self) -> dict[str, Any]:
        """What `house.json` of an edition keeps: the rules as they held, what they found, the balance, the exhibits."""
        found = [
            {"where": p.where, "rule": p.key, "severity": p.severity, "what": p.what, "mend": p.mend}
            for p in self.problems
        ]
        return {
            "regime": self.report.terms.regime,
            "rules": {name: _as_held(name, self.report) for name in sorted(RULES)},
            "findings": found,
            "balance": _balance(self.measures),
            "exhibits": exhibits.listed(self.document),
        }


def _as_held(name: str, report: ReportSpec) -> dict[str, Any]:
    held: dict[str, Any] = {"severity": severity_of(name, report.terms.regime, report.rules)}
    if RULES[name].limit is not None:
        held["limit"] = limit_of(name, report.rules)
    return held


def _balance(found: Measures) -> dict[str, Any]:
    return {
        "words": found.words,
        "risk_words": found.risk_words,
        "risk_share": round(found.risk_share, 4),
        "risks": found.risks,
        "bullish_sentences": found.bullish,
        "bearish_sentences": found.bearish,
    }


def examine(document: Document, report: ReportSpec) -> Examined:
    """The edition put to every rule its regime and its report have switched on. Raises nothing for any text."""
    proof = Proof(document, report)
    found = ((name, finding) for name, check in CHECKS.items() if _on(name, report) for finding in check(proof))
    return Examined(document, report, tuple(_problem(name, one, proof) for name, one in found), measured(proof))


def examine_outputs(examined: Examined, artifacts: Iterable[Artifact]) -> Examined:
    """What was found, with what the finished files leave out."""
    proof, printed = Proof(examined.document, examined.report), outputs.texts(artifacts)
    rules = ((name, check) for name, check in PRINTED.items() if _on(name, examined.report))
    found = ((name, finding) for name, check in rules for finding in check(proof, printed))
    return replace(examined, problems=(*examined.problems, *(_problem(name, one, proof) for name, one in found)))


def inspect(document: Document, report: ReportSpec) -> tuple[Problem, ...]:
    """Every breach of a house rule: place, rule, sentence, source of the rule, remedy; an error fails a build."""
    return examine(document, report).problems


def _on(name: str, report: ReportSpec) -> bool:
    return severity_of(name, report.terms.regime, report.rules) != "off"


def _problem(name: str, found: Finding, proof: Proof) -> Problem:
    masthead, report = proof.document.masthead, proof.report
    severity = severity_of(name, report.terms.regime, report.rules)
    return Problem(
        f"{masthead.report} {masthead.edition}, {found.where}",
        f"{found.what.rstrip('.')} ({RULES[name].source}).",
        found.mend,
        key=name,
        severity="error" if severity == "error" else "warning",
    )
