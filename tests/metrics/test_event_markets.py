"""Event markets: a second source, named, dated, never older than a week."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest

from reportgen.metrics.book import FactBook
from reportgen.model.facts import Unavailable
from reportgen.model.printing import printed
from tests.metrics.asking import fact

BookAt = Callable[[str], FactBook]
MEETING = "@meeting:2025-12-10"


def test_each_venue_is_named_and_dated(sample_book: BookAt) -> None:
    book = sample_book("2025-12-01")
    kalshi = fact(book, f"fed.event_move_probability.kalshi{MEETING}")
    assert printed(kalshi) == "89.5%"
    assert kalshi.label.endswith("at the meeting of 10 December 2025, Kalshi")
    assert kalshi.attribution == "Kalshi"
    assert kalshi.as_of == kalshi.known_at == date(2025, 12, 1)
    polymarket = fact(book, f"fed.event_move_probability.polymarket{MEETING}")
    assert printed(polymarket) == "90.5%"
    both = fact(book, f"fed.event_move_probability{MEETING}")
    assert both.number == pytest.approx(0.90)
    assert both.attribution == "Kalshi and Polymarket"


@pytest.mark.parametrize("day", ["2025-11-16", "2025-11-24", "2025-12-05", "2025-12-10"])
def test_a_move_is_what_no_change_leaves(sample_book: BookAt, day: str) -> None:
    book = sample_book(day)
    for venue in ("", ".kalshi", ".polymarket"):
        hold = fact(book, f"fed.event_hold_probability{venue}{MEETING}").number
        move = fact(book, f"fed.event_move_probability{venue}{MEETING}").number
        assert hold + move == pytest.approx(1)


def test_the_last_price_before_the_meeting_stays_on_record(sample_book: BookAt) -> None:
    later = fact(sample_book("2026-08-21"), f"fed.event_move_probability{MEETING}")
    assert later.as_of == date(2025, 12, 6)
    assert "prices of Kalshi and Polymarket on 6 December 2025, last of the day" in later.notes


@pytest.mark.parametrize(
    ("day", "key", "reason"),
    [
        ("2025-11-10", f"fed.event_move_probability{MEETING}", "had not been published by 10 November 2025"),
        ("2026-08-21", "fed.event_move_probability@meeting:2026-09-16", "no event market on the meeting"),
        ("2026-08-21", f"fed.event_move_probability.bookmaker{MEETING}", "only of kalshi, polymarket"),
        ("2026-08-21", "fed.event_move_probability@2025", "write @meeting:2025-12-10"),
    ],
)
def test_what_no_market_priced_is_absent(sample_book: BookAt, day: str, key: str, reason: str) -> None:
    answer = sample_book(day).get(key)
    assert isinstance(answer, Unavailable)
    assert reason in answer.reason
