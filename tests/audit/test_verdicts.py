"""The one rule of verdicts: [stated ± half its last printed unit] meets [fact ± tolerance]."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from reportgen.audit.grammar.quantity import Bound, Measure, Quantity
from reportgen.audit.resolve.resolution import Resolution
from reportgen.audit.resolve.shelf import Evidence
from reportgen.audit.verdicts import fits
from reportgen.model.units import Display, Unit

VALUES = st.floats(-0.9, 3.0, allow_nan=False)
PLACES = st.integers(0, 3)


def evidence(value: float, tolerance: float = 0.0) -> Evidence:
    return Evidence(value, tolerance, Unit.FRACTION, Display.PERCENT, "rut.return.price@2025", "", "rut", "return")


def stated(percent: float, places: int, bound: Bound = Bound.EXACT) -> Quantity:
    value = abs(percent) / 100
    return Quantity(0, 1, value, value, 0.5 * 10.0 ** -(places + 2), Measure.PERCENT, places, bound=bound)


@given(VALUES, PLACES)
def test_a_value_supports_every_rounding_of_itself(value: float, places: int) -> None:
    sign = -1 if value < 0 else 1
    assert fits(stated(round(100 * value, places), places), evidence(value), Resolution(signed=sign))


@given(VALUES, PLACES, st.integers(2, 9))
def test_two_units_of_the_last_place_away_it_does_not(value: float, places: int, steps: int) -> None:
    assume(abs(value) > 0.0001)
    sign = -1 if value < 0 else 1
    printed = abs(round(100 * value, places)) + steps * 10.0**-places
    assert not fits(stated(printed, places), evidence(value), Resolution(signed=sign))


@given(VALUES, PLACES, st.floats(0.0, 0.02), st.floats(-1.0, 1.0))
def test_a_tolerance_widens_the_fact_by_as_much_to_either_side(
    value: float, places: int, tolerance: float, share: float
) -> None:
    assume(value > tolerance)
    inside = stated(100 * (value + share * tolerance), places)
    outside = stated(100 * (value + tolerance) + 1.01 * 10.0**-places, places)
    assert fits(inside, evidence(value, tolerance), Resolution(signed=1))
    assert not fits(outside, evidence(value, tolerance), Resolution(signed=1))


@given(st.floats(0.001, 0.9), PLACES)
def test_the_wrong_direction_never_fits_unless_the_words_leave_it_open(value: float, places: int) -> None:
    quantity = stated(round(100 * value, places), places)
    assume(value > 2 * quantity.half)
    assert not fits(quantity, evidence(value), Resolution(signed=-1))
    assert fits(quantity, evidence(-value), Resolution(signed=0))


@pytest.mark.parametrize(
    ("bound", "said", "true", "false"),
    [
        (Bound.ABOUT, 7.0, (6.9, 7.1), (6.5, 7.5)),
        (Bound.NEARLY, 7.0, (6.8, 7.0), (6.4, 7.2)),
        (Bound.OVER, 7.0, (7.0, 7.8), (6.8, 12.0)),
        (Bound.UNDER, 7.0, (6.0, 7.0), (7.2, 3.0)),
    ],
)
def test_hedges_allow_what_their_words_allow(
    bound: Bound, said: float, true: tuple[float, ...], false: tuple[float, ...]
) -> None:
    quantity = stated(said, 1, bound)
    assert [fits(quantity, evidence(one / 100), Resolution(signed=1)) for one in true] == [True, True]
    assert [fits(quantity, evidence(one / 100), Resolution(signed=1)) for one in false] == [False, False]


def test_a_line_crossed_is_no_value_to_be_met() -> None:
    above = Resolution(threshold=1)
    assert fits(stated(4.0, 0), evidence(0.09), above)
    assert not fits(stated(4.0, 0), evidence(0.03), above)
    assert fits(stated(4.0, 0), evidence(0.03), replace(above, threshold=-1))
