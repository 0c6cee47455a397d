"""The fact book: resolves keys on demand and remembers every answer."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from reportgen.errors import UnknownKeyError
from reportgen.metrics.ask import Ask
from reportgen.metrics.conclusion import conclude
from reportgen.metrics.declare import Metric
from reportgen.metrics.found import Missing
from reportgen.metrics.keys import Key, parse
from reportgen.metrics.search import candidates
from reportgen.metrics.windows import Windows
from reportgen.model.dataset import Dataset
from reportgen.model.events import EventRule
from reportgen.model.facts import Answer, Fact, MetricInfo, Unavailable


class FactBook:
    """Facts as of one day, over the data known on that day.

    Templates, tables, charts, alternative texts and the checker all ask the same book. It keeps two
    things apart: what was computed on the way, and what somebody asked for by name (`asked`).
    """

    def __init__(
        self,
        dataset: Dataset,
        as_of: date,
        metrics: Mapping[str, Metric],
        *,
        events: tuple[EventRule, ...] = (),
    ) -> None:
        self._dataset = dataset.known_on(as_of)
        self._as_of = as_of
        self._table = metrics
        self._infos = {name: metric.info for name, metric in sorted(metrics.items())}
        self._answers: dict[str, Answer] = {}
        self._asked: set[str] = set()
        self._busy: set[str] = set()
        self.windows = Windows(dataset.sessions)
        self.events: Mapping[str, EventRule] = {event.id: event for event in events}
        self.memo: dict[str, object] = {}
        """Intermediate results a family shares between its facts, by a name of its own."""

    @property
    def as_of(self) -> date:
        """The day the book is read on."""
        return self._as_of

    @property
    def dataset(self) -> Dataset:
        """The data known on that day."""
        return self._dataset

    @property
    def metrics(self) -> Mapping[str, MetricInfo]:
        """Every metric by name."""
        return self._infos

    def parse(self, key: str) -> Key:
        """The parts of a key. Raises UnknownKeyError."""
        return parse(key, self._table, self._dataset.entities)

    def get(self, key: str) -> Answer:
        """The fact of that key, or why there is none. Raises UnknownKeyError for a key of no metric."""
        answer = self.compute(key)
        self._asked.add(key)
        return answer

    def compute(self, key: str) -> Answer:
        """As `get`, without counting as asked: for facts other facts rest on, and for searches."""
        answer = self._answers.get(key)
        if answer is None:
            answer = self._answers[key] = self._answer(key)
        return answer

    def _answer(self, key: str) -> Answer:
        parsed = self.parse(key)
        if key in self._busy:
            raise UnknownKeyError(key, "a metric asks for itself")
        self._busy.add(key)
        metric = self._table[parsed.metric]
        ask = Ask(self, metric.info, key, parsed.subject, parsed.variants, parsed.window)
        try:
            return conclude(ask, metric.function(ask))
        except Missing as missing:
            return Unavailable(key, missing.reason)
        finally:
            self._busy.discard(key)

    def nearest(
        self, value: float, *, subject: str | None = None, metric: str | None = None, within: float
    ) -> tuple[Fact, ...]:
        """Facts whose value lies within `within` of the one given, the nearest first, of equals the plainest key.

        Searches months, quarters, years and the standard windows, both bases, for the subject and metric
        given (for every index and the family of returns where they are None).
        """
        found: list[tuple[float, str, Fact]] = []
        for key in candidates(self._dataset, self._infos, self._as_of, subject=subject, metric=metric):
            answer = self.compute(key)
            if isinstance(answer, Fact) and not isinstance(answer.value, date):
                distance = abs(answer.value - value)
                if distance <= within + answer.tolerance:
                    found.append((distance, key, answer))
        found.sort(key=lambda hit: (hit[0], hit[1].count("."), hit[1]))
        return tuple(fact for _, _, fact in found)

    def asked(self) -> tuple[Answer, ...]:
        """Every answer somebody asked for by name, by key."""
        return tuple(self._answers[key] for key in sorted(self._asked))
