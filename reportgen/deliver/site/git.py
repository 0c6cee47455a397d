"""A site on a git branch: one commit made from a stream, one push, one reference moved."""

from __future__ import annotations

import os
import subprocess
from collections.abc import Iterator
from functools import cached_property
from pathlib import Path
from tempfile import TemporaryDirectory
from types import TracebackType
from typing import Self
from urllib.parse import urlsplit

from reportgen.deliver.site.change import Change, refuse_foreign
from reportgen.deliver.site.index import FILE
from reportgen.errors import UsageError, WorldError

_BRANCH = "gh-pages"
_PATIENCE = 600.0


class GitTarget:
    """A branch of a repository, named `git+URL#branch`; the branch is `gh-pages` where none is named."""

    def __init__(self, words: str) -> None:
        address, _, branch = words.removeprefix("git+").partition("#")
        self.address, self.branch = address, branch or _BRANCH
        self._shown = _without_secrets(address)
        self.name = f"git+{self._shown}#{self.branch}"
        if address.startswith("-") or self.branch.startswith("-") or ".." in self.branch:
            raise UsageError(f"--site {words}: is no git address")
        self._folder = TemporaryDirectory(prefix="publish-")
        self.repository = Path(self._folder.name) / "site.git"

    def __enter__(self) -> Self:
        try:
            self._fetch()
            refuse_foreign({path.partition("/")[0] for path in self._tree}, self.name)
        except BaseException:
            self._folder.cleanup()
            raise
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._folder.cleanup()

    def _fetch(self) -> None:
        """The branch's newest commit and its tree; contents of files are left where they are until asked for."""
        heads = self._git("ls-remote", "--heads", "--", self.address, f"refs/heads/{self.branch}", inside=False)
        self._exists = bool(heads.strip())
        if not self._exists:
            self._git("init", "-q", "--bare", str(self.repository), inside=False)
            return
        only = ("--depth", "1", "--filter=blob:none", "--single-branch", "--no-tags", "--branch", self.branch)
        self._git("clone", "-q", "--bare", *only, "--", self.address, str(self.repository), inside=False)

    @cached_property
    def _tree(self) -> set[str]:
        if not self._exists:
            return set()
        listed = self._git("ls-tree", "-r", "-z", "--name-only", f"refs/heads/{self.branch}")
        return set(filter(None, listed.decode().split("\0")))

    def read(self, path: str) -> bytes | None:
        """The bytes of a file on the branch."""
        if path not in self._tree:
            return None
        return self._git("cat-file", "blob", f"refs/heads/{self.branch}:{path}")

    def missing(self, paths: set[str]) -> set[str]:
        """What somebody removed from the branch."""
        return paths - self._tree

    def dirty(self) -> set[str]:
        """Nothing: a run that was interrupted pushed nothing."""
        return set()

    def deploy(self, change: Change) -> None:
        """Commit and push. Raises WorldError where the push is refused; the branch is then what it was."""
        made = f"refs/publish/{self.branch}"
        self._git("fast-import", "--quiet", stdin=b"".join(self._stream(change, made)))
        try:
            self._git("push", "-q", "--", self.address, f"{made}:refs/heads/{self.branch}")
        except WorldError as error:
            moved = "fetch first" in str(error) or "non-fast-forward" in str(error) or "stale info" in str(error)
            hint = " Somebody else pushed to it meanwhile: publish again." if moved else ""
            raise WorldError(f"{error}{hint} The branch is what it was.") from None

    def _stream(self, change: Change, made: str) -> Iterator[bytes]:
        who = f"{_plain(change.author)} <reportgen@localhost> {int(change.now.timestamp())} +0000"
        message = change.message.encode()
        yield f"commit {made}\nauthor {who}\ncommitter {who}\ndata {len(message)}\n".encode() + message + b"\n"
        if self._exists:
            yield f"from refs/heads/{self.branch}^0\n".encode()
        for path in sorted(change.removed & self._tree):
            yield f"D {_quoted(path)}\n".encode()
        # GitHub Pages would else run Jekyll over the site and drop files it does not know.
        for path, content in ((".nojekyll", b""), *change.files(), (FILE, change.index)):
            yield f"M 100644 inline {_quoted(path)}\ndata {len(content)}\n".encode() + content + b"\n"

    def _git(self, *words: str, inside: bool = True, stdin: bytes = b"") -> bytes:
        where = ["--git-dir", str(self.repository)] if inside else []
        try:
            done = subprocess.run(  # noqa: S603 - no shell, and addresses stand after `--`
                ["git", *where, "-c", "core.hooksPath=/dev/null", *words],  # noqa: S607 - the user's own git
                input=stdin,
                capture_output=True,
                env=_environment(),
                timeout=_PATIENCE,
                check=False,
            )
        except FileNotFoundError:
            raise UsageError("publishing to a git branch needs the program `git`: install it") from None
        except subprocess.TimeoutExpired:
            raise WorldError(f"{self._shown}: git gave no answer in {_PATIENCE:.0f} s.") from None
        if done.returncode:
            raise WorldError(f"{self._shown}: {self._complaint(done.stderr)}")
        return done.stdout

    def _complaint(self, stderr: bytes) -> str:
        lines = [line.strip() for line in stderr.decode("utf-8", "replace").splitlines() if line.strip()]
        told = [line for line in lines if line.startswith(("fatal:", "error:", "!", "remote:", "ERROR"))] or lines[-2:]
        text = " ".join(told).replace(self.address, self._shown) or "git failed"
        return text if text.endswith(".") else text + "."


def _environment() -> dict[str, str]:
    own = {name: value for name, value in os.environ.items() if not name.startswith("GIT_") or name in _KEPT}
    return own | {"GIT_TERMINAL_PROMPT": "0", "LC_ALL": "C"}


_KEPT = frozenset({"GIT_SSH", "GIT_SSH_COMMAND", "GIT_ASKPASS", "GIT_SSL_CAINFO", "GIT_CONFIG_GLOBAL"})


def _quoted(path: str) -> str:
    return '"' + path.replace("\\", "\\\\").replace('"', '\\"') + '"' if path.startswith('"') else path


def _plain(name: str) -> str:
    return "".join(letter for letter in name if letter not in "<>\n\r\0").strip() or "reportgen"


def _without_secrets(address: str) -> str:
    parts = urlsplit(address) if "://" in address else None
    if parts is None or "@" not in parts.netloc:
        return address
    return parts._replace(netloc=parts.netloc.rpartition("@")[2]).geturl()
