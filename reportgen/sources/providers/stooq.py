"""Stooq: daily prices of indices, shares and funds, under the header Date,Open,High,Low,Close,Volume.

    provider: {name: stooq, series: ^spx}

It answers "No data" for an unknown symbol and "Exceeded the daily hits limit" after too many requests,
both as if nothing were wrong.
"""

from __future__ import annotations

from reportgen.model.catalog import ProviderSpec
from reportgen.sources.providers.download import Download

URL = "https://stooq.com/q/d/l/"


def stooq(spec: ProviderSpec) -> Download:
    """Daily prices of one symbol, from their beginning or the day declared."""
    params = {"s": spec.series.lower(), "i": "d"}
    if spec.first is not None:
        params["d1"] = f"{spec.first:%Y%m%d}"
    return Download(URL, params, refusals=("No data", "Exceeded the daily hits limit", "<!DOCTYPE", "<html"))
