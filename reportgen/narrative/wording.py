"""The ladder: verbs by the size of a move against that series' own history.

Rungs are percentiles of absolute moves over the same horizon (methodology, section 4: calibrated on
monthly returns of 1987 to 2026). Each index and horizon so has a ladder of its own, recomputed with
the data known on the day. To change a word, change it here.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

Direction = Literal["up", "down"]


@dataclass(frozen=True, slots=True)
class Rung:
    """Words for moves below a percentile of past moves: past tense, participle."""

    below: float
    up: tuple[tuple[str, str], ...]
    down: tuple[tuple[str, str], ...]


LADDER: tuple[Rung, ...] = (
    Rung(
        0.10,
        (("edged up", "edging up"), ("inched up", "inching up")),
        (("edged down", "edging down"), ("slipped", "slipping")),
    ),
    Rung(0.35, (("rose", "rising"), ("gained", "gaining")), (("fell", "falling"), ("dipped", "dipping"))),
    Rung(0.75, (("climbed", "climbing"), ("advanced", "advancing")), (("fell", "falling"), ("declined", "declining"))),
    Rung(0.90, (("jumped", "jumping"), ("rallied", "rallying")), (("dropped", "dropping"), ("slid", "sliding"))),
    Rung(0.95, (("surged", "surging"),), (("tumbled", "tumbling"), ("slumped", "slumping"))),
    Rung(1.01, (("soared", "soaring"),), (("plunged", "plunging"), ("sank", "sinking"))),
)
NEUTRAL = Rung(1.01, (("rose", "rising"),), (("fell", "falling"),))
FLAT = ("was little changed", "little changed")

RISING = frozenset(
    (
        "rose rise rises rising gained gains gaining climbed climbing advanced advancing jumped jumping "
        "rallied rallying surged surging soared soaring edged-up inched rebounded recovered outpaced "
        "outpacing outperformed beat led up higher above ahead added"
    ).split()
)
FALLING = frozenset(
    (
        "fell fall falls falling dipped dipping slipped slipping declined declining dropped dropping slid "
        "sliding tumbled tumbling slumped slumping plunged plunging sank sinking edged-down lagged lagging "
        "trailed underperformed lost down lower below behind shed retreated"
    ).split()
)
"""Words whose direction the guard holds against the sign of the fact that follows."""


def rung(percentile: float | None) -> Rung:
    """The rung of a move that is larger than that share of past moves; a neutral one where unknown."""
    if percentile is None:
        return NEUTRAL
    return next(step for step in LADDER if percentile < step.below)


def verb(direction: Direction, percentile: float | None, pick: int = 0) -> tuple[str, str]:
    """Past tense and participle of a move; `pick` chooses among equals."""
    words = rung(percentile).up if direction == "up" else rung(percentile).down
    return words[pick % len(words)]


def margin(one: float, other: float) -> str:
    """How far apart two printed moves of one direction are: "a touch", "far", or "" for the plain case.

    Far is a point and a half or more, and half as much again: beside the figures a finer scale says nothing.
    """
    gap, small, large = abs(one - other), *sorted((abs(one), abs(other)))
    if gap < 0.3:
        return "a touch"
    return "far" if gap >= 1.5 and large >= 1.5 * small else ""


_ONES = (
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen "
    "sixteen seventeen eighteen nineteen"
).split()
_TENS = "zero ten twenty thirty forty fifty sixty seventy eighty ninety".split()
_ORDINALS = {
    "one": "first",
    "two": "second",
    "three": "third",
    "five": "fifth",
    "eight": "eighth",
    "nine": "ninth",
    "twelve": "twelfth",
}


def cardinal(count: int) -> str:
    """A count from 0 to 99 in words; digits beyond."""
    if not 0 <= count < 100:
        return f"{count:,}"
    if count < 20:
        return _ONES[count]
    tens, ones = divmod(count, 10)
    return _TENS[tens] + (f"-{_ONES[ones]}" if ones else "")


def ordinal(count: int) -> str:
    """A rank in words: third, twenty-first. Digits from 100 on."""
    if not 0 < count < 100:
        ending = {1: "st", 2: "nd", 3: "rd"}.get(count % 10 if count % 100 not in {11, 12, 13} else 0, "th")
        return f"{count:,}{ending}"
    head, dash, tail = cardinal(count).rpartition("-")
    if tail in _ORDINALS:
        return head + dash + _ORDINALS[tail]
    return head + dash + (tail[:-1] + "ieth" if tail.endswith("y") else tail + "th")
