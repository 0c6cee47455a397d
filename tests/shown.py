"""The commands that a document shows, run as a reader would run them, and held to the output shown.

In a ```console block a line `$ command` is run by bash in a desk's folder; the lines under it are what it
prints, progress apart. "…" stands for anything within a line, and alone on a line for any number of lines.
"""

from __future__ import annotations

import os
import re
import shutil
import socket
import subprocess
import sys
import time
from dataclasses import dataclass
from pathlib import Path

from tests.conftest import ROOT

PORT = "2525"
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


class Desk:
    """A desk as `reportgen new` lays it out, with the documents' examples; servers it started end with it."""

    def __init__(self, folder: Path) -> None:
        self.folder, self._port, self._servers = folder, str(_free_port()), list[subprocess.Popen[bytes]]()
        self.run("reportgen new .")
        shutil.copytree(ROOT / "docs" / "examples", folder / "docs" / "examples")
        mail = folder / "mail.yaml"
        mail.write_text(mail.read_text(encoding="utf-8").replace(PORT, self._port), encoding="utf-8")

    def run(self, command: str) -> str:
        """What the command prints, progress apart; nothing of one that runs on in the background."""
        words = ["bash", "-c", command.replace(PORT, self._port)]
        environment = os.environ | {"PATH": os.pathsep.join([str(Path(sys.executable).parent), os.environ["PATH"]])}
        if command.endswith("&"):
            words[2] = f"exec {words[2].removesuffix('&')}"
            self._servers.append(subprocess.Popen(words, cwd=self.folder, env=environment))
            _await(int(self._port))
            return ""
        done = subprocess.run(
            words, cwd=self.folder, env=environment, capture_output=True, text=True, check=False, timeout=120
        )
        told = [line for line in done.stderr.splitlines(keepends=True) if not line.endswith(" ...\n")]
        return done.stdout + "".join(told)

    def close(self) -> None:
        """End what runs in the background."""
        for server in self._servers:
            server.terminate()
            server.wait(10)


def _free_port() -> int:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        return int(taken.getsockname()[1])


def _await(port: int) -> None:
    for _ in range(200):
        with socket.socket() as trial:
            if trial.connect_ex(("127.0.0.1", port)) == 0:
                return
        time.sleep(0.1)


def agrees(step: Step, printed: str) -> bool:
    """Whether the output is what the document shows."""
    lines = [r"(?:.*\n)*" if line == "…" else _pattern(line) for line in step.shown]
    return re.fullmatch("".join(lines), printed) is not None


def _pattern(line: str) -> str:
    return ".*".join(re.escape(part) for part in line.split("…")) + r" *\n"
