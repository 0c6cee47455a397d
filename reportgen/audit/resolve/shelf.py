"""The fact book as the checker uses it: evidence by key, closes by day, highs and lows by window."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from reportgen.errors import UnknownKeyError
from reportgen.model.dataset import Entity, Series
from reportgen.model.facts import Answer, Fact, Facts, Unavailable
from reportgen.model.units import Basis, Display, Standing, Unit

BASES = (Basis.PRICE, Basis.TOTAL)


@dataclass(frozen=True, slots=True)
class Evidence:
    """What the data say in answer to one reading of a statement.

    `value` and `tolerance` are in the quantity's own unit (fractions, dollars, points). `key` is the
    fact's, `made_of` the keys of a value derived from several.
    """

    value: float
    tolerance: float
    unit: Unit
    display: Display
    key: str
    label: str
    subject: str
    metric: str
    start: date | None = None
    end: date | None = None
    basis: Basis | None = None
    precision: int = 1
    made_of: tuple[str, ...] = ()
    cited: str = ""
    estimated: bool = False
    """Whether a proxy stands in for the index."""
    ends: tuple[float, float] | None = None
    """Both ends, of a range."""
    when: date | None = None
    """The value where it is a date."""


class Shelf:
    """Everything the checker asks of one book."""

    def __init__(self, book: Facts, later: Callable[[], Facts] | None = None) -> None:
        self.book = book
        self._later = later
        self._since: Facts | None = None
        self._histories: dict[str, tuple[Sequence[int], Sequence[float]]] = {}
        self.metrics = book.metrics
        self.entities: Mapping[str, Entity] = book.dataset.entities
        self._reasons: dict[str, str] = {}
        self._noted: dict[str, Fact] = {}

    def kind(self, who: str) -> str:
        """The kind of an entity, "pair" for a-b, empty for a stranger."""
        if "-" in who and who not in self.entities:
            return "pair"
        entity = self.entities.get(who)
        return entity.kind if entity else ""

    def of_kind(self, *kinds: str) -> tuple[str, ...]:
        """The entities of some kinds, in the catalog's order."""
        return tuple(who for who, entity in self.entities.items() if entity.kind in kinds)

    def name(self, who: str) -> str:
        """What prose calls an entity or a pair."""
        return " against ".join(self.entities[part].name if part in self.entities else part for part in who.split("-"))

    # -- facts ---------------------------------------------------------------------------------

    def fact(self, key: str) -> Fact | None:
        """The fact of a key, None where it is unavailable or no key at all; `reason` then tells why."""
        metric = key.partition("@")[0].partition(".")[2]
        if not metric:
            return None
        try:
            answer = self.book.get(key)
        except UnknownKeyError as error:
            self._reasons[key] = str(error)
            return None
        if isinstance(answer, Unavailable) and "@" in key:
            answer = self._published_since(key, answer)
        if isinstance(answer, Unavailable):
            self._reasons[key] = answer.reason
            return None
        for note in answer.notes:
            self._noted.setdefault(" ".join(note.split()).rstrip("."), answer)
        return answer

    def noted(self, sentence: str) -> Fact | None:
        """The fact, of those looked up so far, whose note a sentence is."""
        return self._noted.get(" ".join(sentence.split()).rstrip("."))

    def _published_since(self, key: str, answer: Unavailable) -> Answer:
        """The fact as published a little later: a text may quote a figure on the day it comes out."""
        if self._later is None or not ("public" in answer.reason or "no close" in answer.reason):
            return answer
        if self._since is None:
            self._since = self._later()
        return self._since.get(key)

    def reason(self, key: str) -> str:
        """Why a fact could not be had."""
        return self._reasons.get(key, "")

    def evidence(self, key: str) -> Evidence | None:
        """A fact as evidence."""
        fact = self.fact(key)
        return None if fact is None else evidence_of(fact)

    def each(self, who: str, metric: str, variants: Iterable[str], words: Iterable[str]) -> list[Evidence]:
        """The evidence of a metric over several variants and windows, windows first."""
        out: list[Evidence] = []
        spellings = tuple(variants)
        if metric not in self.metrics:
            return out
        for word in words:
            for variant in spellings:
                key = f"{who}.{metric}" + (f".{variant}" if variant else "") + (f"@{word}" if word else "")
                if found := self.evidence(key):
                    out.append(found)
        return out

    # -- closes --------------------------------------------------------------------------------

    def series(self, who: str, *roles: str) -> Series | None:
        """The first series that plays one of the roles for an entity."""
        entity = self.entities.get(who)
        for role in roles or ("price", "level"):
            source = entity.roles.get(role) if entity else None
            if source and source in self.book.dataset.series and len(self.book.dataset.series[source]):
                return self.book.dataset.series[source]
        return None

    def history(self, who: str) -> tuple[Sequence[int], Sequence[float]]:
        """Days and values of an entity's series, or of the ratio of a pair on the days both have."""
        if who not in self._histories:
            self._histories[who] = self._history(who)
        return self._histories[who]

    def _history(self, who: str) -> tuple[Sequence[int], Sequence[float]]:
        left, dash, right = who.partition("-")
        series = self.series(left, "price", "level")
        if series is None:
            return (), ()
        if not dash:
            return series.days, series.values
        other = self.series(right, "price", "level")
        values = dict(zip(other.days, other.values, strict=True)) if other is not None else {}
        both = [
            (day, value / values[day]) for day, value in zip(series.days, series.values, strict=True) if day in values
        ]
        return [day for day, _ in both], [ratio for _, ratio in both]

    def extreme(self, who: str, start: date, end: date, *, highest: bool) -> date | None:
        """The day of the highest or lowest value of an entity (of a pair's ratio) between two days."""
        days, values = self.history(who)
        low, high = bisect_left(days, start.toordinal()), bisect_right(days, end.toordinal())
        if low >= high:
            return None
        run = list(values[low:high])
        best = max(run) if highest else min(run)
        return date.fromordinal(days[low + run.index(best)])

    def value_on(self, who: str, day: date) -> float | None:
        """The price or level of an entity on exactly that day."""
        series = self.series(who, "price", "level")
        return series.value_on(day) if series else None

    def first_day(self, who: str) -> date | None:
        """The first day an entity has a value for."""
        days, _ = self.history(who)
        return date.fromordinal(days[0]) if days else None


def evidence_of(fact: Fact) -> Evidence:
    """A fact as evidence."""
    dated = fact.value if isinstance(fact.value, date) else None
    return Evidence(
        value=0.0 if dated else fact.number,
        tolerance=fact.tolerance,
        unit=fact.unit,
        display=fact.display,
        key=fact.key,
        label=fact.label,
        subject=fact.subject,
        metric=fact.metric,
        start=fact.start,
        end=fact.end,
        basis=fact.basis,
        precision=fact.precision,
        estimated=fact.standing is Standing.ESTIMATED,
        when=dated,
    )


def difference(left: Evidence, right: Evidence, label: str) -> Evidence:
    """The difference of two fractions, as percentage points."""
    return replace(
        left, value=left.value - right.value, tolerance=left.tolerance + right.tolerance,
        unit=Unit.FRACTION_DIFFERENCE, display=Display.POINTS, key=left.key, label=label,
        made_of=(left.key, right.key),
    )  # fmt: skip
