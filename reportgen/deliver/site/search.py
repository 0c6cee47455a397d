"""Full-text search by Pagefind: one bundle a year, so that a new edition costs its own year's alone."""

from __future__ import annotations

import html
import json
import subprocess
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

from reportgen.errors import WorldError

TEXTS = "texts.json"
_NEEDED = ("pagefind.js", "pagefind-worker.js", "pagefind-entry.json", "wasm.", "pagefind.", "fragment/", "index/")
_PATIENCE = 300.0


@dataclass(frozen=True, slots=True)
class Text:
    """An edition's words, where its page is, and what a result says of it."""

    path: str
    title: str
    report: str
    day: str
    words: str


def program() -> Path | None:
    """Pagefind, None where the extra `site` is not installed."""
    try:
        from pagefind_bin import get_executable  # type: ignore[import-untyped]
    except ImportError:
        return None
    try:
        return Path(get_executable())
    except (OSError, RuntimeError):
        return None


def loaded(content: bytes | None) -> dict[str, Text]:
    """The texts of a year by path."""
    return {raw["path"]: Text(**raw) for raw in json.loads(content)} if content else {}


def bundle(folder: str, texts: Mapping[str, Text], language: str, binary: Path) -> dict[str, bytes]:
    """The files of a year's search below `folder`. Raises WorldError where Pagefind fails."""
    with TemporaryDirectory(prefix="search-") as work:
        source, made = Path(work, "in"), Path(work, "out")
        for path in sorted(texts):
            page = source / path
            page.parent.mkdir(parents=True, exist_ok=True)
            page.write_text(_page(texts[path]), encoding="utf-8")
        _run(binary, source, made, language)
        files = {path.relative_to(made).as_posix(): path.read_bytes() for path in made.rglob("*") if path.is_file()}
    kept = {folder + name: content for name, content in files.items() if name.startswith(_NEEDED)}
    listed = json.dumps([asdict(texts[path]) for path in sorted(texts)], ensure_ascii=False)
    return {**kept, folder + TEXTS: listed.encode()}


def _run(binary: Path, source: Path, made: Path, language: str) -> None:
    words = [str(binary), "--site", str(source), "--output-path", str(made), "--force-language", language]
    try:
        done = subprocess.run(words, capture_output=True, text=True, timeout=_PATIENCE, check=False)  # noqa: S603
    except (OSError, subprocess.TimeoutExpired) as error:
        raise WorldError(f"the search index could not be made: {error}") from None
    if done.returncode:
        raise WorldError(f"the search index could not be made: {(done.stderr or done.stdout).strip()[-400:]}")


def _page(text: Text) -> str:
    told = {"page": text.path, "title": text.title, "report": text.report, "day": text.day}
    held = " ".join(f'data-{name}="{html.escape(value)}"' for name, value in told.items())
    named = ", ".join(f"{name}[data-{name}]" for name in told)
    body = f'<h1 {held} data-pagefind-meta="{named}">{html.escape(text.title)}</h1><p>{html.escape(text.words)}</p>'
    return f"<!DOCTYPE html><html><head></head><body><main data-pagefind-body>{body}</main></body></html>"
