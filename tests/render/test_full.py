"""The rendered brief and thesis before real validators: veraPDF, axe, the Nu checker, Chromium."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from reportgen.model.edition import Artifact
from reportgen.render import render
from reportgen.render.theme import Theme, load_theme
from tests.full import tools
from tests.render.conftest import TEMPLATES
from tests.render.fixtures import document, thesis

pytestmark = pytest.mark.full


@pytest.fixture(scope="module")
def folders(theme: Theme, layouts: tuple[Path, ...], tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    other = load_theme([TEMPLATES], {"based_on": "harbour"})
    made = {"brief": (document(), theme), "thesis": (thesis(), theme), "harbour": (document(paper="a4"), other)}
    out: dict[str, Path] = {}
    for name, (doc, look) in made.items():
        folder = tmp_path_factory.mktemp(name)
        facts = Artifact("facts.json", b"{}", "application/json")
        for artifact in render(doc, look, layouts, ("md", "html", "pdf", "email"), [facts]):
            path = folder / artifact.path
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(artifact.content)
        out[name] = folder
    return out


def test_every_pdf_is_pdf_a_3a_and_pdf_ua_1(folders: dict[str, Path]) -> None:
    assert tools.verapdf([folder / "report.pdf" for folder in folders.values()]) == []


def test_no_page_breaks_a_rule_of_accessibility_in_either_scheme(folders: dict[str, Path]) -> None:
    views = [
        tools.View(folder / "report.html", width, 900, scheme)
        for folder in folders.values()
        for width in (390, 1280)
        for scheme in ("light", "dark")
    ]
    assert [found for found in tools.axe_all(views) if found] == []


def test_the_checker_of_the_standard_finds_nothing(folders: dict[str, Path]) -> None:
    assert tools.nu([folder / "report.html" for folder in folders.values()]) == []


def test_nothing_scrolls_sideways(folders: dict[str, Path]) -> None:
    page = folders["brief"] / "report.html"
    assert [tools.overflow(page, width) for width in (320, 390, 768, 1280)] == [0, 0, 0, 0]


SHOWN = "getComputedStyle(document.querySelector('#n12 > .card')).display"


@pytest.mark.parametrize("step", [("hover", "#n12"), ("focus", "#n12"), ("tap", "#n12")])
@pytest.mark.parametrize("width", [390, 1280])
def test_a_figure_tells_where_it_comes_from_without_script(
    folders: dict[str, Path], step: tools.Step, width: int
) -> None:
    if step[0] == "tap" and width > 600:
        pytest.skip("no finger reaches a desk's screen")
    page = folders["brief"] / "report.html"
    assert tools.evaluate(tools.View(page, width), SHOWN).result == "none"
    assert tools.evaluate(tools.View(page, width, steps=(step,)), SHOWN).result == "block"


def test_the_page_asks_for_nothing_beside_itself(folders: dict[str, Path]) -> None:
    visit = tools.evaluate(tools.View(folders["brief"] / "report.html", scripts=False), "1")
    outside = [address for address in visit.requests if not address.startswith(("file:", "data:"))]
    assert outside == []
    assert len([address for address in visit.requests if address.startswith("file:")]) == 1


def test_lighthouse_is_content(folders: dict[str, Path]) -> None:
    scores = tools.lighthouse(folders["brief"] / "report.html").scores
    assert all(scores[name] >= 0.95 for name in ("accessibility", "best-practices", "seo")), scores


def test_what_a_mail_client_does_not_know_is_only_a_nicety(folders: dict[str, Path]) -> None:
    """Lost where unknown: the dark scheme and the narrow layout (@media), the preview line's disguise, roles."""
    niceties = (
        r"@media|<style>|display:none|overflow|role attribute|<body>|<picture>|srcset|<source>|prefers-color-scheme|"
        r":first-child"
    )
    errors = {i.feature for i in tools.caniemail(folders["brief"] / "email.html") if i.level == "errors"}
    assert [feature for feature in errors if not re.search(niceties, feature)] == []
