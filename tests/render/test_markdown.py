from __future__ import annotations

import dataclasses
import re
from pathlib import Path

import pytest

from reportgen.model.document import Bullets, Callout, Prose, Section
from reportgen.model.prose import Inline, Text, Token
from reportgen.render import render
from reportgen.render.theme import Theme
from tests.render.fixtures import document, t


@pytest.fixture(scope="module")
def text(edition: dict[str, bytes]) -> str:
    return edition["report.md"].decode()


def body(blocks: tuple[Prose | Bullets | Callout, ...], theme: Theme, layouts: tuple[Path, ...]) -> str:
    made = dataclasses.replace(document(), sections=(Section("x", t("Title"), blocks),), sources=(), dropped=())
    found = next(a for a in render(made, theme, layouts, ("md",)) if a.path == "report.md")
    return found.content.decode().split("## Title\n\n")[1].split("\n\n† ")[0]


def test_it_reads_from_the_headline_to_the_footnotes(text: str) -> None:
    assert text.startswith("# Small caps gave back some of August’s gain, but not their year\n\n*Small Cap Weekly")
    assert "| Russell 2000 | 2,987.4 | −1.6% | 3.0% | 21.6% |" in text
    assert text.endswith("[^3]: Example Research, Small-cap monthly, July 2026.\n")


def test_every_footnote_called_is_given_and_every_one_given_is_called(text: str) -> None:
    called, given = set(re.findall(r"\[\^(\d+)\](?!:)", text)), set(re.findall(r"^\[\^(\d+)\]:", text, re.MULTILINE))
    assert called == given == {"1", "2", "3"}


def test_every_picture_it_names_is_in_the_edition(text: str, edition: dict[str, bytes]) -> None:
    pictures = re.findall(r"!\[[^\]]*\]\(([^)]+)\)", text)
    assert len(pictures) == 5
    assert set(pictures) <= set(edition)


@pytest.mark.parametrize(
    ("words", "written"),
    [
        ("a *b* _c_ `d`", r"a \*b\* \_c\_ \`d\`"),
        ("[x](fact:y)", r"\[x\](fact:y)"),
        ("<b>", r"\<b\>"),
        ("# no heading", r"\# no heading"),
        ("- no list", r"\- no list"),
        ("1. no list", r"1\. no list"),
    ],
)
def test_words_from_data_stay_words(words: str, written: str, theme: Theme, layouts: tuple[Path, ...]) -> None:
    assert body((Prose((Text(words),)),), theme, layouts).strip() == written


def test_lists_and_asides(theme: Theme, layouts: tuple[Path, ...]) -> None:
    items: tuple[tuple[Inline, ...], ...] = (t("one"), t("two"))
    aside = Callout("counter", t("The other side"), (Prose(t("No.")),), signed="J. R.")
    found = body((Bullets(items, ordered=True), Bullets(items), aside), theme, layouts)
    assert found.strip() == "1. one\n2. two\n\n- one\n- two\n\n> **The other side**\n>\n> No.\n>\n> J. R."


def test_a_pipe_in_a_cell_does_not_open_another(theme: Theme, layouts: tuple[Path, ...]) -> None:
    assert body((Prose(t(Token("name", "a|b"))),), theme, layouts).strip() == r"a\|b"
