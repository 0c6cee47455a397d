"""The checker on the article that started this, on plain prose, and on whatever is thrown at it."""

from __future__ import annotations

import json
import time
from collections.abc import Callable
from datetime import date

import pytest

from reportgen import audit
from reportgen.audit import Audit, Claim
from reportgen.metrics import TABLE
from reportgen.metrics.book import FactBook
from reportgen.model.dataset import Dataset
from reportgen.model.events import EventRule

Check = Callable[..., Audit]
EVENTS = (EventRule("breakout", "record_close", "rut", "record close after a year without one"),)
SEED = """\
The Russell 2000's Breakout

Wednesday, Dec 10, 2025 5:37 pm ET

With the index surging 7.1% in September 2025 alone-outpacing the S&P 500's 2.0% and the Nasdaq's 1.6%-the
Russell 2000 has broken out of a four-year underperformance cycle.

The Russell 2000 Value Index rebounded 19.51% in Q2 2025 after a 19.41% decline earlier in the year. Small caps saw
$19.5B in net outflows in 2025. Additionally, Russell 2000 companies collectively hold $2 trillion in debt. Sectors
are now trading at discounts of 27% to 81.6% relative to their fair value estimates.
"""


@pytest.fixture(scope="module")
def check(sample_dataset: Dataset) -> Check:
    books: dict[date, FactBook] = {}

    def book(day: date) -> FactBook:
        if day not in books:
            books[day] = FactBook(sample_dataset, day, TABLE, events=EVENTS)
        return books[day]

    def run(text: str | bytes, as_of: str | None = None, name: str = "draft.md") -> Audit:
        content = text.encode() if isinstance(text, str) else text
        reading = audit.read(name, content)
        day = date.fromisoformat(as_of) if as_of else reading.dated or date(2026, 8, 21)
        return audit.check(reading, book, day)

    return run


def claim(found: Audit, text: str, nth: int = 0) -> Claim:
    return [one for one in found.claims if one.text == text][nth]


# -- the article -------------------------------------------------------------------------------


def test_the_seed_is_dated_by_itself(check: Check) -> None:
    assert check(SEED).as_of == date(2025, 12, 10)


@pytest.mark.parametrize("stated", ["7.1%", "2.0%", "1.6%"])
def test_every_september_return_of_the_seed_is_contradicted_and_august_named(check: Check, stated: str) -> None:
    found = claim(check(SEED), stated)
    assert (found.verdict, found.error) == ("contradicted", "period")
    assert "August 2025" in (found.suggestion or "")


def test_the_relative_claim_of_the_seed_is_wrong_in_direction(check: Check) -> None:
    found = claim(check(SEED), "outpacing")
    assert (found.verdict, found.error) == ("contradicted", "direction")
    assert found.fact == "rut-spx.excess.price@2025-09"


def test_the_rebound_of_the_value_index_is_placed_between_its_real_days(check: Check) -> None:
    found = claim(check(SEED), "19.51%")
    assert found.verdict == "contradicted"
    assert "8 April 2025" in (found.suggestion or "")
    assert "30 June 2025" in (found.suggestion or "")


@pytest.mark.parametrize("stated", ["$19.5B", "27% to 81.6%"])
def test_what_the_data_cannot_tell_is_never_supported_by_chance(check: Check, stated: str) -> None:
    assert claim(check(SEED), stated).verdict == "unverifiable"


def test_the_debt_of_the_seed_is_not_supported(check: Check) -> None:
    assert claim(check(SEED), "$2 trillion").verdict != "supported"


# -- plain sentences, true and false -----------------------------------------------------------

TRUE = [
    "The Russell 2000 gained 7.0% in August 2025, against 1.9% for the S&P 500.",
    "In September 2025 small caps lagged the S&P 500 by 0.6 percentage points.",
    "The S&P 500 rose 16.4% in 2025.",
    "The Russell 2000 closed at 2,436.48 on 30 September 2025.",
    "The Nasdaq fell 1.5 percent in November 2025.",
    "The Russell 2000 and the S&P 500 rose 3.0% and 3.5% in September 2025, respectively.",
    "Consumer prices rose 3.3% in the year to July 2026.",
    "The ten-year Treasury yield ended 20 August 2026 at 4.69%.",
    "Small caps underperformed in September 2025.",
]
FALSE = [
    ("The Russell 2000 gained 7.0% in September 2025.", "7.0%"),
    ("The Russell 2000 fell 7.0% in August 2025.", "7.0%"),
    ("The S&P 500 rose 61.4% in 2025.", "61.4%"),
    ("The Russell 2000 and the S&P 500 rose 3.5% and 3.0% in September 2025, respectively.", "3.5%"),
    ("The Nasdaq rose 7.0% in August 2025.", "7.0%"),
    ("Small caps led the S&P 500 by 0.6 percentage points in September 2025.", "0.6 percentage points"),
    ("The ten-year Treasury yield ended 20 August 2026 at 6.49%.", "6.49%"),
    ("Consumer prices rose 5.3% in the year to July 2026.", "5.3%"),
]


@pytest.mark.parametrize("sentence", TRUE)
def test_a_true_sentence_raises_no_alarm(check: Check, sentence: str) -> None:
    found = check(sentence, "2026-08-21")
    assert found.claims
    assert [one.verdict for one in found.claims] == ["supported"] * len(found.claims)


@pytest.mark.parametrize(("sentence", "stated"), FALSE)
def test_a_false_sentence_is_contradicted_with_what_is_right(check: Check, sentence: str, stated: str) -> None:
    found = claim(check(sentence, "2026-08-21"), stated)
    assert found.verdict == "contradicted"
    assert found.expected
    assert found.fact


@pytest.mark.parametrize(
    "sentence",
    [
        "The Russell 2000, the S&P 500 and Form 10-K of 2025 are names.",
        "We publish on 21 August 2026 under rule 206(4)-1.",
        "The widget factory grew 12.3% in 2025.",
        "Real GDP grew 3.3% in the third quarter of 2025.",
    ],
)
def test_names_and_strangers_are_never_called_wrong(check: Check, sentence: str) -> None:
    assert not [one for one in check(sentence, "2026-08-21").claims if one.verdict != "unverifiable"]


def test_a_figure_of_the_seed_does_not_support_the_seed(check: Check) -> None:
    said = "The Russell 2000 returned 7.1% in September 2025, according to an AI-written article."
    text = f"---\ndate: 2025-12-10\n---\n{said}"
    assert claim(check(text), "7.1%").verdict != "supported"


# -- forms -------------------------------------------------------------------------------------


def test_the_json_has_the_shape_others_build_on(check: Check) -> None:
    text = "In September 2025 the Russell 2000 rose 7.1%."
    [file] = json.loads(audit.render([check(text, "2025-12-10")], "json"))["files"]
    [one] = file["claims"]
    assert {"text", "span", "line", "page", "sentence", "subject", "metric", "basis", "window", "stated", "unit",
            "verdict", "error", "reason", "expected", "fact", "suggestion"} <= set(one)  # fmt: skip
    assert text[one["span"]["start"] : one["span"]["end"]] == "7.1%"
    assert (one["subject"], one["verdict"], one["stated"], one["unit"]) == ("rut", "contradicted", 0.071, "fraction")
    assert file["as_of"] == "2025-12-10"
    assert "summary" in file


def test_the_page_marks_every_claim_and_the_annotations_name_line_and_file(check: Check) -> None:
    found = check(SEED)
    page = audit.render([found], "html")
    assert page.lower().startswith("<!doctype html>")
    assert page.count("7.1%") >= 1
    lines = audit.render([found], "github")
    assert "draft.md" in lines
    assert "::error" in lines


@pytest.mark.parametrize("name", ["draft.html", "draft.txt", "draft.eml"])
def test_other_formats_are_read(check: Check, name: str) -> None:
    sentence = "In September 2025 the Russell 2000 rose 7.1%."
    texts = {
        "draft.html": f"<!doctype html><html><body><nav>99%</nav><p>{sentence}</p></body></html>",
        "draft.txt": sentence,
        "draft.eml": f"Date: Wed, 10 Dec 2025 10:00:00 +0000\nSubject: x\nContent-Type: text/plain\n\n{sentence}\n",
    }
    assert claim(check(texts[name], "2025-12-10", name), "7.1%").verdict == "contradicted"


# -- bounds ------------------------------------------------------------------------------------

HOSTILE = {
    "digits": "9" * 1_000_000,
    "numbers": "1.5% " * 30_000,
    "brackets": "(" * 60_000,
    "deep html": "<div>" * 20_000 + "7.1%" + "</div>" * 20_000,
    "marks": "*_`" * 200_000,
    "right to left": "\u202e\u0661\u0662% \u05d0\u05d1 7.1% " * 2_000,
    "nul": "\x00" * 100_000 + "The Russell 2000 rose 3.0%.",
    "one word": "a" * 1_000_000,
    "huge numeral": "The S&P 500 rose " + "1" * 400 + "%.",
}


@pytest.mark.parametrize("case", HOSTILE)
def test_hostile_text_ends_in_bounded_time(check: Check, case: str) -> None:
    name = "draft.html" if case == "deep html" else "draft.md"
    started = time.process_time()
    check(HOSTILE[case], "2026-08-21", name)
    assert time.process_time() - started < 30


def test_a_thousand_words_take_a_second_at_most(check: Check) -> None:
    words = " ".join(TRUE)
    text = "\n\n".join([words] * (1000 // len(words.split()) + 1))
    check(text, "2026-08-21")
    started = time.process_time()
    check(text, "2026-08-21")
    assert time.process_time() - started < 1.5
