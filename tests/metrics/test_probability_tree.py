"""The tree against what exchanges and independent programs published, and against its own laws."""

from __future__ import annotations

import csv
import pathlib
from calendar import monthrange
from dataclasses import replace
from datetime import date
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reportgen.metrics.probability_tree import STEP, above, after_each, below, convolve, ever, mean, two_point
from reportgen.metrics.rate_path import (
    Curve,
    Path,
    Rule,
    Unsolved,
    days_in,
    month_number,
    month_start,
    rate_path,
    remaining,
)

REAL = pathlib.Path(__file__).parents[3] / "shared" / "realdata" / "rates"

MEETINGS = [
    date.fromisoformat(day)
    for day in (
        "2015-09-17 2022-07-27 2022-09-21 2022-11-02 2022-12-14 2023-02-01 2026-07-29 2026-09-16 2026-10-28 "
        "2026-12-09 2027-01-27 2027-03-17 2027-04-28 2027-06-09 2027-07-28 2027-09-15 2027-10-27 2027-12-08"
    ).split()
]
SEPTEMBER_2026 = {
    "2026-09": 96.2525,
    "2026-10": 96.105,
    "2026-11": 95.975,
    "2026-12": 95.835,
    "2027-01": 95.77,
    "2027-02": 95.68,
}
AUGUST_2026 = {"2026-08": 96.37, "2026-09": 96.325, "2026-10": 96.27, "2026-11": 96.23}
SEPTEMBER_2022 = {"2022-09": 97.4475, "2022-10": 96.94, "2022-11": 96.43, "2022-12": 96.235, "2023-01": 96.115}
AUGUST_2015 = {"2015-08": 99.8675, "2015-09": 99.805}


def month(text: str) -> int:
    return month_number(date.fromisoformat(f"{text}-01"))


def curve(settles: dict[str, float], day: str, **more: object) -> Curve:
    settled = date.fromisoformat(day)
    last = max(month(text) for text in settles)
    known = {"known_until": last, **more}
    return Curve(
        averages={month(text): (100 - settle) / 100 for text, settle in settles.items()},
        ahead=tuple(day for day in MEETINGS if day > settled and month_number(day) <= last),
        held=tuple(day for day in MEETINGS if day <= settled),
        **known,  # type: ignore[arg-type]
    )


def percents(odds: object) -> dict[int, float]:
    assert isinstance(odds, dict)
    return {moved: round(chance * 100, 1) for moved, chance in odds.items() if chance > 5e-4}


def odds(path: Path) -> list[dict[int, float]]:
    return [percents(dict(after)) for after in after_each(path.steps)]


def test_the_default_gives_the_odds_cme_published_for_18_september_2026() -> None:
    october, december, _ = odds(rate_path(curve(SEPTEMBER_2026, "2026-09-18"), Rule()))
    assert october == {0: 42.4, 1: 57.6}
    assert december == {0: 9.9, 1: 46.0, 2: 44.1}


def test_the_worked_example_of_september_2022() -> None:
    # CME Group's own example: 20 of September's 30 days before, November filled forward.
    path = rate_path(curve(SEPTEMBER_2022, "2022-09-12"), Rule(decision_day=True, forward=True))
    september, november = path.steps[:2]
    assert september.end == pytest.approx(0.0306, abs=1e-9)
    assert september.start == pytest.approx(0.0229875, abs=1e-9)
    assert september.change / STEP == pytest.approx(3.045, abs=1e-9)
    assert november.start == pytest.approx(0.0306, abs=1e-9)
    assert november.end == pytest.approx(0.035876, abs=5e-7)
    assert november.change / STEP == pytest.approx(2.1103, abs=5e-5)
    first, second = after_each(path.steps)[:2]
    assert percents(dict(first)) == {3: 95.5, 4: 4.5}
    assert [round(second[steps], 4) for steps in (5, 6, 7)] == [0.8496, 0.1454, 0.0050]


def test_two_adjoining_meeting_months_have_two_answers() -> None:
    # November and December 2022: backward from January the November change is 2.1554 moves, not 2.1103.
    backward = rate_path(curve(SEPTEMBER_2022, "2022-09-12"), Rule(decision_day=True))
    assert backward.steps[1].change / STEP == pytest.approx(2.1554, abs=5e-5)


def test_the_example_of_2015_is_solved_forward_where_no_later_month_anchors_it() -> None:
    path = rate_path(curve(AUGUST_2015, "2015-08-20"), Rule(decision_day=True))
    (september,) = path.steps
    assert september.end == pytest.approx(0.0026643, abs=5e-8)
    assert above(two_point(september.change)) == pytest.approx(0.536, abs=5e-4)
    assert september.forward


@pytest.mark.parametrize(
    ("rule", "expected"),
    [
        (Rule(), {0: 50.8, 1: 42.4, 2: 6.8}),
        (Rule(decision_day=True), {0: 50.9, 1: 42.2, 2: 6.9}),
        (Rule(decision_day=True, forward=True), {0: 51.2, 1: 41.6, 2: 7.2}),
    ],
)
def test_a_meeting_late_in_its_month_is_anchored_on_the_month_after(rule: Rule, expected: dict[int, float]) -> None:
    path = rate_path(curve(AUGUST_2026, "2026-08-20"), rule)
    assert odds(path)[1] == expected
    assert 4.4e-4 < path.steps[1].change < 5.1e-4


def test_three_days_of_a_contract_are_not_trusted_with_a_rate() -> None:
    # The published error of 28 October 2026: one contract and today's rate alone give "310%".
    alone = curve({"2026-10": 96.27}, "2026-10-01", in_force=0.0363)
    naive = (31 * 0.0373 - 27 * 0.0363) / 4
    assert naive == pytest.approx(0.04405)
    assert (naive - 0.0363) / STEP == pytest.approx(3.10)
    path = rate_path(alone, Rule(realised=True))
    assert path.steps == ()
    assert path.stopped == (
        "no month without a meeting is priced after 28 October 2026, "
        "and only 3 of the 31 days priced follow 28 October 2026"
    )


def test_convolution_gives_the_published_two_meeting_odds() -> None:
    both = convolve({0: 0.626, 1: 0.374}, {0: 0.476, 1: 0.524})
    assert [round(both[steps], 3) for steps in (0, 1, 2)] == [0.298, 0.506, 0.196]
    # 10 September 2018: 1.6/98.4 for September, 1.5/93.3/5.1 after November, all rounded to a tenth.
    later = convolve({0: 0.016, 1: 0.984}, {0: 1 - 5.1 / 98.4, 1: 5.1 / 98.4})
    assert [later[steps] * 100 for steps in (0, 1, 2)] == pytest.approx([1.5, 93.3, 5.1], abs=0.1)


@pytest.mark.parametrize(
    ("settles", "day", "expected"),
    [
        # pyfedwatch 1.2.0 in an environment of its own (pandas 2.3.3), which counts the decision day at the
        # new rate, fills backward, and wants the contract of the last month without a meeting (2022-08 at
        # 97.67, 2026-08 at 96.37); percent by number of moves, one row a meeting.
        (
            {"2022-08": 97.67, **SEPTEMBER_2022},
            "2022-09-12",
            [{2: 8.0, 3: 92.0}, {4: 6.756923, 5: 78.947692, 6: 14.295385}],
        ),
        (AUGUST_2026, "2026-08-20", [{0: 62.37037, 1: 37.62963}, {0: 50.912702, 1: 42.174595, 2: 6.912702}]),
        (
            {"2026-08": 96.37, **SEPTEMBER_2026},
            "2026-09-18",
            [
                {0: 40.296296, 1: 59.703704},
                {0: 10.043077, 1: 45.133219, 2: 44.823704},
                {0: 5.732279, 1: 30.071451, 2: 44.956557, 3: 19.239713},
            ],
        ),
    ],
)
def test_an_independent_program_agrees(settles: dict[str, float], day: str, expected: list[dict[int, float]]) -> None:
    path = rate_path(curve(settles, day), Rule(decision_day=True))
    for ours, theirs in zip(after_each(path.steps), expected, strict=False):
        assert {moved: chance * 100 for moved, chance in ours.items()} == pytest.approx(theirs, abs=1e-6)


# -- the rate observed -----------------------------------------------------------------------------


def test_days_gone_by_are_taken_at_the_rates_they_had() -> None:
    assert remaining(0.0375, [0.0363] * 15, 30) == pytest.approx(0.0387)
    with pytest.raises(Unsolved, match="no day"):
        remaining(0.0375, [0.0363] * 30, 30)


def test_after_the_meeting_the_rest_of_the_month_is_the_rate_in_force() -> None:
    elapsed = (0.0363,) * 16 + (0.0388,) * 2
    now = curve(SEPTEMBER_2026, "2026-09-18", in_force=0.0388, current=month("2026-09"), elapsed=elapsed)
    october = rate_path(now, Rule(realised=True)).steps[0]
    assert october.start == pytest.approx((30 * 0.037475 - 16 * 0.0363 - 2 * 0.0388) / 12)
    assert rate_path(now, Rule()).steps[0].start == pytest.approx(0.0388107, abs=1e-7)


def test_before_the_meeting_of_the_month_the_rate_in_force_is_the_last_one_observed() -> None:
    now = curve(SEPTEMBER_2022, "2022-09-12", in_force=0.0233, current=month("2022-09"), elapsed=(0.0233,) * 11)
    september = rate_path(now, Rule(realised=True)).steps[0]
    assert september.start == 0.0233
    assert september.change / STEP == pytest.approx(2.92)


def test_a_meeting_early_in_the_month_starts_from_the_rate_observed() -> None:
    # On 1 November 2022 the October contract is gone, and two days of November's tell nothing.
    late = {"2022-11": 96.22, "2022-12": 96.0, "2023-01": 95.8}
    with_rate = rate_path(curve(late, "2022-11-01", in_force=0.0308), Rule())
    assert with_rate.steps[0].start == 0.0308
    assert with_rate.steps[0].observed
    without = rate_path(curve(late, "2022-11-01"), Rule())
    assert without.steps == ()
    assert without.stopped == (
        "only 2 of the 30 days priced lie before 2 November 2022, "
        "and the rate before 2 November 2022 is not priced by itself"
    )


def test_two_meetings_in_one_month_are_not_told_apart() -> None:
    crisis = Curve({month("2020-03"): 0.0125, month("2020-04"): 0.005}, (date(2020, 3, 18),), month("2020-12"))
    assert len(rate_path(crisis, Rule()).steps) == 1
    after_an_emergency_cut = replace(crisis, held=(date(2020, 3, 3),))
    assert rate_path(after_an_emergency_cut, Rule()).stopped.startswith("two meetings fall into one month")


def test_the_path_stops_where_calendar_or_contracts_do() -> None:
    assert rate_path(curve(AUGUST_2026, "2026-08-20"), Rule()).stopped == (
        "the meetings after November 2026 are not known"
    )
    gap = {text: settle for text, settle in SEPTEMBER_2026.items() if text != "2026-12"}
    path = rate_path(curve(gap, "2026-09-18", known_until=month("2027-12")), Rule())
    assert [step.day for step in path.steps] == [date(2026, 10, 28)]
    assert path.stopped == "there is no contract for December 2026"


def test_a_month_without_a_meeting_counts_only_where_the_calendar_is_known() -> None:
    path = rate_path(curve(SEPTEMBER_2022, "2022-09-12", known_until=month("2022-12")), Rule(decision_day=True))
    assert path.steps[-1].day == date(2022, 12, 14)
    assert path.steps[-1].forward


# -- laws ------------------------------------------------------------------------------------------


@st.composite
def curves(draw: st.DrawFn) -> Curve:
    first = draw(st.integers(month("2015-01"), month("2026-12")))
    length = draw(st.integers(2, 18))
    level = draw(st.floats(-0.01, 0.15))
    moves = draw(st.lists(st.floats(-0.01, 0.01), min_size=length, max_size=length))
    averages = {first + at: level + sum(moves[: at + 1]) for at in range(length)}
    months = draw(st.sets(st.sampled_from(sorted(averages))))
    days = [month_start(number).replace(day=draw(st.integers(1, days_in(number)))) for number in sorted(months)]
    return Curve(averages, tuple(days), first + length - 1, in_force=draw(st.none() | st.just(level)))


RULES = st.builds(Rule, st.booleans(), st.booleans(), st.booleans())


@given(curves(), RULES)
def test_odds_sum_to_one_and_their_mean_is_the_implied_path(priced: Curve, rule: Rule) -> None:
    path = rate_path(priced, rule)
    for step, after in zip(path.steps, after_each(path.steps), strict=True):
        assert sum(after.values()) == pytest.approx(1, abs=1e-9)
        assert all(-1e-12 <= chance <= 1 + 1e-12 for chance in after.values())
        assert mean(after) == pytest.approx(step.end - path.steps[0].start, abs=1e-9)
        assert below(after) + above(after) + after.get(0, 0.0) == pytest.approx(1, abs=1e-9)


@given(curves(), RULES)
def test_each_rate_after_a_meeting_is_the_one_before_the_next(priced: Curve, rule: Rule) -> None:
    steps = rate_path(priced, rule).steps
    assert [step.end for step in steps[:-1]] == [step.start for step in steps[1:]]
    assert [step.day for step in steps] == list(priced.ahead[: len(steps)])


@given(curves(), st.booleans())
def test_solved_rates_reprice_the_contracts_they_were_solved_from(priced: Curve, decision_day: bool) -> None:
    # Backward, the contract of every meeting month but a run's first must come back from the two rates.
    steps = rate_path(priced, Rule(decision_day=decision_day)).steps
    for before, step in pairwise(steps):
        number = month_number(step.day)
        if number - month_number(before.day) == 1 and not (step.forward or step.observed):
            length = monthrange(step.day.year, step.day.month)[1]
            old = step.day.day - decision_day
            average = (old * step.start + (length - old) * step.end) / length
            assert average == pytest.approx(priced.averages[number], abs=1e-9)


@given(st.floats(-0.03, 0.03))
def test_one_meeting_has_two_neighbouring_outcomes(change: float) -> None:
    odds_of_one = two_point(change)
    assert max(odds_of_one) - min(odds_of_one) == 1
    assert mean(odds_of_one) == pytest.approx(change, abs=1e-12)


def test_at_least_one_cut_counts_every_branch_that_ever_cut() -> None:
    path = rate_path(curve(SEPTEMBER_2026, "2026-09-18"), Rule())
    first, second = (above(two_point(step.change)) for step in path.steps[:2])
    assert ever(path.steps[:2], down=False) == pytest.approx(first + second - first * second)
    assert ever(path.steps[:2], down=True) == 0


def test_every_settlement_of_a_real_month_makes_a_tree() -> None:
    file = REAL / "ZQ_settlements_2026-08.csv"
    if not file.exists():
        pytest.skip(f"{file} is not here")
    letters = "FGHJKMNQUVXZ"
    rows = list(csv.DictReader(file.open()))
    assert len(rows) > 10
    for row in rows:
        settles = {
            f"20{code[3:]}-{letters.index(code[2]) + 1:02d}": float(price)
            for code, price in row.items()
            if code != "date" and price and code[3:] in {"26", "27"}
        }
        path = rate_path(curve(settles, row["date"]), Rule())
        assert len(path.steps) == 11
        assert all(0.03 < step.end < 0.05 for step in path.steps)
        assert sum(after_each(path.steps)[-1].values()) == pytest.approx(1, abs=1e-9)
