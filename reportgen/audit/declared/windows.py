"""The windows a text names, as fact keys write them."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence

from reportgen.audit.declared.rings import Ring
from reportgen.audit.declared.slots import days_of
from reportgen.audit.grammar.when import Scope, When
from reportgen.audit.resolve.clock import Clock
from reportgen.model.facts import MetricInfo

_COUNTS = {
    "a": 1, "an": 1, "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8,
    "nine": 9, "ten": 10, "twelve": 12,
}  # fmt: skip
_SPAN = re.compile(rf"(?<!\S)({'|'.join(_COUNTS)}|\d{{1,2}}) (day|week|month|year)s?(?!\S)")
_BARE = re.compile(r"(?<!\S)(?:over the|last|past) (week|month|year)(?!\S)")
Whens = Callable[[When], tuple[str, ...]]


def windows(info: MetricInfo, rings: Sequence[Ring], clock: Clock, times: Whens) -> Iterator[tuple[str, ...]]:
    """The windows of each ring in turn, the nearest first; "" for the latest where the metric needs none."""
    if info.window == "none":
        yield ("",)
        return
    meeting = "@meeting:" in info.example
    for ring in rings:
        words = _meetings(ring, clock) if meeting else (*_spans(ring), *_periods(ring, times))
        if words:
            yield tuple(dict.fromkeys(words))
    if info.window == "optional":
        yield ("",)


def _spans(ring: Ring) -> tuple[str, ...]:
    """`three months`, `1 year`, `over the last year`: 3m, 1y."""
    found: list[str] = []
    for hit in _SPAN.finditer(ring.text):
        count = _COUNTS.get(hit[1]) or int(hit[1])
        found.append(f"{count}{hit[2][0]}" if (count, hit[2]) != (12, "month") else "1y")
    found += [f"1{hit[1][0]}" for hit in _BARE.finditer(ring.text)]
    return tuple(found)


def _periods(ring: Ring, times: Whens) -> tuple[str, ...]:
    years = [str(when.year) for when in ring.whens if when.scope is Scope.YEAR and when.year]
    return (*years, *(word for when in ring.whens for word in times(when)))


def _meetings(ring: Ring, clock: Clock) -> tuple[str, ...]:
    days = [day.isoformat() for day in days_of(ring)]
    for when in ring.whens:
        if when.scope is Scope.DAY and not when.year and when.month and when.day:
            near = (clock.today.year, clock.today.year + 1)
            days += [f"{year}-{when.month:02d}-{when.day:02d}" for year in near]
    return tuple(f"meeting:{day}" for day in days)
