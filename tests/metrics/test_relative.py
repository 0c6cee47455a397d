"""One index against another: the margins, the ratio line and its extremes."""

from __future__ import annotations

from datetime import date
from itertools import pairwise

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from reportgen.metrics.book import FactBook
from reportgen.model.printing import printed
from reportgen.model.units import Unit
from tests.conftest import BookAt
from tests.metrics.asking import book_of, day, fact, number, pair_walk, percent, reason, series, weekdays
from tests.metrics.vectors import MONTHS, PHASES

NEWEST = "2026-08-21"
Pairs = list[tuple[float, float]]
PAIRS = st.lists(st.tuples(st.floats(1, 1e4), st.floats(1, 1e4)), min_size=2, max_size=50)


@pytest.fixture(scope="module", params=["sample_book", "real_book"])
def book(request: pytest.FixtureRequest) -> FactBook:
    made: FactBook = request.getfixturevalue(request.param)(NEWEST)
    return made


@pytest.fixture(scope="module")
def sample(sample_book: BookAt) -> FactBook:
    return sample_book(NEWEST)


@pytest.mark.parametrize("month", MONTHS)
def test_the_margin_of_a_month_is_in_percentage_points(book: FactBook, month: str) -> None:
    found = fact(book, f"rut-spx.excess.price@{month}")
    assert 100 * found.number == pytest.approx(MONTHS[month][3], abs=0.0101)  # stated from rounded parts
    assert found.unit is Unit.FRACTION_DIFFERENCE
    assert printed(found).endswith("percentage points")


@pytest.mark.parametrize("window", PHASES)
def test_long_phases_need_the_relative_return(book: FactBook, window: str) -> None:
    first, second, points, relative = PHASES[window]
    near = 1.1 if window < "1987-09" else 0.051  # the older series differed before September 1987
    assert percent(book, f"rut.return.price@{window}") == pytest.approx(first, abs=near)
    assert percent(book, f"spx.return.price@{window}") == pytest.approx(second, abs=0.051)
    assert percent(book, f"rut-spx.excess.price@{window}") == pytest.approx(points, abs=max(near, 0.101))  # from parts
    assert percent(book, f"rut-spx.relative.price@{window}") == pytest.approx(relative, abs=near)


def test_month_end_extremes_of_the_ratio(book: FactBook) -> None:
    """Against its level of December 1978, as corrected for the series since given."""
    base = number(book, "rut-spx.ratio@1978-12-29")
    stated = {"1999-03-31": 0.7366, "2013-09-30": 1.5217, "2025-07-31": 0.8314, "2026-08-21": 0.9371}
    for on, value in stated.items():
        assert number(book, f"rut-spx.ratio.price@{on}") / base == pytest.approx(value, abs=0.0002)
    assert number(book, "rut-spx.ratio.high.price.month_end@all") / base == pytest.approx(1.757, abs=0.001)
    assert day(book, "rut-spx.ratio.high_date.price.month_end@all") == date(1983, 7, 29)
    assert day(book, "rut-spx.ratio.low_date.price.month_end@all") == date(1999, 3, 31)
    assert day(book, "rut-spx.ratio.low_date.price.month_end@2013-09-30..2026-08-21") == date(2025, 7, 31)


def test_the_passage_on_the_ratio_can_be_written(sample: FactBook) -> None:
    """0.393 of the S&P 500's level, 13% above the low of 11 April 2025, 34% below the high of 12 March 2021."""
    window = "2021-01-01..2026-08-21"
    assert printed(fact(sample, "rut-spx.ratio.price")) == "0.393"
    above = fact(sample, f"rut-spx.ratio.from_low.price@{window}")
    below = fact(sample, f"rut-spx.ratio.from_high.price@{window}")
    assert (printed(above, sign="none"), printed(below, sign="none")) == ("13%", "34%")
    assert above.number > 0 > below.number
    assert day(sample, f"rut-spx.ratio.low_date.price@{window}") == date(2025, 4, 11)
    assert day(sample, f"rut-spx.ratio.high_date.price@{window}") == date(2021, 3, 12)
    assert not above.notes
    assert "on week-end and month-end closes before 31 December 2019" in fact(sample, "rut-spx.ratio.low@10y").notes


def test_the_percentile_weighs_each_month_alike(sample: FactBook) -> None:
    found = fact(sample, "rut-spx.ratio.percentile.price")
    assert "on month-end closes" in found.notes
    assert 0.05 < found.number < 0.15
    assert number(sample, "rut-spx.ratio.percentile@1y") >= 0
    assert "too few" in reason(sample, "rut-spx.ratio.percentile@3m")


def test_the_parts_of_a_margin_cover_the_same_days(sample: FactBook) -> None:
    """The Nasdaq has no total return here; the others end with July, and so does their margin."""
    found = fact(sample, "rut-spx.excess.total@ytd")
    assert found.end == date(2026, 7, 31)
    assert found.inputs == ("rut.return.total@ytd", "spx.return.total@ytd")
    assert "no total series" in reason(sample, "rut-ixic.excess.total@2025")
    assert number(sample, "rut-spx.excess.total@2025-08") == pytest.approx(0.0511)


def test_a_shorter_series_sets_the_end_of_both_sides() -> None:
    days = weekdays(date(2024, 1, 1), 300)
    ends = [one for one, following in pairwise(days) if one.month != following.month]
    daily = series("a", days, [100 + at for at in range(300)])
    monthly = series("b", ends, [200 + at for at in range(len(ends))], frequency="monthly")
    book = book_of({"a": daily, "b": monthly}, days[-1])
    found = fact(book, "a-b.excess@6m")
    assert found.end == ends[-1]
    assert found.inputs[0] == f"a.return.price@{found.start}..{found.end}"
    assert found.number == pytest.approx(
        number(book, f"a.return@{found.start}..{found.end}") - number(book, f"b.return@{found.start}..{found.end}")
    )


def test_all_starts_where_both_sides_have_a_close() -> None:
    days = weekdays(date(2024, 1, 1), 40)
    late = series("b", days[10:], [float(at) for at in range(1, 31)])
    book = book_of({"a": series("a", days, [float(at) for at in range(1, 41)]), "b": late}, days[-1])
    found = fact(book, "a-b.relative@all")
    assert (found.start, found.end) == (days[10], days[-1])
    assert 1 + found.number == pytest.approx((40 / 11) / 30)


def test_a_single_subject_has_no_margin(sample: FactBook) -> None:
    assert "compares two subjects" in reason(sample, "rut.excess.price@2025-08")


@given(PAIRS)
def test_the_ratio_line_is_the_product_of_relative_returns(values: Pairs) -> None:
    book = pair_walk([left for left, _ in values], [right for _, right in values])
    days = [date.fromordinal(one) for one in book.dataset.series["a"].days]
    steps = [1 + number(book, f"a-b.relative@{left}..{right}") for left, right in pairwise(days)]
    line = [number(book, f"a-b.ratio@{one}") for one in days]
    # A fall to a 25-millionth and back leaves eight of sixteen digits of 1 + r.
    assert np.cumprod([line[0], *steps]) == pytest.approx(line, rel=1e-6)


@given(PAIRS)
def test_the_margin_is_the_difference_of_returns(values: Pairs) -> None:
    book = pair_walk([left for left, _ in values], [right for _, right in values])
    margin = number(book, "a-b.excess@all")
    first, second = number(book, "a.return@all"), number(book, "b.return@all")
    assert margin == first - second
    assert number(book, "b-a.excess@all") == pytest.approx(-margin, abs=1e-9)
    assert (number(book, "a-b.relative@all") > 0) == (margin > 0)


@given(PAIRS)
def test_the_ratio_lies_between_its_extremes(values: Pairs) -> None:
    book = pair_walk([left for left, _ in values], [right for _, right in values])
    assert number(book, "a-b.ratio.from_low@all") >= 0 >= number(book, "a-b.ratio.from_high@all")
    low, high = (number(book, f"a-b.ratio.{end}@all") for end in ("low", "high"))
    assert low <= number(book, "a-b.ratio") <= high
    for end, value in (("low", low), ("high", high)):
        assert number(book, f"a-b.ratio@{day(book, f'a-b.ratio.{end}_date@all')}") == value
