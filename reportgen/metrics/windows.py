"""Windows: the words a key may carry after its "@", and the sessions they run between.

A return needs a close on the last session on or before each boundary. A named month, quarter or year
runs from the last session before it to its last session, and is there only once that session has passed.
"""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from reportgen.metrics.found import Missing
from reportgen.model.dataset import Series
from reportgen.model.printing import day as spelt
from reportgen.model.sessions import Sessions, month_end

MONTH = re.compile(r"(\d{4})-(\d{2})")
QUARTER = re.compile(r"(\d{4})Q([1-4])")
YEAR = re.compile(r"(\d{4})")
DAY = re.compile(r"\d{4}-\d{2}-\d{2}")
RANGE = re.compile(r"(\d{4}-\d{2}-\d{2})\.\.(\d{4}-\d{2}-\d{2})")
SPAN = re.compile(r"(\d{1,2})([dwmy])")
MEETING = re.compile(r"meeting:(\d{4}-\d{2}-\d{2})")
TO_DATE = ("wtd", "mtd", "qtd", "ytd")
STANDARD = ("1w", "mtd", "qtd", "ytd", "1m", "3m", "6m", "1y", "3y", "5y", "10y")


@dataclass(frozen=True, slots=True)
class Window:
    """A resolved window: from the close of `start` to the close of `end`.

    A return is measured from the close of `start`. A high, a low or a count looks at the closes from
    `first` on: the year 2025 is measured from the close of 31 December 2024 but does not hold it.
    """

    start: date
    end: date
    inside: date | None = None

    @property
    def first(self) -> date:
        """The first calendar day that lies inside the window."""
        return self.start if self.inside is None else self.inside


def months_before(day: date, months: int) -> date:
    """The same day of the month, `months` earlier; the month's last day where it is shorter."""
    index = day.year * 12 + day.month - 1 - months
    year, month = divmod(index, 12)
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))


def is_window(token: str) -> bool:
    """Whether a word after "@" is a window at all (its days may still lie outside the data)."""
    if token in TO_DATE or token == "all" or any(p.fullmatch(token) for p in (QUARTER, YEAR, SPAN)):
        return True
    if month := MONTH.fullmatch(token):
        return 1 <= int(month[2]) <= 12
    if match := (RANGE.fullmatch(token) or MEETING.fullmatch(token) or DAY.fullmatch(token)):
        return all(_is_day(text) for text in (match.groups() or (token,)))
    return False


def _is_day(text: str) -> bool:
    try:
        date.fromisoformat(text)
    except ValueError:
        return False
    return True


class Windows:
    """Resolves window words against the exchanges' sessions."""

    def __init__(self, sessions: Mapping[str, Sessions]) -> None:
        self._sessions = sessions

    def calendar(self, name: str) -> Sessions:
        """The sessions of one exchange. Raises Missing where the data carry none."""
        try:
            return self._sessions[name]
        except KeyError:
            raise Missing(f"no session calendar {name}") from None

    def resolve(self, token: str | None, as_of: date, *, calendar: str, series: Series | None = None) -> Window:
        """The window's two boundary sessions.

        A series that ends before the as-of session (month-end total returns, say) is given its own end in
        windows that count back from today; the fact then prints that end. Raises Missing where the window
        has not ended, is empty, or lies outside the calendar.
        """
        if token is None:
            raise Missing("this metric needs a window, such as @2025-08 or @ytd")
        sessions = self.calendar(calendar)
        try:
            return self._resolve(token, as_of, sessions, series)
        except LookupError as error:
            raise Missing(str(error)) from None

    def today(self, as_of: date, *, calendar: str, series: Series | None = None) -> date:
        """The as-of session; the end of a series that has month-end values only and ends earlier.

        Raises Missing where the day lies outside the calendar.
        """
        try:
            return _today("all", as_of, self.calendar(calendar), series)
        except LookupError as error:
            raise Missing(str(error)) from None

    def on(self, day: date, as_of: date, *, calendar: str) -> date:
        """The last session on or before a day. Raises Missing where it lies ahead or outside the calendar."""
        if day > as_of:
            raise Missing(f"{spelt(day)} lies after {spelt(as_of)}")
        try:
            return self.calendar(calendar).on_or_before(day)
        except LookupError as error:
            raise Missing(str(error)) from None

    def _resolve(self, token: str, as_of: date, sessions: Sessions, series: Series | None) -> Window:
        if bounds := _named(token):
            window = Window(sessions.before(bounds[0]), sessions.on_or_before(bounds[1]), bounds[0])
            return _past(window, as_of, token)
        if match := RANGE.fullmatch(token):
            first, last = (date.fromisoformat(text) for text in match.groups())
            window = Window(sessions.on_or_before(first), sessions.on_or_before(last), first)
            return _past(window, as_of, token)
        if DAY.fullmatch(token):
            day = sessions.on_or_before(date.fromisoformat(token))
            return _past(Window(sessions.before(day), day, day), as_of, token)
        if token == "1w":
            return last_week(as_of, sessions)
        today = _today(token, as_of, sessions, series)
        if token == "all":
            first = series.first_day if series is not None else sessions.on_or_after(date(1900, 1, 1))
            return Window(first, today)
        if token in TO_DATE:
            first = _TO_DATE_STARTS[token](today)
            return Window(sessions.before(first), today, first)
        monthly = series is not None and series.frequency == "monthly"
        first = _back(token, today, whole_months=monthly)
        return Window(sessions.on_or_before(first), today, first)


def _named(token: str) -> tuple[date, date] | None:
    """First and last calendar day of a named month, quarter or year."""
    if match := MONTH.fullmatch(token):
        year, first, length = int(match[1]), int(match[2]), 1
    elif match := QUARTER.fullmatch(token):
        year, first, length = int(match[1]), int(match[2]) * 3 - 2, 3
    elif match := YEAR.fullmatch(token):
        year, first, length = int(match[1]), 1, 12
    else:
        return None
    last = first + length - 1
    return date(year, first, 1), date(year, last, monthrange(year, last)[1])


def _past(window: Window, as_of: date, token: str) -> Window:
    if window.end > as_of:
        raise Missing(f"{token} ends on {spelt(window.end)}, after {spelt(as_of)}")
    if window.start >= window.end:
        raise Missing(f"{token} holds no session")
    return window


def last_week(as_of: date, sessions: Sessions) -> Window:
    """The last completed trading week on that day: week-end close to week-end close."""
    end = sessions.last_of_week(as_of)
    if end > as_of:
        end = sessions.before(as_of - timedelta(days=as_of.weekday()))
    monday = end - timedelta(days=end.weekday())
    return Window(sessions.before(monday), end, monday)


def _today(token: str, as_of: date, sessions: Sessions, series: Series | None) -> date:
    """The as-of session, or the series' own last day where it ends earlier in the same period."""
    today = sessions.on_or_before(as_of)
    if series is None or series.last_day >= today or series.frequency != "monthly":
        return today
    own = series.last_day
    if token == "mtd" or (token in {"1w", "wtd"}) or (SPAN.fullmatch(token) and token[-1] in "dw"):
        raise Missing(f"there are month-end values only, the last of {spelt(own)}")
    if token in {"qtd", "ytd"} and _TO_DATE_STARTS[token](own) != _TO_DATE_STARTS[token](today):
        raise Missing(f"the values end on {spelt(own)}, before that period began")
    return sessions.on_or_before(own)


def _back(token: str, today: date, *, whole_months: bool) -> date:
    """The day that lies a span before today; of month-end values, the end of that month."""
    match = SPAN.fullmatch(token)
    if not match:
        raise Missing(f"{token} is no span of time")
    count, unit = int(match[1]), match[2]
    if unit in "dw":
        return today - timedelta(days=count * (7 if unit == "w" else 1))
    back = months_before(today, count * (12 if unit == "y" else 1))
    return month_end(back) if whole_months else back


_TO_DATE_STARTS: Mapping[str, Callable[[date], date]] = {
    "wtd": lambda day: day - timedelta(days=day.weekday()),
    "mtd": lambda day: day.replace(day=1),
    "qtd": lambda day: date(day.year, (day.month - 1) // 3 * 3 + 1, 1),
    "ytd": lambda day: date(day.year, 1, 1),
}
