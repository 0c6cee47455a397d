"""The rules of the house, put to an edition's finished text: disclosures, balance, words.

To add one: write its check, name it in `CHECKS` here and what it demands in `model.house.RULES`.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from reportgen.audit.house import balance, claims, dealings, disclosed, forecasts, promises
from reportgen.audit.house.balance import Measures, measured
from reportgen.audit.house.finding import Check
from reportgen.audit.house.proof import Proof
from reportgen.errors import Problem
from reportgen.model.document import Document
from reportgen.model.house import RULES, limit_of, severity_of
from reportgen.model.report import ReportSpec

CHECKS: Mapping[str, Check] = {
    **disclosed.CHECKS,
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


@dataclass(frozen=True, slots=True)
class Examined:
    """What the house rules found in one edition, and what its balance comes to."""

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
        """What `house.json` of an edition keeps: the rules as they held, what they found, the balance."""
        regime, settings = self.report.terms.regime, self.report.rules
        found = [{"rule": p.key, "severity": p.severity, "what": p.what, "mend": p.mend} for p in self.problems]
        rules = {name: _as_held(name, self.report) for name in sorted(RULES)}
        return {"regime": regime, "settings": sorted(settings), "rules": rules, "findings": found,
                "balance": _balance(self.measures)}  # fmt: skip


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
    return Examined(report, tuple(_problems(proof)), measured(proof))


def inspect(document: Document, report: ReportSpec) -> tuple[Problem, ...]:
    """Every breach of a house rule: place, rule, sentence, source of the rule, remedy; an error fails a build."""
    return examine(document, report).problems


def _problems(proof: Proof) -> Iterator[Problem]:
    masthead, report = proof.document.masthead, proof.report
    for name, check in CHECKS.items():
        severity = severity_of(name, report.terms.regime, report.rules)
        if severity == "off":
            continue
        for found in check(proof):
            yield Problem(
                f"{masthead.report} {masthead.edition}, {found.where}",
                f"{found.what.rstrip('.')} ({RULES[name].source}).",
                found.mend,
                key=name,
                severity=severity,
            )
