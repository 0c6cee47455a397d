"""Whole reports as they were last agreed: facts first, then the words that stand on them."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from difflib import unified_diff

import pytest

from tests.golden.kept import KEPT, Kept, pair

RENEW = "Where that is meant, `make golden` writes the files anew; read the difference before it is committed."


@pytest.fixture(scope="module", params=KEPT, ids=[one.folder.name for one in KEPT])
def both(request: pytest.FixtureRequest) -> tuple[Kept, Mapping[str, str]]:
    """An edition that is kept, and its pair as it comes out today."""
    return request.param, pair(request.param)


def test_facts_and_their_periods_are_those_agreed(both: tuple[Kept, Mapping[str, str]]) -> None:
    one, today = both
    agreed = json.loads((one.folder / "facts.json").read_text(encoding="utf-8"))
    moved = list(differences(agreed, json.loads(today["facts.json"])))
    assert moved == [], "\n".join([*moved[:20], RENEW])


def differences(agreed: Mapping[str, object], today: Mapping[str, object]) -> Iterator[str]:
    for key in sorted(agreed.keys() | today.keys()):
        if agreed.get(key) != today.get(key):
            yield f"{key}: {agreed.get(key, 'absent')} -> {today.get(key, 'absent')}"


def test_words_are_those_agreed(both: tuple[Kept, Mapping[str, str]]) -> None:
    one, today = both
    agreed = (one.folder / "report.md").read_text(encoding="utf-8")
    lines = unified_diff(agreed.splitlines(), today["report.md"].splitlines(), "agreed", "today", n=0, lineterm="")
    assert agreed == today["report.md"], "\n".join([*list(lines)[:40], RENEW])


def test_a_moved_figure_is_told_with_both_its_values() -> None:
    said = list(differences({"a": [1.0], "b": [2.0], "c": "none yet"}, {"a": [1.5], "b": [2.0]}))
    assert said == ["a: [1.0] -> [1.5]", "c: none yet -> absent"]
