"""Trading sessions, from exchange_calendars.

The weekdays on which New York did not open come with the package (`closures/XNYS.txt`, written by
`write_closures` from exchange_calendars, and checked against it by a test), because asking the library
costs most of a second. Any other exchange is asked of it, once where a cache folder is given.
"""

from __future__ import annotations

import warnings
from datetime import date, timedelta
from importlib.metadata import version
from pathlib import Path

from reportgen.errors import Problem, ProblemsError
from reportgen.model.sessions import Sessions

LAST = date(2035, 12, 31)
"""How far ahead sessions are known: holidays follow their rules, closures to come are not foreseen."""
USUAL_START = date(1970, 1, 1)
_PACKAGED = Path(__file__).parent / "closures"


def sessions_of(name: str, start: date = USUAL_START, cache: Path | None = None) -> Sessions:
    """The sessions of an exchange from a day to `LAST`. Raises ProblemsError for an unknown exchange."""
    return _from_closures(name, start) or _from_cache(name, start, cache) or _computed(name, start, cache)


def _from_closures(name: str, start: date) -> Sessions | None:
    file = _PACKAGED / f"{name}.txt"
    if not file.exists():
        return None
    head, *closures = file.read_text(encoding="ascii").split()
    library, first, last = head.split(",")
    if library != version("exchange_calendars") or date.fromisoformat(first) > start:
        return None
    closed = {date.fromisoformat(day).toordinal() for day in closures}
    days = range(start.toordinal(), date.fromisoformat(last).toordinal() + 1)
    # Ordinal 1 was a Monday.
    return Sessions(name, tuple(day for day in days if (day - 1) % 7 < 5 and day not in closed))


def _cache_file(name: str, start: date, cache: Path) -> Path:
    return cache / f"sessions-{name}-{start.isoformat()}-{LAST.isoformat()}-{version('exchange_calendars')}.txt"


def _from_cache(name: str, start: date, cache: Path | None) -> Sessions | None:
    if cache is None or not (file := _cache_file(name, start, cache)).exists():
        return None
    return Sessions(name, tuple(int(word) for word in file.read_text(encoding="ascii").split()))


def _computed(name: str, start: date, cache: Path | None) -> Sessions:
    import exchange_calendars
    from exchange_calendars.errors import InvalidCalendarName

    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # the library's own, about pandas to come
            calendar = exchange_calendars.get_calendar(name, start=start.isoformat(), end=LAST.isoformat())
    except InvalidCalendarName:
        what = f"{name!r} is no exchange calendar."
        mend = "Use a name of exchange_calendars, such as XNYS, XLON, XETR or XTKS."
        raise ProblemsError([Problem("catalog.yaml", what, mend, key="calendar")]) from None
    found = Sessions(name, tuple(session.date().toordinal() for session in calendar.sessions))
    if cache is not None:
        cache.mkdir(parents=True, exist_ok=True)
        temporary = _cache_file(name, start, cache).with_suffix(".new")
        temporary.write_text("\n".join(map(str, found.ordinals)), encoding="ascii")
        temporary.replace(_cache_file(name, start, cache))
    return found


def write_closures(name: str, file: Path, start: date = USUAL_START) -> None:
    """Write the weekdays without a session; for an exchange that never trades at week-ends."""
    open_days = set(_computed(name, start, None).ordinals)
    days = (start + timedelta(days=step) for step in range((LAST - start).days + 1))
    closed = [day.isoformat() for day in days if day.weekday() < 5 and day.toordinal() not in open_days]
    head = f"{version('exchange_calendars')},{start.isoformat()},{LAST.isoformat()}"
    file.write_text("\n".join([head, *closed]) + "\n", encoding="ascii")
