"""Analogues as a reader meets them: on the daily series, on the sample, and where there is nothing to say."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reportgen.metrics import TABLE
from reportgen.metrics.book import FactBook
from reportgen.model.dataset import Dataset, Entity, Origin, Series
from reportgen.model.events import EventRule
from reportgen.model.facts import Fact, Unavailable
from reportgen.model.sessions import Sessions

RECORD = "a record close of the Russell 2000 after a year without one"
EVENTS = (
    EventRule("breakout", "record_close", "rut", RECORD),
    EventRule("high", "high_52w", "rut", "a 52-week high of the Russell 2000 after a year without one"),
    EventRule("turn", "cycle_end", "rut", "the end of a long lag of the Russell 2000", benchmark="spx"),
)
NEWEST = date(2026, 8, 21)


def _origin(name: str) -> Origin:
    return Origin(name, "Publisher", name, f"{name}.csv", "0" * 64)


def _read(path: Path, column: str) -> Series:
    lines = path.read_text(encoding="utf-8").splitlines()
    at = lines[0].split(",").index(column)
    cells = [line.split(",") for line in lines[1:]]
    pairs = [(date.fromisoformat(row[0]), float(row[at])) for row in cells]
    return Series.of(path.stem, [day for day, _ in pairs], [value for _, value in pairs], origin=_origin(path.stem))


def _dataset(entities: dict[str, dict[str, Series]]) -> Dataset:
    names = {"rut": "Russell 2000", "spx": "S&P 500"}
    series = {one.id: one for roles in entities.values() for one in roles.values()}
    days = sorted({day for one in series.values() for day in one.days})
    found = {
        key: Entity(key, "index", (names[key],), key, {role: one.id for role, one in roles.items()})
        for key, roles in entities.items()
    }
    return Dataset(series, {}, found, {"XNYS": Sessions("XNYS", tuple(days))})


@pytest.fixture(scope="module")
def daily(real_folder: Path) -> FactBook:
    prices = real_folder / "prices"
    data = _dataset(
        {
            "rut": {"price": _read(prices / "RUT_price_daily_1978_2026.csv", "close")},
            "spx": {
                "price": _read(prices / "GSPC_daily.csv", "close"),
                "total": _read(prices / "SP500_total_return_daily_1978_2026.csv", "tr"),
            },
        }
    )
    return FactBook(data, NEWEST, TABLE, events=EVENTS)


@pytest.fixture(scope="module")
def sample(sample_dataset: Dataset) -> Callable[[date], FactBook]:
    return lambda as_of: FactBook(sample_dataset, as_of, TABLE, events=EVENTS)


def _value(book: FactBook, key: str) -> float:
    answer = book.get(key)
    assert isinstance(answer, Fact), answer
    return answer.number


def _reason(book: FactBook, key: str) -> str:
    answer = book.get(key)
    assert isinstance(answer, Unavailable), answer
    return answer.reason


# -- the daily series --------------------------------------------------------------------------

TABLE_1_10 = """1982-11-04 507 -29.2 5.51 12.77 32.46 28.07
1985-12-12 902 -26.0 1.51 14.51 21.38 8.31
1989-07-31 710 -39.1 1.35 -4.31 -11.21 -7.19
1991-10-16 737 -34.3 2.72 11.79 9.21 4.11
1995-05-16 424 -13.3 2.98 10.47 11.55 31.34
1999-12-29 617 -36.9 1.53 9.25 4.82 -3.56
2004-04-05 1488 -46.0 -5.99 -5.67 -3.14 1.62
2011-04-27 1384 -59.9 -3.20 -6.73 -16.85 -4.66
2013-01-02 614 -29.6 4.33 5.98 13.48 31.75
2016-11-14 510 -26.4 4.42 8.13 4.41 13.30
2020-11-13 805 -43.1 12.37 29.36 26.77 37.66
2025-09-18 1410 -33.0 -0.63 1.00 -1.19 open""".splitlines()


@pytest.mark.parametrize(("number", "row"), list(enumerate(TABLE_1_10, 1)), ids=lambda cell: str(cell)[:10])
def test_every_event_of_the_published_table(daily: FactBook, number: int, row: str) -> None:
    day, gap, depth, *returns = row.split()
    assert daily.get(f"rut.analogue.date.breakout.{number}").value == date.fromisoformat(day)  # type: ignore[union-attr]
    assert _value(daily, f"rut.analogue.gap.breakout.{number}") == int(gap)
    # The table before 1987-09 stands on a copy that differs slightly.
    assert _value(daily, f"rut.analogue.depth.breakout.{number}") * 100 == pytest.approx(float(depth), abs=0.06)
    for window, stated in zip(("1m", "3m", "6m", "1y"), returns, strict=True):
        key = f"rut.analogue.event.price.breakout.{number}.sessions@{window}"
        if stated == "open":
            assert "18 September 2025 has not passed" in _reason(daily, key)
        else:
            assert _value(daily, key) * 100 == pytest.approx(float(stated), abs=0.06)


@pytest.mark.parametrize(
    ("terms", "count", "hits", "mean", "median"),
    [
        ("gap_250.sessions", 13, 9, 11.7, None),
        ("sessions", 11, 8, 12.8, 8.3),
        ("gap_500.sessions", 10, 7, 10.9, 6.2),
        ("gap_730.sessions", 5, 4, 9.4, 4.1),
        ("sessions.next_close", 11, 8, 12.6, 6.5),
    ],
)
def test_the_same_rule_in_other_terms(
    daily: FactBook, terms: str, count: int, hits: int, mean: float, median: float | None
) -> None:
    def ask(what: str) -> float:
        return _value(daily, f"rut.analogue.{what}.price.breakout.{terms}@1y")

    assert (ask("count"), ask("hits"), ask("open")) == (count, hits, 1)
    assert round(ask("mean") * 100, 1) == mean
    assert median is None or round(ask("median") * 100, 1) == median


def test_ten_of_eleven_averaging_fifteen_percent_and_what_it_hides(daily: FactBook) -> None:
    def ask(what: str, basis: str = "total") -> float:
        return _value(daily, f"spx.analogue.{what}.{basis}.breakout@1y")

    assert (ask("hits"), ask("count"), ask("open")) == (10, 11, 1)
    assert round(ask("mean") * 100, 1) == 15.5
    assert round(ask("mean", "price") * 100, 1) == 12.7
    assert (ask("hits", "price"), ask("count", "price")) == (10, 11)
    assert round(ask("base_rate") * 100) == 82
    assert 0.3 < ask("p_hits") < 0.5
    assert ask("hit_edge") == pytest.approx(10 / 11 - ask("base_rate"))
    assert 0.3 < ask("p_mean") < 0.42
    assert _value(daily, "rut.analogue.hits.price.breakout@1y") == 8
    wide = "spx.analogue.{}.price.breakout.gap_180@1y"
    assert (_value(daily, wide.format("hits")), _value(daily, wide.format("count"))) == (15, 19)


def test_what_chance_would_do(daily: FactBook) -> None:
    def ask(what: str) -> float:
        return round(_value(daily, f"rut.analogue.{what}.price.breakout.sessions@1y") * 100, 1)

    assert (ask("base_rate"), ask("base_mean"), ask("base_median")) == (70.8, 10.9, 11.1)
    assert (round(ask("wilson_low")), round(ask("wilson_high"))) == (43, 90)
    assert ask("bootstrap_low") == pytest.approx(3.7, abs=0.3)
    assert ask("bootstrap_high") == pytest.approx(22.3, abs=0.3)
    assert ask("p_mean") == pytest.approx(37, abs=1)
    assert ask("p_hits") == pytest.approx(60, abs=1)
    assert ask("edge") == pytest.approx(1.9, abs=0.1)


def test_overlap_more_than_doubles_the_error(daily: FactBook) -> None:
    naive = _value(daily, "rut.analogue.base_error.price.breakout@1y")
    aware = _value(daily, "rut.analogue.hac_error.price.breakout@1y")
    assert 2.3 < aware / naive < 2.9
    assert 47 < _value(daily, "rut.analogue.base_effective_n.price.breakout@1y") < 49
    assert _value(daily, "rut.analogue.effective_n.price.breakout@1y") == pytest.approx(11)


def test_the_latest_event_is_named_and_still_open(daily: FactBook) -> None:
    assert daily.get("rut.analogue.latest.breakout").value == date(2025, 9, 18)  # type: ignore[union-attr]
    assert _value(daily, "rut.analogue.latest_days.breakout") == 337
    assert daily.get("rut.analogue.due.breakout@1y").value == date(2026, 9, 18)  # type: ignore[union-attr]
    assert _value(daily, "spx.analogue.since.price.breakout") == pytest.approx(7674.37 / 6631.96 - 1, abs=1e-4)
    assert _value(daily, "rut.analogue.event_count.breakout") == 12


def test_few_turns_of_the_ratio_are_listed_not_averaged(daily: FactBook) -> None:
    days = [daily.get(f"rut.analogue.date.turn.{number}") for number in (1, 2, 3)]
    assert [fact.value for fact in days if isinstance(fact, Fact)] == [
        date(1991, 10, 31),
        date(2000, 2, 29),
        date(2021, 1, 29),
    ]
    assert "too few for more than a list" in _reason(daily, "spx.analogue.mean.price.turn@1y")
    assert _value(daily, "spx.analogue.count.price.turn@1y") == 3
    hits = daily.get("spx.analogue.hits.price.turn@1y")
    assert isinstance(hits, Fact)
    assert any("listed one by one" in note for note in hits.notes)


def test_an_average_leads_to_the_rows_of_both_closes(daily: FactBook) -> None:
    mean = daily.get("spx.analogue.mean.total.breakout@1y")
    assert isinstance(mean, Fact)
    assert len(mean.inputs) == 11
    first = daily.get(str(mean.inputs[0]))
    assert isinstance(first, Fact)
    assert {origin.dataset for origin in first.origins} == {
        "RUT_price_daily_1978_2026",
        "SP500_total_return_daily_1978_2026",
    }
    assert (first.start, first.end) == (date(1982, 11, 4), date(1983, 11, 4))


# -- the sample, with week-end closes ----------------------------------------------------------


def test_the_sample_says_ten_of_eleven_and_about_twelve_percent(sample: Callable[[date], FactBook]) -> None:
    book = sample(NEWEST)
    assert _value(book, "spx.analogue.hits.price.breakout@1y") == 10
    assert _value(book, "spx.analogue.count.price.breakout@1y") == 11
    assert round(_value(book, "spx.analogue.mean.price.breakout@1y") * 100, 1) == 12.4
    assert round(_value(book, "spx.analogue.base_rate.price.breakout@1y") * 100) == 79
    mean = book.get("spx.analogue.mean.price.breakout@1y")
    assert isinstance(mean, Fact)
    assert any("18 September 2025" in note for note in mean.notes)
    assert any("week-end closes" in note for note in mean.notes)
    assert any("back-tested" in note for note in mean.notes)


def test_month_end_total_returns_are_asked_for_by_name(sample: Callable[[date], FactBook]) -> None:
    book = sample(NEWEST)
    assert "month_end" in _reason(book, "spx.analogue.mean.total.breakout@1y")
    assert round(_value(book, "spx.analogue.mean.total.breakout.month_end@1y") * 100, 1) == 14.8
    assert _value(book, "spx.analogue.hits.total.breakout.month_end@1y") == 10


def test_sessions_cannot_be_counted_on_week_end_closes(sample: Callable[[date], FactBook]) -> None:
    for terms in ("sessions", "next_close"):
        assert "no daily closes" in _reason(sample(NEWEST), f"spx.analogue.mean.price.breakout.{terms}@1y")


def test_an_earlier_edition_knows_nothing_later(sample: Callable[[date], FactBook]) -> None:
    before, after = sample(date(2022, 9, 30)), sample(date(2025, 12, 10))
    assert _value(before, "rut.analogue.event_count.breakout") == 11
    assert _value(after, "rut.analogue.event_count.breakout") == 12
    assert _value(before, "spx.analogue.count.price.breakout@1y") == 11
    early = sample(date(2021, 6, 30))
    assert (
        _value(early, "spx.analogue.count.price.breakout@1y"),
        _value(early, "spx.analogue.open.price.breakout@1y"),
    ) == (10, 1)
    assert _value(early, "spx.analogue.hits.price.breakout@1y") == 9


# -- where there is nothing to say -------------------------------------------------------------


@pytest.mark.parametrize(
    ("key", "reason"),
    [
        ("spx.analogue.mean.price.nope@1y", "declared: breakout, high, turn"),
        ("spx.analogue.mean.price@1y", "name the event"),
        ("spx.analogue.mean.price.breakout.gap@1y", "no variant 'gap'"),
        ("spx.analogue.mean.price.breakout@ytd", "1m, 3m, 6m or 1y"),
        ("spx.analogue.event.price.breakout.13@1y", "no event 13, only 12"),
        ("spx.analogue.date.breakout.1", "declared on rut"),
        ("rut.analogue.date.breakout", "its number"),
        ("spx.analogue.mean.price.turn.gap_500@1y", "no gap in days"),
        ("spx.analogue.mean.price.breakout.gap_9000@1y", "no such event"),
        ("spx.analogue.mean.price.breakout@10y", None),
    ],
)
def test_the_reason_is_one_a_reader_can_use(sample: Callable[[date], FactBook], key: str, reason: str | None) -> None:
    if reason is None:
        assert _value(sample(NEWEST), key) > 0
    else:
        assert reason in _reason(sample(NEWEST), key)


# -- any closes --------------------------------------------------------------------------------


@settings(max_examples=25, deadline=None)
@given(st.integers(0, 10_000), st.sampled_from(["1m", "3m", "6m", "1y"]))
def test_counts_add_up_and_bounds_hold_whatever_the_prices(seed: int, window: str) -> None:
    draw = np.random.default_rng(seed)
    days = [date.fromordinal(day) for day in range(730_000, 738_000) if date.fromordinal(day).weekday() < 5]
    values = 100 * np.exp(np.cumsum(draw.normal(0.0002, 0.012, len(days))))
    series = Series.of("one", days, values.tolist(), origin=_origin("one"))
    book = FactBook(_dataset({"rut": {"price": series}}), days[-1], TABLE, events=EVENTS)
    if _value(book, "rut.analogue.event_count.breakout") == 0:
        assert "no such event" in _reason(book, f"rut.analogue.hits.price.breakout@{window}")
        return

    def ask(what: str) -> float:
        return _value(book, f"rut.analogue.{what}.price.breakout@{window}")

    assert ask("count") + ask("open") == _value(book, "rut.analogue.event_count.breakout")
    if ask("count") >= 5:
        assert 0 <= ask("hits") <= ask("count")
        assert ask("wilson_low") <= ask("hit_rate") <= ask("wilson_high")
        assert ask("worst") <= ask("bootstrap_low") <= ask("mean") <= ask("bootstrap_high") <= ask("best")
        assert 0 < ask("p_mean") <= 1
        assert ask("hits") > 0 or ask("p_hits") == 1
