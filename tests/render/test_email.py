from __future__ import annotations

import dataclasses
import re
from pathlib import Path

import pytest

from reportgen.model.document import FigureBlock, Prose, Section
from reportgen.model.prose import Link, Text
from reportgen.render import render
from reportgen.render.email import SLOTS, words, wrapped
from reportgen.render.theme import Theme
from tests.render.fixtures import document, lead_figure, lead_section
from tests.render.pages import find, one, parsed


@pytest.fixture(scope="module")
def html(edition: dict[str, bytes]) -> str:
    return edition["email.html"].decode()


def test_it_is_the_brief_s_first_page_and_complete_in_itself(html: str) -> None:
    text = " ".join(parsed(html).text_content().split())
    for said in (
        "Small caps gave back",
        "−1.6%",
        "a touch more than the S&P 500",
    ):
        assert said in text
    assert "Returns, levels and macro" not in text


def test_it_stays_far_below_what_gmail_clips(html: str) -> None:
    assert len(html.encode()) < 100_000


def test_every_picture_travels_with_it(html: str, edition: dict[str, bytes]) -> None:
    names = re.findall(r'"cid:([^"]+)"', html)
    assert names == ["ytd-dark", "ytd"]
    assert all(edition[f"figures/{name}.png"].startswith(b"\x89PNG") for name in names)
    assert not re.search(r'src="(?!cid:)', html)


def test_the_sender_s_slots_are_open_in_both_parts_and_nothing_else_is(html: str, edition: dict[str, bytes]) -> None:
    for part in (html, edition["email.txt"].decode()):
        assert set(re.findall(r"\{\{.*?\}\}", part)) == set(SLOTS)


def test_its_look_does_not_hang_on_a_style_sheet(html: str) -> None:
    page = parsed(html)
    assert all("style" in paragraph.attrib for paragraph in find(page, "p"))
    rules = "".join(style.text_content() for style in find(page, "style"))
    assert rules.count("@media") == 2
    assert "prefers-color-scheme: dark" in rules
    assert find(page, 'table[role="presentation"]')
    assert one(page, "img").attrib["alt"].startswith("Three lines")


def test_its_charset_comes_first(html: str) -> None:
    assert 'charset="utf-8"' in html[:1024]


def test_the_text_part_reads_well_in_seventy_two_columns(edition: dict[str, bytes]) -> None:
    text = edition["email.txt"].decode()
    assert max(len(line) for line in text.splitlines() if "http" not in line) <= 72
    assert "−1.6%  Russell 2000, week to 21 August, price return" in text
    assert "[Chart] Three lines" in text
    assert "<" not in text


def test_a_link_keeps_its_address_and_an_address_its_length() -> None:
    link = Link((Text("method"),), "https://example.org/" + "x" * 90)
    assert words((Text("See the "), link)) == f"See the method ({link.url})"
    assert link.url in wrapped(words((link,)))


def test_a_first_page_of_words_alone_takes_the_first_chart_along(theme: Theme, layouts: tuple[Path, ...]) -> None:
    whole = document()
    words_alone = dataclasses.replace(lead_section(), blocks=(Prose((Text("Words alone."),)),))
    drawn = Section("drawn", (Text("The drawn one"),), (FigureBlock(lead_figure()), Prose((Text("Beside it."),))))
    later = Section("later", (Text("Later"),), (Prose((Text("Not in the mail."),)),))
    masthead = dataclasses.replace(whole.masthead, layout="thesis")
    made = dataclasses.replace(whole, masthead=masthead, sections=(words_alone, later, drawn))
    files = {a.path: a.content for a in render(made, theme, layouts, ("email",))}
    page = parsed(files["email.html"].decode())
    assert len(find(page, "img.chart")) == 1
    assert "Beside it." in page.text_content()
    assert "Not in the mail." not in page.text_content()
    assert "[Chart]" in files["email.txt"].decode()
