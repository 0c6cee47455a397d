"""Sources: the files a catalog names -> Dataset, with its checks.

To add a format: one file with one reader (the contract is in `readers`) and its name in `READERS`.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from pathlib import Path

from reportgen.model.catalog import CatalogSpec
from reportgen.model.dataset import Dataset
from reportgen.sources.company import read_companies
from reportgen.sources.csvfile import read_csv
from reportgen.sources.fetch import Fetching, fetch_into
from reportgen.sources.fred import read_fred
from reportgen.sources.french import read_french
from reportgen.sources.holdings import read_holdings
from reportgen.sources.load import Loading, load_all
from reportgen.sources.nport import read_nport
from reportgen.sources.readers import Reader
from reportgen.sources.settlements import read_settlements
from reportgen.sources.shiller import read_shiller
from reportgen.sources.store import Fetched, Store
from reportgen.sources.xbrl import read_company_facts, read_flat_facts
from reportgen.sources.yahoo import read_yahoo

__all__ = ["READERS", "Fetched", "Fetching", "fetch", "load"]

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
    """Everything the catalog declares, from the files of a folder; never from the network.

    A column or table that fails its checks is set aside with a reason (`Dataset.quarantined`), and
    `Dataset.problems` names every fault; the rest loads. `cache` keeps exchange calendars that are slow
    to compute. Raises ProblemsError only for an unknown exchange calendar.
    """
    return load_all(Loading.of(READERS, catalog, folder, cache), catalog)


def fetch(catalog: CatalogSpec, folder: Path, how: Fetching, *, only: Collection[str] = ()) -> tuple[Fetched, ...]:
    """Fetch the catalog's live datasets (or those named) into `fetched/` beside it, once they pass their checks.

    Returns what was kept. Raises UsageError for a dataset that is not live, WorldError where the network or
    the disk refused, ProblemsError where what came failed its checks; what passed is kept all the same.
    """
    loading = Loading.of(READERS, catalog, folder)
    return fetch_into(Store.beside(folder), catalog, loading.made, how, only)
