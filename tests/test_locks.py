"""The lock files hold what an installation needs, and nothing that ties it to one place."""

from __future__ import annotations

import json
import re
import tomllib
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
LOCKS = ("requirements.lock", "requirements-test.lock")


def entries(lock: str) -> list[str]:
    text = (ROOT / lock).read_text(encoding="utf-8").replace("\\\n", " ")
    return [line for line in text.splitlines() if line and not line.lstrip().startswith("#")]


def versions(lock: str) -> set[str]:
    return {entry.split(" --hash")[0].strip() for entry in entries(lock)}


@pytest.mark.parametrize("lock", LOCKS)
def test_every_library_is_pinned_with_a_hash(lock: str) -> None:
    loose = [e[:60] for e in entries(lock) if not re.match(r"[a-z0-9-]+==[^ ]+ .*--hash=sha256:[0-9a-f]{64}", e)]
    assert entries(lock)
    assert loose == []


@pytest.mark.parametrize("lock", [*LOCKS, "tests/full/package-lock.json"])
def test_no_lock_names_an_address(lock: str) -> None:
    text = (ROOT / lock).read_text(encoding="utf-8")
    assert not re.search(r"--(extra-)?index-url|--find-links|\"resolved\"", text)
    fundraising = re.compile(r'"url": "[^"]*"|"https://[^"]*sponsor[^"]*"')
    assert "://" not in fundraising.sub("", text)


def test_what_is_tested_is_what_is_run() -> None:
    assert versions("requirements.lock") <= versions("requirements-test.lock")


def test_the_locks_hold_every_declared_library() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    for lock, declared in (
        ("requirements.lock", project["dependencies"]),
        ("requirements-test.lock", project["optional-dependencies"]["test"]),
    ):
        locked = {entry.split("==")[0] for entry in entries(lock)}
        names = {re.split(r"[\[<>=~ ]", d)[0].lower().replace("_", "-").replace(".", "-") for d in declared}
        assert names - {"reportgen"} <= locked


def test_the_validators_packages_are_exact() -> None:
    declared = json.loads((ROOT / "tests/full/package.json").read_text(encoding="utf-8"))["dependencies"]
    locked = json.loads((ROOT / "tests/full/package-lock.json").read_text(encoding="utf-8"))["packages"]
    assert declared == {name: locked[f"node_modules/{name}"]["version"] for name in declared}
    assert all(package.get("integrity") for path, package in locked.items() if path)
