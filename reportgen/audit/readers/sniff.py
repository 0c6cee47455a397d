"""Which format a file is: by its first bytes, then by its name."""

from __future__ import annotations

import re
from pathlib import PurePath

_BY_NAME = {".md": "md", ".markdown": "md", ".html": "html", ".htm": "html", ".xhtml": "html", ".txt": "txt",
            ".text": "txt", ".eml": "eml", ".pdf": "pdf", ".docx": "docx"}  # fmt: skip
_HTML = re.compile(r"\s*(?:<!doctype html|<html|<head|<body|<div|<p[ >]|<article|<section|<h[1-6])", re.IGNORECASE)
_MAIL = re.compile(r"(?:[A-Za-z-]{2,40}: [^\n]{0,998}\r?\n(?:[ \t][^\n]*\r?\n)*){2}")
_MARKDOWN = re.compile(r"^(?:#{1,6} |---\s*$|\[\^)|\*\*|\]\(|^\|.*\|\s*$", re.MULTILINE)


def sniff(name: str, content: bytes) -> str:
    """One of pdf, docx, eml, html, md, txt."""
    if content[:5] == b"%PDF-":
        return "pdf"
    if content[:4] == b"PK\x03\x04":
        return "docx"
    named = _BY_NAME.get(PurePath(name).suffix.lower())
    if named and named not in {"pdf", "docx"}:
        return named
    head = content[:4000].decode("utf-8", "replace").lstrip("\ufeff")
    if _HTML.match(head):
        return "html"
    if re.search(r"^(?:from|subject|mime-version|received): ", head, re.IGNORECASE | re.MULTILINE) and _MAIL.match(
        head
    ):
        return "eml"
    return "md" if _MARKDOWN.search(head) else "txt"


def decoded(content: bytes) -> str:
    """The characters of a text file: UTF-8 or UTF-16 with a mark, UTF-8, else Windows-1252."""
    if content[:2] in {b"\xff\xfe", b"\xfe\xff"}:
        return content.decode("utf-16", "replace")
    try:
        return content.decode("utf-8")
    except UnicodeDecodeError:
        return content.decode("cp1252", "replace")
