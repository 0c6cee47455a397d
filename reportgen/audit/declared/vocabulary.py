"""Which metrics a text calls by the words they declare."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from reportgen.audit.declared.spelling import Spelling, plain, spelling
from reportgen.audit.grammar.quantity import Measure, Quantity
from reportgen.model.facts import MetricInfo
from reportgen.model.units import Unit

UNITS: Mapping[Measure, frozenset[Unit]] = {
    Measure.PERCENT: frozenset({Unit.FRACTION, Unit.RATIO}),
    Measure.POINTS: frozenset({Unit.FRACTION_DIFFERENCE}),
    Measure.BASIS: frozenset({Unit.FRACTION_DIFFERENCE}),
    Measure.MONEY: frozenset({Unit.USD}),
    Measure.TIMES: frozenset({Unit.RATIO}),
    Measure.PLAIN: frozenset({Unit.RATIO, Unit.COUNT, Unit.INDEX_POINTS, Unit.DAYS}),
    Measure.BARE_POINTS: frozenset({Unit.INDEX_POINTS, Unit.FRACTION_DIFFERENCE}),
    Measure.SPAN: frozenset({Unit.DAYS, Unit.COUNT}),
}
"""Which facts a stated quantity may be, by its unit."""
_OWN = frozenset({"return", "return.daily", "level", "yield", "yoy", "mom", "rate", "reading", "figure"})
"""Metrics that prose names by verbs alone: the grammar has resolvers of their own for them."""


MOVES = _OWN | {"excess", "relative", "level.change", "return.annualised", "yield.change", "rate.change", "yoy.change",
                "target.change", "target.upper", "target.lower"}  # fmt: skip
"""Metrics that say by how much something moved or where it stood: an ellipsis of those is for the grammar to read."""
_RAW = 4
"""A bare number with as many decimals may be a fraction, as data tables print them."""
_DOLLARS = frozenset({"usd", "dollars", "dollar"})


def units_of(quantity: Quantity, words: frozenset[str]) -> frozenset[Unit]:
    """The units a table's figure may have, given the words around it."""
    units = UNITS.get(quantity.measure, frozenset())
    if quantity.measure is Measure.PLAIN:
        units |= {Unit.FRACTION, Unit.FRACTION_DIFFERENCE} if quantity.places >= _RAW else set()
        units |= {Unit.USD} if words & _DOLLARS else set()
    return units


@dataclass(frozen=True, slots=True)
class Call:
    """One metric a text calls: by how long a phrase, and whether by one that turns its sign."""

    info: MetricInfo
    size: int
    turned: bool = False
    exact: bool = False
    """Whether the phrase is all a label says, or says where the figure stands."""


@dataclass(slots=True)
class Vocabulary:
    """Every phrase of every metric, by its first word."""

    metrics: Mapping[str, MetricInfo]
    _by_word: dict[str, list[tuple[Spelling, MetricInfo, bool]]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        for info in self.metrics.values():
            if info.name in _OWN or info.unit is Unit.DATE:
                continue
            for turned, phrases in ((False, (*info.words, info.label)), (True, info.opposite)):
                for phrase in phrases if turned else [one for one in phrases if one not in info.opposite]:
                    self._add(spelling(phrase), info, turned=turned)

    def _add(self, phrase: Spelling, info: MetricInfo, *, turned: bool) -> None:
        if phrase.first:
            self._by_word.setdefault(phrase.first, []).append((phrase, info, turned))

    def _said(self, text: str) -> Iterator[tuple[Spelling, MetricInfo, bool]]:
        for word in dict.fromkeys(text.split()):
            for phrase, info, turned in self._by_word.get(word, ()):
                if phrase.found(text):
                    yield phrase, info, turned

    def in_labels(self, labels: Iterable[str], units: frozenset[Unit], *, together: bool = True) -> list[Call]:
        """The metrics that labels call, the longest call first; a row and its column do so `together`."""
        texts = [plain(label) for label in labels]
        best: dict[str, dict[int, Call]] = {}
        for at, text in enumerate(texts):
            for phrase, info, turned in self._said(text):
                if info.unit not in units:
                    continue
                call = Call(info, phrase.size, turned, exact=plain(phrase.text) == text)
                own = best.setdefault(info.name, {})
                own[at] = max(own.get(at, call), call, key=lambda one: (one.size, one.exact))
        joined = [
            Call(
                calls[0].info,
                (sum if together else max)(call.size for call in calls),
                calls[0].turned,
                any(call.exact for call in calls),
            )
            for found in best.values()
            if (calls := list(found.values()))
        ]
        return sorted(joined, key=lambda call: (-call.size, -call.exact, call.info.name))

    def in_prose(self, near: str, sentence: str, measure: Measure) -> list[Call]:
        """The metrics that marked prose calls around its figure, the longest call first.

        One word alone calls nothing: only a phrase does, or one that says where the figure stands.
        """
        found: dict[str, Call] = {}
        for text, placed in ((near, False), (sentence, True)):
            for phrase, info, turned in self._said(text):
                if info.unit not in UNITS.get(measure, frozenset()) or (placed and not phrase.places_figure):
                    continue
                if not phrase.places_figure and (phrase.size < 2 or measure in {Measure.PLAIN, Measure.SPAN}):
                    continue
                call = Call(info, phrase.size, turned, exact=phrase.places_figure)
                found[info.name] = max(found.get(info.name, call), call, key=lambda one: (one.exact, one.size))
        return sorted(found.values(), key=lambda call: (-call.exact, -call.size, call.info.name))
