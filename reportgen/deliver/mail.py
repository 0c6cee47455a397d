"""Sending: several pooled connections, limits by domain, another try where the server asks for one.

The one file that speaks SMTP. What is on its way is in the outbox first; see there for what a kill leaves.
"""

from __future__ import annotations

import asyncio
import json
import ssl
from collections import defaultdict
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from reportgen.deliver.message import Composer
from reportgen.deliver.outbox import Message, Outbox
from reportgen.errors import WorldError
from reportgen.model.mail import Server

if TYPE_CHECKING:
    import aiosmtplib

BATCH = 200
"""How many messages are taken from the outbox at a time: memory stays flat however long the list."""


@dataclass(frozen=True, slots=True)
class Clock:
    """Time as the sender sees it: `now` for dates, `seconds` for waiting."""

    now: Callable[[], datetime]
    seconds: Callable[[], float]


class _Pace:
    """Keeps each recipient domain to its rate."""

    def __init__(self, per_second: float, clock: Clock) -> None:
        self._gap, self._clock = 1.0 / per_second, clock
        self._next: dict[str, float] = defaultdict(float)

    async def turn(self, domain: str) -> None:
        now = self._clock.seconds()
        at = max(now, self._next[domain])
        self._next[domain] = at + self._gap
        if at > now:
            await asyncio.sleep(at - now)


def deliver(  # noqa: PLR0913 - the act, its means and its clock
    outbox: Outbox,
    composer: Composer,
    server: Server,
    *,
    report: str,
    edition: str,
    clock: Clock,
    told: Callable[[Message, str], None] = lambda *_: None,
) -> None:
    """Send what is queued for an edition until nothing is due within the last back-off.

    Raises WorldError where the server cannot be reached or refuses the login; what was not sent stays queued.
    """
    asyncio.run(_Run(outbox, composer, server, clock, told).all_of(report, edition))


class _Run:
    def __init__(
        self,
        outbox: Outbox,
        composer: Composer,
        server: Server,
        clock: Clock,
        told: Callable[[Message, str], None],
    ) -> None:
        self.outbox, self.composer, self.server, self.clock, self.told = outbox, composer, server, clock, told
        self.pace = _Pace(server.per_second, clock)
        self.unreached = 0

    async def all_of(self, report: str, edition: str) -> None:
        while True:
            batch = self.outbox.due(report, edition, self.clock.seconds(), BATCH)
            if not batch:
                ready = self.outbox.next_due(report, edition)
                if ready is None:
                    return
                await asyncio.sleep(max(0.01, min(ready - self.clock.seconds(), 5.0)))
                continue
            queue: asyncio.Queue[Message] = asyncio.Queue()
            for message in batch:
                queue.put_nowait(message)
            workers = min(self.server.connections, len(batch))
            outcomes = await asyncio.gather(*(self._worker(queue) for _ in range(workers)), return_exceptions=True)
            for outcome in outcomes:
                if isinstance(outcome, BaseException):
                    raise outcome

    async def _worker(self, queue: asyncio.Queue[Message]) -> None:
        client: aiosmtplib.SMTP | None = None
        try:
            while not queue.empty():
                message = queue.get_nowait()
                await self.pace.turn(message.address.rpartition("@")[2].lower())
                client = client if client is not None and client.is_connected else await self._connect(message)
                if client is not None:
                    await self._send(client, message)
        finally:
            if client is not None and client.is_connected:
                client.close()

    async def _connect(self, message: Message) -> aiosmtplib.SMTP | None:
        """A connection, logged in; None where it failed for now and the message goes back into the queue."""
        import aiosmtplib

        server = self.server
        client = aiosmtplib.SMTP(
            hostname=server.host,
            port=server.port,
            timeout=server.timeout,
            use_tls=server.security == "tls",
            start_tls=server.security == "starttls",
            tls_context=tls(server),
        )
        try:
            await client.connect()
            if server.username:
                await client.login(server.username, server.password)
        except aiosmtplib.SMTPAuthenticationError as error:
            raise WorldError(f"{server.host} refuses the login: {error.message}. Nothing more was sent.") from None
        except (aiosmtplib.SMTPException, OSError) as error:
            self.unreached += 1
            if self.unreached >= server.attempts:
                place = f"{server.host}:{server.port}"
                raise WorldError(f"{place} cannot be reached: {error}. The rest stays queued.") from None
            self._retry(message, f"the server was not reached: {error}")
            return None
        self.unreached = 0
        return client

    async def _send(self, client: aiosmtplib.SMTP, message: Message) -> None:
        import aiosmtplib

        sender = self.composer.sender.address
        raw = self.composer.bytes_for(message, json.loads(message.fields), self.clock.now())
        try:
            await client.mail(sender)
            await client.rcpt(message.address)
        except aiosmtplib.SMTPResponseException as error:
            await self._answered(client, message, error, recipient=isinstance(error, aiosmtplib.SMTPRecipientRefused))
            return
        except (aiosmtplib.SMTPException, OSError) as error:
            client.close()
            self._retry(message, f"the connection broke before the text was sent: {error}")
            return
        self.outbox.begin(message, self.composer.message_id(message.address))
        try:
            await client.data(raw)
        except aiosmtplib.SMTPResponseException as error:
            await self._answered(client, message, error, recipient=False)
        except (aiosmtplib.SMTPException, OSError) as error:
            client.close()
            self.outbox.in_doubt(message, f"the connection broke while the server had the text: {error}")
            self.told(message, "doubt")
        else:
            self.outbox.sent(message, self.clock.now())
            self.told(message, "sent")

    async def _answered(
        self, client: aiosmtplib.SMTP, message: Message, error: aiosmtplib.SMTPResponseException, *, recipient: bool
    ) -> None:
        """The server answered with a refusal, so nothing was taken: later for 4xx, never for 5xx."""
        reason = f"{error.code} {' '.join(str(error.message).split())}"
        if error.code == 421:
            client.close()
        elif client.is_connected:
            await self._reset(client)
        if error.code < 500:
            self._retry(message, reason)
            return
        if recipient or error.code in {550, 551, 553}:
            self.outbox.suppress(message.address, reason, self.clock.now())
        self.outbox.failed(message, reason)
        self.told(message, "failed")

    async def _reset(self, client: aiosmtplib.SMTP) -> None:
        import aiosmtplib

        try:
            await client.rset()
        except (aiosmtplib.SMTPException, OSError):
            client.close()

    def _retry(self, message: Message, reason: str) -> None:
        """Back into the queue with a longer wait each time; given up after the last attempt."""
        if message.attempts + 1 >= self.server.attempts:
            self.outbox.failed(message, f"given up after {self.server.attempts} tries: {reason}")
            self.told(message, "failed")
            return
        wait = self.server.backoff * 2**message.attempts
        self.outbox.later(message, self.clock.seconds() + wait, reason)
        self.told(message, "later")


def tls(server: Server) -> ssl.SSLContext | None:
    """What an encrypted connection checks the server against; None where none is wanted."""
    return None if server.security == "none" else ssl.create_default_context(cafile=server.ca_file or None)
