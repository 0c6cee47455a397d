"""Faults of a real disk: full, read-only, gone."""

from __future__ import annotations

import contextlib
import os
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest

from reportgen.deliver.editions import verify
from tests.desk import Desk

OLD, NEW = "2026-08-14", "2026-08-21"
Words = tuple[str, ...]


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    """A disk of a megabyte, or a skip where none can be mounted."""
    place = tmp_path / "disk"
    place.mkdir()
    mounted = subprocess.run(
        ["mount", "-t", "tmpfs", "-o", "size=1m,mode=777", "tmpfs", str(place)], capture_output=True, check=False
    )
    if mounted.returncode:
        pytest.skip("mounting a small disk needs root")
    yield place
    subprocess.run(["umount", str(place)], check=True)


def test_a_full_disk_is_the_world_failing(tmp_path: Path, small_disk: Path) -> None:
    desk = Desk(tmp_path / "desk")
    words = ("--formats", "md", "--out", str(small_disk / "out"))
    assert desk.run("build", "trial", "--as-of", OLD, *words).code == 0
    with contextlib.suppress(OSError), (small_disk / "filler").open("wb", buffering=0) as filler:
        while filler.write(bytes(4096)):
            pass
    before = {path: path.read_bytes() for path in small_disk.rglob("*") if path.is_file()}
    desk.write("templates/sections/week.md", "---\ntitle: The week\n---\nIt was quiet.\n")
    for day in (OLD, NEW):
        done = desk.run("build", "trial", "--as-of", day, *words)
        assert done.code == 3, done.err
        assert "cannot be written: No space left on device. Nothing was changed." in done.err
        assert "Traceback" not in done.err
    assert {path: path.read_bytes() for path in small_disk.rglob("*") if path.is_file()} == before
    assert verify(small_disk / "out" / "trial" / OLD).edition == OLD
    assert (small_disk / "out" / "trial" / "latest").resolve().name == OLD


def test_a_read_only_disk_is_the_world_failing(tmp_path: Path, small_disk: Path) -> None:
    desk = Desk(tmp_path / "desk")
    words = ("build", "trial", "--formats", "md", "--out", str(small_disk / "out"), "--as-of")
    assert desk.run(*words, OLD).code == 0
    subprocess.run(["mount", "-o", "remount,ro", str(small_disk)], check=True)
    done = desk.run(*words, NEW)
    assert done.code == 3, done.err
    assert "cannot be written: Read-only file system" in done.err
    assert "Traceback" not in done.err
    again = desk.run(*words, OLD)
    assert "Traceback" not in again.err
    assert verify(small_disk / "out" / "trial" / OLD).edition == OLD


def test_nothing_is_written_beside_what_is_read(tmp_path: Path) -> None:
    desk = Desk(tmp_path / "desk")
    files = desk.files("data")
    assert desk.run("build", "trial", "--as-of", NEW, "--formats", "md").code == 0
    assert desk.files("data") == files
    assert {path.name for path in desk.folder.iterdir()} == {"data", "output", "reports", "templates"}


@pytest.mark.parametrize("what", ["output", "output/trial"])
def test_output_may_be_a_link(tmp_path: Path, what: str) -> None:
    desk = Desk(tmp_path / "desk")
    (tmp_path / "far").mkdir()
    link = desk.folder / what
    link.parent.mkdir(exist_ok=True)
    link.symlink_to(tmp_path / "far")
    assert desk.run("build", "trial", "--as-of", NEW, "--formats", "md").code == 0
    assert verify(desk.folder / "output" / "trial" / NEW).edition == NEW
    assert link.is_symlink()


def test_an_edition_that_is_a_link_is_not_written_through(tmp_path: Path) -> None:
    """Somebody put a link where an edition goes: what it points at is not the edition's to change."""
    desk = Desk(tmp_path / "desk")
    (tmp_path / "precious").mkdir()
    (tmp_path / "precious" / "file").write_text("keep")
    (desk.folder / "output" / "trial").mkdir(parents=True)
    (desk.folder / "output" / "trial" / NEW).symlink_to(tmp_path / "precious")
    done = desk.run("build", "trial", "--as-of", NEW, "--formats", "md")
    assert "Traceback" not in done.err
    assert [path.name for path in (tmp_path / "precious").iterdir()] == ["file"]
    assert (tmp_path / "precious" / "file").read_text() == "keep"


@pytest.mark.parametrize("what", ["file", "dangling link", "folder without a manifest"])
def test_what_stands_in_an_edition_s_place_is_replaced_or_named(tmp_path: Path, what: str) -> None:
    desk = Desk(tmp_path / "desk")
    place = desk.folder / "output" / "trial" / NEW
    place.parent.mkdir(parents=True)
    match what:
        case "file":
            place.write_text("x")
        case "dangling link":
            place.symlink_to(tmp_path / "nowhere")
        case _:
            place.mkdir()
            (place / "notes.txt").write_text("mine")
    done = desk.run("build", "trial", "--as-of", NEW, "--formats", "md")
    assert "Traceback" not in done.err
    assert done.code in {0, 3}
    if done.code == 0:
        assert verify(place).edition == NEW


def test_a_dangling_latest_is_mended(tmp_path: Path) -> None:
    desk = Desk(tmp_path / "desk")
    (desk.folder / "output" / "trial").mkdir(parents=True)
    (desk.folder / "output" / "trial" / "latest").symlink_to("2001-01-05")
    assert desk.run("build", "trial", "--as-of", NEW, "--formats", "md").code == 0
    assert os.readlink(desk.folder / "output" / "trial" / "latest") == NEW  # noqa: PTH115 - the raw text


def test_five_builds_of_three_days_at_once(tmp_path: Path) -> None:
    desk = Desk(tmp_path / "desk")
    days = (OLD, NEW, "2026-08-07", NEW, OLD)
    running = [
        subprocess.Popen(
            desk.command("build", "trial", "--as-of", day, "--formats", "md"),
            cwd=desk.folder,
            env=desk.environment(),
            stderr=subprocess.PIPE,
            stdout=subprocess.DEVNULL,
        )
        for day in days
    ]
    for one in running:
        _, err = one.communicate(timeout=180)
        assert one.returncode == 0, err
    parent = desk.folder / "output" / "trial"
    assert {path.name for path in parent.iterdir() if not path.name.startswith(".")} == {*days, "latest"}
    for day in set(days):
        assert verify(parent / day).edition == day
    assert (parent / "latest").resolve().name == NEW
    assert "intact" in desk.run("journal", "verify").out or desk.run("journal", "verify").code == 0
