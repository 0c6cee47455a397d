"""A message from an edition: text, page and pictures, the PDF with it, ready to be sent to one reader.

What all readers share (pictures, the PDF) is encoded once; a reader's own parts are filled into their slots,
escaped for where they stand. No edition byte is changed: salutation and unsubscribe address are declared slots.
"""

from __future__ import annotations

import html
import re
from collections.abc import Mapping
from datetime import datetime
from email.base64mime import body_encode
from email.header import Header
from email.mime.text import MIMEText
from email.utils import format_datetime, formataddr
from hashlib import sha256
from pathlib import Path
from urllib.parse import quote

from reportgen.deliver.outbox import Message
from reportgen.errors import Problem, ProblemsError
from reportgen.model.edition import Manifest
from reportgen.model.mail import Sender

_TITLE = re.compile(r"<title>(.*?)</title>", re.DOTALL)
_CID = re.compile(r'["\s(]cid:([A-Za-z0-9_.-]+)')


class Composer:
    """Makes the messages of one edition; `text` and `page` with open slots, the shared parts encoded once."""

    def __init__(self, folder: Path, manifest: Manifest, sender: Sender, secret: bytes) -> None:
        self._folder, self._manifest, self.sender, self._secret = folder, manifest, sender, secret
        self._text, self._page = (_read(folder, name) for name in ("email.txt", "email.html"))
        title = _TITLE.search(self._page)
        self.subject = " ".join(html.unescape(title[1]).split()) if title else manifest.title
        self._boundary = manifest.digest[:24]
        self._pictures = b"".join(
            _shared(folder / "figures" / f"{name}.png", f"image/png; name={name}.png", f"Content-ID: <{name}>")
            for name in sorted(set(_CID.findall(self._page)))
        )
        self._pictures = self._pictures.replace(b"--BOUNDARY", f"--r{self._boundary}".encode())
        pdf = folder / "report.pdf"
        self._pdf = b""
        if sender.attach_pdf and pdf.exists():
            filename = f"{manifest.report}-{manifest.edition}.pdf"
            part = _shared(pdf, "application/pdf", f'Content-Disposition: attachment; filename="{filename}"')
            self._pdf = part.replace(b"--BOUNDARY", f"--m{self._boundary}".encode())

    def token(self, address: str) -> str:
        """What proves that an unsubscription comes from this reader."""
        return sha256(self._secret + address.lower().encode()).hexdigest()[:24]

    def message_id(self, address: str) -> str:
        """The message's own number: the same for every try."""
        name = f"{self._manifest.report}/{self._manifest.edition}/{self._manifest.digest}/{address.lower()}"
        return f"<{sha256(name.encode()).hexdigest()[:32]}@{self.sender.domain}>"

    def bytes_for(self, message: Message, fields: Mapping[str, str], now: datetime) -> bytes:
        """The whole message as it goes over the wire, signed where a key is given."""
        stop = self.sender.unsubscribe_url.replace("{email}", quote(message.address, safe="")).replace(
            "{token}", self.token(message.address)
        )
        greeting = self._greeting(message.name, fields)
        text = _filled(self._text, greeting, stop)
        page = _filled(self._page, html.escape(greeting), html.escape(stop, quote=True))
        body = self._body(text, page)
        head = self._head(message, stop, now)
        return self._signed(head + body)

    def page_for(self, message: Message, fields: Mapping[str, str]) -> str:
        """The page as one reader will see it, its pictures inside, for a look in the browser."""
        page = _filled(self._page, html.escape(self._greeting(message.name, fields)), "#")
        for name in sorted(set(_CID.findall(page))):
            picture = body_encode((self._folder / "figures" / f"{name}.png").read_bytes(), maxlinelen=1 << 24).strip()
            page = re.sub(rf"cid:{re.escape(name)}(?![A-Za-z0-9_.-])", f"data:image/png;base64,{picture}", page)
        return page

    def _greeting(self, name: str, fields: Mapping[str, str]) -> str:
        pattern = self.sender.greeting if name else self.sender.greeting_without_name
        for key, value in {"name": name, **fields}.items():
            pattern = pattern.replace("{" + key + "}", value)
        return pattern

    def _head(self, message: Message, stop: str, now: datetime) -> bytes:
        sender = self.sender
        mailto = f", <mailto:{sender.unsubscribe_mailto}?subject=unsubscribe>" if sender.unsubscribe_mailto else ""
        lines = [
            f"From: {formataddr((sender.name, sender.address), 'utf-8')}",
            f"To: {formataddr((message.name, message.address), 'utf-8')}",
            f"Subject: {Header(self.subject, 'utf-8', header_name='Subject').encode(linesep=chr(13) + chr(10))}",
            f"Date: {format_datetime(now)}",
            f"Message-ID: {self.message_id(message.address)}",
            f"List-Unsubscribe: <{stop}>{mailto}",
            "List-Unsubscribe-Post: List-Unsubscribe=One-Click",
            f"List-ID: <{self._manifest.report}.{sender.domain}>",
            *([f"Reply-To: {sender.reply_to}"] if sender.reply_to else []),
            "MIME-Version: 1.0",
            f'Content-Type: multipart/mixed; boundary="m{self._boundary}"',
        ]
        return ("\r\n".join(lines) + "\r\n\r\n").encode("ascii")

    def _body(self, text: str, page: str) -> bytes:
        mark = self._boundary
        out = [
            f'--m{mark}\r\nContent-Type: multipart/alternative; boundary="a{mark}"\r\n\r\n'.encode(),
            f"--a{mark}\r\n".encode(), _words(text, "plain"),
            f'--a{mark}\r\nContent-Type: multipart/related; boundary="r{mark}"\r\n\r\n'.encode(),
            f"--r{mark}\r\n".encode(), _words(page, "html"),
            self._pictures,
            f"--r{mark}--\r\n".encode(),
            f"--a{mark}--\r\n".encode(),
            self._pdf,
            f"--m{mark}--\r\n".encode(),
        ]  # fmt: skip
        return b"".join(out)

    def _signed(self, raw: bytes) -> bytes:
        sender = self.sender
        if not sender.dkim_key:
            return raw
        import dkim

        head = [b"From", b"To", b"Subject", b"Date", b"Message-ID", b"List-Unsubscribe", b"List-Unsubscribe-Post"]
        signature: bytes = dkim.sign(
            raw,
            selector=sender.dkim_selector.encode(),
            domain=sender.dkim_domain.encode(),
            privkey=sender.dkim_key,
            include_headers=head,
        )
        return signature + raw


def _read(folder: Path, name: str) -> str:
    try:
        return (folder / name).read_text(encoding="utf-8")
    except FileNotFoundError:
        problem = Problem(str(folder / name), "is missing.", "Add `email` to the report's outputs and build again.")
        raise ProblemsError([problem]) from None


def _filled(text: str, greeting: str, stop: str) -> str:
    return text.replace("{{salutation}}", greeting).replace("{{unsubscribe_url}}", stop)


def _words(text: str, kind: str) -> bytes:
    """A text part with its own headers, quoted-printable or base64 as the standard library chooses."""
    part = MIMEText(text, kind, "utf-8")
    del part["MIME-Version"]
    return part.as_bytes().replace(b"\r\n", b"\n").replace(b"\n", b"\r\n") + b"\r\n"


def _shared(path: Path, media: str, header: str) -> bytes:
    """A binary part, encoded once for all readers."""
    content = body_encode(path.read_bytes(), eol="\r\n")
    head = f"--BOUNDARY\r\nContent-Type: {media}\r\nContent-Transfer-Encoding: base64\r\n{header}\r\n\r\n"
    return (head + content).encode("ascii")
