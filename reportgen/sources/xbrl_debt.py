"""Which XBRL tags say what a company owes, when it is due and what it costs.

Filers use different tags for one thing; each figure takes the first of a list that the report has, and says
which where it is not the first. Leases stay out. Facts with dimensions (debt by instrument, variable-rate
principal) are not in the SEC's company facts, so a floating part is found only where a filer tags its total.
Source of the tags: FASB, US GAAP Financial Reporting Taxonomy.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

_LONG = (
    "LongTermDebtNoncurrent",
    "ConvertibleDebtNoncurrent",
    "ConvertibleLongTermNotesPayable",
    "SeniorLongTermNotes",
    "LongTermNotesPayable",
    "LongTermLineOfCredit",
    "LongTermDebtAndCapitalLeaseObligations",
)
_CURRENT = (
    "LongTermDebtCurrent",
    "ConvertibleDebtCurrent",
    "ConvertibleNotesPayableCurrent",
    "NotesPayableCurrent",
    "LongTermDebtAndCapitalLeaseObligationsCurrent",
)
_ALL_CURRENT = "DebtCurrent"
_SHORT = ("ShortTermBorrowings", "CommercialPaper", "OtherShortTermBorrowings")
_WHOLE = ("DebtLongtermAndShorttermCombinedAmount", "LongTermDebt", "DebtInstrumentCarryingAmount")
_CASH = (
    "CashAndCashEquivalentsAtCarryingValue",
    "CashCashEquivalentsRestrictedCashAndRestrictedCashEquivalents",
    "Cash",
)
_INVESTED = (
    "ShortTermInvestments",
    "MarketableSecuritiesCurrent",
    "AvailableForSaleSecuritiesDebtSecuritiesCurrent",
)
_DEPRECIATION = (
    "DepreciationDepletionAndAmortization",
    "DepreciationAmortizationAndAccretionNet",
    "DepreciationAndAmortization",
)
_INTEREST: Mapping[str, str] = {
    "InterestExpense": "",
    "InterestExpenseNonoperating": "",
    "InterestExpenseDebt": "interest on debt only",
    "InterestCostsIncurred": "interest incurred, part of it capitalised",
    "InterestPaidNet": "interest paid in cash",
}
"""Tags in order of preference, and what a reader must be told where one had to stand in."""
_FLOATING = ("LongTermDebtPercentageBearingVariableInterestAmount",)
_TABLE = "LongTermDebtMaturitiesRepaymentsOfPrincipal"
DUE: Mapping[str, Sequence[str]] = {
    "due_next_12m": (
        f"{_TABLE}InNextTwelveMonths",
        f"{_TABLE}InNextRollingTwelveMonths",
        f"{_TABLE}RemainderOfFiscalYear",
    ),
    "due_year_2": (f"{_TABLE}InYearTwo", f"{_TABLE}InRollingYearTwo"),
    "due_year_3": (f"{_TABLE}InYearThree", f"{_TABLE}InRollingYearThree"),
    "due_year_4": (f"{_TABLE}InYearFour", f"{_TABLE}InRollingYearFour"),
    "due_year_5": (f"{_TABLE}InYearFive", f"{_TABLE}InRollingYearFive"),
    "due_after": (f"{_TABLE}AfterYearFive", f"{_TABLE}InRollingAfterYearFive"),
}
COLUMNS = (
    "total_debt",
    "current_debt",
    "cash",
    "ebit",
    "ebitda",
    "interest_expense",
    "interest_source",
    "floating_debt",
    *DUE,
    "debt_tags",
)

Values = Mapping[str, float]


def debt_figures(values: Values) -> dict[str, str]:
    """The columns of a debt row as text, empty where the report has none of the tags; amounts in dollars."""
    total, tags = _total(values)
    ebit = _first(values, ("OperatingIncomeLoss",))[0]
    depreciation = _first(values, _DEPRECIATION)[0]
    interest, tag = _first(values, tuple(_INTEREST))
    found: dict[str, float | None] = {
        "total_debt": total,
        "current_debt": _first(values, _CURRENT)[0] if total is not None else None,
        "cash": _sum(_first(values, _CASH)[0], _first(values, _INVESTED)[0]),
        "ebit": ebit,
        "ebitda": ebit + depreciation if ebit is not None and depreciation is not None else None,
        "interest_expense": interest,
        "floating_debt": _first(values, _FLOATING)[0],
    } | {column: _first(values, names)[0] for column, names in DUE.items()}
    texts = {name: "" if amount is None else repr(amount) for name, amount in found.items()}
    return texts | {"interest_source": _INTEREST.get(tag, ""), "debt_tags": " + ".join(tags)}


def _first(values: Values, tags: Sequence[str]) -> tuple[float | None, str]:
    """The value of the first tag there is, and the tag."""
    tag = next((tag for tag in tags if tag in values), "")
    return values.get(tag), tag


def _sum(first: float | None, second: float | None) -> float | None:
    return None if first is None else first + (second or 0.0)


def _total(values: Values) -> tuple[float | None, list[str]]:
    """All debt and the tags it was added up from: long term, its current part, and short-term borrowings.

    `DebtCurrent` holds the last two. Where neither part is tagged, a tag for the whole is taken.
    """
    long_term, long_tag = _first(values, _LONG)
    if _ALL_CURRENT in values:
        parts = {_ALL_CURRENT: values[_ALL_CURRENT]}
    else:
        current, current_tag = _first(values, _CURRENT)
        parts = {current_tag: current} if current is not None else {}
        parts |= {tag: values[tag] for tag in _SHORT if tag in values and not _inside(tag, values)}
    if long_term is not None:
        parts = {long_tag: long_term} | parts
    elif not any(tag in values for tag in _CURRENT):
        whole, tag = _first(values, _WHOLE)
        if whole is not None:
            return whole, [tag]
    return (sum(parts.values()), list(parts)) if parts else (None, [])


def _inside(tag: str, values: Values) -> bool:
    """Whether a short-term tag is part of a broader one that is there too."""
    return tag != "ShortTermBorrowings" and "ShortTermBorrowings" in values
