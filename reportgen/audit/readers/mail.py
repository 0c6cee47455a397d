"""E-mail: the text alternative of a message, or its HTML, with subject and date."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from email import message_from_bytes, policy
from email.message import EmailMessage
from email.utils import parsedate_to_datetime


@dataclass(frozen=True, slots=True)
class Letter:
    """What a message says: subject, text, whether the text is HTML, and the day it was sent."""

    subject: str
    text: str
    html: bool
    sent: date | None


def letter(content: bytes) -> Letter:
    """The readable part of a message. A damaged one gives what can be read."""
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
