"""What a document reports on, and whether it speaks from within a trading day."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date, timedelta

from reportgen.audit.grammar.dates import calendar_date
from reportgen.audit.grammar.when import Scope, When
from reportgen.audit.reading import Block, Kind
from reportgen.audit.resolve.times import month_end
from reportgen.audit.text.tokens import Token, says, tokens

_HOURS = frozenset({"morning", "afternoon", "midday", "noon", "premarket", "intraday", "overnight"})
_SESSIONS = frozenset(
    {"trading", "session", "monday", "tuesday", "wednesday", "thursday", "friday", "deals", "dealings", "trade"}
)
_UNFINISHED = re.compile(
    r"\b(?:on (?:track|pace)|headed|heading|poised|set) (?:for|to|toward)\b[^.]{0,60}"
    r"\b(?:day|session|week|month|gain|gains|loss|losses|close|drop|record)\b|\bearly trad(?:e|ing)\b|\bin premarket\b"
    r"|\b(?:by|at|as of|in the) (?:mid-?day|mid-?morning)\b"
    r"|\b(?:at|by|as of|around) (?:1?\d(?::[0-5]\d)? ?a\.?m\b|(?:12|[1-3])(?::[0-5]\d)? ?p\.?m\b)",
    re.IGNORECASE,
)
_FRESH = timedelta(days=120)
_HEAD_BLOCKS = 5
_TITLE = 120
"""A first paragraph this short may be the title."""


def speaks_intraday(blocks: Sequence[Block]) -> bool:
    """Whether a text quotes prices before the close: "in morning trading", "Thursday afternoon"."""
    if any(_before_close(block.passage.text[:200]) for block in blocks[:_HEAD_BLOCKS]):
        return True
    if any(_UNFINISHED.search(block.passage.text[:20_000]) for block in blocks):
        return True
    for block in blocks:
        words = tokens(block.passage.text[:20_000])
        for at, token in enumerate(words):
            if token.low in _HOURS and any(word.low in _SESSIONS for word in words[max(0, at - 2) : at + 3]):
                return True
    return False


_TIME = re.compile(r"\b(\d{1,2}):(\d{2})\s*(a\.?m\.?|p\.?m\.?)?\s*(?:ET|EST|EDT|Eastern)\b", re.IGNORECASE)


def _before_close(text: str) -> bool:
    """Whether a dateline names an hour of New York before four in the afternoon."""
    hit = _TIME.search(text)
    if hit is None:
        return False
    hour = int(hit[1]) % 12 if hit[3] else int(hit[1])
    hour += 12 if (hit[3] or "").lower().startswith("p") else 0
    return hour < 16


def speaks_of_intraday(blocks: Sequence[Block]) -> bool:
    """Whether a text names highs or lows within a day."""
    return any(
        "intraday" in block.passage.text.lower() or "intra-day" in block.passage.text.lower() for block in blocks
    )


def focus_of(blocks: Sequence[Block], today: date) -> date | None:
    """The last day of the month, quarter or year that the title or the first headings report on.

    A period that is still running when the text is written is no focus.
    """
    heads = [block for block in blocks[:_HEAD_BLOCKS] if block.kind is Kind.HEADING]
    heads = heads or [block for block in blocks[:1] if len(block.passage.text) < _TITLE]
    for block in heads:
        words = tokens(block.passage.text[:300])
        for at in range(len(words)):
            end = _end(words, at, today)
            if end is not None and end <= today <= end + _FRESH:
                return end
    return None


def _end(words: Sequence[Token], at: int, today: date) -> date | None:
    found = calendar_date(words, at)
    if found is None or says(words, at - 1, "since", "in", "from", "until", "of"):
        return None
    return _last_day(found.when, today)


def _last_day(when: When, today: date) -> date | None:
    if when.scope is Scope.MONTH and when.month:
        year = when.year or (today.year if when.month < today.month else today.year - 1)
        return month_end(year, when.month)
    if when.scope is Scope.QUARTER:
        month = when.number * 3
        year = when.year or (today.year if month < today.month else today.year - 1)
        return month_end(year, month)
    if when.scope is Scope.YEAR and when.year:
        return date(when.year, 12, 31)
    return None
