"""The commands that a document shows, run as a reader would run them, and held to the output shown.

In a ```console block a line `$ command` is run by bash in a desk's folder; the lines under it are what it
prints, progress apart. "…" stands for anything within a line, and alone on a line for any number of lines.
"""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

from tests.conftest import ROOT

_BLOCK = re.compile(r"^```console\n(.*?)^```", re.DOTALL | re.MULTILINE)


@dataclass(frozen=True)
class Step:
    """A command and the lines shown under it."""

    command: str
    shown: tuple[str, ...]


def steps(document: Path) -> list[Step]:
    """Every command of the document, in order."""
    found = []
    for block in _BLOCK.findall(document.read_text(encoding="utf-8")):
        for part in re.split(r"^\$ ", block, flags=re.MULTILINE)[1:]:
            command, *shown = part.rstrip("\n").split("\n")
            found.append(Step(command, tuple(shown)))
    return found


def new_desk(folder: Path) -> Path:
    """A checkout as far as commands are concerned: data, reports and templates of one's own."""
    for name in ("data", "reports", "templates"):
        shutil.copytree(ROOT / name, folder / name)
    return folder


def run(step: Step, desk: Path) -> str:
    """What the command prints, progress apart."""
    path = os.pathsep.join([str(Path(sys.executable).parent), os.environ["PATH"]])
    done = subprocess.run(
        ["bash", "-c", step.command],
        cwd=desk,
        env=os.environ | {"PATH": path},
        capture_output=True,
        text=True,
        check=False,
        timeout=120,
    )
    told = [line for line in done.stderr.splitlines(keepends=True) if not line.endswith(" ...\n")]
    return done.stdout + "".join(told)


def agrees(step: Step, printed: str) -> bool:
    """Whether the output is what the document shows."""
    lines = [r"(?:.*\n)*" if line == "…" else _pattern(line) for line in step.shown]
    return re.fullmatch("".join(lines), printed) is not None


def _pattern(line: str) -> str:
    return ".*".join(re.escape(part) for part in line.split("…")) + r" *\n"
