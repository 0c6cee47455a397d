"""`reportgen data fetch` and `data check` as a person runs them, against a server on this machine."""

from __future__ import annotations

import json
import subprocess
import sys
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path

import pytest

CATALOG = """
title: Own feed
datasets:
  closes:
    provider: {{name: web, series: "{address}/closes.csv"}}
    date: date
    frequency: daily
    origin: {{publisher: Desk, title: Closes}}
    columns:
      level: {{unit: index_points}}
"""


@pytest.fixture
def server() -> Iterator[str]:
    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            self.send_response(200)
            self.end_headers()
            self.wfile.write(b"date,level\n2025-01-02,100\n2025-01-03,101\n")

        def log_message(self, *_: object) -> None:
            pass

    with HTTPServer(("127.0.0.1", 0), Handler) as running:
        threading.Thread(target=running.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{running.server_port}"
        running.shutdown()


def reportgen(*arguments: str) -> subprocess.CompletedProcess[str]:
    program = "import sys; from reportgen.cli import main; sys.argv = ['reportgen', *sys.argv[1:]]; main()"
    return subprocess.run([sys.executable, "-c", program, *arguments], capture_output=True, text=True, check=False)


def test_fetch_then_check(server: str, tmp_path: Path) -> None:
    (tmp_path / "catalog.yaml").write_text(CATALOG.format(address=server), encoding="utf-8")
    before = reportgen("data", "check", "--data", str(tmp_path))
    assert (before.returncode, before.stdout.splitlines()[0]) == (
        1,
        "closes (fetched): is not there yet. Run `reportgen data fetch closes`.",
    )
    fetched = reportgen("data", "fetch", "--data", str(tmp_path), "--json")
    assert fetched.returncode == 0, fetched.stderr
    [kept] = json.loads(fetched.stdout)
    assert (kept["dataset"], kept["size"]) == ("closes", 41)
    assert fetched.stderr == f"closes: 41 bytes from {server}/closes.csv\n"
    assert reportgen("data", "check", "--data", str(tmp_path)).returncode == 0
    wrong = reportgen("data", "fetch", "closed", "--data", str(tmp_path))
    assert (wrong.returncode, wrong.stdout) == (2, "")
    assert "Did you mean closes?" in wrong.stderr


def test_a_server_that_is_not_there_is_the_worlds_fault(tmp_path: Path) -> None:
    (tmp_path / "catalog.yaml").write_text(CATALOG.format(address="http://127.0.0.1:9"), encoding="utf-8")
    refused = reportgen("data", "fetch", "--data", str(tmp_path))
    assert refused.returncode == 3
    assert "cannot be reached" in refused.stderr
    assert "Traceback" not in refused.stderr
