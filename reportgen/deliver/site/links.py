"""Checks the links of pages before they go live: every internal one must lead to a file of the new site."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Callable, Iterator, Mapping
from html.parser import HTMLParser
from urllib.parse import unquote, urlsplit

from reportgen.errors import Problem

_HELD = ("href", "src", "poster")
_MOST = 20


class _Links(HTMLParser):
    """The addresses a page refers to, with their lines, and its anchors."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.links: list[tuple[str, int]] = []
        self.anchors: set[str] = set()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        for name, value in attrs:
            if name in {"id", "name"} and value:
                self.anchors.add(value)
            elif name in _HELD and value and tag != "base":
                self.links.append((value, self.getpos()[0]))
            elif name == "srcset" and value:
                self.links += [(part.split()[0], self.getpos()[0]) for part in value.split(",") if part.strip()]


Exists = Callable[[str], bool]


def broken(pages: Mapping[str, bytes], there: Exists, base: str) -> list[Problem]:
    """Every internal link of the pages that leads nowhere. `there` says whether the new site has a path."""
    return [problem for path in sorted(pages) for problem in _of(path, pages[path], there, base)]


def _of(path: str, content: bytes, there: Exists, base: str) -> Iterator[Problem]:
    text = content.decode("utf-8", "replace")
    if path.endswith(".html"):
        seen = _Links()
        seen.feed(text)
        for link, row in seen.links:
            if link.startswith("#"):
                if link[1:] and unquote(link[1:]) not in seen.anchors:
                    yield Problem(path, f"{link} leads to no place on the page.", row=row)
            elif (target := _target(link, path, base)) is not None and not there(target):
                yield Problem(path, f"{link} leads to no file of the site.", row=row)
    elif base and path.endswith((".xml", ".json", ".txt")):
        for link in sorted(set(re.findall(re.escape(base) + r'[^\s"<>\']*', text))):
            if not there(_target(link, path, base) or ""):
                yield Problem(path, f"{link} leads to no file of the site.")


def _target(link: str, path: str, base: str) -> str | None:
    """The path a link leads to, None for one that leaves the site."""
    if base and link.startswith(base):
        link = "/" + link[len(base) :]
    parts = urlsplit(link)
    if parts.scheme or parts.netloc:
        return None
    found = unquote(parts.path)
    if not found:
        return path
    rooted = found.startswith("/")
    joined = posixpath.normpath(found.lstrip("/") if rooted else posixpath.join(posixpath.dirname(path), found))
    if joined == ".":
        return "index.html"
    return f"{joined}/index.html" if found.endswith("/") else joined


def told(problems: list[Problem]) -> list[Problem]:
    """The first of many: one fault of a template shows on every page."""
    left = len(problems) - _MOST
    return problems if left <= 0 else [*problems[:_MOST], Problem("the site", f"{left} more broken links.")]
