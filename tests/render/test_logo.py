"""A logo given once reaches page, print and mail."""

from __future__ import annotations

import io
from pathlib import Path

import pytest
from PIL import Image

from reportgen.render import logo, render
from reportgen.render.theme import load_theme
from tests.render.conftest import TEMPLATES
from tests.render.fixtures import document
from tests.render.pages import find, one, parsed

SVG = "<svg xmlns='http://www.w3.org/2000/svg' {}><rect width='{}' height='20' fill='#123f7a'/></svg>"
WIDE = SVG.format("viewBox='0 0 120 20'", 120)
NARROW = SVG.format("width='20' height='20'", 20)


def file(folder: Path, svg: str) -> Path:
    path = folder / "logo.svg"
    path.write_text(svg, encoding="utf-8")
    return path


@pytest.mark.parametrize(("svg", "shape"), [(WIDE, 6.0), (NARROW, 1.0), ("<svg/>", 4.0), ("no svg", 4.0)])
def test_its_shape_is_read_from_view_box_or_size(tmp_path: Path, svg: str, shape: float) -> None:
    assert logo.shape(file(tmp_path, svg)) == shape


def test_a_wide_logo_says_the_name_and_a_narrow_one_does_not(tmp_path: Path) -> None:
    assert logo.speaks(file(tmp_path, WIDE))
    assert not logo.speaks(file(tmp_path, NARROW))
    assert not logo.speaks(None)


def test_its_pixels_are_sharp_clear_behind_and_the_same_again(tmp_path: Path) -> None:
    path = file(tmp_path, WIDE.replace("width='120'", "width='60'"))
    png = logo.pixels(path)
    with Image.open(io.BytesIO(png)) as picture:
        assert picture.size == (504, 84)
        assert picture.convert("RGBA").getpixel((20, 40)) == (0x12, 0x3F, 0x7A, 255)
        assert picture.convert("RGBA").getpixel((480, 40))[3] == 0  # type: ignore[index]
    logo.pixels.cache_clear()
    assert logo.pixels(path) == png


@pytest.mark.parametrize(("svg", "named"), [(WIDE, False), (NARROW, True)])
def test_page_and_mail_show_it_and_name_the_desk_once(tmp_path: Path, svg: str, *, named: bool) -> None:
    file(tmp_path, svg)
    (tmp_path / "theme.yaml").write_text("brand: {name: Harbour Desk, logo: logo.svg}\n", encoding="utf-8")
    made = render(document(), load_theme([tmp_path, TEMPLATES]), [TEMPLATES / "layouts"], ("html", "email"))
    files = {artifact.path: artifact.content for artifact in made}
    page, mail = parsed(files["report.html"].decode()), parsed(files["email.html"].decode())
    assert ("Harbour Desk" in one(page, ".masthead .name").text_content()) is named
    image = one(mail, 'img[src="cid:logo"]')
    assert (image.attrib["alt"], image.attrib["height"]) == ("" if named else "Harbour Desk", "28")
    assert ("Harbour Desk" in find(mail, "p")[0].text_content()) is named
    assert files["figures/logo.png"].startswith(b"\x89PNG")
    assert files["figures/logo-dark.png"] == files["figures/logo.png"], "no logo for dark pages was given"


def test_without_a_logo_the_mail_carries_none() -> None:
    made = render(document(), load_theme([TEMPLATES]), [TEMPLATES / "layouts"], ("email",))
    assert not any("logo" in artifact.path for artifact in made)
