"""What the documents show is what the program does."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from reportgen.config.reports import EventShape, PersonShape, ReportShape, StanceShape, TermsShape
from reportgen.config.shapes import Shape
from reportgen.metrics import FAMILIES
from reportgen.narrative.sections import SectionFile
from scripts.docs import parts, sample, writing
from scripts.docs.commands import commands
from tests import shown
from tests.conftest import ROOT

DOCS = ROOT / "docs"
DOCUMENTS = sorted([ROOT / "README.md", ROOT / "CONTRIBUTING.md", *DOCS.glob("*.md")])
_LINK = re.compile(r"\[[^\]]*\]\(([^)#\s]+)(?:#[^)]*)?\)|(?:src|href)=\"([^\"#]+)\"")


def read(path: Path) -> str:
    return path.read_text(encoding="utf-8")


def in_code(text: str) -> set[str]:
    """Every word that stands in `code`, fenced blocks apart."""
    prose = re.sub(r"```.*?```", "", text, flags=re.DOTALL)
    return set(re.findall(r"[a-z0-9_]+", " ".join(re.findall(r"`([^`]+)`", prose))))


def test_every_command_the_readme_shows_prints_what_is_shown(tmp_path: Path) -> None:
    found = shown.steps(ROOT / "README.md")
    assert found
    desk = shown.Desk(tmp_path)
    try:
        for step in found:
            printed = desk.run(step.command)
            assert shown.agrees(step, printed), f"$ {step.command}\n{printed}"
    finally:
        desk.close()


@pytest.mark.parametrize("document", DOCUMENTS, ids=lambda path: path.name)
def test_no_link_is_dead(document: Path) -> None:
    text = re.sub(r"```.*?```", "", read(document), flags=re.DOTALL)
    targets = {one or other for one, other in _LINK.findall(text)}
    local = {target for target in targets if "://" not in target and not target.startswith("mailto:")}
    assert {target for target in local if not (document.parent / target).exists()} == set()


@pytest.mark.parametrize("document", parts.documents(), ids=lambda path: path.name)
def test_what_is_made_from_the_code_is_up_to_date(document: Path) -> None:
    assert read(document) == parts.filled(read(document)), f"docs/{document.name} is stale: make docs"


def test_the_readme_leads_to_every_document() -> None:
    text = read(ROOT / "README.md")
    assert [path.name for path in DOCS.glob("*.md") if f"(docs/{path.name})" not in text] == []


def test_every_part_stands_somewhere() -> None:
    texts = "".join(read(document) for document in parts.documents())
    assert {name for name in parts.PARTS if f"<!-- made: {name} -->" not in texts} == set()


def test_every_metric_is_defined_with_a_figure_from_the_sample() -> None:
    blocks = read(DOCS / "metrics.md").split("\n### ")
    for metric in (metric for family in FAMILIES.values() for metric in family):
        (block,) = [b for b in blocks if re.match(rf"`{re.escape(metric.info.name)}(\.?\[|\.?@|`)", b)]
        assert metric.info.method in block
        assert f"`{metric.info.example}` on " in block


def test_every_key_in_the_documents_is_one() -> None:
    heads = "|".join(sorted({*sample.dataset().entities, "rut-spx"}))
    for document in DOCUMENTS:
        for key in re.findall(rf"`((?:{heads})\.[a-z_0-9.@:\-]+)`", read(document)):
            sample.book().get(key)


def test_every_function_a_template_may_call_is_explained_and_no_other() -> None:
    names = {name for group in writing.GROUPS.values() for name in group}
    assert names | set(writing.VALUES) == set(writing.words()[1])


def test_every_example_of_a_function_uses_it() -> None:
    for group in writing.GROUPS.values():
        for name, template in group.items():
            assert re.search(rf"\b{name}\b", template)


def test_every_mistake_shown_is_refused() -> None:
    for template in writing.MISTAKES.values():
        assert "templates/sections/mine.md, row 1" in writing.refusal(template)


def test_every_key_of_a_sections_front_matter_is_explained() -> None:
    keys = set(SectionFile.__slots__) - {"name", "path", "body", "offset"}
    assert keys - in_code(read(DOCS / "writing.md")) == set()


@pytest.mark.parametrize("shape", [ReportShape, PersonShape, TermsShape, EventShape, StanceShape])
def test_every_key_of_a_report_is_explained(shape: type[Shape]) -> None:
    assert set(shape.model_fields) - in_code(read(DOCS / "reports.md")) == set()


def test_every_setting_that_is_read_is_explained() -> None:
    code = "".join(read(path) for path in (ROOT / "reportgen").rglob("*.py"))
    code += "".join(read(path) for path in (ROOT / "templates").rglob("*.md"))
    names = set(re.findall(r"settings\.get\(['\"]([a-z_]+)|setting\(\"([a-z_]+)\"", code))
    assert {one or other for one, other in names} - in_code(read(DOCS / "reports.md")) == set()


def test_the_report_shown_builds(tmp_path: Path) -> None:
    (text,) = re.findall(r"```yaml\n(.*?)```", read(DOCS / "reports.md"), re.DOTALL)
    desk = shown.Desk(tmp_path)
    (tmp_path / "reports" / "our-weekly.yaml").write_text(text, encoding="utf-8")
    step = shown.Step("reportgen build our-weekly --formats md", ("our-weekly 2026-08-21: built in …", "…"))
    printed = desk.run(step.command)
    assert shown.agrees(step, printed), printed


def test_the_section_shown_reads_as_stated() -> None:
    text = read(DOCS / "writing.md")
    (template,) = re.findall(r"place: lead\nrequires:.*?---\n(.*?)```", text, re.DOTALL)
    (stated,) = re.findall(r'that reads: "(.*?)"', text)
    assert " ".join(writing.rendered(template).split()) == stated


def test_every_command_named_is_one() -> None:
    known = {path for path, _ in commands()}
    for document in DOCUMENTS:
        for line in re.findall(r"(?:^\s*\$? ?|`)reportgen ((?:[a-z]+ ?)+)", read(document), re.MULTILINE):
            words = line.split()
            assert {" ".join(words[:1]), " ".join(words[:2])} & known, f"{document.name}: reportgen {line}"


def test_the_tour_of_the_code_names_every_folder() -> None:
    text = read(DOCS / "architecture.md")
    folders = [path.parent.name for path in (ROOT / "reportgen").glob("*/__init__.py")]
    assert [name for name in folders if name not in text] == []


def test_the_tour_of_the_code_names_files_that_exist() -> None:
    files = {path.relative_to(ROOT).as_posix() for path in (ROOT / "reportgen").rglob("*.py")}
    named = re.findall(r"`([a-z_/]+\.py)`", read(DOCS / "architecture.md"))
    assert [name for name in named if not any(f"/{file}".endswith(f"/{name}") for file in files)] == []
