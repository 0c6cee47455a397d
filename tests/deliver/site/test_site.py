"""What a site is: every edition as approved for ever, pages that lead to it, notices where it was corrected."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from xml.etree import ElementTree as ET

import feedparser
import pytest

from reportgen.deliver.site import search
from reportgen.errors import GateError, ProblemsError, UsageError
from tests.deliver.site.shelf import BASE, NOW, Shelf, faults, tree


@pytest.fixture
def shelf(tmp_path: Path) -> Shelf:
    return Shelf(tmp_path)


def weeks(count: int, start: str = "2026-06-05") -> Iterator[str]:
    from datetime import date

    first = date.fromisoformat(start)
    return ((first + timedelta(weeks=n)).isoformat() for n in range(count))


def test_editions_stay_byte_for_byte_what_they_were_whatever_is_published_later(shelf: Shelf) -> None:
    folder = shelf.edition("2026-08-14")
    shelf.publish(folder)
    approved = tree(folder)
    for name in ("2026-08-21", "2026-08-28"):
        shelf.publish(shelf.edition(name), base=BASE)
    shelf.publish(shelf.edition("2026-08-14-r2", corrects="2026-08-14"))
    published = tree(shelf.site / "weekly/2026-08-14")
    published.pop("index.html")
    assert published == approved
    assert faults(shelf.files(), BASE) == []


def test_the_page_of_an_edition_holds_the_approved_words_unchanged(shelf: Shelf) -> None:
    folder = shelf.edition("2026-08-21")
    shelf.publish(folder, base=BASE)
    page = shelf.text("weekly/2026-08-21/index.html")
    without = re.sub(r"<!--site-->.*?<!--/site-->\n", "", page, flags=re.DOTALL)
    body = re.compile(r"<body[^>]*>\n(.*)</body>", re.DOTALL)
    approved, shown = body.search((folder / "report.html").read_text()), body.search(without)
    assert approved
    assert shown
    assert shown[1].split() == approved[1].split()
    assert 'class="brief"' in page
    assert "p { margin: 0 }" in page
    assert 'elsewhere.example/">\n<meta' not in page, "a canonical link of the report's own misleads on the site"


def test_fonts_inside_reports_are_shared_by_all_pages(shelf: Shelf) -> None:
    shelf.publish(*(shelf.edition(name) for name in weeks(3)))
    pages = [text for path, text in shelf.files().items() if path.endswith("/index.html") and "/2026-" in path]
    fonts = {found for page in pages for found in re.findall(rb"url\(([^)]*woff2)\)", page)}
    assert len(fonts) == 1
    assert (shelf.site / "weekly/2026-06-05" / fonts.pop().decode()).resolve().is_file()


def test_home_shows_the_latest_edition_of_each_report(shelf: Shelf) -> None:
    shelf.publish(shelf.edition("2026-08-14", headline="Old news"), shelf.edition("2026-08-21", headline="New news"))
    shelf.publish(shelf.edition("2026-08-20", "monthly", "Month's news"))
    home = shelf.text("index.html")
    newest = re.findall(r"<h2 id=[^>]*><a href=\"([^\"]*)\">([^<]*)</a>", home)
    assert newest == [
        ("weekly/2026-08-21/index.html", "New news"),
        ("monthly/2026-08-20/index.html", "Month&#39;s news"),
    ]
    assert "Old news" in home
    assert "The Monthly" in shelf.text("archive/index.html")
    assert re.findall(r'href="\.\./\.\./([a-z]+/2026-08-\d\d)/', shelf.text("archive/2026/index.html")) == [
        "weekly/2026-08-21", "monthly/2026-08-20", "weekly/2026-08-14",
    ]  # fmt: skip
    assert re.findall(r'href="(2026-08-\d\d)/', shelf.text("weekly/index.html")) == ["2026-08-21", "2026-08-14"]


def test_previous_and_next_skip_what_was_corrected(shelf: Shelf) -> None:
    names = list(weeks(3))
    shelf.publish(*(shelf.edition(name) for name in names))
    shelf.publish(shelf.edition(f"{names[1]}-r2", corrects=names[1]))

    def around(name: str) -> dict[str, str]:
        return dict(re.findall(r'<link rel="(prev|next)" href="\.\./([^/]*)/', shelf.text(f"weekly/{name}/index.html")))

    assert around(names[0]) == {"next": f"{names[1]}-r2"}
    assert around(f"{names[1]}-r2") == {"prev": names[0], "next": names[2]} == around(names[1])
    assert around(names[2]) == {"prev": f"{names[1]}-r2"}


def test_a_correction_is_shown_on_the_old_page_with_what_was_stated(shelf: Shelf) -> None:
    shelf.publish(shelf.edition("2026-08-21"), base=BASE)
    shelf.publish(shelf.edition("2026-08-21-r2", corrects="2026-08-21"))
    old = shelf.text("weekly/2026-08-21/index.html")
    for words in ("corrected on 25 August 2026", "A close was mistyped.", "1.2%", "1.3%", "Russell 2000: return"):
        assert words in old
    assert 'href="../2026-08-21-r2/index.html"' in old
    new = shelf.text("weekly/2026-08-21-r2/index.html")
    assert "This edition corrects" in new
    assert 'href="../2026-08-21/index.html"' in new
    assert "corrected since" in shelf.text("weekly/index.html")
    assert "2026-08-21/" not in shelf.text("feed.xml").replace("2026-08-21-r2/", "")
    linked = re.search(r'<script type="application/ld\+json">(.*?)</script>', old, re.DOTALL)
    assert linked
    assert json.loads(linked[1])["correction"]["text"] == "A close was mistyped."


def test_other_bytes_at_an_address_that_readers_rely_on_are_refused(shelf: Shelf) -> None:
    shelf.publish(shelf.edition("2026-08-21"))
    before = shelf.files()
    with pytest.raises(GateError, match="reportgen correct weekly/2026-08-21"):
        shelf.publish(shelf.edition("2026-08-21", headline="Changed"))
    assert shelf.files() == before


def test_the_same_editions_give_the_same_site_in_one_go_or_one_by_one(tmp_path: Path) -> None:
    one, other = Shelf(tmp_path / "a", program=search.program()), Shelf(tmp_path / "b", program=search.program())
    names = list(weeks(4))
    one.publish(*(one.edition(name) for name in names), base=BASE)
    for name in reversed(names):
        other.publish(other.edition(name), base=BASE)
    assert one.files() == other.files()


def test_publishing_again_changes_nothing_and_keeps_the_first_date(shelf: Shelf) -> None:
    folder = shelf.edition("2026-08-21")
    assert shelf.publish(folder).changed
    before = shelf.files()
    again = shelf.publish(folder, now=NOW + timedelta(days=3))
    assert not again.changed
    assert again.editions[0].published == NOW.isoformat(timespec="seconds")
    assert shelf.files() == before


def test_pages_that_do_not_change_are_not_made_again(shelf: Shelf) -> None:
    names = list(weeks(6))
    shelf.publish(*(shelf.edition(name) for name in names[:5]), base=BASE)
    places = {path: (shelf.site / path).stat().st_ino for path in shelf.files()}
    shelf.publish(shelf.edition(names[5]))
    kept = {path for path, inode in places.items() if (shelf.site / path).stat().st_ino == inode}
    assert {f"weekly/{name}/index.html" for name in names[:4]} <= kept
    assert f"weekly/{names[4]}/index.html" not in kept, "its page now leads to the next edition"
    assert {f"weekly/{name}/report.html" for name in names[:5]} <= kept
    assert "index.html" not in kept


def test_feeds_are_read_by_a_reader_of_feeds(shelf: Shelf) -> None:
    shelf.publish(shelf.edition("2026-08-14", headline="Tom & Jerry <b>"), shelf.edition("2026-08-21"), base=BASE)
    for path in ("feed.xml", "weekly/feed.xml"):
        feed = feedparser.parse(shelf.files()[path])
        assert not feed.bozo
        assert [entry.link for entry in feed.entries] == [f"{BASE}weekly/2026-08-{day}/" for day in (21, 14)]
        assert feed.entries[1].title == "Tom & Jerry <b>"
        assert feed.entries[0].enclosures[0].href.endswith("2026-08-21/report.pdf")
        assert feed.entries[0].published_parsed[:3] == (2026, 8, 24)
    ids = [entry.id for entry in feedparser.parse(shelf.files()["feed.xml"]).entries]
    assert len(set(ids)) == 2
    items = json.loads(shelf.text("feed.json"))
    assert items["version"] == "https://jsonfeed.org/version/1.1"
    assert [item["id"] for item in items["items"]] == ids


def test_the_sitemap_lists_every_page_a_reader_may_want(shelf: Shelf) -> None:
    shelf.publish(*(shelf.edition(name) for name in weeks(3, "2025-12-19")), base=BASE)
    rows = ET.fromstring(shelf.text("sitemap.xml")).iter("{http://www.sitemaps.org/schemas/sitemap/0.9}loc")
    listed = {str(row.text) for row in rows}
    pages = {path for path in shelf.files() if path.endswith("index.html")}
    assert listed == {BASE + path.removesuffix("index.html") for path in pages}
    assert f"Sitemap: {BASE}sitemap.xml" in shelf.text("robots.txt")


def test_cards_canonical_links_and_json_ld_carry_full_addresses(shelf: Shelf) -> None:
    shelf.publish(shelf.edition("2026-08-21", headline='"Quoted" </script>'), base=BASE)
    page = shelf.text("weekly/2026-08-21/index.html")
    address = BASE + "weekly/2026-08-21/"
    assert re.findall(r'<link rel="canonical" href="([^"]*)"', page) == [address]
    assert f'<meta property="og:image" content="{address}opengraph.png">' in page
    linked = re.search(r'<script type="application/ld\+json">(.*?)</script>', page, re.DOTALL)
    assert linked
    data = json.loads(linked[1])
    assert (data["url"], data["headline"]) == (address, '"Quoted" </script>')
    assert data["hasPart"][0]["distribution"]["contentUrl"] == address + "data/move.csv"


def test_a_new_address_reaches_every_page(shelf: Shelf) -> None:
    shelf.publish(shelf.edition("2026-08-14"))
    assert "canonical" not in shelf.text("weekly/2026-08-14/index.html")
    assert "sitemap.xml" not in shelf.files()
    shelf.publish(shelf.edition("2026-08-21"), base="https://new.example")
    assert 'canonical" href="https://new.example/weekly/2026-08-14/"' in shelf.text("weekly/2026-08-14/index.html")
    with pytest.raises(UsageError, match="is no address of a site"):
        shelf.publish(shelf.edition("2026-08-21"), base="new.example")


def test_a_link_to_nothing_refuses_the_deploy_and_names_the_page(shelf: Shelf) -> None:
    shelf.publish(shelf.edition("2026-08-14"))
    before = shelf.files()
    bad = shelf.edition(
        "2026-08-21", more='<a href="data/lost.csv">x</a><a href="#nowhere">y</a><a href="../../no/">z</a>'
    )
    with pytest.raises(ProblemsError) as told:
        shelf.publish(bad)
    for words in ("weekly/2026-08-21/report.html, row", "data/lost.csv", "#nowhere", "../../no/"):
        assert words in str(told.value)
    assert shelf.files() == before


def test_files_put_there_by_hand_stay_and_may_be_linked_to(shelf: Shelf) -> None:
    shelf.publish(shelf.edition("2026-08-14"))
    (shelf.site / "imprint.html").write_text("Example Research Ltd", encoding="utf-8")
    shelf.publish(shelf.edition("2026-08-21", more='<a href="../../imprint.html">Imprint</a>'))
    assert shelf.text("imprint.html") == "Example Research Ltd"


def test_a_file_that_vanished_is_told_and_put_back_by_naming_its_edition(shelf: Shelf) -> None:
    first = shelf.edition("2026-08-14")
    shelf.publish(first)
    (shelf.site / "weekly/2026-08-14/report.pdf").unlink()
    (shelf.site / "archive/index.html").unlink()
    with pytest.raises(ProblemsError, match=r"report\.pdf: was removed from the site by another hand"):
        shelf.publish(shelf.edition("2026-08-21"))
    shelf.publish(first, shelf.edition("2026-08-21"))
    assert faults(shelf.files()) == []


def test_an_edition_without_a_web_page_has_a_page_that_leads_to_its_files(shelf: Shelf) -> None:
    folder = shelf.edition("2026-08-21")
    manifest = json.loads((folder / "manifest.json").read_text())
    (folder / "report.html").unlink()
    from reportgen.deliver.editions import digest_of

    manifest["files"].pop("report.html")
    manifest["digest"] = digest_of(manifest["files"])
    (folder / "manifest.json").write_text(json.dumps(manifest))
    shelf.publish(folder)
    page = shelf.text("weekly/2026-08-21/index.html")
    assert 'href="report.pdf"' in page
    assert faults(shelf.files()) == []


def test_a_report_cannot_take_the_sites_own_places(shelf: Shelf) -> None:
    with pytest.raises(GateError, match="cannot be part of an address"):
        shelf.publish(shelf.edition("2026-08-21", "archive"))


def test_search_holds_the_words_of_what_stands_and_nothing_else(tmp_path: Path) -> None:
    if search.program() is None:
        pytest.skip("needs the extra `site`")
    shelf = Shelf(tmp_path, program=search.program())
    shelf.publish(shelf.edition("2025-12-26"), shelf.edition("2026-08-14", headline="Zinc rallied"))
    last_year = {path: text for path, text in shelf.files().items() if path.startswith("search/2025/")}
    shelf.publish(shelf.edition("2026-08-14-r2", headline="Zinc fell", corrects="2026-08-14"))
    texts = json.loads(shelf.text("search/2026/texts.json"))
    assert [text["title"] for text in texts] == ["Zinc fell"]
    assert "hidden provenance" not in texts[0]["words"]
    assert {path: text for path, text in shelf.files().items() if path.startswith("search/2025/")} == last_year
    assert "Search" in shelf.text("index.html")
    kept = {path for path in shelf.files() if path.startswith("search/2026/fragment/")}
    assert len(kept) == 1, "the corrected edition's fragment is gone"


def test_without_pagefind_the_site_works_and_says_so(shelf: Shelf) -> None:
    done = shelf.publish(shelf.edition("2026-08-21"))
    assert any("reportgen[site]" in note for note in done.notes)
    assert "search/index.html" not in shelf.text("index.html")
    assert faults(shelf.files()) == []


def test_a_template_of_the_desk_shadows_the_packaged_one(tmp_path: Path) -> None:
    from dataclasses import replace

    from reportgen.deliver.editions import verify
    from reportgen.deliver.site import open_target, publish
    from reportgen.deliver.site.plan import Settings
    from tests.deliver.site.shelf import look

    own = tmp_path / "templates/site"
    own.mkdir(parents=True)
    (own / "404.html").write_text("<p>Nothing, says {{ site.title }}</p>")
    shelf = Shelf(tmp_path)
    mine = replace(look(), templates=(own.parent, *look().templates))
    folder = shelf.edition("2026-08-21")

    def go() -> None:
        settings = Settings(mine, "Example Research", "en-GB", "", None)
        publish([(folder, verify(folder))], open_target(str(shelf.site)), settings, now=NOW)

    go()
    assert shelf.text("404.html") == "<p>Nothing, says Example Research</p>"
    (own / "404.html").write_text("{{ nonsense.here }}")
    with pytest.raises(ProblemsError, match=r"templates/site/404\.html"):
        go()
