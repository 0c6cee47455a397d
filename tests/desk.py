"""A desk in an empty folder, and the command run in it as a user would run it."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from tests.conftest import DATA, ROOT

TRIAL = """\
title: Trial
frequency: weekly
roles: {subject: rut, benchmark: spx, third: ixic}
sections: [week]
author: {name: Ada}
publisher: {name: Example Research, contact: desk@research.example, conflicts: none}
ai_use: none
outputs: [md, html]
settings: {leads: trial}
rules: {balance: off}                # one sentence has no room for risks
"""
WEEK = """\
---
title: The week
place: lead
---
{{ the("subject") | cap }} {{ move("subject.return.price@1w") }} in the week to {{ date("subject.return.price@1w") }}.
"""
LEAD = "# {{ name('subject') }} {{ move('subject.return.price@1w') }}\n\nA week like others.\n"


@dataclass(frozen=True)
class Ran:
    """What a command printed and returned."""

    code: int
    out: str
    err: str

    @property
    def json(self) -> Any:
        return json.loads(self.out)


class Desk:
    """A folder with a small report of its own over a copy of the sample data."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        for name, text in {
            "reports/trial.yaml": TRIAL,
            "templates/sections/week.md": WEEK,
            "templates/leads/trial/plain.md": LEAD,
        }.items():
            self.write(name, text)
        shutil.copytree(DATA, folder / "data")

    def write(self, name: str, text: str) -> Path:
        path = self.folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
        return path

    def command(self, *words: str) -> list[str]:
        return [sys.executable, "-c", "from reportgen.cli import main; main()", *words]

    def environment(self) -> dict[str, str]:
        return os.environ | {"PYTHONPATH": str(ROOT), "COLUMNS": "100"}

    def run(self, *words: str, stdin: str | None = None) -> Ran:
        done = subprocess.run(
            self.command(*words),
            cwd=self.folder,
            env=self.environment(),
            input=stdin,
            capture_output=True,
            text=True,
            timeout=180,
            check=False,
        )
        return Ran(done.returncode, done.stdout, done.stderr)

    def files(self, under: str = "output") -> dict[str, bytes]:
        root = self.folder / under
        return {
            str(path.relative_to(root)): path.read_bytes()
            for path in sorted(root.rglob("*"))
            if path.is_file() and not path.name.startswith(".")
        }
