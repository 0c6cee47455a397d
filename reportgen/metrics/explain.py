"""The derivation of a fact, down to rows and origins, as indented lines."""

from __future__ import annotations

from collections.abc import Iterator

from reportgen.model.facts import Answer, Fact, Facts, Observation, Span, Unavailable
from reportgen.model.printing import day, printed

_STEP = "  "


def explain(book: Facts, key: str) -> tuple[str, ...]:
    """Lines that lead from the printed figure to the rows it rests on. Raises UnknownKeyError."""
    return tuple(_lines(book, key, "", set()))


def _lines(book: Facts, key: str, indent: str, seen: set[str]) -> Iterator[str]:
    answer = book.get(key)
    yield indent + _head(answer)
    if isinstance(answer, Unavailable) or key in seen:
        return
    seen.add(key)
    deeper = indent + _STEP
    yield from (deeper + text for text in _about(answer))
    for read in answer.inputs:
        match read:
            case Observation():
                value = read.value if isinstance(read.value, str) else f"{read.value:.10g}"
                yield f"{deeper}row {read.row} of {read.source}: {value} ({day(read.day)})"
            case Span():
                yield f"{deeper}{read.count} values of {read.source}, {day(read.start)} to {day(read.end)}"
            case str():
                yield from _lines(book, read, deeper, seen)
    if not indent:
        yield from _origins(answer)


def _head(answer: Answer) -> str:
    if isinstance(answer, Unavailable):
        return f"{answer.key}: unavailable, {answer.reason}"
    return f"{answer.key} = {printed(answer)}  ({answer.label})"


def _about(fact: Fact) -> Iterator[str]:
    yield f"value {fact.value}, {fact.unit}, {fact.standing}"
    if fact.start and fact.end:
        yield f"from the close of {day(fact.start)} to the close of {day(fact.end)}"
    yield f"as of {day(fact.as_of)}, public from {day(fact.known_at)}"
    if fact.tolerance:
        yield f"tolerance {fact.tolerance:.4g}"
    yield f"method: {fact.method}"
    yield from (f"note: {note}" for note in fact.notes)


def _origins(fact: Fact) -> Iterator[str]:
    yield "origins"
    for origin in fact.origins:
        retrieved = f", retrieved {day(origin.retrieved)}" if origin.retrieved else ""
        yield f"{_STEP}{origin.dataset}: {origin.publisher}, {origin.title}{retrieved}"
        yield f"{_STEP * 2}{origin.file}, sha256 {origin.sha256}"
        if origin.licence:
            yield f"{_STEP * 2}licence: {origin.licence}"
