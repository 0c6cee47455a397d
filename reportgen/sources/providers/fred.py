"""FRED, Federal Reserve Bank of St. Louis: the CSV behind the download button of each series.

    provider: {name: fred, series: DGS10}
    provider: {name: fred, series: DGS10, from: 2000-01-01}

Some series belong to others, whose terms hold for them (S&P 500, ICE BofA): their owners limit how far
back they reach and what may be published.
"""

from __future__ import annotations

from reportgen.model.catalog import ProviderSpec
from reportgen.sources.providers.download import Download

URL = "https://fred.stlouisfed.org/graph/fredgraph.csv"


def fred(spec: ProviderSpec) -> Download:
    """One series, from its beginning or the day declared."""
    params = {"id": spec.series}
    if spec.first is not None:
        params["cosd"] = spec.first.isoformat()
    return Download(URL, params, refusals=("<!DOCTYPE", "<html"))
