from __future__ import annotations

from pathlib import Path

import pytest

from reportgen.errors import ProblemsError
from reportgen.render import render
from reportgen.render.layouts import fill
from reportgen.render.theme import Theme
from tests.render.fixtures import document


def test_a_desk_s_own_layout_comes_before_the_packaged_one(
    tmp_path: Path, theme: Theme, layouts: tuple[Path, ...]
) -> None:
    (tmp_path / "report.md").write_text("Ours: {{ headline }}\n", encoding="utf-8")
    made = render(document(), theme, (tmp_path, *layouts), ("md",))
    assert next(a.content for a in made if a.path == "report.md").startswith(b"Ours: Small caps")


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("line\n{% if %}", "row 2"),
        ("a\nb\n{{ nothing }}", "row 3: 'nothing' is undefined"),
        ("{{ ''.__class__.__mro__ }}", "outside the sandbox"),
        ("{{ x.append(1) }}", "outside the sandbox"),
        ("{% include 'gone.html' %}", "no layout gone.html"),
        ("{{ 1 / 0 }}", "division by zero"),
    ],
)
def test_a_layout_at_fault_is_named_with_its_line(tmp_path: Path, text: str, told: str) -> None:
    (tmp_path / "page.html").write_text(text, encoding="utf-8")
    with pytest.raises(ProblemsError, match=told):
        fill((tmp_path,), "page.html", {"x": [1]})


def test_html_is_escaped_where_a_layout_forgets(tmp_path: Path) -> None:
    (tmp_path / "page.html").write_text("{{ x }}", encoding="utf-8")
    assert fill((tmp_path,), "page.html", {"x": "<b>"}) == "&lt;b&gt;"
