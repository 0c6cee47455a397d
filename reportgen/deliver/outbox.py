"""The outbox: each reader of each edition gets at most one message, however often a run is killed or repeated.

A message is `queued`, then `sending` (on disk before its text goes to the server), then `sent`. A run that
finds `sending` cannot know whether the server took it: the message is `doubt` until a person settles it,
neither sent again nor forgotten. `failed` and `suppressed` are final and say why.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Literal

from reportgen.errors import UnknownReportError, WorldError

FILE = "outbox.sqlite"
State = Literal["queued", "sending", "sent", "doubt", "failed", "suppressed"]

_SCHEMA = """
create table if not exists messages (
    report text not null, edition text not null, address text not null collate nocase,
    name text not null, fields text not null, digest text not null,
    state text not null, attempts integer not null default 0, not_before real not null default 0,
    message_id text not null default '', time text not null default '', reason text not null default '',
    primary key (report, edition, address)
) without rowid;
create index if not exists waiting on messages (report, edition, state, not_before);
create table if not exists suppressed (
    address text primary key collate nocase, reason text not null, time text not null
) without rowid;
"""


@dataclass(frozen=True, slots=True)
class Message:
    """One message that waits or has gone: to whom, about which edition, in which state and why."""

    report: str
    edition: str
    address: str
    name: str
    fields: str
    digest: str
    state: State
    attempts: int
    message_id: str
    time: str
    reason: str


_COLUMNS = "report, edition, address, name, fields, digest, state, attempts, message_id, time, reason"


class Outbox:
    """The desk's outbox on disk. Every change is on disk before the method returns."""

    def __init__(self, folder: Path) -> None:
        try:
            folder.mkdir(parents=True, exist_ok=True)
            self._db = sqlite3.connect(folder / FILE, isolation_level=None, timeout=30)
            self._db.execute("pragma journal_mode = wal")
            self._db.execute("pragma synchronous = full")
            self._db.executescript(_SCHEMA)
        except (OSError, sqlite3.Error) as error:
            raise WorldError(f"the outbox in {folder} cannot be opened: {error}.") from None

    def close(self) -> None:
        """Let go of the file."""
        self._db.close()

    @contextmanager
    def together(self) -> Iterator[None]:
        """Several changes as one."""
        self._db.execute("begin immediate")
        try:
            yield
        except BaseException:
            self._db.execute("rollback")
            raise
        self._db.execute("commit")

    # -- filling --------------------------------------------------------------------------------

    def queue(  # noqa: PLR0913 - one row
        self, report: str, edition: str, digest: str, *, address: str, name: str = "", fields: str = "{}"
    ) -> bool:
        """Put a reader's message in, unless it is there already; whether it is new."""
        done = self._db.execute(
            "insert or ignore into messages (report, edition, address, name, fields, digest, state)"
            " values (?, ?, ?, ?, ?, ?, 'queued')",
            (report, edition, address, name, fields, digest),
        )
        return done.rowcount == 1

    def doubt_what_was_under_way(self, report: str, edition: str) -> int:
        """Mark as in doubt whatever an earlier run was sending when it ended; how many."""
        done = self._db.execute(
            "update messages set state = 'doubt', reason = 'the run ended before the server answered'"
            " where report = ? and edition = ? and state = 'sending'",
            (report, edition),
        )
        return done.rowcount

    def suppress_listed(self, report: str, edition: str) -> int:
        """Take out of the queue every reader on the suppression list; how many."""
        done = self._db.execute(
            "update messages set state = 'suppressed',"
            " reason = (select reason from suppressed s where s.address = messages.address)"
            " where report = ? and edition = ? and state = 'queued'"
            " and exists (select 1 from suppressed s where s.address = messages.address)",
            (report, edition),
        )
        return done.rowcount

    # -- sending --------------------------------------------------------------------------------

    def due(self, report: str, edition: str, now: float, limit: int) -> list[Message]:
        """The next messages to send, in order of their addresses."""
        rows = self._db.execute(
            f"select {_COLUMNS} from messages where report = ? and edition = ? and state = 'queued'"  # noqa: S608
            " and not_before <= ? order by not_before, address limit ?",
            (report, edition, now, limit),
        )
        return [Message(*row) for row in rows]

    def next_due(self, report: str, edition: str) -> float | None:
        """When the next queued message may be tried; None where the queue is empty."""
        row = self._db.execute(
            "select min(not_before) from messages where report = ? and edition = ? and state = 'queued'",
            (report, edition),
        ).fetchone()
        return None if row[0] is None else float(row[0])

    def begin(self, message: Message, message_id: str) -> None:
        """The text is about to go to the server."""
        self._mark(message, "sending", message_id=message_id)

    def sent(self, message: Message, now: datetime) -> None:
        """The server took it."""
        self._mark(message, "sent", time=now.isoformat(timespec="seconds"))

    def in_doubt(self, message: Message, reason: str) -> None:
        """The connection broke after the text had gone: nobody can know."""
        self._mark(message, "doubt", reason=reason)

    def later(self, message: Message, not_before: float, reason: str) -> None:
        """The server asked for another try, or was not reached."""
        self._db.execute(
            "update messages set state = 'queued', attempts = attempts + 1, not_before = ?, reason = ?"
            " where report = ? and edition = ? and address = ?",
            (not_before, reason, message.report, message.edition, message.address),
        )

    def failed(self, message: Message, reason: str) -> None:
        """The server refused it for good."""
        self._mark(message, "failed", reason=reason)

    def _mark(self, message: Message, state: State, **more: str) -> None:
        columns = {"state": state, **more}
        words = ", ".join(f"{name} = ?" for name in columns)
        self._db.execute(
            f"update messages set {words} where report = ? and edition = ? and address = ?",  # noqa: S608
            (*columns.values(), message.report, message.edition, message.address),
        )

    # -- settling and telling -------------------------------------------------------------------

    def suppress(self, address: str, reason: str, now: datetime) -> None:
        """Never mail this address again."""
        self._db.execute(
            "insert into suppressed values (?, ?, ?) on conflict (address) do update set reason = excluded.reason",
            (address, reason, now.isoformat(timespec="seconds")),
        )

    def settle(self, report: str, edition: str, address: str, *, arrived: bool, now: datetime) -> None:
        """A person found out what became of a message in doubt. Raises UnknownReportError where none is."""
        found = [one for one in self.listed(report, edition, "doubt") if one.address.lower() == address.lower()]
        if not found:
            raise UnknownReportError(f"no message of {report}/{edition} to {address} is in doubt")
        if arrived:
            self.sent(found[0], now)
        else:
            self.later(found[0], 0.0, "settled: it had not arrived")

    def known(self, report: str, edition: str) -> frozenset[str]:
        """The addresses an edition has messages for already, in lower case."""
        query = "select lower(address) from messages where report = ? and edition = ?"
        rows = self._db.execute(query, (report, edition))
        return frozenset(row[0] for row in rows)

    def is_suppressed(self, address: str) -> bool:
        """Whether an address is on the suppression list."""
        return self._db.execute("select 1 from suppressed where address = ?", (address,)).fetchone() is not None

    def counts(self, report: str, edition: str) -> dict[str, int]:
        """How many messages of an edition are in each state."""
        rows = self._db.execute(
            "select state, count(*) from messages where report = ? and edition = ? group by state order by state",
            (report, edition),
        )
        return {str(state): int(count) for state, count in rows}

    def listed(self, report: str, edition: str, state: State) -> Iterator[Message]:
        """The messages of an edition in one state, by address."""
        rows = self._db.execute(
            f"select {_COLUMNS} from messages where report = ? and edition = ? and state = ? order by address",  # noqa: S608
            (report, edition, state),
        )
        return (Message(*row) for row in rows)
