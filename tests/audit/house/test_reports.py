"""The reports that come along keep the house rules of every trade, in every market and in every output."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from reportgen import pipeline
from reportgen.audit import house
from reportgen.audit.house.proof import Proof
from reportgen.config import read_report, report_file
from reportgen.config.places import Places, places
from reportgen.metrics import TABLE
from reportgen.metrics.book import FactBook
from reportgen.model.dataset import Dataset
from reportgen.model.document import Document, Output
from reportgen.model.house import REGIMES, Regime
from reportgen.model.report import ReportSpec
from tests.conftest import ROOT

WEEKS = ("2020-03-20", "2020-12-11", "2022-09-30", "2025-04-11", "2025-12-12", "2026-01-02", "2026-08-21")
EDITIONS = [
    *(("small-cap-weekly", day) for day in WEEKS),
    *(("nasdaq-weekly", day) for day in WEEKS),
    *(("small-cap-thesis", day) for day in ("2020-03-20", "2022-09-30", "2025-12-10", "2026-08-21")),
]
READ = {"report.md", "report.html", "report.pdf", "email.html", "email.txt"}

Write = Callable[[str, str], tuple[Document, ReportSpec]]


@pytest.fixture(scope="module")
def here(tmp_path_factory: pytest.TempPathFactory) -> Places:
    return places(ROOT, out=tmp_path_factory.mktemp("out"))


@pytest.fixture(scope="module")
def write(here: Places, sample_dataset: Dataset) -> Write:
    """The document of a report on a day."""
    kept: dict[tuple[str, str], tuple[Document, ReportSpec]] = {}

    def one(name: str, day: str) -> tuple[Document, ReportSpec]:
        if (name, day) not in kept:
            report = read_report(report_file(name, here.reports))
            book = FactBook(sample_dataset, date.fromisoformat(day), TABLE, events=report.events)
            kept[name, day] = pipeline.compose(report, book, here), report
        return kept[name, day]

    return one


def under(report: ReportSpec, regime: Regime) -> ReportSpec:
    return replace(report, terms=replace(report.terms, regime=regime))


@pytest.mark.parametrize("regime", REGIMES)
@pytest.mark.parametrize(("name", "day"), EDITIONS)
def test_it_keeps_every_rule(write: Write, name: str, day: str, regime: Regime) -> None:
    document, report = write(name, day)
    found = house.inspect(document, under(report, regime))
    of_the_publisher = {"disclosure.supervisor", "disclosure.completed"}
    assert [str(one) for one in found if one.key not in of_the_publisher] == []


def test_a_supervised_publisher_says_so_in_its_yaml(tmp_path: Path, here: Places, sample_dataset: Dataset) -> None:
    text = (ROOT / "reports/small-cap-weekly.yaml").read_text(encoding="utf-8")
    more = "  regime: eu\n  supervisor: the Authority\n  completed: 18:00 in New York\n"
    file = tmp_path / "small-cap-weekly.yaml"
    file.write_text(text.replace("  regime: publisher\n", more), encoding="utf-8")
    report = read_report(file)
    book = FactBook(sample_dataset, date(2026, 8, 21), TABLE, events=report.events)
    document = pipeline.compose(report, book, here)
    assert house.inspect(document, report) == ()
    said = Proof(document, report).closing
    assert any("is supervised by the Authority" in text and "18:00 in New York" in text for text in said)


@pytest.mark.parametrize(
    ("name", "formats"),
    [("small-cap-weekly", ("md", "html", "pdf", "email")), ("small-cap-thesis", ("md", "html", "email"))],
)
def test_every_output_prints_disclosures_and_risks(
    name: str, formats: tuple[Output, ...], write: Write, here: Places, sample_dataset: Dataset
) -> None:
    document, report = write(name, "2026-08-21")
    book = FactBook(sample_dataset, date(2026, 8, 21), TABLE, events=report.events)
    artifacts = pipeline.rendered(document, book, report, here, formats)
    assert len(READ & {one.path for one in artifacts}) == len(formats) + 1
    found = house.examine_outputs(house.examine(document, under(report, "broker-dealer")), artifacts)
    assert [str(one) for one in found.problems if one.key in house.PRINTED] == []


def test_a_layout_that_drops_the_risks_is_found_in_a_real_edition(
    write: Write, tmp_path: Path, here: Places, sample_dataset: Dataset
) -> None:
    document, report = write("small-cap-weekly", "2026-08-21")
    layout = (ROOT / "templates/layouts/email.txt").read_text(encoding="utf-8")
    (tmp_path / "layouts").mkdir()
    (tmp_path / "layouts/email.txt").write_text(layout.replace("text_closing", "[]"), encoding="utf-8")
    own = replace(here, templates=(tmp_path, *here.templates))
    book = FactBook(sample_dataset, date(2026, 8, 21), TABLE, events=report.events)
    artifacts = pipeline.rendered(document, book, report, own, ("email",))
    found = house.examine_outputs(house.examine(document, report), artifacts)
    assert [(one.key, one.severity) for one in found.errors] == [("disclosure.printed", "error")]
    assert "email.txt" in found.errors[0].where


def test_the_record_of_a_real_edition_lists_its_exhibits_with_their_sources(write: Write) -> None:
    document, report = write("small-cap-weekly", "2026-08-21")
    exhibits = house.examine(document, report).as_json()["exhibits"]
    assert {one["kind"] for one in exhibits} == {"chart", "table"}
    assert all(one["source"] and one["datasets"] for one in exhibits)
