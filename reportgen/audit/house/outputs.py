"""Does every output that reaches a reader carry what the document discloses, and its risks?

A layout is a designer's to change: what it drops is found here, in the bytes that go out.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from html import unescape
from unicodedata import normalize

from reportgen.audit.house.finding import Finding, clipped
from reportgen.audit.house.proof import Passage, Proof
from reportgen.model.edition import Artifact

READ = ("report.md", "report.html", "report.pdf", "email.html", "email.txt")
"""The outputs that reach a reader, by the file they are kept in."""
_MAY_MISS = 3
"""How many runs of letters may be missing from a paragraph: a page's foot may stand inside it."""
_RUN = 16
"""How many letters in a row are looked for."""
_TAG = re.compile(r"<(style|script|svg)\b.*?</\1>|<[^>]*>", re.DOTALL | re.IGNORECASE)
_LINK = re.compile(r"\]\([^)]*\)|\[\^[^\]]*\]")
_WORD = re.compile(r"[^\W_]+")


def texts(artifacts: Iterable[Artifact]) -> Mapping[str, str]:
    """The words of every output that reaches a reader, by file name."""
    return {one.path: _text(one) for one in artifacts if one.path in READ}


def _text(artifact: Artifact) -> str:
    if artifact.path.endswith(".pdf"):
        return _drawn(artifact.content)
    text = artifact.content.decode("utf-8", "replace")
    return unescape((_TAG if artifact.path.endswith(".html") else _LINK).sub(" ", text))


def _drawn(content: bytes) -> str:
    """The letters of a PDF in the order they were set: neither lines nor columns matter here."""
    import pypdfium2

    document = pypdfium2.PdfDocument(content)
    try:
        return "\n".join(page.get_textpage().get_text_range() for page in document)
    finally:
        document.close()


def unprinted(proof: Proof, printed: Mapping[str, str]) -> Iterator[Finding]:
    """Disclosures that an output leaves out."""
    yield from _left_out(proof, printed, "disclosures")


def riskless(proof: Proof, printed: Mapping[str, str]) -> Iterator[Finding]:
    """Risks that an output leaves out."""
    yield from _left_out(proof, printed, "risks")


def _left_out(proof: Proof, printed: Mapping[str, str], kind: str) -> Iterator[Finding]:
    wanted = [one for one in proof.passages if one.kind == kind and one.role == "prose" and one.text.strip()]
    for name, text in printed.items():
        letters = _letters(text)
        lost = [passage for passage in wanted if not _printed(passage, letters)]
        if lost:
            what = f"leaves out “{clipped(lost[0].text)}”" + (f" and {len(lost) - 1} more." if lost[1:] else ".")
            yield Finding(name, what, f"Let the layout of {name} print the sections of kind `{kind}`.")


def _printed(passage: Passage, letters: str) -> bool:
    """Whether an output prints a paragraph's words; between figures, which carry marks and sources there."""
    runs = [run for part in _between(passage) for run in _runs(_letters(part))]
    missing = sum(run not in letters for run in runs)
    return missing <= min(_MAY_MISS, len(runs) // 2)


def _between(passage: Passage) -> Iterator[str]:
    at = 0
    for span in passage.spans:
        if span.key:
            yield passage.text[at : span.start]
            at = span.end
    yield passage.text[at:]


def _letters(text: str) -> str:
    """The letters and digits of a text and nothing between them: lines may break and hyphenate as they like."""
    return "".join(_WORD.findall(text if text.isascii() else normalize("NFKC", text))).casefold()


def _runs(letters: str) -> Iterator[str]:
    """The text in pieces of so many letters, each half over the one before; a short text is one piece."""
    if letters:
        yield from (letters[at : at + _RUN] for at in range(0, max(1, len(letters) - _RUN // 2), _RUN // 2))
