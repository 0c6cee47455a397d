"""Mail: the server it goes through and the name it goes out in."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal


@dataclass(frozen=True, slots=True)
class Server:
    """Where mail goes. `per_second` limits each recipient domain; `backoff` seconds double with each try."""

    host: str
    port: int = 587
    security: Literal["starttls", "tls", "none"] = "starttls"
    username: str = ""
    password: str = ""
    connections: int = 4
    per_second: float = 20.0
    attempts: int = 5
    backoff: float = 30.0
    timeout: float = 30.0
    ca_file: str = ""


@dataclass(frozen=True, slots=True)
class Sender:
    """Who sends: address, names, where a reader can stop it, how mails are signed."""

    address: str
    name: str
    unsubscribe_url: str
    unsubscribe_mailto: str = ""
    reply_to: str = ""
    greeting: str = "Dear {name},"
    greeting_without_name: str = "Good day,"
    attach_pdf: bool = True
    dkim_domain: str = ""
    dkim_selector: str = ""
    dkim_key: bytes = b""

    @property
    def domain(self) -> str:
        """The domain messages are numbered under."""
        return self.address.rpartition("@")[2]
