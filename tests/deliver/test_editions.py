"""Editions are written whole or not at all, and the last good one survives everything."""

from __future__ import annotations

import multiprocessing
import os
import signal
import time
from datetime import date
from pathlib import Path

import pytest

from reportgen.deliver import editions
from reportgen.deliver.editions import assemble, find_edition, read_manifest, verify, write
from reportgen.errors import GateError, ProblemsError, UnknownReportError, WorldError
from reportgen.model.edition import Artifact, Edition


def edition(text: str = "hello", name: str = "2026-08-21", files: int = 1) -> Edition:
    made = [Artifact(f"part{number}.md", f"{text} {number}".encode(), "text/markdown") for number in range(files)]
    return assemble(
        made,
        report="weekly",
        edition=name,
        as_of=date.fromisoformat(name[:10]),
        title="Weekly",
        inputs="i",
        config="c",
        code="k",
    )


def snapshot(folder: Path) -> dict[str, bytes]:
    return {str(path.relative_to(folder)): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def test_an_edition_lands_with_its_manifest_and_latest_points_to_it(tmp_path: Path) -> None:
    folder, changed = write(edition(), tmp_path)
    assert changed
    assert folder == tmp_path / "weekly" / "2026-08-21"
    assert (folder / "part0.md").read_text() == "hello 0"
    assert verify(folder).digest == edition().manifest.digest
    assert str((tmp_path / "weekly" / "latest").readlink()) == "2026-08-21"


def test_the_same_bytes_change_nothing(tmp_path: Path) -> None:
    folder, _ = write(edition(), tmp_path)
    before = {path: path.stat().st_mtime_ns for path in folder.rglob("*")}
    _, changed = write(edition(), tmp_path)
    assert not changed
    assert {path: path.stat().st_mtime_ns for path in folder.rglob("*")} == before


def test_latest_is_the_newest_date_and_its_highest_revision(tmp_path: Path) -> None:
    for name in ("2026-08-21", "2026-08-21-r2", "2026-08-14", "2026-08-21-r10"):
        write(edition(name=name), tmp_path)
    assert str((tmp_path / "weekly" / "latest").readlink()) == "2026-08-21-r10"


def test_a_tampered_file_is_named_and_a_rebuild_mends_it(tmp_path: Path) -> None:
    folder, _ = write(edition(), tmp_path)
    (folder / "part0.md").write_text("forged")
    (folder / "extra.txt").write_text("foreign")
    with pytest.raises(ProblemsError) as caught:
        verify(folder)
    said = str(caught.value)
    assert "part0.md: was changed" in said
    assert "extra.txt: is no part" in said
    write(edition(), tmp_path)
    assert verify(folder).report == "weekly"
    assert not (folder / "extra.txt").exists()


def test_a_frozen_edition_refuses_other_bytes_and_names_the_way_out(tmp_path: Path) -> None:
    folder, _ = write(edition(), tmp_path)
    before = snapshot(folder)
    with pytest.raises(GateError, match=r"approved on 2026-08-22.*reportgen correct"):
        write(edition("other"), tmp_path, frozen=lambda _: "approved on 2026-08-22")
    assert snapshot(folder) == before
    assert write(edition(), tmp_path, frozen=lambda _: "approved on 2026-08-22")[1] is False


def test_a_full_disk_leaves_the_last_good_edition(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    folder, _ = write(edition(), tmp_path)
    before = snapshot(folder)

    def full(handle: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("reportgen.deliver.folders.os.fsync", full)
    with pytest.raises(WorldError, match="No space left on device"):
        write(edition("other"), tmp_path)
    assert snapshot(folder) == before
    assert not list((tmp_path / "weekly").glob(".tmp-*"))


def test_an_unwritable_place_is_said_so(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(WorldError, match="cannot be written"):
        write(edition(), tmp_path / "file")


def test_what_a_killed_run_left_behind_is_mended(tmp_path: Path) -> None:
    folder, _ = write(edition(), tmp_path)
    folder.rename(folder.parent / ".old-2026-08-21")
    (folder.parent / ".tmp-2026-08-21").mkdir()
    write(edition(name="2026-08-28"), tmp_path)
    assert verify(folder).report == "weekly"
    assert not list(folder.parent.glob(".tmp-*"))


def _write_for_ever(out: str) -> None:
    for round_ in range(10_000):
        write(edition(f"round {round_}", files=12), Path(out))


def test_killed_at_any_moment_the_edition_is_whole(tmp_path: Path) -> None:
    context = multiprocessing.get_context("spawn")
    write(edition("first", files=12), tmp_path)
    folder = tmp_path / "weekly" / "2026-08-21"
    for wait in (0.0, 0.01, 0.02, 0.035, 0.05):
        process = context.Process(target=_write_for_ever, args=(str(tmp_path),))
        process.start()
        before = read_manifest(folder).digest
        deadline = time.monotonic() + 20
        while read_manifest(folder).digest == before and time.monotonic() < deadline:
            time.sleep(0.002)
        time.sleep(wait)
        assert process.pid is not None
        os.kill(process.pid, signal.SIGKILL)
        process.join()
        write(edition(name="2026-01-02"), tmp_path)
        assert len(verify(folder).files) == 12


def test_two_writers_take_turns(tmp_path: Path) -> None:
    context = multiprocessing.get_context("spawn")
    workers = [context.Process(target=_write_some, args=(str(tmp_path), word)) for word in ("left", "right")]
    for worker in workers:
        worker.start()
    for worker in workers:
        worker.join()
        assert worker.exitcode == 0
    assert len(verify(tmp_path / "weekly" / "2026-08-21").files) == 5


def _write_some(out: str, word: str) -> None:
    for round_ in range(25):
        write(edition(f"{word} {round_}", files=5), Path(out))


def test_an_edition_is_found_by_path_name_or_report(tmp_path: Path) -> None:
    folder, _ = write(edition(), tmp_path)
    for name in (str(folder), "weekly/2026-08-21", "weekly"):
        assert find_edition(name, tmp_path) == folder
    with pytest.raises(UnknownReportError, match="There are weekly/2026-08-21"):
        find_edition("weekly/2026-08-22", tmp_path)


def test_a_manifest_that_is_none_is_a_problem(tmp_path: Path) -> None:
    folder, _ = write(edition(), tmp_path)
    (folder / editions.MANIFEST).write_text("{}")
    with pytest.raises(ProblemsError, match="is no manifest"):
        read_manifest(folder)
