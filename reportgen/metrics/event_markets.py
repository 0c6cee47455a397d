"""Event markets: what traders of the outcome itself pay, a second source beside futures, always named."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta
from statistics import fmean

from reportgen.metrics.ask import Ask
from reportgen.metrics.declare import metric
from reportgen.metrics.found import Measured, Missing
from reportgen.metrics.policy import KINDS
from reportgen.metrics.windows import MEETING
from reportgen.model.dataset import Row, Table
from reportgen.model.printing import day as spelt
from reportgen.model.units import Display, Unit

LONGEST_WAIT = timedelta(days=7)
_SUFFIX = "_no_change"


@dataclass(frozen=True, slots=True)
class Price:
    """The last price of "no change" at one venue."""

    venue: str
    day: date
    row: Row


def _prices(ask: Ask) -> tuple[date, Table, list[Price]]:
    """The meeting asked for and each venue's last price before it. Raises Missing where there is none."""
    match = MEETING.fullmatch(ask.window or "")
    if not match:
        raise Missing(f"event markets are about one meeting: write @meeting:2025-12-10 instead of @{ask.window}")
    meeting = date.fromisoformat(match[1])
    table = ask.table("event_markets")
    rows = [row for row in table.rows if row["meeting"] == meeting]
    if not rows:
        raise Missing(f"no event market on the meeting of {spelt(meeting)} is among the data")
    columns = [column for column in table.columns if column.endswith(_SUFFIX)]
    if ask.variants:
        wanted = f"{ask.variants[0]}{_SUFFIX}"
        if wanted not in columns:
            venues = ", ".join(column.removesuffix(_SUFFIX) for column in columns)
            raise Missing(f"no prices of {ask.variants[0]} are among the data, only of {venues}")
        columns = [wanted]
    until = min(ask.as_of, meeting)
    return meeting, table, [_last(column, rows, until) for column in columns]


def _last(column: str, rows: list[Row], until: date) -> Price:
    """The last price of a venue up to a day. Raises Missing where it is older than a week."""
    priced = [(day, row) for row in rows if isinstance(day := row["date"], date) and row[column] is not None]
    day, row = max(
        ((day, row) for day, row in priced if day <= until), key=lambda found: found[0], default=(None, None)
    )
    venue = column.removesuffix(_SUFFIX).replace("_", " ").title()
    if day is None or row is None or until - day > LONGEST_WAIT:
        raise Missing(f"{venue} has no price within a week of {spelt(until)}")
    return Price(venue, day, row)


def _measured(ask: Ask, of: Callable[[float], float], what: str) -> Measured:
    meeting, table, prices = _prices(ask)
    values = [of(ask.row(table, price.row, f"{price.venue.lower().replace(' ', '_')}{_SUFFIX}")) for price in prices]
    venues = " and ".join(price.venue for price in prices)
    source = venues if len(prices) == 1 else f"mean of {venues}"
    last = min(price.day for price in prices)
    ask.note(f"prices of {venues} on {spelt(last)}, last of the day")
    label = f"{ask.entity.name}: probability of {what} at the meeting of {spelt(meeting)}, {source}"
    return Measured(fmean(values), end=meeting, as_of=last, label=label, attribution=venues)


VENUES = {"kalshi": ("Kalshi",), "polymarket": ("Polymarket",)}
"""What prose calls the venues."""


@metric(
    "event_hold_probability",
    label="event-market probability of no change",
    unit=Unit.FRACTION,
    display=Display.PERCENT,
    variants=((),),
    spoken=VENUES,
    kinds=KINDS,
    words=("odds of no change … #", "probability of no change … #", "prediction markets", "event markets"),
    example="fed.event_hold_probability.kalshi@meeting:2025-12-10",
)
def event_hold(ask: Ask) -> Measured:
    """Price of a contract that pays one dollar if the meeting leaves the target range, last of the day.

    Of the venue named, else the mean of all venues. A second source beside futures, never mixed with them:
    the price holds fees and the cost of money, and its buyers are others.
    """
    return _measured(ask, lambda price: price, "no change")


@metric(
    "event_move_probability",
    label="event-market probability of a move",
    unit=Unit.FRACTION,
    display=Display.PERCENT,
    variants=((),),
    spoken=VENUES,
    kinds=KINDS,
    words=("odds of a move … #", "probability of a move … #", "prediction markets", "event markets"),
    example="fed.event_move_probability.kalshi@meeting:2025-12-10",
)
def event_move(ask: Ask) -> Measured:
    """One less the price of "no change": the probability of any move, up or down, last of the day.

    Of the venue named, else the mean of all venues.
    """
    return _measured(ask, lambda price: 1 - price, "a move, up or down,")


ALL = (event_hold, event_move)
