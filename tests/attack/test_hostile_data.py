"""Names, titles, addresses and statements that hold mark-up of every kind: they are printed, never obeyed."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest
import yaml

from tests.conftest import DATA, ROOT
from tests.desk import Desk

BITE = (
    "<script>alert(1)</script><img src=x onerror=alert(2)>\"'><b>&amp; {{ 7 * 7 }} {% raw %} "
    "[x](javascript:alert(3)) `c` **d** _e_ | ~~f~~ # $g$ \\ ]]> -->"
)
"""What each text that comes from data is made to hold."""
CALM = re.compile(r"^(?:https?://|#|data:image/|data:,$|mailto:|[\w./-]+$)")


def bitten(path: Path) -> None:
    """The catalog with the bite in every name, title, publisher, licence and note."""
    catalog: dict[str, Any] = yaml.safe_load(path.read_text(encoding="utf-8"))
    catalog["title"] += BITE
    for entity in catalog["entities"].values():
        entity["names"][0] += f" {BITE}"
        entity["short"] = f"{entity.get('short', '')}{BITE}"
        entity["notes"] = [BITE]
    for dataset in catalog["datasets"].values():
        for owner in (dataset, *dataset["columns"].values()):
            if isinstance(owner, dict) and "origin" in owner:
                owner["origin"]["publisher"] += BITE
                owner["origin"]["title"] += BITE
        dataset["note"] = BITE
        dataset.setdefault("licence", {})["attribution"] = BITE
    path.write_text(yaml.safe_dump(catalog, allow_unicode=True, sort_keys=False), encoding="utf-8")


def statements(path: Path) -> None:
    """The cited figures with the bite in every statement and source."""
    rows = list(csv.DictReader(io.StringIO(path.read_text(encoding="utf-8"))))
    for row in rows:
        row["statement"] += BITE
        row["source"] += BITE
    out = io.StringIO()
    writer = csv.DictWriter(out, rows[0].keys())
    writer.writeheader()
    writer.writerows(rows)
    path.write_text(out.getvalue(), encoding="utf-8")


@pytest.fixture(scope="module", params=["small-cap-weekly", "small-cap-thesis"])
def files(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> dict[str, bytes]:
    """An edition whose every word from data and configuration bites."""
    desk = Desk(tmp_path_factory.mktemp("hostile") / "desk")
    bitten(desk.folder / "data" / "catalog.yaml")
    statements(desk.folder / "data" / "cited_figures.csv")
    report = yaml.safe_load((ROOT / "reports" / f"{request.param}.yaml").read_text(encoding="utf-8"))
    report["title"] += BITE
    report["tags"] = [BITE]
    report["author"] = {"name": f"Ada {BITE}", "role": BITE}
    report["publisher"] |= {
        "name": 'Example & Sons\' "Research"',
        "contact": BITE,
        "url": "https://example.org/a?b=1&c=2",
    }
    report["rules"] = {"disclosure.printed": "off"}  # it compares the words as written with the words as read
    report["settings"]["strict_check"] = False  # names that are no names leave nothing to check against
    report["settings"]["headline_name"] = "Small caps <b onclick=alert()>"
    desk.write("reports/hostile.yaml", yaml.safe_dump(report, allow_unicode=True, sort_keys=False))
    done = desk.run("build", "hostile", "--as-of", "2026-08-21")
    assert done.code == 0, done.err
    return desk.files("output/hostile/2026-08-21")


def elements(content: bytes) -> Any:
    from lxml import html

    return html.document_fromstring(content.decode())


@pytest.mark.parametrize("name", ["report.html", "email.html"])
def test_a_page_holds_no_element_that_data_made(files: Mapping[str, bytes], name: str) -> None:
    tree = elements(files[name])
    assert "<script>alert(1)</script>" in tree.text_content().replace("\\xa0", " ")
    scripts = [one for one in tree.iter("script") if one.get("type") != "application/ld+json"]
    assert [one for one in scripts if "alert" in (one.text or "")] == []
    for one in tree.iter():
        if isinstance(one.tag, str):
            assert [key for key in one.attrib if key.startswith("on")] == []
            for key in ("href", "src", "action", "formaction", "xlink:href"):
                if (target := one.get(key)) and not target.startswith(("cid:", "{{")):
                    assert CALM.match(target), target
    assert not tree.xpath("//img[@src='x']")


def test_markdown_read_again_shows_the_words_and_nothing_else(files: Mapping[str, bytes]) -> None:
    from markdown_it import MarkdownIt

    text = files["report.md"].decode()
    tree = elements(MarkdownIt("commonmark", {"html": True}).enable(["table", "strikethrough"]).render(text).encode())
    assert tree.xpath("//script | //img[@src='x'] | //*[@onerror] | //a[starts-with(@href, 'javascript:')]") == []
    assert "<script>alert(1)</script>" in tree.text_content()
    assert "{{ 7 * 7 }}" in tree.text_content()


def test_drawings_are_sound_and_hold_no_script(files: Mapping[str, bytes]) -> None:
    from lxml import etree

    drawings = [content for name, content in files.items() if name.endswith(".svg")]
    assert drawings
    for content in drawings:
        tree = etree.fromstring(content)
        tags = {str(one.tag).rpartition("}")[2] for one in tree.iter()}
        assert not tags & {"script", "image", "foreignObject", "a", "use", "b", "img"}
        assert not [key for one in tree.iter() for key in map(str, one.attrib) if key.startswith("on") or "href" in key]


def test_the_machine_s_copy_parses_and_ends_no_script(files: Mapping[str, bytes]) -> None:
    import json

    tree = elements(files["report.html"])
    (linked,) = tree.xpath("//script[@type='application/ld+json']")
    assert BITE in json.loads(linked.text)["name"]


def test_a_mail_s_slots_are_its_own(files: Mapping[str, bytes]) -> None:
    for name in ("email.html", "email.txt"):
        text = files[name].decode()
        assert text.count("{{salutation}}") == 1
        assert text.count("{{unsubscribe_url}}") >= 1
        assert "{{ 7 * 7 }}" in text or "{{" in text


def test_print_shows_the_words(files: Mapping[str, bytes]) -> None:
    import pypdfium2

    pages = pypdfium2.PdfDocument(files["report.pdf"])
    text = " ".join("".join(page.get_textpage().get_text_range() for page in pages).split())
    assert "alert(1)" in text
    # What is compressed may spell anything.
    names = re.sub(rb"stream\r?\n.*?endstream", b"", files["report.pdf"], flags=re.DOTALL)
    assert len(names) > 1000
    for active in (b"/JavaScript", b"/JS", b"/Launch"):
        assert active not in names


def test_data_files_start_no_formula(files: Mapping[str, bytes]) -> None:
    tables = [content for name, content in files.items() if name.startswith("data/")]
    for content in tables:
        for row in csv.reader(io.StringIO(content.decode())):
            assert not [cell for cell in row if cell[:1] in {"=", "@", "\t", "\r"}]
    assert DATA.is_dir()
