"""Where a site is published to: a folder, a git branch, a bucket. What they share, and which words name which."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from hashlib import sha256
from pathlib import Path
from types import TracebackType
from typing import Protocol

from reportgen.errors import GateError


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


def _git(words: str) -> Target:
    from reportgen.deliver.site.git import GitTarget

    return GitTarget(words)


def _bucket(words: str) -> Target:
    from reportgen.deliver.site.bucket import BucketTarget

    return BucketTarget(words)


TARGETS: Mapping[str, Callable[[str], Target]] = {
    "s3://": _bucket,
    "git+": _git,
    "git@": _git,
    "git://": _git,
    "ssh://": _git,
    "http://": _git,
    "https://": _git,
}
"""Which target a word names by how it begins; any other word is a folder."""


def open_target(words: str) -> Target:
    """The target a command's words name. Raises UsageError where they name none."""
    from reportgen.deliver.site.folder import FolderTarget

    for start, make in TARGETS.items():
        if words.startswith(start):
            return make(words)
    return FolderTarget(Path(words))
