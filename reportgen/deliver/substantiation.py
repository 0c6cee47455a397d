"""The file a regulator asks for: the edition, the source of every figure, who did what and when, who received it.

What it holds follows FINRA rule 2210(b)(4)(A) (copy, dates of first and last use, approver and date, preparer,
source of every chart and table) and Advisers Act rule 204-2(a)(11) and (16) (copy, support of every figure).
"""

from __future__ import annotations

import csv
import io
import json
import zipfile
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

from reportgen.deliver import journal, proofsheet
from reportgen.deliver.editions import verify
from reportgen.deliver.outbox import FILE as OUTBOX
from reportgen.deliver.outbox import Message, Outbox, State
from reportgen.errors import WorldError
from reportgen.model.edition import Manifest

_EPOCH = (1980, 1, 1, 0, 0, 0)
_STATES: tuple[State, ...] = ("sent", "doubt", "failed", "suppressed", "sending", "queued")
_COLUMNS = ("address", "name", "state", "time", "message_id", "digest", "reason")


def substantiate(folder: Path, out: Path, target: Path, made_of: Mapping[str, bytes] | None = None) -> Path:
    """Write the substantiation of an edition as one ZIP file; the same records give the same bytes.

    `made_of` are the data and configuration it was made from, where they are still what they were. Raises
    ProblemsError where the edition or the journal is not what was written, WorldError where the disk refuses.
    """
    manifest = verify(folder)
    entries = tuple(journal.history(out, manifest.report, manifest.edition))
    messages = _messages(out, manifest)
    files = {f"edition/{name}": (folder / name).read_bytes() for name in manifest.files}
    files["edition/manifest.json"] = (folder / "manifest.json").read_bytes()
    files |= {f"inputs/{name}": content for name, content in (made_of or {}).items()}
    files["journal.jsonl"] = "".join(
        json.dumps({**entry.body(), "hash": entry.hash}, ensure_ascii=False) + "\n" for entry in entries
    ).encode()
    files["recipients.csv"] = _table(messages)
    sheet = proofsheet.Sheet(
        manifest, entries, _json(folder, "facts.json"), _json(folder, "house.json"), messages, enclosed=bool(made_of)
    )
    files["SUBSTANTIATION.md"] = "\n".join(proofsheet.lines(sheet)).encode()
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(_zipped(files))
    except OSError as error:
        raise WorldError(f"{target} cannot be written: {error.strerror}.") from None
    return target


def _json(folder: Path, name: str) -> Any:
    path = folder / name
    return json.loads(path.read_text(encoding="utf-8")) if path.exists() else None


def _messages(out: Path, manifest: Manifest) -> tuple[Message, ...]:
    """Every message of the edition, whatever became of it; none where the desk has sent no mail."""
    if not (out / OUTBOX).exists():
        return ()
    outbox = Outbox(out)
    try:
        return tuple(one for state in _STATES for one in outbox.listed(manifest.report, manifest.edition, state))
    finally:
        outbox.close()


def _table(messages: Iterable[Message]) -> bytes:
    buffer = io.StringIO()
    writer = csv.writer(buffer, lineterminator="\n")
    writer.writerow(_COLUMNS)
    writer.writerows([getattr(message, column) for column in _COLUMNS] for message in messages)
    return buffer.getvalue().encode()


def _zipped(files: Mapping[str, bytes]) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for name in sorted(files):
            archive.writestr(zipfile.ZipInfo(name, _EPOCH), files[name], zipfile.ZIP_DEFLATED)
    return buffer.getvalue()
