"""docs/rules.md: the house rules with their sources and severities."""

from __future__ import annotations

from collections.abc import Iterator

from reportgen.model.house import GROUPS, REGIMES, RULES

TITLES = {"disclosure": "Disclosures", "balance": "Balance", "words": "Words"}


def rules() -> str:
    """A table of the rules of each group."""
    return "\n\n".join("\n".join(_table(group)) for group in GROUPS)


def _table(group: str) -> Iterator[str]:
    yield f"### {TITLES[group]}\n"
    yield f"Rule | Demands | {' | '.join(REGIMES)} | Source"
    yield " | ".join(["---"] * (3 + len(REGIMES)))
    for name, rule in RULES.items():
        if name.partition(".")[0] == group:
            limit = f" Limit: {rule.limit:g}." if rule.limit is not None else ""
            severities = " | ".join(rule.severities[regime] for regime in REGIMES)
            yield f"`{name}` | {rule.demands}{limit} | {severities} | {rule.source}"
