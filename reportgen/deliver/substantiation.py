"""The file a regulator asks for: the edition, the source of every figure, who did what and when."""

from __future__ import annotations

import io
import json
import zipfile
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any

from reportgen.deliver import journal
from reportgen.deliver.editions import verify
from reportgen.deliver.journal import Entry
from reportgen.errors import WorldError
from reportgen.model.edition import Manifest

_EPOCH = (1980, 1, 1, 0, 0, 0)


def substantiate(folder: Path, out: Path, target: Path) -> Path:
    """Write the substantiation of an edition as one ZIP file; the same records give the same bytes.

    Raises ProblemsError where the edition or the journal is not what was written, WorldError where the disk
    refuses.
    """
    manifest = verify(folder)
    entries = tuple(journal.history(out, manifest.report, manifest.edition))
    files = {f"edition/{name}": (folder / name).read_bytes() for name in manifest.files}
    files["edition/manifest.json"] = (folder / "manifest.json").read_bytes()
    files["journal.jsonl"] = "".join(
        json.dumps({**entry.body(), "hash": entry.hash}, ensure_ascii=False) + "\n" for entry in entries
    ).encode()
    facts = json.loads((folder / "facts.json").read_text(encoding="utf-8"))
    files["SUBSTANTIATION.md"] = "\n".join(_record(manifest, entries, facts)).encode()
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(_zipped(files))
    except OSError as error:
        raise WorldError(f"{target} cannot be written: {error.strerror}.") from None
    return target


def _zipped(files: Mapping[str, bytes]) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for name in sorted(files):
            archive.writestr(zipfile.ZipInfo(name, _EPOCH), files[name], zipfile.ZIP_DEFLATED)
    return buffer.getvalue()


def _record(manifest: Manifest, entries: tuple[Entry, ...], facts: list[dict[str, Any]]) -> Iterator[str]:
    yield f"# Substantiation of {manifest.title}, edition {manifest.edition}"
    yield ""
    yield f"As of {manifest.as_of.isoformat()}. Digest {manifest.digest}."
    yield f"Data {manifest.inputs}; configuration {manifest.config}; code {manifest.code}."
    if manifest.corrects:
        yield f"It corrects edition {manifest.corrects}."
    yield from _events(entries)
    yield from _figures(facts)
    yield from _sources(facts)
    yield ""
    yield "The copy of the edition is in `edition/`; every chart's and table's figures are among those above."
    yield ""


def _events(entries: Iterable[Entry]) -> Iterator[str]:
    yield from ("", "## What happened", "", "time | event | by | details", "--- | --- | --- | ---")
    for entry in entries:
        told = "; ".join(f"{key}: {_short(value)}" for key, value in entry.details.items())
        yield f"{entry.time} | {entry.event} | {entry.by} | {told}"


def _short(value: Any) -> str:
    return ", ".join(map(str, value)) if isinstance(value, list) else str(value).replace("|", "/")


def _figures(facts: list[dict[str, Any]]) -> Iterator[str]:
    yield from ("", "## Every figure", "", "figure | what | period | standing | sources | key", " | ".join(["---"] * 6))
    for fact in facts:
        if "unavailable" in fact:
            continue
        period = f"{fact['start']} to {fact['end']}" if fact.get("start") and fact.get("end") else fact["as_of"]
        sources = ", ".join(origin["dataset"] for origin in fact["origins"])
        yield f"{fact['text']} | {fact['label']} | {period} | {fact['standing']} | {sources} | `{fact['key']}`"


def _sources(facts: list[dict[str, Any]]) -> Iterator[str]:
    yield from ("", "## Sources", "")
    origins = {origin["dataset"]: origin for fact in facts for origin in fact.get("origins", ())}
    for name in sorted(origins):
        origin = origins[name]
        yield (
            f"- `{name}`: {origin['publisher']}, {origin['title']}; file {origin['file']}, sha256 {origin['sha256']}; "
            f"retrieved {origin['retrieved'] or 'not stated'}; {origin['licence']}"
        )
