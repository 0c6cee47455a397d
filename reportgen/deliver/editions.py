"""Editions on disk: `<out>/<report>/<edition>/` with a manifest, written whole or not at all."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Mapping
from datetime import date
from hashlib import sha256
from pathlib import Path
from typing import Any

from reportgen.deliver.folders import locked, point, put, recover
from reportgen.errors import GateError, Problem, ProblemsError, UnknownReportError, WorldError
from reportgen.model.asjson import dumps
from reportgen.model.edition import Artifact, Edition, Manifest

MANIFEST = "manifest.json"
Frozen = Callable[[Manifest], str | None]
"""Says why an edition on disk may not be replaced ("approved on ..."), or None."""


def digest_of(files: Mapping[str, str]) -> str:
    """The edition's digest: SHA-256 over the sorted `path sha256` lines."""
    lines = "".join(f"{path} {files[path]}\n" for path in sorted(files))
    return sha256(lines.encode()).hexdigest()


def assemble(  # noqa: PLR0913 - one noun from its parts
    artifacts: Iterable[Artifact],
    *,
    report: str,
    edition: str,
    as_of: date,
    title: str,
    inputs: str,
    config: str,
    code: str,
    corrects: str | None = None,
) -> Edition:
    """An edition in memory: its artifacts and the manifest that names every one by digest."""
    kept = tuple(sorted(artifacts, key=lambda artifact: artifact.path))
    files = {artifact.path: sha256(artifact.content).hexdigest() for artifact in kept}
    manifest = Manifest(report, edition, as_of, files, digest_of(files), inputs, config, code, corrects, title)
    return Edition(manifest, kept)


def manifest_bytes(manifest: Manifest) -> bytes:
    """The manifest's file."""
    return dumps(
        {
            "report": manifest.report,
            "edition": manifest.edition,
            "as_of": manifest.as_of.isoformat(),
            "title": manifest.title,
            "digest": manifest.digest,
            "files": dict(manifest.files),
            "inputs": manifest.inputs,
            "config": manifest.config,
            "code": manifest.code,
            "corrects": manifest.corrects,
        }
    ).encode()


def read_manifest(folder: Path) -> Manifest:
    """The manifest of an edition's folder. Raises UnknownReportError or ProblemsError."""
    path = folder / MANIFEST
    try:
        raw: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
        return Manifest(**{**raw, "as_of": date.fromisoformat(raw["as_of"])})
    except FileNotFoundError:
        raise UnknownReportError(f"{folder} holds no edition. `reportgen build` makes one.") from None
    except (ValueError, KeyError, TypeError) as error:
        raise ProblemsError([Problem(str(path), f"is no manifest: {error}.", "Build the edition again.")]) from None


def verify(folder: Path) -> Manifest:
    """The manifest of an edition all of whose files are what they were when built.

    Raises ProblemsError naming every file that is changed, missing or foreign.
    """
    manifest = read_manifest(folder)
    present = {
        path.relative_to(folder).as_posix(): path
        for path in folder.rglob("*")
        if path.is_file() and path.name != MANIFEST
    }
    problems = [
        Problem(str(folder / name), "is missing." if name not in present else "was changed after it was built.")
        for name, wanted in manifest.files.items()
        if name not in present or sha256(present[name].read_bytes()).hexdigest() != wanted
    ]
    problems.extend(
        Problem(str(folder / name), "is no part of the edition.") for name in sorted(set(present) - set(manifest.files))
    )
    if manifest.digest != digest_of(manifest.files):
        problems.append(Problem(str(folder / MANIFEST), "names a digest that is not that of its files."))
    if problems:
        raise ProblemsError(problems)
    return manifest


def write(edition: Edition, out: Path, *, frozen: Frozen | None = None) -> tuple[Path, bool]:
    """Put an edition on disk; the folder, and whether anything changed.

    The same bytes change nothing. Raises GateError where the edition on disk may not be replaced,
    WorldError where the disk refuses; what was there before then stands untouched.
    """
    manifest = edition.manifest
    parent = out / manifest.report
    target = parent / manifest.edition
    with locked(parent):
        recover(parent)
        before = read_manifest(target) if (target / MANIFEST).exists() else None
        if before is not None and before == manifest and _intact(target):
            _latest(parent)
            return target, False
        if before is not None and before.digest != manifest.digest and frozen and (why := frozen(before)):
            raise GateError(f"{target} was {why}: its bytes may not change. Use `reportgen correct {target}`.")
        files = {artifact.path: artifact.content for artifact in edition.artifacts}
        put(target, {**files, MANIFEST: manifest_bytes(manifest)})
        _latest(parent)
    return target, True


def _intact(target: Path) -> bool:
    try:
        verify(target)
    except ProblemsError:
        return False
    return True


def _latest(parent: Path) -> None:
    """Point `latest` at the newest edition: the latest date, its highest revision."""
    names = [path.name for path in parent.iterdir() if (path / MANIFEST).exists() and not path.is_symlink()]
    if not names:
        return
    try:
        point(parent / "latest", max(names, key=order))
    except OSError as error:
        raise WorldError(f"{parent}/latest cannot be written: {error.strerror}.") from None


def order(name: str) -> tuple[str, int]:
    """The place of an edition among others: its date, then its revision."""
    day, _, revision = name.partition("-r")
    return day, int(revision) if revision.isdigit() else 1


def find_edition(name: str, out: Path) -> Path:
    """The folder of an edition given as a path, `report/edition`, or `report` (its latest).

    Raises UnknownReportError naming the editions there are.
    """
    for place in (Path(name), out / name, out / name / "latest"):
        if (place / MANIFEST).exists():
            return place.resolve()
    known = sorted(f"{path.parent.parent.name}/{path.parent.name}" for path in out.glob(f"*/[!.]*/{MANIFEST}"))
    known = [entry for entry in known if not entry.endswith("/latest")]
    raise UnknownReportError(f"{name}: no such edition. " + (f"There are {', '.join(known[-8:])}." if known else ""))
