"""The journal keeps every line it ever acknowledged, and shows where somebody touched it."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from pathlib import Path

import pytest

from reportgen.deliver import journal
from reportgen.errors import ProblemsError

NOW = datetime(2026, 8, 22, 9, 30, tzinfo=UTC)


def add(out: Path, event: journal.Event = "built", **details: object) -> journal.Entry:
    return journal.record(
        out, event, report="weekly", edition="2026-08-21", digest="d" * 64, now=NOW, by="Ada", details=details
    )


def test_entries_chain_and_read_back(tmp_path: Path) -> None:
    first, second = add(tmp_path), add(tmp_path, "approved", note="read twice")
    assert journal.read(tmp_path) == (first, second)
    assert (first.previous, second.previous) == (journal.START, first.hash)
    assert second.details == {"note": "read twice"}
    assert journal.verify(tmp_path) == ((first, second), ())


@pytest.mark.parametrize(
    ("harm", "row", "said"),
    [
        (lambda lines: [lines[0], lines[1].replace("Ada", "Eve"), lines[2]], 2, "changed after"),
        (lambda lines: [lines[0], lines[2]], 2, "does not follow"),
        (lambda lines: [lines[1], lines[0], lines[2]], 1, "does not follow"),
        (lambda lines: [lines[0], "not json", lines[2]], 2, "no journal entry"),
        (lambda lines: [lines[0], lines[0], lines[1]], 2, "does not follow"),
    ],
)
def test_any_touch_is_found_and_nothing_is_added_to_a_broken_chain(
    tmp_path: Path, harm: object, row: int, said: str
) -> None:
    for _ in range(3):
        add(tmp_path)
    path = tmp_path / journal.FILE
    lines = path.read_text().splitlines()
    path.write_text("\n".join(harm(lines)) + "\n")  # type: ignore[operator]
    before = path.read_bytes()
    kept, problems = journal.verify(tmp_path)
    assert len(kept) == row - 1
    assert problems[0].row == row
    assert said in problems[0].what
    with pytest.raises(ProblemsError):
        add(tmp_path)
    assert path.read_bytes() == before


def test_a_line_cut_short_by_a_kill_is_replaced_by_the_next(tmp_path: Path) -> None:
    first = add(tmp_path)
    with (tmp_path / journal.FILE).open("a") as handle:
        handle.write(json.dumps({"number": 2})[:9])
    assert journal.read(tmp_path) == (first,)
    second = add(tmp_path, "approved")
    assert journal.read(tmp_path) == (first, second)
