"""A small desk: sections over the sample, written into a folder of their own."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from reportgen.metrics.book import FactBook
from reportgen.model.document import Document, Person
from reportgen.model.report import CompanyTerms, ReportSpec
from reportgen.narrative import compose

Compose = Callable[..., Document]
LEAD = "# Small caps in the week\n\nWhat mattered.\n"


@pytest.fixture
def desk(tmp_path: Path, sample_book: Callable[[str | date], FactBook]) -> Compose:
    """`desk("prose")` is the document of one section; `files=` adds templates, `as_of=` moves the day."""

    def make(body: str, *, as_of: str = "2026-08-21", files: dict[str, str] | None = None) -> Document:
        texts = {"sections/one.md": body, "leads/brief/plain.md": LEAD, **(files or {})}
        for name, text in texts.items():
            path = tmp_path / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text, encoding="utf-8")
        report = ReportSpec(
            name="trial",
            title="Trial",
            frequency="adhoc",
            roles={"subject": "rut", "benchmark": "spx", "third": "ixic"},
            sections=("one",),
            author=Person("Ada"),
            terms=CompanyTerms("Example Research"),
            file="trial.yaml",
        )
        return compose(
            report,
            sample_book(as_of),
            exhibit=lambda name: f"no exhibit {name}",
            templates=[tmp_path],
            edition=as_of,
        )

    return make
