"""Fetch what the catalog's live datasets name. The only code of the sources that uses the network.

What comes is read and checked before it is kept: a page saying "too many requests", or a series with a
hole, never replaces the last good file.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from difflib import get_close_matches
from hashlib import sha256
from importlib.metadata import version
from typing import TYPE_CHECKING

from reportgen.errors import Problem, ProblemsError, UsageError, WorldError
from reportgen.model.catalog import CatalogSpec, DatasetSpec
from reportgen.sources.files import with_format
from reportgen.sources.loaded import Loaded
from reportgen.sources.providers import PROVIDERS
from reportgen.sources.providers.download import Download
from reportgen.sources.store import Fetched, Store

if TYPE_CHECKING:
    import httpx

TIMEOUT_SECONDS = 60.0
LARGEST = 64 * 1024 * 1024
"""No series is that long: larger answers are not read to their end."""
Make = Callable[[DatasetSpec, bytes], Loaded]


@dataclass(frozen=True, slots=True)
class Fetching:
    """How to fetch: the moment, noted in the record; the transport, for tests and proxies; who is told."""

    now: datetime
    transport: httpx.BaseTransport | None = None
    progress: Callable[[str], None] = lambda _: None


def fetch_into(
    store: Store, catalog: CatalogSpec, make: Make, how: Fetching, only: Collection[str] = ()
) -> tuple[Fetched, ...]:
    """Fetch every live dataset, or those named; what fails does not keep the others from being kept.

    Raises UsageError for a dataset that is not live, WorldError where the network refused, ProblemsError
    where what came failed its checks.
    """
    import httpx

    done: list[Fetched] = []
    refused: list[str] = []
    problems: list[Problem] = []
    with httpx.Client(
        transport=how.transport,
        timeout=TIMEOUT_SECONDS,
        follow_redirects=True,
        headers={"User-Agent": f"reportgen/{version('reportgen')}"},
    ) as client:
        for spec in _chosen(catalog, only).values():
            try:
                done.append(_one(client, store, with_format(spec), make, how))
            except WorldError as error:
                refused.append(str(error))
            except ProblemsError as error:
                problems += error.problems
    if refused:
        raise WorldError("\n".join([*refused, *map(str, problems)]))
    if problems:
        raise ProblemsError(problems)
    return tuple(done)


def _chosen(catalog: CatalogSpec, only: Collection[str]) -> Mapping[str, DatasetSpec]:
    live = {name: spec for name, spec in catalog.datasets.items() if spec.provider is not None}
    if strange := [name for name in only if name not in live]:
        near = get_close_matches(strange[0], live, n=1)
        hint = f"Did you mean {near[0]}?" if near else f"Live datasets: {', '.join(live) or 'none'}."
        raise UsageError(f"{strange[0]}: the catalog has no live dataset of that name. {hint}")
    return {name: spec for name, spec in live.items() if not only or name in only}


def _one(client: httpx.Client, store: Store, spec: DatasetSpec, make: Make, how: Fetching) -> Fetched:
    assert spec.provider is not None
    download = PROVIDERS[spec.provider.name].download(spec.provider)
    url, data = _get(client, spec, download)
    made = make(spec, data)
    if made.quarantined:
        raise ProblemsError([problem for problem in made.problems if problem.severity == "error"])
    moment = how.now.astimezone(UTC).isoformat(timespec="seconds")
    fetched = Fetched(spec.id, spec.provider.name, url, moment, sha256(data).hexdigest(), len(data))
    store.keep(fetched, data)
    how.progress(f"{spec.id}: {len(data)} bytes from {url}")
    return fetched


def _get(client: httpx.Client, spec: DatasetSpec, download: Download) -> tuple[str, bytes]:
    """The address and bytes of an answer. Raises WorldError with what to do where there is none."""
    import httpx

    told = _told(_address(spec, download), download)
    try:
        with client.stream("GET", download.url, params=dict(download.params) or None) as answer:
            told = _told(answer.request.url, download)
            if answer.status_code != httpx.codes.OK:
                raise WorldError(f"{spec.id}: {told} answered {answer.status_code} {answer.reason_phrase}. Try later.")
            data = bytearray()
            for piece in answer.iter_bytes():
                data += piece
                if len(data) > LARGEST:
                    raise WorldError(f"{spec.id}: {told} sends more than {LARGEST >> 20} MiB. Check the address.")
    except httpx.HTTPError as error:
        raise WorldError(f"{spec.id}: {told} cannot be reached: {str(error).rstrip('.')}. Try later.") from None
    head = bytes(data[:200]).decode("utf-8", errors="replace").strip()
    if any(head.startswith(refusal) for refusal in download.refusals):
        raise WorldError(f"{spec.id}: {told} answered {head.splitlines()[0][:80]!r} instead of data. Try later.")
    return told, bytes(data)


def _address(spec: DatasetSpec, download: Download) -> httpx.URL:
    """The address asked. Raises ProblemsError where the catalog's is none."""
    import httpx

    try:
        url = httpx.URL(download.url)
    except httpx.InvalidURL:
        url = httpx.URL("")
    if url.scheme not in {"http", "https"} or not url.host:
        key, what = f"datasets.{spec.id}.provider.series", f"{download.url!r} is no address."
        raise ProblemsError([Problem("catalog.yaml", what, "Write it as https://feed.example/file.csv.", key=key)])
    return url


def _told(url: httpx.URL, download: Download) -> str:
    """An address as it may be printed: without user and password, and without its query where that is private."""
    bare = url.copy_with(userinfo=b"")
    return str(bare.copy_with(query=None) if download.private else bare)
