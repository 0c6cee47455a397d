"""`rules:`, `disclosures:` and `conflicts:` of a report, held against the table of house rules."""

from __future__ import annotations

from math import inf
from typing import Annotated, Any

from pydantic import AfterValidator, BeforeValidator

from reportgen.config.complaints import did_you_mean
from reportgen.model.house import GROUPS, RULES, SEVERITIES, RuleSetting, Severity


def _known(name: Any) -> str:
    if name in RULES or name in GROUPS:
        return str(name)
    raise ValueError(f"is no rule. {did_you_mean(str(name), [*GROUPS, *RULES])}")


def _setting(said: Any) -> RuleSetting:
    """`error`, `warning`, `off` (which YAML reads as false), or a mapping of severity and limit."""
    if isinstance(said, RuleSetting):
        return said
    if not isinstance(said, dict):
        return RuleSetting(_severity(said))
    if unknown := [key for key in said if key not in {"severity", "limit"}]:
        raise ValueError(f"{unknown[0]!r} is neither `severity` nor `limit`.")
    severity = _severity(said["severity"]) if "severity" in said else None
    return RuleSetting(severity, _limit(said["limit"]) if "limit" in said else None)


def _severity(said: Any) -> Severity:
    for severity in SEVERITIES:
        if said == severity or (said is False and severity == "off"):
            return severity
    raise ValueError(f"{said!r} is none of {', '.join(SEVERITIES)}.")


def _limit(said: Any) -> float:
    if isinstance(said, bool) or not isinstance(said, int | float) or not 0 <= said < inf:
        raise ValueError(f"the limit {said!r} is no number of nought or more.")
    return float(said)


def _limited(rules: dict[str, RuleSetting]) -> dict[str, RuleSetting]:
    having = [name for name, rule in RULES.items() if rule.limit is not None]
    for name, said in rules.items():
        if said.limit is not None and name not in having:
            raise ValueError(f"{name} has no limit; {', '.join(having)} have.")
    return rules


def _disclosure(value: Any) -> str | dict[str, str]:
    """A text of the desk's own, or the desk's words for a standard one: `disclosure.index: our words`."""
    if isinstance(value, dict) and all(isinstance(text, str) and text for text in value.values()):
        for name in value:
            if name not in _DISCLOSURES:
                raise ValueError(f"{name!r} is no disclosure. {did_you_mean(str(name), _DISCLOSURES)}")
        return dict(value)
    if value is None or isinstance(value, dict | list):
        raise ValueError("needs a text, or a rule and the text that meets it.")
    return str(value)


_DISCLOSURES = [name for name in RULES if name.startswith("disclosure.")]


def _stated(value: Any) -> str:
    if value is None or isinstance(value, dict | list) or not str(value).strip():
        raise ValueError("states nothing. Name the conflicts of interest, or write `conflicts: none`.")
    return str(value)


Rules = Annotated[
    dict[Annotated[str, BeforeValidator(_known)], Annotated[RuleSetting, BeforeValidator(_setting)]],
    AfterValidator(_limited),
]
Disclosures = list[Annotated[str | dict[str, str], BeforeValidator(_disclosure)]]
Stated = Annotated[str, BeforeValidator(_stated)]
