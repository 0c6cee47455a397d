"""Folders that change whole or not at all."""

from __future__ import annotations

import ctypes
import os
import shutil
import sys
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

from reportgen.errors import WorldError

_AT_FDCWD = -100
_EXCHANGE = 2
_TMP, _OLD = ".tmp-", ".old-"


@contextmanager
def locked(folder: Path, *, patience: float = 120.0) -> Iterator[None]:
    """Hold a folder for this process alone; a second one waits its turn.

    Raises WorldError where the folder cannot be written or the wait exceeds `patience` seconds.
    """
    import fcntl

    try:
        folder.mkdir(parents=True, exist_ok=True)
        handle = (folder / ".lock").open("a")
    except OSError as error:
        raise WorldError(f"{folder} cannot be written: {error.strerror}. Choose another with --out.") from None
    with handle:
        deadline = time.monotonic() + patience
        while True:
            try:
                fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
                break
            except BlockingIOError:
                if time.monotonic() > deadline:
                    raise WorldError(f"{folder} has been held by another run for {patience:.0f} s.") from None
                time.sleep(0.05)
        yield


def recover(parent: Path) -> None:
    """Mend what a killed run left behind: restore what it had moved aside, drop what it had half written."""
    for old in parent.glob(_OLD + "*"):
        target = parent / old.name[len(_OLD) :]
        if target.exists():
            shutil.rmtree(old, ignore_errors=True)
        else:
            old.rename(target)
    for half in parent.glob(_TMP + "*"):
        shutil.rmtree(half, ignore_errors=True)


def put(target: Path, files: Mapping[str, bytes]) -> None:
    """Make a folder hold exactly these files, in one step. The caller holds the lock of its parent.

    Raises WorldError where the disk refuses; the folder then is what it was.
    """
    half = target.parent / f"{_TMP}{target.name}"
    try:
        shutil.rmtree(half, ignore_errors=True)
        for name, content in files.items():
            path = half / name
            path.parent.mkdir(parents=True, exist_ok=True)
            with path.open("wb") as handle:
                handle.write(content)
                handle.flush()
                os.fsync(handle.fileno())
        swap(half, target)
    except OSError as error:
        shutil.rmtree(half, ignore_errors=True)
        raise WorldError(f"{target} cannot be written: {error.strerror or error}. Nothing was changed.") from None


def swap(fresh: Path, target: Path) -> None:
    """Put a finished folder in the place of another, which readers see either old or new."""
    if not target.exists():
        fresh.rename(target)
    elif exchange(fresh, target):
        shutil.rmtree(fresh, ignore_errors=True)
    else:
        old = target.parent / f"{_OLD}{target.name}"
        target.rename(old)
        fresh.rename(target)
        shutil.rmtree(old, ignore_errors=True)
    _sync(target.parent)


def exchange(left: Path, right: Path) -> bool:
    """Exchange two folders in one system call where the system has it."""
    libc = ctypes.CDLL(None, use_errno=True)
    names = os.fsencode(left), os.fsencode(right)
    if sys.platform == "darwin" and hasattr(libc, "renamex_np"):
        return bool(libc.renamex_np(*names, _EXCHANGE) == 0)
    if hasattr(libc, "renameat2"):
        return bool(libc.renameat2(_AT_FDCWD, names[0], _AT_FDCWD, names[1], _EXCHANGE) == 0)
    return False


def point(link: Path, target: str) -> None:
    """Make a relative link point somewhere, in one step."""
    if link.is_symlink() and os.readlink(link) == target:  # noqa: PTH115 - the raw text is compared
        return
    fresh = link.parent / f"{_TMP}{link.name}"
    fresh.unlink(missing_ok=True)
    fresh.symlink_to(target)
    fresh.replace(link)


def _sync(folder: Path) -> None:
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
