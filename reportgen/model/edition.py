"""What rendering and delivery exchange: files, and the edition they make up."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class Artifact:
    """A file of an edition: its path inside the edition's folder and its bytes."""

    path: str
    content: bytes
    media_type: str


@dataclass(frozen=True, slots=True)
class Manifest:
    """The edition's identity: digests of files, inputs, configuration and code.

    `digest` is the SHA-256 over the sorted `path sha256` lines of `files`: the edition's name in the journal.
    """

    report: str
    edition: str
    as_of: date
    files: Mapping[str, str]
    digest: str
    inputs: str
    config: str
    code: str
    corrects: str | None = None
    title: str = ""


@dataclass(frozen=True, slots=True)
class Edition:
    """A finished edition in memory."""

    manifest: Manifest
    artifacts: tuple[Artifact, ...]
