"""The e-mails of real editions: small, whole, and nothing in them that a client drops without a reason we know."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import lxml.html
import pytest

from tests.full import tools
from tests.full.editions import SECOND, Made

pytestmark = pytest.mark.full

ALLOWED = Path(__file__).with_name("mail_allowed.json")
SLOTS = ("{{salutation}}", "{{unsubscribe_url}}")


def html(made: Made) -> str:
    return (made.folder / "email.html").read_text(encoding="utf-8")


def text(made: Made) -> str:
    return (made.folder / "email.txt").read_text(encoding="utf-8")


def test_gmail_cuts_nothing_off(editions: list[Made]) -> None:
    for made in editions:
        assert len(html(made).encode()) < 100_000, made.name


def test_what_clients_do_not_support_is_known_and_has_its_reason(editions: list[Made]) -> None:
    allowed = json.loads(ALLOWED.read_text(encoding="utf-8"))
    assert all(len(reason) > 30 for reason in allowed.values())
    found = {issue.feature for made in editions for issue in tools.caniemail(made.folder / "email.html")}
    assert found == set(allowed), "new findings want a reason, old reasons without a finding go"


def test_every_picture_the_mail_shows_comes_with_it(editions: list[Made]) -> None:
    image = pytest.importorskip("PIL.Image")
    for made in editions:
        page: Any = lxml.html.document_fromstring(html(made))
        shown = [*page.xpath("//img/@src"), *page.xpath("//source/@srcset")]
        assert all(str(one).startswith("cid:") for one in shown), made.name
        for one in (name for name in shown if "cid:logo" not in name):
            path = made.folder / "figures" / f"{str(one).removeprefix('cid:')}.png"
            with image.open(path) as picture:
                assert picture.width >= 2 * 552, "sharp where a pixel is two"
            assert path.stat().st_size < 150_000
        logos = page.xpath("//img[@class='logo']")
        assert len(logos) == (made.wanted.theme == SECOND), "the second theme has one"
        for one in logos:
            with image.open(made.folder / "figures" / "logo.png") as picture:
                assert picture.height == 3 * int(one.get("height"))
        for one in page.xpath("//img[not(@class='logo')]"):
            assert re.search(r"\d", one.get("alt") or ""), made.name
            assert one.get("width") == "552"


def test_the_mail_is_600_wide_and_needs_nothing_from_outside(editions: list[Made]) -> None:
    for made in editions:
        page: Any = lxml.html.document_fromstring(html(made))
        assert "600" in page.xpath("//table/@width")
        assert page.xpath("//script | //link | //iframe | //form | //@background") == []
        assert all(table.get("role") == "presentation" or table.xpath(".//th") for table in page.iter("table"))


def test_salutation_and_the_way_out_stand_once_in_either_part(editions: list[Made]) -> None:
    for made in editions:
        for part in (html(made), text(made)):
            assert [part.count(slot) for slot in SLOTS] == [1, 1], made.name
            assert part.count("{{") == 2, "no slot that nobody fills"


def test_the_text_part_is_plain_and_fits_eighty_columns(editions: list[Made]) -> None:
    for made in editions:
        lines = text(made).splitlines()
        assert [line for line in lines if len(line) > 78] == []
        assert not re.search(r"<[a-z/!]|\*\*|\]\(|&[a-z]+;|\[\^|\bNone\b", text(made)), made.name
        assert "\n\n\n" not in text(made)
        assert len(text(made)) > 600


def test_both_parts_say_the_same_figures(editions: list[Made]) -> None:
    for made in editions:
        page: Any = lxml.html.document_fromstring(html(made))
        for gone in page.xpath("//style | //title | //sup | //td[@class='foot']"):
            gone.drop_tree()
        rich = " ".join(page.text_content().replace("\xa0", " ").split())
        prose = text(made).split("\n--\n")[0]
        figures = set(re.findall(r"[−+]?\d+(?:[.,]\d+)*%", prose))
        assert figures
        assert [one for one in figures if one not in rich] == [], made.name
