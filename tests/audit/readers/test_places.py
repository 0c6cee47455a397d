"""Every claim is found at its place in the file, whatever stands around it and however it is written down."""

from __future__ import annotations

import io
import zipfile
from email.message import EmailMessage
from html import escape

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reportgen import audit
from reportgen.audit.reading import Block, Reading
from reportgen.audit.text.passage import Passage, passage_of, plain_glyph
from tests.audit.conftest import Audited

CLAIM = "In August 2025 the Russell 2000 rose 9.9%."
WORD = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
NOISE = st.text(
    st.characters(exclude_categories=("Cs", "Cc"), exclude_characters="<>&`*_[]{}|\\#-~!$\u2028\u2029\x85"), max_size=60
)
"""Any words of any script, without what means something to Markdown or HTML."""


def docx(*paragraphs: str) -> bytes:
    body = "".join(f"<w:p><w:r><w:t>{escape(one)}</w:t></w:r></w:p>" for one in paragraphs)
    xml = f'<w:document xmlns:w="{WORD.strip("{}")}"><w:body>{body}</w:body></w:document>'
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr("word/document.xml", xml)
    return out.getvalue()


def mail(text: str, transfer: str) -> bytes:
    message = EmailMessage()
    message["From"], message["Subject"], message["Date"] = "a@example.com", "Notes", "Fri, 21 Aug 2026 10:00:00 +0000"
    message.set_content(text, cte=transfer)
    return message.as_bytes()


def passages(reading: Reading) -> list[Passage]:
    return [piece.passage for piece in reading.pieces if isinstance(piece, Block)]


@pytest.mark.parametrize("name", ["a.txt", "a.md", "a.html"])
@given(before=NOISE, after=NOISE)
def test_each_character_read_comes_from_its_place_in_the_file(name: str, before: str, after: str) -> None:
    text = f"{before}\n\n{CLAIM}\n\n{after}\n"
    source = "".join(f"<p>{part}</p>" for part in text.split("\n\n")) if name.endswith("html") else text
    reading = audit.read(name, source.encode())
    for passage in passages(reading):
        for at, char in enumerate(passage.text):
            original = reading.source[passage.origin(at)]
            assert char in {*plain_glyph(original), original, " "}, (char, original)


@given(before=NOISE, after=NOISE)
def test_the_claim_is_among_the_blocks_of_any_text(before: str, after: str) -> None:
    source = f"<div>{before}</div><p>{CLAIM}</p><div>{after}</div>"
    reading = audit.read("a.html", source.encode())
    [place] = [passage for passage in passages(reading) if CLAIM in passage.text]
    start = place.text.index(CLAIM)
    first, last = place.span(start, start + len(CLAIM))
    assert reading.source[first:last] == CLAIM


@given(st.text(max_size=200))
def test_a_passage_knows_where_each_of_its_characters_stood(text: str) -> None:
    passage = passage_of(text, 7)
    for at in range(len(passage.text)):
        start, end = passage.span(at, at + 1)
        assert 7 <= start < end <= 7 + len(text)
        assert passage.text[at] in {*plain_glyph(text[start - 7]), text[start - 7]}


@given(st.binary(max_size=400), st.sampled_from(["a.md", "a.html", "a.txt", "a.eml", "a.pdf", "a.docx", "-"]))
def test_any_bytes_are_read_or_refused_without_a_crash(content: bytes, name: str) -> None:
    try:
        reading = audit.read(name, content)
    except ValueError:
        return
    for passage in passages(reading):
        start, end = passage.span(0, len(passage.text))
        assert 0 <= start <= end <= len(reading.source) + 1


FILES = {
    "plain.txt": f"Dear reader,\n\n  {CLAIM}\n".encode(),
    "marks.md": b"# Notes\n\nIn *August 2025* the **Russell 2000** rose **9.9%**.\n",
    "quote.md": b"> In August 2025 the [Russell 2000](https://example.com/9.9%) rose 9.9%.[^1]\n\n[^1]: Note.\n",
    "table.md": b"| Index | August 2025 |\n| --- | --- |\n| Russell 2000 | 9.9% |\n",
    "entities.html": b"<p>In&nbsp;August 2025 the <b>Russell&#32;2000</b> rose <i>9.9%</i>.</p>",
    "page.html": f"<!doctype html><title>Notes</title><nav>8.8%</nav><script>x=9.9</script><p>{CLAIM}</p>".encode(),
    "utf16.txt": f"\ufeff{CLAIM}".encode("utf-16-le"),
    "letter.eml": mail(f"Dear reader,\n\n{CLAIM}\n", "7bit"),
    "coded.eml": mail(f"Dear reader,\n\n{CLAIM}\n", "base64"),
    "quoted.eml": mail(f"Dear reader \u2013\n\n{CLAIM}\n", "quoted-printable"),
    "word.docx": docx("Notes", CLAIM, "The end."),
}


@pytest.mark.parametrize("name", FILES)
def test_a_claim_is_marked_where_it_stands_in_every_format(audited: Audited, name: str) -> None:
    found = audited(FILES[name], name=name)
    [claim] = [one for one in found.claims if one.text == "9.9%"]
    assert claim.verdict == "contradicted"
    assert found.reading.source[claim.start : claim.end] == "9.9%"
    assert found.reading.source.count("\n", 0, claim.start) + 1 == claim.line


def test_the_places_of_a_plain_letter_count_in_its_file(audited: Audited) -> None:
    found = audited(FILES["letter.eml"], name="letter.eml")
    assert found.reading.source == FILES["letter.eml"].decode()
    assert found.claims[0].line > 5


def test_a_printed_page_gives_its_number_with_every_claim(audited: Audited) -> None:
    weasyprint = pytest.importorskip("weasyprint")
    page = f"<p>Nothing here.</p><p style='break-before:page'>{CLAIM}</p>"
    found = audited(weasyprint.HTML(string=page).write_pdf(), name="a.pdf")
    [claim] = found.claims
    assert (claim.page, claim.verdict) == (2, "contradicted")
    assert found.reading.source[claim.start : claim.end] == "9.9%"
