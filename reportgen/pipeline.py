"""The pipeline, top to bottom: the one module that knows every stage.

catalog + sources -> Dataset -> metrics -> Fact -> exhibits + narrative -> Document
-> render -> Artifact -> audit -> Edition -> deliver
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from reportgen.config.places import Places
from reportgen.errors import FindingsError, Problem
from reportgen.model.document import Block, Document, FigureBlock, Output, TableBlock
from reportgen.model.edition import Artifact, Edition
from reportgen.model.exhibit import Figure, TableSpec
from reportgen.model.report import EventRule, ReportSpec

if TYPE_CHECKING:
    from reportgen.audit import Audit
    from reportgen.deliver.stamp import Inputs
    from reportgen.metrics.book import FactBook
    from reportgen.model.dataset import Dataset
    from reportgen.sources import Fetched

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
        }


def load_dataset(folder: Path) -> Dataset:
    """The data of a catalog, checked. Raises ProblemsError where the catalog is at fault."""
    from reportgen import sources
    from reportgen.config import read_catalog

    return sources.load(read_catalog(folder), folder)


def newest_session(dataset: Dataset, subjects: Iterable[str]) -> date:
    """The newest day on which every one of these subjects has a close."""
    ends = []
    for subject in subjects:
        entity = dataset.entities.get(subject)
        series = dataset.series.get(entity.roles.get("price", "")) if entity else None
        if series is not None and len(series):
            ends.append(series.last_day)
    if not ends:
        raise FindingsError("no price series could be read: see `reportgen data check`.")
    return min(ends)


def fact_book(dataset: Dataset, as_of: date, events: tuple[EventRule, ...] = ()) -> FactBook:
    """A fact book over every metric there is."""
    from reportgen.metrics import TABLE
    from reportgen.metrics.book import FactBook

    return FactBook(dataset, as_of, TABLE, events=events)


@dataclass(frozen=True, slots=True)
class DataCheck:
    """What the checks of a catalog's data found. `rows` are its columns; `faults` are to be mended."""

    title: str
    rows: tuple[dict[str, object], ...]
    faults: tuple[Problem, ...]

    def as_json(self) -> dict[str, object]:
        """What `data check --json` prints."""
        faults = [
            {"where": fault.where, "row": fault.row, "key": fault.key, "what": fault.what, "mend": fault.mend}
            for fault in self.faults
        ]
        return {"title": self.title, "columns": list(self.rows), "problems": faults}


def check_data(places: Places) -> DataCheck:
    """Load a catalog's data with every check. Raises ProblemsError where the catalog itself is at fault."""
    from reportgen.sources.summary import summary

    dataset = load_dataset(places.data)
    return DataCheck(dataset.title, summary(dataset), dataset.problems)


def fetch_data(
    places: Places, datasets: Collection[str], *, now: datetime, progress: Progress
) -> tuple[Fetched, ...]:
    """Fetch the catalog's live datasets, or those named. Raises UsageError, ProblemsError or WorldError."""
    from reportgen import sources
    from reportgen.config import read_catalog

    how = sources.Fetching(now, progress=progress)
    return sources.fetch(read_catalog(places.data), places.data, how, only=datasets)


def open_book(places: Places, as_of: date | None) -> FactBook:
    """A fact book over the places' data, with the events every report declares; as of the newest session."""
    dataset = load_dataset(places.data)
    return fact_book(dataset, as_of or _newest_of_all(dataset), declared_events(places))


def declared_events(places: Places) -> tuple[EventRule, ...]:
    """The event definitions of every report, the first of a name winning."""
    from reportgen.config import read_report, report_file, report_names

    events: dict[str, EventRule] = {}
    for name in report_names(places.reports):
        for event in read_report(report_file(name, places.reports)).events:
            events.setdefault(event.id, event)
    return tuple(events.values())


def check_texts(texts: Sequence[tuple[str, bytes]], places: Places, as_of: date | None) -> tuple[Audit, ...]:
    """The audits of finished texts, each named with its bytes, against the places' data.

    The day is the one given, else the text's own date, else the newest session. Raises ProblemsError for a
    text that cannot be read.
    """
    from reportgen import audit

    dataset = load_dataset(places.data)
    events = declared_events(places)
    newest = _newest_of_all(dataset)
    books: dict[date, FactBook] = {}

    def book(day: date) -> FactBook:
        if day not in books:
            books[day] = fact_book(dataset, day, events)
        return books[day]

    readings = [audit.read(name, content) for name, content in texts]
    return tuple(audit.check(reading, book, as_of or reading.dated or newest) for reading in readings)


def _newest_of_all(dataset: Dataset) -> date:
    """The newest day any index closed on."""
    indices = [entity.id for entity in dataset.entities.values() if entity.kind == "index"]
    ends = [newest_session(dataset, [subject]) for subject in indices if _has_prices(dataset, subject)]
    if not ends:
        raise FindingsError("no price series could be read: see `reportgen data check`.")
    return max(ends)


def _has_prices(dataset: Dataset, subject: str) -> bool:
    series = dataset.series.get(dataset.entities[subject].roles.get("price", ""))
    return series is not None and len(series) > 0


def edition_day(report: ReportSpec, dataset: Dataset, as_of: date | None) -> date:
    """The day an edition is dated: as asked or the newest session; a weekly one ends with its week.

    Raises FindingsError where the data end before the day asked for.
    """
    from reportgen.metrics.windows import last_week

    newest = newest_session(dataset, _priced(report, dataset))
    chosen = as_of or newest
    sessions = dataset.sessions.get(report.calendar)
    if sessions is not None and chosen > newest and sessions.on_or_before(chosen) > newest:
        raise FindingsError(
            f"the price data of {report.name} end on {newest.isoformat()}, before {chosen.isoformat()}: "
            "point the catalog at newer data, or ask for an earlier day."
        )
    if report.frequency == "weekly" and sessions is not None:
        return last_week(chosen, sessions).end
    return chosen


def _priced(report: ReportSpec, dataset: Dataset) -> list[str]:
    subjects = [report.roles.get(name, "") for name in ("subject", "benchmark", "third")]
    return [s for s in subjects if s in dataset.entities and "price" in dataset.entities[s].roles]


def compose(report: ReportSpec, book: FactBook, places: Places, edition: str | None = None) -> Document:
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
    corrects: str | None = None
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
    config = [file, *places.templates, *([places.commentary] if places.commentary.is_dir() else [])]
    made_of = stamp.inputs(data=places.data, config=config, words=[order.request])
    if known := stamp.unchanged(parent, order.request, made_of):
        folder, files = parent / known.edition, tuple(known.files)
        return Built(order.name, known.edition, folder, changed=False, digest=known.digest, files=files)
    report = read_report(file)
    document, artifacts, checked = made(report, order, places, progress)
    progress("writing the edition")
    edition = _assembled(report, order, document, artifacts, made_of)
    folder, changed = _written(report, order, edition, places)
    manifest = edition.manifest
    stamp.remember(parent, order.request, made_of, manifest)
    dropped = tuple(f"{gone.title or gone.section}: {gone.reason}" for gone in document.dropped)
    files = tuple(manifest.files)
    return Built(report.name, manifest.edition, folder, changed, manifest.digest, files, dropped, checked)


def made(
    report: ReportSpec, order: Order, places: Places, progress: Progress
) -> tuple[Document, tuple[Artifact, ...], str]:
    """The edition in memory: its document, its files with their audit, the audit's summary."""
    progress("reading the data")
    dataset = load_dataset(places.data)
    day = edition_day(report, dataset, order.as_of)
    progress(f"computing facts as of {day.isoformat()}")
    book = fact_book(dataset, day, report.events)
    document = compose(report, book, places, order.edition or day.isoformat())
    progress("rendering")
    artifacts = rendered(document, book, report, places, order.formats or report.outputs)
    progress("checking the finished text")
    artifacts, checked = audited(artifacts, dataset, report)
    return document, (*artifacts, *order.extra), checked


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
        corrects=order.corrects,
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
    """Every file of the edition but its audit: the formats asked for, figures, data and facts.json."""
    from reportgen import render
    from reportgen.model.asjson import answer_json, dumps
    from reportgen.render.theme import load_theme

    asked = {answer.key: answer for answer in book.asked()} | dict(document.facts)
    facts = dumps([answer_json(asked[key], report.style) for key in sorted(asked)]).encode()
    facts_file = Artifact("facts.json", facts, "application/json")
    theme = load_theme(places.templates, report.settings.get("theme", {}))
    layouts = tuple(folder / "layouts" for folder in places.templates)
    made = render.render(document, theme, layouts, formats, attachments=(facts_file,))
    return (*made, facts_file)


def audited(artifacts: tuple[Artifact, ...], dataset: Dataset, report: ReportSpec) -> tuple[tuple[Artifact, ...], str]:
    """The artifacts with their audit, and its one-line summary. Raises ContradictionError."""
    return artifacts, ""
