"""Every disclosure the content calls for is in the finished text, or the build says which is not, why and how."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

import pytest

from reportgen.audit import house
from reportgen.model.document import Document, Person
from reportgen.model.exhibit import Figure, Panel
from reportgen.model.house import RuleSetting
from reportgen.model.report import ReportSpec
from reportgen.model.units import Standing
from tests.audit.house.editions import (
    BASIS,
    BODY,
    CLOSING,
    CONFLICTS,
    ERRORS,
    FUTURE,
    INDEX,
    OFFER,
    PURPOSE,
    breaches,
    edition,
    fact,
    inline,
    spec,
)

HITS = "rut.analogue.hits.price.breakout@1y"
ODDS = "fed.cut_probability@meeting:2026-09-16"


def errors(document: Document, report: ReportSpec | None = None) -> dict[str, str]:
    """The rules of disclosure broken, each with what it says."""
    found = house.inspect(document, report or spec())
    return {str(one.key): str(one) for one in found if str(one.key).startswith("disclosure.")}


def without(*texts: str) -> tuple[str, ...]:
    return tuple(text for text in CLOSING if text not in texts)


def test_a_sound_edition_discloses_everything() -> None:
    assert errors(edition()) == {}


@pytest.mark.parametrize(
    ("lost", "rule"),
    [
        (PURPOSE, "disclosure.not_advice"),
        (OFFER, "disclosure.no_offer"),
        (OFFER, "disclosure.past_performance"),
        (FUTURE, "disclosure.forward_looking"),
        (INDEX, "disclosure.index"),
        (BASIS, "disclosure.basis"),
        (CONFLICTS, "disclosure.conflicts"),
        (ERRORS, "disclosure.corrections"),
        (CLOSING[-1], "disclosure.licences"),
    ],
)
def test_one_that_is_missing_is_an_error_with_rule_and_remedy(lost: str, rule: str) -> None:
    told = errors(edition(closing=without(lost)))
    assert rule in told
    assert "nowhere says" in told[rule]
    assert "Say it under `disclosures:` in weekly.yaml" in told[rule]


@pytest.mark.parametrize(
    ("lost", "instead", "rule"),
    [
        (PURPOSE, "This is not investment advice.", "disclosure.not_advice"),
        (OFFER, "Nor is it a solicitation. Past results do not predict what comes.", "disclosure.no_offer"),
        (OFFER, "No offer. Past returns are not a promise of later ones.", "disclosure.past_performance"),
        (FUTURE, "Forward-looking remarks may turn out wrong.", "disclosure.forward_looking"),
        (INDEX, "An index is not something one can buy, and it has no costs.", "disclosure.index"),
        (BASIS, "A total return includes dividends; others are without.", "disclosure.basis"),
        (CONFLICTS, "The author has an interest to declare: none.", "disclosure.conflicts"),
        (ERRORS, "We correct mistakes. Write to desk@research.example.", "disclosure.corrections"),
    ],
)
def test_it_may_be_said_in_other_words(lost: str, instead: str, rule: str) -> None:
    assert rule in errors(edition(closing=without(lost)))
    assert rule not in errors(edition(closing=(*without(lost), instead)))


def test_what_is_said_in_the_body_does_not_replace_a_disclosure() -> None:
    told = errors(edition(*BODY, PURPOSE, closing=without(PURPOSE)))
    assert "disclosure.not_advice" in told


@pytest.mark.parametrize(
    ("key", "rule", "text"),
    [
        (HITS, "disclosure.hypothetical",
         "Historical comparisons are hypothetical illustrations from few events and no forecasts."),
        (ODDS, "disclosure.market_implied",
         "Probabilities implied by futures are prices, not forecasts."),
    ],
)  # fmt: skip
def test_content_calls_for_more(key: str, rule: str, text: str) -> None:
    assert rule not in errors(edition())
    body = f"It stood at {{{key}=ten}}."
    assert rule in errors(edition(body))
    assert rule not in errors(edition(body, closing=(*CLOSING, text)))


def test_a_text_without_returns_needs_no_word_on_indices() -> None:
    jobs = edition("Unemployment was {unemployment.rate=4.1%}.", risks=(), closing=without(OFFER, INDEX, BASIS))
    assert set(errors(jobs)) == {"disclosure.no_offer"}


def test_back_tested_figures_are_named_as_such() -> None:
    noted = fact("rut.return.price@1w", notes=("Levels before 31 December 1983 are back-tested.",))
    assert "disclosure.back_tested" in errors(edition(facts=[noted]))
    said = (*CLOSING, "Figures before 1983 are back-tested and hypothetical.")
    assert "disclosure.back_tested" not in errors(edition(facts=[noted], closing=said))


@pytest.mark.parametrize(
    ("standing", "said"),
    [
        (Standing.ESTIMATED, "Figures marked e are estimates."),
        (Standing.CITED, "Figures marked c are quoted from the source named."),
        (Standing.ILLUSTRATIVE, "Figures marked i rest on a made-up sample."),
    ],
)
def test_every_standing_is_explained(standing: Standing, said: str) -> None:
    weak = fact("rut.return.price@1w", standing=standing)
    assert "disclosure.standing" in errors(edition(facts=[weak]))
    assert "disclosure.standing" not in errors(edition(facts=[weak], closing=(*CLOSING, said)))


def test_the_day_it_describes_is_said() -> None:
    assert "disclosure.as_of" in errors(edition(method="Every figure was computed from data."))


def test_conflicts_must_be_typed_and_printed() -> None:
    silent = spec(terms={"conflicts": ""})
    assert "`none` where there are none" in errors(edition(), silent)["disclosure.conflicts"]
    stated = spec(terms={"conflicts": "the author holds the fund"})
    assert "nowhere says which conflicts" in errors(edition(), stated)["disclosure.conflicts"]
    printed = edition(closing=(*without(CONFLICTS), "Conflicts of interest: the author holds the fund."))
    assert "disclosure.conflicts" not in errors(printed, stated)


def test_nobody_to_report_an_error_to() -> None:
    told = errors(edition(), spec(terms={"contact": ""}))
    assert "Write `contact:` under `publisher:` in weekly.yaml" in told["disclosure.corrections"]


def test_a_language_model_is_named_and_somebody_answers_for_it() -> None:
    assert "disclosure.ai_use" in errors(edition(), spec(ai_use="assisted"))
    said = edition(closing=(*CLOSING, "Its wording was drafted with the help of a language model."))
    assert "disclosure.ai_use" not in errors(said, spec(ai_use="assisted"))
    assert "names nobody who answers" in errors(said, spec(ai_use="generated"))["disclosure.ai_use"]
    assert "disclosure.ai_use" not in errors(said, spec(ai_use="generated", reviewer=Person("Robin Hale")))


def test_every_dataset_and_every_exhibit_has_its_source() -> None:
    assert "disclosure.sources" in errors(replace(edition(), sources=()))
    assert "disclosure.exhibits" in errors(with_figure(edition(), source=""))
    assert "disclosure.exhibits" not in errors(with_figure(edition(), source="FTSE Russell."))


def with_figure(document: Document, source: str) -> Document:
    from reportgen.model.document import FigureBlock

    figure = Figure("rebased", inline("Small caps fell"), (), (), source, (Panel((), "percent1"),))
    first, *rest = document.sections
    return replace(document, sections=(replace(first, blocks=(*first.blocks, FigureBlock(figure))), *rest))


def regimes(document: Document, rule: str, terms: dict[str, str] | None = None) -> set[str]:
    names = ("publisher", "adviser", "broker-dealer", "eu")
    return {name for name in names if rule in errors(document, spec(name, terms=terms or {}))}


def test_a_regime_asks_for_more() -> None:
    assert regimes(edition(), "disclosure.supervisor") == {"broker-dealer", "eu"}
    assert regimes(edition(), "disclosure.completed") == {"eu"}
    terms = {"supervisor": "FINRA", "completed": "18:00 in New York"}
    assert regimes(edition(), "disclosure.supervisor", terms) == {"broker-dealer", "eu"}
    said = edition(closing=(*CLOSING, "It is supervised by FINRA. It was completed on that day, 18:00 in New York."))
    assert regimes(said, "disclosure.supervisor", terms) == set()
    assert regimes(said, "disclosure.completed", terms) == set()


def severities(report: ReportSpec, document: Document) -> set[str]:
    return {one.severity for one in house.inspect(document, report) if one.key == "words.promissory"}


@pytest.mark.parametrize(
    ("settings", "expected"),
    [
        ({}, {"error"}),
        ({"words.promissory": RuleSetting("warning")}, {"warning"}),
        ({"words": RuleSetting("warning")}, {"warning"}),
        ({"words": RuleSetting("off"), "words.promissory": RuleSetting("error")}, {"error"}),
        ({"words": RuleSetting("off")}, set()),
    ],
)
def test_a_report_says_how_hard_a_rule_is_meant(settings: dict[str, RuleSetting], expected: set[str]) -> None:
    assert severities(spec(rules=settings), edition("Small caps will soar.")) == expected


def test_errors_and_warnings_are_kept_with_the_rules_as_they_held() -> None:
    report = spec("adviser", {"words.causal": RuleSetting("off"), "balance.tilt": RuleSetting(None, 6.0)})
    document = edition("Small caps will soar.", "It rose because yields fell.")
    record = house.examine(document, report).as_json()
    assert record["regime"] == "adviser"
    assert record["rules"]["words.causal"] == {"severity": "off"}
    assert record["rules"]["balance.tilt"] == {"severity": "warning", "limit": 6.0}
    assert [one["rule"] for one in record["findings"]] == ["words.promissory"]


def test_every_rule_has_a_check_and_every_check_a_rule() -> None:
    from reportgen.model.house import RULES

    assert {*house.CHECKS, *house.PRINTED} == set(RULES)


def test_breaches_of_one_rule_do_not_hide_others() -> None:
    closing: Iterable[str] = ()
    assert len(errors(edition(closing=tuple(closing)))) >= 8
    assert breaches("disclosure.index", edition()) == []
