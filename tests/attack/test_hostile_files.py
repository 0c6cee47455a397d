"""Files that hold what nobody would write by accident: each is named, nothing is read beyond the desk, all ends."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import pytest

from reportgen.config import read_catalog, read_report, report_file, report_names
from reportgen.errors import ProblemsError, UnknownReportError
from reportgen.narrative.sections import find, read
from tests.conftest import ROOT
from tests.desk import TRIAL, Desk

LAUGHS = "a: &a [x,x,x,x,x,x,x,x,x,x]\n" + "".join(
    f"{new}: &{new} [{','.join(['*' + old] * 10)}]\n" for old, new in zip("abcdefghijk", "bcdefghijkl", strict=True)
)
REPORTS: Mapping[str, tuple[str, str]] = {
    "aliases by the billion": (LAUGHS, "is no key here"),
    "deep": ("tags: " + "[" * 3000 + "]" * 3000 + "\n", "nested more than 50 deep"),
    "deeper": ("tags: " + "[" * 300_000 + "]" * 300_000 + "\n", "nested more than 50 deep"),
    "an object": ("tags: !!python/object/apply:os.system ['true']\n", "could not determine a constructor"),
    "a turn of direction": ('tags: ["a\\u202eb"]\n', "tags.0: holds U+202E, which no reader sees"),
    "a null": ('tags: ["a\\0b"]\n', "tags.0: holds U+0000"),
    "a private character": ('tags: ["\\ue0000\\ue001"]\n', "tags.0: holds U+E000"),
    "a key nobody sees": ('"ta\\u200egs": []\n', "holds U+200E"),
    "no language": ("language: '\"><script>'\n", "is no language tag"),
    "no address": ("publisher: {name: x, url: 'javascript:alert(1)'}\n", "is no address of a page"),
    "an address with a quote": ("publisher: {name: x, url: 'https://a.example/\"onx'}\n", "is no address of a page"),
}


@pytest.mark.parametrize("case", REPORTS)
def test_a_report_is_refused_with_a_reason(tmp_path: Path, case: str) -> None:
    more, said = REPORTS[case]
    path = tmp_path / "trial.yaml"
    kept = [line for line in TRIAL.splitlines() if not more.startswith(line.partition(":")[0] + ":")]
    if more.startswith("publisher"):
        kept = kept[: kept.index("  name: x") if "  name: x" in kept else len(kept)]
    path.write_text("\n".join(kept) + "\n" + more, encoding="utf-8")
    with pytest.raises(ProblemsError) as caught:
        read_report(path)
    assert said in str(caught.value)
    assert len(str(caught.value)) < 10_000


FILES = ["/etc/passwd", "../closes.csv", "a/../../closes.csv"]


@pytest.mark.parametrize("name", FILES)
@pytest.mark.parametrize("key", ["file", "exceptions"])
def test_a_catalog_reads_nothing_outside_its_folder(tmp_path: Path, name: str, key: str) -> None:
    given = {"file": "closes.csv", "exceptions": "closes.csv"} | {key: name}
    path = tmp_path / "catalog.yaml"
    path.write_text(
        f"title: T\ndatasets:\n  d:\n    file: {given['file']}\n    exceptions: {given['exceptions']}\n"
        "    format: csv\n    date: date\n    columns: {c: {unit: index_points}}\n"
        "    origin: {publisher: P, title: T}\n",
        encoding="utf-8",
    )
    with pytest.raises(ProblemsError, match="leads out of the catalog's folder"):
        read_catalog(path)


@pytest.mark.parametrize("name", ["../trial", "/etc/passwd", "..", ".", "a/b", "trial\n", "-x", "trial.yaml", "tr ial"])
def test_a_report_s_name_leads_nowhere_else(tmp_path: Path, name: str) -> None:
    (tmp_path / "reports").mkdir()
    for place in ("trial.yaml", "reports/tr ial.yaml", "reports/trial.yaml"):
        (tmp_path / place).write_text(TRIAL)
    assert report_names([tmp_path / "reports"]) == ("trial",)
    with pytest.raises(UnknownReportError):
        report_file(name, [tmp_path / "reports"])


@pytest.mark.parametrize("name", ["sections/../../secret.md", "../secret.md"])
def test_a_section_s_name_leads_nowhere_else(tmp_path: Path, name: str) -> None:
    (tmp_path / "templates" / "sections").mkdir(parents=True)
    (tmp_path / "secret.md").write_text("secret")
    with pytest.raises(ProblemsError, match="leads out of the templates' folder"):
        find(name, [tmp_path / "templates"])


FRONTS: Mapping[str, tuple[bytes, str]] = {
    "aliases": (b"---\n" + LAUGHS.encode() + b"---\nx\n", "unknown key 'a'"),
    "deep": (b"---\ntitle: " + b"[" * 5000 + b"]" * 5000 + b"\n---\nx\n", "is no YAML"),
    "an object": (b"---\ntitle: !!python/object/apply:os.system ['true']\n---\nx\n", "is no YAML"),
    "a number of facts": (b"---\nrequires: 7\n---\nx\n", "7 is no list of texts"),
    "columns": (b"---\ncolumns: many\n---\nx\n", "'many' is none of 1, 2, 3"),
    "a list for a title": (b"---\ntitle: [a]\n---\nx\n", "['a'] is no text"),
    "no such place": (b"---\nplace: middle\n---\nx\n", "'middle' is none of lead, body, back"),
    "no such output": (b"---\noutputs: [md, docx]\n---\nx\n", "'docx' is none of md, html, pdf, email"),
    "a list of nothing": (b"---\n- a\n---\nx\n", "no list of keys and values"),
    "no text at all": (b"\xff\xfe\x00", "is not UTF-8 text"),
}


@pytest.mark.parametrize("case", FRONTS)
def test_a_section_s_front_matter_is_refused_with_a_reason(tmp_path: Path, case: str) -> None:
    content, said = FRONTS[case]
    path = tmp_path / "one.md"
    path.write_bytes(content)
    with pytest.raises(ProblemsError) as caught:
        read(path, "one")
    assert said in str(caught.value)
    assert str(path) in str(caught.value)


def test_one_output_may_be_written_without_a_list(tmp_path: Path) -> None:
    path = tmp_path / "one.md"
    path.write_text("---\noutputs: md\n---\nx\n")
    assert read(path, "one").outputs == ("md",)


FETCHES: Mapping[str, str] = {
    "a file behind the page": '<div style="background:url(file:///etc/passwd)">x</div>',
    "a picture": '<img alt="x" src="file:///etc/passwd">',
    "an object": '<object data="file:///etc/passwd"></object>',
    "a style sheet of the net": '<link rel="stylesheet" href="http://192.0.2.1/x.css">',
    "a font of the net": "<style>@font-face{font-family:x;src:url(http://192.0.2.1/x.ttf)}body{font-family:x}</style>",
    "an attached file": '<a rel="attachment" href="file:///etc/passwd">x</a>',
}


@pytest.mark.parametrize("what", FETCHES)
def test_a_layout_fetches_nothing(tmp_path: Path, what: str) -> None:
    desk = Desk(tmp_path / "desk")
    layout = (ROOT / "templates" / "layouts" / "print.html").read_text(encoding="utf-8")
    desk.write("templates/layouts/print.html", layout.replace("</body>", FETCHES[what] + "</body>"))
    done = desk.run("build", "trial", "--as-of", "2026-08-21", "--formats", "pdf")
    assert done.code == 1
    assert "which is no part of the edition" in done.err
    assert "Traceback" not in done.err
    assert not list((desk.folder / "output").rglob("report.pdf"))


def test_an_attachment_of_the_layout_s_own_is_left_out(tmp_path: Path) -> None:
    import pikepdf

    desk = Desk(tmp_path / "desk")
    layout = (ROOT / "templates" / "layouts" / "print.html").read_text(encoding="utf-8")
    link = '<link rel="attachment" href="file:///etc/passwd"></head>'
    desk.write("templates/layouts/print.html", layout.replace("</head>", link))
    assert desk.run("build", "trial", "--as-of", "2026-08-21", "--formats", "pdf").code == 0
    with pikepdf.open(desk.folder / "output" / "trial" / "2026-08-21" / "report.pdf") as pdf:
        assert list(pdf.attachments) == ["facts.json"]
