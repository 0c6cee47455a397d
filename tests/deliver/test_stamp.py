"""A digest that misses an input would serve yesterday's numbers: nothing a build reads may escape it."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from reportgen.deliver import stamp
from tests.conftest import ROOT
from tests.desk import Desk


def digest(folder: Path) -> str:
    return stamp.inputs(data=folder, config=[], words=[]).data


def test_a_file_behind_a_linked_folder_counts(tmp_path: Path) -> None:
    (tmp_path / "elsewhere").mkdir()
    (tmp_path / "data").mkdir()
    far = tmp_path / "elsewhere" / "closes.csv"
    far.write_text("date,close\n")
    (tmp_path / "data" / "linked").symlink_to(tmp_path / "elsewhere")
    (tmp_path / "data" / "linked" / "back").symlink_to(tmp_path / "data")
    before = digest(tmp_path / "data")
    far.write_text("date,close\n2026-08-21,1\n")
    assert digest(tmp_path / "data") != before


def test_names_and_places_count_as_much_as_contents(tmp_path: Path) -> None:
    for folder in ("a", "b"):
        (tmp_path / folder).mkdir()
    file = tmp_path / "a" / "x"
    file.write_text("1")
    first = digest(tmp_path)
    assert digest(file.rename(tmp_path / "a" / "y").parent.parent) != first
    assert digest((tmp_path / "a" / "y").rename(tmp_path / "b" / "x").parent.parent) != first
    (tmp_path / "b" / "x").rename(file)
    assert digest(tmp_path) == first


def test_every_file_of_the_package_counts(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    package = tmp_path / "reportgen"
    (package / "sources" / "closures").mkdir(parents=True)
    (package / "deliver").mkdir()
    table = package / "sources" / "closures" / "XNYS.txt"
    table.write_text("2018-12-05\n")
    monkeypatch.setattr(stamp, "__file__", str(package / "deliver" / "stamp.py"))
    before = stamp.code()
    table.write_text("2018-12-06\n")
    changed = stamp.code()
    assert changed != before
    (package / "__pycache__").mkdir()
    (package / "__pycache__" / "x.pyc").write_bytes(b"1")
    assert stamp.code() == changed
    monkeypatch.setattr(sys, "version_info", (3, 99, 0))
    assert stamp.code() != changed
    assert any(path.suffix != ".py" for path in (ROOT / "reportgen" / "sources" / "closures").iterdir())


def test_data_behind_a_link_make_a_new_edition(tmp_path: Path) -> None:
    """The catalog may read through a linked folder; a build after a change there must not call itself unchanged."""
    desk = Desk(tmp_path / "desk")
    (desk.folder / "data").rename(tmp_path / "real")
    (desk.folder / "data").mkdir()
    for path in (tmp_path / "real").iterdir():
        (desk.folder / "data" / path.name).symlink_to(path)
    assert desk.run("build", "trial", "--as-of", "2026-08-21").code == 0
    closes = tmp_path / "real" / "us_equity_closes.csv"
    before = closes.read_bytes()
    closes.write_bytes(before[: before.rstrip().rfind(b"\n") + 1])
    done = desk.run("build", "trial", "--as-of", "2026-08-21")
    assert done.code == 1
    assert "end on" in done.err
