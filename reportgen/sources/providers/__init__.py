"""Live providers: what to ask the network for. Nothing here touches it; `fetch` does.

To add one: a function `(ProviderSpec) -> Download` in a file of its own and its name in `PROVIDERS`.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from reportgen.model.catalog import ProviderSpec
from reportgen.sources.providers.download import Download
from reportgen.sources.providers.fred import fred
from reportgen.sources.providers.stooq import stooq
from reportgen.sources.providers.web import web


@dataclass(frozen=True, slots=True)
class Provider:
    """How to ask for a series, and the reader of what comes back where the catalog names none."""

    download: Callable[[ProviderSpec], Download]
    format: str


PROVIDERS: Mapping[str, Provider] = {
    "fred": Provider(fred, "fred"),
    "stooq": Provider(stooq, "yahoo"),
    "web": Provider(web, "csv"),
}
