"""Ask a book for a number, a day, or the reason there is none; and make books over made-up closes."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta
from typing import Any

from reportgen.metrics import TABLE
from reportgen.metrics.book import FactBook
from reportgen.model.dataset import Dataset, Entity, Origin, Series
from reportgen.model.facts import Fact, Unavailable
from reportgen.model.sessions import Sessions


def fact(book: FactBook, key: str) -> Fact:
    answer = book.get(key)
    assert isinstance(answer, Fact), f"{key}: {answer.reason}"
    return answer


def number(book: FactBook, key: str) -> float:
    return fact(book, key).number


def percent(book: FactBook, key: str) -> float:
    """The value in percent (points), as tables print it."""
    return 100 * number(book, key)


def day(book: FactBook, key: str) -> date:
    value = fact(book, key).value
    assert isinstance(value, date)
    return value


def reason(book: FactBook, key: str) -> str:
    answer = book.get(key)
    assert isinstance(answer, Unavailable), f"{key} is {answer.value}"
    return answer.reason


def weekdays(first: date, count: int) -> list[date]:
    """So many Mondays to Fridays from the first on."""
    days = (first + timedelta(days=step) for step in range(count * 2 + 7))
    return [one for one in days if one.weekday() < 5][:count]


def origin(name: str) -> Origin:
    return Origin(name, "Publisher", name, f"{name}.csv", "0" * 64)


def series(name: str, days: Sequence[date], values: Sequence[float], **more: Any) -> Series:
    return Series.of(name, days, values, origin=origin(name), **more)


def book_of(sides: dict[str, Series], as_of: date, *, role: str = "price", sessions: Sequence[date] = ()) -> FactBook:
    """A book over one series a subject; every day of a series is a session, and the weekdays of a year after."""
    last = max(one.last_day for one in sides.values())
    days = {date.fromordinal(one) for side in sides.values() for one in side.days} | set(sessions)
    days |= set(weekdays(last + timedelta(days=1), 300))
    entities = {key: Entity(key, "index", (key.upper(),), key.upper(), {role: one.id}) for key, one in sides.items()}
    calendar = Sessions("XNYS", tuple(sorted(one.toordinal() for one in days)))
    return FactBook(Dataset({one.id: one for one in sides.values()}, {}, entities, {"XNYS": calendar}), as_of, TABLE)


def walk(values: Sequence[float], first: date = date(2020, 1, 1), **more: Any) -> FactBook:
    """A book over one subject, `a`, with a close on each weekday, read on the last of them."""
    days = weekdays(first, len(values))
    return book_of({"a": series("a", days, values, **more)}, days[-1])


def pair_walk(left: Sequence[float], right: Sequence[float], first: date = date(2020, 1, 1)) -> FactBook:
    """A book over two subjects, `a` and `b`, with closes on the same weekdays."""
    days = weekdays(first, len(left))
    return book_of({"a": series("a", days, left), "b": series("b", days, right)}, days[-1])
