"""The pipeline, top to bottom: the one module that knows every stage.

catalog + sources -> Dataset -> metrics -> Fact -> exhibits + narrative -> Document
-> render -> Artifact -> audit -> Edition -> deliver
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

from reportgen.checking import (
    Proofreader,
    by_the_rules,
    counted,
    disputed,
    disputed_in,
    printed_by_the_rules,
    record,
    refuse,
)
from reportgen.config.places import Places
from reportgen.model.correction import Correction
from reportgen.model.document import Block, Document, FigureBlock, Output, TableBlock
from reportgen.model.edition import Artifact, Edition, Manifest
from reportgen.model.exhibit import Figure, TableSpec
from reportgen.model.house import remarks
from reportgen.model.report import ReportSpec
from reportgen.opening import cast, edition_day, fact_book, load_dataset

if TYPE_CHECKING:
    from reportgen.deliver.stamp import Inputs
    from reportgen.metrics.book import FactBook

Progress = Callable[[str], None]


@dataclass(frozen=True, slots=True)
class Built:
    """What a build did: the edition's folder, whether its bytes changed, what a reader should hear."""

    report: str
    edition: str
    folder: Path
    changed: bool
    digest: str
    files: tuple[str, ...]
    dropped: tuple[str, ...] = ()
    checked: str = ""
    remarks: tuple[str, ...] = ()

    def as_json(self) -> dict[str, object]:
        """What `build --json` prints."""
        return {
            "report": self.report,
            "edition": self.edition,
            "folder": str(self.folder),
            "changed": self.changed,
            "digest": self.digest,
            "files": list(self.files),
            "dropped": list(self.dropped),
            "checked": self.checked,
            "remarks": list(self.remarks),
        }


def compose(
    report: ReportSpec,
    book: FactBook,
    places: Places,
    edition: str | None = None,
    correction: Correction | None = None,
) -> Document:
    """The edition's document: sections over facts, with the exhibits they ask for."""
    from reportgen import narrative
    from reportgen.exhibits import TABLE, Absent, Plan

    plan = Plan(report.roles, report.style, report.events, report.settings, report.title, report.stance_rules)

    def exhibit(name: str) -> Block | str:
        if name not in TABLE:
            raise LookupError(f"there is no exhibit {name!r}; there are {', '.join(sorted(TABLE))}")
        made = TABLE[name](book, plan)
        match made:
            case Figure():
                return FigureBlock(made)
            case TableSpec():
                return TableBlock(made)
            case Absent():
                return made.reason

    edition = edition or book.as_of.isoformat()
    comment = places.commentary / report.name / f"{edition}.md"
    return narrative.compose(
        report,
        book,
        exhibit=exhibit,
        templates=places.templates,
        edition=edition,
        commentary=comment if comment.is_file() else None,
        correction=correction,
    )


@dataclass(frozen=True, slots=True)
class Order:
    """What is to be built: a report, its day, its formats; for a correction the edition it corrects.

    `now` is when it is built, for the journal; without it nothing is recorded there.
    """

    name: str
    as_of: date | None = None
    formats: tuple[Output, ...] = ()
    now: datetime | None = None
    edition: str | None = None
    correction: Correction | None = None
    extra: tuple[Artifact, ...] = ()

    @property
    def request(self) -> str:
        """The order as a word: the same word over the same inputs gives the same edition."""
        return f"{self.as_of or 'newest'} {' '.join(self.formats) or 'all'} {self.edition or ''}".strip()


def build(order: Order, places: Places, *, progress: Progress = lambda _: None) -> Built:
    """One edition from data to disk. The same inputs give the same bytes and change nothing.

    Raises UnknownReportError, ProblemsError, ContradictionError, GateError or WorldError; the last good
    edition then stands.
    """
    from reportgen.config import read_report, report_file
    from reportgen.deliver import stamp

    file, parent = report_file(order.name, places.reports), places.out / order.name
    made_of = stamp.inputs(data=places.data, config=configuration(file, places), words=[order.request])
    if known := stamp.unchanged(parent, order.request, made_of):
        return _standing(order, parent / known.edition, known)
    report = read_report(file)
    new = made(report, order, places, progress)
    document = new.document
    progress("writing the edition")
    edition = _assembled(report, order, document, new.artifacts, made_of)
    folder, changed = _written(report, order, edition, places)
    manifest = edition.manifest
    stamp.remember(parent, order.request, made_of, manifest)
    dropped = tuple(f"{gone.title or gone.section}: {gone.reason}" for gone in document.dropped)
    files = tuple(manifest.files)
    return Built(
        report.name, manifest.edition, folder, changed, manifest.digest, files, dropped, new.checked, new.remarks
    )


def configuration(file: Path, places: Places) -> list[Path]:
    """The files and folders that say how an edition of a report is made: its YAML, templates, commentary."""
    return [file, *places.templates, *([places.commentary] if places.commentary.is_dir() else [])]


def _standing(order: Order, folder: Path, manifest: Manifest) -> Built:
    """The edition that stands already, with what the house rules and the checker had found in it."""
    told = _kept(folder / "house.json", remarks) + _quarrels(_kept(folder / "audit.json", disputed_in))
    files = tuple(manifest.files)
    return Built(order.name, manifest.edition, folder, changed=False, digest=manifest.digest, files=files, remarks=told)


def _kept(record: Path, told: Callable[[Mapping[str, Any]], tuple[str, ...]]) -> tuple[str, ...]:
    return told(json.loads(record.read_text(encoding="utf-8"))) if record.exists() else ()


def _quarrels(lines: Iterable[str]) -> tuple[str, ...]:
    return tuple(f"disputed: {line}" for line in lines)


@dataclass(frozen=True, slots=True)
class Made:
    """An edition in memory: its document, its files with their audits, what the checks came to."""

    document: Document
    artifacts: tuple[Artifact, ...]
    checked: str
    remarks: tuple[str, ...]


def made(report: ReportSpec, order: Order, places: Places, progress: Progress) -> Made:
    """The edition in memory. Raises ProblemsError or ContradictionError where a check forbids it."""
    progress("reading the data")
    dataset = load_dataset(places.data)
    cast(report, dataset)
    day = edition_day(report, dataset, order.as_of)
    progress(f"computing facts as of {day.isoformat()}")
    book = fact_book(dataset, day, report.events)
    document = compose(report, book, places, order.edition or day.isoformat(), order.correction)
    ruled = by_the_rules(document, report)
    progress("checking the text")
    reader = Proofreader(dataset, report, day)
    checked = counted(reader.check((_draft(document, report, places),)))
    document = replace(document, masthead=replace(document.masthead, checked=checked))
    progress("rendering")
    artifacts = rendered(document, book, report, places, order.formats or report.outputs)
    progress("checking every output")
    house, told = printed_by_the_rules(ruled, artifacts)
    audits = reader.check(artifacts)
    if report.settings.get("strict_check", True):
        refuse(disputed(audits), report)
    said = (*told, *_quarrels(disputed(audits)))
    return Made(document, (*artifacts, house, record(audits), *order.extra), checked, said)


def _assembled(
    report: ReportSpec, order: Order, document: Document, artifacts: tuple[Artifact, ...], made_of: Inputs
) -> Edition:
    from reportgen.deliver import editions

    return editions.assemble(
        artifacts,
        report=report.name,
        edition=document.masthead.edition,
        as_of=document.masthead.as_of,
        title=report.title,
        inputs=made_of.data,
        config=made_of.config,
        code=made_of.code,
        corrects=order.correction.edition if order.correction else None,
    )


def _written(report: ReportSpec, order: Order, edition: Edition, places: Places) -> tuple[Path, bool]:
    """The edition on disk and in the journal. Raises GateError where an approved one would change."""
    from reportgen.deliver import approval, editions, journal

    folder, changed = editions.write(edition, places.out, frozen=approval.frozen(places.out))
    manifest = edition.manifest
    if changed and order.now is not None:
        journal.record(
            places.out,
            "built",
            report=manifest.report,
            edition=manifest.edition,
            digest=manifest.digest,
            now=order.now,
            by=report.author.name,
        )
    return folder, changed


def rendered(
    document: Document, book: FactBook, report: ReportSpec, places: Places, formats: tuple[Output, ...]
) -> tuple[Artifact, ...]:
    """Every file of the edition but its audit: the formats asked for, figures, data and facts.json.

    facts.json holds every fact the templates asked for; `printed` tells those a reader sees.
    """
    from reportgen import render
    from reportgen.model.asjson import answer_json, dumps
    from reportgen.render.theme import load_theme

    asked = {answer.key: answer for answer in book.asked()} | dict(document.facts)
    facts = dumps(
        [{**answer_json(asked[key], report.style), "printed": key in document.facts} for key in sorted(asked)]
    ).encode()
    facts_file = Artifact("facts.json", facts, "application/json")
    theme = load_theme(places.templates, report.settings.get("theme", {}))
    layouts = tuple(folder / "layouts" for folder in places.templates)
    made = render.render(document, theme, layouts, formats, attachments=(facts_file,))
    return (*made, facts_file)


def _draft(document: Document, report: ReportSpec, places: Places) -> Artifact:
    """The document as Markdown: the text the checker's one line is counted on, before that line is set."""
    from reportgen import render
    from reportgen.render.theme import load_theme

    theme = load_theme(places.templates, report.settings.get("theme", {}))
    layouts = tuple(folder / "layouts" for folder in places.templates)
    return render.text(document, theme, layouts)
