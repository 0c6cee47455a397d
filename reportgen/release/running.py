"""The unattended run: fetch, build, approve or wait, publish, send. Doing it twice does nothing twice."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import asdict, dataclass
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

from reportgen import pipeline
from reportgen.config import read_report, report_file
from reportgen.config.places import Places
from reportgen.deliver import approval, journal
from reportgen.deliver.approval import frozen
from reportgen.deliver.editions import MANIFEST, order, read_manifest
from reportgen.deliver.folders import locked
from reportgen.errors import GateError, ReportgenError
from reportgen.model.edition import Manifest
from reportgen.model.report import ReportSpec
from reportgen.model.run import Job, RunPlan
from reportgen.opening import fetch_data, load_dataset
from reportgen.release.approving import approve
from reportgen.release.due import due_day
from reportgen.release.mailing import listed, send
from reportgen.release.publishing import publish

if TYPE_CHECKING:
    from reportgen.deliver.mail import Clock


@dataclass(frozen=True, slots=True)
class Ran:
    """What a run came to for one report: what was done, what it waits for, what failed and how badly."""

    report: str
    edition: str = ""
    done: tuple[str, ...] = ()
    waits: str = ""
    error: str = ""
    code: int = 0

    def as_json(self) -> dict[str, Any]:
        """What `run --json` prints of it."""
        return asdict(self)

    def text(self) -> str:
        """The same for a person, in one line and what went wrong under it."""
        name = f"{self.report} {self.edition}".strip()
        told = "; ".join((*self.done, *([f"waits for {self.waits}"] if self.waits else [])))
        failed = "failed: " + self.error.replace("\n", "\n  ") if self.error else ""
        return f"{name}: {'; '.join(part for part in (told, failed) if part) or 'nothing to do'}"


@dataclass(frozen=True, slots=True)
class Means:
    """With what a run works: the folders, the clock, the environment with its secrets, who hears of progress."""

    places: Places
    clock: Clock
    environment: Mapping[str, str]
    progress: Callable[[str], None] = lambda _: None


def run(plan: RunPlan, means: Means) -> tuple[Ran, ...]:
    """Bring every report of the plan as far as it may go. One that fails stops no other.

    Whatever went out stays recorded, so that the next run goes on where this one ended. Raises WorldError where
    another run holds the desk.
    """
    with locked(means.places.out / ".run"):
        return tuple(_one(job, means) for job in plan.jobs)


def _one(job: Job, means: Means) -> Ran:
    steps = _Steps(job, means)
    try:
        steps.go()
    except ReportgenError as error:
        return Ran(job.report, steps.edition, tuple(steps.done), error=str(error), code=error.exit_code)
    return Ran(job.report, steps.edition, tuple(steps.done), waits=steps.waits, code=1 if steps.left else 0)


class _Steps:
    """The steps of one report, and what they came to so far."""

    def __init__(self, job: Job, means: Means) -> None:
        self.job, self.means, self.places = job, means, means.places
        self.edition, self.waits, self.left = "", "", False
        self.done: list[str] = []

    def go(self) -> None:
        report = read_report(report_file(self.job.report, self.places.reports))
        dataset = load_dataset(self.places.data)
        if report.calendar not in dataset.sessions:
            raise GateError(f"no data keep the calendar {report.calendar!r} of {report.name}.")
        due = due_day(self.job, dataset.sessions[report.calendar], self.means.clock.now())
        self.edition = due.isoformat()
        folder = _newest(self.places.out / report.name, due)
        if folder is None or frozen(self.places.out)(read_manifest(folder)) is None:
            folder = self._made(due)
        manifest = read_manifest(folder)
        self.edition = manifest.edition
        if self._approved(folder, report):
            self._published(manifest)
            self._sent(manifest)

    def _made(self, due: date) -> Path:
        """The edition's folder, built from data just fetched."""
        now = self.means.clock.now()
        if self.job.fetch:
            got = fetch_data(self.places, self.job.fetch, now=now, progress=self.means.progress)
            self.done.append(f"fetched {len(got)} dataset{'s' * (len(got) != 1)}")
        wanted = pipeline.Order(self.job.report, due, now=now)
        built = pipeline.build(wanted, self.places, progress=self.means.progress)
        if built.changed:
            self.done.append("built")
        return built.folder

    def _approved(self, folder: Path, report: ReportSpec) -> bool:
        """Whether the edition's bytes are approved; where they are not, by whom that waits to be done."""
        try:
            approval.require(folder, self.places.out)
        except GateError:
            name = f"{report.name}/{self.edition}"
            person = report.reviewer.name if report.reviewer else "NAME"
            if self.job.approval == "automatic" and not (why := _needs_a_person(folder, report)):
                note = "approved unattended: run.yaml says `approval: automatic`"
                approve(name, self.places, by=person, note=note, now=self.means.clock.now())
                self.done.append("approved unattended")
                return True
            because = f" ({why})" if self.job.approval == "automatic" else ""
            self.waits = f'approval{because}: `reportgen approve {name} --by "{person}"`, then run again'
            return False
        return True

    def _published(self, manifest: Manifest) -> None:
        if not self.job.site:
            return
        from reportgen.deliver.site import open_target

        target = open_target(self.job.site).name
        if any(entry.details.get("target") == target for entry in self._events(manifest, "published")):
            return
        name = f"{manifest.report}/{manifest.edition}"
        now = self.means.clock.now()
        done = publish(
            [name], self.places, self.job.site, base_url=self.job.base_url, now=now, progress=self.means.progress
        )
        self.done.append(f"published at {done.address(done.editions[0])}")

    def _sent(self, manifest: Manifest) -> None:
        if self.job.clients is None or self.job.mail is None:
            return
        if any(self._events(manifest, "sent")) and not _queue(manifest, self.places):
            return
        posted = send(
            f"{manifest.report}/{manifest.edition}",
            self.places,
            to=self.job.clients,
            mail=self.job.mail,
            clock=self.means.clock,
            environment=self.means.environment,
            told=self.means.progress,
        )
        self.done.append("mail: " + ", ".join(f"{count} {state}" for state, count in posted.counts.items()))
        self.done.extend(f"not mailed: {problem}" for problem in posted.refused)
        self.left = bool(posted.refused or posted.doubtful or posted.counts.get("failed"))

    def _events(self, manifest: Manifest, event: str) -> Iterator[journal.Entry]:
        """What the journal has of these bytes."""
        known = journal.history(self.places.out, manifest.report, manifest.edition)
        return (entry for entry in known if entry.event == event and entry.digest == manifest.digest)


def _queue(manifest: Manifest, places: Places) -> bool:
    """Whether messages of the edition still wait to be sent."""
    return bool(listed(f"{manifest.report}/{manifest.edition}", places, ("queued", "sending")))


def _newest(parent: Path, due: date) -> Path | None:
    """The folder of the newest revision of a day's edition."""
    found: Iterable[Path] = (path.parent for path in parent.glob(f"{due.isoformat()}*/{MANIFEST}"))
    return max(found, key=lambda path: order(path.name), default=None)


def _needs_a_person(folder: Path, report: ReportSpec) -> str:
    """Why nobody but a person may approve the edition; empty where run.yaml's word is enough."""
    if report.terms.two_person:
        return "the report wants two persons"
    if report.terms.regime == "broker-dealer":
        return "a broker-dealer's principal approves in person: FINRA rule 2210(b)(1)"
    found = json.loads((folder / "house.json").read_text(encoding="utf-8"))["findings"]
    return f"{len(found)} house rule warning{'s' * (len(found) != 1)}" if found else ""
