"""Sessions are those of exchange_calendars, whether packaged, cached or computed."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from reportgen.errors import ProblemsError
from reportgen.sources.calendars import LAST, USUAL_START, sessions_of, write_closures


def test_the_packaged_closures_are_those_of_the_library(tmp_path: Path) -> None:
    from reportgen.sources import calendars

    write_closures("XNYS", tmp_path / "XNYS.txt")
    packaged = Path(calendars.__file__).parent / "closures" / "XNYS.txt"
    assert packaged.read_text(encoding="ascii") == (tmp_path / "XNYS.txt").read_text(encoding="ascii"), (
        "exchange_calendars changed: write the closures anew with write_closures"
    )


def test_new_york_closed_when_it_did() -> None:
    sessions = sessions_of("XNYS")
    closed = [date(2001, 9, 11), date(2012, 10, 29), date(2018, 12, 5), date(2025, 1, 9), date(2024, 3, 29)]
    assert not any(sessions.is_session(day) for day in closed)
    assert sessions.last_of_month(2024, 3) == date(2024, 3, 28)
    assert sessions.last_of_month(2021, 5) == date(2021, 5, 28)
    counts = [len(sessions.between(date(year, 1, 1), date(year, 12, 31))) for year in (2015, 2017, 2020, 2023, 2025)]
    assert counts == [252, 251, 253, 250, 250]
    assert sessions.covers(LAST)


def test_another_exchange_is_computed_once(tmp_path: Path) -> None:
    start = date(2020, 1, 1)
    computed = sessions_of("XLON", start, tmp_path)
    assert not computed.is_session(date(2020, 5, 8))
    [cached] = tmp_path.iterdir()
    words = cached.read_text(encoding="ascii").split()
    cached.write_text("\n".join(words[:-1]), encoding="ascii")
    assert sessions_of("XLON", start, tmp_path).ordinals == computed.ordinals[:-1]


def test_an_earlier_start_than_packaged_is_computed() -> None:
    early = sessions_of("XNYS", date(1962, 1, 1))
    assert early.is_session(date(1962, 1, 2))
    assert early.between(USUAL_START, LAST) == sessions_of("XNYS").between(USUAL_START, LAST)


def test_an_unknown_exchange_is_told() -> None:
    with pytest.raises(ProblemsError, match="'NYSE Arca' is no exchange calendar"):
        sessions_of("NYSE Arca")
