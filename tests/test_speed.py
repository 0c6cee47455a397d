"""What must never become slow, with so much slack that a busy machine passes. `make bench` has the figures."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path
from statistics import median

import pytest

from benchmarks import inside
from benchmarks.measure import Cost, compared, run
from tests.conftest import ROOT

REPORTGEN = Path(sys.executable).parent / "reportgen"
HEAVY = {"pandas", "numpy", "matplotlib", "weasyprint", "scipy", "pydantic", "rich", "exchange_calendars", "jinja2"}


def loaded(*words: str) -> set[str]:
    """The heavy libraries that a command has loaded when it ends."""
    code = (
        "import sys; from reportgen.cli import main\n"
        f"sys.argv = {['reportgen', *words]!r}\n"
        "try: main()\nexcept SystemExit: pass\n"
        "print(); print(' '.join(sys.modules))"
    )
    done = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True)
    return HEAVY & set(done.stdout.splitlines()[-1].split())


@pytest.mark.parametrize("command", ["--help", "list"])
def test_a_command_without_data_loads_nothing_heavy(command: str) -> None:
    assert loaded(command) == set()


def test_a_fact_of_clean_files_needs_neither_pandas_nor_a_drawing_library() -> None:
    assert loaded("facts", "rut.return.price@1w") <= {"numpy", "pydantic"}


@pytest.mark.parametrize("command", ["--help", "list"])
def test_help_comes_sooner_than_pandas(command: str) -> None:
    ratio, _, _ = compared(
        lambda: run([REPORTGEN, command]), lambda: run([sys.executable, "-c", "import pandas"]), rounds=3
    )
    assert ratio < 0.8


def test_an_unchanged_edition_is_not_made_again(tmp_path: Path) -> None:
    def build() -> Cost:
        return run([REPORTGEN, "build", "small-cap-weekly", "--formats", "md", "--out", tmp_path], cwd=ROOT)

    first = build()
    again = median(build().cpu for _ in range(3))
    assert again < 0.6 * first.cpu


def test_facts_about_many_series_come_in_milliseconds() -> None:
    assert inside.series(count=40).ours < 0.02
