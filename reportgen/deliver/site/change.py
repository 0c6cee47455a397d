"""What every place of a site shares: the change it puts live, how it is opened and read."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from hashlib import sha256
from pathlib import Path
from types import TracebackType
from typing import Protocol

from reportgen.deliver.site.index import FILE
from reportgen.errors import GateError, UsageError

_HARMLESS = frozenset({"CNAME", "LICENSE", "README.md"})


@dataclass(frozen=True, slots=True)
class Sealed:
    """A file of an edition on the desk, and the digest its bytes must have."""

    path: Path
    sha256: str

    def read(self) -> bytes:
        """Its bytes. Raises GateError where they are not the approved ones."""
        content = self.path.read_bytes()
        if sha256(content).hexdigest() != self.sha256:
            raise GateError(f"{self.path} changed while it was being published: nothing was published.")
        return content


@dataclass(frozen=True, slots=True)
class Change:
    """One step of a site: files of editions, pages written, pages gone, the index.

    `late` names the pages that lead readers to new ones; where a target writes one file at a time they
    come after all others, and the index last of all.
    """

    sealed: Mapping[str, Sealed]
    pages: Mapping[str, bytes]
    removed: frozenset[str]
    index: bytes
    now: datetime
    message: str
    author: str
    late: frozenset[str] = field(default_factory=frozenset)

    def files(self) -> Iterator[tuple[str, bytes]]:
        """Every file to write but the index, editions first."""
        yield from ((path, self.sealed[path].read()) for path in sorted(self.sealed))
        yield from ((path, self.pages[path]) for path in sorted(self.pages, key=lambda path: (path in self.late, path)))


class Session(Protocol):
    """An open target, held by this process alone where that is possible."""

    def read(self, path: str) -> bytes | None:
        """The bytes of a file of the live site, None where there is none."""

    def missing(self, paths: set[str]) -> set[str]:
        """Those of the paths the live site should have and has not; empty where looking would cost too much."""

    def dirty(self) -> set[str]:
        """Pages an interrupted run may have written: they are made anew."""

    def deploy(self, change: Change) -> None:
        """Put a change live. Raises WorldError where it cannot; readers then still have the site as it was."""


class Target(Protocol):
    """A place for a site: entered, it gives the session. `name` is what people call it, without passwords."""

    @property
    def name(self) -> str:
        """What the journal and messages call it."""

    def __enter__(self) -> Session:
        """Open it. Raises UsageError where it is no place for a site, WorldError where it cannot be reached."""

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None, /
    ) -> None:
        """Let it go."""


def refuse_foreign(names: set[str], where: str) -> None:
    """Keep a site from being mixed into files of another kind. Raises UsageError naming some of them."""
    strays = sorted(name for name in names - _HARMLESS if not name.startswith("."))
    if strays and FILE not in names:
        raise UsageError(
            f"--site {where}: holds {', '.join(strays[:3])}, which no publish put there. Name an empty place."
        )
