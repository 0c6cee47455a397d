"""reports/*.yaml -> ReportSpec: the shape of a report, and where reports are found."""

from __future__ import annotations

import re
from datetime import date
from pathlib import Path
from typing import Annotated, Any, Literal

from pydantic import BeforeValidator, Field, ValidationError

from reportgen.config.complaints import complaints
from reportgen.config.house import Disclosures, Rules, Stated
from reportgen.config.shapes import Address, MonthDay, Shape, Text
from reportgen.config.yamlfile import read_yaml
from reportgen.errors import ProblemsError
from reportgen.model.document import OUTPUTS, Output, Person
from reportgen.model.events import EventRule
from reportgen.model.house import Regime
from reportgen.model.report import CompanyTerms, ReportSpec, StanceRule


def _language(value: Any) -> str:
    if not re.fullmatch(r"[A-Za-z]{2,3}(?:-[A-Za-z0-9]{2,8})*", str(value)):
        raise ValueError(f"{value!r} is no language tag; write en-GB.")
    return str(value)


Language = Annotated[str, BeforeValidator(_language)]


class PersonShape(Shape):
    """`author:` or `reviewer:`."""

    name: Text
    role: Text = ""


class TermsShape(Shape):
    """`publisher:`: who publishes, and under which rules."""

    name: Text
    regime: Regime = "publisher"
    contact: Text = ""
    conflicts: Stated = Field(default="", validate_default=True)
    url: Address | None = None
    retention_years: int = Field(default=5, ge=1)
    fiscal_year_end: MonthDay = "12-31"
    two_person: bool = False
    supervisor: Text = ""
    completed: Text = ""


class EventShape(Shape):
    """One entry of `events:`, a pre-registered event definition."""

    rule: Literal["record_close", "high_52w", "cycle_end"]
    subject: Text
    label: Text
    gap_days: int = Field(default=365, ge=1)
    basis: Literal["price", "total"] = "price"
    benchmark: Text | None = None
    reversal: float = Field(default=0.20, gt=0, lt=1)
    minimum_months: int = Field(default=12, ge=1)


class StanceShape(Shape):
    """One entry of `stance_rules:`."""

    key: Text
    test: Literal["above", "below"]
    threshold: float
    side: Literal["bull", "bear"]
    says: Text


class ReportShape(Shape):
    """A whole report."""

    title: Text
    frequency: Literal["weekly", "monthly", "adhoc"] = "adhoc"
    roles: dict[str, Text]
    sections: list[Text] = Field(min_length=1)
    author: PersonShape
    reviewer: PersonShape | None = None
    publisher: TermsShape
    calendar: Text = "XNYS"
    outputs: list[Output] = Field(default=list(OUTPUTS), min_length=1)
    paper: Literal["letter", "a4"] = "letter"
    style: Literal["house", "ap", "ft", "economist"] = "house"
    language: Language = "en-GB"
    layout: Text = "brief"
    ai_use: Literal["none", "assisted", "generated"]
    allow_illustrative: bool = False
    disclosures: Disclosures = []
    rules: Rules = {}
    events: dict[str, EventShape] = {}
    stance_rules: dict[str, StanceShape] = {}
    first_edition: date | None = None
    tags: list[Text] = []
    settings: dict[str, Any] = {}


def read(path: Path) -> ReportSpec:
    """The report in a file. Raises ProblemsError with every fault found."""
    source = read_yaml(path)
    try:
        shape = ReportShape.model_validate(source.values)
    except ValidationError as error:
        raise ProblemsError(complaints(error, source, ReportShape)) from None
    return ReportSpec(
        name=path.stem,
        title=shape.title,
        frequency=shape.frequency,
        roles=shape.roles,
        sections=tuple(shape.sections),
        author=Person(shape.author.name, shape.author.role),
        reviewer=Person(shape.reviewer.name, shape.reviewer.role) if shape.reviewer else None,
        terms=_terms(shape.publisher),
        calendar=shape.calendar,
        outputs=tuple(shape.outputs),
        paper=shape.paper,
        style=shape.style,
        language=shape.language,
        layout=shape.layout,
        ai_use=shape.ai_use,
        allow_illustrative=shape.allow_illustrative,
        disclosures=tuple(said for said in shape.disclosures if isinstance(said, str)),
        wordings={rule: text for said in shape.disclosures if isinstance(said, dict) for rule, text in said.items()},
        rules=shape.rules,
        events=tuple(EventRule(id=name, **entry.model_dump()) for name, entry in shape.events.items()),
        stance_rules=tuple(StanceRule(id=name, **entry.model_dump()) for name, entry in shape.stance_rules.items()),
        first_edition=shape.first_edition,
        tags=tuple(shape.tags),
        settings=shape.settings,
        file=path.name,
        digest=source.digest,
    )


def _terms(shape: TermsShape) -> CompanyTerms:
    return CompanyTerms(
        publisher=shape.name,
        regime=shape.regime,
        contact=shape.contact,
        conflicts=shape.conflicts,
        url=shape.url,
        retention_years=shape.retention_years,
        fiscal_year_end=shape.fiscal_year_end,
        two_person=shape.two_person,
        supervisor=shape.supervisor,
        completed=shape.completed,
    )
