"""The rules of the house: what each demands, which rule of the trade it comes from, how hard it is meant.

A table of words and severities that `config` reads a report's `rules:` against; `audit.house` has the checks.
Not legal advice: which rules bind depends on who publishes to whom.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Literal, get_args

Regime = Literal["publisher", "adviser", "broker-dealer", "eu"]
Severity = Literal["error", "warning", "off"]
REGIMES: tuple[Regime, ...] = get_args(Regime)
SEVERITIES: tuple[Severity, ...] = get_args(Severity)


@dataclass(frozen=True, slots=True)
class HouseRule:
    """One rule: what it demands of a finished text, its source, its severity under each regime.

    `limit` is the number it holds the text against, where it has one; a report may set another.
    """

    demands: str
    source: str
    severities: Mapping[Regime, Severity]
    limit: float | None = None


@dataclass(frozen=True, slots=True)
class RuleSetting:
    """What a report says of one rule or of a group of them; None leaves the rule's own."""

    severity: Severity | None = None
    limit: float | None = None


def _by(publisher: Severity, adviser: Severity, dealer: Severity, eu: Severity) -> Mapping[Regime, Severity]:
    return {"publisher": publisher, "adviser": adviser, "broker-dealer": dealer, "eu": eu}


_ALWAYS = _by("error", "error", "error", "error")
_MARKETING = "Advisers Act rule 206(4)-1"
_FAIR = "FINRA rule 2210(d)(1)"
_MAR = "Regulation (EU) 2016/958"

RULES: Mapping[str, HouseRule] = {
    # -- what must be disclosed; each only where the content calls for it ----------------------------
    "disclosure.not_advice": HouseRule(
        "The text says that it is no personal advice.",
        "Advisers Act 202(a)(11)(D), Lowe v. SEC (1985); Regulation (EU) 2016/958",
        _ALWAYS,
    ),
    "disclosure.no_offer": HouseRule(
        "The text says that it is no offer to buy or sell.", "Securities Act section 5; FINRA rule 2210(d)(1)", _ALWAYS
    ),
    "disclosure.past_performance": HouseRule(
        "A text that prints returns says that past performance is no guide to future returns.",
        f"{_MARKETING}(a)(1); {_FAIR}(F); Delegated Regulation (EU) 2017/565 article 44(4)",
        _ALWAYS,
    ),
    "disclosure.forward_looking": HouseRule(
        "The text says that what it states about the future may prove wrong.",
        f"{_FAIR}(F); Delegated Regulation (EU) 2017/565 article 44(6)",
        _ALWAYS,
    ),
    "disclosure.index": HouseRule(
        "A text that prints returns of an index says that an index cannot be bought and bears no fees.",
        f"{_FAIR}(A); {_MARKETING}(a)(1)",
        _ALWAYS,
    ),
    "disclosure.basis": HouseRule(
        "A text that prints returns says whether dividends are in them.",
        f"{_MARKETING}(a)(6); GIPS 2020 (benchmark returns)",
        _ALWAYS,
    ),
    "disclosure.back_tested": HouseRule(
        "A text that rests on an index's history before its launch says so, by name.",
        f"{_MARKETING}(d)(6) and (e)(8); {_FAIR}(F)",
        _ALWAYS,
    ),
    "disclosure.hypothetical": HouseRule(
        "A text that draws on historical comparisons says that they are hypothetical, few, and no forecast.",
        f"{_MARKETING}(d)(6)",
        _ALWAYS,
    ),
    "disclosure.market_implied": HouseRule(
        "A text that prints probabilities implied by prices says that they are prices, not forecasts.",
        f"{_FAIR}(F); CME FedWatch methodology",
        _ALWAYS,
    ),
    "disclosure.standing": HouseRule(
        "A text that prints estimated, quoted or made-up figures says what each mark stands for.",
        f"{_MARKETING}(a)(2); CFA Standard V(B); {_MAR} article 3",
        _ALWAYS,
    ),
    "disclosure.as_of": HouseRule(
        "The text says which day it describes, and that later data are not in it.", f"{_MAR} article 3(1)(e)", _ALWAYS
    ),
    "disclosure.conflicts": HouseRule(
        "Conflicts of interest are stated; that there are none must be typed.",
        f"Securities Act section 17(b); CFA Standard VI(A); {_MAR} articles 5 and 6",
        _ALWAYS,
    ),
    "disclosure.ai_use": HouseRule(
        "A text drafted with a language model says so, and that a person answers for it.",
        "Regulation (EU) 2024/1689 article 50(4); FINRA Regulatory Notice 24-09",
        _ALWAYS,
    ),
    "disclosure.licences": HouseRule(
        "The notice of every owner of data used is printed word for word.",
        "licences of the data, as the catalog has them",
        _ALWAYS,
    ),
    "disclosure.sources": HouseRule(
        "Every dataset used is named among the sources.", f"FINRA rule 2210(b)(4)(A); {_MAR} article 3(1)(b)", _ALWAYS
    ),
    "disclosure.exhibits": HouseRule(
        "Every chart and table names its source.", f"FINRA rule 2210(b)(4)(A)(iv); {_MAR} article 3(1)(b)", _ALWAYS
    ),
    "disclosure.corrections": HouseRule(
        "The text says how to report an error and what becomes of it.",
        "GIPS 2020 (error correction); CFA Standard V(C)",
        _ALWAYS,
    ),
    "disclosure.identity": HouseRule(
        "The publisher is named, and the author with the author's role.",
        f"FINRA rule 2210(d)(3); {_MAR} article 2",
        _by("warning", "warning", "error", "error"),
    ),
    "disclosure.supervisor": HouseRule(
        "A publisher that is supervised names who supervises it.",
        f"FINRA rule 2210(d)(3); {_MAR} article 2(2)(c)",
        _by("off", "off", "error", "error"),
    ),
    "disclosure.completed": HouseRule(
        "The text says when it was completed, with the time of day.",
        f"{_MAR} article 3(1)(e)",
        _by("off", "off", "off", "error"),
    ),
    "disclosure.printed": HouseRule(
        "Every output that reaches a reader carries every disclosure.", f"{_FAIR}(C)", _ALWAYS
    ),
    # -- balance -------------------------------------------------------------------------------------
    "balance.risk_section": HouseRule(
        "There is a section of risks in the body, not in the small print.",
        f"{_MARKETING}(a)(4); {_FAIR}(A), (D)",
        _ALWAYS,
    ),
    "balance.risk_share": HouseRule(
        "Risks, and boxes that give the other side, have at least this share of the words of the body.",
        f"house rule after {_MARKETING}(a)(4)",
        _by("warning", "error", "error", "error"),
        0.15,
    ),
    "balance.risk_count": HouseRule(
        "At least this many distinct risks are named, each tied to a figure.",
        f"house rule after {_MARKETING}(a)(4)",
        _by("warning", "error", "error", "error"),
        3,
    ),
    "balance.headline": HouseRule(
        "A benefit in headline or standfirst is qualified there.",
        f"{_MARKETING}(a)(4); {_FAIR}(A), (D)",
        _by("warning", "error", "error", "error"),
    ),
    "balance.tilt": HouseRule(
        "Bullish sentences outnumber bearish ones by no more than this many to one.",
        f"{_FAIR}(A); {_MARKETING}(a)(3)",
        _by("warning", "warning", "error", "warning"),
        4,
    ),
    "balance.analogue_title": HouseRule(
        "A title cites a historical hit rate only where it exceeds the base rate by half its confidence interval.",
        f"house rule after {_MARKETING}(a)(3)",
        _ALWAYS,
    ),
    "balance.printed": HouseRule(
        "Every output that reaches a reader carries the section of risks.",
        f"{_MARKETING}(a)(4); {_FAIR}(A), (D)",
        _by("warning", "error", "error", "error"),
    ),
    # -- words ---------------------------------------------------------------------------------------
    "words.promissory": HouseRule(
        "Nothing is promised: no guarantee, no certainty, no market that will rise.", f"{_FAIR}(B)", _ALWAYS
    ),
    "words.forecast": HouseRule(
        "A figure in the future tense is somebody's, named, or the market's price.",
        f"{_FAIR}(F); {_MARKETING}(e)(8); CFA Standard V(B)",
        _by("warning", "error", "error", "warning"),
    ),
    "words.superlative": HouseRule(
        "A superlative is dated or measured in its sentence, or rests on a search of the history.",
        f"{_FAIR}(B); {_MARKETING}(a)(2)",
        _by("warning", "warning", "error", "warning"),
    ),
    "words.valuation": HouseRule(
        "Cheap, dear and undervalued stand beside the measure that says so.",
        f"{_MARKETING}(a)(2); CFA Standard V(B)",
        _by("warning", "warning", "error", "warning"),
    ),
    "words.history": HouseRule(
        "What history shows is said with the number of cases and the base rate.",
        f"{_MARKETING}(a)(3) and (d)(6)",
        _by("warning", "error", "error", "warning"),
    ),
    "words.causal": HouseRule(
        "What moved a market is somebody's view, named, or is said as a coincidence.",
        f"CFA Standard V(B); {_MAR} article 3(1)(a)",
        _by("warning", "warning", "warning", "warning"),
    ),
    "words.call_to_action": HouseRule(
        "Nobody is asked to buy, call or sign up: that makes commentary an advertisement.",
        f"{_MARKETING}(e)(1); FINRA rule 2210(a)(5)",
        _by("warning", "error", "error", "warning"),
    ),
    "words.impersonal": HouseRule(
        "The text speaks to nobody's own circumstances.",
        "Advisers Act 202(a)(11)(D), Lowe v. SEC (1985); Regulation Best Interest; Directive 2014/65/EU article 4(1)",
        _by("error", "warning", "error", "error"),
    ),
    "words.own_performance": HouseRule(
        "The publisher's own performance is not shown here: it would need net returns and prescribed periods.",
        f"{_MARKETING}(d)(1) and (d)(2)",
        _by("warning", "error", "error", "warning"),
    ),
    "words.single_issuer": HouseRule(
        "No view on one issuer: no rating, target or valuation of a single company.",
        f"FINRA rule 2241(a)(11); {_MAR} (investment recommendations)",
        _by("warning", "warning", "error", "error"),
    ),
    "words.options": HouseRule(
        "No strategy in options.",
        "FINRA rule 2220",
        _by("warning", "warning", "error", "warning"),
    ),
    "words.annualised": HouseRule(
        "No return of less than a year is annualised.",
        "GIPS 2020 (annualising)",
        _by("warning", "error", "error", "warning"),
    ),
}
GROUPS: tuple[str, ...] = tuple(dict.fromkeys(name.partition(".")[0] for name in RULES))


def severity_of(name: str, regime: Regime, settings: Mapping[str, RuleSetting]) -> Severity:
    """How hard a rule is meant: what the report says of it, else of its group, else the regime's own."""
    for key in (name, name.partition(".")[0]):
        if key in settings and (said := settings[key].severity) is not None:
            return said
    return RULES[name].severities[regime]


def remarks(record: Mapping[str, Any]) -> tuple[str, ...]:
    """What a reader of a build should hear of an edition's `house.json`: every finding, and the balance in a line."""
    found = record["findings"]
    told = (f"{one['severity']}: {one['where']}, {one['rule']}: {one['what']} {one['mend']}" for one in found)
    balance = record["balance"]
    summary = (
        f"House rules ({record['regime']}): {len(found) or 'no'} warning{'s' * (len(found) != 1)}; "
        f"{balance['risk_share']:.0%} of {balance['words']} words on {balance['risks']} risks, "
        f"{balance['bullish_sentences']} bullish to {balance['bearish_sentences']} bearish sentences."
    )
    return (*told, summary)


def limit_of(name: str, settings: Mapping[str, RuleSetting]) -> float:
    """The number a rule holds a text against. Raises LookupError for a rule that has none."""
    said = settings[name].limit if name in settings else None
    limit = RULES[name].limit if said is None else said
    if limit is None:
        raise LookupError(f"the rule {name} has no limit")
    return limit
