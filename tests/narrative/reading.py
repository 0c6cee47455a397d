"""A small grammar of the weekly's prose: which way each figure is said to have gone, dates, months."""

from __future__ import annotations

import re
from calendar import month_name
from collections.abc import Callable
from datetime import date

from reportgen.model.facts import Fact
from tests.narrative.walks import Passage

MONTHS = list(month_name)[1:]
FIGURE = r"⟦(\d+)⟧"
UP = (
    "rose|gained|climbed|advanced|jumped|rallied|surged|soared|edged up|inched up|up|"
    "a gain of|lead for the year to|lead for the year is now|lead has (?:grown|shrunk) to"
)
DOWN = (
    "fell|dipped|slipped|declined|dropped|slid|tumbled|slumped|plunged|sank|edged down|down|has lost|took|"
    "a loss of|lag for the year to|lag for the year is now|lag has (?:grown|shrunk) to"
)
BEAT = r"(?:beat|outpaced|led) the [A-Z]\w+ Index by|(?:outpaced it|it led|it had led) by"
LAGGED = r"(?:lagged|trailed) the [A-Z]\w+ Index by|(?:trailed it|it lagged|it had trailed) by"
RISES = re.compile(rf"(?:\b(?:{UP})|{BEAT}) {FIGURE}|{FIGURE} (?:above|ahead|higher)")
FALLS = re.compile(rf"(?:\b(?:{DOWN})|{LAGGED}) {FIGURE}|{FIGURE} (?:below|behind|lower)")
SAME_WAY = re.compile(rf"(?:{UP}|{DOWN}) {FIGURE} for \w+ so far and {FIGURE}")
SAME_WAY_TOO = re.compile(rf"(?:{UP}|{DOWN}) {FIGURE}, for the year {FIGURE}")
AGAINST = re.compile(rf"{FIGURE}(?: for the year)?, against {FIGURE} for")
SIGNED = {"return", "excess", "drawdown", "drawdown.max", "yield.change", "ratio.from_high", "ratio.from_low"}
FALLING_THEN_MINUS = re.compile(rf"\b(?:{DOWN}|lagged|trailed|behind|below)\b[^.;,]{{0,12}}[−-]\d")


def signs(passage: Passage) -> dict[int, int]:
    """For each figure with a direction in words: +1 or −1."""
    found: dict[int, int] = {}
    for pattern, sign in ((RISES, 1), (FALLS, -1)):
        for match in pattern.finditer(passage.text):
            found[int(next(group for group in match.groups() if group))] = sign
    for pattern in (SAME_WAY, SAME_WAY_TOO, AGAINST):
        for match in pattern.finditer(passage.text):
            if int(match[1]) in found:
                found[int(match[2])] = found[int(match[1])]
    return found


def unsigned(fact: Fact, shown: str) -> bool:
    """Whether a change is printed as a bare size, so that words must carry its direction."""
    return fact.metric in SIGNED and shown[0] not in "+−" and any(letter in "123456789" for letter in shown)


def spelt(text: str) -> date:
    """A date as prose writes it."""
    day, *rest = text.split()
    return date(*month_of(" ".join(rest)), int(day))


def month_of(text: str) -> tuple[int, int]:
    """A month as prose writes it: year and month."""
    name, year = text.split()
    return int(year), MONTHS.index(name) + 1


def in_month(text: str) -> Callable[[date], bool]:
    """Whether a day lies in the month that prose names."""
    return lambda day: (day.year, day.month) == month_of(text)


def on_day(text: str) -> Callable[[date], bool]:
    """Whether a day is the one that prose names."""
    return lambda day: day == spelt(text)
