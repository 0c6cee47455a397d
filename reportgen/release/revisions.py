"""Revisions: which past editions print figures that the data as they are today no longer give."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from reportgen.config.places import Places
from reportgen.deliver import journal, stamp
from reportgen.deliver.difference import as_printed, label_of
from reportgen.deliver.editions import MANIFEST, order, read_manifest
from reportgen.errors import ReportgenError, UnknownKeyError
from reportgen.model.correction import Changed
from reportgen.model.edition import Manifest
from reportgen.opening import fact_book, load_dataset
from reportgen.release.approving import report_of

if TYPE_CHECKING:
    from reportgen.metrics.book import FactBook
    from reportgen.model.dataset import Dataset
    from reportgen.model.report import ReportSpec


@dataclass(frozen=True, slots=True)
class Revised:
    """An edition some of whose figures no longer hold: what became of it, and each figure as printed and as it is."""

    report: str
    edition: str
    state: str
    figures: tuple[Changed, ...]

    def as_json(self) -> dict[str, Any]:
        """What `revisions --json` prints of it."""
        return {
            "report": self.report,
            "edition": self.edition,
            "state": self.state,
            "figures": [asdict(one) for one in self.figures],
        }


@dataclass(frozen=True, slots=True)
class Looked:
    """What a look through the past found: editions that no longer hold, how many do, which could not be told."""

    revised: tuple[Revised, ...]
    held: int
    untold: tuple[str, ...]


def revisions(
    places: Places, reports: Sequence[str] = (), *, progress: Callable[[str], None] = lambda _: None
) -> Looked:
    """Compute the printed figures of past editions anew, each as of its own day, from the data as they are now.

    The newest edition of each day counts: one that was corrected is settled. `reports` limits the look.
    Raises ProblemsError where the catalog or the journal is at fault.
    """
    dataset = load_dataset(places.data)
    today = stamp.of_data(places.data)
    events = {(entry.report, entry.edition): entry for entry in journal.read(places.out)}
    revised, held, untold = list[Revised](), 0, list[str]()
    for folder in _newest(places.out, reports):
        manifest = read_manifest(folder)
        name = f"{manifest.report}/{manifest.edition}"
        progress(f"computing {name} anew")
        try:
            changed = () if manifest.inputs == today else _changed(folder, manifest, dataset, places)
        except ReportgenError as error:
            untold.append(f"{name}: {error}")
            continue
        if changed:
            last = events.get((manifest.report, manifest.edition))
            state = f"{last.event} on {last.time[:10]}" if last else "built"
            revised.append(Revised(manifest.report, manifest.edition, state, changed))
        held += not changed
    return Looked(tuple(revised), held, tuple(untold))


def _newest(out: Path, reports: Sequence[str]) -> Iterator[Path]:
    """The folder of the newest revision of each day, by report and day."""
    newest: dict[tuple[str, str], Path] = {}
    for file in sorted(out.glob(f"*/[!.]*/{MANIFEST}"), key=lambda path: order(path.parent.name)):
        folder = file.parent
        if not folder.is_symlink() and (not reports or folder.parent.name in reports):
            newest[folder.parent.name, order(folder.name)[0]] = folder
    yield from (newest[key] for key in sorted(newest))


def _changed(folder: Path, manifest: Manifest, dataset: Dataset, places: Places) -> tuple[Changed, ...]:
    """The figures that are printed otherwise today."""
    report = report_of(manifest, places)
    book = fact_book(dataset, manifest.as_of, report.events)
    facts: list[dict[str, Any]] = json.loads((folder / "facts.json").read_text(encoding="utf-8"))
    compared = (_compared(fact, book, report) for fact in facts if fact.get("printed", True) and "text" in fact)
    return tuple(one for one in compared if one.before != one.after)


def _compared(fact: dict[str, Any], book: FactBook, report: ReportSpec) -> Changed:
    from reportgen.model.asjson import answer_json

    try:
        now = answer_json(book.get(fact["key"]), report.style)
    except UnknownKeyError as error:
        now = {"unavailable": str(error)}
    return Changed(fact["key"], as_printed(fact), as_printed(now), label_of(fact))
