from __future__ import annotations

from pathlib import Path

import pytest
import yaml

from reportgen.errors import ProblemsError
from reportgen.render.colour import SERIES
from reportgen.render.theme import load_theme

TEMPLATES = Path(__file__).resolve().parents[2] / "templates"


def own(folder: Path, text: str) -> Path:
    (folder / "theme.yaml").write_text(text, encoding="utf-8")
    return folder


def problems(folder: Path, text: str) -> list[str]:
    with pytest.raises(ProblemsError) as caught:
        load_theme([own(folder, text), TEMPLATES])
    return [str(problem) for problem in caught.value.problems]


def test_a_desk_names_only_what_it_changes(tmp_path: Path) -> None:
    packaged = load_theme([TEMPLATES])
    changed = load_theme([own(tmp_path, 'brand: {name: Harbour Desk}\nlight: {subject: "#123f7a"}\n'), TEMPLATES])
    assert changed.brand.name == "Harbour Desk"
    assert changed.light["subject"] == "#123f7a"
    assert changed.light["benchmark"] == packaged.light["benchmark"]
    assert changed.text == packaged.text


def test_what_the_report_says_of_the_theme_comes_last(tmp_path: Path) -> None:
    folder = own(tmp_path, "brand: {name: Desk}\nsizes: {text: 10}\n")
    theme = load_theme([folder, TEMPLATES], {"sizes": {"text": 9}})
    assert theme.brand.name == "Desk"
    assert theme.sizes["text"] == 9


@pytest.mark.parametrize("name", [path.stem for path in (TEMPLATES / "themes").glob("*.yaml")])
def test_every_shipped_theme_passes_its_own_checks(name: str) -> None:
    packaged, other = load_theme([TEMPLATES]), load_theme([TEMPLATES], {"based_on": name})
    assert other.light["subject"] != packaged.light["subject"]
    assert all(other.dark[key] for key in SERIES)


def test_an_own_theme_is_found_by_its_name_and_its_files_lie_beside_it(tmp_path: Path) -> None:
    (tmp_path / "themes").mkdir()
    (tmp_path / "logo.svg").write_text("<svg xmlns='http://www.w3.org/2000/svg'/>")
    (tmp_path / "themes" / "ours.yaml").write_text("brand: {logo: logo.svg}\n")
    theme = load_theme([tmp_path, TEMPLATES], {"based_on": "ours"})
    assert theme.brand.logo == tmp_path / "logo.svg"


def test_every_fault_is_told_at_once(tmp_path: Path) -> None:
    told = problems(
        tmp_path,
        'colours: {}\nlight: {ink: "#eeeeee", subjct: "#000000"}\nsizes: {text: big}\n'
        "fonts: {text: {regular: missing.ttf}}\nbrand: {logo: missing.svg}\n",
    )
    text = "\n".join(told)
    assert "colours: is no key of a theme" in text
    assert "subjct: is no key of a theme" in text
    assert "sizes.text: must be a size" in text
    assert "missing.ttf" in text
    assert "missing.svg" in text
    assert str(tmp_path / "theme.yaml") in text


def test_text_too_faint_to_read_is_refused_with_its_contrast(tmp_path: Path) -> None:
    told = problems(tmp_path, 'light: {quiet: "#aaaaaa"}\n')
    assert any("quiet" in line and "contrast of 2.3" in line for line in told)


def test_series_a_colour_blind_reader_cannot_tell_apart_are_refused(tmp_path: Path) -> None:
    told = problems(tmp_path, 'light: {subject: "#7a5200", third: "#5a6200"}\n')
    assert any("look alike with" in line for line in told)


def test_a_colour_that_is_none_is_refused_once_and_nothing_is_computed_from_it(tmp_path: Path) -> None:
    assert problems(tmp_path, "light: {ink: teal}\n") == [
        f"{tmp_path / 'theme.yaml'}, light, ink: 'teal' is no colour. Write it as \"#rrggbb\"."
    ]


def test_an_unknown_theme_names_those_there_are(tmp_path: Path) -> None:
    assert any("There are: harbour" in line for line in problems(tmp_path, "based_on: harbr\n"))


@pytest.mark.parametrize("text", ["light: [1, 2", "- a list\n", "light: red\n"])
def test_a_broken_file_is_a_problem_and_no_traceback(tmp_path: Path, text: str) -> None:
    assert problems(tmp_path, text)


def test_a_web_font_alone_will_not_do(tmp_path: Path) -> None:
    woff = TEMPLATES / "fonts" / "web" / "Inter-Regular.woff2"
    told = problems(tmp_path, yaml.safe_dump({"fonts": {"sans": {"regular": str(woff)}}}))
    assert any("is no TTF file" in line for line in told)
