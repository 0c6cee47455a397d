"""Falls, recoveries and rebounds, against the known ones and for closes of any shape."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reportgen.metrics.book import FactBook
from reportgen.model.printing import printed
from tests.conftest import BookAt
from tests.metrics.asking import day, fact, number, percent, reason, walk
from tests.metrics.vectors import DRAWDOWNS

NEWEST = "2026-08-21"
PRICES = st.lists(st.floats(1, 1e5), min_size=2, max_size=60)


@pytest.fixture(scope="module")
def sample(sample_book: BookAt) -> FactBook:
    return sample_book(NEWEST)


@pytest.fixture(scope="module")
def real(real_book: BookAt) -> FactBook:
    return real_book(NEWEST)


KNOWN = [("real", *fall) for fall in DRAWDOWNS] + [("sample", *fall) for fall in DRAWDOWNS if fall[0] > "2018-08"]
"""Those before 2018 began or ended on days of which the sample holds no close."""


@pytest.mark.parametrize(("books", "peak", "trough", "depth", "recovered", "days"), KNOWN)
def test_the_known_falls(
    books: str, peak: str, trough: str, depth: float, recovered: str, days: int, request: pytest.FixtureRequest
) -> None:
    book: FactBook = request.getfixturevalue(books)
    window = f"price@{peak}..{recovered}"
    assert percent(book, f"rut.drawdown.max.{window}") == pytest.approx(depth, abs=0.0051)
    assert day(book, f"rut.drawdown.max.peak_date.{window}") == date.fromisoformat(peak)
    assert day(book, f"rut.drawdown.max.trough_date.{window}") == date.fromisoformat(trough)
    assert day(book, f"rut.drawdown.recovered_date.price@{peak}..{trough}") == date.fromisoformat(recovered)
    assert number(book, f"rut.drawdown.max.days.price@{peak}..{trough}") == days


def test_the_crash_of_1987_with_the_peak_the_shorter_file_left_out(real: FactBook) -> None:
    window = "1987-01-01..1989-12-29"
    assert day(real, f"rut.drawdown.max.peak_date@{window}") == date(1987, 8, 21)
    assert percent(real, f"rut.drawdown.max@{window}") == pytest.approx(-39.14, abs=0.0051)
    short = fact(real, "rut.drawdown.max@1987-09-10..1989-06-02")
    assert 100 * short.number == pytest.approx(-38.52, abs=0.01)
    trough = day(real, "rut.drawdown.max.trough_date@1987-09-10..1989-06-02")
    assert trough == date(1987, 10, 28)


def test_other_falls_stated(real: FactBook, sample: FactBook) -> None:
    for book in (real, sample):
        assert percent(book, "rut.drawdown.max@2024-11-25..2025-04-08") == pytest.approx(-27.90, abs=0.0051)
        assert percent(book, "spx.drawdown.max@2025") == pytest.approx(-18.90, abs=0.0051)
        assert percent(book, "ixic.drawdown.max@2024-12-01..2025-06-30") == pytest.approx(-24.32, abs=0.0051)
        assert percent(book, "spx.drawdown.max@2020") == pytest.approx(-33.92, abs=0.0051)
        assert percent(book, "spx.drawdown.max@2021-12-31..2022-12-30") == pytest.approx(-25.43, abs=0.0051)
        assert percent(book, "ixic.drawdown.max@2021-11-01..2022-12-30") == pytest.approx(-36.40, abs=0.0051)
    assert percent(real, "spx.drawdown.max@2007-01-01..2010-12-31") == pytest.approx(-56.78, abs=0.0051)
    assert percent(real, "ixic.drawdown.max@2000-01-03..2003-12-31") == pytest.approx(-77.93, abs=0.0051)
    assert percent(real, "rut.drawdown.max.total@2007-01-01..2011-04-27") == pytest.approx(-58.89, abs=0.0051)


def test_month_ends_see_a_milder_crisis_and_say_so(real: FactBook, sample: FactBook) -> None:
    window = "2007-05-31..2011-04-29"
    for book in (real, sample):
        price = fact(book, f"rut.drawdown.max.price.month_end@{window}")
        total = fact(book, f"rut.drawdown.max.total.month_end@{window}")
        assert 100 * price.number == pytest.approx(-54.08, abs=0.0051)
        assert 100 * total.number == pytest.approx(-52.89, abs=0.0051)
        assert "on month-end closes" in price.notes
    assert percent(real, f"rut.drawdown.max@{window}") == pytest.approx(-59.89, abs=0.0051)
    weekly = fact(sample, f"rut.drawdown.max@{window}")
    assert "on week-end and month-end closes" in weekly.notes
    assert -59.89 < 100 * weekly.number < -54.08


def test_the_bear_market_of_2022_was_not_over_in_june(sample: FactBook) -> None:
    assert percent(sample, "rut.drawdown.max@2021-11-08..2022-06-16") == pytest.approx(-32.5, abs=0.05)
    assert day(sample, "rut.drawdown.max.trough_date@2021-11-08..2025-12-31") == date(2023, 10, 27)


def test_a_record_intraday_is_none_at_the_close(sample: FactBook) -> None:
    fall = fact(sample, "rut.drawdown.price@2024-11-25")
    assert fall.number < 0
    assert printed(fall) == "−0.03%"
    assert printed(fact(sample, "rut.drawdown.price@2025-06-30")) == "−11.0%"
    assert percent(sample, "rut.drawdown.price@2025-06-30") == pytest.approx(-10.93, abs=0.03)
    assert number(sample, "rut.drawdown.price@2025-09-18") == 0


def test_gains_needed(sample: FactBook) -> None:
    window = "2021-11-08..2023-10-27"
    assert percent(sample, f"rut.drawdown.max.gain_needed@{window}") == pytest.approx(49.23, abs=0.01)
    depth = number(sample, "rut.drawdown@2025-04-08")
    assert (1 + depth) * (1 + number(sample, "rut.drawdown.gain_needed@2025-04-08")) == pytest.approx(1)


def test_the_rebound_of_2025(sample: FactBook) -> None:
    assert percent(sample, "rut.rebound.price@2025-04-08..2025-09-30") == pytest.approx(38.38, abs=0.0051)
    assert percent(sample, "rut.rebound.price@2025-01-01..2025-10-08") == pytest.approx(41.1, abs=0.05)
    assert percent(sample, "spx.rebound.price@2025-01-01..2025-10-08") == pytest.approx(35.5, abs=0.05)
    assert day(sample, "rut.rebound.low_date@2025") == date(2025, 4, 8)


def test_proxies_of_value_shares(sample: FactBook) -> None:
    for basis, down, up in (("price", -19.7, 19.7), ("total", -19.4, 20.2)):
        assert percent(sample, f"rutv.return.{basis}@2024-12-31..2025-04-08") == pytest.approx(down, abs=0.05)
        assert percent(sample, f"rutv.return.{basis}@2025-04-08..2025-06-30") == pytest.approx(up, abs=0.05)


def test_what_has_not_recovered_says_so(sample_book: BookAt) -> None:
    book = sample_book("2025-06-30")
    stated = reason(book, "rut.drawdown.recovered_date@2021-11-08..2023-10-27")
    assert "8 November 2021" in stated
    assert "30 June 2025" in stated
    assert "8 November 2021" in reason(book, "rut.drawdown.max.days@2021-11-08..2023-10-27")


def test_a_peak_at_the_edge_of_the_data_or_window_is_told() -> None:
    falling = walk([100.0, 90.0, 95.0])
    assert (
        "the data begin on 1 January 2020: an earlier high may be missing" in fact(falling, "a.drawdown.max@all").notes
    )
    second = walk([120.0, 110.0, 90.0, 95.0, 80.0])
    inner = fact(second, "a.drawdown.max@2020-01-02..2020-01-07")
    assert any("not from an earlier and higher one" in note for note in inner.notes)
    assert inner.number == pytest.approx(80 / 110 - 1)


def test_the_first_days_fall_counts() -> None:
    """From returns without the leading one a fall on the first day is missed: [100, 90, 95] fell by a tenth."""
    assert number(walk([100.0, 90.0, 95.0]), "a.drawdown.max@all") == pytest.approx(-0.1)


def test_where_nothing_fell_there_is_no_peak() -> None:
    rising = walk([1.0, 2.0, 3.0])
    assert number(rising, "a.drawdown.max@all") == 0
    assert "no close of that window lies below" in reason(rising, "a.drawdown.max.peak_date@all")


@given(PRICES)
def test_a_fall_lies_between_nothing_and_everything(values: list[float]) -> None:
    book = walk(values)
    deepest, current = number(book, "a.drawdown.max@all"), number(book, "a.drawdown")
    assert -1 < deepest <= current <= 0
    worst = min(later / earlier - 1 for at, earlier in enumerate(values) for later in values[at:])
    assert deepest == pytest.approx(min(0.0, worst))
    assert number(book, "a.rebound@all") >= 0
    assert number(book, "a.record.distance") == -current


@given(PRICES)
def test_peak_trough_and_recovery_come_in_order(values: list[float]) -> None:
    book = walk(values)
    if number(book, "a.drawdown.max@all") == 0:
        return
    peak, trough = day(book, "a.drawdown.max.peak_date@all"), day(book, "a.drawdown.max.trough_date@all")
    assert peak < trough
    fall = number(book, f"a.level@{trough}") / number(book, f"a.level@{peak}") - 1
    assert fall == pytest.approx(number(book, "a.drawdown.max@all"))
    later = [value for one, value in _closes(book) if one > trough and value >= number(book, f"a.level@{peak}")]
    if later:
        assert day(book, "a.drawdown.recovered_date@all") > trough
    else:
        assert "had not been reached again" in reason(book, "a.drawdown.recovered_date@all")


def _closes(book: FactBook) -> list[tuple[date, float]]:
    stored = book.dataset.series["a"]
    return [(date.fromordinal(one), value) for one, value in zip(stored.days, stored.values, strict=True)]
