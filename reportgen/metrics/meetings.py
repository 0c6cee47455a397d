"""The committee's meetings: the last, the next, how many."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from reportgen.metrics.ask import Ask
from reportgen.metrics.declare import metric
from reportgen.metrics.found import Measured, Missing
from reportgen.metrics.policy import KINDS
from reportgen.metrics.windows import MONTH, QUARTER, YEAR
from reportgen.model.dataset import Row, Table
from reportgen.model.printing import day as spelt
from reportgen.model.sessions import month_end
from reportgen.model.units import Display, Unit

REGULAR = "regular"
UNSCHEDULED = "unscheduled"
_COUNTED_AHEAD = 8


@dataclass(frozen=True, slots=True)
class Calendar:
    """The meetings a reader could know of on the as-of day.

    Those ahead are regular ones. Unscheduled meetings count once they were held; notation votes are no meetings.
    """

    ask: Ask
    table: Table
    regular: tuple[Row, ...]
    unscheduled: tuple[Row, ...]

    @property
    def covered(self) -> range:
        """The years whose regular meetings are known."""
        return range(decided(self.regular[0]).year, decided(self.regular[-1]).year + 1)

    def ahead(self) -> list[Row]:
        """Regular meetings that decide after the as-of day."""
        return [row for row in self.regular if decided(row) > self.ask.as_of]

    def held(self) -> list[Row]:
        """Meetings that have decided by the as-of day, unscheduled ones among them."""
        rows = (*self.regular, *self.unscheduled)
        return sorted((row for row in rows if decided(row) <= self.ask.as_of), key=decided)

    def read(self, row: Row) -> date:
        """The day a meeting decides, recorded."""
        self.ask.touch(self.table, row, "end_date")
        return decided(row)

    def require(self, year: int) -> None:
        """Raises Missing where the meetings of a year are not known."""
        if year not in self.covered:
            first, last = self.covered[0], self.covered[-1]
            raise Missing(f"the meetings of {year} are not known; known are those of {first} to {last}")


def decided(row: Row) -> date:
    """The day a meeting ends and its decision is announced."""
    day = row["end_date"]
    if not isinstance(day, date):
        raise Missing(f"row {row.number} of the meetings has no day")
    return day


def calendar(ask: Ask) -> Calendar:
    """The subject's meetings. Raises Missing where it has none."""
    table = ask.table("meetings")

    def of(kind: str) -> tuple[Row, ...]:
        return tuple(sorted((row for row in table.rows if row["meeting_type"] == kind), key=decided))

    if not of(REGULAR):
        raise Missing(f"no regular meeting of {ask.entity.name} is known")
    return Calendar(ask, table, of(REGULAR), of(UNSCHEDULED))


def next_row(found: Calendar, place: int = 1) -> Row:
    """The next regular meeting, or the one so many places on. Raises Missing outside the years covered."""
    found.require(found.ask.as_of.year)
    ahead = found.ahead()
    if len(ahead) < place:
        raise Missing(f"the meetings after {spelt(decided(found.regular[-1]))} are not known")
    return ahead[place - 1]


@metric(
    "next_meeting",
    label="next meeting",
    unit=Unit.DATE,
    display=Display.DATE,
    variants=(tuple(str(place) for place in range(2, _COUNTED_AHEAD + 1)),),
    window="none",
    kinds=KINDS,
    words=("next meeting", "meets on", "next decision"),
    example="fed.next_meeting",
)
def next_meeting(ask: Ask) -> Measured:
    """Last day of the next regular meeting, on which it decides; `2` to `8` count on from there.

    On the day of a decision that meeting is past: the decision was public by the close.
    """
    found = calendar(ask)
    day = found.read(next_row(found, int(ask.variants[0]) if ask.variants else 1))
    return Measured(day, end=day, as_of=ask.as_of)


@metric(
    "last_meeting",
    label="last meeting",
    unit=Unit.DATE,
    display=Display.DATE,
    window="none",
    kinds=KINDS,
    words=("last meeting", "met on", "last decision"),
    example="fed.last_meeting",
)
def last_meeting(ask: Ask) -> Measured:
    """Last day of the last meeting that had decided by the as-of day, unscheduled ones included."""
    found = calendar(ask)
    found.require(ask.as_of.year)
    held = found.held()
    if not held:
        raise Missing(f"the meetings before {spelt(decided(found.regular[0]))} are not known")
    day = found.read(held[-1])
    return Measured(day, end=day)


@metric(
    "meeting.days_until",
    label="days until the next meeting's decision",
    unit=Unit.DAYS,
    display=Display.DAYS,
    precision=0,
    window="none",
    kinds=KINDS,
    words=("days away", "in days"),
    example="fed.meeting.days_until",
)
def days_until(ask: Ask) -> Measured:
    """Calendar days from the as-of day to the decision of the next regular meeting."""
    found = calendar(ask)
    day = found.read(next_row(found))
    return Measured(float((day - ask.as_of).days), start=ask.as_of, end=day, as_of=ask.as_of)


@metric(
    "meetings",
    label="regular meetings",
    unit=Unit.COUNT,
    display=Display.COUNT,
    precision=0,
    variants=(("remaining",),),
    kinds=KINDS,
    words=("meetings", "meetings left", "remaining meetings"),
    example="fed.meetings.remaining@2026",
)
def meetings(ask: Ask) -> Measured:
    """Number of regular meetings that decide in the window; `remaining`: of those, the ones after the as-of day.

    A named month, quarter or year may lie ahead. Unscheduled meetings are told beside the number.
    """
    found = calendar(ask)
    first, last = period(ask)
    found.require(first.year)
    found.require(last.year)
    rows = [row for row in found.regular if first <= decided(row) <= last]
    if ask.variants:
        rows = [row for row in rows if decided(row) > ask.as_of]
    ask.extent(found.table, rows or found.regular, "end_date")
    extra = sum(first <= decided(row) <= min(last, ask.as_of) for row in found.unscheduled)
    if extra and not ask.variants:
        ask.note(f"and {extra} unscheduled meeting{'s' if extra > 1 else ''}")
    return Measured(float(len(rows)), start=first, end=last, as_of=ask.as_of)


def period(ask: Ask) -> tuple[date, date]:
    """First and last calendar day of the window; a named month, quarter or year need not be past."""
    token = ask.window or ""
    if match := MONTH.fullmatch(token):
        first = date(int(match[1]), int(match[2]), 1)
        return first, month_end(first)
    if match := QUARTER.fullmatch(token):
        first = date(int(match[1]), int(match[2]) * 3 - 2, 1)
        return first, month_end(first.replace(month=first.month + 2))
    if match := YEAR.fullmatch(token):
        return date(int(match[1]), 1, 1), date(int(match[1]), 12, 31)
    window = ask.dates()
    return window.first, window.end


ALL = (next_meeting, last_meeting, days_until, meetings)
