"""The report for a terminal, the annotations and the JSON: whole sentences, each sentence of the text once."""

from __future__ import annotations

import json
import re

import pytest

from reportgen import audit
from tests.audit.conftest import Audited

DAY = "2025-12-10"
DRAFT = (
    "The Russell 2000 surged 7.1% in September 2025, outpacing the S&P 500's 2.0%.\n\n"
    "The S&P 500 rose 23.3% in 2024. The flows of gold funds reached $19.5 billion.\n"
)


@pytest.fixture(scope="module")
def report(audited: Audited) -> str:
    return audit.render([audited(DRAFT, DAY)], "text")


def test_a_sentence_is_quoted_once_with_all_that_is_wrong_with_it(report: str) -> None:
    assert report.count("The Russell 2000 surged") == 1
    assert re.findall(r"^    (\S+) is contradicted: (.+)$", report, re.MULTILINE) == [
        ("7.1%", "wrong period"),
        ("outpacing", "wrong direction"),
        ("2.0%", "wrong period"),
    ]


def test_where_the_text_names_no_basis_both_are_told(report: str) -> None:
    told = " ".join(report.split())
    assert "the price return of September 2025 was +3.0% (+3.2% with dividends)." in told
    assert "7.1% is the total return of August 2025." in told


def test_a_basis_that_is_named_is_the_only_one_told(audited: Audited) -> None:
    told = audit.render([audited("The total return of the S&P 500 was 16.4% in 2025.")], "text")
    assert "was +17.9%.\n" in told
    assert "16.4% is the price return of 2025." in told


def test_a_lead_is_told_as_a_sentence(report: str) -> None:
    assert "The Russell 2000 lagged the S&P 500 by 0.6 percentage points in September 2025 (price" in report


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("The S&P 500 rose 5.0% in the second quarter of 2025.", "price return of the second quarter of 2025 was"),
        ("The S&P 500 rose 9.0% from 31 March 2025 to 30 June 2025.", "return from 31 March 2025 to 30 June 2025 was"),
        ("The S&P 500 closed at 6,700.46 on 30 September 2025.", "the level on 30 September 2025 was 6,688.46."),
        ("The odds of a cut in December 2026 are 90%.", "at the meeting of 9 December 2026 was 0.0%."),
    ],
)
def test_every_period_has_the_words_around_it_that_grammar_asks(audited: Audited, text: str, words: str) -> None:
    assert words in " ".join(audit.render([audited(text)], "text").split())


def test_what_could_not_be_told_stands_with_its_reason_and_the_counts_come_last(report: str) -> None:
    assert re.search(r"line 3: \$19\.5 billion: [a-z]", report)
    assert report.endswith("  5 claims: 3 contradicted, 1 supported, 1 could not be checked.\n")


def test_a_text_without_claims_says_so(audited: Audited) -> None:
    assert "no claims found." in audit.render([audited("Good morning.")], "text")


def test_several_texts_are_summed_up(audited: Audited) -> None:
    told = audit.render([audited(DRAFT, DAY), audited(DRAFT, DAY, "other.md")], "text")
    assert told.count("checked as of 10 December 2025") == 2
    assert told.endswith("\n\n2 files, 10 claims, 6 contradicted.\n")


def test_colours_are_there_when_asked_for_and_nothing_else_changes(audited: Audited, report: str) -> None:
    coloured = audit.render([audited(DRAFT, DAY)], "text", colour=True)
    assert "\x1b[1;31m7.1%\x1b[0m" in coloured
    assert re.sub(r"\x1b\[[\d;]*m", "", coloured) == report
    assert "\x1b" not in audit.render([audited(DRAFT, DAY)], "json", colour=True)


def test_no_line_is_wider_than_a_terminal(report: str) -> None:
    assert max(map(len, report.splitlines())) <= 96


def test_annotations_name_file_line_and_columns_and_escape_what_ends_them(audited: Audited) -> None:
    lines = audit.render([audited(DRAFT, DAY, "a,b:c%.md")], "github").splitlines()
    assert lines[0].startswith("::error file=a%2Cb%3Ac%25.md,line=1,col=25,endColumn=29,title=7.1%25%3A wrong period::")
    assert "%2C" not in lines[0].split("::")[2]
    assert lines[-1].startswith("::notice file=")
    assert [line.split(" ")[0] for line in lines].count("::error") == 3


def test_a_finding_is_a_warning(audited: Audited) -> None:
    told = audit.render(
        [audited("In August 2025 the Russell 2000 returned 7.1%, against 1.9% for the S&P 500.")], "github"
    )
    assert "::warning file=draft.md,line=1,col=42,endColumn=46,title=mixed bases::The comparison mixes" in told


def test_json_keeps_units_spans_and_nulls(audited: Audited) -> None:
    found = audited(DRAFT, DAY)
    [file] = json.loads(audit.render([found], "json"))["files"]
    first, *_, last = file["claims"]
    assert (first["stated"], first["unit"], first["expected"]) == (0.071, "fraction", "+3.0%")
    assert first["window"] == {"start": "2025-08-29", "end": "2025-09-30"}
    assert DRAFT[first["span"]["start"] : first["span"]["end"]] == "7.1%"
    assert (last["verdict"], last["fact"], last["expected"]) == ("unverifiable", None, None)
    assert file["summary"]["contradicted"] == 3
    assert list(first) == [
        "text", "span", "line", "page", "sentence", "subject", "metric", "basis", "window", "stated", "unit", "verdict",
        "error", "reason", "expected", "fact", "suggestion",
    ]  # fmt: skip
