"""No text, however odd, breaks a rule's reading of it."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from reportgen.audit import house
from reportgen.audit.house.sources import attributed, denied, without_quotations
from reportgen.model.edition import Artifact
from reportgen.model.house import REGIMES
from tests.audit.house.editions import edition, spec

WORDS = (
    'small caps will guarantee record because history shows cheap according to Goldman Sachs expects not never “ ” " '
    "' ( ) a b S&P 500 10% since ever contact us you should must own options sell calls Inc. $ACME , . ; : ? ! "
    "— − + ‘ ’ \n"
).split(" ")
TEXTS = st.one_of(st.text(max_size=200), st.lists(st.sampled_from(WORDS), max_size=60).map(" ".join))


@settings(max_examples=40, deadline=None)
@given(st.lists(TEXTS, max_size=4), TEXTS, TEXTS, st.sampled_from(REGIMES))
def test_no_text_breaks_a_rule(body: list[str], headline: str, standfirst: str, regime: str) -> None:
    document = edition(*body, headline=headline, standfirst=standfirst, risks=tuple(body), closing=tuple(body))
    examined = house.examine(document, spec(regime))
    outputs = [Artifact("report.md", headline.encode("utf-8", "replace"), "text/markdown")]
    for problem in house.examine_outputs(examined, outputs).problems:
        assert problem.what
        assert problem.mend
        assert problem.key in house.CHECKS or problem.key in house.PRINTED


@given(TEXTS)
def test_blanking_quotations_moves_nothing(text: str) -> None:
    left = without_quotations(text)
    assert len(left) == len(text)
    assert all(new in {old, " "} for new, old in zip(left, text, strict=True))


@given(TEXTS, st.integers(0, 200))
def test_attribution_and_negation_are_always_answered(text: str, at: int) -> None:
    assert attributed(text) in {True, False}
    assert denied(text, at) in {True, False}


def test_a_long_hostile_text_is_read_in_little_time() -> None:
    import time

    began = time.process_time()
    for text in ("A " * 20_000, '"' * 20_000, "will " * 20_000, "the best " * 10_000, "Our fund " * 10_000):
        house.examine(edition(text), spec())
    assert time.process_time() - began < 20
