"""A site in a folder: the next version is made beside it and exchanged with it in one system call.

The version before stays in `.<name>-publishing/next`. The next publish brings it up to date by hard links,
file by file where the two differ, so that a site of any size costs a walk through its names.
"""

from __future__ import annotations

import os
import shutil
from contextlib import ExitStack
from pathlib import Path
from types import TracebackType
from typing import Self

from reportgen.deliver.folders import exchange, locked
from reportgen.deliver.site.change import Change, refuse_foreign
from reportgen.deliver.site.index import FILE
from reportgen.errors import UsageError, WorldError


class FolderTarget:
    """A folder that a web server serves. Files put into it by hand stay."""

    def __init__(self, site: Path) -> None:
        self.site = site.resolve()
        self.name = str(self.site)
        self.work = self.site.parent / f".{self.site.name}-publishing"
        self._held = ExitStack()

    def __enter__(self) -> Self:
        if self.site.exists() and not self.site.is_dir():
            raise UsageError(f"--site {self.site}: is no folder")
        try:
            self.work.mkdir(parents=True, exist_ok=True)
            self._held.enter_context(locked(self.work))
            names = {entry.name for entry in os.scandir(self.site)} if self.site.exists() else set[str]()
        except OSError as error:
            raise WorldError(f"{error.filename} cannot be written: {error.strerror}. Nothing was published.") from None
        refuse_foreign(names, str(self.site))
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._held.close()

    def read(self, path: str) -> bytes | None:
        """The bytes of a file of the live site."""
        try:
            return (self.site / path).read_bytes()
        except FileNotFoundError:
            return None
        except OSError as error:
            raise WorldError(f"{self.site / path} cannot be read: {error.strerror}.") from None

    def missing(self, paths: set[str]) -> set[str]:
        """What somebody removed from the folder."""
        return paths - _names(self.site) if paths else set()

    def dirty(self) -> set[str]:
        """Nothing: a run that was interrupted never touched the folder."""
        return set()

    def deploy(self, change: Change) -> None:
        """Make the next version and exchange it with the live one. Raises WorldError where the disk refuses."""
        fresh = self.work / "next"
        try:
            fresh.mkdir(exist_ok=True)
            if self.site.exists():
                mirror(self.site, fresh)
            else:
                _emptied(fresh)
            for path in change.removed:
                (fresh / path).unlink(missing_ok=True)
            for path, content in change.files():
                _write(fresh / path, content)
            _write(fresh / FILE, change.index)
            self._go_live(fresh)
        except OSError as error:
            where = error.filename or self.site
            raise WorldError(f"{where} cannot be written: {error.strerror}. The site is what it was.") from None

    def _go_live(self, fresh: Path) -> None:
        if not self.site.exists():
            fresh.rename(self.site)
        elif not exchange(fresh, self.site):
            raise WorldError(
                f"{self.site}: this disk cannot exchange two folders in one step, so readers could meet half a site. "
                "Publish to a folder on another disk, to a git branch or to a bucket. The site is what it was."
            )
        handle = os.open(self.site.parent, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)


def mirror(live: Path | str, spare: Path | str) -> None:
    """Make one folder hold the very files of another, as hard links; those it has already are left alone."""
    have = {entry.name: entry for entry in os.scandir(spare)}
    for entry in os.scandir(live):
        other = have.pop(entry.name, None)
        place = os.path.join(spare, entry.name)  # noqa: PTH118 - thousands of them: text is five times quicker
        if entry.is_dir(follow_symlinks=False):
            if other is not None and not other.is_dir(follow_symlinks=False):
                _drop(other)
                other = None
            if other is None:
                os.mkdir(place)  # noqa: PTH102
            mirror(entry.path, place)
        elif other is None or other.is_dir(follow_symlinks=False) or other.inode() != entry.inode():
            if other is not None:
                _drop(other)
            _link(entry.path, place)
    for other in have.values():
        _drop(other)


def _link(source: str, place: str) -> None:
    try:
        os.link(source, place, follow_symlinks=False)
    except OSError:
        shutil.copy2(source, place, follow_symlinks=False)


def _drop(entry: os.DirEntry[str]) -> None:
    if entry.is_dir(follow_symlinks=False):
        shutil.rmtree(entry.path)
    else:
        os.unlink(entry.path)  # noqa: PTH108


def _emptied(folder: Path) -> None:
    for entry in os.scandir(folder):
        _drop(entry)


def _write(path: Path, content: bytes) -> None:
    """A new file, on disk before this returns. Never into an old one: it may be the live site's."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.unlink(missing_ok=True)
    with path.open("xb") as handle:
        handle.write(content)
        handle.flush()
        os.fsync(handle.fileno())


def _names(root: Path) -> set[str]:
    cut = len(str(root)) + 1
    found: set[str] = set()
    for folder, _, files in os.walk(root):
        below = folder[cut:].replace(os.sep, "/")
        found.update(f"{below}/{name}" if below else name for name in files)
    return found
