"""What the documents show is what the program does."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from tests import shown
from tests.conftest import ROOT

DOCUMENTS = sorted([ROOT / "README.md", ROOT / "CONTRIBUTING.md", *(ROOT / "docs").glob("*.md")])
_LINK = re.compile(r"\[[^\]]*\]\(([^)#\s]+)(?:#[^)]*)?\)|(?:src|href)=\"([^\"#]+)\"")


@pytest.mark.parametrize("name", ["README.md"])
def test_every_command_shown_prints_what_is_shown(name: str, tmp_path: Path) -> None:
    desk = shown.new_desk(tmp_path)
    found = shown.steps(ROOT / name)
    assert found
    for step in found:
        printed = shown.run(step, desk)
        assert shown.agrees(step, printed), f"$ {step.command}\n{printed}"


@pytest.mark.parametrize("document", DOCUMENTS, ids=lambda path: path.name)
def test_no_link_is_dead(document: Path) -> None:
    text = re.sub(r"```.*?```", "", document.read_text(encoding="utf-8"), flags=re.DOTALL)
    targets = {one or other for one, other in _LINK.findall(text)}
    local = {target for target in targets if "://" not in target and not target.startswith("mailto:")}
    assert {target for target in local if not (document.parent / target).exists()} == set()
