"""What prose and tables call the variants that several families share."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

SPOKEN: Mapping[str, tuple[str, ...]] = {
    "forward": ("forward", "analysts' forecasts", "on forecasts"),
    "ex_negative": (
        "loss-makers left out",
        "without loss-makers",
        "without the loss-makers",
        "leave the loss-makers out",
        "excluding loss-makers",
        "loss-makers excluded",
    ),
    "all": (
        "losses counted",
        "with losses",
        "loss-makers included",
        "including loss-makers",
        "with loss-makers",
        "with them",
        "leave nobody out",
        "every company counted",
    ),
    "zero_floored": ("losses as zero", "losses counted as zero"),
    "ex_financials": (
        "without financials and real estate",
        "excluding financials and real estate",
        "leaving financial and property companies aside",
    ),
    "largest": ("largest", "the most", "at the top"),
    "smallest": ("smallest", "at the foot"),
    "weeks": ("weeks", "weekly"),
    "months": ("months", "monthly"),
    "quarters": ("quarters", "quarterly"),
    "years": ("years", "yearly"),
}
"""A variant's word -> its phrases; a word without any is said as it stands, its underscores as spaces."""


def spoken_of(
    slots: Sequence[Sequence[str]], more: Mapping[str, tuple[str, ...]] | None
) -> tuple[tuple[str, tuple[str, ...]], ...]:
    """The phrases of a metric's own variants, and those it declares beside them."""
    words = dict.fromkeys(word for slot in slots for word in slot)
    return tuple({**{word: SPOKEN[word] for word in words if word in SPOKEN}, **(more or {})}.items())
