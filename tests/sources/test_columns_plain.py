"""Clean cells are read without pandas, and to the same values as with it."""

from __future__ import annotations

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from reportgen.sources.columns import _parsed, _plain

NUMBERS = st.floats(allow_nan=False, allow_infinity=False).map(repr)
ODD = st.sampled_from(["1_000", "٣", "n/a", ".", " ", "1,000", "--", "0x1A", "1e5 USD"])


@given(st.lists(st.one_of(NUMBERS, st.integers().map(str), st.just(""))))
def test_both_ways_give_the_same_numbers(cells: list[str]) -> None:
    plain = _plain(cells)
    assert plain is not None
    absent, raw = _parsed(cells, set())
    assert np.array_equal(plain[0], absent)
    assert np.allclose(plain[1], raw, rtol=1e-12, atol=0, equal_nan=True)


@given(st.lists(NUMBERS), ODD)
def test_anything_else_is_left_to_pandas(cells: list[str], odd: str) -> None:
    assert _plain([*cells, odd]) is None
