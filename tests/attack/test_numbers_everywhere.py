"""One number, one form: what the document quotes stands in facts.json and in every output, and was known that day."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from html import unescape
from pathlib import Path
from typing import Any

import pytest

from reportgen import pipeline
from reportgen.config import read_report, report_file
from reportgen.config.places import places
from reportgen.model.document import Document, FigureBlock, Output, TableBlock
from reportgen.model.prose import Emphasis, Inline, Link, Quoted, Strong
from reportgen.narrative.gather import runs
from tests.conftest import ROOT

EDITIONS = [("small-cap-weekly", "2022-09-30"), ("small-cap-weekly", "2026-08-21"), ("small-cap-thesis", "2025-12-12")]


@dataclass(frozen=True)
class Made:
    """An edition in memory."""

    document: Document
    files: Mapping[str, bytes]
    facts: list[dict[str, Any]]


@pytest.fixture(scope="module", params=EDITIONS, ids=" ".join)
def made(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Made:
    name, day = request.param
    here = places(ROOT, out=tmp_path_factory.mktemp("out"))
    report = read_report(report_file(name, here.reports))
    order = pipeline.Order(name, date.fromisoformat(day))
    found = pipeline.made(report, order, here, lambda _: None)
    files = {artifact.path: artifact.content for artifact in found.artifacts}
    return Made(found.document, files, json.loads(files["facts.json"], parse_constant=pytest.fail))


def quoted(parts: tuple[Inline, ...]) -> Iterator[Quoted]:
    for part in parts:
        match part:
            case Quoted():
                yield part
            case Strong() | Emphasis() | Link():
                yield from quoted(part.parts)
            case _:
                pass


def printed_in(document: Document, output: Output) -> Iterator[Quoted]:
    """Every figure of the document that this output prints; alternative texts are read by machines."""
    yield from quoted(document.masthead.headline)
    yield from quoted(document.masthead.standfirst)
    for section in document.sections:
        if output not in section.outputs:
            continue
        yield from quoted(section.title)
        for block in section.blocks:
            if isinstance(block, FigureBlock | TableBlock) and output not in block.outputs:
                continue
            hidden = block.figure.alt if isinstance(block, FigureBlock) else ()
            for run in runs(block):
                if run is not hidden:
                    yield from quoted(run)


def flat(text: str) -> str:
    """The text as a reader takes it in: one kind of space, no soft hyphens, no line ends."""
    return re.sub(r"\s+", " ", text.replace("\u00a0", " ").replace("\u202f", " ").replace("\u00ad", ""))


def test_what_is_quoted_is_in_the_facts(made: Made) -> None:
    facts = {fact["key"]: fact for fact in made.facts}
    used = [piece for output in ("md", "html", "pdf") for piece in printed_in(made.document, output)]
    assert len(used) > 100
    for piece in used:
        assert "unavailable" not in facts[piece.key], piece
    assert list(facts) == sorted(facts)


def test_every_figure_stands_in_the_print(made: Made) -> None:
    import pypdfium2

    pdf = pypdfium2.PdfDocument(made.files["report.pdf"])
    text = flat(" ".join(page.get_textpage().get_text_range() for page in pdf)).replace("-\ufffe", "")
    missing = [piece for piece in printed_in(made.document, "pdf") if flat(piece.text) not in text]
    assert missing == []


@pytest.mark.parametrize(("name", "output"), [("report.md", "md"), ("report.html", "html")])
def test_every_figure_stands_in_the_text(made: Made, name: str, output: Output) -> None:
    text = made.files[name].decode()
    text = flat(unescape(re.sub(r"<[^>]+>", "", text)) if output == "html" else text.replace("\\", ""))
    missing = [piece for piece in printed_in(made.document, output) if flat(piece.text) not in text]
    assert missing == []


def test_no_fact_was_unknown_on_the_day_nor_speaks_of_the_future(made: Made) -> None:
    day = made.document.masthead.as_of.isoformat()
    early = [f["key"] for f in made.facts if "value" in f and max(f["known_at"], f["as_of"]) > day]
    assert early == []


def test_facts_hold_what_the_format_promises(made: Made) -> None:
    units = {"fraction", "fraction_difference", "ratio", "index_points", "usd", "count", "days", "date"}
    for fact in made.facts:
        if "unavailable" in fact:
            assert set(fact) == {"key", "unavailable", "printed"}
            assert not fact["printed"]
            assert fact["unavailable"].strip()
            continue
        assert fact["unit"] in units
        assert fact["text"].strip()
        assert fact["label"].strip()
        assert fact["method"].strip()
        assert fact["origins"], fact["key"]
        assert fact["inputs"], fact["key"]
        assert fact["tolerance"] >= 0
        assert fact["standing"] in {"computed", "estimated", "cited", "illustrative"}
        assert isinstance(fact["value"], str) == (fact["unit"] == "date")
        assert not re.search(r"nan|inf|[−-]0(?:[.,]0*)?(?:%|$|\s)", fact["text"], re.IGNORECASE), fact["text"]
        for origin in fact["origins"]:
            assert origin["publisher"].strip()
            assert re.fullmatch(r"[0-9a-f]{64}", origin["sha256"]), fact["key"]


def test_the_folder_of_the_package_is_the_one_under_test() -> None:
    assert Path(pipeline.__file__).is_relative_to(ROOT)
