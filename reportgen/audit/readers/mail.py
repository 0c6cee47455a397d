"""E-mail: the text alternative of a message, or its HTML, with subject and date."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from email import message_from_bytes, policy
from email.message import EmailMessage
from email.utils import parsedate_to_datetime

LONGEST_LINE = 998
"""What RFC 5322 allows a line; a longer header is cut there."""
_HEADERS = re.compile(rb"\r?\n\r?\n")


@dataclass(frozen=True, slots=True)
class Letter:
    """What a message says: subject, text, whether the text is HTML, and the day it was sent."""

    subject: str
    text: str
    html: bool
    sent: date | None


def letter(content: bytes) -> Letter:
    """The readable part of a message. A damaged one gives what can be read."""
    try:
        return _letter(_trimmed(content))
    except RecursionError:
        return Letter("", content.decode("utf-8", "replace"), html=False, sent=None)


def placed(found: Letter, file: str) -> tuple[str, str]:
    """The text to be read, and the source its places count in.

    Where the body stands in the file as it is read, that is the file: the text comes with blanks in place of all
    that stands around it. Where it is encoded, it is the decoded text.
    """
    for body in (found.text, found.text.replace("\n", "\r\n")):
        start = file.find(body) if body.strip() else -1
        if start > 0 and file.find(body, start + 1) < 0:
            blank = re.sub(r"[^\n]", " ", file[:start])
            return blank + body + re.sub(r"[^\n]", " ", file[start + len(body) :]), file
    return found.text, found.text


def _trimmed(content: bytes) -> bytes:
    """The message with no header line longer than may be: what decodes them takes time and room by their square."""
    end = _HEADERS.search(content)
    head, body = (content[: end.start()], content[end.start() :]) if end else (content, b"")
    return b"\n".join(line[:LONGEST_LINE] for line in head.split(b"\n")) + body


def _letter(content: bytes) -> Letter:
    message = message_from_bytes(content, policy=policy.default)
    body = message.get_body(("plain", "html"))
    text = _text(body) if isinstance(body, EmailMessage) else ""
    html = isinstance(body, EmailMessage) and body.get_content_type() == "text/html"
    return Letter(str(message.get("subject", "")), text, html, _sent(str(message.get("date", ""))))


def _text(part: EmailMessage) -> str:
    try:
        found = part.get_content()
    except (LookupError, ValueError, KeyError):
        payload = part.get_payload(decode=True)
        found = payload.decode("utf-8", "replace") if isinstance(payload, bytes) else ""
    return str(found).replace("\r\n", "\n")


def _sent(header: str) -> date | None:
    try:
        return parsedate_to_datetime(header).date()
    except (TypeError, ValueError):
        return None
