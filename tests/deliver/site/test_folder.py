"""A site in a folder: old or new, never half, however often the run is killed."""

from __future__ import annotations

import os
import random
import signal
import threading
import time
from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path

import pytest

from reportgen.deliver.site import folder as target
from reportgen.deliver.site.folder import mirror
from reportgen.errors import UsageError, WorldError
from tests.deliver.site.shelf import Shelf, faults, tree


def killed_publishes(place: Path, times: int, seed: int) -> tuple[int, int]:
    """Kill a publish `times` times, each after a random while; how many had gone live by then, and how many had not."""
    draw = random.Random(seed)
    done = {True: 0, False: 0}
    shelf, typical = Shelf(place / "0"), 0.1
    for number in range(times):
        if number % 25 == 0:
            shelf = Shelf(place / str(number))
            first = shelf.edition("2020-01-03")
            typical = in_a_child(lambda: shelf.publish(first))  # noqa: B023 - called at once
        name = (date(2020, 1, 10) + timedelta(weeks=number)).isoformat()
        folder, before = shelf.edition(name), shelf.index()
        in_a_child(lambda: shelf.publish(folder), draw.uniform(0, 1.3 * typical))  # noqa: B023 - called at once
        files = shelf.files()
        live = shelf.index()
        assert faults(files) == []
        assert set(files) == live.all_paths(), "nothing of the other version is mixed in"
        went = live.get("weekly", name) is not None
        assert went or live.dumped() == before.dumped()
        done[went] += 1
        if draw.random() < 0.5:
            typical = in_a_child(lambda: shelf.publish(folder))  # noqa: B023 - called at once
            assert shelf.index().get("weekly", name) is not None
            assert faults(shelf.files()) == []
    return done[True], done[False]


def in_a_child(work: Callable[[], object], killed_after: float | None = None) -> float:
    """The seconds that work takes in a process of its own, which may be killed meanwhile."""
    start = time.monotonic()
    child = os.fork()
    if child == 0:
        work()
        os._exit(0)
    if killed_after is not None:
        time.sleep(killed_after)
        os.kill(child, signal.SIGKILL)
    os.waitpid(child, 0)
    return time.monotonic() - start


def test_a_killed_publish_leaves_the_old_site_or_the_new_one(tmp_path: Path) -> None:
    _, not_live = killed_publishes(tmp_path, 20, seed=1)
    assert not_live > 0, "some kills must hit before the site went live"


@pytest.mark.full
def test_two_hundred_kills_leave_the_old_site_or_the_new_one(tmp_path: Path) -> None:
    live, not_live = killed_publishes(tmp_path, 200, seed=2)
    assert live > 5
    assert not_live > 50


def test_a_reader_never_finds_the_site_missing(tmp_path: Path) -> None:
    shelf = Shelf(tmp_path)
    shelf.publish(shelf.edition("2020-01-03"))
    gone: list[str] = []
    paths = ("index.html", "weekly/2020-01-03/report.pdf")
    stop = threading.Event()

    def read() -> None:
        while not stop.is_set():
            gone.extend(path for path in paths if not (shelf.site / path).is_file())

    reader = threading.Thread(target=read)
    reader.start()
    try:
        for week in range(1, 8):
            shelf.publish(shelf.edition((date(2020, 1, 3) + timedelta(weeks=week)).isoformat()))
    finally:
        stop.set()
        reader.join()
    assert gone == []


def test_a_disk_that_cannot_exchange_folders_is_told_and_keeps_the_old_site(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    shelf = Shelf(tmp_path)
    shelf.publish(shelf.edition("2026-08-14"))
    before = shelf.files()
    monkeypatch.setattr(target, "exchange", lambda *_: False)
    with pytest.raises(WorldError, match="cannot exchange two folders"):
        shelf.publish(shelf.edition("2026-08-21"))
    assert shelf.files() == before


def test_a_folder_of_something_else_is_left_alone(tmp_path: Path) -> None:
    shelf = Shelf(tmp_path)
    shelf.site.mkdir()
    (shelf.site / "thesis.docx").write_text("years of work")
    with pytest.raises(UsageError, match=r"holds thesis\.docx, which no publish put there"):
        shelf.publish(shelf.edition("2026-08-21"))
    assert tree(shelf.site) == {"thesis.docx": b"years of work"}


def test_a_folder_one_may_not_write_is_told_with_its_name(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("x")
    shelf = Shelf(tmp_path)
    with pytest.raises(WorldError, match="cannot be written"):
        shelf.publish(shelf.edition("2026-08-21"), site=str(tmp_path / "file/site"))


def test_a_mirror_is_the_same_files_and_takes_up_any_state(tmp_path: Path) -> None:
    live, spare = tmp_path / "live", tmp_path / "spare"
    for path in ("a/b/one", "a/two", "three"):
        (live / path).parent.mkdir(parents=True, exist_ok=True)
        (live / path).write_text(path)
    for path in ("a/b", "three/x", "four/five", "a2/six"):
        (spare / path).parent.mkdir(parents=True, exist_ok=True)
        (spare / path).write_text("left by a killed run")
    mirror(live, spare)
    assert tree(live) == tree(spare)
    assert all((live / path).samefile(spare / path) for path in tree(live))
    assert not (spare / "four").exists()
