"""Checking: finished texts against the data, anybody's and our own."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from datetime import date
from typing import TYPE_CHECKING

from reportgen.config.places import Places
from reportgen.errors import ContradictionError, ProblemsError
from reportgen.model.asjson import dumps
from reportgen.model.document import Document
from reportgen.model.edition import Artifact
from reportgen.model.house import remarks
from reportgen.model.report import EventRule, ReportSpec
from reportgen.opening import declared_events, fact_book, load_dataset, newest_of_all

if TYPE_CHECKING:
    from reportgen.audit import Audit
    from reportgen.audit.house import Examined
    from reportgen.metrics.book import FactBook
    from reportgen.model.dataset import Dataset

Books = Callable[[date], "FactBook"]
READ = ("report.md", "report.html", "report.pdf", "email.html", "email.txt")
"""The finished texts of an edition, which the checker reads blind to how they were made."""


def books(dataset: Dataset, events: tuple[EventRule, ...]) -> Books:
    """Fresh fact books by day, each made once: they know nothing of what templates asked."""
    kept: dict[date, FactBook] = {}

    def book(day: date) -> FactBook:
        if day not in kept:
            kept[day] = fact_book(dataset, day, events)
        return kept[day]

    return book


def check_texts(texts: Sequence[tuple[str, bytes]], places: Places, as_of: date | None) -> tuple[Audit, ...]:
    """The audits of finished texts, each named with its bytes, against the places' data.

    The day is the one given, else the text's own date, else the newest session. Raises ProblemsError for a
    text that cannot be read.
    """
    from reportgen import audit

    dataset = load_dataset(places.data)
    newest, book = newest_of_all(dataset), books(dataset, declared_events(places))
    readings = [audit.read(name, content) for name, content in texts]
    return tuple(audit.check(reading, book, as_of or reading.dated or newest) for reading in readings)


def check_edition(artifacts: Iterable[Artifact], book: Books, day: date) -> tuple[Audit, ...]:
    """The audits of an edition's finished texts."""
    from reportgen import audit

    readings = [audit.read(one.path, one.content) for one in artifacts if one.path in READ]
    return tuple(audit.check(reading, book, day) for reading in readings)


def disputed(found: Iterable[Audit]) -> tuple[str, ...]:
    """Every sentence the checker reads against the data, with what the data say; each once."""
    return tuple(dict.fromkeys(line for one in found for line in _wrong(one)))


def refuse(lines: Sequence[str]) -> None:
    """Raises ContradictionError where there is anything the data contradict."""
    if lines:
        raise ContradictionError("the finished text contradicts the data.\n" + "\n".join(lines))


def _wrong(found: Audit) -> Iterable[str]:
    for claim in found.claims:
        if claim.verdict == "contradicted":
            expected = f"The data say {claim.expected}." if claim.expected else ""
            told = f"{claim.reason or ''} {expected}".strip()
            yield f"{claim.text!r} in \u201c{' '.join(claim.sentence.split())}\u201d. {told}"


def counted(found: Sequence[Audit]) -> str:
    """One line on what the checker found: how many figures, how many the data support, how many it disputes."""
    claims = [claim for one in found for claim in one.claims if claim.stated is not None]
    supported = sum(claim.verdict == "supported" for claim in claims)
    quarrels = len(disputed(found))
    tail = f"{quarrels} read differently by the checker" if quarrels else "none contradicted"
    return f"Checked before release: {len(claims)} figures, {supported} confirmed from the data, {tail}."


def record(found: Sequence[Audit]) -> Artifact:
    """audit.json: every claim of every output, with its verdict."""
    from reportgen import audit

    return Artifact("audit.json", audit.render(found, "json").encode(), "application/json")


def by_the_rules(document: Document, report: ReportSpec) -> Examined:
    """The document put to the house rules. Raises ProblemsError naming every breach that is an error."""
    from reportgen.audit import house

    return _allowed(house.examine(document, report))


def printed_by_the_rules(examined: Examined, artifacts: Iterable[Artifact]) -> tuple[Artifact, tuple[str, ...]]:
    """house.json, with what the finished files leave out, and what a reader of the build should hear of it.

    Raises ProblemsError naming every breach that is an error.
    """
    from reportgen.audit import house

    found = _allowed(house.examine_outputs(examined, artifacts)).as_json()
    return Artifact("house.json", dumps(found).encode(), "application/json"), remarks(found)


def _allowed(examined: Examined) -> Examined:
    if examined.errors:
        raise ProblemsError(examined.errors)
    return examined
