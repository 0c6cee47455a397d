"""Made-up markets of any shape, the weekly brief written over them, and its sentences with figures held apart."""

# mypy: disable-error-code="no-untyped-call"

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

import numpy as np

from reportgen.metrics import TABLE
from reportgen.metrics.book import FactBook
from reportgen.model.dataset import Dataset, Entity, Origin, Series
from reportgen.model.document import Document, Person
from reportgen.model.facts import Fact
from reportgen.model.prose import Inline, Quoted, plain
from reportgen.model.report import CompanyTerms, ReportSpec
from reportgen.model.sessions import Sessions, month_end
from reportgen.model.units import Unit
from reportgen.narrative import compose
from reportgen.narrative.gather import runs
from tests.conftest import ROOT

SHAPES = ("walk", "flat", "constant", "crash", "explosive", "alternating", "stairs")
NAMES = {"alpha": "Alpha Index", "beta": "Beta Index", "gamma": "Gamma Index"}
FIRST = date(2015, 1, 5)
MARK = "⟦{}⟧"


@dataclass(frozen=True)
class Plan:
    """What one market is made of: a shape for each index, a seed, weeks of closes, what is missing."""

    shapes: tuple[str, str, str]
    yields: str
    prices: str
    seed: int
    weeks: int
    closed: int  # every so many-th weekday is a holiday; 0 for none
    gap: tuple[int, int]  # weeks of the second index that are missing: first, how many
    late: int  # weeks by which the second index begins later
    day: int  # weekday of the edition
    plural: bool


def path(shape: str, count: int, rng: np.random.Generator) -> list[float]:
    """Levels of one shape, 1,000 at first and above 0.01 throughout."""
    steps = {
        "walk": lambda: rng.normal(0, 0.012, count),
        "flat": lambda: rng.normal(0, 0.00002, count),
        "constant": lambda: np.zeros(count),
        "crash": lambda: np.where(np.arange(count) > count - 12, -0.06, 0.001) + rng.normal(0, 0.004, count),
        "explosive": lambda: np.linspace(0, 0.03, count) + rng.normal(0, 0.01, count),
        "alternating": lambda: np.where(np.arange(count) // 5 % 2, 0.01, -0.01) + rng.normal(0, 0.001, count),
        "stairs": lambda: np.where(np.arange(count) % 40 == 0, rng.normal(0, 0.05, count), 0.0),
    }[shape]()
    return [float(level) for level in 1000 * np.exp(np.clip(np.cumsum(steps), -10, 12))]


@dataclass(frozen=True)
class Market:
    """A dataset with the closes it was made of, by subject and day."""

    dataset: Dataset
    closes: dict[str, dict[date, float]]
    sessions: tuple[date, ...]
    as_of: date

    @property
    def week_ends(self) -> list[date]:
        """The last session of every week up to the edition's."""
        ends = {(day - timedelta(days=day.weekday())): day for day in self.sessions if day <= self.as_of}
        return sorted(ends.values())


def market(plan: Plan) -> Market:
    """The market of a plan; its edition is dated by the last completed week."""
    rng = np.random.default_rng(plan.seed)
    days = [FIRST + timedelta(days=step) for step in range(plan.weeks * 7)]
    open_ = [day for at, day in enumerate(d for d in days if d.weekday() < 5) if not plan.closed or at % plan.closed]
    closes: dict[str, dict[date, float]] = {}
    for at, subject in enumerate(NAMES):
        levels = dict(zip(open_, path(plan.shapes[at], len(open_), rng), strict=True))
        if subject == "beta":
            first, length = plan.gap
            hole = {FIRST + timedelta(weeks=first, days=step) for step in range(length * 7)}
            begun = FIRST + timedelta(weeks=plan.late)
            levels = {day: level for day, level in levels.items() if day not in hole and day >= begun}
        closes[subject] = {day: round(level, 2) + 0.01 for day, level in levels.items()}
    beyond = [days[-1] + timedelta(days=step) for step in range(1, 400)]
    sessions = tuple(open_ + [day for day in beyond if day.weekday() < 5])
    as_of = last_week_end(open_, min(plan.day, 6))
    return Market(_dataset(plan, closes, sessions, rng), closes, sessions, as_of)


def last_week_end(open_: Sequence[date], back: int) -> date:
    """The last session of the newest week that had ended so many days before the data do."""
    day = open_[-1] - timedelta(days=back)
    weeks = {one - timedelta(days=one.weekday()): one for one in open_}
    done = [end for end in sorted(weeks.values()) if end <= day]
    return done[-1] if done else open_[-1]


def _series(name: str, values: dict[date, float], **more: object) -> Series:
    origin = Origin(name, "Publisher", name, f"{name}.csv", "0" * 64)
    return Series.of(name, list(values), list(values.values()), origin=origin, **more)  # type: ignore[arg-type]


def _dataset(
    plan: Plan, closes: dict[str, dict[date, float]], sessions: tuple[date, ...], rng: np.random.Generator
) -> Dataset:
    found = {subject: _series(f"{subject}.close", values) for subject, values in closes.items() if values}
    open_ = list(closes["alpha"])
    rates = [round(level / 25_000, 4) for level in path(plan.yields, len(open_), rng)]
    known = [day + timedelta(days=1) for day in open_]
    found["long"] = _series("long.level", dict(zip(open_, rates, strict=True)), unit=Unit.FRACTION, known=known)
    months = sorted({month_end(day) for day in open_})[:-1]
    monthly = {"frequency": "monthly", "known": [day + timedelta(days=14) for day in months]}
    levels = path(plan.prices, len(months), rng)
    if months:
        found["prices"] = _series("prices.level", dict(zip(months, levels, strict=True)), **monthly)
        jobless = {day: round(0.03 + 0.002 * (at % 9), 3) for at, day in enumerate(months)}
        found["jobless"] = _series("jobless.level", jobless, unit=Unit.FRACTION, **monthly)
    entities = {key: Entity(key, "index", (name,), name, {"price": f"{key}.close"}) for key, name in NAMES.items()}
    entities["long"] = Entity("long", "rate", ("long yield",), "Long", {"level": "long.level"})
    entities["prices"] = Entity("prices", "macro", ("consumer prices",), "CPI", {"level": "prices.level"}, the=False)
    entities["jobless"] = Entity("jobless", "macro", ("unemployment",), "Jobs", {"level": "jobless.level"}, the=False)
    calendar = Sessions("XNYS", tuple(day.toordinal() for day in sessions))
    return Dataset({one.id: one for one in found.values()}, {}, entities, {"XNYS": calendar})


def report(plan: Plan) -> ReportSpec:
    """The weekly brief over such a market, with a plural or an index in its headlines."""
    return ReportSpec(
        name="walks",
        title="Walks",
        frequency="weekly",
        roles={
            "subject": "alpha",
            "benchmark": "beta",
            "third": "gamma",
            "long_yield": "long",
            "policy": "long",
            "inflation": "prices",
            "unemployment": "jobless",
        },
        sections=("strip", "week", "longer", "rates", "risks", "ahead"),
        author=Person("Ada"),
        terms=CompanyTerms("Example Research"),
        settings={"leads": "weekly"} | ({"headline_name": "Small caps"} if plan.plural else {}),
        file="walks.yaml",
    )


def written(plan: Plan, found: Market) -> tuple[Document, FactBook]:
    """The edition, charts left out."""
    book = FactBook(found.dataset, found.as_of, TABLE)
    document = compose(
        report(plan),
        book,
        exhibit=lambda name: "charts are left out here",
        templates=[ROOT / "templates"],
        edition=found.as_of.isoformat(),
    )
    return document, book


@dataclass(frozen=True)
class Passage:
    """A run of text with a mark in the place of each figure, and the figures."""

    text: str
    figures: tuple[tuple[Fact, str], ...]

    @property
    def plain(self) -> str:
        """As a reader sees it."""
        return plain_of(self.text, self.figures)

    @property
    def sentences(self) -> list[str]:
        """The sentences, marks in place."""
        return [one.strip() for one in self.text.replace("; ", ". ").split(". ") if one.strip()]


def plain_of(text: str, figures: Sequence[tuple[Fact, str]]) -> str:
    """Text with its figures put back."""
    for at, (_, shown) in enumerate(figures):
        text = text.replace(MARK.format(at), shown)
    return text


def passages(document: Document) -> Iterator[Passage]:
    """Headline, standfirst and every run of the sections before the back matter."""
    lines = [document.masthead.headline, document.masthead.standfirst]
    for section in document.sections:
        if section.place != "back":
            lines += [run for block in section.blocks for run in runs(block)]
    for parts in lines:
        figures = [(document.facts[part.key], part.text) for part in flat(parts) if isinstance(part, Quoted)]
        numbers = iter(range(len(figures)))
        shown = (MARK.format(next(numbers)) if isinstance(part, Quoted) else plain((part,)) for part in flat(parts))
        yield Passage("".join(shown), tuple(figures))


def flat(parts: Sequence[Inline]) -> Iterator[Inline]:
    """The pieces, marks of emphasis taken off."""
    for part in parts:
        inner = getattr(part, "parts", None)
        if inner is None:
            yield part
        else:
            yield from flat(inner)
