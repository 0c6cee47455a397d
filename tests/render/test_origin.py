"""How an edition came about, for machines to read: the same word in the page and in the PDF."""

from __future__ import annotations

import dataclasses
import io
import json

import pikepdf
import pytest

from reportgen.model.edition import Artifact
from reportgen.render import render
from reportgen.render.theme import Theme
from tests.render.conftest import TEMPLATES
from tests.render.fixtures import document
from tests.render.pages import one, parsed

IPTC = "{http://iptc.org/std/Iptc4xmpExt/2008-02-29/}DigitalSourceType"


def made(theme: Theme, ai_use: str, formats: tuple[str, ...]) -> dict[str, Artifact]:
    plain = document()
    said = dataclasses.replace(plain, masthead=dataclasses.replace(plain.masthead, ai_use=ai_use))
    return {artifact.path: artifact for artifact in render(said, theme, [TEMPLATES / "layouts"], formats)}


@pytest.mark.parametrize(
    ("ai_use", "type_"),
    [
        ("none", "AlgorithmicMediaDigitalSource"),
        ("assisted", "CompositeWithTrainedAlgorithmicMediaDigitalSource"),
        ("generated", "TrainedAlgorithmicMediaDigitalSource"),
        ("A desk's own words.", None),
    ],
)
def test_the_page_says_it_in_schema_org_s_words(theme: Theme, ai_use: str, type_: str | None) -> None:
    page = parsed(made(theme, ai_use, ("html",))["report.html"].content.decode())
    linked = json.loads(one(page, 'script[type="application/ld+json"]').text or "")
    assert linked.get("digitalSourceType") == (f"https://schema.org/{type_}" if type_ else None)


def test_the_pdf_says_it_in_iptc_s_words_and_still_that_it_is_accessible(theme: Theme) -> None:
    with pikepdf.open(io.BytesIO(made(theme, "assisted", ("pdf",))["report.pdf"].content)) as pdf:
        meta = pdf.open_metadata()
        assert meta[IPTC] == ("http://cv.iptc.org/newscodes/digitalsourcetype/compositeWithTrainedAlgorithmicMedia")
        assert meta["{http://www.aiim.org/pdfua/ns/id/}part"] == "1"
