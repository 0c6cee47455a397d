from __future__ import annotations

import dataclasses
import json
import re
from pathlib import Path
from typing import Any

import pytest

from reportgen.model.document import Document, Prose, Section
from reportgen.model.exhibit import DataTable
from reportgen.model.prose import Link, Quoted, Text, quoted_keys
from reportgen.model.units import Standing
from reportgen.render import render
from reportgen.render.screen import thinned
from reportgen.render.theme import Theme
from tests.render.fixtures import FACTS, document, lead_section
from tests.render.pages import find, one, parsed, words


def page_of(made: Document, theme: Theme, layouts: tuple[Path, ...]) -> Any:
    files = {artifact.path: artifact.content for artifact in render(made, theme, layouts, ("html",))}
    return parsed(files["report.html"].decode())


@pytest.fixture(scope="module")
def page(edition: dict[str, bytes]) -> Any:
    return parsed(edition["report.html"].decode())


def test_every_figure_is_data_with_a_card_that_tells_where_it_comes_from(page: Any) -> None:
    figures = find(page, "span.q")
    assert len(figures) > 35
    for figure in figures:
        card = one(figure, "span.card")
        assert figure.attrib["tabindex"] == "0"
        assert figure.attrib["aria-describedby"] == card.attrib["id"]
        assert "hidden" in card.attrib
        assert re.search(r"Period .*\d{4}", words(card))
        assert "Method" in words(card)
        assert "Source" in words(card)
        assert len(find(figure, "data[value]")) == 1


def test_the_machine_reads_the_value_a_reader_is_shown(page: Any) -> None:
    prose = next(p for p in find(page, "#week p") if p.text_content().startswith("The Russell 2000 fell"))
    assert [(d.text_content(), d.attrib["value"]) for d in find(prose, "data")][:4] == [
        ("1.6%", "-0.016"),
        ("1.4%", "-0.014"),
        ("2.1%", "-0.021"),
        ("14 August 2026", "2026-08-14"),
    ]


def test_a_standing_short_of_computed_is_marked_and_the_mark_explained(page: Any) -> None:
    marked = {one(q, "data").text_content(): one(q, "sup").text for q in find(page, "span.q:has(sup)")}
    assert marked["17.4 times"] == "‡"
    assert marked["3.91%"] == "†"
    assert "‡ Cited: somebody else’s figure" in words(one(page, ".marks"))


def test_no_id_is_given_twice_and_every_reference_leads_somewhere(page: Any) -> None:
    ids = [element.attrib["id"] for element in find(page, "[id]")]
    assert len(ids) == len(set(ids))
    for link in find(page, 'a[href^="#"]'):
        assert link.attrib["href"][1:] in ids


def test_the_page_needs_no_other_file_and_no_script(edition: dict[str, bytes]) -> None:
    text = edition["report.html"].decode()
    assert not re.search(r'\ssrc="(?!data:)', text)
    assert not re.search(r"url\((?!data:)", text)
    assert not re.search(r"<script(?! type=\"application/ld\+json\")", text)
    assert 'rel="stylesheet"' not in text


def test_a_chart_says_its_finding_its_measure_and_its_source_and_gives_its_data(page: Any) -> None:
    figure = one(page, "#figure-ytd")
    assert "Small caps are" in words(one(figure, ".finding"))
    assert "Price return since 31 December 2025" in words(one(figure, ".measure"))
    assert words(one(figure, ".source")).startswith("Source: Sample Exchange")
    assert one(figure, ".drawing").attrib["aria-label"].startswith("Three lines")
    rows = find(figure, "details table tbody tr")
    assert 20 < len(rows) <= 41
    assert rows[-1][0].text == "2026-08-21"
    assert find(page, "#figure-ratio details") == []


def test_a_long_table_of_data_keeps_its_last_row() -> None:
    rows = tuple((str(at), float(at)) for at in range(170))
    kept, every = thinned(DataTable(("a", "b"), rows))
    assert every == 5
    assert kept.rows[-1] == rows[-1]
    assert thinned(DataTable(("a", "b"), rows[:12])) == (DataTable(("a", "b"), rows[:12]), 1)


def test_linked_data_describe_the_report_and_its_data_sets(page: Any) -> None:
    found = json.loads(one(page, 'script[type="application/ld+json"]').text_content())
    assert found["@type"] == "Report"
    assert found["datePublished"] == "2026-08-21"
    assert found["hasPart"][0]["distribution"]["contentUrl"].endswith("/2026-08-21/data/ytd.csv")
    assert len(found["hasPart"][0]["description"]) >= 50
    assert found["image"].endswith("opengraph.png")


def test_without_an_address_nothing_pretends_to_one(theme: Theme, layouts: tuple[Path, ...]) -> None:
    bare = page_of(document(url=None), theme, layouts)
    assert find(bare, 'link[rel="canonical"]') == []
    assert find(bare, 'meta[property="og:image"]') == []


def test_text_from_data_is_text(theme: Theme, layouts: tuple[Path, ...]) -> None:
    hostile = "<img src=x onerror=alert(1)>\"'&amp;"
    section = Section("x", (Text(hostile),), (Prose((Text(hostile), Link((Text("go"),), "javascript:alert(1)"))),))
    made = dataclasses.replace(document(publisher=hostile, report_title=hostile), sections=(lead_section(), section))
    page = page_of(made, theme, layouts)
    assert find(page, "img") == []
    assert hostile.translate({34: "”", 39: "’"}) in one(page, "#x p").text_content(), "its quotes set, nothing else"
    assert one(page, "#x a").attrib["href"] == "#"
    assert len(find(page, "script")) == 1


def test_a_fact_the_document_does_not_carry_is_printed_plainly(theme: Theme, layouts: tuple[Path, ...]) -> None:
    section = Section("x", (), (Prose((Quoted("rut.unknown", "1.0%"),)),), place="lead")
    page = page_of(dataclasses.replace(document(), sections=(section,)), theme, layouts)
    assert words(one(page, "#x")) == "1.0%"


def test_every_quoted_figure_of_the_document_is_on_the_page(page: Any) -> None:
    keys = {
        key
        for section in document().sections
        for block in section.blocks
        if isinstance(block, Prose)
        for key in quoted_keys(block.text)
    }
    shown = {words(code).removesuffix(" Link") for code in find(page, ".card code")}
    assert keys <= shown
    assert {FACTS[key].standing for key in keys} >= {Standing.CITED, Standing.ESTIMATED}
