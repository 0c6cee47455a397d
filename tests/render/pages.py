"""Looking into finished HTML by CSS selector."""

from __future__ import annotations

from typing import Any

import lxml.html


def parsed(html: str) -> Any:
    """The page as a tree."""
    return lxml.html.document_fromstring(html)


def find(page: Any, selector: str) -> list[Any]:
    """The elements a selector matches, in order."""
    import cssselect2  # type: ignore[import-untyped]

    root = cssselect2.ElementWrapper.from_html_root(page)
    return [found.etree_element for found in root.query_all(selector)]


def one(page: Any, selector: str) -> Any:
    """The only element, or the first, that a selector matches."""
    return find(page, selector)[0]


def words(element: Any) -> str:
    """The text of an element with its white space put in order."""
    return " ".join("".join(element.itertext()).split())
