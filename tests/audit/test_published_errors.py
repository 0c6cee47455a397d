"""Errors that were published, each found for what it is; the figures are the articles', the words are not."""

from __future__ import annotations

from tests.audit.conftest import Audited


def test_a_year_to_date_from_a_wrong_base(audited: Audited) -> None:
    said = "The Russell 2000 closed at 2,534.35 on Friday and is up 14.7% year to date."
    close, year = audited(said, "2025-12-26").claims
    assert close.verdict == "supported"
    assert (year.verdict, year.error, year.fact) == (
        "contradicted",
        "period",
        "rut.return.price@2024-12-31..2025-12-26",
    )
    assert "+13.6%" in (year.expected or "")


def test_a_figure_the_data_do_not_hold_is_not_judged(audited: Audited) -> None:
    (claim,) = audited("GDP grew 3.3% in the third quarter of 2025.", "2025-12-26").claims
    assert claim.verdict == "unverifiable"


def test_a_stale_figure_beside_its_own_close(audited: Audited) -> None:
    said = "The Nasdaq Composite rose 20.5% in 2025, ending the year at 23,241.99."
    year, close = audited(said, "2026-01-01").claims
    assert (year.verdict, year.error) == ("contradicted", "rounding")
    assert close.verdict == "supported"


def test_a_low_of_the_wrong_day_and_a_level_that_was_no_close(audited: Audited) -> None:
    said = (
        "Since its low on April 7, the Russell 2000 has gained 42%, to close at 2,487.58, against 36% for the S&P 500. "
        "The equal-weighted Russell 2000 is another index."
    )
    rise, close, rival = [one for one in audited(said, "2025-10-08").claims if one.stated is not None]
    assert [rise.verdict, close.verdict, rival.verdict] == ["contradicted"] * 3
    assert (rival.error, "8 April 2025" in (rival.suggestion or "")) == ("period", True)
    assert "2,483.99" in (close.expected or "")


def test_per_cent_where_percentage_points_are_meant(audited: Audited) -> None:
    (gap,) = [
        one
        for one in audited("In 2025 the Nasdaq Composite outperformed the Russell 2000 by 9.1%.", "2026-01-02").claims
        if one.stated is not None
    ]
    assert (gap.verdict, gap.error) == ("contradicted", "unit")
    assert "percentage points" in (gap.reason or "")
