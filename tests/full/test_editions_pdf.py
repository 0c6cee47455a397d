"""The PDFs of real editions: conformance, pages, type, reading order, and nothing left alone on a page."""

from __future__ import annotations

import re
from typing import Any

import pytest

from tests.full import editions as editions_
from tests.full import measures, pdfpage, tools
from tests.full.editions import Made
from tests.full.htmlpage import parsed, words

pytestmark = pytest.mark.full


def test_every_pdf_is_pdf_a_3a_and_pdf_ua_1(editions: list[Made]) -> None:
    found = measures.conformance(editions)
    assert {name: faults for name, faults in found.items() if faults} == {}


def test_a_brief_has_two_pages_and_a_thesis_as_many_as_it_has_arguments(editions: list[Made]) -> None:
    wrong = {made.name: count for made in editions if (count := measures.sizes(made).pages) not in made.wanted.pages}
    assert wrong == {}


def test_every_font_is_embedded_and_one_of_the_theme(editions: list[Made]) -> None:
    for made in editions:
        rows = [line.split() for line in tools.poppler("pdffonts", made.pdf).splitlines()[2:]]
        assert rows
        assert {tuple(row[-5:-2]) for row in rows} == {("yes", "yes", "yes")}, "embedded, a subset, mapped to Unicode"
        names = {row[0].split("+")[-1].replace("-", "") for row in rows}
        families = ("IBMPlexSans",) if made.wanted.theme else ("SourceSerif4", "Inter")
        assert [name for name in names if not name.startswith(families)] == [], made.name


def opened(made: Made) -> Any:
    import pikepdf

    return pikepdf.open(made.pdf)


def test_a_pdf_says_its_title_language_author_and_day(editions: list[Made]) -> None:
    for made in editions:
        with opened(made) as pdf:
            headline = words(parsed(made.page).xpath("//h1")[0])
            assert str(pdf.docinfo["/Title"]) == headline
            assert str(pdf.Root.Lang).startswith("en")
            assert bool(pdf.Root.ViewerPreferences.DisplayDocTitle)
            assert str(pdf.docinfo["/Author"])
            assert str(pdf.docinfo["/CreationDate"]).startswith("D:" + made.folder.name.replace("-", ""))


def bookmarks(made: Made) -> list[str]:
    def flat(items: Any) -> list[str]:
        return [title for item in items for title in (str(item.title), *flat(item.children))]

    with opened(made) as pdf, pdf.open_outline() as outline:
        return flat(outline.root)


def read_aloud(editions: list[Made]) -> list[Made]:
    """The editions whose tags are read: Poppler takes seconds for each, and the second theme changes no tag."""
    return [made for made in editions if made.name in ALOUD]


ALOUD = ("small-cap-weekly 2026-08-21", "small-cap-thesis 2025-12-10")


def test_bookmarks_follow_the_headings_in_order(editions: list[Made]) -> None:
    for made in read_aloud(editions):
        marks = bookmarks(made)
        assert len(marks) >= 6
        spoken = squeezed(pdfpage.spoken(made.pdf))
        at = 0
        for mark in marks:
            at = spoken.find(squeezed(mark), at)
            assert at >= 0, f"{made.name}: {mark!r} is not where the bookmarks say"


# ------------------------------------------------------------------------------------------ reading


def squeezed(text: str) -> str:
    """The text without white space and without hyphens, which a line's end may add."""
    return re.sub(r"[\s‐‑\-\u00ad•]+", "", text)


def lead_paragraphs(made: Made) -> list[str]:
    tree = parsed(made.page)
    found = tree.xpath("//section[contains(concat(' ', @class, ' '), ' lead ')]//*[self::p or self::li]")
    texts = [words(one) for one in found if not one.find_class("q") or "source" not in (one.get("class") or "")]
    return [text for text in texts if len(text) > 60 and not text.startswith("Source")]


def test_both_screen_readers_and_those_who_copy_get_the_text_in_order(editions: list[Made]) -> None:
    for made in editions:
        paragraphs = lead_paragraphs(made)
        assert len(paragraphs) >= 3, made.name
        copied = tools.poppler("pdftotext", "-raw", made.pdf, "-")
        for text in (copied, *([pdfpage.spoken(made.pdf)] if made in read_aloud(editions) else [])):
            flat, at = squeezed(text), 0
            for paragraph in paragraphs:
                at = flat.find(squeezed(paragraph), at)
                assert at >= 0, f"{made.name}: torn or out of order: {paragraph}"


def test_every_figure_of_the_pdf_says_its_number(editions: list[Made]) -> None:
    for made in editions:
        texts = pdfpage.alternatives(made.pdf)
        assert len(texts) >= 2
        logo = [text for text in texts if text == "Example Research"]
        assert len(logo) == (made.wanted.theme == editions_.SECOND), "the second theme has one"
        assert [text for text in texts if text not in logo and not re.search(r"\d", text)] == [], made.name


# ------------------------------------------------------------------------------------------ pages


def heads(made: Made) -> dict[str, float]:
    """What announces something below it, and how far below that may begin: under a chart's words lies the chart."""
    tree = parsed(made.page)
    captions = [*tree.find_class("finding"), *tree.find_class("measure")]
    headings = {words(one) for one in tree.xpath("//h2 | //h3")} | set(bookmarks(made)[1:])
    return {squeezed(words(one)): HIGHEST for one in captions} | {squeezed(text): 120.0 for text in headings}


HIGHEST = 360.0
"""The height of the tallest chart, in points; its source stands right below it."""


def test_no_heading_and_no_caption_stands_last_on_its_page_or_in_its_column(editions: list[Made]) -> None:
    for made in editions:
        announced = heads(made)
        for number, page in enumerate(pdfpage.pages(made.pdf), 1):
            reach = ((line, max(announced.get(squeezed(t), 0.0) for t in page.ending(line))) for line in page.lines)
            alone = [line.text for line, within in reach if within and not page.below(line, within)]
            assert alone == [], f"{made.name}, page {number}"


def test_no_page_is_half_empty(editions: list[Made]) -> None:
    for made in editions:
        pages = pdfpage.pages(made.pdf)
        filled = [round(page.filled, 2) for page in pages]
        assert min(filled[:-1]) >= 0.6, f"{made.name}: {filled}"
        assert filled[-1] >= 0.4, f"{made.name}: {filled}"


def test_no_line_leaves_its_page(editions: list[Made]) -> None:
    for made in editions:
        for number, page in enumerate(pdfpage.pages(made.pdf), 1):
            over = [line.text for line in page.lines if line.left < 36 or line.right > page.width - 36]
            assert over == [], f"{made.name}, page {number}"


def test_no_two_words_stand_on_each_other(editions: list[Made]) -> None:
    for made in editions:
        for number, page in enumerate(pdfpage.pages(made.pdf), 1):
            clash = [
                (one.text, other.text)
                for at, one in enumerate(page.lines)
                for other in page.lines[at + 1 :]
                if overlap(one, other)
            ]
            assert clash == [], f"{made.name}, page {number}"


def overlap(one: pdfpage.Line, other: pdfpage.Line) -> bool:
    """Whether two lines share more than a hair of ground; Poppler's boxes are taller than their letters."""
    wide = min(one.right, other.right) - max(one.left, other.left)
    high = min(one.bottom, other.bottom) - max(one.top, other.top)
    return wide > 1.5 and high > 0.45 * min(one.bottom - one.top, other.bottom - other.top)
