"""Any other metric of the book, found by the words it says prose uses for it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import islice, product

from reportgen.audit.grammar.quantity import Measure
from reportgen.audit.grammar.statement import Statement
from reportgen.audit.resolve.resolution import Resolution
from reportgen.audit.resolve.shelf import Evidence, Shelf
from reportgen.audit.resolve.times import Times
from reportgen.model.facts import MetricInfo
from reportgen.model.units import Unit

MOST_KEYS = 60
_NO_LEVEL = 200
"""A whole number below it counts something: "70 record closes"."""
_UNITS: dict[Measure, frozenset[Unit]] = {
    Measure.PERCENT: frozenset({Unit.FRACTION, Unit.RATIO}),
    Measure.POINTS: frozenset({Unit.FRACTION_DIFFERENCE}),
    Measure.BASIS: frozenset({Unit.FRACTION_DIFFERENCE}),
    Measure.MONEY: frozenset({Unit.USD}),
    Measure.TIMES: frozenset({Unit.RATIO}),
    Measure.PLAIN: frozenset({Unit.RATIO, Unit.COUNT, Unit.INDEX_POINTS}),
    Measure.BARE_POINTS: frozenset({Unit.INDEX_POINTS, Unit.FRACTION_DIFFERENCE}),
    Measure.SPAN: frozenset({Unit.DAYS, Unit.COUNT}),
}
_HANDLED = frozenset(
    {
        "return",
        "level",
        "excess",
        "relative",
        "yield",
        "yield.change",
        "yoy",
        "mom",
        "rate",
        "return.daily",
        "target.lower",
        "target.upper",
        "target.change",
    }
)
"""Metrics with a resolver of their own."""
_TOO_COMMON = frozenset({"of", "low", "high", "best", "worst", "until", "since", "share", "peak", "trough", "relative",
                         "move", "event", "days", "months", "cases", "latest", "without", "ended", "times", "from",
                         "lagged", "wait", "among", "of all", "rank", "change", "day", "rate", "futures",
                         "contract"})  # fmt: skip


@dataclass(frozen=True, slots=True)
class Call:
    """One metric that the words of a statement call, for one subject."""

    info: MetricInfo
    who: str
    words: int


def gauge(said: Statement, names: Sequence[str], times: Times, shelf: Shelf, *, sure: bool) -> Resolution | None:
    """The evidence of the metric that the statement's words call; None where they call none.

    Conventions the text leaves open are tried as well: a number that fits only one of those is neither
    supported nor contradicted.
    """
    text = f" {' '.join((*said.lead, *said.words, *said.tail))} ".replace(" - ", "-")
    for call in _calls(said, text, names, shelf):
        stated, open_ones = _variants(call.info, text)
        words = _windows(call.info, times)
        first = _evidence(call, stated, words, shelf)
        if not first:
            continue
        others = _evidence(call, open_ones, words, shelf)
        firm = sure and call.words > 1 and call.info.unit is not Unit.COUNT
        return Resolution(
            tuple(first), tuple(("variant", one) for one in others), firm=firm,
            subject=call.who, metric=call.info.name, signed=said.sign,
        )  # fmt: skip
    return None


def _calls(said: Statement, text: str, names: Sequence[str], shelf: Shelf) -> Iterator[Call]:
    """Metrics called by the text, the longest phrase first."""
    units = _UNITS.get(said.quantity.measure, frozenset()) if said.quantity is not None else frozenset()
    found: list[tuple[int, Call]] = []
    for info in shelf.metrics.values():
        if info.unit is Unit.INDEX_POINTS and _small(said):
            continue
        if info.unit not in units or info.name in _HANDLED or info.name.endswith("is_record") or (
            info.unit is Unit.COUNT and said.quantity is not None and said.quantity.places
        ):  # fmt: skip
            continue
        size = max((len(phrase) for phrase in info.words if _called(phrase, text)), default=0)
        if size:
            found.extend((-size, Call(info, who, _count(info, text))) for who in _subjects(info, names, shelf))
    found.sort(key=lambda hit: (hit[0], hit[1].info.name))
    return (call for _, call in found)


def _small(said: Statement) -> bool:
    quantity = said.quantity
    return (
        quantity is not None
        and quantity.measure is Measure.PLAIN
        and not quantity.places
        and quantity.value < _NO_LEVEL
    )


def _called(phrase: str, text: str) -> bool:
    low = phrase.lower()
    return low not in _TOO_COMMON and f" {low} " in text


def _count(info: MetricInfo, text: str) -> int:
    return max((len(phrase) // 5 for phrase in info.words if _called(phrase, text)), default=0)


def _subjects(info: MetricInfo, names: Sequence[str], shelf: Shelf) -> Iterator[str]:
    """The entities, or the pair, a metric can be about."""
    if "pair" in info.kinds and len(names) > 1:
        yield f"{names[0]}-{names[1]}"
    for who in names[:3]:
        if shelf.kind(who) in info.kinds:
            yield who


def _variants(info: MetricInfo, text: str) -> tuple[list[str], list[str]]:
    """The variants that the text names or the metric takes first, and those it leaves open."""
    chosen: list[tuple[str, ...]] = []
    every: list[tuple[str, ...]] = []
    for slot in info.variants:
        named = tuple(word for word in slot if _named(word, text))
        chosen.append(named or slot[:1])
        every.append(named or slot)
    stated = [".".join(filter(None, words)) for words in product(*chosen)]
    open_ones = [".".join(filter(None, words)) for words in islice(product(*every), MOST_KEYS)]
    return stated, [word for word in open_ones if word not in stated]


_SPELLINGS = {
    "all": ("losses counted", "losses included", "including losses", "counting losses"),
    "ex_negative": ("losses left out", "excluding losses", "without losses", "loss-makers left out"),
}
"""What prose calls a convention that the metrics name in one word."""


def _named(variant: str, text: str) -> bool:
    """Whether a text names a variant."""
    spellings = (variant.replace("_", " "), *_SPELLINGS.get(variant, ()))
    return any(f" {spelling} " in text for spelling in spellings)


def _windows(info: MetricInfo, times: Times) -> tuple[str, ...]:
    """The windows a metric may be taken over, those named by their length first: `over the last year` is `1y`."""
    if info.window == "none":
        return ("",)
    words = tuple(sorted(times.words, key=lambda word: ".." in word))
    return (*words, "") if info.window == "optional" else words


def _evidence(call: Call, variants: Sequence[str], words: Sequence[str], shelf: Shelf) -> list[Evidence]:
    found = shelf.each(call.who, call.info.name, variants[:MOST_KEYS], words[:4])
    return [one for one in found if one.when is None]
