"""The journal: an append-only, hash-chained record of what happened to every edition of a desk.

One JSON object a line in `<out>/journal.jsonl`. `hash` is the SHA-256 of the previous line's hash and of
this entry's canonical JSON, so that no line can be changed, removed or put between others unnoticed.
"""

from __future__ import annotations

import json
import os
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from hashlib import sha256
from pathlib import Path
from typing import Any, Literal

from reportgen.deliver.folders import locked
from reportgen.errors import Problem, ProblemsError, WorldError

FILE = "journal.jsonl"
START = "0" * 64
Event = Literal["built", "approved", "published", "sent", "corrected"]


@dataclass(frozen=True, slots=True)
class Entry:
    """One event: when, what, to which bytes, by whom, with what else is worth keeping."""

    number: int
    time: str
    event: str
    report: str
    edition: str
    digest: str
    by: str = ""
    details: Mapping[str, Any] = field(default_factory=dict)
    previous: str = START
    hash: str = ""

    def body(self) -> dict[str, Any]:
        """Everything the hash covers, in the order of the file."""
        return {
            "number": self.number,
            "time": self.time,
            "event": self.event,
            "report": self.report,
            "edition": self.edition,
            "digest": self.digest,
            "by": self.by,
            "details": dict(self.details),
            "previous": self.previous,
        }


def _hash(body: Mapping[str, Any]) -> str:
    canonical = json.dumps(body, sort_keys=True, ensure_ascii=False, separators=(",", ":"))
    return sha256(canonical.encode()).hexdigest()


def record(  # noqa: PLR0913 - one event from its parts
    out: Path,
    event: Event,
    *,
    report: str,
    edition: str,
    digest: str,
    now: datetime,
    by: str = "",
    details: Mapping[str, Any] | None = None,
) -> Entry:
    """Append an event, on disk before this returns.

    Raises ProblemsError where the journal is broken (nothing is appended to a broken chain), WorldError
    where the disk refuses.
    """
    with locked(out):
        chain = read(out)
        previous = chain[-1].hash if chain else START
        time = now.isoformat(timespec="seconds")
        body = Entry(len(chain) + 1, time, event, report, edition, digest, by, details or {}, previous).body()
        line = json.dumps({**body, "hash": _hash(body)}, ensure_ascii=False) + "\n"
        _append(out / FILE, line)
    return Entry(**{**body, "hash": _hash(body)})


def _append(path: Path, line: str) -> None:
    try:
        handle = os.open(path, os.O_RDWR | os.O_CREAT, 0o644)
        try:
            whole = os.pread(handle, os.fstat(handle).st_size, 0).rfind(b"\n") + 1
            os.ftruncate(handle, whole)
            os.lseek(handle, whole, os.SEEK_SET)
            os.write(handle, line.encode())
            os.fsync(handle)
        finally:
            os.close(handle)
    except OSError as error:
        raise WorldError(f"{path} cannot be written: {error.strerror}.") from None


def read(out: Path) -> tuple[Entry, ...]:
    """Every entry, proved. Raises ProblemsError naming the first line that is not what was written.

    A last line cut short by a kill was never acknowledged: it does not count, and the next entry replaces it.
    """
    entries, problems = _chain(out / FILE)
    if problems:
        raise ProblemsError(problems)
    return entries


def verify(out: Path) -> tuple[tuple[Entry, ...], tuple[Problem, ...]]:
    """The entries that hold, and what is wrong after them."""
    entries, problems = _chain(out / FILE)
    return entries, tuple(problems)


def _chain(path: Path) -> tuple[tuple[Entry, ...], list[Problem]]:
    if not path.exists():
        return (), []
    previous, entries = START, list[Entry]()
    whole = path.read_bytes().rpartition(b"\n")[0].decode("utf-8", "replace")
    for number, line in enumerate(whole.splitlines(), 1):
        entry = _parsed(line)
        if entry is None:
            return tuple(entries), [Problem(str(path), "is no journal entry.", _MEND, row=number)]
        if entry.previous != previous or entry.number != number:
            return tuple(entries), [Problem(str(path), "does not follow from the line before it.", _MEND, row=number)]
        if _hash(entry.body()) != entry.hash:
            return tuple(entries), [Problem(str(path), "was changed after it was written.", _MEND, row=number)]
        entries.append(entry)
        previous = entry.hash
    return tuple(entries), []


_MEND = "Restore the journal from a copy; nothing is appended to a broken one."


def _parsed(line: str) -> Entry | None:
    try:
        raw = json.loads(line)
        return Entry(**raw)
    except (ValueError, TypeError):
        return None


def history(out: Path, report: str, edition: str) -> Iterator[Entry]:
    """What happened to one edition, in order."""
    return (entry for entry in read(out) if entry.report == report and entry.edition == edition)
