"""A site in S3-compatible storage, named `s3://bucket/prefix`.

A bucket changes object by object, so the order is the promise: files of editions first (never over an
existing one), then the pages they appear on, then the pages that lead there, the index last. Every page a
reader meets is whole, and every link leads somewhere, at each moment. `publishing.json` names the pages a
run is about to write: a later run makes them anew where that one was cut short.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager, suppress
from functools import partial
from hashlib import sha256
from pathlib import PurePosixPath
from types import TracebackType
from typing import Any, Self

from reportgen.deliver.site.change import Change
from reportgen.deliver.site.index import FILE
from reportgen.errors import GateError, UsageError, WorldError

MARKER = "publishing.json"
_WORKERS = 8
_FOR_EVER, _BRIEFLY = "public, max-age=31536000, immutable", "public, max-age=60"
_TYPES: Mapping[str, str] = {
    ".html": "text/html; charset=utf-8",
    ".css": "text/css; charset=utf-8",
    ".js": "text/javascript; charset=utf-8",
    ".json": "application/json",
    ".md": "text/markdown; charset=utf-8",
    ".txt": "text/plain; charset=utf-8",
    ".csv": "text/csv; charset=utf-8",
    ".xml": "application/xml",
    ".pdf": "application/pdf",
    ".svg": "image/svg+xml",
    ".png": "image/png",
    ".jpg": "image/jpeg",
    ".woff2": "font/woff2",
    ".xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}


class BucketTarget:
    """A prefix of a bucket. Address, region and credentials are those of every AWS tool (AWS_ENDPOINT_URL ...)."""

    def __init__(self, words: str) -> None:
        self.bucket, _, prefix = words.removeprefix("s3://").partition("/")
        if not self.bucket:
            raise UsageError(f"--site {words}: names no bucket; write s3://bucket/prefix")
        self.prefix = prefix.strip("/") + "/" if prefix.strip("/") else ""
        self.name = f"s3://{self.bucket}/{self.prefix}"
        self._index_tag: str | None = None

    def __enter__(self) -> Self:
        try:
            import boto3
        except ImportError:
            raise UsageError("publishing to a bucket needs an extra: pip install 'reportgen[s3]'") from None
        with self._told("opened"):
            self._client: Any = boto3.client("s3")
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._client.close()

    def read(self, path: str) -> bytes | None:
        """The bytes of an object, None where there is none."""
        content: bytes | None = None
        with self._told("read"), suppress(self._client.exceptions.NoSuchKey):
            found = self._client.get_object(Bucket=self.bucket, Key=self.prefix + path)
            content = found["Body"].read()
            if path == FILE:
                self._index_tag = found["ETag"]
        return content

    def missing(self, paths: set[str]) -> set[str]:  # noqa: ARG002 - part of the protocol
        """Nothing is looked for: listing a large bucket costs more than publishing."""
        return set()

    def dirty(self) -> set[str]:
        """The pages a run was about to write when it was cut short."""
        marked = self.read(MARKER)
        return set(json.loads(marked)) if marked else set()

    def deploy(self, change: Change) -> None:
        """Write everything in order. Raises WorldError where the storage refuses, GateError over other bytes."""
        early = [path for path in sorted(change.pages) if path not in change.late]
        late = [path for path in sorted(change.pages) if path in change.late]
        marked = sorted(self.dirty() | set(change.pages))
        self._put(MARKER, json.dumps(marked).encode())
        self._all(self._put_sealed, ((path, change.sealed[path].read) for path in sorted(change.sealed)))
        for paths in (early, late):
            self._all(self._put, ((path, change.pages[path]) for path in paths))
        self._put_index(change.index)
        with self._told("written"):
            for path in (*sorted(change.removed), MARKER):
                self._client.delete_object(Bucket=self.bucket, Key=self.prefix + path)

    def _all(self, put: Callable[[str, Any], None], items: Iterable[tuple[str, Any]]) -> None:
        with ThreadPoolExecutor(_WORKERS) as pool:
            for done in [pool.submit(put, *item) for item in items]:
                done.result()

    def _put(self, path: str, content: bytes, **more: str) -> None:
        with self._told("written"):
            self._client.put_object(
                Bucket=self.bucket,
                Key=self.prefix + path,
                Body=content,
                ContentType=content_type(path),
                CacheControl=_FOR_EVER if path.startswith("assets/") else _BRIEFLY,
                **more,
            )

    def _put_sealed(self, path: str, read: Callable[[], bytes]) -> None:
        """A file of an edition: never over another; the same bytes from a run before are as good."""
        from botocore.exceptions import ClientError

        content = read()
        put = partial(self._client.put_object, Bucket=self.bucket, Key=self.prefix + path, IfNoneMatch="*")
        with self._told("written"):
            try:
                put(Body=content, ContentType=content_type(path), CacheControl=_FOR_EVER)
            except ClientError as error:
                if _code(error) not in {"PreconditionFailed", "412"}:
                    raise
                self._same(path, content)

    def _same(self, path: str, content: bytes) -> None:
        there = self.read(path)
        if there is None or sha256(there).digest() != sha256(content).digest():
            raise GateError(f"{self.name}{path} holds other bytes, and an edition's address never changes its bytes.")

    def _put_index(self, content: bytes) -> None:
        """The index, unless another run wrote one since this run read it."""
        from botocore.exceptions import ClientError

        condition = {"IfMatch": self._index_tag} if self._index_tag else {"IfNoneMatch": "*"}
        with self._told("written"):
            try:
                self._client.put_object(
                    Bucket=self.bucket,
                    Key=self.prefix + FILE,
                    Body=content,
                    ContentType=content_type(FILE),
                    CacheControl=_BRIEFLY,
                    **condition,
                )
            except ClientError as error:
                if _code(error) not in {"PreconditionFailed", "ConditionalRequestConflict", "412"}:
                    raise
                raise WorldError(f"{self.name}: another run published meanwhile. Publish again.") from None

    @contextmanager
    def _told(self, what: str) -> Iterator[None]:
        """Turn what the storage says into words."""
        from botocore.exceptions import BotoCoreError, ClientError

        try:
            yield
        except ClientError as error:
            code = _code(error)
            said = _WORDS.get(code, f"{code}: {error.response.get('Error', {}).get('Message', '')}")
            raise WorldError(f"{self.name} cannot be {what}: {said}") from None
        except BotoCoreError as error:
            raise WorldError(f"{self.name} cannot be {what}: {error}") from None


_WORDS: Mapping[str, str] = {
    "AccessDenied": "these credentials may not (AccessDenied).",
    "403": "these credentials may not (403).",
    "InvalidAccessKeyId": "the storage does not know this access key.",
    "SignatureDoesNotMatch": "the secret key is not that of the access key.",
    "NoSuchBucket": "there is no such bucket.",
}


def _code(error: Any) -> str:
    return str(error.response.get("Error", {}).get("Code", ""))


def content_type(path: str) -> str:
    """The media type a path is served with."""
    if path.endswith("feed.xml"):
        return "application/atom+xml"
    if path.endswith("feed.json"):
        return "application/feed+json"
    return _TYPES.get(PurePosixPath(path).suffix.lower(), "application/octet-stream")
