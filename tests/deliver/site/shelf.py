"""A shelf of small editions, written as `build` writes them, and the publishing of them to wherever a test wants."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Mapping
from datetime import UTC, date, datetime
from functools import cache
from hashlib import sha256
from html import escape
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urlsplit

from reportgen.deliver.editions import assemble, verify, write
from reportgen.deliver.site import Look, Outcome, SiteIndex, open_target
from reportgen.deliver.site import publish as add
from reportgen.deliver.site.index import loaded
from reportgen.deliver.site.plan import Settings
from reportgen.model.edition import Artifact
from tests.conftest import ROOT

NOW = datetime(2026, 8, 24, 7, 30, tzinfo=UTC)
BASE = "https://research.example/briefs/"
PALETTE = {
    "paper": "#ffffff", "tint": "#f4f2ed", "ink": "#1c1f21", "quiet": "#5c6266", "rule": "#b9b4ab",
    "grid": "#e4e1db", "subject": "#0b5a63", "warning": "#b3261e",
}  # fmt: skip
FONT = "d09GMgABAAAAAA=="
PAGE = """\
<!DOCTYPE html>
<html lang="en-GB">
<head>
<meta charset="utf-8">
<title>{headline}</title>
<meta name="description" content="{standfirst}">
<meta name="author" content="Ada &amp; Grace">
<link rel="canonical" href="https://elsewhere.example/">
<meta property="og:title" content="{headline}">
<style>
@font-face{{font-family:"Own";src:url(data:font/woff2;base64,{font}) format("woff2")}}
p {{ margin: 0 }}
</style>
<script type="application/ld+json">
{linked}
</script>
</head>
<body class="brief">
<a class="skip" href="#main">Skip to the text</a>
<header class="masthead"><p>Example Research</p></header>
<main id="main">
<h1>{headline}</h1>
<p>{standfirst} It moved <span class="q">1.2%<span class="card">hidden provenance</span></span>.</p>
<p><a href="data/move.csv" download>data</a> <a href="https://elsewhere.example/">other</a></p>
{more}
</main>
<footer><p>Example Research</p></footer>
</body>
</html>
"""


@cache
def look() -> Look:
    return Look((ROOT / "templates",), PALETTE, {**PALETTE, "paper": "#13181a"}, brand="")


def artifacts(headline: str, more: str = "", extra: Mapping[str, bytes] | None = None) -> Iterable[Artifact]:
    linked: dict[str, Any] = {
        "@type": "Report",
        "headline": headline,
        "abstract": f"About {headline}.",
        "author": {"name": "Ada"},
    }
    linked["hasPart"] = [{"@type": "Dataset", "distribution": {"contentUrl": "data/move.csv"}}]
    told, data = escape(headline), json.dumps(linked).replace("<", "\\u003c")
    page = PAGE.format(headline=told, standfirst=f"About {told}.", font=FONT, linked=data, more=more)
    facts = [{"key": "rut.return@1w", "label": "Russell 2000: return", "start": "2026-08-14", "end": "2026-08-21"}]
    files = {
        "report.html": page.encode(),
        "report.md": f"# {headline}\n".encode(),
        "report.pdf": b"%PDF-1.7 " + headline.encode(),
        "facts.json": json.dumps(facts).encode(),
        "data/move.csv": b"date,move\n2026-08-21,0.012\n",
        "opengraph.png": b"\x89PNG",
        **(extra or {}),
    }
    return [Artifact(name, content, "") for name, content in files.items()]


class Shelf:
    """Editions under `<folder>/output`, and a site beside them unless another target is named."""

    def __init__(self, folder: Path, *, program: Path | None = None) -> None:
        self.out, self.site, self.program = folder / "output", folder / "site", program

    def edition(
        self,
        name: str,
        report: str = "weekly",
        headline: str = "",
        *,
        more: str = "",
        corrects: str | None = None,
        extra: Mapping[str, bytes] | None = None,
    ) -> Path:
        files = dict(extra or {})
        if corrects:
            figure = {"key": "rut.return@1w", "before": "1.2%", "after": "1.3%"}
            notice = {
                "corrects": corrects,
                "date": "2026-08-25",
                "reason": "A close was mistyped.",
                "figures": [figure],
            }
            files["correction.json"] = json.dumps(notice).encode()
        made = assemble(
            artifacts(headline or f"News of {name}", more, files),
            report=report, edition=name, as_of=date.fromisoformat(name[:10]), title=f"The {report.title()}",
            inputs="i", config="c", code="k", corrects=corrects,
        )  # fmt: skip
        return write(made, self.out)[0]

    def publish(self, *folders: Path, site: str = "", base: str = "", now: datetime = NOW) -> Outcome:
        settings = Settings(look(), "Example Research", "en-GB", base, self.program)
        editions = [(folder, verify(folder)) for folder in folders]
        return add(editions, open_target(site or str(self.site)), settings, now=now)

    def index(self) -> SiteIndex:
        return loaded((self.site / "site.json").read_bytes(), "")

    def text(self, path: str) -> str:
        return (self.site / path).read_text(encoding="utf-8")

    def files(self) -> dict[str, bytes]:
        return tree(self.site)


def tree(root: Path) -> dict[str, bytes]:
    return {path.relative_to(root).as_posix(): path.read_bytes() for path in sorted(root.rglob("*")) if path.is_file()}


_LINK = re.compile(r'\b(?:href|src)="([^"#?]+)[^"]*"')


def faults(files: Mapping[str, bytes], base: str = "") -> list[str]:
    """What is wrong with a site as its readers meet it: links to nothing, files missing or not what was approved."""
    found = []
    index: dict[str, Any] = json.loads(files["site.json"])
    for path, content in files.items():
        if path.endswith(".html"):
            found += [
                f"{path}: {link}" for link in _LINK.findall(content.decode()) if not _leads(link, path, files, base)
            ]
    for one in index["editions"]:
        folder = f"{one['report']}/{one['edition']}/"
        manifest = json.loads(files.get(folder + "manifest.json", b'{"files": {"manifest.json": ""}}'))
        for name, digest in manifest["files"].items():
            if sha256(files.get(folder + name, b"")).hexdigest() != digest:
                found.append(f"{folder}{name}: not what was approved")
    return found + [f"{path}: missing" for path in index["pages"] if path not in files]


def _leads(link: str, path: str, files: Mapping[str, bytes], base: str) -> bool:
    if base and link.startswith(base):
        link = "/" + link.removeprefix(base)
    if urlsplit(link).scheme or urlsplit(link).netloc:
        return True
    place = Path("/", *([] if link.startswith("/") else Path(path).parent.parts), unquote(link).lstrip("/"))
    parts: list[str] = []
    for part in place.parts[1:]:
        parts = parts[:-1] if part == ".." else [*parts, part]
    target = "/".join(parts)
    return target in files or f"{target}/index.html".lstrip("/") in files
