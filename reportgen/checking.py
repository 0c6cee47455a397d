"""Checking: finished texts against the data, anybody's and our own."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING, Any

from reportgen.config.places import Places
from reportgen.errors import ContradictionError, ProblemsError, UsageError
from reportgen.model.asjson import dumps
from reportgen.model.document import Document
from reportgen.model.edition import Artifact
from reportgen.model.events import EventRule
from reportgen.model.evidence import Drawing, Gallery, Look, sight
from reportgen.model.house import remarks
from reportgen.model.prose import plain
from reportgen.model.report import ReportSpec
from reportgen.opening import declared_events, fact_book, load_dataset, newest_of_all

if TYPE_CHECKING:
    from reportgen.audit import Audit, Reading
    from reportgen.audit.house import Examined
    from reportgen.metrics.book import FactBook
    from reportgen.model.dataset import Dataset
    from reportgen.render.charts import Charts

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


def check_texts(
    texts: Iterable[tuple[str, bytes]], places: Places, as_of: date | None, *, drawn: bool = False
) -> Iterator[Audit]:
    """The audits of finished texts, each named with its bytes, against the places' data, one after the other.

    The day is the one given, else the text's own date, else the newest session. `drawn` ones carry a chart
    for every fact and window their claims rest on. Raises UsageError naming every text that cannot be read.
    """
    from reportgen import audit

    readings = _readings(texts)

    dataset = load_dataset(places.data)
    newest, book = newest_of_all(dataset), books(dataset, declared_events(places))
    tagger = audit.tagger_of(dataset.entities)
    for reading in readings:
        found = audit.check(reading, book, as_of or reading.dated or newest, tagger)
        yield _drawn(found, book(found.as_of), places) if drawn else found


def _readings(texts: Iterable[tuple[str, bytes]]) -> list[Reading]:
    from reportgen import audit

    readings: list[Reading] = []
    wrong: list[str] = []
    for name, content in texts:
        try:
            readings.append(audit.read(name, content))
        except ValueError as error:
            wrong.append(f"{name}: {error}")
    if wrong:
        raise UsageError("\n".join(wrong))
    return readings


def _drawn(found: Audit, book: FactBook, places: Places) -> Audit:
    """The audit with its charts."""
    from reportgen.render.charts import Charts
    from reportgen.render.theme import load_theme

    return replace(found, gallery=_gallery(found, book, Charts(load_theme(places.templates))))


def _gallery(found: Audit, book: FactBook, charts: Charts) -> Gallery:
    """The charts of one audit, by what each shows."""
    from reportgen.render.style import face_inside, variables

    drawings: dict[str, Drawing] = {}
    for claim in found.claims:
        if claim.fact is not None and (name := sight(claim.fact, claim.fitting)) not in drawings:
            drawing = _drawing(book, charts, claim.fact, claim.fitting or "")
            drawings |= {name: drawing} if drawing is not None else {}
    theme = charts.theme
    colours = variables(theme, "light"), variables(theme, "dark")
    look = Look(*colours, theme.text.stack, theme.sans.stack, face_inside(theme.sans))
    return Gallery(drawings, look)


def _drawing(book: FactBook, charts: Charts, fact: str, fitting: str) -> Drawing | None:
    """The chart of one fact, None where there is no series to show."""
    from reportgen.exhibits.common import Absent
    from reportgen.exhibits.evidence import evidence

    figure = evidence(book, fact, fitting)
    if isinstance(figure, Absent):
        return None
    figure = replace(figure, id=sight(fact, fitting))
    drawn = charts.record(figure, "phone")
    title, subtitle, alt = (plain(part) for part in (figure.title, figure.subtitle, figure.alt))
    svg = charts.inline(figure, "phone")
    return Drawing(svg, drawn.width, drawn.height, title, subtitle, alt, figure.source)


class Proofreader:
    """The checker over one edition: what it has understood of one output it knows in the next."""

    def __init__(self, dataset: Dataset, report: ReportSpec, day: date) -> None:
        from reportgen import audit

        self._books, self._day = books(dataset, report.events), day
        self._tagger = audit.tagger_of(dataset.entities)

    def check(self, artifacts: Iterable[Artifact]) -> tuple[Audit, ...]:
        """The audits of those artifacts that are finished texts."""
        from reportgen import audit

        readings = [audit.read(one.path, one.content) for one in artifacts if one.path in READ]
        return tuple(audit.check(reading, self._books, self._day, self._tagger) for reading in readings)


def disputed(found: Iterable[Audit]) -> tuple[str, ...]:
    """Every sentence the checker reads against the data, with what the data say; each once."""
    return tuple(dict.fromkeys(line for one in found for line in _wrong(one)))


def refuse(lines: Sequence[str], report: ReportSpec) -> None:
    """Raises ContradictionError, with each sentence and the way on, where there is anything the data contradict."""
    if lines:
        way_on = (
            "Mend the sentence, or the section it comes from. Where the checker misreads it, word it so that nobody "
            f"can; `strict_check: false` under `settings` of {report.name}.yaml lets the build pass and lists it as "
            "disputed."
        )
        raise ContradictionError("\n".join(("the finished text contradicts the data.", *lines, way_on)))


def disputed_in(kept: Mapping[str, Any]) -> tuple[str, ...]:
    """The same of an edition's `audit.json`."""
    claims = (claim for one in kept["files"] for claim in one["claims"] if claim["verdict"] == "contradicted")
    lines = (_line(one["text"], one["sentence"], one["reason"], one["expected"]) for one in claims)
    return tuple(dict.fromkeys(lines))


def _wrong(found: Audit) -> Iterator[str]:
    for claim in found.claims:
        if claim.verdict == "contradicted":
            yield _line(claim.text, claim.sentence, claim.reason, claim.expected)


def _line(text: str, sentence: str, reason: str | None, expected: str | None) -> str:
    """One disputed figure: its sentence, what is wrong with it, what is right."""
    told = f"{reason.rstrip('.')}." if reason else ""
    right = f"The data say {expected}." if expected and expected not in told else ""
    return f"{text!r} in \u201c{' '.join(sentence.split())}\u201d: {' '.join(filter(None, (told, right)))}"


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
