"""Any file behind an address: a desk's own feed, a licensed provider's export.

    provider: {name: web, series: "https://feed.example/closes.csv"}

The dataset's `format` says how it is read. What follows the question mark is used and never recorded,
for it may be a key.
"""

from __future__ import annotations

from reportgen.model.catalog import ProviderSpec
from reportgen.sources.providers.download import Download


def web(spec: ProviderSpec) -> Download:
    """The file at the address given as `series`."""
    return Download(spec.series, private=True)
