"""What a web page says to its readers, without the cards that wait behind its figures."""

from __future__ import annotations

from copy import deepcopy
from pathlib import Path
from typing import Any

import lxml.html


def parsed(page: Path) -> Any:
    """The page as a tree, its cards taken out."""
    tree: Any = lxml.html.document_fromstring(page.read_text(encoding="utf-8"))
    for card in tree.find_class("card"):
        card.drop_tree()
    return tree


def words(element: Any) -> str:
    """The text of an element, its white space put in order."""
    copy = deepcopy(element)
    copy.tail = None
    return " ".join("".join(copy.itertext()).split())
