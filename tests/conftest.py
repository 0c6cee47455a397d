"""Data every test may ask for: the embedded sample, books over it, and the folder of real files."""

from __future__ import annotations

import os
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

from reportgen.config import read_catalog
from reportgen.metrics import TABLE
from reportgen.metrics.book import FactBook
from reportgen.model.dataset import Dataset
from reportgen.sources import load

ROOT = Path(__file__).resolve().parent.parent
DATA = ROOT / "data"
REAL = ROOT.parent / "shared" / "realdata"

# The same examples on every machine, however slow it is; HYPOTHESIS_PROFILE=explore looks for new ones.
_PATIENT = settings(deadline=None, suppress_health_check=[HealthCheck.too_slow], print_blob=True)
settings.register_profile("same", _PATIENT, derandomize=True)
settings.register_profile("explore", _PATIENT)
settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "same"))

BookAt = Callable[[str | date], FactBook]


@pytest.fixture(scope="session")
def data_folder() -> Path:
    """The embedded sample: a folder with a catalog.yaml."""
    return DATA


@pytest.fixture(scope="session")
def sample_dataset(data_folder: Path) -> Dataset:
    """The embedded sample, loaded."""
    return load(read_catalog(data_folder), data_folder)


@pytest.fixture(scope="session")
def sample_book(sample_dataset: Dataset) -> BookAt:
    """`sample_book("2025-12-12")` is a fresh book over the sample as of that day."""
    return lambda as_of: FactBook(sample_dataset, _day(as_of), TABLE)


@pytest.fixture(scope="session")
def real_folder() -> Path:
    """The folder of real files, or a skip where it is absent."""
    if not REAL.is_dir():
        pytest.skip("the real files lie beside the repository, in ../shared/realdata, and are absent here")
    return REAL


@pytest.fixture(scope="session")
def real_dataset(real_folder: Path) -> Dataset:
    """Daily closes and total returns, FRED, French, Shiller and futures, through `tests/real/catalog.yaml`.

    Entities: rut, spx, ixic, ffsmall, fflarge, ust3m, ust2y, ust10y, ust30y, effr, fed, cpi, core_cpi,
    pce, unemployment, payrolls.
    """
    return load(read_catalog(ROOT / "tests" / "real"), real_folder)


@pytest.fixture(scope="session")
def real_book(real_dataset: Dataset) -> BookAt:
    """`real_book("2025-12-12")` is a fresh book over the real files as of that day."""
    return lambda as_of: FactBook(real_dataset, _day(as_of), TABLE)


def _day(text: str | date) -> date:
    return date.fromisoformat(text) if isinstance(text, str) else text
