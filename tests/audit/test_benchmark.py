"""The benchmark of the checker: its mutants are false, its evidence for others complete, its table true."""

from __future__ import annotations

import json

import pytest

from benchmarks.checker import run
from benchmarks.checker.others import Score


@pytest.fixture(scope="module")
def tally() -> run.Tally:
    return run.measure([run.HERE / "clean" / "august-2025.md"])


def test_errors_put_into_a_clean_text_are_found_and_the_clean_text_is_left_alone(tally: run.Tally) -> None:
    assert tally.made.total() > 80
    assert tally.rate >= 0.95
    assert tally.alarms == 0


def test_every_mutant_differs_from_its_text_in_one_place(tally: run.Tally) -> None:
    [case] = tally.cases
    for mutant in case.mutants:
        tail = len(mutant.text) - mutant.end
        assert mutant.text[: mutant.start] == case.source[: mutant.start]
        assert mutant.text[mutant.end :] == case.source[len(case.source) - tail :]
        assert mutant.text != case.source


def test_the_others_are_given_every_figure_of_the_text(tally: run.Tally) -> None:
    [case] = tally.cases
    told = json.dumps(json.loads(case.evidence), ensure_ascii=False)
    for figure in ("7.0%", "1.9%", "2,366.42", "5.1 percentage points", "14 basis points", "29 August 2025"):
        assert figure in told


def test_the_table_counts_what_was_counted(tally: run.Tally) -> None:
    other = Score(alarms=3)
    other.caught["digit"] = tally.made["digit"]
    lines = run.table(tally, {"onus": other}).splitlines()
    assert lines[0] == "Error | mutants | reportgen | onus 0.1.0"
    assert f"digit | {tally.made['digit']} | " in "\n".join(lines)
    assert lines[-2].split(" | ")[-1] == f"{tally.made['digit'] / tally.made.total():.1%}"
    assert lines[-1].split(" | ")[-2:] == ["0", "3"]


def test_a_thousand_words_take_less_than_a_second() -> None:
    assert run.seconds_per_thousand_words() < 1
