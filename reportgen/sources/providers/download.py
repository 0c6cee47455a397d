"""One request, and how the provider says no without an error status."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Download:
    """What to fetch. `refusals` are texts that a provider sends with status 200 instead of data.

    The query of a `private` address may hold a key: it is neither recorded nor told.
    """

    url: str
    params: Mapping[str, str] = field(default_factory=dict)
    refusals: tuple[str, ...] = ()
    private: bool = False
