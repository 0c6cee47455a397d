"""Colours: contrast by WCAG 2.2, and whether series stay apart for colour-blind eyes and in grey."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from itertools import combinations

from reportgen.errors import Problem

SERIES = ("subject", "benchmark", "third", "fourth")
COLOURS = (
    "paper", "tint", "ink", "quiet", "rule", "grid", *SERIES, "muted", "positive", "warning", "band",
)  # fmt: skip
_TEXT = ("ink", "quiet", *SERIES, "warning")
_HEX = re.compile(r"#[0-9a-f]{6}")
Triple = tuple[float, float, float]

_APART = 9.0
"""The least distance in CIELAB between two series; below about 5 neighbours are hard to tell apart."""

# Viénot, Brettel and Mollon 1999, on linear RGB.
_BLINDNESS: Mapping[str, tuple[Triple, ...]] = {
    "normal vision": ((1.0, 0.0, 0.0), (0.0, 1.0, 0.0), (0.0, 0.0, 1.0)),
    "protanopia": ((0.11238, 0.88762, 0.0), (0.11238, 0.88762, 0.0), (0.00401, -0.00401, 1.0)),
    "deuteranopia": ((0.29275, 0.70725, 0.0), (0.29275, 0.70725, 0.0), (-0.02234, 0.02234, 1.0)),
    "tritanopia": ((1.01277, 0.13548, -0.14826), (-0.01243, 0.86812, 0.14431), (0.07589, 0.80500, 0.11911)),
}


def rgb(colour: str) -> Triple:
    """Red, green and blue from 0 to 1."""
    return int(colour[1:3], 16) / 255, int(colour[3:5], 16) / 255, int(colour[5:7], 16) / 255


def _linear(colour: str) -> Triple:
    red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in rgb(colour))
    return red, green, blue


def contrast(one: str, other: str) -> float:
    """The contrast ratio of two colours as WCAG 2.2 defines it, from 1 to 21."""
    dark, light = sorted(_luminance(colour) for colour in (one, other))
    return (light + 0.05) / (dark + 0.05)


def _luminance(colour: str) -> float:
    return sum(weight * part for weight, part in zip((0.2126, 0.7152, 0.0722), _linear(colour), strict=True))


def _lab(linear: Iterable[float]) -> Triple:
    red, green, blue = (min(1.0, max(0.0, part)) for part in linear)
    x = (0.4124564 * red + 0.3575761 * green + 0.1804375 * blue) / 0.95047
    y = 0.2126729 * red + 0.7151522 * green + 0.0721750 * blue
    z = (0.0193339 * red + 0.1191920 * green + 0.9503041 * blue) / 1.08883
    fx, fy, fz = (part ** (1 / 3) if part > 0.008856 else 7.787 * part + 16 / 116 for part in (x, y, z))
    return 116 * fy - 16, 500 * (fx - fy), 200 * (fy - fz)


def distance(one: str, other: str, vision: str = "normal vision") -> float:
    """How far apart two colours look, in CIELAB units (1976), to an eye of that kind."""
    matrix = _BLINDNESS[vision]
    seen = [_lab(_seen(colour, matrix)) for colour in (one, other)]
    return float(sum((a - b) ** 2 for a, b in zip(*seen, strict=True)) ** 0.5)


def _seen(colour: str, matrix: Iterable[Triple]) -> Iterator[float]:
    linear = _linear(colour)
    return (sum(m * c for m, c in zip(row, linear, strict=True)) for row in matrix)


def faults(palette: Mapping[str, str], where: str) -> list[Problem]:
    """Everything wrong with a palette: malformed colours, weak contrast, series that run together."""
    wrong = [
        Problem(where, f"{palette[key]!r} is no colour.", 'Write it as "#rrggbb".', key=key)
        for key in COLOURS
        if not _HEX.fullmatch(palette[key])
    ]
    return wrong or [*_weak(palette, where), *_alike(palette, where)]


def _weak(palette: Mapping[str, str], where: str) -> Iterable[Problem]:
    wanted = [(key, ground, 4.5) for key in _TEXT for ground in ("paper", "tint")]
    wanted += [("positive", "paper", 3.0), ("muted", "paper", 2.0)]
    for key, ground, least in wanted:
        found = contrast(palette[key], palette[ground])
        if found < least:
            what = f"{palette[key]} on {ground} {palette[ground]} has a contrast of {found:.1f}, below {least:.1f}."
            yield Problem(where, what, "Make it darker on light paper, lighter on dark.", key=key)


def _alike(palette: Mapping[str, str], where: str) -> Iterable[Problem]:
    for one, other in combinations(SERIES, 2):
        for vision in _BLINDNESS:
            if distance(palette[one], palette[other], vision) < _APART:
                what = f"{palette[one]} and {other} {palette[other]} look alike with {vision}."
                yield Problem(where, what, "Move one of them apart.", key=one)


def shade(role: str, palette: Mapping[str, str]) -> str:
    """The colour of a role; `role~` is its soft tint, mixed with paper rather than made transparent."""
    if not role.endswith("~"):
        return palette[role]
    mixed = (0.26 * a + 0.74 * b for a, b in zip(rgb(palette[role[:-1]]), rgb(palette["paper"]), strict=True))
    return "#" + "".join(f"{round(part * 255):02x}" for part in mixed)
