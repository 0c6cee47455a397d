"""Which period, which base, which index a sentence means: read right where true, found wrong where changed."""

from __future__ import annotations

import pytest

from tests.audit.conftest import Audited

TRUE = [
    ("2022-10-14", "It was a volatile week. The S&P 500 dropped 1.6%, its fourth decline in five weeks."),
    ("2022-10-14", "In the first quarter the S&P lost 4.9%; in the second it fell 16.4%."),
    ("2022-10-14", "In the second quarter of 2022 the S&P 500 lost 16.4%, its worst quarter since early 2020."),
    ("2020-03-27", "The Nasdaq Composite closed at 7,502.38, up 9.1% on the week but off 16.4% year-to-date."),
    ("2025-10-03", "Over the week the S&P 500 tacked on 1.1% to finish Friday at 6,715.79."),
    ("2025-10-03", "The ten-year yield fell 10 basis points from the previous Friday."),
    ("2025-10-03", "The ten-year yield fell 10 basis points from last Friday's close."),
    ("2025-10-03", "Year to date the Russell is up 11%, trailing the S&P's 14.2% gain."),
    ("2023-01-06", "The ten-year yield finished December near 3.88%."),
    ("2023-01-06", "The S&P 500 closed around 0.3% lower on 30 December 2022."),
    ("2026-01-02", "In 2025 the Nasdaq beat the S&P by four percentage points, and the S&P beat small caps by five."),
    ("2025-10-03", "Core prices were up 3.1% in the year to August."),
]
FALSE = [
    ("2022-10-14", "It was a volatile week. The S&P 500 dropped 2.6%, its fourth decline in five weeks.", "2.6%"),
    ("2022-10-14", "In the first quarter the S&P lost 16.4%; in the second it fell 4.9%.", "4.9%"),
    ("2022-10-14", "In the second quarter of 2022 the S&P 500 lost 16.4%, its worst quarter since late 2018.", "worst"),
    ("2020-03-27", "The Nasdaq Composite was up 9.1% on the week but off 26.4% year-to-date.", "26.4%"),
    ("2025-10-03", "Over the week the S&P 500 tacked on 1.1% to finish Friday at 6,751.79.", "6,751.79"),
    ("2023-01-06", "The ten-year yield finished December around 3.68%.", "3.68%"),
    (
        "2026-01-02",
        "In 2025 the Nasdaq beat the S&P by four percentage points, and the S&P beat small caps by nine.",
        "nine",
    ),
    ("2025-10-03", "Year to date the Russell is up 14.2%, trailing the S&P's gain.", "14.2%"),
]


@pytest.mark.parametrize(("day", "text"), TRUE)
def test_what_is_true_is_supported(audited: Audited, day: str, text: str) -> None:
    claims = audited(text, day).claims
    assert [one.text for one in claims if one.stated is not None and one.verdict != "supported"] == []
    assert [one.text for one in claims if one.verdict == "contradicted"] == []


@pytest.mark.parametrize(("day", "text", "wrong"), FALSE)
def test_what_is_false_is_found(audited: Audited, day: str, text: str, wrong: str) -> None:
    assert wrong in [one.text for one in audited(text, day).claims if one.verdict == "contradicted"]


def test_the_benchmark_may_be_any_index_the_sentence_before_named(audited: Audited) -> None:
    before = "The Russell 2000 is up 11% this year, the S&P 500 14.2% and the Nasdaq Composite 18%. "
    right = audited(before + "The benchmark gained 17.8% over twelve months.", "2025-10-03").claims[-1]
    assert (right.text, right.verdict) == ("17.8%", "supported")
    wrong = audited(before + "The benchmark gained 37.8% over twelve months.", "2025-10-03").claims[-1]
    assert (wrong.text, wrong.verdict) == ("37.8%", "contradicted")


def test_the_russell_is_not_another_house_s_index(audited: Audited) -> None:
    (claim,) = audited("The Russell 1000 is up 11% this year.", "2025-10-03").claims
    assert claim.verdict == "unverifiable"
