"""Form N-PORT: a fund's monthly sales, reinvestments and redemptions (item B.6), net assets and returns.

Three rows a filing, one a month, month 1 being the earliest. Filed within 60 days of the quarter's end; the
XML does not say when, so 60 days are assumed where the option `filed` does not.
Source: SEC, EDGAR Form N-PORT XML Technical Specification.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING

from reportgen.errors import Problem, ProblemsError
from reportgen.model.catalog import DatasetSpec
from reportgen.model.sessions import month_end
from reportgen.sources.readers import Parsed

if TYPE_CHECKING:
    from lxml.etree import _Element

_SPACE = "{http://www.sec.gov/edgar/nport}"
_FILING_DAYS = 60
_COLUMNS = (
    "month", "fund", "series_id", "sales", "reinvestment", "redemption", "net_flow",
    "total_return", "net_assets", "filed",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class MonthlyFlow:
    """One month of a fund, dollars; `redemption` as a positive amount paid out. None where the form says N/A."""

    month: date
    sales: float | None
    reinvestment: float | None
    redemption: float | None
    total_return: float | None

    @property
    def net(self) -> float | None:
        """Sales plus reinvestment less redemption; None where one of them is not given."""
        if self.sales is None or self.reinvestment is None or self.redemption is None:
            return None
        return self.sales + self.reinvestment - self.redemption


@dataclass(frozen=True, slots=True)
class FundReport:
    """A filing: fund, last day of the quarter, net assets on it, and its three months."""

    fund: str
    series_id: str
    quarter_end: date
    net_assets: float | None
    months: tuple[MonthlyFlow, ...]
    redemptions_negative: bool


def read_nport(spec: DatasetSpec, data: bytes) -> Parsed:
    """The filing's three months, N/A as no value. A filer who writes redemptions as negatives is named.

    The option `fund` replaces the series' name. Raises ProblemsError where the file is no N-PORT.
    """
    report = parse_nport(data, spec.file)
    filed = spec.options.get("filed")
    known = filed if isinstance(filed, date) else report.quarter_end + timedelta(days=_FILING_DAYS)
    fund = str(spec.options.get("fund", report.fund))
    rows = [_row(report, month, fund, known) for month in report.months]
    problems = []
    if report.redemptions_negative:
        what = f"{report.fund} writes redemptions as negative amounts; they are read as money paid out."
        problems.append(Problem(spec.file, what, key="redemption", severity="warning"))
    cells = {name: [row[name] for row in rows] for name in _COLUMNS}
    return Parsed(range(1, 4), cells, spec.date_column or "month", problems=tuple(problems))


def parse_nport(data: bytes, where: str) -> FundReport:
    """What the form says of flows. Raises ProblemsError where it is no N-PORT or its months contradict each other."""
    root = _root(data, where)
    general, fund = root.find(f".//{_SPACE}genInfo"), root.find(f".//{_SPACE}fundInfo")
    if general is None or fund is None:
        raise ProblemsError([Problem(where, "is no Form N-PORT.", "Fetch the filing's primary document.")])
    quarter_end = date.fromisoformat(_text(general, "repPdDate"))
    flows = [fund.find(f"{_SPACE}mon{number}Flow") for number in (1, 2, 3)]
    returns = fund.find(f".//{_SPACE}monthlyTotReturn")
    raw = [_amounts({} if flow is None else {str(name): str(value) for name, value in flow.items()}) for flow in flows]
    negative = _signs(raw, where)
    months = tuple(
        MonthlyFlow(
            _month_before(quarter_end, 2 - at),
            amounts["sales"],
            amounts["reinvestment"],
            None if amounts["redemption"] is None else abs(amounts["redemption"]),
            _percent(None if returns is None else returns.get(f"rtn{at + 1}")),
        )
        for at, amounts in enumerate(raw)
    )
    assets = _number(_text(fund, "netAssets"))
    return FundReport(_text(general, "seriesName"), _text(general, "seriesId"), quarter_end, assets, months, negative)


def _root(data: bytes, where: str) -> _Element:
    from lxml import etree

    try:
        return etree.fromstring(data.lstrip(), etree.XMLParser(resolve_entities=False, no_network=True))
    except etree.XMLSyntaxError as error:
        raise ProblemsError([Problem(where, f"is no XML: {error.msg}.", "Fetch it again.")]) from None


def _signs(raw: list[dict[str, float | None]], where: str) -> bool:
    """Whether the filer writes redemptions as negative amounts.

    Raises ProblemsError where some months are negative and some positive: then neither reading is safe.
    """
    signs = {amount > 0 for amounts in raw if (amount := amounts["redemption"])}
    if len(signs) > 1:
        what = "has redemptions of both signs, so none can be read."
        raise ProblemsError([Problem(where, what, "Ask the filer, or leave the filing out.", key="redemption")])
    return signs == {False}


def _amounts(attributes: Mapping[str, str]) -> dict[str, float | None]:
    return {name: _number(attributes.get(name, "")) for name in ("sales", "reinvestment", "redemption")}


def _number(text: str) -> float | None:
    try:
        return float(text)
    except ValueError:
        return None


def _percent(text: str | None) -> float | None:
    found = _number(text or "")
    return None if found is None else found / 100


def _text(parent: _Element, name: str) -> str:
    found = parent.find(f"{_SPACE}{name}")
    return "" if found is None else (found.text or "").strip()


def _month_before(quarter_end: date, back: int) -> date:
    months = quarter_end.year * 12 + quarter_end.month - 1 - back
    return month_end(date(months // 12, months % 12 + 1, 1))


def _row(report: FundReport, month: MonthlyFlow, fund: str, known: date) -> dict[str, str]:
    assets = report.net_assets if month is report.months[-1] else None
    values = (
        month.month.isoformat(), fund, report.series_id, month.sales, month.reinvestment, month.redemption,
        month.net, month.total_return, assets, known.isoformat(),
    )  # fmt: skip
    texts = ("" if value is None else value if isinstance(value, str) else repr(value) for value in values)
    return dict(zip(_COLUMNS, texts, strict=True))
