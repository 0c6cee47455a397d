"""Fact keys: `subject.metric[.variant ...][@window]`, and help for those who misspell one."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from difflib import get_close_matches

from reportgen.errors import UnknownKeyError
from reportgen.metrics.declare import Metric
from reportgen.metrics.windows import is_window
from reportgen.model.dataset import Entity

_NUMBER = re.compile(r"(?<![^.])-?\d+\.\d+(?:--?\d+\.\d+)?(?![^.])")
"""A variant that is a number or a range of numbers, such as 3.75-4.00: its points separate nothing."""


@dataclass(frozen=True, slots=True)
class Key:
    """A parsed key; `metric` is the longest registered name that fits."""

    text: str
    subject: str
    metric: str
    variants: tuple[str, ...]
    window: str | None


def parse(text: str, metrics: Mapping[str, Metric], entities: Mapping[str, Entity]) -> Key:
    """The parts of a key. Raises UnknownKeyError naming the part that is wrong and what comes near."""
    body, at, window = text.partition("@")
    subject, _, rest = body.partition(".")
    if unknown := [part for part in subject.split("-") if part not in entities]:
        near = _near(unknown[0], entities)
        raise UnknownKeyError(text, f"the catalog has no subject {unknown[0]!r}", near)
    words = _words(rest)
    for length in range(len(words), 0, -1):
        name = ".".join(words[:length])
        if name in metrics:
            variants = _variants(words[length:], metrics[name])
            key = Key(text, subject, name, variants, window if at else None)
            _check(key, metrics[name])
            return key
    near = tuple(f"{subject}.{name}" for name in _near(rest, metrics))
    raise UnknownKeyError(text, f"there is no metric {rest!r}", near)


def _words(rest: str) -> list[str]:
    """What stands between the points; a number keeps its own."""
    kept = _NUMBER.sub(lambda number: number[0].replace(".", "\0"), rest)
    return [word.replace("\0", ".") for word in kept.split(".")] if rest else []


def _variants(words: list[str], metric: Metric) -> tuple[str, ...]:
    """The words as variants; where the last slot is open to the end, it takes all that is left."""
    last = len(metric.info.variants) - 1
    if metric.info.rest and len(words) > last:
        return (*words[:last], ".".join(words[last:]))
    return tuple(words)


def _check(key: Key, metric: Metric) -> None:
    slots = metric.info.variants
    if len(key.variants) > len(slots):
        extra = key.variants[len(slots)]
        raise UnknownKeyError(key.text, f"{key.metric} takes {len(slots)} variant(s), {extra!r} is one too many")
    for word, allowed in zip(key.variants, slots, strict=False):
        if allowed and word not in allowed:
            near = tuple(key.text.replace(word, choice, 1) for choice in _near(word, allowed))
            raise UnknownKeyError(key.text, f"{key.metric} has no variant {word!r}, only {', '.join(allowed)}", near)
    if key.window is None and metric.info.window == "required":
        raise UnknownKeyError(key.text, f"{key.metric} needs a window, such as @2025-08, @ytd or @1y")
    if key.window is not None and metric.info.window == "none":
        raise UnknownKeyError(key.text, f"{key.metric} takes no window", (key.text.partition("@")[0],))
    if key.window is not None and not is_window(key.window):
        raise UnknownKeyError(
            key.text,
            f"{key.window!r} is no window; windows are 2025-08, 2025Q2, 2025, mtd, qtd, ytd, 1w, 3m, 1y, "
            "2025-04-08..2025-06-30, 2025-04-08, meeting:2026-12-09, all",
        )


def _near(word: str, choices: Iterable[str]) -> tuple[str, ...]:
    return tuple(get_close_matches(word, list(choices), n=3, cutoff=0.5))
