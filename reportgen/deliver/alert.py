"""A word to the desk itself: what failed, what waits for a person."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from datetime import datetime
from email.message import EmailMessage
from email.utils import format_datetime, formataddr

from reportgen.deliver.mail import tls
from reportgen.errors import WorldError
from reportgen.model.mail import Sender, Server


def alert(  # noqa: PLR0913 - one message from its parts
    server: Server, sender: Sender, to: Sequence[str], *, subject: str, text: str, now: datetime
) -> None:
    """Mail a plain text to the desk. Raises WorldError where the server does not take it."""
    import aiosmtplib

    message = EmailMessage()
    message["From"] = formataddr((sender.name, sender.address))
    message["To"] = ", ".join(to)
    message["Subject"] = " ".join(subject.split())
    message["Date"] = format_datetime(now)
    message.set_content(text)
    try:
        asyncio.run(
            aiosmtplib.send(
                message,
                hostname=server.host,
                port=server.port,
                username=server.username or None,
                password=server.password or None,
                timeout=server.timeout,
                use_tls=server.security == "tls",
                start_tls=server.security == "starttls",
                tls_context=tls(server),
            )
        )
    except (aiosmtplib.SMTPException, OSError) as error:
        raise WorldError(f"the alert could not be mailed: {server.host}:{server.port}: {error}.") from None
