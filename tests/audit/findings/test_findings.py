"""Each finding on a sentence that earns it, and on its nearest neighbour that does not."""

from __future__ import annotations

import pytest

from reportgen.audit.findings import FINDERS
from tests.audit.conftest import Audited

LEAD = "The Russell 2000 gained 7.0% in August 2025 against 1.9% for the S&P 500, a lead of {}."
DROP = "The Russell 2000 fell from 2,442.74 on 8 November 2021 to 1,636.94 on 27 October 2023, a loss of {}."
BOTH = "In August 2025 the Russell 2000 returned 7.1%, against {} for the S&P 500."
YIELD = "The ten-year Treasury yield rose from 4.01% to 4.26%, up {}."
HISTORY = "In 10 of 11 instances the S&P 500 gained an average of 15% over the next year{}."
ODDS = "There is a 70% chance of a hold {}."
SINCE_LOW = "The Russell 2000 rose {} to 30 June 2025."

FOUND = [
    ("arithmetic", LEAD.format("4.1 percentage points"), "4.1 percentage points", "gap of 5.1 percentage points"),
    ("arithmetic", DROP.format("705.80 points"), "705.80 points", "is 805.80 points, not 705.80 points"),
    ("arithmetic", DROP.format("23.0%"), "23.0%", "from 2,442.74 to 1,636.94 is 33.0%, not 23.0%"),
    ("arithmetic", YIELD.format("35 basis points"), "35 basis points", "is 25 basis points, not 35 basis points"),
    ("arithmetic", "Debt rose from $1.8 trillion to $2.0 trillion, up 21%.", "21%", "$2.0 trillion is 11.1%, not 21%"),
    ("unit", YIELD.format("0.25%"), "0.25%", "0.25 percentage points; in per cent of the first it is 6.2%"),
    (
        "unit",
        "In 1999 the Nasdaq rose 85.6% against 19.5% for the S&P 500, outpacing it by 66.1%.",
        "66.1%",
        "gap of 66.1 percentage points",
    ),
    ("mixed bases", BOTH.format("1.9%"), "7.1%", "7.1% is the total return, 1.9% is the price return"),
    ("probability", ODDS.format("and a 45% chance of a cut at the December meeting"), "45%", "add up to 115%"),
    ("probability", "The odds of a cut in December are 120%.", "120%", "cannot exceed 100%"),
    (
        "chosen window",
        SINCE_LOW.format("23.5% from 8 April 2025"),
        "23.5%",
        "from 8 October 2024 instead of 8 April 2025",
    ),
    ("no base rate", HISTORY.format(""), "15%", "without the average of all periods"),
    ("no base rate", "Historically, a breakout was followed by average gains of 15%.", "15%", "all periods"),
]
NEAR = [
    LEAD.format("5.1 percentage points"),
    LEAD.format("about 4.9 percentage points"),
    LEAD.format("510 basis points"),
    DROP.format("33.0%"),
    DROP.format("805.80 points"),
    YIELD.format("25 basis points"),
    YIELD.format("6.2%"),
    "Unemployment rose from 4.1% to 4.3%, a rise of 0.3 percentage points.",  # what rounding allows
    "The Russell 2000 fell from 2,442.74 to 1,636.94 while the S&P 500 lost 10.0%.",  # another subject
    "The Russell 2000 fell from 2,442.74 to 1,636.94, after a gain of 2.0% the week before.",  # another direction
    BOTH.format("2.0%"),
    "In August 2025 the Russell 2000's total return was 7.1%, against a price return of 1.9% for the S&P 500.",
    "In August 2025 the Russell 2000 rose 7.0%. In 2025 the S&P 500 returned 17.9%.",  # two periods
    ODDS.format("and a 30% chance of a cut at the December meeting"),
    ODDS.format("in October and a 45% chance of a cut in December"),
    "The odds of a cut in December are 100%.",
    SINCE_LOW.format("8.1% from 31 March 2025"),  # a quarter's own edge
    "In 2022 the Russell 2000 fell 21.6%.",
    HISTORY.format(", against 12% for all one-year periods"),
    "The Russell 2000 rose 7.0% in August 2025 on average volume, and trades at 15 times earnings.",
    "Consumer prices rose 3.3% in the year to July 2026; they have averaged 2.5% in the past.",
]


@pytest.mark.parametrize(("kind", "text", "at", "message"), FOUND, ids=[f"{one[0]}-{one[2]}" for one in FOUND])
def test_a_fault_is_found_where_it_stands_and_told(
    audited: Audited, kind: str, text: str, at: str, message: str
) -> None:
    found = [one for one in audited(text).findings if one.kind == kind]
    assert [one.text for one in found] == [at]
    assert text[found[0].start : found[0].end] == at
    assert message in found[0].message


@pytest.mark.parametrize("text", NEAR)
def test_its_neighbour_without_the_fault_is_left_alone(audited: Audited, text: str) -> None:
    assert [f"{one.kind}: {one.message}" for one in audited(text).findings] == []


def test_every_finder_has_a_case() -> None:
    kinds = {kind for kind, *_ in FOUND}
    assert kinds == {"arithmetic", "unit", "mixed bases", "probability", "chosen window", "no base rate"}
    assert len(FINDERS) == 6


def test_findings_come_in_the_order_of_the_text(audited: Audited) -> None:
    text = "\n\n".join(reversed([one[1] for one in FOUND]))
    starts = [one.start for one in audited(text).findings]
    assert starts == sorted(starts)
    assert len(starts) >= len(FOUND) - 2


@pytest.mark.parametrize("text", [one[1] for one in FOUND if one[0] == "unit"][1:])
def test_per_cent_for_percentage_points_makes_the_claim_itself_wrong(audited: Audited, text: str) -> None:
    [wrong] = [one for one in audited(text).claims if one.verdict == "contradicted"]
    assert wrong.error == "unit"
    assert wrong.expected is not None
    assert "percentage points" in wrong.expected
