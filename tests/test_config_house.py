"""`rules:`, `disclosures:` and `conflicts:` of a report's YAML."""

from __future__ import annotations

from pathlib import Path

import pytest

from reportgen.config import read_report
from reportgen.errors import ProblemsError
from reportgen.model.house import RULES, RuleSetting, limit_of, severity_of
from reportgen.model.report import ReportSpec
from tests.test_config_reports import REPORT


def report(folder: Path, more: str, terms: str = "conflicts: none") -> ReportSpec:
    file = folder / "our-weekly.yaml"
    file.write_text(REPORT.replace("conflicts: none", terms) + more, encoding="utf-8")
    return read_report(file)


def complaint(folder: Path, more: str, terms: str = "conflicts: none") -> str:
    with pytest.raises(ProblemsError) as caught:
        report(folder, more, terms)
    return str(caught.value)


@pytest.mark.parametrize("terms", ["url: https://x.example", "conflicts: ", "conflicts: ''", "conflicts: ' '"])
def test_conflicts_of_interest_must_be_typed(tmp_path: Path, terms: str) -> None:
    assert complaint(tmp_path, "", terms) == (
        "our-weekly.yaml, row 7, publisher.conflicts: states nothing. "
        "Name the conflicts of interest, or write `conflicts: none`."
    )


def test_none_is_a_word_and_so_is_off(tmp_path: Path) -> None:
    read = report(tmp_path, "rules: {words.causal: off, balance: warning, balance.tilt: error}\n")
    assert read.terms.conflicts == "none"
    assert severity_of("words.causal", "adviser", read.rules) == "off"
    assert severity_of("balance.headline", "adviser", read.rules) == "warning"
    assert severity_of("balance.tilt", "adviser", read.rules) == "error"
    assert severity_of("words.promissory", "adviser", read.rules) == "error"


def test_a_rule_with_a_limit_takes_another(tmp_path: Path) -> None:
    read = report(tmp_path, "rules: {balance.risk_share: {limit: 0.1}, balance.tilt: {severity: error, limit: 6}}\n")
    assert limit_of("balance.risk_share", read.rules) == 0.1
    assert severity_of("balance.risk_share", "publisher", read.rules) == "warning"
    assert read.rules["balance.tilt"] == RuleSetting("error", 6.0)
    assert limit_of("balance.risk_count", read.rules) == 3


@pytest.mark.parametrize(
    ("rules", "told"),
    [
        ("{words.promisory: off}", "rules.words.promisory: is no rule. Did you mean words.promissory?"),
        ("{words.causal: loud}", "rules.words.causal: 'loud' is none of error, warning, off."),
        ("{words.causal: {limit: 3}}", "words.causal has no limit; balance.risk_share, balance.risk_count"),
        ("{balance.tilt: {limit: -1}}", "the limit -1 is no number of nought or more."),
        ("{balance.tilt: {limits: 1}}", "'limits' is neither `severity` nor `limit`."),
    ],
)
def test_what_is_no_rule_is_told(tmp_path: Path, rules: str, told: str) -> None:
    assert told in complaint(tmp_path, f"rules: {rules}\n")


def test_every_unknown_rule_is_told_at_once(tmp_path: Path) -> None:
    assert complaint(tmp_path, "rules: {word: off, balanced: off}\n").count("is no rule") == 2


def test_a_desk_adds_texts_and_words_standard_ones_itself(tmp_path: Path) -> None:
    read = report(tmp_path, "disclosures: [A text., {disclosure.index: Nobody can buy an index.}]\n")
    assert read.disclosures == ("A text.",)
    assert read.wordings == {"disclosure.index": "Nobody can buy an index."}
    assert "Did you mean disclosure.index?" in complaint(tmp_path, "disclosures: [{disclosure.indes: x}]\n")


def test_every_rule_names_its_source_and_a_severity_for_each_regime() -> None:
    for name, rule in RULES.items():
        assert rule.demands.endswith("."), name
        assert rule.source, name
        assert set(rule.severities) == {"publisher", "adviser", "broker-dealer", "eu"}, name
