"""The editions every validator looks at, built once however many processes run the tests."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from tests.full import editions as real


@pytest.fixture(scope="session")
def shared(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder that all processes of one run have in common."""
    base = tmp_path_factory.getbasetemp()
    return base.parent if os.environ.get("PYTEST_XDIST_WORKER") else base


@pytest.fixture(scope="session")
def editions(shared: Path) -> list[real.Made]:
    """Both reports at several days, another index in another house style, and the second theme."""
    return real.make(shared / "editions")
