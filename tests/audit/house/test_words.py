"""Words that promise, forecast, explain, sell: what each rule lets pass and what it finds."""

from __future__ import annotations

from datetime import date

import pytest

from reportgen.audit import house
from reportgen.model.units import Display, Standing
from tests.audit.house.editions import RISKS, breaches, edition, fact, says, spec


@pytest.mark.parametrize(
    "text",
    [
        "Returns are guaranteed.",
        "This is a risk-free way to earn more.",
        "You can't lose with small caps.",
        "Small caps are a sure thing.",
        "It is a no-brainer.",
        "Small caps will outperform.",
        "Small caps will almost certainly rally.",
        "They'll soar once rates fall.",
        "Small caps are set to outperform next year.",
        "The index is poised to rally.",
        "Small caps are due for a rally.",
        "A rebound is certain to come.",
        "Markets always recover.",
        "Small caps always bounce back.",
        "The strategy never loses.",
        "It is a must-own asset.",
        "Investors must own small caps.",
        "A once-in-a-lifetime chance.",
        "This is the best time to buy.",
        "The smart money is in small caps.",
        "There is nowhere to go but up.",
        "It is a safe bet.",
        "A proven strategy for all weathers.",
        "Small caps are going to double.",
        "The index will fall.",
        'Small caps are a "sure thing".',
        "Experts say it is guaranteed to work.",
    ],
)
def test_a_promise_is_found(text: str) -> None:
    [told] = says("words.promissory", text)
    assert "promises what nobody can know" in told
    assert "Say what happened" in told


@pytest.mark.parametrize(
    "text",
    [
        "Returns are not guaranteed.",
        "Nothing here is guaranteed.",
        "There is no such thing as a safe bet.",
        "The risk-free rate was 4%.",
        "A rebound is far from certain to come.",
        "“Small caps will soar,” said Jane Doe of Acme Bank.",
        "Jane Doe of Acme Bank called it “a sure thing”, she wrote on Friday, according to Reuters.",
        "Goldman Sachs expects that small caps will outperform.",
        "Will small caps rally?",
        "The committee will meet on [16 September].",
        "Futures put the odds that rates will rise at 40%.",
        "The index rose, fell and recovered.",
        "A new chair was set to music.",
        "Make sure to read the notes.",
        "It does not always recover.",
    ],
)
def test_what_promises_nothing_passes(text: str) -> None:
    assert says("words.promissory", text) == []


def test_the_risks_may_speak_of_certainties_and_disclosures_may_not() -> None:
    assert breaches("words.promissory", edition(risks=(*RISKS, "Losses are certain to come at times."))) == []
    assert len(breaches("words.promissory", edition(closing=("Returns are guaranteed.",)))) == 1


def test_headline_and_standfirst_are_read_too() -> None:
    assert len(breaches("words.promissory", edition(headline="Small caps will soar"))) == 1
    assert len(breaches("words.promissory", edition(standfirst="A rally is guaranteed."))) == 1


@pytest.mark.parametrize(
    "text",
    [
        "Earnings will grow {smallcap.earnings=12%} next year.",
        "We expect a return of {rut.return.price@1y=8%}.",
        "Our forecast is a gain of 10%.",
        "The index should reach 3,500 by year-end.",
        "The price target is 3,400.",
        "It is expected to gain {rut.return.price@1y=8%}.",
        "Profits are likely to double.",
    ],
)
def test_a_figure_on_the_future_needs_somebodys_name(text: str) -> None:
    [told] = says("words.forecast", text)
    assert "puts a figure on the future in the house's own name" in told


@pytest.mark.parametrize(
    "text",
    [
        "Goldman Sachs expects earnings to grow 12% next year.",
        "According to the Federal Reserve, unemployment will be 4.4%.",
        "Earnings grew {smallcap.earnings=12%} last year.",
        "The committee will meet on [16 September 2026].",
        "The next report will say more.",
        "It was expected to gain, and did not.",
        "Futures put the probability that rates will be cut at {fed.cut_probability@meeting:2026-09-16=58.1%}.",
        "A cut is expected to come with a probability of {fed.cut_probability@meeting:2026-09-16=58.1%}.",
    ],
)
def test_a_named_forecast_a_price_and_a_date_pass(text: str) -> None:
    assert says("words.forecast", text) == []


def test_a_quoted_figure_is_its_sources() -> None:
    cited = fact("cited.figure.target", 0.1, standing=Standing.CITED)
    assert says("words.forecast", "It will gain {cited.figure.target=10%}, they say.", facts=[cited]) == []
    day = fact("fed.next_meeting", date(2026, 9, 16), display=Display.DATE)
    assert says("words.forecast", "They will meet on {fed.next_meeting=16 September}.", facts=[day]) == []


RECORD = "Small caps had a record week."


def test_a_superlative_needs_a_measure_a_date_or_a_search() -> None:
    plain = edition(RECORD, risks=("Things may go wrong.",))
    assert "superlative claim (“a record week”)" in breaches("words.superlative", plain)[0]
    searched = edition(RECORD, risks=("Things may go wrong.",), facts=[fact("rut.record.level.price")])
    assert breaches("words.superlative", searched) == []
    for text in (
        "It was the best week since [March 2020].",
        "It was the largest gain since 2000, {rut.return.price@1w=9%}.",
        "It was no record week.",
    ):
        assert breaches("words.superlative", edition(text, risks=("Things may go wrong.",))) == []
    for text in ("It was unprecedented.", "Never before had so much been sold.", "The best week in years."):
        assert len(breaches("words.superlative", edition(text, risks=("Things may go wrong.",)))) == 1, text


def test_cheap_stands_beside_its_measure() -> None:
    assert "without the measure that says so" in says("words.valuation", "Small caps are cheap.")[0]
    assert says("words.valuation", "Small caps look cheap: {smallcap.pe.trailing.all=15.1 times} earnings.") == []
    assert says("words.valuation", "According to Acme Bank small caps are undervalued.") == []
    assert says("words.valuation", "Small caps fell.") == []


HITS = "rut.analogue.hits.price.breakout@1y"
COUNT = "rut.analogue.count.price.breakout@1y"
BASE = "rut.analogue.base_rate.price.breakout@1y"


def test_what_history_shows_needs_cases_and_base_rate() -> None:
    assert "appeals to history" in says("words.history", "History shows that small caps lead after cuts.")[0]
    assert len(says("words.history", "Small caps have always led after cuts.")) == 1
    [told] = says("words.history", f"It was higher in {{{HITS}=ten}} cases.")
    assert "without the cases and the base rate" in told
    whole = f"History says: {{{HITS}=ten}} of {{{COUNT}=eleven}} cases, and {{{BASE}=79%}} of all years."
    assert says("words.history", whole) == []
    assert says("words.history", "Acme Bank says history is on the side of small caps.") == []


@pytest.mark.parametrize(
    "text",
    [
        "Small caps rose because yields fell.",
        "The rally was driven by hopes of a cut.",
        "Shares fell on fears of a recession.",
        "Thanks to lower yields the index gained.",
        "Higher yields weighed on small caps, which fell.",
    ],
)
def test_a_cause_needs_an_authority(text: str) -> None:
    assert "on nobody's authority" in says("words.causal", text)[0]


@pytest.mark.parametrize(
    "text",
    [
        "Small caps rose as yields fell.",
        "Small caps rose because yields fell, according to Acme Bank.",
        "Jane Doe said the rally was driven by hopes of a cut.",
        "Parts may not add up because of rounding.",
        "In that month it led by seven points.",
        "Small caps did not fall because yields rose.",
    ],
)
def test_two_facts_side_by_side_are_no_cause(text: str) -> None:
    assert says("words.causal", text) == []


@pytest.mark.parametrize(
    ("rule", "text"),
    [
        ("words.call_to_action", "Contact us to learn more."),
        ("words.call_to_action", "Sign up now."),
        ("words.call_to_action", "Now is the time to buy."),
        ("words.call_to_action", "Speak to one of our advisers."),
        ("words.call_to_action", "Find out more about our funds."),
        ("words.impersonal", "You should buy small caps."),
        ("words.impersonal", "Small caps belong in your portfolio."),
        ("words.impersonal", "We recommend that you reduce large caps."),
        ("words.own_performance", "Our fund returned 12%."),
        ("words.own_performance", "Our model portfolio has outperformed the index."),
        ("words.own_performance", "We have beaten the market."),
        ("words.single_issuer", "Acme Widgets Inc. is undervalued."),
        ("words.single_issuer", "Acme (NYSE: ACM) has a price target of 40 dollars."),
        ("words.single_issuer", "We like $ACME here."),
        ("words.options", "Sell covered calls against the position."),
        ("words.options", "Investors buying put options are protected."),
        ("words.options", "An options strategy helps."),
    ],
)
def test_what_is_no_commentary_is_found(rule: str, text: str) -> None:
    assert len(says(rule, text)) == 1


@pytest.mark.parametrize(
    ("rule", "text"),
    [
        ("words.call_to_action", "Investors bought small caps."),
        ("words.call_to_action", "The Fed acted now and then."),
        ("words.impersonal", "Investors hold portfolios of their own."),
        ("words.impersonal", "Thank you for reading."),
        ("words.own_performance", "The fund returned 12%."),
        ("words.own_performance", "Our figures differ from theirs."),
        ("words.single_issuer", "Acme Widgets Inc. reported on Friday."),
        ("words.single_issuer", "The index is undervalued."),
        ("words.single_issuer", "Settlement prices of CME Group Inc. are used."),
        ("words.options", "Futures put the probability at 40%."),
        ("words.options", "He calls for caution."),
        ("words.options", "The committee has options."),
    ],
)
def test_commentary_passes(rule: str, text: str) -> None:
    assert says(rule, text) == []


def test_a_return_of_less_than_a_year_is_not_annualised() -> None:
    key = "rut.return.annualised.price@2026-01-02..2026-08-21"
    short = fact(key, start=date(2026, 1, 2), end=date(2026, 8, 21), metric="return.annualised")
    [told] = says("words.annualised", f"It gained {{{key}=30%}} a year.", facts=[short])
    assert "annualises a return of 231 days" in told
    long = fact(key, start=date(2021, 1, 4), end=date(2026, 8, 21), metric="return.annualised")
    assert says("words.annualised", f"It gained {{{key}=30%}} a year.", facts=[long]) == []


def test_a_finding_names_section_sentence_and_remedy() -> None:
    [problem] = house.inspect(edition("Small caps will soar."), spec())
    assert str(problem) == (
        "weekly 2026-08-21, The week, words.promissory: “Small caps will soar.” promises what nobody can know "
        "(“will soar”) (FINRA rule 2210(d)(1)(B)). "
        "Say what happened, or name who expects it and say that it may not come."
    )
    assert problem.severity == "error"
