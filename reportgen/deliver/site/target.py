"""Which words name which place for a site: a folder, a git branch, a bucket."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path

from reportgen.deliver.site.change import Target


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
