"""The validators find what is wrong with a bad page and nothing wrong with a good one."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.full import tools

pytestmark = pytest.mark.full

GOOD = """<!doctype html>
<html lang="en"><head><meta charset="utf-8"><title>Small caps fell</title>
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="description" content="A page with nothing wrong">
<style>:root { color-scheme: light dark } body { max-width: 40rem; font: 16px/1.5 serif }
details { min-height: 48px }</style></head>
<body><main><h1>Small caps fell</h1><p>The Russell 2000 fell in the week.</p>
<details><summary>Source</summary><p>An exchange.</p></details></main></body></html>
"""
BAD = """<!doctype html>
<html><head><meta charset="utf-8"></head>
<body><h1>Figures</h1><h3>Skipped</h3><img src="http://example.com/x.png"><p style="color:#ccc">faint
<div style="width:700px">wide</div></body></html>
"""


@pytest.fixture(scope="module")
def pages(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    folder = tmp_path_factory.mktemp("pages")
    for name, html in (("good", GOOD), ("bad", BAD)):
        (folder / f"{name}.html").write_text(html, encoding="utf-8")
    return {name: folder / f"{name}.html" for name in ("good", "bad")}


@pytest.fixture(scope="module")
def pdfs(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    weasyprint = pytest.importorskip("weasyprint")
    folder = tmp_path_factory.mktemp("pdfs")
    weasyprint.HTML(string=GOOD).write_pdf(folder / "good.pdf", pdf_variant="pdf/ua-1")
    weasyprint.HTML(string=BAD.replace("<img", "<hr")).write_pdf(folder / "bad.pdf", pdf_variant="pdf/ua-1")
    return {name: folder / f"{name}.pdf" for name in ("good", "bad")}


def test_verapdf_tells_a_conforming_file_from_one_without_title_and_language(pdfs: dict[str, Path]) -> None:
    failures = tools.verapdf(list(pdfs.values()), ["ua1"])
    assert {Path(f.file).name for f in failures} == {"bad.pdf"}
    assert {"7.1-9", "7.4.2-1"} <= {f.clause for f in failures}


def test_verapdf_knows_that_pdf_ua_is_not_pdf_a(pdfs: dict[str, Path]) -> None:
    assert {f.profile for f in tools.verapdf([pdfs["good"]], ["ua1", "3a"])} == {"3a"}


def test_verapdf_refuses_what_is_no_pdf(tmp_path: Path) -> None:
    (tmp_path / "no.pdf").write_text("not a PDF")
    with pytest.raises(RuntimeError, match="ended with"):
        tools.verapdf([tmp_path / "no.pdf"], ["ua1"])


def test_poppler_reads_the_text(pdfs: dict[str, Path]) -> None:
    assert "fell in the week" in tools.poppler("pdftotext", pdfs["good"], "-")


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_passes_the_good_page_and_names_the_faults_of_the_bad(pages: dict[str, Path], scheme: tools.Scheme) -> None:
    good, bad = tools.axe_all([tools.View(pages[n], width=390, scheme=scheme) for n in ("good", "bad")])
    assert good == []
    assert {"html-has-lang", "image-alt", "color-contrast", "document-title"} <= {v.id for v in bad}


def test_the_browser_takes_pictures_of_the_scheme_asked_for(pages: dict[str, Path], tmp_path: Path) -> None:
    image = pytest.importorskip("PIL.Image")
    for scheme, bright in (("light", True), ("dark", False)):
        tools.screenshot(pages["good"], tmp_path / f"{scheme}.png", 390, "dark" if scheme == "dark" else "light")
        picture = image.open(tmp_path / f"{scheme}.png").convert("L")
        assert picture.width == 390
        assert (picture.getpixel((5, picture.height - 5)) > 128) == bright


def test_the_browser_reports_sideways_scrolling(pages: dict[str, Path]) -> None:
    assert tools.overflow(pages["good"], 390) == 0
    assert tools.overflow(pages["bad"], 390) > 0


def test_the_browser_takes_steps_and_reports_requests_and_reaches_no_network(pages: dict[str, Path]) -> None:
    opened = "document.querySelector('details').open"
    view = tools.View(pages["good"], steps=(("press", "Tab"), ("press", "Enter")))
    assert tools.evaluate(view, opened).result is True
    visit = tools.evaluate(tools.View(pages["bad"]), "document.images[0].naturalWidth")
    assert visit.result == 0
    assert "http://example.com/x.png" in visit.requests
    assert any("ERR_NAME_NOT_RESOLVED" in line for line in visit.console)


def test_nu_finds_the_missing_title(pages: dict[str, Path]) -> None:
    messages = [m for m in tools.nu(list(pages.values())) if m.kind == "error"]
    assert {m.file.rsplit("/")[-1] for m in messages} == {"bad.html"}
    assert any("title" in m.text for m in messages)


def test_lighthouse_scores_a_page_and_names_its_faults(pages: dict[str, Path]) -> None:
    found = tools.lighthouse(pages["bad"])
    assert 0 < found.scores["accessibility"] < 1
    assert any(name.startswith("image-alt") for name in found.failed)


def test_caniemail_knows_what_outlook_cannot_show(tmp_path: Path) -> None:
    mail = tmp_path / "mail.html"
    mail.write_text('<div style="display:flex"><p style="color:#123456">text</p></div>', encoding="utf-8")
    assert any("flex" in issue.feature for issue in tools.caniemail(mail, ["outlook.*"]))
