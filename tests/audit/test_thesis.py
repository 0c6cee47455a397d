"""The long report under its own checker: whatever a metric prints must be found again in the finished text."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date
from functools import cache
from pathlib import Path

import pytest

from reportgen import audit, opening, pipeline
from reportgen.audit import Audit
from reportgen.checking import READ, books
from reportgen.config import read_report
from reportgen.config.places import places
from reportgen.model.dataset import Dataset
from reportgen.model.document import Output
from reportgen.model.edition import Artifact

ROOT = Path(__file__).parents[2]
DAYS = ("2020-03-20", "2022-09-30", "2025-04-11", "2025-12-10", "2025-12-12", "2026-08-21")
PAGES = ("2025-12-12", "2026-08-21")
LEAST = 0.95
Finished = Callable[[str, tuple[Output, ...]], Sequence[Artifact]]
Checked = Callable[[Artifact, str], Audit]


@pytest.fixture(scope="module")
def finished(sample_dataset: Dataset) -> Finished:
    """`finished("2026-08-21", ("md",))`: the thesis of that day as a build writes it, not yet audited."""
    where, report = places(ROOT), read_report(ROOT / "reports/small-cap-thesis.yaml")

    @cache
    def make(day: str, formats: tuple[Output, ...]) -> Sequence[Artifact]:
        book = opening.fact_book(sample_dataset, date.fromisoformat(day), report.events)
        document = pipeline.compose(report, book, where)
        return [one for one in pipeline.rendered(document, book, report, where, formats) if one.path in READ]

    return make


@pytest.fixture(scope="module")
def checked(sample_dataset: Dataset) -> Checked:
    """The audit of a finished file, or of one changed by hand, by books that know nothing of the build."""
    report = read_report(ROOT / "reports/small-cap-thesis.yaml")
    book = books(sample_dataset, report.events)

    def run(artifact: Artifact, day: str) -> Audit:
        return audit.check(audit.read(artifact.path, artifact.content), book, date.fromisoformat(day))

    return run


def share(found: Audit) -> float:
    """The part of a text's figures that the data support."""
    figures = [claim for claim in found.claims if claim.stated is not None]
    return sum(claim.verdict == "supported" for claim in figures) / len(figures)


def quarrels(found: Audit) -> list[str]:
    return [f"{claim.text!r} in {claim.sentence!r}: {claim.reason}" for claim in found.contradicted]


@pytest.mark.parametrize("day", DAYS)
def test_the_data_contradict_nothing_and_support_nearly_every_figure(
    finished: Finished, checked: Checked, day: str
) -> None:
    formats: tuple[Output, ...] = ("md", "html", "email") if day in PAGES else ("md", "email")
    for one in finished(day, formats):
        found = checked(one, day)
        assert quarrels(found) == []
        open_ones = [f"{claim.text!r} in {claim.sentence!r}" for claim in found.claims if claim.verdict != "supported"]
        assert share(found) >= LEAST, f"{one.path}: {open_ones}"


@pytest.mark.parametrize("day", PAGES)
def test_the_printed_pages_read_the_same(finished: Finished, checked: Checked, day: str) -> None:
    (pdf,) = (one for one in finished(day, ("pdf",)) if one.path == "report.pdf")
    found = checked(pdf, day)
    assert quarrels(found) == []
    assert share(found) >= LEAST


CHANGES = [
    ("odds of a range", "| 28 October 2026 | 45.3% | 45.5%", "| 28 October 2026 | 45.3% | 48.5%", "48.5%"),
    ("odds, two ranges swapped", "| 28 April 2027 | 13.6% | 33.7%", "| 28 April 2027 | 33.7% | 13.6%", "33.7%"),
    ("odds of another meeting", "| 9 June 2027 | 11.7%", "| 28 July 2027 | 11.7%", "11.7%"),
    ("times higher", "| After 180 days without one | 14 of 17", "| After 180 days without one | 12 of 17", "12"),
    ("another definition", "| After 730 days without one | 5 of 5", "| After 500 days without one | 5 of 5", "5"),
    ("an average", "Russell 2000 itself | 8 of 11 | 13.3%", "Russell 2000 itself | 8 of 11 | 12.4%", "12.4%"),
    ("a base rate", "8.9% | 71% |", "8.9% | 79% |", "79%"),
    ("a return after an event", "−4.9% | 2.9% |", "−4.9% | 3.9% |", "3.9%"),
    ("a sign", "| 18 October 1991 | 742 | −34.1% | −2.5%", "| 18 October 1991 | 742 | −34.1% | 2.5%", "2.5%"),
    ("days before an event", "| 2 June 1995 | 441 |", "| 2 June 1995 | 541 |", "541"),
    ("the day of an event", "| 5 November 2004 | 1,701", "| 29 April 2011 | 1,701", "1,701"),
    ("a multiple", "| Trailing, loss-makers left out | 20.3", "| Trailing, loss-makers left out | 23.0", "23.0"),
    ("a rule of counting", "| Forward, losses counted | 23.3", "| Forward, loss-makers left out | 23.3", "23.3"),
    ("a dear one called cheap", "20.4 | −14.0%", "20.4 | 14.0%", "14.0%"),
    ("a flow", "| Invesco QQQ Trust | −$208.6m", "| Invesco QQQ Trust | −$308.6m", "-$308.6m"),
    ("whose flow", "| Vanguard S&P 500 ETF | $16.3bn", "| SPDR S&P 500 ETF Trust | $16.3bn", "$16.3bn"),
    ("debt", "| Debt | $1.8tn", "| Debt | $2.8tn", "$2.8tn"),
    ("leverage", "| Net debt to EBITDA, median company | 2.1x", "| Net debt to EBITDA, median company | 3.1x", "3.1x"),
    ("a multiple in prose", "cost 20.3 times their profits", "cost 22.3 times their profits", "22.3 times"),
]  # fmt: skip


@pytest.mark.parametrize(("true", "false", "figure"), [one[1:] for one in CHANGES], ids=[one[0] for one in CHANGES])
def test_one_changed_cell_is_contradicted(
    finished: Finished, checked: Checked, true: str, false: str, figure: str
) -> None:
    (report,) = finished("2026-08-21", ("md",))
    (section,) = (part for part in report.content.decode().split("\n## ") if true in part)
    assert figure not in [claim.text for claim in checked(_markdown(section), "2026-08-21").contradicted]
    wrong = checked(_markdown(section.replace(true, false, 1)), "2026-08-21")
    assert figure in [claim.text for claim in wrong.contradicted]


def _markdown(text: str) -> Artifact:
    return Artifact("report.md", f"## {text}".encode(), "text/markdown")


def test_what_others_stated_is_quoted_not_contradicted(finished: Finished, checked: Checked) -> None:
    (report,) = finished("2025-12-12", ("md",))
    found = checked(report, "2025-12-12")
    stated = [claim for claim in found.claims if claim.sentence.endswith(", Stated")]
    assert len(stated) == 10
    assert {claim.reason or "stated by others, and quoted" for claim in stated} == {"stated by others, and quoted"}
    wrong = report.content.decode().replace(
        "| Russell 2000 in September 2025 | 7.1%", "| Russell 2000 in September 2025 | 7.7%"
    )
    altered = checked(Artifact("report.md", wrong.encode(), "text/markdown"), "2025-12-12")
    (misquoted,) = (claim for claim in altered.claims if claim.text.startswith("7.7%"))
    assert misquoted.verdict == "unverifiable"
