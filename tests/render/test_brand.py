"""A desk names itself once, and every output follows."""

from __future__ import annotations

import io
from pathlib import Path

import pikepdf
import pytest

from reportgen.model.units import Standing
from reportgen.render import render
from reportgen.render.theme import load_theme
from tests.render.conftest import TEMPLATES
from tests.render.fixtures import FACTS, document
from tests.render.pages import find, one, parsed

LOGO = (
    "<svg xmlns='http://www.w3.org/2000/svg' width='60' height='20'><rect width='60' height='20' fill='#123f7a'/></svg>"
)


@pytest.fixture(scope="module")
def branded(tmp_path_factory: pytest.TempPathFactory) -> dict[str, bytes]:
    folder = tmp_path_factory.mktemp("desk")
    (folder / "logo.svg").write_text(LOGO, encoding="utf-8")
    brand = (
        "brand: {name: Harbour Desk, logo: logo.svg, contact: hello@harbour.example, disclaimer: Capital at risk.}\n"
    )
    (folder / "theme.yaml").write_text(f"{brand}based_on: harbour\n", encoding="utf-8")
    theme = load_theme([folder, TEMPLATES])
    made = render(document(), theme, [TEMPLATES / "layouts"], ("md", "html", "pdf", "email"))
    return {artifact.path: artifact.content for artifact in made}


@pytest.mark.parametrize("path", ["report.md", "report.html", "email.html", "email.txt"])
def test_name_and_contact_are_the_desk_s(branded: dict[str, bytes], path: str) -> None:
    text = branded[path].decode()
    assert "Harbour Desk" in text
    assert "hello@harbour.example" in text
    assert "Example Research Desk" not in text


@pytest.mark.parametrize("path", ["report.md", "report.html", "email.html"])
def test_the_disclaimer_stands_under_everything(branded: dict[str, bytes], path: str) -> None:
    assert "Capital at risk." in branded[path].decode()


def test_the_logo_is_an_image_with_the_desk_s_name(branded: dict[str, bytes]) -> None:
    image = one(parsed(branded["report.html"].decode()), ".masthead img")
    assert image.attrib["alt"] == "Harbour Desk"
    assert image.attrib["src"].startswith("data:image/svg+xml;base64,")
    with pikepdf.open(io.BytesIO(branded["report.pdf"])) as found:
        alternatives = [
            str(item.Alt) for item in found.objects if isinstance(item, pikepdf.Dictionary) and "/Alt" in item
        ]
    assert "Harbour Desk" in alternatives


def test_its_colours_reach_page_charts_and_mail(branded: dict[str, bytes]) -> None:
    for path in ("report.html", "figures/ytd.svg", "email.html"):
        assert b"#123f7a" in branded[path], path
        assert b"#0b5a63" not in branded[path], path


def test_its_fonts_reach_page_and_pdf(branded: dict[str, bytes]) -> None:
    assert 'font-family:"IBM Plex Sans"' in branded["report.html"].decode()
    with pikepdf.open(io.BytesIO(branded["report.pdf"])) as found:
        fonts = {
            str(item.BaseFont) for item in found.objects if isinstance(item, pikepdf.Dictionary) and "/BaseFont" in item
        }
    assert fonts
    assert all("IBM" in font and "Plex" in font for font in fonts), fonts
    assert find(parsed(branded["report.html"].decode()), "svg[font-family]")


def test_an_edition_with_made_up_figures_says_so_on_its_face(tmp_path: Path) -> None:
    import dataclasses

    facts = {
        k: dataclasses.replace(f, standing=Standing.ILLUSTRATIVE) if k == "smallcap.pe" else f for k, f in FACTS.items()
    }
    made = dataclasses.replace(document(), facts=facts)
    files = render(made, load_theme([TEMPLATES]), [TEMPLATES / "layouts"], ("md", "html", "email"))
    said = "Figures marked § are illustrative"
    texts = {a.path: " ".join(a.content.decode().split()) for a in files if a.path.endswith((".md", ".html", ".txt"))}
    assert set(texts) == {"report.md", "report.html", "email.html", "email.txt"}
    assert all(said in text for text in texts.values())
    plain = render(document(), load_theme([TEMPLATES]), [TEMPLATES / "layouts"], ("md",))
    assert said not in plain[0].content.decode()
