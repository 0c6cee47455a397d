"""Sources: the files a catalog names -> Dataset, with its checks.

To add a format: one file with one reader (the contract is in `readers`) and its name in `READERS`.
"""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from reportgen.model.catalog import CatalogSpec
from reportgen.model.dataset import Dataset
from reportgen.sources.company import read_companies
from reportgen.sources.csvfile import read_csv
from reportgen.sources.load import load_with
from reportgen.sources.readers import Reader

READERS: Mapping[str, Reader] = {
    "csv": read_csv,
    "companies": read_companies,
}


def load(catalog: CatalogSpec, folder: Path, *, cache: Path | None = None) -> Dataset:
    """Everything the catalog declares, from the files of a folder.

    A column or table that fails its checks is set aside with a reason (`Dataset.quarantined`), and
    `Dataset.problems` names every fault; the rest loads. `cache` keeps exchange calendars that are slow
    to compute. Raises ProblemsError only for an unknown exchange calendar.
    """
    return load_with(READERS, catalog, folder, cache=cache)
