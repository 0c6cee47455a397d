"""Company facts as the SEC publishes them (one JSON file a company, or its bulk ZIP of them), and a flattened form.

A row is one annual report: what it says of the fiscal year it closes, known from the day it was filed. An
amendment is a row of its own, later, with the original's figures where it has none. `fy` and `fp` of the
SEC's files describe the filing, not the fact, and are not read: `end`, `start` and `filed` are.
Source of the format: https://www.sec.gov/search-filings/edgar-application-programming-interfaces
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from io import BytesIO, StringIO
from zipfile import BadZipFile, ZipFile, is_zipfile

from reportgen.errors import Problem, ProblemsError
from reportgen.model.catalog import DatasetSpec
from reportgen.sources.readers import Parsed, decode
from reportgen.sources.xbrl_debt import COLUMNS, debt_figures

ANNUAL = frozenset({"10-K", "10-K/A", "10-KT", "10-KT/A", "20-F", "20-F/A", "40-F", "40-F/A"})
_HEAD = ("ticker", "name", "cik", "sector", "fiscal_year_end", "filed", "form")


@dataclass(frozen=True, slots=True)
class Filing:
    """One annual report: the fiscal year it closes and the value of each tag for that year or its last day."""

    year_end: date
    filed: date
    form: str
    values: Mapping[str, float]


@dataclass(frozen=True, slots=True)
class Company:
    """A filer and its annual reports, the earliest first."""

    cik: str
    name: str
    filings: tuple[Filing, ...]


def read_company_facts(spec: DatasetSpec, data: bytes) -> Parsed:
    """Annual debt figures of every company in the file.

    Options: `ticker`, `sector` for a single company; for several, an option named after the CIK without
    zeros, such as `"320193": AAPL, Technology`. Companies that report under IFRS or in another currency are
    named as a warning and left out. Raises ProblemsError where the file is none of the SEC's.
    """
    companies: list[Company] = []
    problems: list[Problem] = []
    for name, content in _files(spec, data):
        try:
            companies.append(parse_company_facts(content, name))
        except ProblemsError as error:
            problems += error.problems
    rows = [row for company in companies for row in _rows(company, spec)]
    if not rows:
        raise ProblemsError(problems or [Problem(spec.file, "has no annual report.", "Fetch the company facts again.")])
    if not all(problem.severity == "warning" for problem in problems):
        raise ProblemsError(problems)
    return _parsed(spec, rows, tuple(problems))


def read_flat_facts(spec: DatasetSpec, data: bytes) -> Parsed:
    """One annual report flattened to lines of `fact,value,units`, without dates.

    The options say what the lines do not: `fiscal_year_end`, `filed`, and ticker, name, sector.
    """
    missing = [name for name in ("fiscal_year_end", "filed") if not isinstance(spec.options.get(name), date)]
    if missing:
        mend = f"Add {' and '.join(missing)} to its options in the catalog."
        raise ProblemsError([Problem(spec.file, f"does not say its {' and '.join(missing)}.", mend)])
    values = _flat(decode(spec, data))
    if not values:
        raise ProblemsError([Problem(spec.file, "holds no amounts in dollars.", "Its columns are fact,value,units.")])
    year_end, filed = (date.fromisoformat(str(spec.options[name])) for name in ("fiscal_year_end", "filed"))
    name = str(spec.options.get("name", spec.options.get("ticker", "")))
    return _parsed(spec, _rows(Company("", name, (Filing(year_end, filed, "10-K", values),)), spec), ())


def parse_company_facts(data: bytes, where: str) -> Company:
    """One company's annual reports from the SEC's JSON.

    Raises ProblemsError: a warning for a company under IFRS or in another currency, an error for anything
    that is no company facts.
    """
    try:
        content = json.loads(data)
        name, cik, taxonomies = str(content["entityName"]), str(content["cik"]), content["facts"]
        gaap = taxonomies.get("us-gaap", {})
    except (ValueError, KeyError, TypeError, AttributeError):
        raise ProblemsError([Problem(where, "is no company facts file of the SEC.", "Fetch it again.")]) from None
    if not gaap and "ifrs-full" in taxonomies:
        what = f"{name} reports under IFRS, whose tags are not read. It is left out."
        raise ProblemsError([Problem(where, what, "Give its figures in a file of your own.", severity="warning")])
    facts = list(_facts(gaap))
    if not facts:
        currencies = sorted({unit for tag in gaap.values() for unit in tag["units"] if len(unit) == 3})
        what = f"{name} reports in {', '.join(currencies) or 'no currency'}, not in dollars. It is left out."
        raise ProblemsError([Problem(where, what, "Convert its figures.", severity="warning")])
    return Company(cik, name, tuple(_filings(facts)))


# -- facts -> filings --------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class _Fact:
    tag: str
    value: float
    start: date | None
    end: date
    filed: date
    form: str
    accession: str


def _facts(gaap: Mapping[str, Mapping[str, Mapping[str, Sequence[Mapping[str, str]]]]]) -> Iterable[_Fact]:
    """Every dollar amount of an annual report."""
    for tag, entry in gaap.items():
        for fact in entry["units"].get("USD", ()):
            if fact["form"] in ANNUAL:
                start = date.fromisoformat(fact["start"]) if "start" in fact else None
                yield _Fact(
                    tag,
                    float(fact["val"]),
                    start,
                    date.fromisoformat(fact["end"]),
                    date.fromisoformat(fact["filed"]),
                    fact["form"],
                    fact["accn"],
                )


def _filings(facts: list[_Fact]) -> Iterable[Filing]:
    by_accession: dict[str, list[_Fact]] = {}
    for fact in facts:
        by_accession.setdefault(fact.accession, []).append(fact)
    known: dict[date, dict[str, float]] = {}
    for group in sorted(by_accession.values(), key=lambda group: (group[0].filed, group[0].accession)):
        year_end = _year_end(group)
        values = {fact.tag: fact.value for fact in group if fact.end == year_end and _whole_year(fact)}
        known[year_end] = {**known.get(year_end, {}), **values}
        yield Filing(year_end, group[0].filed, group[0].form, known[year_end])


def _whole_year(fact: _Fact) -> bool:
    """A balance, or an amount of about a year: a 10-K repeats its fourth quarter too."""
    return fact.start is None or 350 <= (fact.end - fact.start).days <= 380


def _year_end(group: list[_Fact]) -> date:
    """The fiscal year a report closes: the last end of any year-long amount, else of anything."""
    years = [fact.end for fact in group if fact.start is not None and _whole_year(fact)]
    return max(years or [fact.end for fact in group])


# -- filings -> rows ---------------------------------------------------------------------------------


def _files(spec: DatasetSpec, data: bytes) -> Iterable[tuple[str, bytes]]:
    if not is_zipfile(BytesIO(data)):
        yield spec.file, data
        return
    try:
        with ZipFile(BytesIO(data)) as archive:
            for name in sorted(archive.namelist()):
                if name.endswith(".json"):
                    yield f"{spec.file}/{name}", archive.read(name)
    except BadZipFile:
        raise ProblemsError([Problem(spec.file, "is a damaged ZIP file.", "Fetch it again.")]) from None


def _rows(company: Company, spec: DatasetSpec) -> list[dict[str, str]]:
    options = spec.options
    named = str(options.get(company.cik.lstrip("0"), "")) if company.cik else ""
    ticker, _, sector = (part.strip() for part in named.partition(","))
    ticker = ticker or str(options.get("ticker", "")) or f"CIK{company.cik.zfill(10)}"
    head = {
        "ticker": ticker,
        "name": company.name,
        "cik": company.cik,
        "sector": sector or str(options.get("sector", "")),
    }
    return [
        head
        | {"fiscal_year_end": filing.year_end.isoformat(), "filed": filing.filed.isoformat(), "form": filing.form}
        | debt_figures(filing.values)
        for filing in company.filings
    ]


def _parsed(spec: DatasetSpec, rows: list[dict[str, str]], problems: tuple[Problem, ...]) -> Parsed:
    cells = {name: [row.get(name, "") for row in rows] for name in (*_HEAD, *COLUMNS)}
    return Parsed(range(1, len(rows) + 1), cells, spec.date_column or "fiscal_year_end", problems=problems)


def _flat(text: str) -> dict[str, float]:
    """Dollar amounts by tag; the file also holds whole notes as HTML, longer than the csv module takes."""
    import pandas as pd

    try:
        table = pd.read_csv(StringIO(text), dtype=str, keep_default_na=False)
    except ValueError:
        return {}
    if not {"fact", "value", "units"} <= set(table.columns):
        return {}
    amounts = table[table["units"] == "USD"]
    pairs = zip(amounts["fact"], pd.to_numeric(amounts["value"], errors="coerce"), strict=True)
    return {str(tag): float(value) for tag, value in pairs if value == value}  # noqa: PLR0124 - not a number
