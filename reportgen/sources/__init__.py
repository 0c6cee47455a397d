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
from reportgen.sources.fred import read_fred
from reportgen.sources.french import read_french
from reportgen.sources.holdings import read_holdings
from reportgen.sources.load import load_with
from reportgen.sources.nport import read_nport
from reportgen.sources.readers import Reader
from reportgen.sources.settlements import read_settlements
from reportgen.sources.shiller import read_shiller
from reportgen.sources.xbrl import read_company_facts, read_flat_facts
from reportgen.sources.yahoo import read_yahoo

READERS: Mapping[str, Reader] = {
    "csv": read_csv,
    "fred": read_fred,
    "french": read_french,
    "settlements": read_settlements,
    "shiller": read_shiller,
    "yahoo": read_yahoo,
    "companies": read_companies,
    "company_facts": read_company_facts,
    "company_facts_flat": read_flat_facts,
    "holdings": read_holdings,
    "nport": read_nport,
}


def load(catalog: CatalogSpec, folder: Path, *, cache: Path | None = None) -> Dataset:
    """Everything the catalog declares, from the files of a folder.

    A column or table that fails its checks is set aside with a reason (`Dataset.quarantined`), and
    `Dataset.problems` names every fault; the rest loads. `cache` keeps exchange calendars that are slow
    to compute. Raises ProblemsError only for an unknown exchange calendar.
    """
    return load_with(READERS, catalog, folder, cache=cache)
