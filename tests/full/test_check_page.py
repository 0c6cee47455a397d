"""The checker's page in a real browser: accessible, valid, opened by key and by touch, no wider than a telephone."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path

import pytest

from reportgen import audit, checking
from reportgen.config.places import places
from tests.conftest import ROOT
from tests.full import tools

pytestmark = pytest.mark.full

OPEN = "document.querySelectorAll(':popover-open').length"
DRAFT = (ROOT / "docs" / "examples" / "draft.md").read_text(encoding="utf-8")
REST = """
- The ten-year Treasury yield ended 8 April 2025 at 4.26%.
- Unemployment stood at 5.1% in July 2026.

> The S&P 500 rose 16.4% in 2025.

| Index | August 2025 |
| --- | --- |
| Russell 2000 | 7.0% |
| S&P 500 | 2.9% |
"""


@pytest.fixture(scope="module")
def page(tmp_path_factory: pytest.TempPathFactory) -> Path:
    texts = [("draft.md", (DRAFT + REST).encode()), ("short.txt", b"The S&P 500 rose 16.4% in 2025.")]
    audits = tuple(checking.check_texts(texts, places(ROOT), date(2026, 8, 21), drawn=True))
    path = tmp_path_factory.mktemp("check") / "check.html"
    path.write_text(audit.render(audits, "html"), encoding="utf-8")
    return path


def test_axe_finds_nothing_with_evidence_shut_or_open(page: Path) -> None:
    opened = (("click", "button.contradicted"), ("wait", 100))
    views = [
        tools.View(page, width=width, scheme=scheme, steps=steps)
        for width in (390, 768, 1280)
        for scheme in ("light", "dark")
        for steps in ((), opened)
    ]  # fmt: skip
    assert [found for found in tools.axe_all(views) if found] == []


def test_the_nu_checker_finds_nothing(page: Path) -> None:
    assert tools.nu([page]) == []


@pytest.mark.parametrize("width", [320, 390, 1280])
def test_the_page_never_scrolls_sideways(page: Path, width: int) -> None:
    assert tools.overflow(page, width) == 0


def test_the_first_mark_opens_by_key_without_scripts_of_its_own_and_escape_shuts_it(page: Path) -> None:
    key = ("focus", "button.c"), ("press", "Enter"), ("wait", 50)
    shut = tools.evaluate(tools.View(page), OPEN)
    assert (shut.result, shut.console) == (0, ())
    assert tools.evaluate(tools.View(page, steps=key), OPEN).result == 1
    assert tools.evaluate(tools.View(page, steps=(*key, ("press", "Escape"), ("wait", 50))), OPEN).result == 0


def test_a_touch_opens_the_evidence_with_its_chart_in_sight(page: Path) -> None:
    seen = "JSON.stringify(document.querySelector(':popover-open svg').getBoundingClientRect())"
    view = tools.View(page, width=390, height=844, steps=(("tap", "button.contradicted"), ("wait", 100)))
    box = json.loads(tools.evaluate(view, seen).result)
    assert box["width"] > 280
    assert box["left"] >= 0
    assert box["right"] <= 390


def test_the_page_asks_nothing_of_any_other_place(page: Path) -> None:
    visit = tools.evaluate(tools.View(page), "document.title")
    assert [address for address in visit.requests if not address.startswith(("file:", "data:"))] == []
