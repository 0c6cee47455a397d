"""What a layout leaves out is found in the bytes that go out."""

from __future__ import annotations

from dataclasses import replace

import pytest

from reportgen.audit import house
from reportgen.model.edition import Artifact
from reportgen.model.prose import plain
from tests.audit.house.editions import CLOSING, RISKS, edition, inline, spec


def told(name: str, text: str, regime: str = "publisher") -> dict[str, str]:
    examined = house.examine(edition(), spec(regime))
    found = house.examine_outputs(examined, [Artifact(name, text.encode(), "text/plain")])
    return {str(one.key): str(one) for one in found.problems}


WHOLE = "\n\n".join((*(plain(inline(text)) for text in RISKS), *CLOSING))


@pytest.mark.parametrize("name", ["report.md", "email.txt"])
def test_an_output_that_prints_everything_passes(name: str) -> None:
    assert told(name, WHOLE) == {}


def test_lines_may_break_and_hyphenate_as_they_like() -> None:
    narrow = "\n".join(WHOLE[at : at + 17] for at in range(0, len(WHOLE), 17))
    assert told("email.txt", narrow) == {}


def test_marks_and_sources_may_stand_between_words_and_figures() -> None:
    page = WHOLE.replace("43.1%", "<data>43.1%</data><span>price, computed, FTSE Russell</span><sup>e</sup>")
    assert told("report.html", f"<style>.x{{}}</style><svg><text>1 2 3</text></svg><p>{page}</p>") == {}


@pytest.mark.parametrize("lost", CLOSING)
def test_a_disclosure_left_out_is_an_error_that_names_the_output(lost: str) -> None:
    found = told("email.txt", WHOLE.replace(lost, ""))
    assert "weekly 2026-08-21, email.txt, disclosure.printed: leaves out" in found["disclosure.printed"]
    assert "Let the layout of email.txt print the sections of kind `disclosures`." in found["disclosure.printed"]


def test_risks_left_out_are_told_by_regime() -> None:
    bare = "\n".join(CLOSING)
    examined = [house.examine_outputs(house.examine(edition(), spec(name)), [Artifact("report.md", bare.encode(), "")])
                for name in ("publisher", "broker-dealer")]  # fmt: skip
    assert [one.severity for found in examined for one in found.problems if one.key == "balance.printed"] == [
        "warning",
        "error",
    ]
    assert "and 2 more" in told("report.md", bare)["balance.printed"]


def test_other_files_are_not_read() -> None:
    assert told("facts.json", "{}") == {}


def test_a_page_foot_inside_a_paragraph_is_no_loss() -> None:
    cut = WHOLE.replace("cannot be invested", "cannot be Example Research 21 August 2026 page 2 of 2 invested")
    assert told("email.txt", cut) == {}


def test_ligatures_and_odd_spaces_are_read_as_letters() -> None:
    odd = WHOLE.replace("fi", "\ufb01").replace(" ", "\u2009")
    assert told("email.txt", odd) == {}
    examined = house.examine(replace(edition(), sources=edition().sources), spec())
    assert house.examine_outputs(examined, []).problems == examined.problems
