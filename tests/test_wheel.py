"""The wheel works where there is no checkout: it carries the templates, the reports and the sample data once."""

from __future__ import annotations

import os
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
BUNDLED = "reportgen/_bundled"


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("wheel")
    command = [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(folder)]
    subprocess.run(command, cwd=ROOT, check=True, capture_output=True)
    return next(folder.glob("*.whl"))


def test_it_carries_each_file_of_the_three_folders_once(wheel: Path) -> None:
    names = zipfile.ZipFile(wheel).namelist()
    tracked = subprocess.run(
        ["git", "ls-files", "-z", "templates", "reports", "data"], cwd=ROOT, check=True, capture_output=True, text=True
    ).stdout
    wanted = {f"{BUNDLED}/{name}" for name in tracked.split("\0") if name and (ROOT / name).exists()}
    assert wanted <= set(names)
    assert [name for name in names if name.startswith(("templates/", "reports/", "data/"))] == []
    assert len(names) == len(set(names))


def test_it_lists_its_reports_from_any_folder(wheel: Path, tmp_path: Path) -> None:
    installed, elsewhere = tmp_path / "installed", tmp_path / "elsewhere"
    elsewhere.mkdir()
    zipfile.ZipFile(wheel).extractall(installed)
    program = (
        "import reportgen, sys; print(reportgen.__file__); sys.argv[1:] = ['list'];"
        "from reportgen.cli import main; main()"
    )
    done = subprocess.run(
        [sys.executable, "-P", "-c", program],
        cwd=elsewhere,
        env=os.environ | {"PYTHONPATH": str(installed)},
        check=True,
        capture_output=True,
        text=True,
    )
    where, *listed = done.stdout.splitlines()
    assert Path(where).is_relative_to(installed)
    reports = {path.stem for path in (ROOT / "reports").glob("*.yaml")}
    assert reports
    assert {line.split()[0] for line in listed} == reports
