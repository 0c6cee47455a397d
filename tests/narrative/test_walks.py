"""Over markets of any shape the weekly says nothing false: directions, records, ranks, spans, by brute force.

The prose is read with a grammar of its own (reading.py), not with the guard's.
"""

# mypy: disable-error-code="misc"

from __future__ import annotations

import pytest
from hypothesis import HealthCheck, Phase, example, given, settings
from hypothesis import strategies as st

from tests.narrative.claims import CHECKS
from tests.narrative.truths import Truth
from tests.narrative.walks import NAMES, SHAPES, Market, Plan, market, written

PLANS = st.builds(
    Plan,
    shapes=st.tuples(*(st.sampled_from(SHAPES) for _ in NAMES)),
    yields=st.sampled_from(SHAPES),
    prices=st.sampled_from(SHAPES),
    seed=st.integers(0, 10_000),
    weeks=st.one_of(st.integers(2, 30), st.integers(50, 70), st.integers(260, 275)),
    closed=st.sampled_from((0, 9, 23)),
    gap=st.tuples(st.integers(0, 60), st.sampled_from((0, 0, 1, 5))),
    late=st.sampled_from((0, 0, 0, 1, 20)),
    day=st.integers(0, 6),
    plural=st.booleans(),
)


def nothing_false(plan: Plan) -> None:
    """Every check over the edition of one market."""
    found: Market = market(plan)
    document, book = written(plan, found)
    truth = Truth(found)
    for check in CHECKS:
        check(document, book, truth)


@settings(
    max_examples=80,
    deadline=None,
    derandomize=True,
    phases=(Phase.explicit, Phase.generate),
    suppress_health_check=[HealthCheck.too_slow],
)
@given(plan=PLANS)
@example(Plan(("crash", "walk", "walk"), "crash", "crash", 1, 70, 0, (0, 0), 0, 3, True))
@example(Plan(("constant", "constant", "constant"), "constant", "constant", 1, 60, 0, (0, 0), 0, 3, True))
@example(Plan(("explosive", "crash", "flat"), "walk", "flat", 1, 265, 9, (30, 5), 0, 3, False))
@example(Plan(("walk", "walk", "walk"), "walk", "walk", 1, 2, 0, (0, 0), 20, 3, False))
def test_a_weekly_over_any_market_says_nothing_false(plan: Plan) -> None:
    nothing_false(plan)


RARE = (
    # Markets in which rarer things come up: first records in years, best and worst weeks and months, long runs.
    Plan(("walk", "constant", "stairs"), "crash", "walk", 2886, 274, 9, (31, 0), 0, 0, True),
    Plan(("walk", "walk", "walk"), "alternating", "alternating", 2020, 26, 0, (43, 5), 0, 3, False),
    Plan(("constant", "walk", "flat"), "stairs", "flat", 8445, 269, 0, (14, 5), 20, 5, False),
    Plan(("flat", "walk", "walk"), "stairs", "constant", 1328, 282, 0, (7, 1), 0, 4, True),
    Plan(("walk", "walk", "alternating"), "crash", "stairs", 3038, 264, 23, (40, 5), 1, 1, True),
    Plan(("walk", "alternating", "explosive"), "alternating", "constant", 2555, 74, 23, (18, 5), 1, 1, False),
    Plan(("walk", "walk", "walk"), "walk", "alternating", 5859, 262, 9, (23, 5), 20, 6, True),
    Plan(("walk", "explosive", "walk"), "constant", "stairs", 2116, 280, 23, (23, 5), 0, 1, False),
    Plan(("walk", "walk", "alternating"), "stairs", "flat", 9416, 266, 23, (50, 0), 0, 5, True),
    Plan(("walk", "walk", "walk"), "stairs", "walk", 2439, 67, 0, (46, 0), 0, 4, False),
    Plan(("walk", "constant", "walk"), "stairs", "flat", 4681, 60, 23, (41, 0), 0, 6, True),
    Plan(("stairs", "walk", "walk"), "alternating", "stairs", 6259, 283, 9, (50, 0), 20, 5, False),
    Plan(("walk", "constant", "crash"), "flat", "constant", 624, 269, 23, (51, 0), 20, 0, True),
    Plan(("alternating", "walk", "walk"), "flat", "walk", 1740, 274, 23, (6, 0), 0, 4, False),
    Plan(("walk", "constant", "walk"), "explosive", "walk", 6807, 274, 23, (4, 0), 0, 5, False),
    Plan(("walk", "constant", "walk"), "flat", "stairs", 8622, 61, 9, (57, 5), 1, 3, True),
    Plan(("stairs", "walk", "constant"), "crash", "walk", 0, 64, 9, (33, 0), 0, 0, False),
)


@pytest.mark.parametrize("plan", RARE, ids=lambda plan: f"{plan.shapes[0]}-{plan.seed}")
def test_a_week_of_note_says_nothing_false(plan: Plan) -> None:
    nothing_false(plan)
