"""The annotated page: every claim marked, its evidence one tap away, each drawing once."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date

import pytest
from lxml import html as parser

from reportgen import audit, checking
from reportgen.audit import Audit
from reportgen.config.places import places
from reportgen.model.evidence import Drawing, Gallery
from tests.audit.conftest import Audited
from tests.conftest import ROOT

DRAFT = """# Small caps

The Russell 2000 rose 7.1% in September 2025, beating the S&P 500's 2.0%. It gained 7.0% in August 2025.
"""


def page_of(*audits: Audit) -> parser.HtmlElement:
    return parser.document_fromstring(audit.render(audits, "html"))


def test_every_claim_is_a_button_that_opens_its_evidence(audited: Audited) -> None:
    page = page_of(audited(DRAFT))
    buttons = page.xpath("//button[contains(@class, 'c ')]")
    assert [button.text for button in buttons] == ["7.1%", "beating", "2.0%", "7.0%"]
    for button in buttons:
        [card] = page.xpath(f"//*[@id='{button.get('popovertarget')}']")
        assert card.get("popover") is not None
        assert button.xpath("string(span)").strip(", ") in {"contradicted", "supported"}


def test_the_verdict_is_told_in_words_and_shape_not_in_colour_alone(audited: Audited) -> None:
    page = page_of(audited(DRAFT))
    assert "Contradicted: 7.1%" in page.text_content()
    assert "Supported: 7.0%" in page.text_content()
    rules = page.xpath("string(//style)")
    assert {"4px double", "2px dotted", "2px solid"} <= set(re.findall(r"\dpx (?:double|dotted|solid)", rules))


def test_the_text_reads_as_it_was_written(audited: Audited) -> None:
    page = page_of(audited(DRAFT))
    for unseen in page.xpath("//span[@class='unseen']"):
        unseen.drop_tree()
    words = [" ".join(block.text_content().split()) for block in page.xpath("//h3 | //main/p[not(@class)]")]
    assert words == ["Small caps", " ".join(DRAFT.split("\n")[2].split())]


def test_claims_that_share_their_words_share_a_mark(audited: Audited) -> None:
    found = audited("The Russell 2000 rose 7.1% in September 2025, outpacing the S&P 500's 2.0% and the Nasdaq's 1.6%.")
    assert sum(one.text == "outpacing" for one in found.claims) == 2
    [mark] = page_of(found).xpath("//button[starts-with(text(), 'outpacing')]")
    [card] = page_of(found).xpath(f"//*[@id='{mark.get('popovertarget')}']")
    assert len(card.xpath("div")) == 2


def test_what_is_wrong_stands_first_and_leads_to_its_place(audited: Audited) -> None:
    page = page_of(audited(DRAFT))
    links = page.xpath("//ol[@class='wrong']//a")
    assert [link.text_content() for link in links][:2] == ["7.1%", "beating"]
    for link in links:
        assert page.xpath(f"//button[@id='{link.get('href')[1:]}']")


def test_a_drawing_shown_twice_stands_once_in_the_page(audited: Audited) -> None:
    found = audited("The Russell 2000 gained 7.0% in August 2025. In August 2025 the Russell 2000 rose 7.0%.")
    [fact] = {one.fact for one in found.claims}
    assert fact is not None
    drawing = Drawing('<svg x="1"><path d="M0 0"/></svg>', 340, 200, "t", "s", "the words", "FTSE Russell")
    text = audit.render([replace(found, gallery=Gallery({fact: drawing}))], "html")
    assert text.count('<path d="M0 0"/>') == 1
    assert text.count('<use href="#d0-0"/>') == 2
    assert text.count('aria-label="the words"') == 2


def test_two_texts_on_one_page_keep_their_ids_apart(audited: Audited) -> None:
    page = page_of(audited(DRAFT), audited(DRAFT))
    ids = page.xpath("//@id")
    assert len(ids) == len(set(ids))


@pytest.mark.parametrize("nasty", ["<script>alert(1)</script>", '"><img src=x onerror=alert(1)>', "</style><b>&amp;"])
def test_nothing_of_a_text_becomes_mark_up(audited: Audited, nasty: str) -> None:
    found = audited(f"The Russell 2000 {nasty} rose 7.1% in September 2025.", name=f"{nasty}.txt".replace("/", ""))
    text = audit.render([found], "html")
    assert nasty not in text
    assert "<script" not in text
    assert not page_of(found).xpath("//img")


def test_the_page_needs_no_script_and_nothing_from_elsewhere(audited: Audited) -> None:
    text = audit.render([audited(DRAFT)], "html")
    assert "<script" not in text
    assert not re.search(r"""(?:src|href)=["'](?!#)|url\((?!data:)|@import""", text)


def test_the_charts_of_a_hundred_claims_leave_the_page_small() -> None:
    months = [f"{name} {year}" for year in range(2015, 2024) for name in MONTHS][:100]
    text = "\n\n".join(
        f"The Russell 2000 rose 1.1% in {month}. In {month} the Russell 2000 gained 1.1%." for month in months[:50]
    )
    [found] = checking.check_texts([("draft.md", text.encode())], places(ROOT), date(2026, 8, 21), drawn=True)
    assert len(found.claims) == 100
    assert 40 <= len(found.gallery.drawings) <= 50
    page = audit.render([found], "html")
    assert len(page) < 500_000
    assert page == audit.render(
        tuple(checking.check_texts([("draft.md", text.encode())], places(ROOT), date(2026, 8, 21), drawn=True)), "html"
    )


MONTHS = "January February March April May June July August September October November December".split()
