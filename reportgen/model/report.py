"""A report as its YAML declares it, after `config` has checked it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any, Literal

from reportgen.model.document import OUTPUTS, Output, Person
from reportgen.model.events import EventRule
from reportgen.model.house import Regime, RuleSetting


@dataclass(frozen=True, slots=True)
class StanceRule:
    """One declared rule: a fact, a comparison, a threshold, and the side it counts for."""

    id: str
    key: str
    test: Literal["above", "below"]
    threshold: float
    side: Literal["bull", "bear"]
    says: str


@dataclass(frozen=True, slots=True)
class CompanyTerms:
    """Who publishes, and what the rules of that trade demand.

    `supervisor` says who supervises the publisher, `completed` at what time of its day an edition is done
    ("18:00 in New York"). Records are kept for `retention_years` after the end (month-day) of the fiscal year
    in which an edition was last used.
    """

    publisher: str
    regime: Regime = "publisher"
    contact: str = ""
    conflicts: str = ""
    url: str | None = None
    retention_years: int = 5
    fiscal_year_end: str = "12-31"
    two_person: bool = False
    supervisor: str = ""
    completed: str = ""


@dataclass(frozen=True, slots=True)
class ReportSpec:
    """Everything a report's YAML says.

    `disclosures` are the desk's own, `wordings` its words for standard ones, by the rule that demands them;
    `rules` are its settings of house rules and of groups of them.
    `roles` maps the words its templates use ("subject", "benchmark" ...) to entities of the catalog.
    `sections` are template names in order. `settings` holds what a family of sections needs of its own.
    """

    name: str
    title: str
    frequency: Literal["weekly", "monthly", "adhoc"]
    roles: Mapping[str, str]
    sections: tuple[str, ...]
    author: Person
    terms: CompanyTerms
    reviewer: Person | None = None
    calendar: str = "XNYS"
    outputs: tuple[Output, ...] = OUTPUTS
    paper: Literal["letter", "a4"] = "letter"
    style: Literal["house", "ap", "ft", "economist"] = "house"
    language: str = "en-GB"
    layout: str = "brief"
    ai_use: Literal["none", "assisted", "generated"] = "none"
    allow_illustrative: bool = False
    disclosures: tuple[str, ...] = ()
    wordings: Mapping[str, str] = field(default_factory=dict)
    rules: Mapping[str, RuleSetting] = field(default_factory=dict)
    events: tuple[EventRule, ...] = ()
    stance_rules: tuple[StanceRule, ...] = ()
    first_edition: date | None = None
    tags: tuple[str, ...] = ()
    settings: Mapping[str, Any] = field(default_factory=dict)
    file: str = ""
    digest: str = ""
