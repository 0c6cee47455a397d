"""Benefits beside risks: the section, its share, its facts, the headline, the titles."""

from __future__ import annotations

import pytest

from reportgen.audit.house.balance import half_width, measured
from reportgen.model.house import RuleSetting
from tests.audit.house.editions import RISKS, breaches, edition, fact, proof, spec

LONG = "The index was quoted and read and noted by all who cared to look at it on the day in question. " * 12


def test_a_text_without_risks_is_found_and_told_how_to_get_some() -> None:
    [told] = breaches("balance.risk_section", edition(risks=()))
    assert "has no section of risks" in told
    assert "kind: risks" in told
    assert breaches("balance.risk_section", edition()) == []


def test_risks_in_the_small_print_are_none() -> None:
    from tests.audit.house.editions import CLOSING

    assert len(breaches("balance.risk_section", edition(risks=(), closing=(*CLOSING, *RISKS)))) == 1


def test_the_share_of_words_on_risk_is_measured_against_a_limit() -> None:
    [told] = breaches("balance.risk_share", edition(LONG))
    assert "words to what could go wrong, less than 15%" in told
    lower = spec(rules={"balance.risk_share": RuleSetting(None, 0.05)})
    assert breaches("balance.risk_share", edition(LONG), lower) == []
    assert breaches("balance.risk_share", edition()) == []


def test_a_box_that_gives_the_other_side_counts() -> None:
    assert breaches("balance.risk_share", edition(LONG, counter=("It may fall as well. " * 10,))) == []


def test_each_risk_needs_a_figure_of_its_own() -> None:
    two = (RISKS[0], "Depth again. It once lost {rut.drawdown.max.price@10y=43.1%}.", RISKS[1], "Something else.")
    [told] = breaches("balance.risk_count", edition(risks=two))
    assert "names 2 distinct risks with a figure of their own, fewer than 3" in told
    fewer = spec(rules={"balance.risk_count": RuleSetting(None, 2.0)})
    assert breaches("balance.risk_count", edition(risks=two), fewer) == []
    assert breaches("balance.risk_count", edition()) == []


@pytest.mark.parametrize(
    ("headline", "standfirst"),
    [
        ("Small caps soared", "They beat the S&P 500 by {rut-spx.excess.price@1w=2.0 percentage points}."),
        ("Small caps ended the week at a record close", "A fine week."),
        ("What mattered", "Small caps rallied and are {rut-spx.excess.price@ytd=9.5 points} ahead for the year."),
    ],
)
def test_a_benefit_on_top_needs_what_qualifies_it(headline: str, standfirst: str) -> None:
    [told] = breaches("balance.headline", edition(headline=headline, standfirst=standfirst))
    assert "states a benefit and nothing that qualifies it" in told


@pytest.mark.parametrize(
    ("headline", "standfirst"),
    [
        ("Small caps soared", "They still stand {rut.drawdown.price=3%} below their record close."),
        ("Small caps beat the S&P 500 in a falling week", "So it went."),
        ("The small-cap case is strong, but only half the story", "Read on."),
        ("Small caps fell", "They lagged the S&P 500."),
        ("Small caps stood still", "The week was quiet."),
        ("Yields rose", "The ten-year yield is up {ust10y.yield.change@1w=9 basis points}."),
    ],
)
def test_a_qualified_benefit_and_a_loss_pass(headline: str, standfirst: str) -> None:
    assert breaches("balance.headline", edition(headline=headline, standfirst=standfirst)) == []


def test_a_text_that_leans_far_to_one_side_is_found() -> None:
    rosy = [f"Small caps gained in week {word}." for word in ("one", "two", "three", "four", "five")]
    [told] = breaches("balance.tilt", edition(*rosy, headline="Quiet", standfirst="Calm.", risks=("Rates.",)))
    assert "5 bullish sentences to 1 bearish, more than 4 to one" in told
    assert breaches("balance.tilt", edition(*rosy)) == []


def test_sentences_on_rates_and_jobs_lean_nowhere() -> None:
    found = measured(proof(edition("Unemployment rose to {unemployment.rate=4.1%}.", "Small caps rose.", risks=())))
    assert (found.bullish, found.bearish) == (1, 2)


HITS, COUNT, BASE = (f"spx.analogue.{name}.price.breakout@1y" for name in ("hits", "count", "base_rate"))


def facts(hits: int, count: int, base: float) -> list[object]:
    return [fact(HITS, float(hits)), fact(COUNT, float(count)), fact(BASE, base)]


def test_a_hit_rate_that_random_dates_nearly_match_stays_out_of_titles() -> None:
    title = f"After breakouts the S&P 500 was higher in {{{HITS}=ten}} of {{{COUNT}=eleven}} cases"
    for where in ({"headline": title}, {"standfirst": title}, {"title": title}):
        [told] = breaches("balance.analogue_title", edition(facts=facts(10, 11, 0.79), **where))  # type: ignore[arg-type]
        assert "91% is less than the base rate of 79% and half its confidence interval (18%)" in told
    good = edition(headline=title, facts=facts(95, 100, 0.79))  # type: ignore[arg-type]
    assert breaches("balance.analogue_title", good) == []


def test_a_title_without_the_base_rate_is_found() -> None:
    [told] = breaches("balance.analogue_title", edition(headline=f"Higher in {{{HITS}=ten}} cases"))
    assert "prints no count of cases and no base rate" in told


def test_the_text_may_cite_what_a_title_may_not() -> None:
    body = f"It was higher in {{{HITS}=ten}} of {{{COUNT}=eleven}} cases, and in {{{BASE}=79%}} of all years."
    assert breaches("balance.analogue_title", edition(body, facts=facts(10, 11, 0.79))) == []  # type: ignore[arg-type]


def test_half_the_interval_agrees_with_an_independent_one() -> None:
    proportion = pytest.importorskip("statsmodels.stats.proportion")
    for hits, count in ((10, 11), (8, 11), (0, 5), (50, 100)):
        low, high = proportion.proportion_confint(hits, count, method="wilson")
        assert half_width(hits / count, count) == pytest.approx((high - low) / 2)
