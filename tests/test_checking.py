"""`reportgen check` as a reader uses it: files, standard input, days, catalogs, exit codes."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

from tests.conftest import ROOT

TRUE = "The Russell 2000 gained 7.0% in August 2025."
FALSE = "The Russell 2000 gained 7.0% in September 2025."


def run(*words: str | Path, stdin: str = "") -> subprocess.CompletedProcess[str]:
    code = "from reportgen.cli import main; import sys; sys.argv[0] = 'reportgen'; main()"
    command = [sys.executable, "-c", code, "check", *map(str, words)]
    return subprocess.run(command, cwd=ROOT, input=stdin, capture_output=True, text=True, timeout=120, check=False)


@pytest.fixture
def texts(tmp_path: Path) -> tuple[Path, Path]:
    (tmp_path / "true.md").write_text(TRUE, encoding="utf-8")
    (tmp_path / "false.md").write_text(FALSE, encoding="utf-8")
    return tmp_path / "true.md", tmp_path / "false.md"


def test_several_files_are_checked_in_order_and_one_contradiction_is_enough(texts: tuple[Path, Path]) -> None:
    done = run(*texts, "--format", "json")
    files = json.loads(done.stdout)["files"]
    assert done.returncode == 1
    assert [Path(file["file"]).name for file in files] == ["true.md", "false.md"]
    assert [file["summary"]["contradicted"] for file in files] == [0, 1]


def test_standard_input_is_read_and_nothing_wrong_is_exit_0() -> None:
    done = run("-", stdin=TRUE)
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout.startswith("-, checked as of ")
    assert "\x1b" not in done.stdout


def test_a_day_before_the_figure_was_public_knows_nothing_of_it(texts: tuple[Path, Path]) -> None:
    done = run(texts[1], "--as-of", "2025-06-30", "--format", "json")
    [file] = json.loads(done.stdout)["files"]
    assert (done.returncode, file["as_of"]) == (0, "2025-06-30")
    assert file["claims"][0]["verdict"] == "unverifiable"


def test_every_file_that_cannot_be_read_is_named_at_once(tmp_path: Path) -> None:
    (tmp_path / "bad.docx").write_bytes(b"PK\x03\x04 no archive")
    (tmp_path / "bad.pdf").write_bytes(b"%PDF-1.4 no pages")
    broken = run(tmp_path / "bad.docx", tmp_path / "bad.pdf")
    missing = run(tmp_path / "none.md", tmp_path)
    assert (broken.returncode, missing.returncode) == (2, 2)
    assert "bad.docx: it is no Word document" in broken.stderr
    assert "bad.pdf: it cannot be opened as a PDF" in broken.stderr
    assert "none.md: no such file" in missing.stderr
    assert "cannot be read" in missing.stderr
    assert "Traceback" not in broken.stderr + missing.stderr


def test_a_catalog_of_ones_own_is_what_a_text_is_held_to(tmp_path: Path) -> None:
    (tmp_path / "closes.csv").write_text(
        "date,kiwi\n" + "\n".join(f"2026-{month:02d}-{day},{value}" for month, day, value in CLOSES), encoding="utf-8"
    )
    (tmp_path / "catalog.yaml").write_text(CATALOG, encoding="utf-8")
    text = "The Kiwi 50 rose 10.0% in February 2026. In March 2026 the Kiwi 50 gained 4.0%. The Russell 2000 rose 7%."
    done = run("-", "--data", tmp_path, "--format", "json", stdin=text)
    claims = json.loads(done.stdout)["files"][0]["claims"]
    assert [(one["text"], one["verdict"]) for one in claims][:2] == [("10.0%", "supported"), ("4.0%", "contradicted")]
    assert claims[1]["expected"] == "\u221210.0%"
    assert all(one["verdict"] == "unverifiable" for one in claims[2:])


CLOSES = [(1, 30, 100), (2, 27, 110), (3, 31, 99)]
CATALOG = """
title: Kiwis
datasets:
  closes:
    file: closes.csv
    format: csv
    date: date
    frequency: monthly
    calendar: XNYS
    release: {days_after: 0}
    columns: {kiwi: {unit: index_points, basis: price}}
    origin: {publisher: Orchard, title: Closes, url: "https://example.com", retrieved: 2026-04-01}
    licence: {text: free, attribution: Orchard, may_publish_levels: true, may_publish_series: true}
    standing: computed
entities:
  kiwi: {kind: index, names: [Kiwi 50], short: Kiwi, the: true, roles: {price: closes.kiwi}}
"""
