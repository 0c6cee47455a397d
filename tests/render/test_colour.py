from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reportgen.render.colour import contrast, distance, shade

colours = st.integers(0, 0xFFFFFF).map(lambda value: f"#{value:06x}")


@pytest.mark.parametrize(
    ("one", "other", "ratio"),
    [
        ("#000000", "#ffffff", 21.0),
        ("#777777", "#ffffff", 4.48),
        ("#ff0000", "#ffffff", 4.0),
        ("#808080", "#808080", 1.0),
    ],
)
def test_contrast_is_that_of_wcag(one: str, other: str, ratio: float) -> None:
    assert contrast(one, other) == pytest.approx(ratio, abs=0.005)


@given(colours, colours)
def test_contrast_does_not_care_which_colour_is_the_text(one: str, other: str) -> None:
    assert contrast(one, other) == contrast(other, one) >= 1


def test_red_and_green_of_one_lightness_run_together_for_a_deuteranope_alone() -> None:
    assert distance("#b04a00", "#5c7a00") > 40
    assert distance("#b04a00", "#5c7a00", "deuteranopia") < 15


@given(colours)
def test_a_soft_tint_lies_between_its_colour_and_paper(colour: str) -> None:
    palette = {"subject": colour, "paper": "#ffffff"}
    assert contrast(shade("subject~", palette), "#ffffff") <= contrast(colour, "#ffffff") + 1e-9
