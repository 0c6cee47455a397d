"""What nobody writes, read in bounded time and room: in a process of its own, which the system holds to its limits."""

from __future__ import annotations

import io
import json
import os
import resource
import subprocess
import sys
import zipfile
from collections.abc import Mapping

import pytest

from tests.conftest import ROOT

ROOM = 1_500_000_000
"""Bytes of address space: Python, pandas and the sample take half of it."""
CPU = 120
"""Seconds for all texts together; they take a fifth of that."""
READER = """
import sys, json
from datetime import date
from pathlib import Path
from reportgen import audit
from reportgen.config import read_catalog
from reportgen.metrics import TABLE
from reportgen.metrics.book import FactBook
from reportgen.sources import load
checker, walk = sys.modules["reportgen.audit.check"], sys.modules["reportgen.audit.walk"]
checker.MOST_CLAIMS, checker.MOST_WORK, walk.MOST_WORK = 400, 1_000, 1_000  # a tenth, for a tenth of the time
data = load(read_catalog(Path("data")), Path("data"))
for name in sys.argv[1:]:
    try:
        reading = audit.read(name, Path(name).read_bytes())
        found = audit.check(reading, lambda day: FactBook(data, day, TABLE), date(2026, 8, 21))
        print(json.dumps([len(found.claims), [one.kind for one in found.findings if one.kind == "length"]]))
    except ValueError as error:
        print(json.dumps([str(error), []]))
"""


def zipped(xml: str) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("word/document.xml", xml)
    return out.getvalue()


def parts(count: int) -> str:
    return "".join(f"Content-Type: multipart/mixed; boundary=b{at}\n\n--b{at}\n" for at in range(count))


TEXTS: Mapping[str, str | bytes] = {
    "digits.md": "9" * 2_000_000,
    "thousands.md": "1,000," * 300_000,
    "percents.md": "1.5% " * 60_000,
    "claims.md": "The Russell 2000 rose 7.1% in September 2025. " * 5_000,
    "huge.md": ("The S&P 500 rose " + "1" * 400 + "%. ") * 500,
    "commas.md": "a, " * 400_000,
    "headings.md": "# 2025\n" * 30_000,
    "brackets.md": "[" * 200_000 + "![" * 50_000,
    "columns.md": "|a" * 30_000 + "\n" + "|-" * 30_000 + "\n" + "|1%" * 30_000,
    "quotes.md": ">" * 200_000 + " 7%",
    "right-to-left.md": "\u202e\u0661\u0662% \u05d0\u05d1 7.1% " * 5_000,
    "joiners.md": "7\u0301" * 100_000 + "\u200d" * 400_000,
    "half-pairs.txt": b"\xff\xfe" + b"\x00\xd8" * 200_000,
    "deep.html": "<div>" * 100_000 + "<p>" + "<span>" * 50_000 + "7.1%",
    "angles.html": "<" * 400_000,
    "attributes.html": "<a " + "b=c " * 100_000 + ">x",
    "cells.html": "<table><tr>" + "<td>1.5%</td>" * 20_000,
    "nested.eml": "From: a@example.com\nSubject: x\n" + parts(3_000) + "\n7%",
    "subject.eml": f"From: a@example.com\nSubject: {'=?utf-8?q?a?= ' * 20_000}\nDate: {'(' * 50_000}\n\n7%",
    "deep.docx": zipped("<w:p>" * 100_000),
    "bomb.docx": zipped(" " * 200_000_000),
}


def held() -> None:
    resource.setrlimit(resource.RLIMIT_AS, (ROOM, ROOM))
    resource.setrlimit(resource.RLIMIT_CPU, (CPU, CPU))


@pytest.fixture(scope="module")
def answers(tmp_path_factory: pytest.TempPathFactory) -> dict[str, list[object]]:
    """What came of each text: how many claims, or why it was refused."""
    folder = tmp_path_factory.mktemp("hostile")
    paths = [folder / name for name in TEXTS]
    for path in paths:
        content = TEXTS[path.name]
        path.write_bytes(content if isinstance(content, bytes) else content.encode())
    environment = {**os.environ, "OPENBLAS_NUM_THREADS": "1", "PYTHONPATH": str(ROOT)}
    done = subprocess.run(
        [sys.executable, "-c", READER, *paths], cwd=ROOT, capture_output=True, text=True, timeout=600,
        preexec_fn=held, env=environment, check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr[-2000:]
    return dict(zip(TEXTS, map(json.loads, done.stdout.splitlines()), strict=True))


@pytest.mark.parametrize("name", TEXTS)
def test_it_ends_within_its_time_and_room(answers: dict[str, list[object]], name: str) -> None:
    assert isinstance(answers[name][0], int) or name == "bomb.docx"


def test_a_zip_bomb_is_refused_with_a_reason(answers: dict[str, list[object]]) -> None:
    assert answers["bomb.docx"][0] == "its text is larger than 24 MB"


@pytest.mark.parametrize("name", ["thousands.md", "percents.md", "claims.md", "commas.md"])
def test_a_text_not_read_to_its_end_says_so(answers: dict[str, list[object]], name: str) -> None:
    assert answers[name][1] == ["length"]
