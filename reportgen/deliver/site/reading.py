"""Reads an edition's folder for what the site says of it: headline, standfirst, correction, plain text."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

from reportgen.deliver.editions import MANIFEST
from reportgen.deliver.site.index import RESERVED, Correction, Published
from reportgen.errors import GateError
from reportgen.model.edition import Manifest

_NAME = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]*")
_SKIPPED = frozenset({"script", "style", "svg", "nav", "table", "details", "template"})
_VOID = frozenset("area base br col embed hr img input link meta source track wbr".split())


@dataclass(frozen=True, slots=True)
class Candidate:
    """An edition about to be published: where it lies, its manifest, what the site says of it."""

    folder: Path
    manifest: Manifest
    published: Published


def candidate(folder: Path, manifest: Manifest, *, language: str, now: str) -> Candidate:
    """What the site needs of an edition whose bytes were verified. Raises GateError for names no address can have."""
    _addressable(manifest)
    page = folder / "report.html"
    seen = _Reader()
    if "report.html" in manifest.files:
        seen.feed(page.read_text(encoding="utf-8"))
    linked = seen.linked
    published = Published(
        report=manifest.report,
        edition=manifest.edition,
        as_of=manifest.as_of,
        title=manifest.title or manifest.report,
        headline=str(linked.get("headline") or seen.meta.get("og:title") or manifest.title or manifest.report),
        standfirst=str(linked.get("abstract") or seen.meta.get("description") or ""),
        author=seen.meta.get("author", ""),
        language=seen.language or language,
        digest=manifest.digest,
        published=now,
        files=(*sorted(manifest.files), MANIFEST),
        correction=_correction(folder, manifest),
    )
    return Candidate(folder, manifest, published)


def _addressable(manifest: Manifest) -> None:
    for name in (manifest.report, manifest.edition):
        if not _NAME.fullmatch(name) or name in RESERVED:
            raise GateError(f"{name!r} cannot be part of an address on the site: rename it.")
    if "index.html" in manifest.files:
        raise GateError(f"{manifest.report}/{manifest.edition} holds an index.html, where the site puts its own page.")


def _correction(folder: Path, manifest: Manifest) -> Correction | None:
    if "correction.json" not in manifest.files:
        return None
    raw = json.loads((folder / "correction.json").read_text(encoding="utf-8"))
    labels = _labels(folder)
    figures = tuple(
        (labels.get(one["key"], one["key"]), one["before"] or "absent", one["after"] or "absent")
        for one in raw.get("figures", ())
    )
    return Correction(str(raw["corrects"]), str(raw["date"]), str(raw["reason"]), figures)


def _labels(folder: Path) -> Mapping[str, str]:
    facts = json.loads((folder / "facts.json").read_text(encoding="utf-8"))
    return {fact["key"]: _label(fact) for fact in facts if "label" in fact}


def _label(fact: Mapping[str, Any]) -> str:
    period = f"{fact['start']} to {fact['end']}" if fact.get("start") and fact.get("end") else fact.get("as_of")
    return f"{fact['label']} ({period})"


class _Reader(HTMLParser):
    """Language, meta elements, JSON-LD and the words of `<main>`, provenance cards and drawings left out."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.language = ""
        self.meta: dict[str, str] = {}
        self._words: list[str] = []
        self._json: list[str] = []
        self._depth = self._skip = self._main = 0
        self._in_json = False

    @property
    def linked(self) -> Mapping[str, Any]:
        """The JSON-LD of the page, empty where it has none that can be read."""
        try:
            found = json.loads("".join(self._json))
        except ValueError:
            return {}
        return found if isinstance(found, dict) else {}

    def text(self) -> str:
        """The words a reader searches for."""
        return " ".join("".join(self._words).split())

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        held = {name: value or "" for name, value in attrs}
        if tag == "html":
            self.language = held.get("lang", "")
        elif tag == "meta":
            self.meta.setdefault(held.get("name") or held.get("property", ""), held.get("content", ""))
        if tag in _VOID:
            return
        self._depth += 1
        self._in_json = tag == "script" and held.get("type") == "application/ld+json"
        if tag == "main" and not self._main:
            self._main = self._depth
        if not self._skip and (tag in _SKIPPED or "card" in held.get("class", "").split()):
            self._skip = self._depth

    def handle_endtag(self, tag: str) -> None:
        if tag in _VOID:
            return
        self._in_json = False
        if self._skip == self._depth:
            self._skip = 0
        if self._main == self._depth:
            self._main = 0
        self._depth -= 1
        if tag in {"p", "h1", "h2", "h3", "li", "figcaption", "dd", "dt", "div", "section"}:
            self._words.append(" ")

    def handle_data(self, data: str) -> None:
        if self._in_json:
            self._json.append(data)
        elif self._main and not self._skip:
            self._words.append(data)


def words_of(html: str) -> str:
    """The words of a report's page that a reader searches for."""
    seen = _Reader()
    seen.feed(html)
    return seen.text()
