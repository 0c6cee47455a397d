"""What is measured within one process: metrics over many series, mails composed, memory over many documents."""

from __future__ import annotations

import resource
from dataclasses import dataclass
from datetime import UTC, date, datetime
from pathlib import Path

from benchmarks.measure import seconds
from reportgen import pipeline
from reportgen.config import read_report, report_file
from reportgen.config.places import places
from reportgen.deliver.editions import read_manifest
from reportgen.deliver.message import Composer
from reportgen.deliver.outbox import Message
from reportgen.model.dataset import Dataset, Entity, Origin, Series
from reportgen.model.mail import Sender
from reportgen.opening import fact_book
from reportgen.sources.calendars import sessions_of

ROOT = Path(__file__).resolve().parent.parent
FACTS = ("return.price@all", "volatility.price@all", "drawdown.max.price@all")


@dataclass(frozen=True, slots=True)
class Versus:
    """CPU seconds a series: ours and theirs."""

    ours: float
    theirs: float

    @property
    def ratio(self) -> float:
        """Ours over theirs."""
        return self.ours / self.theirs


def series(count: int) -> Versus:
    """Three facts about each of `count` random series of 40 years, against numpy over the same matrix."""
    import numpy as np

    calendar = sessions_of("XNYS")
    days = [date.fromordinal(day) for day in calendar.ordinals if 724642 <= day <= 739617]  # 1985 to 2025
    moves = np.random.default_rng(7).normal(0.0003, 0.01, (len(days), count))
    levels = 100 * np.exp(np.cumsum(moves, axis=0))
    origin = Origin("walk", "nobody", "random walks", "walk.csv", "0" * 64)

    def walk(name: str, values: list[float]) -> Series:
        return Series.of(name, days, values, origin=origin, frequency="session", calendar="XNYS", dense_from=days[0])

    found = {f"s{at}": walk(f"s{at}", levels[:, at].tolist()) for at in range(count)}
    entities = {name: Entity(name, "index", (name,), name, {"price": name}) for name in found}
    book = fact_book(Dataset(found, {}, entities, {"XNYS": calendar}), days[-1])

    def ours() -> None:
        for name in found:
            for fact in FACTS:
                book.get(f"{name}.{fact}")

    def theirs() -> None:
        returns = levels[1:] / levels[:-1] - 1
        returns.std(axis=0, ddof=1)
        (levels / np.maximum.accumulate(levels, axis=0) - 1).min(axis=0)
        levels[-1] / levels[0] - 1

    return Versus(seconds(ours) / count, seconds(theirs) / count)


def mail(edition: Path, count: int) -> tuple[float, float]:
    """Messages composed a second of CPU: text, page and pictures; the same with the PDF attached."""
    return _composed(edition, count, pdf=False), _composed(edition, max(count // 10, 50), pdf=True)


def _composed(edition: Path, count: int, *, pdf: bool) -> float:
    sender = Sender("desk@research.example", "Desk", "https://research.example/{token}?{email}", attach_pdf=pdf)
    manifest, now = read_manifest(edition), datetime(2026, 8, 21, 18, tzinfo=UTC)
    composer = Composer(edition.resolve(), manifest, sender, b"secret")

    def compose() -> None:
        for number in range(count):
            to = f"reader{number}@client.example"
            waits = Message(
                manifest.report,
                manifest.edition,
                to,
                f"Reader {number}",
                "{}",
                manifest.digest,
                "queued",
                0,
                "",
                "",
                "",
            )
            composer.bytes_for(waits, {}, now)

    return count / seconds(compose)


def memory(documents: int) -> tuple[float, float, float]:
    """MiB held after the first document and after the last, and the most there was."""
    where = places(ROOT)
    report = read_report(report_file("small-cap-weekly", where.reports))
    held = []
    for _ in range(documents):
        pipeline.made(report, pipeline.Order(report.name), where, lambda _: None)
        held.append(_held())
    return held[0], held[-1], _held("VmHWM")


def _held(what: str = "VmRSS") -> float:
    """MiB in use, or the most there was since the program began: rusage would count what its parent held."""
    status = Path("/proc/self/status")
    if not status.exists():
        return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024**2
    line = next(line for line in status.read_text(encoding="ascii").splitlines() if line.startswith(what))
    return int(line.split()[1]) / 1024
