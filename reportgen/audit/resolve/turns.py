"""Moves between the turns of a year: from its opening or its high to its low, from its low onwards."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from reportgen.audit.resolve.clock import Clock
from reportgen.audit.resolve.shelf import Shelf
from reportgen.audit.resolve.times import span_word


def turns(who: str, shelf: Shelf, clock: Clock, *, years: int = 2) -> Iterator[str]:
    """Windows from a year's opening to its low and high, and from those to each quarter's end and the latest close."""
    for year in range(clock.today.year, clock.today.year - years, -1):
        opening, ending = clock.before(date(year, 1, 1)), clock.session(min(date(year, 12, 31), clock.today))
        if opening is None or ending is None:
            continue
        quarter_ends = [clock.session(date(year, month, 30)) for month in (3, 6, 9)]
        for highest in (False, True):
            turn = shelf.extreme(who, opening, ending, highest=highest)
            if turn is None:
                continue
            for start, end in ((opening, turn), *((turn, day) for day in (*quarter_ends, ending) if day)):
                if start < end <= clock.today:
                    yield span_word(start, end)


def legs(who: str, sign: int, shelf: Shelf, clock: Clock) -> tuple[str, ...]:
    """The declines to this year's low, or the rises from it: what "a 19.4% decline earlier in the year" may mean."""
    opening, ending = clock.before(date(clock.today.year, 1, 1)), clock.session(clock.today)
    if opening is None or ending is None:
        return ()
    low = shelf.extreme(who, opening, ending, highest=False)
    if low is None:
        return ()
    if sign < 0:
        high = shelf.extreme(who, opening, low, highest=True)
        pairs = [(opening, low), *([(high, low)] if high else [])]
    else:
        high = shelf.extreme(who, low, ending, highest=True)
        pairs = [(low, ending), *([(low, high)] if high else [])]
    return tuple(span_word(start, end) for start, end in pairs if start < end)
