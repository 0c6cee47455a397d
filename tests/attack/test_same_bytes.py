"""Same inputs, same bytes: whatever the environment says of clock, zone, locale, hashing, home and rights."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path

import pytest

from tests.conftest import ROOT

ENVIRONMENTS: Mapping[str, Mapping[str, str]] = {
    "Kiritimati, a build that calls itself reproducible": {
        "PYTHONHASHSEED": "1",
        "TZ": "Pacific/Kiritimati",
        "SOURCE_DATE_EPOCH": "1",
        "PYTHONOPTIMIZE": "1",
    },
    "no home, no UTF-8, a narrow terminal": {
        "PYTHONHASHSEED": "2",
        "HOME": "/nonexistent",
        "XDG_CACHE_HOME": "/nonexistent",
        "MPLCONFIGDIR": "/nonexistent",
        "COLUMNS": "40",
        "PYTHONUTF8": "0",
        "TZ": "Asia/Kolkata",
        "LC_ALL": "POSIX",
    },
}


def built(report: str, folder: Path, words: Mapping[str, str], formats: str, umask: int = 0o022) -> dict[str, bytes]:
    """The edition's files as the command makes them in a folder of its own."""
    folder.mkdir(parents=True)
    command = ["-c", "from reportgen.cli import main; main()", "build", report, "--as-of", "2026-08-21"]
    done = subprocess.run(
        [sys.executable, *command, "--formats", formats],
        cwd=folder,
        env={**os.environ, "PYTHONPATH": str(ROOT), "PYTHONHASHSEED": "0", **words},
        capture_output=True,
        text=True,
        timeout=300,
        umask=umask,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    edition = folder / "output" / report / "2026-08-21"
    return {str(path.relative_to(edition)): path.read_bytes() for path in edition.rglob("*") if path.is_file()}


def differing(one: Mapping[str, bytes], other: Mapping[str, bytes]) -> list[str]:
    """The files that differ; of the manifest all but what digests the code, which may be edited meanwhile."""
    return [name for name in sorted({*one, *other}) if _said(name, one) != _said(name, other)]


def _said(name: str, files: Mapping[str, bytes]) -> object:
    return json.loads(files[name]) | {"code": ""} if name == "manifest.json" else files.get(name)


@pytest.fixture(scope="module")
def plain(tmp_path_factory: pytest.TempPathFactory) -> dict[str, bytes]:
    return built("small-cap-weekly", tmp_path_factory.mktemp("plain") / "desk", {}, "md,html,pdf,email")


@pytest.mark.parametrize("name", ENVIRONMENTS)
def test_the_environment_changes_no_byte(name: str, plain: Mapping[str, bytes], tmp_path: Path) -> None:
    folder = tmp_path / "another" / "place"
    other = built("small-cap-weekly", folder, ENVIRONMENTS[name], "md,html,pdf,email", umask=0o077)
    assert differing(plain, other) == []


@pytest.mark.parametrize("report", ["small-cap-thesis", "nasdaq-weekly"])
def test_the_order_of_sets_changes_no_byte(report: str, tmp_path: Path) -> None:
    first, second = (built(report, tmp_path / seed, {"PYTHONHASHSEED": seed}, "md,html") for seed in ("4", "5"))
    assert differing(first, second) == []


def test_without_the_texts_on_method_nothing_is_built(tmp_path: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-OO", "-c", "from reportgen.cli import main; main()", "list"],
        cwd=tmp_path,
        env=os.environ | {"PYTHONPATH": str(ROOT)},
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    assert done.returncode == 2
    assert "-OO removes the texts on method" in done.stderr
