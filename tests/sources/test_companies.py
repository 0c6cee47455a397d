"""Company files: what vendors get wrong is caught, named with file, row and rule, and the rest is used."""

from __future__ import annotations

from pathlib import Path

import pytest

from reportgen.errors import Problem
from reportgen.model.dataset import Dataset, Row
from tests.metrics.universe_catalogs import real_companies


@pytest.fixture(scope="module")
def real(tmp_path_factory: pytest.TempPathFactory, real_folder: Path) -> Dataset:
    return real_companies(tmp_path_factory.mktemp("companies"), real_folder)


def told(data: Dataset, column: str) -> Problem:
    (problem,) = [problem for problem in data.problems if problem.key == column]
    assert problem.severity == "warning"
    return problem


def row(data: Dataset, ticker: str) -> Row:
    (found,) = [row for row in data.tables["rows"].rows if row["ticker"] == ticker]
    return found


def test_debt_a_thousand_times_too_large_leaves_the_company_out(real: Dataset) -> None:
    problem = told(real, "total_debt")
    assert (problem.where, problem.row) == ("universe_iwm_sp500_2026-08-08.csv", 33)
    assert "ADMA has debt of 97,668,700,000" in problem.what
    assert "thousand times too large" in problem.what
    assert not [found for found in real.tables["rows"].rows if found["ticker"] == "ADMA"]
    assert len([found for found in real.tables["rows"].rows if found["group"] == "IWM"]) == 1575


def test_a_bank_with_a_large_balance_sheet_is_no_unit_error(real: Dataset) -> None:
    assert row(real, "C")["cash"] == pytest.approx(1.40542e12)  # six times its market value
    assert row(real, "NAVI")["total_debt"] == pytest.approx(4.5201e10)  # fifty-three times


def test_ebitda_above_the_market_value_is_taken_for_another_currency(real: Dataset) -> None:
    problem = told(real, "ebitda")
    assert problem.what.startswith("EBITDA above the market value, as where it is in another currency: BBUC,")
    assert "PAGS" in problem.what
    assert "STNE" in problem.what
    stone = row(real, "STNE")
    assert stone["ebitda"] is None
    assert stone["total_debt"] == pytest.approx(1.64146e10)
    assert stone["screened"] == "EBITDA in another currency"


def test_a_margin_of_zero_is_missing(real: Dataset) -> None:
    assert told(real, "profit_margin").what == "153 margins of exactly zero are read as missing."
    assert row(real, "RCUS")["profit_margin"] is None
    assert row(real, "AAOI")["profit_margin"] == pytest.approx(-0.08548)


def test_share_classes_of_one_company_are_told_and_kept(real: Dataset) -> None:
    assert "BATRK has the debt, cash and EBITDA of BATRA" in told(real, "ticker").what
    assert row(real, "BATRA")["market_cap"]
    assert row(real, "BATRK")["market_cap"]
