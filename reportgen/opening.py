"""Opening: from a desk's folders to data, a fact book and the day an edition is dated."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator
from dataclasses import asdict, dataclass
from datetime import date, datetime
from difflib import get_close_matches
from pathlib import Path
from typing import TYPE_CHECKING

from reportgen.config.places import Places
from reportgen.errors import FindingsError, Problem, ProblemsError, UnknownKeyError
from reportgen.model.events import EventRule
from reportgen.model.report import ReportSpec

if TYPE_CHECKING:
    from reportgen.metrics.book import FactBook
    from reportgen.model.dataset import Dataset
    from reportgen.sources import Fetched

Progress = Callable[[str], None]


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
    """What the checks of a catalog's data found.

    `rows` are its columns; `faults` are to be mended, save for warnings, which leave nothing out.
    """

    title: str
    rows: tuple[dict[str, object], ...]
    faults: tuple[Problem, ...]

    @property
    def errors(self) -> int:
        """How many faults set something aside."""
        return sum(fault.severity == "error" for fault in self.faults)

    def as_json(self) -> dict[str, object]:
        """What `data check --json` prints."""
        faults = [asdict(fault) for fault in self.faults]
        return {"title": self.title, "columns": list(self.rows), "problems": faults}


def check_data(places: Places) -> DataCheck:
    """Load a catalog's data with every check. Raises ProblemsError where the catalog itself is at fault."""
    from reportgen.sources.summary import summary

    dataset = load_dataset(places.data)
    return DataCheck(dataset.title, summary(dataset), dataset.problems)


def fetch_data(places: Places, datasets: Collection[str], *, now: datetime, progress: Progress) -> tuple[Fetched, ...]:
    """Fetch the catalog's live datasets, or those named. Raises UsageError, ProblemsError or WorldError."""
    from reportgen import sources
    from reportgen.config import read_catalog

    how = sources.Fetching(now, progress=progress)
    return sources.fetch(read_catalog(places.data), places.data, how, only=datasets)


def open_book(places: Places, as_of: date | None) -> FactBook:
    """A fact book over the places' data, with the events every report declares; as of the newest session."""
    dataset = load_dataset(places.data)
    return fact_book(dataset, as_of or newest_of_all(dataset), declared_events(places))


def declared_events(places: Places) -> tuple[EventRule, ...]:
    """The event definitions of every report, the first of a name winning."""
    from reportgen.config import read_report, report_file, report_names

    events: dict[str, EventRule] = {}
    for name in report_names(places.reports):
        for event in read_report(report_file(name, places.reports)).events:
            events.setdefault(event.id, event)
    return tuple(events.values())


def newest_of_all(dataset: Dataset) -> date:
    """The newest day any index closed on."""
    indices = [entity.id for entity in dataset.entities.values() if entity.kind == "index"]
    ends = [newest_session(dataset, [subject]) for subject in indices if _has_prices(dataset, subject)]
    if not ends:
        raise FindingsError("no price series could be read: see `reportgen data check`.")
    return max(ends)


def _has_prices(dataset: Dataset, subject: str) -> bool:
    series = dataset.series.get(dataset.entities[subject].roles.get("price", ""))
    return series is not None and len(series) > 0


def cast(report: ReportSpec, dataset: Dataset) -> None:
    """See that whatever the report names is there. Raises ProblemsError with every entity and fact that is not."""
    named = [(f"roles.{role}", name) for role, name in report.roles.items()]
    for event in report.events:
        named.append((f"events.{event.id}.subject", event.subject))
        named.append((f"events.{event.id}.benchmark", event.benchmark or event.subject))
    problems = [
        Problem(report.file, f"the catalog has no entity {part!r}.", _near(part, dataset), key=key)
        for key, name in named
        for part in name.split("-")
        if part not in dataset.entities
    ]
    if report.calendar not in dataset.sessions:
        known = f"There are {', '.join(sorted(dataset.sessions))}."
        problems.append(Problem(report.file, f"no data keep the calendar {report.calendar!r}.", known, key="calendar"))
    problems.extend(_misspelt(report, dataset))
    if problems:
        raise ProblemsError(problems)


def _near(name: str, dataset: Dataset) -> str:
    near = get_close_matches(name, dataset.entities, n=1)
    return f"Did you mean {near[0]}?" if near else f"There are {', '.join(sorted(dataset.entities))}."


def _misspelt(report: ReportSpec, dataset: Dataset) -> Iterator[Problem]:
    """Rules of stance over a fact there is not."""
    from reportgen.metrics import TABLE
    from reportgen.metrics.keys import parse

    for rule in report.stance_rules:
        try:
            parse(rule.key, TABLE, dataset.entities)
        except UnknownKeyError as error:
            yield Problem(report.file, f"{error}", key=f"stance_rules.{rule.id}.key")


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
